"""Names in every dress, and titles that mean their holder on the article's date."""

from __future__ import annotations

import pytest

from tests.language.cases import check, direct

LEAD = "The summit opened on Wednesday under grey skies.\n\n"
NAMES = (
    pytest.param(
        "Lieutenant General Oskar Lund said",
        "Oskar Lund",
        id="rank before the name",
    ),
    pytest.param(
        "Lt. Gen. Oskar Lund said",
        "Oskar Lund",
        id="abbreviated rank before the name",
    ),
    pytest.param(
        "Admiral Walter J. Pruitt said",
        "Walter Pruitt",
        id="middle initial",
    ),
    pytest.param(
        "Sen. Calvin Pruitt Jr., a Republican from Ohio, said",
        "Calvin Pruitt",
        id="suffix Jr.",
    ),
    pytest.param(
        "Ambassador Calvin Pruitt III said",
        "Calvin Pruitt",
        id="Roman numeral after the name",
    ),
    pytest.param(
        "Sen. Paula Grieg (R-Ohio) said",
        "Paula Grieg",
        id="party and state in brackets",
    ),
    pytest.param(
        "Paula Grieg, 54, a nurse from Narva, said",
        "Paula Grieg",
        id="age after the name",
    ),
    pytest.param(
        "said Sir Alan Mortimer, the chief of the general staff",
        "Alan Mortimer",
        id="courtesy title Sir",
    ),
    pytest.param(
        "Dr Helena Novak, who studies deterrence in Prague, said",
        "Helena Novak",
        id="courtesy title Dr",
    ),
    pytest.param(
        "Dutch Defence Minister Pieter van der Laan said",
        "Pieter van der Laan",
        id="Dutch particle",
    ),
    pytest.param(
        "Admiral Ulrich von Stetten said",
        "Ulrich von Stetten",
        id="German particle",
    ),
    pytest.param(
        "Foreign Minister Khalid al-Mansouri said",
        "Khalid al-Mansouri",
        id="Arabic particle",
    ),
    pytest.param(
        "Ambassador Lucía Romero Ibáñez said",
        "Lucía Romero Ibáñez",
        id="Spanish double surname",
    ),
    pytest.param(
        "German lawmaker Klaus-Dieter Brandt said",
        "Klaus-Dieter Brandt",
        id="double first name",
    ),
    pytest.param(
        "Irish Defence Minister Siobhan O’Rourke said",
        "Siobhan O’Rourke",
        id="Irish apostrophe",
    ),
    pytest.param(
        "Major Fiona MacAllister said",
        "Fiona MacAllister",
        id="Scottish capital",
    ),
    pytest.param(
        "Brigadier T.J. Ashworth said",
        "T.J. Ashworth",
        id="initials for a first name",
    ),
    pytest.param(
        "Turkish Foreign Minister Gülşen Şahin said",
        "Gülşen Şahin",
        id="Turkish letters",
    ),
    pytest.param(
        "acting Moldovan Deputy Prime Minister Elena Rusu said",
        "Elena Rusu",
        id="office of an unlisted country before the name",
    ),
    pytest.param(
        "said Elena Rusu, Moldova’s acting deputy prime minister",
        "Elena Rusu",
        id="office after the name",
    ),
    pytest.param(
        "Commander Owen “Buzz” Hadley said",
        "Owen Hadley",
        id="nickname in marks within a name",
    ),
    pytest.param(
        "said Gen. (ret.) Oskar Lund",
        "Oskar Lund",
        id="retired, between rank and name",
    ),
    pytest.param(
        "said her deputy, Brig. Gen. Oskar Lund",
        "Oskar Lund",
        id="two abbreviated ranks behind a description",
    ),
    pytest.param(
        "her deputy, Dr. Elena Rusu, said",
        "Elena Rusu",
        id="courtesy title between a description and its verb",
    ),
    pytest.param(
        "said the spokeswoman, Ms. Rusu",
        "Rusu",
        id="surname with a courtesy title behind a description",
    ),
    pytest.param(
        "said the chief of staff, General Oskar Lund",
        "Oskar Lund",
        id="office in two words behind the verb, then its holder",
    ),
    pytest.param(
        "said the head of the armed forces, Oskar Lund",
        "Oskar Lund",
        id="what somebody is head of, then the name",
    ),
    pytest.param(
        "said the commander of the battle group in Latvia, Col. Elena Rusu",
        "Elena Rusu",
        id="a place between office and name",
    ),
    pytest.param(
        "said a spokesman for the minister, Elena Rusu",
        "a spokesman for the minister",
        id="a name that may be the master's",
    ),
    pytest.param(
        "said EU foreign policy chief Elena Rusu",
        "Elena Rusu",
        id="small words of an office between a body and the name",
    ),
    pytest.param(
        "said White House national security adviser Oskar Lund",
        "Oskar Lund",
        id="three small words of an office",
    ),
    pytest.param(
        "said Chairman of the Joint Chiefs of Staff Gen. Oskar Lund",
        "Oskar Lund",
        id="an office of two parts and a rank before the name",
    ),
    pytest.param(
        "said the minister of defence of Latvia, Elena Rusu",
        "Elena Rusu",
        id="an office of a country, then the name",
    ),
    pytest.param(
        "said the Latvian minister of defence Elena Rusu",
        "Elena Rusu",
        id="an office in small letters before the name",
    ),
    pytest.param(
        "said Ukraine's ambassador to NATO, Elena Rusu",
        "Elena Rusu",
        id="an ambassador to somewhere",
    ),
    pytest.param(
        "said a former head of the Estonian service, Tiit Kask",
        "Tiit Kask",
        id="a name whose given name is in no list",
    ),
    pytest.param(
        "said deputy premier and defence minister Oskar Lund",
        "Oskar Lund",
        id="two offices of one person before the name",
    ),
    pytest.param(
        "said Baltic Institute senior fellow Elena Rusu",
        "Elena Rusu",
        id="somebody of an institute, not the institute",
    ),
    pytest.param(
        "said Novak's predecessor, Oskar Lund",
        "Oskar Lund",
        id="somebody's predecessor with a name",
    ),
    pytest.param(
        "a visibly tired Oskar Lund said",
        "Oskar Lund",
        id="an adverb in what is told of somebody",
    ),
    pytest.param(
        "said an adviser to the minister, Elena Rusu",
        "an adviser",
        id="a name that may be whoever is advised",
    ),
    pytest.param(
        "said the leader of the opposition",
        "the leader of the opposition",
        id="an office that is nothing without what it is of",
    ),
    pytest.param(
        "said the minister of the vote",
        "the minister",
        id="what is spoken of is no office",
    ),
)

