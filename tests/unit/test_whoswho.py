"""Who people are and which office they held, and what the files may not say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefs.coreference.names import find_names
from briefs.errors import DataFileError
from briefs.model import SpeakerKind
from briefs.page import read_page
from briefs.topics import load_taxonomy
from briefs.whoswho import WhosWho, find_faults, load_whoswho, read_whoswho, surnames_of

SEEDS = Path(__file__).parents[2] / "seeds"

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


@pytest.fixture(name="who")
def the_whos_who() -> WhosWho:
    return load_whoswho()


@pytest.fixture(name="small")
def a_small_whos_who(tmp_path: Path) -> WhosWho:
    return read_whoswho(write(tmp_path))


def write(folder: Path, *, people: str = PEOPLE, offices: str = OFFICES) -> Path:
    (folder / "people.toml").write_text(people, encoding="utf-8")
    (folder / "offices.toml").write_text(offices, encoding="utf-8")
    return folder


class TestPeople:
    @pytest.mark.parametrize(
        ("name", "canonical"),
        [
            ("Jens Stoltenberg", "Jens Stoltenberg"),
            ("JENS STOLTENBERG", "Jens Stoltenberg"),
            ("Anthony Blinken", "Antony Blinken"),
            ("Lloyd J. Austin III", "Lloyd Austin"),
            ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
            ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
            ("Zelenskiy", "Volodymyr Zelensky"),
            ("Jonas Gahr Støre", "Jonas Gahr Store"),
            ("习近平", "Xi Jinping"),
            ("the Taliban", "Taliban"),
            ("U.S. State Department", "State Department"),
        ],
    )
    def test_a_full_name_or_listed_variant_is_found(self, who, name, canonical):
        """In any case, script and with or without diacritics."""
        found = who.find_person(name)

        assert found is not None
        assert found.name == canonical

    @pytest.mark.parametrize("name", ["Stoltenberg", "Trump", "Jens", "Nobody Inparticular", ""])
    def test_a_lone_surname_or_a_stranger_is_not(self, who, name):
        """A surname may be somebody else's."""
        assert who.find_person(name) is None

    def test_everybody_of_a_surname_is_found(self, who):
        """Two people who share a surname stay two."""
        assert [person.name for person in who.find_by_surname("Clinton")] == [
            "Bill Clinton",
            "Hillary Clinton",
            "Chelsea Clinton",
        ]

    @pytest.mark.parametrize(
        ("surname", "name"),
        [
            ("von der Leyen", "Ursula von der Leyen"),
            ("Le Drian", "Jean-Yves Le Drian"),
            ("Støre", "Jonas Gahr Store"),
            ("Zelenskyy", "Volodymyr Zelensky"),
            ("Xi", "Xi Jinping"),
            ("de Hoop Scheffer", "Jaap de Hoop Scheffer"),
        ],
    )
    def test_surnames_of_several_words_and_spellings(self, who, surname, name):
        """Particles belong to the surname; in China it stands first."""
        assert name in [person.name for person in who.find_by_surname(surname)]

    @pytest.mark.parametrize(
        ("name", "country", "surnames"),
        [
            ("Jens Stoltenberg", "norway", ("stoltenberg",)),
            ("Ursula von der Leyen", "germany", ("von der leyen", "leyen")),
            ("Joseph Biden Jr.", "united-states", ("biden",)),
            ("Xi Jinping", "china", ("xi",)),
            ("Taliban", None, ()),
        ],
    )
    def test_what_the_surname_of_a_name_is(self, name, country, surnames):
        """The longest form comes first; one word alone is no full name."""
        assert surnames_of(name, country) == surnames

    @pytest.mark.parametrize(
        ("surname", "on", "leader"),
        [
            ("Macron", "2021-03-23", "Emmanuel Macron"),
            ("Rutte", "2021-03-23", "Mark Rutte"),
            ("Stoltenberg", "2025-03-23", None),
            ("Putin", None, "Vladimir Putin"),
            ("Clinton", None, None),
            ("Bush", None, None),
            ("Kirby", "2021-03-23", None),
        ],
    )
    def test_a_leader_is_known_by_surname_while_in_office(self, who, surname, on, leader):
        """Undated, by a surname that only one office-holder has."""
        found = who.find_leader(surname, dt.date.fromisoformat(on) if on else None)

        assert (found and found.name) == leader

    def test_organisations_speak_too(self, who):
        """The Kremlin is listed beside the people."""
        kremlin = who.find_person("the Kremlin")

        assert kremlin is not None
        assert kremlin.kind is SpeakerKind.ORGANISATION
        assert kremlin.gender is None
        assert who.find_by_surname("Kremlin") == ()

    def test_countries_are_topics(self, who):
        """A person's country can be looked up in the taxonomy."""
        topics = {topic.id for topic in load_taxonomy().topics}

        assert {person.country for person in who.people} <= topics | {None}


