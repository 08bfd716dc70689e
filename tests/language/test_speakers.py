"""Organisations, documents, unnamed officials and joint speakers."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, mixed

LEAD = "The summit opened on Wednesday under grey skies.\n\n"
BODIES = (
    pytest.param(
        "a senior NATO official said",
        "a senior NATO official",
        id="a senior official stays unnamed",
    ),
    pytest.param(
        "a Western diplomat, who asked not to be named, said",
        "a Western diplomat",
        id="an official who asks not to be named",
    ),
    pytest.param(
        "one defence official, speaking on condition of anonymity, said",
        "one defence official",
        id="an official on condition of anonymity",
    ),
    pytest.param(
        "a Bundeswehr spokeswoman said",
        "a Bundeswehr spokeswoman",
        id="a spokeswoman without a name",
    ),
    pytest.param(
        "said two alliance diplomats",
        "two alliance diplomats",
        id="two officials stay unnamed",
    ),
    pytest.param(
        "said NATO",
        "NATO",
        id="the alliance speaks",
    ),
    pytest.param(
        "said the Kremlin",
        "Kremlin",
        id="a seat of power speaks",
    ),
    pytest.param(
        "said the Pentagon",
        "Pentagon",
        id="the ministry by its building",
    ),
    pytest.param(
        "said the European Commission",
        "European Commission",
        id="an institution speaks",
    ),
    pytest.param(
        "said the Taliban",
        "Taliban",
        id="a movement without its article",
    ),
    pytest.param(
        "said one of the pilots",
        "one of the pilots",
        id="one of several",
    ),
    pytest.param(
        "the foreign ministers of Estonia, Latvia and Lithuania said",
        "the foreign ministers of Estonia, Latvia and Lithuania",
        id="ministers speak, not their countries",
    ),
    pytest.param(
        "said the presidents of Poland and Lithuania",
        "the presidents of Poland and Lithuania",
        id="presidents behind the verb",
    ),
    pytest.param(
        "the leaders of Germany and France said",
        "the leaders of Germany and France",
        id="leaders of two countries",
    ),
)

CASES = (
    pytest.param(
        ('Two diplomats left the room. "The flank is stronger than last year," one of them said.'),
        (direct("The flank is stronger than last year,", by=None),),
        id="one of them is nobody's name",
    ),
    pytest.param(
        (
            "A spokesman for Admiral Ulrich von Stetten, Lukas Weber, denied it. "
            '"The flank is stronger than last year," he said.'
        ),
        (direct("The flank is stronger than last year,", by="Lukas Weber"),),
        id="he is the spokesman that was named",
    ),
    pytest.param(
        (
            "A spokesman for the Russian president, Vladimir Putin, denied it. "
            '"The flank is stronger than last year," he said.'
        ),
        (direct("The flank is stronger than last year,", by="a spokesman"),),
        id="he is not the master whose name follows",
    ),
    pytest.param(
        ('"The flank is stronger than last year," said the deputy of the minister, Lukas Weber.'),
        (direct("The flank is stronger than last year,", by="the deputy of the minister"),),
        id="the name may be the deputy's or the minister's",
    ),
    pytest.param(
        (
            "Jens Stoltenberg was unusually sharp. "
            '"The flank is stronger than last year," the former Norwegian prime minister said.'
        ),
        (direct("The flank is stronger than last year,", by="Jens Stoltenberg"),),
        id="a former office of somebody whom the article names",
    ),
    pytest.param(
        (
            "Elena Rusu was asked whether there was a plan B. "
            '"The flank is stronger than last year," she replied.'
        ),
        (direct("The flank is stronger than last year,", by="Elena Rusu"),),
        id="a letter alone can end a sentence",
    ),
    pytest.param(
        'The flank is "stronger than at any time", the report said.',
        (mixed("stronger than at any time", by="the report"),),
        id="a document speaks",
    ),
    pytest.param(
        'The final communiqué reads: "The flank is stronger than last year."',
        (direct("The flank is stronger than last year.", by="the final communiqué"),),
        id="a communique reads",
    ),
    pytest.param(
        '"The flank is stronger than last year," NATO said in a statement.',
        (direct("The flank is stronger than last year,", by="NATO"),),
        id="an organisation in a statement",
    ),
    pytest.param(
        '"The flank is stronger than last year," Kremlin spokesman Anton Belov said.',
        (direct("The flank is stronger than last year,", by="Anton Belov"),),
        id="a spokesman with a name, not his office",
    ),
    pytest.param(
        (
            '"The flank is stronger than last year," said Lukas Weber, a spokesman for Admiral '
            "Ulrich von Stetten."
        ),
        (direct("The flank is stronger than last year,", by="Lukas Weber"),),
        id="a spokesman for a person is not that person",
    ),
    pytest.param(
        (
            'Admiral Ulrich von Stetten stayed away. "The flank is stronger than last year," an '
            "aide to the admiral said."
        ),
        (direct("The flank is stronger than last year,", by="an aide to the admiral"),),
        id="an unnamed aide is not his master",
    ),
    pytest.param(
        (
            '"The flank is stronger than last year," Admiral Ulrich von Stetten’s deputy, Lukas '
            "Weber, said."
        ),
        (direct("The flank is stronger than last year,", by="Lukas Weber"),),
        id="a possessive owner is not the speaker",
    ),
    pytest.param(
        'Admiral Ulrich von Stetten’s words were clear: "The flank is stronger than last year."',
        (direct("The flank is stronger than last year.", by="Ulrich von Stetten"),),
        id="a possessive of speech is the speaker's",
    ),
    pytest.param(
        (
            '"The flank is stronger than last year," Admiral Ulrich von Stetten and General '
            "Oskar Lund said in a joint statement."
        ),
        (
            direct(
                "The flank is stronger than last year,",
                by=("Ulrich von Stetten", "Oskar Lund"),
            ),
        ),
        id="joint speakers",
    ),
    pytest.param(
        (
            'Admiral Ulrich von Stetten and General Oskar Lund met the press together. "The '
            'flank is stronger than last year," they said.'
        ),
        (
            direct(
                "The flank is stronger than last year,",
                by=("Ulrich von Stetten", "Oskar Lund"),
            ),
        ),
        id="joint speakers as they",
    ),
    pytest.param(
        (
            '"The flank is stronger than last year," wrote Ulrich von Stetten, Oskar Lund and '
            "Paula Grieg in an open letter."
        ),
        (
            direct(
                "The flank is stronger than last year,",
                by=("Ulrich von Stetten", "Oskar Lund", "Paula Grieg"),
            ),
        ),
        id="joint speakers with an inverted cue",
    ),
)


@pytest.mark.parametrize(("attribution", "speaker"), BODIES)
def test_an_organisation_or_official_speaks(attribution: str, speaker: str) -> None:
    """An organisation is shown by its name without article, an unnamed official as printed."""
    text = f'{LEAD}"The flank is stronger than last year," {attribution}.'

    check(text, direct("The flank is stronger than last year,", by=speaker))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_one_who_speaks_is_not_the_one_spoken_for(
    text: str, expected: tuple[Expected, ...]
) -> None:
    """Documents speak; aides and deputies speak for themselves; joint speakers all speak."""
    check(LEAD + text, *expected)


@pytest.mark.parametrize(
    ("day", "speaker"),
    [
        pytest.param("2015-06-08", "the former US president", id="in office"),
        pytest.param("2021-06-08", "Barack Obama", id="out of office"),
    ],
)
def test_a_former_office_is_nobodys_who_still_holds_it(day: str, speaker: str) -> None:
    """Who had left it by the day of the article counts, not who has by now."""
    text = (
        "Barack Obama came to Riga on Monday.\n\n"
        '"The flank is stronger than last year," the former US president said.'
    )

    check(text, direct("The flank is stronger than last year,", by=speaker), on=day)


def test_a_former_office_of_any_country_may_be_anybodys() -> None:
    """Of the two former ministers of this article only one is known to have been one."""
    text = (
        "Marek Havel, a former foreign minister, met Radek Sikorski in Riga.\n\n"
        '"The flank is stronger than last year," the former foreign minister said.'
    )
    said = direct("The flank is stronger than last year,", by="the former foreign minister")

    check(text, said, on="2021-06-08")


def test_a_former_office_of_two_in_an_article_is_neithers() -> None:
    """Only one of the two former chancellors is in the who's who."""
    text = (
        "Marek Havel, the former Austrian chancellor, met Gerhard Schroeder in Riga.\n\n"
        '"The flank is stronger than last year," the former chancellor said.'
    )
    said = direct("The flank is stronger than last year,", by="the former chancellor")

    check(text, said, on="2021-06-08")


def test_a_country_is_no_pronoun() -> None:
    """What the US president says is quoted once, not also as if he spoke of us."""
    check(
        '"The flank is stronger than last year," the US president said.',
        direct("The flank is stronger than last year,", by="the US president"),
        indirect_too=True,
    )
