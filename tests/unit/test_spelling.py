"""How far two words are apart, by their letters and by their sound, and which are near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.matching.neighbours import REACH, Neighbourhood
from briefs.matching.spelling import FARTHEST, distance, is_slip_of, may_be_a_name, sounds_like

LETTERS = st.text(alphabet="abcd", max_size=5)


@given(LETTERS, LETTERS)
def test_the_distance_is_that_of_the_slow_obvious_version(one, other):
    """Insertions, deletions, substitutions and swaps of neighbours; the same either way."""
    expected = min(slow_distance(one, other), FARTHEST + 1)

    assert distance(one, other) == distance(other, one) == expected


def slow_distance(one: str, other: str) -> int:
    """The definition, letter by letter from the end."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        slow_distance(one[:-1], other) + 1,
        slow_distance(one, other[:-1]) + 1,
        slow_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if one[-2:] == other[-2:][::-1] and len(one) > 1:
        ways.append(slow_distance(one[:-2], other[:-2]) + 1)
    return min(ways)


WORDS = st.text(alphabet="abc", min_size=4, max_size=9)


@pytest.mark.parametrize("few", [0, 1000])
@given(words=st.sets(WORDS, max_size=30), word=WORDS)
def test_no_neighbour_is_missed(few, words, word):
    """The short cut finds what comparing with every word finds, swaps counting two; two slips
    away only what begins with the same letter.
    """
    near = Neighbourhood(words, few=few).near(word)

    for other in words:
        slips = without_swaps(word, other)
        if slips <= 1 or (slips == REACH and other[0] == word[0]):
            assert other in near
    assert all(distance(word, other) <= REACH for other in near)
    assert near == sorted(near, key=lambda other: (distance(word, other), other))


def without_swaps(one: str, other: str) -> int:
    """Levenshtein's distance, row by row."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        above, row = row, [at]
        for place, counterpart in enumerate(other, 1):
            substituted = above[place - 1] + (letter != counterpart)
            row.append(min(row[-1] + 1, above[place] + 1, substituted))
    return row[-1]


@pytest.mark.parametrize(
    ("typed", "name", "slip"),
    [
        ("stoltenburg", "stoltenberg", True),
        ("blinkin", "blinken", True),
        ("maas", "mass", True),
        ("bidne", "biden", True),
        ("bidwn", "biden", True),
        ("music", "pusic", False),
        ("merkel", "markell", False),
        ("kerry", "perry", False),
        ("bush", "bash", False),
        ("bus", "bush", False),
        ("li", "le", False),
        ("hagel", "gabel", False),
        ("reagnn", "reagan", True),
        ("rtump", "trump", True),
        ("ficoo", "fico", True),
    ],
)
def test_when_a_lone_word_is_a_slip(typed, name, slip):
    """The shorter the name, the stricter; sound and keyboard excuse more than chance does."""
    assert is_slip_of(typed, name) is slip


@pytest.mark.parametrize(
    ("one", "other"),
    [("scholz", "sholz"), ("lavrov", "lavroff"), ("rice", "ryce"), ("zelensky", "selenski")],
)
def test_spellings_of_one_sound(one, other):
    """Whichever of them is stored."""
    assert sounds_like(one, other)
    assert sounds_like(other, one)


@pytest.mark.parametrize(
    ("word", "possible"),
    [
        ("obama", True),
        ("stoltenberg", True),
        ("zelensky", True),
        ("bidxn", False),
        ("tmusk", False),
    ],
)
def test_what_may_be_a_name(word, possible):
    """By the letters that begin, follow each other and end."""
    assert may_be_a_name(word) is possible
