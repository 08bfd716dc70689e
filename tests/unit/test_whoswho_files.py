"""The files of people and offices: on which days they are sure, and what they may not say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefs.errors import DataFileError
from briefs.whoswho import WhosWho, find_faults, read_whoswho

PEOPLE = """
[norway]
people = [
  { name = "Ann Berg", gender = "f", variants = ["Anne Berg"] },
  { name = "Bo Dahl", gender = "m" },
  { name = "Cy von Elm" },
]
organisations = [{ name = "Storting", variants = ["the Storting"] }]
"""

OFFICES = """
[country.norway]
country = ["Norway"]
adjective = ["Norwegian"]

[role.minister]
name = "{adjective} Minister"
titles = ["{country}'s minister"]
generic = ["minister"]

[[office]]
role = "minister"
country = "norway"
holders = [
  { name = "Ann Berg", start = "2010-05-10", end = "2014-06" },
  { name = "Bo Dahl", start = "2014-06", end = "2018-03-01" },
  { name = "Cy von Elm", start = "2018-03-01", seen = "2020" },
]

[[office]]
name = "Norwegian Chief"
country = "norway"
titles = ["chief"]
holders = [{ name = "Ann Berg", start = "2016", current = true }]
"""


@pytest.fixture(name="small")
def a_small_whos_who(tmp_path: Path) -> WhosWho:
    return read_whoswho(write(tmp_path))


def write(folder: Path, *, people: str = PEOPLE, offices: str = OFFICES) -> Path:
    (folder / "people.toml").write_text(people, encoding="utf-8")
    (folder / "offices.toml").write_text(offices, encoding="utf-8")
    return folder


class TestPrecision:
    @pytest.mark.parametrize(
        ("on", "holder"),
        [
            ("2010-05-09", None),
            ("2010-05-10", "Ann Berg"),
            ("2014-05-31", "Ann Berg"),
            ("2014-06-01", "Ann Berg"),
            ("2014-06-15", None),
            ("2014-06-30", "Bo Dahl"),
            ("2018-02-28", "Bo Dahl"),
            ("2018-03-01", None),
            ("2018-03-02", "Cy von Elm"),
            ("2020-01-01", "Cy von Elm"),
            ("2020-01-02", None),
        ],
    )
    def test_only_certain_days_count(self, small, on, holder):
        """A month is certain once it is over; `seen` lasts until its beginning."""
        assert small.resolve_title("Norwegian minister", dt.date.fromisoformat(on)) == holder

    def test_a_current_holder_stays(self, small):
        """`current` means in office, whatever the day."""
        assert small.resolve_title("chief", dt.date(2040, 1, 1)) == "Ann Berg"

    def test_titles_are_filled_in_for_the_country(self, small):
        """Adjective and country; the bare word needs a country from elsewhere."""
        assert small.resolve_title("Norway's minister", dt.date(2012, 1, 1)) == "Ann Berg"
        assert small.resolve_title("minister", dt.date(2012, 1, 1)) is None
        assert [tenure.holder for tenure in small.holders("minister")] == [
            "Cy von Elm",
            "Bo Dahl",
            "Ann Berg",
        ]

    def test_of_two_offices_the_one_entered_last_is_shown(self, small):
        """A minister who became chief is the chief."""
        assert small.office_at("Ann Berg", dt.date(2017, 1, 1)) == "Norwegian Chief"


class TestFaults:
    def test_the_files_have_none(self):
        """The who's who that ships is sound."""
        assert find_faults() == ()

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (("people", 'gender = "f"', 'gender = "x"'), "norway, 'Ann Berg': gender"),
            (("people", 'name = "Bo Dahl"', 'nom = "Bo Dahl"'), "needs a name"),
            (("people", '"Anne Berg"', '"Bo Dahl"'), "is also"),
            (("people", "organisations", "clubs"), "unknown group 'clubs'"),
            (("people", '{ name = "Cy von Elm" }', '"Cy von Elm"'), 'is written { name = "…" }'),
            (("offices", '{ name = "Ann Berg", start = "2016", current = true }', '"Ann"'), "list"),
            (("people", "[norway]", "[norway"), "the file: Expected"),
            (("offices", '"2010-05-10"', '"10 May 2010"'), "a date is written 2014-10-01"),
            (("offices", '"2010-05-10"', '"2010-02-30"'), "a date is written 2014-10-01"),
            (("offices", 'end = "2014-06"', 'end = "2009"'), "Ann Berg: ends before it starts"),
            (("offices", 'end = "2014-06"', 'end = "2015"'), "hold it at the same time"),
            (("offices", 'end = "2018-03-01"', "current = true"), "hold it at the same time"),
            (("offices", '"Bo Dahl"', '"Bo Dale"'), "'Bo Dale' is not in people.toml"),
            (("offices", '"chief"', '"Norwegian minister"'), "also means 'Norwegian Minister'"),
            (("offices", 'role = "minister"', 'role = "baker"'), "unknown role 'baker'"),
            (("offices", 'country = "norway"\ntitles', 'country = "mars"\ntitles'), "'mars'"),
            (("offices", 'titles = ["chief"]', "tilte = 1"), "unknown field 'tilte'"),
            (("people", '{ name = "Cy von Elm" }', '{ name = "Ann Berg" }'), "is also 'Ann Berg'"),
            (("people", '"Anne Berg"', '""'), "variants is a list of names"),
            (("people", 'gender = "m"', "surname = 7"), "surname is a name"),
            (("offices", "[role.minister]", "[roel.minister]"), "roel: unknown section"),
            (("offices", 'generic = ["minister"]', 'generc = ["x"]'), "unknown field 'generc'"),
            (("offices", "{country}'s", "{land}'s"), "a blank that nothing fills: {land}"),
            (("offices", 'titles = ["chief"]', 'titles = "chief"'), "titles is a list of wordings"),
            (("offices", 'titles = ["chief"]', 'also = "minister"'), "also is a list of roles"),
            (("offices", 'titles = ["chief"]', 'several = "no"'), "several is true or false"),
            (("offices", "current = true", 'current = "yes"'), "current is true or false"),
            (("offices", 'adjective = ["Norwegian"]', ""), "adjective is a list of wordings"),
            (("offices", 'country = ["Norway"]', 'land = ["Norway"]'), "unknown field 'land'"),
            (("offices", "[country.norway]", "[forms]\nking = 1\n[country.norway]"), "forms, king"),
            (("offices", '"2010-05-10"', "2010-05-10"), "a date is written 2014-10-01"),
        ],
    )
    def test_each_is_told_with_its_file_and_place(self, tmp_path, change, told):
        """Loading stops at the first; the check lists all of them."""
        which, old, new = change
        texts = {"people": PEOPLE, "offices": OFFICES}
        assert old in texts[which]
        texts[which] = texts[which].replace(old, new, 1)
        folder = write(tmp_path, **texts)

        assert any(told in str(fault) for fault in find_faults(folder))
        with pytest.raises(DataFileError):
            read_whoswho(folder)

    @pytest.mark.parametrize(
        ("change", "line"),
        [
            (("people", 'gender = "f"', 'gender = "x"'), "people.toml:4"),
            (("people", 'name = "Bo Dahl"', 'nom = "Bo Dahl"'), "people.toml:5"),
            (("people", '{ name = "Cy von Elm" }', '"Cy von Elm"'), "people.toml:6"),
            (("people", '"the Storting"', "7"), "people.toml:8"),
            (("people", "organisations =", "clubs ="), "people.toml:8"),
            (("people", '"the Storting"', '"Bo Dahl"'), "people.toml:8"),
            (("people", "\n]\norg", "\norg"), "people.toml:7"),
            (("offices", 'name = "Bo Dahl", start', 'name = "Bo Dale", start'), "offices.toml:16"),
            (("offices", 'start = "2018-03-01"', 'start = "March"'), "offices.toml:17"),
            (("offices", 'end = "2018-03-01"', "current = true"), "offices.toml:16"),
            (("offices", 'role = "minister"', 'role = "baker"'), "offices.toml:11"),
            (("offices", "current = true", "current = true, age = 7"), "offices.toml:24"),
            (("offices", '"chief"', '"Norwegian minister"'), "offices.toml:20"),
            (("people", '{ name = "Cy von Elm" }', '{ name = "Ann Berg" }'), "people.toml:6"),
            (("offices", "{country}'s", "{land}'s"), "offices.toml:6"),
            (("offices", 'country = ["Norway"]', 'land = ["Norway"]'), "offices.toml:2"),
            (("offices", "[[office]]\nname", "[[offices]]\nname"), "offices.toml:20"),
            (
                ("offices", "[country.norway]", "[forms]\nking = 1\n[country.norway]"),
                "offices.toml:3",
            ),
        ],
    )
    def test_each_is_told_with_its_line(self, tmp_path, change, line):
        """As an editor takes it: people.toml:4. Of an office's fault the line of its [[office]]."""
        which, old, new = change
        texts = {"people": PEOPLE, "offices": OFFICES}
        assert old in texts[which]
        texts[which] = texts[which].replace(old, new, 1)

        first = find_faults(write(tmp_path, **texts))[0]

        assert str(first).startswith(f"{line}, ")

    def test_a_missing_file_is_named(self, tmp_path):
        """The text says which file and why."""
        with pytest.raises(DataFileError, match=r"people\.toml, the file: No such file"):
            read_whoswho(tmp_path)

    def test_several_may_hold_an_office_that_says_so(self, tmp_path):
        """Spokespersons overlap; their title names nobody."""
        offices = OFFICES.replace('end = "2018-03-01"', "current = true").replace(
            'role = "minister"', 'role = "minister"\nseveral = true'
        )
        who = read_whoswho(write(tmp_path, offices=offices))

        assert who.resolve_title("Norwegian minister", dt.date(2012, 1, 1)) is None
        assert who.office_at("Bo Dahl", dt.date(2019, 1, 1)) == "Norwegian Minister"
