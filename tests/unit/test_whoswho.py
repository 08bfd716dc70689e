"""Who people are, and which office they held when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefs.coreference.names import find_names
from briefs.model import SpeakerKind
from briefs.page import read_page
from briefs.topics import load_taxonomy
from briefs.whoswho import WhosWho, load_whoswho, surnames_of

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(name="who")
def the_whos_who() -> WhosWho:
    return load_whoswho()


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
