"""Surnames, pronouns and descriptions: whom they mean within their article."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct

LEAD = "The summit opened on Wednesday under grey skies.\n\n"
CASES = (
    pytest.param(
        (
            "Admiral Ulrich von Stetten and General Oskar Lund met the press.\n\n"
            '"The flank is stronger than last year," Lund said.'
        ),
        (direct("The flank is stronger than last year,", by="Oskar Lund"),),
        id="a surname takes up the full name",
    ),
    pytest.param(
        (
            "Admiral Ulrich von Stetten and General Oskar Lund met the press.\n\n"
            '"The flank is stronger than last year," von Stetten said.'
        ),
        (direct("The flank is stronger than last year,", by="Ulrich von Stetten"),),
        id="a particle is part of the surname",
    ),
    pytest.param(
        (
            "Dutch Defence Minister Pieter van der Laan met the press.\n\n"
            '"The flank is stronger than last year," Van der Laan said.'
        ),
        (direct("The flank is stronger than last year,", by="Pieter van der Laan"),),
        id="a surname without its particle",
    ),
    pytest.param(
        (
            "The plan was Sofia Almeida’s. General Oskar Lund carried it out.\n\n"
            '"The flank is stronger than last year," said Ms Almeida.'
        ),
        (direct("The flank is stronger than last year,", by="Sofia Almeida"),),
        id="a courtesy title takes up a surname",
    ),
    pytest.param(
        (
            "General Oskar Lund met Mayor Greta Lund at the gate.\n\n"
            '"The flank is stronger than last year," Gen. Lund said.'
        ),
        (direct("The flank is stronger than last year,", by="Oskar Lund"),),
        id="two of one surname told apart by title",
    ),
    pytest.param(
        (
            "General Oskar Lund met Mayor Greta Lund at the gate.\n\n"
            '"The flank is stronger than last year," Ms Lund said.'
        ),
        (direct("The flank is stronger than last year,", by="Greta Lund"),),
        id="two of one surname told apart by Ms",
    ),
    pytest.param(
        (
            "Oskar Lund met Greta Lund at the gate.\n\n"
            '"The flank is stronger than last year," Lund said.'
        ),
        (direct("The flank is stronger than last year,", by=None),),
        id="two of one surname and nothing to tell them apart",
    ),
    pytest.param(
        (
            '"The flank is stronger than last year," Lund said.\n\n'
            "Oskar Lund, a general, has led the corps since May."
        ),
        (direct("The flank is stronger than last year,", by="Oskar Lund"),),
        id="a full name that comes later",
    ),
    pytest.param(
        (
            "Zoltán Veress, the Hungarian chief of staff, met the press.\n\n"
            '"The flank is stronger than last year," Zoltan Veress said.'
        ),
        (direct("The flank is stronger than last year,", by="Zoltán Veress"),),
        id="a name spelt two ways",
    ),
    pytest.param(
        'General Oskar LUND met the press.\n\n"The flank is stronger than last year," LUND said.',
        (direct("The flank is stronger than last year,", by="Oskar Lund"),),
        id="a surname printed in capitals",
    ),
    pytest.param(
        (
            "Foreign Minister Maria Costa flew in with General Robert Lund.\n\n"
            '"The flank is stronger than last year," he said.'
        ),
        (direct("The flank is stronger than last year,", by="Robert Lund"),),
        id="he is the man",
    ),
    pytest.param(
        (
            "Foreign Minister Maria Costa flew in with General Robert Lund.\n\n"
            '"The flank is stronger than last year," she said.'
        ),
        (direct("The flank is stronger than last year,", by="Maria Costa"),),
        id="she is the woman",
    ),
    pytest.param(
        (
            "General Robert Lund praised the troops.\n\n"
            '"The roads are open now," Colonel Peter Hansen said.\n\n'
            '"The flank is stronger than last year," he added.'
        ),
        (
            direct("The roads are open now,", by="Peter Hansen"),
            direct("The flank is stronger than last year,", by="Peter Hansen"),
        ),
        id="he is the one who spoke last",
    ),
    pytest.param(
        (
            "General Robert Lund and Foreign Minister Maria Costa met the press.\n\n"
            '"The flank is stronger than last year," the general said.'
        ),
        (direct("The flank is stronger than last year,", by="Robert Lund"),),
        id="a description by rank",
    ),
    pytest.param(
        (
            "General Robert Lund and Foreign Minister Maria Costa met the press.\n\n"
            '"The flank is stronger than last year," the minister said.'
        ),
        (direct("The flank is stronger than last year,", by="Maria Costa"),),
        id="a description by office",
    ),
    pytest.param(
        (
            "Polish Foreign Minister Marta Wilk met Dutch Foreign Minister Joost Bakker.\n\n"
            '"The flank is stronger than last year," the Polish minister said.'
        ),
        (direct("The flank is stronger than last year,", by="Marta Wilk"),),
        id="a description by nationality and office",
    ),
    pytest.param(
        (
            "Paula Grieg, 54, waited at the gate with her son Tom, 19.\n\n"
            '"The flank is stronger than last year," the 54-year-old said.'
        ),
        (direct("The flank is stronger than last year,", by="Paula Grieg"),),
        id="a description by age",
    ),
    pytest.param(
        (
            "NATO Secretary General Jens Stoltenberg flew to Riga to meet President Kaja "
            "Saar.\n\n"
            '"The flank is stronger than last year," the alliance chief said.'
        ),
        (direct("The flank is stronger than last year,", by="Jens Stoltenberg"),),
        id="the alliance chief named above",
    ),
    pytest.param(
        (
            'General Robert Lund met Colonel Peter Hansen. "The flank is stronger than last '
            'year," Lund told him.'
        ),
        (direct("The flank is stronger than last year,", by="Robert Lund"),),
        id="a pronoun inside the cue clause of another",
    ),
    pytest.param(
        (
            'President Kaja Saar received the ministers. "The flank is stronger than last year," '
            "the president told them."
        ),
        (direct("The flank is stronger than last year,", by="Kaja Saar"),),
        id="a president and a country",
    ),
    pytest.param(
        (
            '"The flank is stronger than last year," General Robert Lund said in Washington, a '
            "suburb of Sunderland."
        ),
        (direct("The flank is stronger than last year,", by="Robert Lund"),),
        id="a place is not a speaker",
    ),
    pytest.param(
        'Yesterday General Robert Lund said: "The flank is stronger than last year."',
        (direct("The flank is stronger than last year.", by="Robert Lund"),),
        id="a capital letter at the sentence's start is no name",
    ),
    pytest.param(
        (
            "Foreign Minister Maria Costa spoke first. Her colleague Anna Berg took the floor "
            'after lunch. "The flank is stronger than last year," she said.'
        ),
        (direct("The flank is stronger than last year,", by="Anna Berg"),),
        id="two women and she is the last subject",
    ),
    pytest.param(
        (
            '"I told General Lund that the flank was weak," Senator Paula Grieg said.\n\n'
            "General Robert Lund left without a word."
        ),
        (direct("I told General Lund that the flank was weak,", by="Paula Grieg"),),
        id="I is never resolved to a listener",
    ),
    pytest.param(
        (
            'General Robert Lund arrived late. "The flank is stronger than last year," his wife, '
            "Karin Lund, said."
        ),
        (direct("The flank is stronger than last year,", by="Karin Lund"),),
        id="his wife is not he",
    ),
    pytest.param(
        (
            'Defence Minister Maria Costa spoke first. "The flank is stronger than last year," '
            "former defence minister Hugo Pires said."
        ),
        (direct("The flank is stronger than last year,", by="Hugo Pires"),),
        id="the former office-holder is somebody else",
    ),
    pytest.param(
        (
            'Spanish Foreign Minister Maria Costa spoke first. "The flank is stronger than last '
            'year," her Danish counterpart, Anna Berg, said.'
        ),
        (direct("The flank is stronger than last year,", by="Anna Berg"),),
        id="her counterpart is not she",
    ),
    pytest.param(
        (
            "Tom Stoltenberg, who drives a bus in Bergen, had come to watch.\n\n"
            '"The flank is stronger than last year," Stoltenberg said.'
        ),
        (direct("The flank is stronger than last year,", by="Tom Stoltenberg"),),
        id="a surname that is also a listed person's",
    ),
    pytest.param(
        (
            "Katya Melnyk, 31, fled with her daughter in March.\n\n"
            '"We took nothing but the cat," Katya said.'
        ),
        (direct("We took nothing but the cat,", by="Katya Melnyk"),),
        id="a first name alone takes up a private person",
    ),
    pytest.param(
        (
            'NATO published its plans on Tuesday. "The flank is stronger than last year," it '
            "said in a statement."
        ),
        (direct("The flank is stronger than last year,", by="NATO"),),
        id="it is the organisation",
    ),
    pytest.param(
        'The Taliban rejected the offer. "We will not come to the table," they said.',
        (direct("We will not come to the table,", by="Taliban"),),
        id="they is the body with a plural name",
    ),
    pytest.param(
        (
            "Foreign Minister Maria Costa was asked about her critics.\n\n"
            '"Anna Berg is wrong about the flank," she said.'
        ),
        (direct("Anna Berg is wrong about the flank,", by="Maria Costa"),),
        id="she after a woman in the quotation",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_mention_means_somebody_named_in_the_article(
    text: str, expected: tuple[Expected, ...]
) -> None:
    """A mention is resolved by name, gender, number, office and recency, or not at all."""
    check(LEAD + text, *expected)
