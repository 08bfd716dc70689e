"""Marked words that quote nobody: titles, scare quotes, slogans, names of things and laws."""

from __future__ import annotations

import pytest

from tests.language.cases import check, direct

LEAD = "The naval exercise began on Saturday off the coast of Scotland.\n\n"
SPEECH = '\n\n"The sea was rough," Captain Ewan Ross said.'
SENTENCES = (
    pytest.param(
        (
            'Rear Admiral Ewan Ross is the author of "A Short History of Cold Waters", which '
            "came out last year."
        ),
        id="the title of a book",
    ),
    pytest.param(
        'The crew watched "The Last Convoy Home" on deck before the ships sailed.',
        id="the title of a film",
    ),
    pytest.param(
        'A think tank paper entitled "Deterrence in the High North" was handed to every captain.',
        id="the title of a report",
    ),
    pytest.param(
        'A piper played "The Lads Who Never Came Back" as the frigates left.',
        id="the title of a song",
    ),
    pytest.param(
        'The exercise was discussed on the BBC programme "The World This Weekend" last night.',
        id="the title of a broadcast",
    ),
    pytest.param(
        'His lecture, "What the North Sea Taught Me", drew a large audience.',
        id="the title of a speech",
    ),
    pytest.param(
        (
            'The Harbour Gazette carried the story under the headline "Frigates leave at first '
            'light".'
        ),
        id="a newspaper's headline",
    ),
    pytest.param(
        'The so-called "little green men of the sea" have not been seen this year.',
        id="a scare quote with so-called",
    ),
    pytest.param(
        'The exercise is a kind of "dress rehearsal for winter" for the smaller navies.',
        id="a scare quote of the reporter's own",
    ),
    pytest.param(
        'The area is known as the "GIUK gap corridor" among sailors.',
        id="a term that is explained",
    ),
    pytest.param(
        'The manoeuvre, called a "two-ship crash stop", takes four minutes.',
        id="a term with called and no speaker",
    ),
    pytest.param(
        'Petty Officer Ian "Big Red Dog" Baxter steered the first ship.',
        id="a nickname",
    ),
    pytest.param(
        'The ship, nicknamed "the Grey Lady of Leith", is forty years old.',
        id="a nickname for a thing",
    ),
    pytest.param(
        'Protesters at the gate held a banner that read "No ships in our loch".',
        id="a slogan on a banner",
    ),
    pytest.param(
        'The party campaigns under the slogan "Bread before bullets for all".',
        id="a slogan of a campaign",
    ),
    pytest.param(
        'Some wore T-shirts with "Peace is not naive" on the back.',
        id="a chant has no speaker with a name",
    ),
    pytest.param(
        'The money comes from the "Safe Seas and Harbours Act" of 2018.',
        id="the name of a law",
    ),
    pytest.param(
        'The exercise, named "Cold Wind and Water 21", ends in two weeks.',
        id="the name of an exercise",
    ),
    pytest.param(
        'The motto of the ship, "First to the storm", is painted on the bridge.',
        id="the motto of a unit",
    ),
    pytest.param(
        'The word "deterrence by denial" appears eleven times in the plan.',
        id="a word as a word",
    ),
    pytest.param(
        'Captain Ewan Ross rejected the phrase "a waste of good money" outright.',
        id="a phrase that somebody rejects",
    ),
    pytest.param(
        'Over the radio the code "three blind mice" meant that a torpedo was in the water.',
        id="a code word",
    ),
    pytest.param(
        'The corvette "Pride of the Clyde" joined on Sunday.',
        id="the name of a ship in marks",
    ),
    pytest.param(
        'During "Operation Grey Heron," Captain Ewan Ross said, two boats collided.',
        id="the name of an exercise before a clause of reported speech",
    ),
    pytest.param(
        'The chorus of "Rule the Grey Waves," the navy said, would be sung twice.',
        id="the title of a song within reported speech",
    ),
    pytest.param(
        'Captain Ewan Ross wears a cap that says "Born to Sail" on deck.',
        id="what a garment says",
    ),
    pytest.param(
        'A crew of the so-called "ghost fleet" was questioned, police said.',
        id="so-called within reported speech",
    ),
    pytest.param(
        'The ship carries what sailors call a "widow maker": a boom of oak.',
        id="a term that a colon explains",
    ),
    pytest.param(
        'Captain Ewan Ross read "The Cold Sea" twice on board.',
        id="what somebody reads",
    ),
    pytest.param(
        'Under the "use it or lose it" rule, a berth is given up after a year.',
        id="the name of a rule",
    ),
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_marks_alone_make_no_quotation(sentence: str) -> None:
    """Only the captain's sentence is a quotation; the marks before it quote nobody."""
    check(LEAD + sentence + SPEECH, direct("The sea was rough,", by="Ewan Ross"))
