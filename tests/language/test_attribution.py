"""Several people stand near the words: which of them said them."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, mixed

LEAD = "The Baltic air mission was extended on Thursday by a further six months.\n\n"
CASES = (
    pytest.param(
        (
            'Asked whether the mission would end, Colonel Marek Havel replied: "Not as long as I '
            'command it."'
        ),
        (direct("Not as long as I command it.", by="Marek Havel"),),
        id="a question put to the speaker",
    ),
    pytest.param(
        'Colonel Marek Havel said the minister had promised him "all the fuel you need" in May.',
        (mixed("all the fuel you need", by="Marek Havel"),),
        id="second-hand speech is the outer speaker's",
    ),
    pytest.param(
        '"The minister told me that we would get our fuel," Colonel Marek Havel said.',
        (direct("The minister told me that we would get our fuel,", by="Marek Havel"),),
        id="second-hand speech within the marks",
    ),
    pytest.param(
        (
            'Colonel Marek Havel recalled that Senator Paula Grieg once called the mission "a '
            'toy for generals".'
        ),
        (mixed("a toy for generals", by="Marek Havel"),),
        id="what somebody recalls being told",
    ),
    pytest.param(
        (
            'Senator Paula Grieg said Colonel Marek Havel was wrong. "I was right then and now," '
            "Havel replied."
        ),
        (direct("I was right then and now,", by="Marek Havel"),),
        id="a said that b, then b himself",
    ),
    pytest.param(
        '"Everyone said we would fail within a week," Colonel Marek Havel told the crowd.',
        (direct("Everyone said we would fail within a week,", by="Marek Havel"),),
        id="a cue inside the quotation is not the cue",
    ),
    pytest.param(
        '"Senator Grieg knows the price of fuel," Colonel Marek Havel said.',
        (direct("Senator Grieg knows the price of fuel,", by="Marek Havel"),),
        id="a name inside the quotation is not the speaker",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Marek Havel, a colonel who commands the '
            "detachment at Amari, said."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="an apposition between speaker and cue",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Marek Havel, a former aide to Senator Paula '
            "Grieg, said."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="a name within the apposition is not the speaker",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel said after Senator Paula '
            "Grieg had left the hall."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="a subordinate clause does not take the cue",
    ),
    pytest.param(
        (
            'Standing next to President Kaja Saar, Colonel Marek Havel said: "The mission has '
            'kept our skies safe."'
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="a companion is not the speaker",
    ),
    pytest.param(
        (
            'In reply to Senator Paula Grieg, Colonel Marek Havel said: "The mission has kept '
            'our skies safe."'
        ),
        (direct("The mission has kept our skies safe.", by="Marek Havel"),),
        id="speech in reply names the other one",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel said. Senator Paula '
            "Grieg said it had cost too much."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="the cue of the next sentence belongs to its own",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," insisted Colonel Marek Havel.\n\n'
            '"It cannot go on for ever," warned Senator Paula Grieg.'
        ),
        (
            direct("The mission has kept our skies safe,", by="Marek Havel"),
            direct("It cannot go on for ever,", by="Paula Grieg"),
        ),
        id="insisted and warned are cues",
    ),
    pytest.param(
        '"The mission keeps our skies safe," says Colonel Marek Havel.',
        (direct("The mission keeps our skies safe,", by="Marek Havel"),),
        id="the present tense",
    ),
    pytest.param(
        (
            'Colonel Marek Havel told the hall he was proud, saying the pilots were "worth their '
            'weight in gold".'
        ),
        (mixed("worth their weight in gold", by="Marek Havel"),),
        id="a double cue for one fragment",
    ),
    pytest.param(
        (
            'A banner over the gate at Amari has greeted visitors for years. "Whoever comes by '
            'night stays for good."\n\n'
            "The gate was painted in May."
        ),
        (direct("Whoever comes by night stays for good.", by=None),),
        id="nobody in the text said it",
    ),
    pytest.param(
        '"The mission has kept our skies safe," the Baltic Courier wrote in a leading article.',
        (direct("The mission has kept our skies safe,", by="Baltic Courier"),),
        id="a newspaper's leading article",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel said.\n\n'
            'Senator Paula Grieg disagreed. "It has cost us a fortune," she said.'
        ),
        (
            direct("The mission has kept our skies safe,", by="Marek Havel"),
            direct("It has cost us a fortune,", by="Paula Grieg"),
        ),
        id="a reply in the next paragraph changes the speaker",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel said.\n\n'
            "Senator Paula Grieg said the price was absurd.\n\n"
            '"It has cost us a fortune."'
        ),
        (
            direct("The mission has kept our skies safe,", by="Marek Havel"),
            direct("It has cost us a fortune.", by="Paula Grieg"),
        ),
        id="bare marks after another person's reported speech",
    ),
    pytest.param(
        (
            'Senator Paula Grieg attacked Colonel Marek Havel. "He has cost us a fortune," the '
            "senator said."
        ),
        (direct("He has cost us a fortune,", by="Paula Grieg"),),
        id="the object of the sentence before is not the speaker",
    ),
    pytest.param(
        (
            'Colonel Marek Havel denied that he had called Senator Paula Grieg "a friend of the '
            'enemy".'
        ),
        (mixed("a friend of the enemy", by="Marek Havel"),),
        id="a denial is the one's who denies",
    ),
    pytest.param(
        (
            "Senator Paula Grieg accused Colonel Marek Havel of \"playing with other people's "
            'money".'
        ),
        (mixed("playing with other people's money", by="Paula Grieg"),),
        id="the accused is not the speaker",
    ),
    pytest.param(
        (
            'Colonel Marek Havel was accused by Senator Paula Grieg of "playing with other '
            "people's money\"."
        ),
        (mixed("playing with other people's money", by="Paula Grieg"),),
        id="an accusation in the passive",
    ),
    pytest.param(
        (
            "Colonel Marek Havel did not say when the mission would end, but Senator Paula Grieg "
            'promised "a vote before the summer".'
        ),
        (mixed("a vote before the summer", by="Paula Grieg"),),
        id="what somebody would not say",
    ),
    pytest.param(
        (
            'Colonel Marek Havel spoke of "a quiet success for everybody", while Senator Paula '
            'Grieg saw "a fortune thrown away".'
        ),
        (
            mixed("a quiet success for everybody", by="Marek Havel"),
            mixed("a fortune thrown away", by="Paula Grieg"),
        ),
        id="two speakers in one sentence",
    ),
    pytest.param(
        (
            'When Senator Paula Grieg rose to leave, Colonel Marek Havel told her: "You should '
            'stay and listen."'
        ),
        (direct("You should stay and listen.", by="Marek Havel"),),
        id="the subject of a when-clause is not the speaker",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel said, with Senator Paula '
            "Grieg at his side."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="with a person at one's side",
    ),
    pytest.param(
        'Echoing Senator Paula Grieg, Colonel Marek Havel said: "It has cost us a fortune."',
        (direct("It has cost us a fortune.", by="Marek Havel"),),
        id="an echo of somebody",
    ),
    pytest.param(
        (
            'In a letter to Senator Paula Grieg, Colonel Marek Havel wrote: "It has cost us a '
            'fortune."'
        ),
        (direct("It has cost us a fortune.", by="Marek Havel"),),
        id="a letter to somebody",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Senator Paula Grieg quoted Colonel Marek '
            "Havel as telling her."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="whoever is quoted, not who quotes",
    ),
    pytest.param(
        (
            '"The mission has kept our skies safe," Colonel Marek Havel was quoted as saying by '
            "the Baltic Courier."
        ),
        (direct("The mission has kept our skies safe,", by="Marek Havel"),),
        id="whoever was quoted, not by whom",
    ),
    pytest.param(
        (
            'Colonel Marek Havel called it "a mission without end"; Senator Paula Grieg said "a '
            'mission without sense".'
        ),
        (
            mixed("a mission without end", by="Marek Havel"),
            mixed("a mission without sense", by="Paula Grieg"),
        ),
        id="a semicolon parts two who speak",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_only_the_one_who_spoke_is_the_speaker(text: str, expected: tuple[Expected, ...]) -> None:
    """Who is told, meant, met or cited within the words did not say them."""
    check(LEAD + text, *expected)