class TestTitles:
    @pytest.mark.parametrize(
        ("title", "on", "holder"),
        [
            ("NATO Secretary General", "2021-03-23", "Jens Stoltenberg"),
            ("NATO Secretary-General", "2021-03-23", "Jens Stoltenberg"),
            ("the NATO chief", "2013-01-01", "Anders Fogh Rasmussen"),
            ("alliance chief", "2020-06-08", "Jens Stoltenberg"),
            ("head of the alliance", "2025-01-01", "Mark Rutte"),
            ("the US top diplomat", "2021-03-23", "Antony Blinken"),
            ("top US diplomat", "2018-06-01", "Mike Pompeo"),
            ("American secretary of state", "2012-01-01", "Hillary Clinton"),
            ("the new US secretary of state", "2021-03-23", "Antony Blinken"),
            ("the secretary of state", "2021-03-23", "Antony Blinken"),
            ("U.S. President", "2021-06-08", "Joe Biden"),
            ("president of the United States", "2018-07-11", "Donald Trump"),
            ("Pentagon chief", "2021-06-08", "Lloyd Austin"),
            ("US Defence Secretary", "2018-01-01", "James Mattis"),
            ("US Secretary of Defense", "2018-01-01", "James Mattis"),
            ("White House press secretary", "2021-06-07", "Jen Psaki"),
            ("German Foreign Minister", "2021-03-23", "Heiko Maas"),
            ("Germany's foreign minister", "2021-03-23", "Heiko Maas"),
            ("French defence minister", "2021-03-23", "Florence Parly"),
            ("Britain's prime minister", "2022-10-01", "Liz Truss"),
            ("Turkish president", "2016-07-15", "Recep Tayyip Erdogan"),
            ("Russian Foreign Minister", "2010-01-01", "Sergey Lavrov"),
            ("the EU's foreign policy chief", "2021-03-23", "Josep Borrell"),
            ("UN chief", "2008-01-01", "Ban Ki-moon"),
            ("Supreme Allied Commander Europe", "2022-03-01", "Tod Wolters"),
            ("Ukrainian president", "2019-01-01", "Petro Poroshenko"),
        ],
    )
    def test_a_title_on_a_day_names_its_holder(self, who, title, on, holder):
        """As the press prints it and as readers type it."""
        assert who.resolve_title(title, dt.date.fromisoformat(on)) == holder

    @pytest.mark.parametrize(
        ("on", "title", "name"),
        [
            ("2014-07-20", "Ukrainian Defence Minister", "Valeriy Heletey"),
            ("2015-10-05", "Turkish Foreign Minister", "Feridun Sinirlioglu"),
            ("2016-02-10", "Polish Defence Minister", "Antoni Macierewicz"),
            ("2016-07-08", "Greek Defence Minister", "Panos Kammenos"),
            ("2017-02-15", "Romanian Foreign Minister", "Teodor Melescanu"),
            ("2017-08-20", "NATO commander in Afghanistan", "John Nicholson"),
            ("2018-03-01", "Estonian Defence Minister", "Juri Luik"),
            ("2018-07-11", "Bulgarian Defence Minister", "Krasimir Karakachanov"),
            ("2019-03-29", "Slovak Foreign Minister", "Miroslav Lajcak"),
            ("2020-11-17", "US Director of National Intelligence", "John Ratcliffe"),
            ("2021-06-14", "Dutch Foreign Minister", "Sigrid Kaag"),
            ("2021-10-01", "Dutch Defence Minister", "Henk Kamp"),
            ("2022-03-01", "Slovenian Foreign Minister", "Anze Logar"),
            ("2022-06-29", "Albanian Prime Minister", "Edi Rama"),
            ("2023-07-11", "Danish Defence Minister", "Jakob Ellemann-Jensen"),
            ("2023-11-28", "Slovak Foreign Minister", "Juraj Blanar"),
            ("2024-01-15", "UK Chief of the Defence Staff", "Tony Radakin"),
            ("2024-07-09", "North Macedonian Foreign Minister", "Timco Mucunski"),
            ("2025-02-12", "Romanian Foreign Minister", "Emil Hurezeanu"),
            ("2025-06-24", "Portuguese Defence Minister", "Nuno Melo"),
            ("2025-11-03", "French Defence Minister", "Catherine Vautrin"),
        ],
    )
    def test_a_dated_title_beside_a_name_does_not_contradict_the_file(self, who, on, title, name):
        """As an article of that day prints it."""
        day = dt.date.fromisoformat(on)

        assert who.resolve_title(title, day) == name
        assert who.office_at(name, day) is not None

    @pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda seed: seed.stem)
    def test_no_title_beside_a_name_in_an_article_contradicts_the_file(self, who, seed):
        """An undated article must name somebody who held the office at some time."""
        text = seed.read_text(encoding="utf-8")
        published = read_page(text).published
        for name in find_names(text, 0, len(text)):
            person = who.find_person(name.printed)
            holders = {tenure.holder for tenure in who.holders(name.title)}
            if person and holders:
                held = who.resolve_title(name.title, published and published.day)
                assert held in {person.name, None}
                assert person.name in holders

    @pytest.mark.parametrize(
        ("title", "on", "reason"),
        [
            ("US president", None, "the article is undated"),
            ("the president", "2021-03-23", "many have that title"),
            ("foreign minister", "2021-03-23", "many have that title"),
            ("secretary-general", "2021-03-23", "NATO and the UN have one"),
            ("defence secretary", "2021-03-23", "two countries have one"),
            ("former US president", "2021-03-23", "former is not current"),
            ("US president", "2021-01-20", "a day of handover"),
            ("State Department spokesman", "2021-03-23", "there are several"),
            ("NATO Deputy Secretary General", "2019-10-10", "the day of October is not known"),
            ("Russian president", "2026-10-01", "nobody knows whether he still is"),
            ("US secretary of state", "2021-01-23", "between two holders"),
            ("chief bottle washer", "2021-03-23", "no such office"),
        ],
    )
    def test_a_title_names_nobody_unless_it_is_certain(self, who, title, on, reason):
        """Naming the wrong person is the worst thing of all."""
        day = dt.date.fromisoformat(on) if on else None

        assert who.resolve_title(title, day) is None, reason

    @pytest.mark.parametrize(
        "title",
        [
            "nato chief",
            "head of nato",
            "alliance chief",
            "nato secretary-general",
            "secretary general of nato",
            "us secretary of state",
            "us top diplomat",
            "american secretary of state",
            "german foreign minister",
            "pentagon chief",
            "us president",
            "white house press secretary",
            "state department spokesman",
            "state department spokesperson",
            "saceur",
            "polish prime minister",
            "kremlin spokesman",
        ],
    )
    def test_readers_titles_are_known(self, who, title):
        """A reader who types a title is told its holders."""
        assert who.holders(title)

    def test_holders_come_latest_first_with_dates_as_known(self, who):
        """The dates are as precise as the file."""
        latest, before, *_ = who.holders("the NATO chief")

        assert (latest.holder, latest.start, latest.end, latest.current) == (
            "Mark Rutte",
            "2024-10-01",
            None,
            True,
        )
        assert (before.holder, before.end, before.current) == (
            "Jens Stoltenberg",
            "2024-10-01",
            False,
        )

    def test_a_shared_title_gives_the_holders_of_every_office(self, who):
        """The newsroom then offers those who are quoted."""
        offices = {tenure.office for tenure in who.holders("secretary general")}

        assert offices == {"NATO Secretary General", "UN Secretary-General"}

    def test_no_office_no_holders(self, who):
        """A name is no title."""
        assert who.holders("Stoltenberg") == ()

    def test_titles_are_folded_and_longest_first(self, who):
        """So that the first one found in a text is the whole title."""
        titles = list(who.titles)

        assert titles.index("nato deputy secretary general") < titles.index("secretary general")
        assert "us secretary of defense" in titles
        assert "us secretary of defence" in titles

    def test_the_offices_of_a_person_come_latest_first(self, who):
        """By any of the person's names."""
        offices = [tenure.office for tenure in who.offices_of("Jens Stoltenberg")]

        assert offices == [
            "Norwegian Finance Minister",
            "NATO Secretary General",
            "Norwegian Prime Minister",
            "Norwegian Prime Minister",
        ]

    @pytest.mark.parametrize(
        ("name", "on", "office"),
        [
            ("Jens Stoltenberg", "2021-03-23", "NATO Secretary General"),
            ("Jens Stoltenberg", "2010-03-23", "Norwegian Prime Minister"),
            ("Anthony Blinken", "2021-03-23", "US Secretary of State"),
            ("Boris Johnson", "2017-03-23", "British Foreign Secretary"),
            ("Jens Stoltenberg", "2013-12-01", None),
            ("Hadley Gamble", "2021-03-23", None),
            ("Nobody", "2021-03-23", None),
        ],
    )
    def test_the_office_held_on_a_day(self, who, name, on, office):
        """None on days for which the file is not sure."""
        assert who.office_at(name, dt.date.fromisoformat(on)) == office


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
