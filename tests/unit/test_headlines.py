"""An article's title as a line of a digest: trimmed where a clause ends, and never shouting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.headlines import LONGEST, write_followed, write_headline


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Allies meet in Brussels", "Allies meet in Brussels"),
        ("  Allies\nmeet  in Brussels ", "Allies meet in Brussels"),
        ("", "Untitled"),
        (
            (
                "Allies agree on a larger common budget for the years to come, but Hungary wants"
                " to be asked again before the summer"
            ),
            "Allies agree on a larger common budget for the years to come …",
        ),
        (
            (
                "Ministers promise ammunition by the end of the month – and more air defence as"
                " soon as factories can deliver"
            ),
            "Ministers promise ammunition by the end of the month …",
        ),
        (
            (
                "“We shall not be divided by anybody at all,” minister tells parliament in a speech"
                " that lasted for two hours"
            ),
            "“We shall not be divided by anybody at all,” …",
        ),
        (
            (
                "Voss: a coalition which governed since the autumn has no majority any more for"
                " two per cent of anything"
            ),
            (
                "Voss: a coalition which governed since the autumn has no majority any more for"
                " two per…"
            ),
        ),
        (
            (
                "A budget of 2,500,000 soldiers and 1.5 per cent which nobody has ever asked"
                " anybody about in any parliament"
            ),
            "A budget of 2,500,000 soldiers and 1.5 per cent which nobody has ever asked anybody…",
        ),
    ],
    ids=[
        "short enough",
        "on one line",
        "none",
        "behind a comma",
        "before a dash",
        "behind a quote mark",
        "no clause but a name",
        "not within numbers",
    ],
)
def test_a_long_title_ends_with_a_clause(title, expected):
    """Or with a word, where no clause says enough; an ellipsis says that there is more."""
    assert write_headline(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ALLIES MEET IN BRUSSELS", "Allies Meet In Brussels"),
        ("NATO CHIEF WARNS US SENATE", "NATO Chief Warns US Senate"),
        ("DON'T WAIT FOR THE UN", "Don't Wait For The UN"),
        ("G20: ALLIES AND RUSSIA'S NEIGHBOURS", "G20: Allies And Russia's Neighbours"),
        ("NATO", "NATO"),
        ("NATO and the EU", "NATO and the EU"),
        ("BREAKING: Allies meet in Brussels", "BREAKING: Allies meet in Brussels"),
        ("СОЮЗ И ЕВРОПА", "Союз И Европа"),
    ],
)
def test_no_headline_shouts(title, expected):
    """What is all in capitals is written as a title; nobody could tell which words are names."""
    assert write_headline(title) == expected


@given(st.text(max_size=300))
def test_any_title_makes_one_line_that_fits(title):
    headline = write_headline(title)

    assert headline
    assert len(headline) <= LONGEST + 4  # an ellipsis, and marks that keep a direction to itself
    assert len(headline.splitlines()) == 1


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Norway"], "Norway"),
        (["Norway", "Ann Berg"], "Norway and Ann Berg"),
        (["Norway", "Ann Berg", "“fleet”", "Oslo"], "Norway, Ann Berg, 2 more"),
    ],
)
def test_two_of_what_is_followed_are_named(names, expected):
    assert write_followed(names) == expected
