"""What a text is about, by the wordings of the taxonomy on word boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import DataFileError
from briefs.topics import find_faults, load_taxonomy, read_taxonomy

SMALL = """
[country.georgia]
name = "Georgia"
aliases = ["Georgian", "Tbilisi"]
alone = ["Georgia"]
unless = ["Atlanta"]
not = ["Georgia Tech"]

[theme.spending]
name = "Defence spending"
aliases = ["fair share"]
typed = ["money"]
parents = ["nato"]

[organisation.nato]
name = "NATO"
aliases = ["the alliance"]
"""


def tag(text: str) -> set[str]:
    return set(load_taxonomy().tag(text))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("We leave Afghanistan together.", {"afghanistan", "troop-withdrawal"}),
        ("Afghan women fear the Taliban.", {"afghanistan", "taliban"}),
        ("Kabul fell.", {"afghanistan"}),
        ("Beijing’s ambitions grow.", {"china"}),
        ("A Chinese-made phone", {"china"}),
        ("Sino-Russian friendship", {"china", "russia"}),
        ("The Kremlin denied it.", {"russia"}),
        ("Ankara bought the S-400.", {"turkey", "s-400"}),
        ("Türkiye is an ally.", {"turkey"}),
        ("The U.S. and the UK", {"united-states", "united-kingdom"}),
        ("The US agreed.", {"united-states"}),
        ("French President Ann Example", {"france"}),
        ("North Korean missiles", {"north-korea"}),
        ("The South China Sea is open.", {"south-china-sea"}),
        ("the Nord Stream 2 pipeline", {"nord-stream", "energy-security"}),
        ("Nord\nStream", {"nord-stream"}),
        ("defence spending", {"defence-spending"}),
        ("Defense spending must rise.", {"defence-spending"}),
        ("2.5% of GDP", {"defence-spending"}),
        ("burden-sharing", {"defence-spending"}),
        ("cyber attacks, cyberattacks and cyber-attacks", {"cyber"}),
        ("Article 5 is sacred.", {"article-5"}),
        ("our nuclear weapons", {"nuclear-deterrence"}),
        ("Ukraine will join NATO.", {"ukraine", "nato", "enlargement"}),
        ("the invasion of Ukraine", {"ukraine", "invasion-of-ukraine"}),
        ("no European defence without NATO", {"nato", "europe", "european-defence"}),
        ("the withdrawal from Afghanistan", {"afghanistan", "troop-withdrawal"}),
        ("in space and in cyberspace", {"space", "cyber"}),
        ("the Paris Agreement", {"climate"}),
        ("the Washington Treaty", {"nato"}),
        ("the Vilnius summit", {"nato-summit"}),
        ("ISIS terrorists", {"isis", "terrorism"}),
    ],
)
def test_what_a_sentence_is_about(text, topics):
    """Names, demonyms, capitals, seats of power and themes are found on word boundaries."""
    assert tag(text) == topics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("We had turkey for dinner.", "turkey"),
        ("A Turkey sandwich, please.", "turkey"),
        ("Turkey at Thanksgiving is too dry.", "turkey"),
        ("The Georgia senator spoke in Atlanta.", "georgia"),
        ("Voters in Georgia and Virginia", "georgia"),
        ("Jim Jordan objected.", "jordan"),
        ("Michael B. Jordan acts.", "jordan"),
        ("Chad Smith drums.", "chad"),
        ("The base at China Lake", "china"),
        ("Let us go.", "united-states"),
        ("North America and Europe", "united-states"),
        ("The Washington Post reported it.", "united-states"),
        ("The Warsaw Pact is gone.", "poland"),
        ("the Vilnius summit", "lithuania"),
        ("The polish on the table", "poland"),
        ("a summit with room for dialogue, a breathing space", "space"),
        ("the political climate", "climate"),
        ("Human Rights Watch said so.", "human-rights"),
        ("South Sudan", "sudan"),
        ("Indochina", "china"),
    ],
)
def test_what_it_is_not_about(text, topic):
    """The bird, the American state, somebody's surname, a newspaper, a longer name."""
    assert topic not in tag(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Turkey and Greece talked.", "turkey"),
        ("In Georgia, Russian troops stayed.", "georgia"),
        ("Ukraine, Georgia and Moldova", "georgia"),
        ("King Abdullah of Jordan", "jordan"),
        ("Chad and Niger", "chad"),
        ("Washington agreed.", "united-states"),
    ],
)
def test_the_country_is_still_found(text, topic):
    """The rules of context hide nothing that is meant."""
    assert topic in tag(text)


def test_ids_come_in_the_order_of_the_taxonomy_and_once():
    """However often and in whichever order they are named."""
    taxonomy = load_taxonomy()
    order = [topic.id for topic in taxonomy.topics]

    found = taxonomy.tag("cyber, Russia, China, Russia and NATO: Moscow and cyberspace")

    assert list(found) == sorted(found, key=order.index)
    assert len(found) == len(set(found)) == 4


