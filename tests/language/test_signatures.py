"""Attribution without a verb of saying: posts, signatures, transcripts, carried speakers."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, mixed

LEAD = "The Baltic air mission was extended on Thursday by a further six months.\n\n"
CASES = (
    pytest.param(
        '"The mission has kept our skies safe," Colonel Marek Havel wrote in an email to staff.',
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="a written message",
    ),
    pytest.param(
        '"The mission has kept our skies safe," Colonel Marek Havel tweeted on Friday.',
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="a tweet with tweeted",
    ),
    pytest.param(
        'Colonel Marek Havel posted on X: "The mission has kept our skies safe."',
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="a post on a platform",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe." — Marek Havel (@MarekHavel) March 4, 2021\n\n'
            "The pilots go home in June."
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="an embedded tweet is signed",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe." ― Marek Havel, commander of the '
            "detachment\n\n"
            "The pilots go home in June."
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="a signature after a dash",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe."\n\n'
            "— Colonel Marek Havel\n\n"
            "The pilots go home in June."
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="a signature on its own line",
    ),
    pytest.param(
        (
            'Marek Havel: "The mission has kept our skies safe."\n\n'
            'Paula Grieg: "At what price has it done so?"'
        ),
        (
            direct("The mission has kept our skies safe.", by="Marek Havel"),
            direct("At what price has it done so?", by="Paula Grieg"),
        ),
        id="a name and a colon in a transcript",
    ),
    pytest.param(
        (
            'COLONEL MAREK HAVEL: "The mission has kept our skies safe."\n\n'
            "The pilots go home in June."
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="capitals and a colon in a transcript",
    ),
    pytest.param(
        (
            'Colonel Marek Havel thanked the pilots on Friday. "The mission has kept our skies '
            'safe."\n\n'
            "They go home in June."
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="the speaker of the sentence before",
    ),
    pytest.param(
        (
            'Colonel Marek Havel said the pilots had done well. "Not one flight was cancelled '
            'all winter."\n\n'
            "They go home in June."
        ),
        (direct("Not one flight was cancelled all winter.", by="Marek Havel"),),
        id="reported speech before bare marks",
    ),
    pytest.param(
        (
            'Colonel Marek Havel said the pilots had done well. Winter, though, would be "harder '
            'than the last one".'
        ),
        (mixed("harder than the last one", by="Marek Havel"),),
        id="the speaker goes on in the next sentence",
        marks=pytest.mark.xfail(
            strict=True,
            reason="a fragment after reported speech is the same speaker's in 10 of 21 cases only",
        ),
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe."\n'
            "– Marek Havel, commander of the detachment\n\n"
            "The pilots go home in June."
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="a signature right below",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe."\n\n'
            "— Colonel Marek Havel\n\n"
            '"It has cost us a fortune."\n\n'
            "— Senator Paula Grieg\n\n"
            "The pilots go home in June."
        ),
        (
            direct("The mission has kept our skies safe.", by="Marek Havel"),
            direct("It has cost us a fortune.", by="Paula Grieg"),
        ),
        id="two signed in a row",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe." -- Colonel Marek Havel\n\n'
            "The pilots go home in June."
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="a signature after two hyphens",
    ),
    pytest.param(
        (
            'Colonel Marek Havel met the press. "The mission has kept our skies safe," he said.'
            "\n\n— The pilots go home in June."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="a sentence behind a dash is no signature",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_without_a_verb_of_saying_have_their_speaker(
    text: str, expected: tuple[Expected, ...]
) -> None:
    """Who signs, is named before a colon, or has just been speaking is the speaker."""
    check(LEAD + text, *expected)