OFFICES = (
    pytest.param(
        "the NATO secretary general said",
        "Jens Stoltenberg",
        "2021-06-08",
        id="a title alone by the article's date",
    ),
    pytest.param(
        "the NATO secretary general said",
        "Mark Rutte",
        "2025-03-10",
        id="the same title at another date",
    ),
    pytest.param(
        "the NATO chief said",
        "Jens Stoltenberg",
        "2019-11-20",
        id="a colloquial title by the article's date",
    ),
    pytest.param(
        "the US secretary of state said",
        "Antony Blinken",
        "2022-02-01",
        id="the US top diplomat by the article's date",
    ),
    pytest.param(
        "a former NATO secretary general said",
        "a former NATO secretary general",
        "2021-06-08",
        id="a former holder is not the holder",
    ),
    pytest.param(
        "the NATO deputy secretary general’s spokesman said",
        "the NATO deputy secretary general’s spokesman",
        "2021-06-08",
        id="a deputy is not the holder",
    ),
)


@pytest.mark.parametrize(("attribution", "speaker"), NAMES)
def test_a_name_is_shown_bare(attribution: str, speaker: str) -> None:
    """The canonical name has no title, rank, initial, suffix, age or nickname."""
    text = f'{LEAD}"The flank is stronger than last year," {attribution}.'

    check(text, direct("The flank is stronger than last year,", by=speaker))


@pytest.mark.parametrize(("attribution", "speaker", "on"), OFFICES)
def test_a_title_means_its_holder_of_that_day(attribution: str, speaker: str, on: str) -> None:
    """A title alone is resolved by the date; a former holder's or a deputy's is not the office."""
    text = f'{LEAD}"The flank is stronger than last year," {attribution}.'

    check(text, direct("The flank is stronger than last year,", by=speaker), on=on)
