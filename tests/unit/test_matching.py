"""What a typed name means: one, several, or nobody for sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.folding import fold
from briefs.matching import Entry, Match, NameIndex

PEOPLE = (
    "Jens Stoltenberg",
    "Mark Rutte",
    "Antony Blinken",
    "Joe Biden",
    "Donald Trump",
    "Melania Trump",
    "Hillary Clinton",
    "Bill Clinton",
    "Charles Michel",
    "Michel Barnier",
    "Jack Markell",
    "Osama bin Laden",
    "Lloyd Austin",
    "Ursula von der Leyen",
    "Jean-Yves Le Drian",
    "Emmanuel Macron",
    "Recep Tayyip Erdogan",
    "Sergey Lavrov",
    "Vladimir Putin",
    "Heiko Maas",
    "Olaf Scholz",
    "Jen Psaki",
    "Ned Price",
    "Jamie Shea",
    "Robert O'Brien",
    "Theresa May",
    "George Robertson",
    "John Kerry",
    "John Kirby",
    "Jonas Gahr Store",
    "Xi Jinping",
    "Annegret Kramp-Karrenbauer",
)
#: Further names, as the who's who lists them.
ALIASES = {
    "Antony Blinken": ("Anthony Blinken", "Antony J. Blinken"),
    "Lloyd Austin": ("Lloyd J. Austin III",),
    "Xi Jinping": ("Xi", "习近平"),
    "Annegret Kramp-Karrenbauer": ("AKK",),
}
ORGANISATIONS = {
    "Taliban": ("Taleban",),
    "NATO": ("North Atlantic Treaty Organization",),
    "Kremlin": (),
    "Foreign Ministry": (),
    "Department of War": (),
}
TOPICS = {
    "Afghanistan": ("Afghan", "Kabul"),
    "China": ("Chinese", "Beijing"),
    "Georgia": ("Tbilisi",),
    "Nord Stream": ("Nord Stream 2",),
    "Black Sea": (),
    "Baltic Sea": (),
    "Defence spending": ("burden sharing", "fair share"),
    "Cyber": ("cyber attack",),
    "Great power rivalry": (),
    "Troop withdrawal": ("bring our troops home",),
    "NATO": ("the alliance",),
}


def entries(names: Mapping[str, Sequence[str]], *, personal: bool = True) -> list[Entry]:
    return [
        Entry(id=fold(name), name=name, aliases=tuple(aliases), weight=10, personal=personal)
        for name, aliases in names.items()
    ]


@cache
def speakers() -> NameIndex:
    people = {name: ALIASES.get(name, ()) for name in PEOPLE}
    return NameIndex([*entries(people), *entries(ORGANISATIONS, personal=False)])


@cache
def topics() -> NameIndex:
    return NameIndex(entries(TOPICS), people=False)


def index_of(*names: str) -> NameIndex:
    return NameIndex(entries(dict.fromkeys(names, ())))


def best(match: Match) -> str | None:
    return match.best.name if match.best else None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        # as it stands, in any order, case and script
        ("Jens Stoltenberg", "Jens Stoltenberg"),
        ("stoltenberg jens", "Jens Stoltenberg"),
        ("STOLTENBERG, JENS", "Jens Stoltenberg"),
        ("stoltenberg", "Jens Stoltenberg"),
        ("Anthony Blinken", "Antony Blinken"),
        ("Erdoğan", "Recep Tayyip Erdogan"),
        ("Jonas Gahr Støre", "Jonas Gahr Store"),
        ("Støre", "Jonas Gahr Store"),
        ("o’brien", "Robert O'Brien"),
        ("kramp karrenbauer", "Annegret Kramp-Karrenbauer"),
        ("von der leyen", "Ursula von der Leyen"),
        ("leyen", "Ursula von der Leyen"),
        ("le drian", "Jean-Yves Le Drian"),
        ("xi", "Xi Jinping"),
        ("akk", "Annegret Kramp-Karrenbauer"),
        ("Blinken's", "Antony Blinken"),
        # other scripts
        ("Столтенберг", "Jens Stoltenberg"),
        ("Йенс Столтенберг", "Jens Stoltenberg"),
        ("Байден", "Joe Biden"),
        ("Эрдоган", "Recep Tayyip Erdogan"),
        ("Макрон", "Emmanuel Macron"),
        ("Шольц", "Olaf Scholz"),
        ("Остин", "Lloyd Austin"),
        ("Στόλτενμπεργκ", "Jens Stoltenberg"),
        ("Μπλίνκεν", "Antony Blinken"),
        ("სტოლტენბერგი", "Jens Stoltenberg"),
        ("ბლინკენი", "Antony Blinken"),
        ("ستولتنبرغ", "Jens Stoltenberg"),
        ("بلينكن", "Antony Blinken"),
        ("习近平", "Xi Jinping"),
        # one slip
        ("stoltenburg", "Jens Stoltenberg"),
        ("stoltenerg", "Jens Stoltenberg"),
        ("stoltenbergg", "Jens Stoltenberg"),
        ("tsoltenberg", "Jens Stoltenberg"),
        ("blinkin", "Antony Blinken"),
        ("Blinked", "Antony Blinken"),
        ("bidne", "Joe Biden"),
        ("bidden", "Joe Biden"),
        ("bidxn", "Joe Biden"),
        ("makron", "Emmanuel Macron"),
        ("lavroff", "Sergey Lavrov"),
        ("mass", "Heiko Maas"),
        ("rute", "Mark Rutte"),
        ("jean ives le drian", "Jean-Yves Le Drian"),
        ("joe bidan", "Joe Biden"),
        ("xo jinping", "Xi Jinping"),
        ("jon kerry", "John Kerry"),
        ("taleban", "Taliban"),
        ("mark roote", "Mark Rutte"),
        # two slips
        ("stoltnburg", "Jens Stoltenberg"),
        ("jems stoltenburg", "Jens Stoltenberg"),
        ("antny blinkin", "Antony Blinken"),
        ("ursla von der layen", "Ursula von der Leyen"),
        # spaces
        ("jensstoltenberg", "Jens Stoltenberg"),
        ("jensxstoltenberg", "Jens Stoltenberg"),
        ("stolten berg", "Jens Stoltenberg"),
        ("jeanyves le drian", "Jean-Yves Le Drian"),
        # initials, beginnings, titles
        ("J. Stoltenberg", "Jens Stoltenberg"),
        ("J Biden", "Joe Biden"),
        ("lloyd j austin", "Lloyd Austin"),
        ("d trump", "Donald Trump"),
        ("hillary clint", "Hillary Clinton"),
        ("stolten", "Jens Stoltenberg"),
        ("president biden", "Joe Biden"),
        ("Mr. Stoltenberg", "Jens Stoltenberg"),
        ("US Secretary of State Antony Blinken", "Antony Blinken"),
        ("nato chief stoltenberg", "Jens Stoltenberg"),
        ("the taliban", "Taliban"),
    ],
)
def test_the_one_who_is_meant(typed, name):
    """Sure enough to be answered at once."""
    assert best(speakers().match(typed)) == name


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("trump", {"Donald Trump", "Melania Trump"}),
        ("Clinton", {"Bill Clinton", "Hillary Clinton"}),
        ("clintn", {"Bill Clinton", "Hillary Clinton"}),
        ("michel", {"Charles Michel", "Michel Barnier"}),
        ("john", {"John Kerry", "John Kirby"}),
        ("president trump", {"Donald Trump", "Melania Trump"}),
        ("JS", {"Jens Stoltenberg", "Jamie Shea"}),
        ("J.K.", {"John Kerry", "John Kirby"}),
    ],
)
def test_two_who_fit_equally_are_options(typed, names):
    """A surname, given name or initials of several people: never guessed between."""
    match = speakers().match(typed)

    assert match.best is None
    assert {option.name for option in match.options} == names


@pytest.mark.parametrize(
    "typed",
    [
        "obama",
        "omaha",
        "merkel",
        "angela merkel",
        "john kelly",
        "mark warner",
        "jens weidmann",
        "roberts",
        "kerr",
        "perry",
        "penny",
        "priest",
        "mai",
        "jen",
        "james earl jones",
        "elizabeth",
        "queen elizabeth",
        "war",
        "ministry of",
        "der",
        "and",
        "x",
        "",
        "   ",
        "?!",
        "❤️",
        "'); DROP TABLE speakers;--",
        "<b>biden",
        "\u202e" * 5,
        "lorem ipsum dolor sit amet consectetur adipiscing elit sed do",
        "s" * 4000,
    ],
)
def test_nobody_is_meant_for_sure(typed):
    """Somebody else, a part of a name, or noise: at most something near is offered."""
    match = speakers().match(typed)

    assert match.options == ()
    assert best(match) in {None, "Joe Biden"}
    assert best(match) is None or "biden" in typed


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("merkel", "Jack Markell"),
        ("obama", "Osama bin Laden"),
        ("jens", "Jens Stoltenberg"),
        ("stol", "Jens Stoltenberg"),
        ("AB", "Antony Blinken"),
        ("nerry", "John Kerry"),
        ("blnkn", "Antony Blinken"),
        ("stoltenberg windmills", "Jens Stoltenberg"),
    ],
)
def test_what_is_near_is_offered(typed, nearest):
    """The closest comes first."""
    match = speakers().match(typed)

    assert match.best is None
    assert match.nearest[0].name == nearest


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("afganistan", "Afghanistan"),
        ("Afghan", "Afghanistan"),
        ("beijing", "China"),
        ("chna", "China"),
        ("nord stream", "Nord Stream"),
        ("nordstream", "Nord Stream"),
        ("nord stream 2", "Nord Stream"),
        ("defense spending", "Defence spending"),
        ("spending", "Defence spending"),
        ("black sea", "Black Sea"),
        ("cyber attacks", "Cyber"),
        ("goergia", "Georgia"),
        ("home", None),
        ("power", None),
        ("share", None),
        ("sea", None),
        ("windmills", None),
    ],
)
def test_topics_are_found_whole(typed, topic):
    """A part of a name counts if it is most of it; a part of an alias means nothing."""
    match = topics().match(typed)

    assert best(match) == topic
    assert match.options == ()


def test_the_heavier_option_comes_first():
    """Weight orders what fits equally, and decides nothing."""
    light = Entry(id="1", name="Ann Example", aliases=(), weight=3)
    heavy = Entry(id="2", name="Bob Example", aliases=(), weight=7)

    match = NameIndex([light, heavy]).match("example")

    assert [option.name for option in match.options] == ["Bob Example", "Ann Example"]


def test_two_of_the_same_name_are_options():
    """Two people who share all of it stay two."""
    twins = [Entry(id=one, name="Ann Example", aliases=(), weight=1) for one in "ab"]

    match = NameIndex(twins).match("Ann Example")

    assert {option.id for option in match.options} == {"a", "b"}


def test_a_name_that_somebody_has_is_no_slip():
    """Who is called Joan is not John, once somebody is called so."""
    assert best(index_of("John Kerry").match("joan kerry")) == "John Kerry"
    assert best(index_of("John Kerry", "Joan Baez").match("joan kerry")) is None


def test_another_spelling_of_the_same_sound_is_no_other_name():
    """Marc Kerry is Mark Kerry, though somebody else is called Marc."""
    assert best(index_of("Mark Kerry", "Marc Bloch").match("marc kerry")) == "Mark Kerry"


def test_a_whole_name_is_preferred_to_a_part_of_another():
    """Among equals a part of a longer name stands back."""
    assert best(index_of("Kremlin", "Old Kremlin").match("kremlni")) == "Kremlin"


def test_an_empty_index_knows_nobody():
    """Before the first article is loaded."""
    assert NameIndex([]).match("stoltenberg") == Match()


def test_the_same_query_gives_the_same_answer():
    """Also from an index whose entries came in another order."""
    backwards = NameIndex(reversed(entries(dict.fromkeys(PEOPLE, ()))))
    forwards = NameIndex(entries(dict.fromkeys(PEOPLE, ())))

    for typed in ("trump", "jon", "stoltenbrg", "merkel", "m"):
        assert backwards.match(typed) == forwards.match(typed)


@given(st.sampled_from(PEOPLE), st.randoms(use_true_random=False))
def test_every_name_finds_itself_in_any_order_of_words(name, random):
    """Its own words are never a worse fit than somebody else's."""
    words = name.split()
    random.shuffle(words)

    assert best(speakers().match(" ".join(words))) == name


@given(st.text(max_size=40))
def test_any_text_has_an_answer_in_bounds(text):
    """One best, or two and more options, or what is near; scores between 0 and 100."""
    match = speakers().match(text)

    assert sum(map(bool, (match.best, match.options, match.nearest))) <= 1
    assert len(match.options) != 1
    candidates = [*match.options, *match.nearest, *([match.best] if match.best else [])]
    assert all(0 <= candidate.score <= 100 for candidate in candidates)
    assert len({candidate.id for candidate in candidates}) == len(candidates)
