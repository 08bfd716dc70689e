"""Marks of every alphabet and keyboard, and apostrophes and primes that are none."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, mixed

LEAD = "Defence ministers met in Brussels on Monday to discuss the eastern flank.\n\n"
CASES = (
    pytest.param(
        '"We are ready to defend every ally," Anna Berg, the Danish defence minister, said.',
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="straight marks",
    ),
    pytest.param(
        "“We are ready to defend every ally,” Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="curly marks",
    ),
    pytest.param(
        "”We are ready to defend every ally,” Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="both marks close",
    ),
    pytest.param(
        "“We are ready to defend every ally,“ Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="both marks open",
    ),
    pytest.param(
        "”We are ready to defend every ally,“ Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="marks face away from the words",
    ),
    pytest.param(
        '“We are ready to defend every ally," Danish Defence Minister Anna Berg said.',
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="curly opens and straight closes",
    ),
    pytest.param(
        '"We are ready to defend every ally,” Danish Defence Minister Anna Berg said.',
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="straight opens and curly closes",
    ),
    pytest.param(
        "``We are ready to defend every ally,'' Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="LaTeX marks",
    ),
    pytest.param(
        '``We are ready to defend every ally," Danish Defence Minister Anna Berg said.',
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="LaTeX opens and straight closes",
    ),
    pytest.param(
        "''We are ready to defend every ally,'' Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="two apostrophes on both sides",
    ),
    pytest.param(
        "«We are ready to defend every ally», Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally", by="Anna Berg"),),
        id="guillemets",
    ),
    pytest.param(
        "« We are ready to defend every ally », said Danish Defence Minister Anna Berg.",
        (direct("We are ready to defend every ally", by="Anna Berg"),),
        id="guillemets with spaces inside",
    ),
    pytest.param(
        "»We are ready to defend every ally«, Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally", by="Anna Berg"),),
        id="guillemets pointing inwards",
    ),
    pytest.param(
        "„We are ready to defend every ally“, Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally", by="Anna Berg"),),
        id="low opening mark and high closing mark",
    ),
    pytest.param(
        "„We are ready to defend every ally,” said Danish Defence Minister Anna Berg.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="low opening mark and right closing mark",
    ),
    pytest.param(
        (
            "‘We are ready to defend every ally,’ said Ruth Hargreaves, the shadow defence "
            "secretary."
        ),
        (direct("We are ready to defend every ally,", by="Ruth Hargreaves"),),
        id="single marks as British papers use them",
    ),
    pytest.param(
        (
            "'We are ready to defend every ally,' said Ruth Hargreaves, the shadow defence "
            "secretary."
        ),
        (direct("We are ready to defend every ally,", by="Ruth Hargreaves"),),
        id="straight single marks",
    ),
    pytest.param(
        (
            "‘We won’t leave our allies’ troops alone and we don’t need to be told,’ said Ruth "
            "Hargreaves, the shadow defence secretary."
        ),
        (
            direct(
                "We won’t leave our allies’ troops alone and we don’t need to be told,",
                by="Ruth Hargreaves",
            ),
        ),
        id="an apostrophe does not close single marks",
    ),
    pytest.param(
        (
            "'It's Britain's duty and we can't walk away,' said Ruth Hargreaves, the shadow "
            "defence secretary."
        ),
        (direct("It's Britain's duty and we can't walk away,", by="Ruth Hargreaves"),),
        id="a straight apostrophe does not close straight single marks",
    ),
    pytest.param(
        (
            "The allies' budgets and the ministers' promises were discussed, but the troops' pay "
            "was not."
        ),
        (),
        id="a plural possessive is no mark",
    ),
    pytest.param(
        (
            "The treaties of the '90s and '80s were signed with rock 'n' roll on the radio, a "
            "veteran of the talks recalled."
        ),
        (),
        id="cut-off words and decades are no marks",
    ),
    pytest.param(
        (
            "Ruth Hargreaves, the shadow defence secretary, said the plan was ‘dangerously short "
            "of money’ and late."
        ),
        (mixed("dangerously short of money", by="Ruth Hargreaves"),),
        id="single marks inside the reporter's clause",
    ),
    pytest.param(
        "‘We’re ready, and we’ve said so since the ’90s,’ Danish Defence Minister Anna Berg said.",
        (direct("We’re ready, and we’ve said so since the ’90s,", by="Anna Berg"),),
        id="single marks around letters that were left out",
    ),
    pytest.param(
        (
            "'It's the allies' money and it's the allies' choice,' Danish Defence "
            "Minister Anna Berg said."
        ),
        (direct("It's the allies' money and it's the allies' choice,", by="Anna Berg"),),
        id="straight single marks around plural possessives",
    ),
    pytest.param(
        "‘We are ready,’ Danish Defence Minister Anna Berg said. ‘Our allies’ ships are, too.’",
        (direct("We are ready,", "Our allies’ ships are, too.", by="Anna Berg"),),
        id="a plural possessive in the second piece",
    ),
    pytest.param(
        (
            "Danish Defence Minister Anna Berg said the plan was 'dead in the "
            "water' after the Baltics' objections."
        ),
        (mixed("dead in the water", by="Anna Berg"),),
        id="a plural possessive behind the marks",
    ),
    pytest.param(
        "‹We are ready to defend every ally,› Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="single guillemets",
    ),
    pytest.param(
        "‚We are ready to defend every ally‘, Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally", by="Anna Berg"),),
        id="single low marks",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_pair_of_marks_holds_what_was_said(text: str, expected: tuple[Expected, ...]) -> None:
    """Marks hold what was said, however they look; an apostrophe is no mark."""
    check(LEAD + text, *expected)
