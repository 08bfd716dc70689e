"""Indirect speech: the reported clause without marks, and who said it."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, indirect, mixed

LEAD = "The foreign ministers of the alliance met in Oslo on Tuesday.\n\n"
CASES = (
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim said the talks had been useful.",
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="said without that",
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim said that the talks had been useful.",
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="said with that",
    ),
    pytest.param(
        "The talks had been useful, Norwegian Foreign Minister Nils Solheim said.",
        (indirect("The talks had been useful", by="Nils Solheim"),),
        id="trailing cue",
    ),
    pytest.param(
        "The talks had been useful, said Norwegian Foreign Minister Nils Solheim.",
        (indirect("The talks had been useful", by="Nils Solheim"),),
        id="inverted trailing cue",
    ),
    pytest.param(
        "The talks, Norwegian Foreign Minister Nils Solheim said, had been useful.",
        (indirect("The talks,", "had been useful", by="Nils Solheim"),),
        id="the cue in mid-sentence",
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim told reporters that the talks had been useful.",
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="told somebody that",
    ),
    pytest.param(
        (
            "Norwegian Foreign Minister Nils Solheim told President Kaja Saar the talks had been "
            "useful."
        ),
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="told a person without that",
        marks=pytest.mark.xfail(
            strict=True, reason="its clause begins or ends elsewhere, or its speaker is not sure"
        ),
    ),
    pytest.param(
        "According to Norwegian Foreign Minister Nils Solheim, the talks had been useful.",
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="according to in front",
    ),
    pytest.param(
        "The talks had been useful, according to Norwegian Foreign Minister Nils Solheim.",
        (indirect("The talks had been useful", by="Nils Solheim"),),
        id="according to at the end",
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim said on Tuesday that the talks had been useful.",
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="an adverbial stays outside the clause",
    ),
    pytest.param(
        (
            "Norwegian Foreign Minister Nils Solheim said that the talks had been useful and "
            "that more would follow in May."
        ),
        (
            indirect(
                "the talks had been useful and that more would follow in May",
                by="Nils Solheim",
            ),
        ),
        id="two clauses of one cue",
    ),
    pytest.param(
        (
            "Norwegian Foreign Minister Nils Solheim said the talks had been useful, and flew "
            "home at noon."
        ),
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="a second verb of the reporter ends the clause",
        marks=pytest.mark.xfail(
            strict=True, reason="its clause begins or ends elsewhere, or its speaker is not sure"
        ),
    ),
    pytest.param(
        (
            "Norwegian Foreign Minister Nils Solheim thanked his guests, adding that the talks "
            "had been useful."
        ),
        (indirect("the talks had been useful", by="Nils Solheim"),),
        id="a participle with that",
        marks=pytest.mark.xfail(
            strict=True, reason="its clause begins or ends elsewhere, or its speaker is not sure"
        ),
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim warned that the Arctic was no longer calm.",
        (indirect("the Arctic was no longer calm", by="Nils Solheim"),),
        id="warned that",
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim promised to send two ships to the Baltic.",
        (indirect("to send two ships to the Baltic", by="Nils Solheim"),),
        id="an infinitive of promise",
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim urged Ankara to lift its veto.",
        (indirect("Ankara to lift its veto", by="Nils Solheim"),),
        id="urged somebody to",
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim asked whether the pipeline was safe.",
        (indirect("whether the pipeline was safe", by="Nils Solheim"),),
        id="an indirect question",
    ),
    pytest.param(
        (
            "Norwegian Foreign Minister Nils Solheim arrived first. He said the talks would be "
            "useful."
        ),
        (indirect("the talks would be useful", by="Nils Solheim"),),
        id="a pronoun as speaker",
    ),
    pytest.param(
        "NATO said the battalions would stay in Latvia until June.",
        (indirect("the battalions would stay in Latvia until June", by="NATO"),),
        id="an organisation as speaker",
    ),
    pytest.param(
        "The talks had been useful, a senior NATO official said.",
        (indirect("The talks had been useful", by="a senior NATO official"),),
        id="an unnamed official as speaker",
    ),
    pytest.param(
        (
            'Norwegian Foreign Minister Nils Solheim said the talks had been "useful and very '
            'frank" on Tuesday.'
        ),
        (
            mixed("useful and very frank", by="Nils Solheim"),
            indirect('the talks had been "useful and very frank" on Tuesday', by="Nils Solheim"),
        ),
        id="the clause around a fragment",
    ),
    pytest.param(
        (
            'Norwegian Foreign Minister Nils Solheim said the talks had been useful. "We will '
            'meet again soon," he said.'
        ),
        (
            indirect("the talks had been useful", by="Nils Solheim"),
            direct("We will meet again soon,", by="Nils Solheim"),
        ),
        id="reported words before marked ones",
    ),
    pytest.param(
        "Norwegian Foreign Minister Nils Solheim walked along the fjord with his guests.",
        (),
        id="a person who is only told of says nothing",
    ),
    pytest.param(
        "That said, the ministers had little time for the fjord.",
        (),
        id="what goes without saying is not speech",
    ),
    pytest.param(
        "The official asked not to be named. An aide requested anonymity, and another wished to "
        "remain anonymous.",
        (),
        id="what a source asks of the reporter is not on the matter",
    ),
    pytest.param(
        "The fjord is said to be the coldest in the county.",
        (),
        id="said to be is nobody's speech",
    ),
    pytest.param(
        (
            "Norwegian Foreign Minister Nils Solheim said Ankara had told him the veto would be "
            "lifted."
        ),
        (indirect("Ankara had told him the veto would be lifted", by="Nils Solheim"),),
        id="second-hand reported speech is the outer speaker's",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_indirect_speech_is_its_own_kind(text: str, expected: tuple[Expected, ...]) -> None:
    """The reported clause is extracted with its speaker, and no more than the clause."""
    check(LEAD + text, *expected, indirect_too=True)
