"""The words that attribute: verbs, nouns, participles, prepositions, in every position."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, mixed

LEAD = "The Baltic air mission was extended on Thursday by a further six months.\n\n"
CASES = (
    pytest.param(
        '"The mission has kept our skies safe," Colonel Marek Havel said.',
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="speaker then cue",
    ),
    pytest.param(
        '"The mission has kept our skies safe," said Colonel Marek Havel.',
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="inverted cue",
    ),
    pytest.param(
        'Colonel Marek Havel said: "The mission has kept our skies safe."',
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="leading cue with a colon",
    ),
    pytest.param(
        'Colonel Marek Havel said, "The mission has kept our skies safe."',
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="leading cue with a comma",
    ),
    pytest.param(
        'Colonel Marek Havel said that "the mission has kept our skies safe" since March.',
        (mixed("the mission has kept our skies safe", by="Marek Havel"),),
        id="a that-clause is the reporter's",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel later bluntly told a '
            "newspaper."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="adverbs between speaker and cue",
    ),
    pytest.param(
        '"The mission has kept our skies safe," Colonel Marek Havel told reporters in Tallinn.',
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="told reporters",
    ),
    pytest.param(
        '"The mission has kept our skies safe," Colonel Marek Havel told President Kaja Saar.',
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="the one who is told is not the speaker",
    ),
    pytest.param(
        'Colonel Marek Havel told President Kaja Saar: "The mission has kept our skies safe."',
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="the one who is told by name before the words",
    ),
    pytest.param(
        'Colonel Marek Havel told the Baltic Courier: "The mission has kept our skies safe."',
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="the outlet that is told is not the speaker",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel said in a statement '
            "issued by the Czech army."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="said in a statement",
    ),
    pytest.param(
        (
            'In a statement on Friday, Colonel Marek Havel said: "The mission has kept our skies '
            'safe."'
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="in a statement before the speaker",
    ),
    pytest.param(
        'The mission was "a quiet success for everybody", according to Colonel Marek Havel.',
        (mixed("a quiet success for everybody", by="Marek Havel"),),
        id="according to after a fragment",
    ),
    pytest.param(
        'According to Colonel Marek Havel, the mission was "a quiet success for everybody".',
        (mixed("a quiet success for everybody", by="Marek Havel"),),
        id="according to before a fragment",
    ),
    pytest.param(
        'The mission was, in the words of Colonel Marek Havel, "a quiet success for everybody".',
        (mixed("a quiet success for everybody", by="Marek Havel"),),
        id="in the words of",
    ),
    pytest.param(
        'The mission was "a quiet success for everybody", as Colonel Marek Havel put it.',
        (mixed("a quiet success for everybody", by="Marek Havel"),),
        id="as the speaker put it",
    ),
    pytest.param(
        'For Colonel Marek Havel, the mission is "a quiet success for everybody".',
        (mixed("a quiet success for everybody", by="Marek Havel"),),
        id="for the speaker without a verb",
        marks=pytest.mark.xfail(
            strict=True, reason='"For NAME, …" is right in 1 of 4 cases of news'
        ),
    ),
    pytest.param(
        (
            'Calling the mission "a quiet success for everybody", Colonel Marek Havel promised '
            "to come back."
        ),
        (mixed("a quiet success for everybody", by="Marek Havel"),),
        id="a participle before the speaker",
    ),
    pytest.param(
        (
            'Colonel Marek Havel praised the pilots, adding that "not one flight was cancelled" '
            "all winter."
        ),
        (mixed("not one flight was cancelled", by="Marek Havel"),),
        id="a participle after the speaker",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel said, adding: "Not one '
            'flight was cancelled."'
        ),
        (
            direct(
                "The mission has kept our skies safe,",
                "Not one flight was cancelled.",
                by="Marek Havel",
            ),
        ),
        id="a participle after a first quotation",
    ),
    pytest.param(
        (
            'The pilots were thanked by Colonel Marek Havel, who said: "Not one flight was '
            'cancelled all winter."'
        ),
        (direct("Not one flight was cancelled all winter.", by="Marek Havel"),),
        id="a relative clause",
    ),
    pytest.param(
        (
            'The extension angered Senator Paula Grieg, who called it "a waste of good money" '
            "and left."
        ),
        (mixed("a waste of good money", by="Paula Grieg"),),
        id="a relative clause about the one who is told",
    ),
    pytest.param(
        'Colonel Marek Havel\'s warning that "winter will be harder still" was heard in silence.',
        (mixed("winter will be harder still", by="Marek Havel"),),
        id="a noun as cue",
    ),
    pytest.param(
        'Colonel Marek Havel had a message for the pilots: "You have kept our skies safe."',
        (direct("You have kept our skies safe.", by="Marek Havel"),),
        id="a noun as cue with a colon",
    ),
    pytest.param(
        'The mission was described by Colonel Marek Havel as "a quiet success for everybody".',
        (mixed("a quiet success for everybody", by="Marek Havel"),),
        id="a passive with by",
    ),
    pytest.param(
        (
            'Colonel Marek Havel was quoted by the Baltic Courier as saying: "The mission has '
            'kept our skies safe."'
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="quoted as saying",
    ),
    pytest.param(
        (
            'The Interfax news agency quoted Colonel Marek Havel as saying: "The mission has '
            'kept our skies safe."'
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="an agency quotes a speaker",
    ),
    pytest.param(
        'Colonel Marek Havel shook his head. "I have nothing to hide from anyone," he said.',
        (direct("I have nothing to hide from anyone,", by="Marek Havel"),),
        id="a cue after a sentence about the speaker",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_cue_finds_the_speaker(text: str, expected: tuple[Expected, ...]) -> None:
    """Whatever words attribute a quotation, they find its speaker."""
    check(LEAD + text, *expected)
