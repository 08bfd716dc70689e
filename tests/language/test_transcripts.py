"""What is said in a transcript, which needs no quote marks; and what only looks like one."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct

BRIEFING = """\
Briefing on the eastern flank

Riga, Latvia

MS. SAAR: Good morning, everybody. We are sending two more battalions to the border.

And I have one more thing. Our patience has an end.

(Laughter.)

Q  Thank you. Do you regret what the minister said?

MS. SAAR: I don't. He told me, "We meant every word," and so did we.

FOREIGN MINISTER HAVEL: I can take that. I meant every word of it.

Q  Will you say so again?

FOREIGN MINISTER HAVEL: You have just heard me say it.

Thank you all for coming.
"""
INTERVIEW = """\
'We are not at war'

Prime Minister Kaja Saar spoke to the Tallinn Courier before the summit in Madrid.

Question: Prime Minister, are we at war?

Kaja Saar [Prime Minister]: No. We are not at war, and I do not use that word lightly.

Question: But you called it a war in March.

Saar: I called theirs a war. There is a difference, and you know it.

The prime minister leaves for Madrid on Monday, and we will follow her.
"""
LISTS = (
    pytest.param(
        "Votes at a glance\n\nSaar: 1,769.\n\nHavel: 1,501.\n\nSaar: 33 states.\n\n"
        "Havel: 17 states.",
        id="scores",
    ),
    pytest.param(
        "What the papers say\n\nCourier: The alliance meets in Riga.\n\n"
        "Herald: Ministers want a brigade.\n\nCourier: The budget grows by a tenth.\n\n"
        "Herald: The fleet leaves the harbour.",
        id="headlines of other papers",
    ),
    pytest.param(
        "Learning a language\n\nA: Where do you come from?\n\nB: I come from Riga.\n\n"
        "A: Do you like it?\n\nB: I like it very much.",
        id="a phrase book",
    ),
    pytest.param(
        "Update: We have corrected the figures.\n\nNote: You can reach us by letter.\n\n"
        "The ministers met in Riga on Monday.",
        id="notes of the editors",
    ),
)


def test_who_speaks_in_a_transcript_is_in_its_labels() -> None:
    """Ranks, capitals and brackets are no part of a name; who goes on needs no label."""
    check(
        BRIEFING,
        direct(
            "Good morning, everybody. We are sending two more battalions to the border.", by="Saar"
        ),
        direct("And I have one more thing. Our patience has an end.", by="Saar"),
        direct("Thank you. Do you regret what the minister said?", by=None),
        direct('I don\'t. He told me, "We meant every word," and so did we.', by="Saar"),
        direct("I can take that. I meant every word of it.", by="Havel"),
        direct("Will you say so again?", by=None),
        direct("You have just heard me say it.", by="Havel"),
        direct("Thank you all for coming.", by="Havel"),
    )


def test_an_interview_has_a_reporter_around_it() -> None:
    """Behind a lead in the reporter's words, only paragraphs with a label are said by somebody."""
    check(
        INTERVIEW,
        direct("Prime Minister, are we at war?", by=None),
        direct("No. We are not at war, and I do not use that word lightly.", by="Kaja Saar"),
        direct("But you called it a war in March.", by=None),
        direct("I called theirs a war. There is a difference, and you know it.", by="Kaja Saar"),
    )


def test_an_office_in_capitals_means_its_holder() -> None:
    """As in small letters, by the day of the article."""
    text = (
        "Press conference\n\nBrussels\n\n"
        "NATO SECRETARY GENERAL: We stand by all allies.\n\n"
        "Question: Will you stay?\n\n"
        "NATO SECRETARY GENERAL: I have a plan to leave.\n"
    )
    said: tuple[Expected, ...] = (
        direct("We stand by all allies.", by="Jens Stoltenberg"),
        direct("Will you stay?", by=None),
        direct("I have a plan to leave.", by="Jens Stoltenberg"),
    )
    check(text, *said, on="2021-06-08")


@pytest.mark.parametrize("text", LISTS)
def test_what_only_looks_like_a_transcript_has_no_speakers(text: str) -> None:
    """Nobody is quoted where the lines speak to nobody, or where they have no names."""
    check(text)