def test_words_readers_type_are_not_looked_for_in_texts():
    """The word "money" finds the topic for a reader, and says nothing in a sentence."""
    spending = next(t for t in load_taxonomy().topics if t.id == "defence-spending")

    assert "money" in spending.aliases
    assert "defence-spending" not in tag("They have money.")


@given(st.text())
def test_any_text_can_be_tagged(text):
    """Tagging never fails, and gives known ids only."""
    assert tag(text) <= {topic.id for topic in load_taxonomy().topics}


@given(st.lists(st.sampled_from(["Russia", "China", "and", "cyber", "Georgia", "Tech", ",", "."])))
def test_a_text_is_about_at_most_what_its_words_name(words):
    """Putting words side by side hides topics ("Georgia Tech") but makes up none."""
    apart = set().union(*(tag(word) for word in words))

    assert tag(" ".join(words)) <= apart


class TestTheFile:
    def test_it_has_no_faults(self):
        """The taxonomy that ships is sound."""
        assert find_faults() == ()

    def test_every_ally_and_kind_is_there(self):
        """Thirty-two allies, and all kinds of topic."""
        topics = {topic.id: topic for topic in load_taxonomy().topics}

        allies = list(topics)[:32]
        assert topics["montenegro"].kind == "country"
        assert allies[0] == "albania"
        assert allies[-1] == "united-states"
        assert {topic.kind for topic in topics.values()} == {
            "country",
            "organisation",
            "place",
            "operation",
            "theme",
        }

    def test_a_small_one_reads_as_written(self, tmp_path: Path):
        """Names, aliases, typed words, parents and rules of context."""
        (tmp_path / "topics.toml").write_text(SMALL, encoding="utf-8")

        taxonomy = read_taxonomy(tmp_path)

        spending = taxonomy.topics[1]
        assert (spending.id, spending.name, spending.kind) == (
            "spending",
            "Defence spending",
            "theme",
        )
        assert spending.aliases == ("fair share", "money")
        assert spending.parents == ("nato",)
        assert taxonomy.tag("Georgia pays its FAIR SHARE in the alliance") == (
            "georgia",
            "spending",
            "nato",
        )
        assert taxonomy.tag("Georgia, near Atlanta; Georgia Tech; The Alliance; money") == ()

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("[country.georgia]", "[state.georgia]", "unknown kind 'state'"),
            ("[country.georgia]", "[country.Georgia_]", "a slug of at most 24"),
            ('name = "NATO"', 'nam = "NATO"', "organisation.nato: needs a name"),
            ('parents = ["nato"]', 'parents = ["nata"]', "unknown parent 'nata'"),
            ('"fair share"', '"NATO"', "'NATO' also means"),
            ('"fair share"', '"…"', "'…' has no word in it"),
            ('aliases = ["the alliance"]', 'aliases = "the alliance"', "a list of wordings"),
            ("[country.georgia]", "country = 1\n[place.georgia]", "country.: needs a name"),
            ("alone =", "lone =", "unknown field 'lone'"),
            ('alone = ["Georgia"]', 'alone = ["Gorgia"]', "'Gorgia' is alone, and none of its"),
            ('name = "NATO"', 'name = "NATO"\nparents = ["spending"]', "is part of itself"),
            ('parents = ["nato"]', 'parents = ["spending"]', "is part of itself"),
            ("[country.georgia]", "[country.georgia", "the file: Expected"),
        ],
    )
    def test_faults_are_told_with_their_place(self, tmp_path: Path, old, new, told):
        """Loading stops at the first; the check lists all of them."""
        assert old in SMALL
        (tmp_path / "topics.toml").write_text(SMALL.replace(old, new, 1), encoding="utf-8")

        assert any(told in str(fault) for fault in find_faults(tmp_path))
        with pytest.raises(DataFileError):
            read_taxonomy(tmp_path)

    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ('name = "NATO"', 'nam = "NATO"', 15),
            ('parents = ["nato"]', 'parents = ["nata"]', 9),
            ("[country.georgia]", "[state.georgia]", 2),
            ("[country.georgia]", "[country.georgia", 2),
            ("[country.georgia]", '[place]\noslo = { name = "Oslo", x = 1 }\n[country.georgia]', 3),
        ],
    )
    def test_faults_are_told_with_their_line(self, tmp_path: Path, old, new, line):
        """An entry may be a section or a line of one."""
        (tmp_path / "topics.toml").write_text(SMALL.replace(old, new, 1), encoding="utf-8")

        [fault] = find_faults(tmp_path)

        assert fault.line == line
        assert str(fault).startswith(f"topics.toml:{line}, ")

    def test_a_missing_file_is_named(self, tmp_path: Path):
        """The text says which file and why."""
        assert "No such file" in str(find_faults(tmp_path)[0])
