"""Which articles tell the same story: when in doubt, they tell two."""

import pytest

from briefs.stories import Headline, find_stories

TITLE = "Allies agree on larger common budget"


def stories(*titles: str, days: tuple[int | None, ...] = (1, 1, 1)) -> list[str]:
    """The story of each article, in order; they are called a, b and c."""
    articles = [Headline(*article) for article in zip("abc", titles, days, strict=False)]
    return [*find_stories(articles).values()]


@pytest.mark.parametrize(
    "other",
    [
        TITLE,
        "ALLIES AGREE ON LARGER COMMON BUDGET",
        "Larger common budget: allies agree after all",
        "Allies will agree on a larger common budget",
    ],
    ids=["the same", "in capitals", "turned round", "with small words"],
)
def test_headlines_with_the_same_words_are_one_story(other):
    assert stories(TITLE, other) == ["a", "a"]


@pytest.mark.parametrize(
    "other",
    [
        "Allies disagree on spending targets",
        "Allies agree on larger common fleet",
        "Budget of the Allies",
        "",
    ],
    ids=["other words", "one word is another", "two of them", "no headline"],
)
def test_headlines_with_other_words_are_two(other):
    assert stories(TITLE, other) == ["a", "b"]


def test_two_significant_words_are_too_few_to_tell():
    """“Summit in Madrid” may stand above anything."""
    assert stories("Summit in Madrid", "Summit in Madrid") == ["a", "b"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(1, "a"), (3, "a"), (4, "b"), (None, "b")],
    ids=["the same day", "two days later", "three days later", "nobody knows when"],
)
def test_a_story_is_of_a_few_days(day, expected):
    assert stories(TITLE, TITLE, days=(1, day)) == ["a", expected]


def test_a_serial_does_not_become_one_story():
    """Each headline is compared with the first of its story, not with the one before."""
    serial = [
        "Allies agree on larger common budget for Norway",
        "Allies agree on larger common budget for Norway next spring",
        "Allies agree on larger budget for Norway next spring, Oslo",
    ]

    assert stories(*serial) == ["a", "a", "c"]
    assert stories(*serial[1:]) == ["a", "a"]


def test_the_likest_story_is_taken():
    assert stories(
        "Allies agree on larger common budget for Norway",
        "Allies agree on larger common fleet for Norway and Iceland",
        "Allies agree on larger common fleet for Norway",
    ) == ["a", "b", "b"]
