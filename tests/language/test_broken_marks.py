"""Marks that the web broke: doubled, escaped, wrongly decoded, missing, misplaced."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, mixed

LEAD = "Defence ministers met in Brussels on Monday to discuss the eastern flank.\n\n"
CASES = (
    pytest.param(
        '""We are ready to defend every ally,"" Danish Defence Minister Anna Berg said.',
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="doubled straight marks",
    ),
    pytest.param(
        "““We are ready to defend every ally,”” Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="doubled curly marks",
    ),
    pytest.param(
        "&quot;We are ready to defend every ally,&quot; Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="escaped marks of a web page",
    ),
    pytest.param(
        "â€œWe are ready to defend every ally,â€\x9d Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="marks that a wrong decoding made three characters",
    ),
    pytest.param(
        "“We wonâ€™t leave any ally alone,” Danish Defence Minister Anna Berg said.",
        (direct("We wonâ€™t leave any ally alone,", by="Anna Berg"),),
        id="a wrongly decoded apostrophe inside curly marks",
    ),
    pytest.param(
        "âWe are ready to defend every ally,â Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="a lone circumflexed a where each mark stood",
    ),
    pytest.param(
        "“We are ready to defend every ally, âDanish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="a lone circumflexed a where the closing mark stood",
    ),
    pytest.param(
        (
            "The talks moved to the Château de Âme, where Danish Defence Minister Anna Berg was "
            "the host."
        ),
        (),
        id="a circumflexed a within a word is a letter",
    ),
    pytest.param(
        (
            '"We are ready to defend every ally, Danish Defence Minister Anna Berg said.\n\n'
            "The ministers meet again in June."
        ),
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="the closing mark is missing before the cue",
    ),
    pytest.param(
        (
            'We are ready to defend every ally," Danish Defence Minister Anna Berg said.\n\n'
            "The ministers meet again in June."
        ),
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="the opening mark is missing",
    ),
    pytest.param(
        (
            '"We are ready to defend every ally, Danish Defence Minister Anna Berg said.\n\n'
            '"The plan is sound and paid for," she added.\n\n'
            '"Nobody will be left alone," Norwegian Foreign Minister Nils Solheim said.'
        ),
        (
            direct("We are ready to defend every ally,", by="Anna Berg"),
            direct("The plan is sound and paid for,", by="Anna Berg"),
            direct("Nobody will be left alone,", by="Nils Solheim"),
        ),
        id="one broken mark costs one sentence",
    ),
    pytest.param(
        (
            '"We are ready to defend every ally, "Danish Defence Minister Anna Berg said. "The '
            'plan is sound."'
        ),
        (direct("We are ready to defend every ally,", "The plan is sound.", by="Anna Berg"),),
        id="the closing mark clings to the next word",
    ),
    pytest.param(
        '" We are ready to defend every ally, " Danish Defence Minister Anna Berg said.',
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="spaces inside the marks are not said",
    ),
    pytest.param(
        'Danish Defence Minister Anna Berg said the plan was "a bargain for every ally".',
        (mixed("a bargain for every ally", by="Anna Berg"),),
        id="the full stop outside the marks stays outside",
    ),
    pytest.param(
        'Danish Defence Minister Anna Berg said the plan was "a bargain for every ally."',
        (mixed("a bargain for every ally.", by="Anna Berg"),),
        id="the full stop inside the marks stays inside",
    ),
    pytest.param(
        'The launcher is 24" wide and 31" high and takes 5\' to load, according to the maker.',
        (),
        id="inches and minutes are no marks",
    ),
    pytest.param(
        (
            'Danish Defence Minister Anna Berg said: "We will spend the two per cent by 2024" '
            "and sat down."
        ),
        (direct("We will spend the two per cent by 2024", by="Anna Berg"),),
        id="a mark after a number may close",
    ),
    pytest.param(
        "″We are ready to defend every ally,″ Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="primes used as marks",
    ),
    pytest.param(
        "`We are ready to defend every ally,' Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="backtick and apostrophe as single marks",
    ),
    pytest.param(
        "\uff02We are ready to defend every ally,\uff02 Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="full-width marks",
    ),
    pytest.param(
        '"We are ready [to defend] every … ally," Danish Defence Minister Anna Berg said.',
        (direct("We are ready [to defend] every … ally,", by="Anna Berg"),),
        id="words left out stay as printed",
    ),
    pytest.param(
        "'''Brussels''' was quiet on Monday and Danish Defence Minister Anna Berg left early.",
        (),
        id="marks in bold characters of a wiki",
    ),
    pytest.param(
        "“We are ready to defend every ally,' Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="a single mark closes what a double one opened",
    ),
    pytest.param(
        "â€\u02dcWe are ready to defend every ally,â€™ Danish Defence Minister Anna Berg said.",
        (direct("We are ready to defend every ally,", by="Anna Berg"),),
        id="single marks of a wrong decoding",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_broken_marks_still_hold_what_was_said(text: str, expected: tuple[Expected, ...]) -> None:
    """A broken mark costs at most its own sentence, and nothing is put into the words."""
    check(LEAD + text, *expected)
