"""Titles before names in dated texts that the who's who knows to be wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.cli import run_command
from briefs.whoswho import WhosWho, read_whoswho
from briefs.whoswho.contradictions import find_contradictions

PEOPLE = """
[norway]
people = [
  { name = "Ann Berg", gender = "f" },
  { name = "Bo Dahl", gender = "m" },
  { name = "Cy Elm" },
]
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
]
"""


@pytest.fixture(name="whoswho", scope="module")
def a_small_whos_who(tmp_path_factory: pytest.TempPathFactory) -> WhosWho:
    folder = tmp_path_factory.mktemp("data")
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    (folder / "offices.toml").write_text(OFFICES, encoding="utf-8")
    return read_whoswho(folder)


def found_in(text: str, day: str, whoswho: WhosWho) -> list[tuple[str, str, bool]]:
    found = find_contradictions(text, dt.date.fromisoformat(day), whoswho)
    return [(one.title, one.name, one.past) for one in found]


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        # held by another, or by nobody of this name
        ("Norwegian Minister Cy Elm spoke.", "2012-01-01", ("Norwegian Minister", "Cy Elm", False)),
        (
            "Norwegian Minister Di Foss spoke.",
            "2012-01-01",
            ("Norwegian Minister", "Di Foss", False),
        ),
        ("Norway's minister Di Foss left.", "2012-01-01", ("Norway's minister", "Di Foss", False)),
        # outside the dates
        (
            "Norwegian Minister Bo Dahl spoke.",
            "2012-01-01",
            ("Norwegian Minister", "Bo Dahl", False),
        ),
        ("Minister Dahl spoke.", "2012-01-01", ("Minister", "Dahl", False)),
        (
            "Norwegian Minister Ann Berg spoke.",
            "2016-01-01",
            ("Norwegian Minister", "Ann Berg", True),
        ),
        ("Minister B. Dahl spoke.", "2018-04-01", ("Minister", "B. Dahl", True)),
    ],
)
def test_what_cannot_be_right_is_told(whoswho, text, day, found):
    """With the title and the name as printed, and whether it was right once."""
    title, name, past = found
    assert found_in(text, day, whoswho) == [(title, name.replace(". ", " "), past)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norwegian Minister Ann Berg spoke.", "2012-01-01"),
        ("Norwegian Minister Berg spoke.", "2012-01-01"),
        # the month of the handover may be either's
        ("Norwegian Minister Ann Berg spoke.", "2014-06-20"),
        ("Norwegian Minister Bo Dahl spoke.", "2014-06-02"),
        # another time, or another office
        ("Former Norwegian Minister Ann Berg spoke.", "2016-01-01"),
        ("The then Norwegian minister Ann Berg spoke.", "2016-01-01"),
        ("Deputy Norwegian Minister Cy Elm spoke.", "2012-01-01"),
        ("The ex-minister Ann Berg spoke.", "2016-01-01"),
        # who is meant, or what, is not known
        ("Minister Foss spoke.", "2012-01-01"),
        ("The Norwegian minister spoke.", "2012-01-01"),
        ("She was minister. Dahl left.", "2012-01-01"),
        ("Norwegian Minister Di Foss spoke.", "2025-01-01"),
    ],
)
def test_what_may_be_right_is_not(whoswho, text, day):
    """The widest reading of the dates counts, and what a text leaves open."""
    assert found_in(text, day, whoswho) == []


def test_the_reason_names_the_dates(whoswho):
    """And who held the office that day, with the words around it."""
    [found] = find_contradictions(
        "So Norwegian Minister Bo Dahl spoke.", dt.date(2012, 1, 1), whoswho
    )

    assert found.why == "the file has Bo Dahl from 2014-06 to 2018-03-01; Ann Berg on that day"
    assert found.around == "So Norwegian Minister Bo Dahl spoke."


class TestTheCommand:
    def test_it_lists_those_of_files_and_folders(self, tmp_path: Path, capsys):
        """A line each, then how many; the status is 0, as the article may be wrong."""
        (tmp_path / "a.txt").write_text(
            "Allies meet\n\n23 March 2021\n\nNATO Secretary General Mark Rutte spoke in Oslo.\n",
            encoding="utf-8",
        )
        lines = (
            '{"id": "x_2010-05-01", "text": "US President George W. Bush spoke."}\n'
            '{"id": "y", "text": "US President Barack Obama spoke."}\n'
        )
        (tmp_path / "b.jsonl").write_text(lines, encoding="utf-8")

        assert run_command(["check", "--titles", str(tmp_path)]) == 0

        told = capsys.readouterr().out.splitlines()
        assert "a.txt (2021-03-23): NATO Secretary General Mark Rutte – the file has" in told[0]
        assert told[1].startswith("before ")
        assert "x_2010-05-01 (2010-05-01): US President George W Bush" in told[1]
        assert told[2] == (
            "3 articles, 1 of them undated and not looked at. Contradictions: 1, and 1 of people "
            "who held the office before."
        )

    def test_a_file_that_cannot_be_read_is_named(self, tmp_path: Path, capsys):
        """The status is 1."""
        file = tmp_path / "b.jsonl"
        file.write_text("no json\n", encoding="utf-8")

        assert run_command(["check", "--titles", str(file)]) == 1
        assert f"{file}: cannot be read" in capsys.readouterr().err
