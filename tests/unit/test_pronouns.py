"""Whom a pronoun refers to, within one article."""

import pytest

from briefs.coreference import MentionKind
from tests.quoting import resolved, resolved_among, said_in

PRONOUN = MentionKind.PRONOUN


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Hannah Lind met Peter Novak. Then she spoke.", ("Hannah Lind",)),
        ("Hannah Lind met Peter Novak. Then he spoke.", ("Peter Novak",)),
        ("Peter Novak met Mark Lind. Then he spoke.", ("Peter Novak",)),
        ("After talks with Mark Lind, Peter Novak left. Then he spoke.", ("Peter Novak",)),
        ("Novak aide Mark Lind met Peter Novak. Then he spoke.", ("Mark Lind",)),
        ("Peter Novak and Mark Lind met. Then they spoke.", ("Peter Novak", "Mark Lind")),
        ("The ship sank. Then he spoke.", ()),
        ("Hannah Lind left. Then he spoke.", ()),
    ],
    ids=["woman", "man", "subject", "governed", "modifier", "joined", "unnamed", "unfit"],
)
def test_a_pronoun_means_the_subject_of_the_nearest_sentence_that_fits(text, speakers):
    pronoun = "they" if "they" in text else "she" if "she spoke" in text else "he"

    assert resolved(text, pronoun, PRONOUN).speakers == speakers


def test_people_whom_somebody_only_talks_about_are_passed_over():
    """Marked words are somebody else's; their names are no antecedents."""
    text = "Peter Novak left. “Mark Lind is a friend.” Then he spoke."
    start = text.index("“")

    found = resolved_among(text, "he", PRONOUN, quoted=[(start, start + 24)])

    assert found.speakers == ("Peter Novak",)


def test_a_pronoun_behind_a_stranger_is_unsure():
    """Somebody of whom the article tells nothing may be meant as well."""
    text = "Mark Lind stayed home. Tolvaj, who met Mark Lind, left. Then he spoke."

    assert (
        resolved(text, "he", PRONOUN).certainty
        < resolved(text[:22] + " Then he spoke.", "he", PRONOUN).certainty
    )


def test_a_pronoun_behind_a_lone_name_means_its_bearer_not_a_better_known_person():
    """Of Karvel the article tells no other name; the president is only spoken about."""
    text = (
        "We met Karvel, who hopes to see President Aleksi Novak lose power.\n\nKarvel told us"
        " that he was let down. He said people were supporting Novak without thinking. And he was"
        " angry.\n\n“That is why I wanted to come here to fight,” he added."
    )

    assert [speakers for _, speakers in said_in(text)] == [("Karvel",)]


@pytest.mark.parametrize(
    ("text", "pronoun", "speakers"),
    [
        ("Tuva Ekholt is a baker. She spoke.", "She", ("Tuva Ekholt",)),
        ("Another guest was 24-year-old Tuva Ekholt. She spoke.", "She", ("Tuva Ekholt",)),
        ("Ninety-year-old Tuva Ekholt met Eva Lind. She spoke.", "She", ("Tuva Ekholt",)),
        ("Ms. Ekholt left. Later she spoke.", "she", ("Ekholt",)),
        ("Erik Lind came home. The minister left. He spoke.", "He", ("the minister",)),
        ("A farmer met Mark Lind. Then he spoke.", "he", ("a farmer",)),
        ("The mayor, Mark Lind, left. Then he spoke.", "he", ("Mark Lind",)),
        ("Mark Lind gave his coat to a man called Erik Novak. He spoke.", "He", ("Mark Lind",)),
        ("Norway refused. It said no.", "It", ("Norway",)),
        ("The ministry refused. It said no.", "It", ("the ministry",)),
        ("“No,” the Red Cross said. Later it spoke.", "it", ("Red Cross",)),
        ("“No,” a spokeswoman said. Later she spoke.", "she", ("a spokeswoman",)),
    ],
    ids=[
        "occupation", "age", "age-first", "courtesy", "office", "described", "apposition", "called",
        "country", "ministry", "body-quoted", "described-quoted",
    ],
)  # fmt: skip
def test_a_pronoun_means_whom_the_sentence_before_tells_of(text, pronoun, speakers):
    """By name or description; whoever else was named before is not meant."""
    start = text.find("“")
    quoted = [(start, text.index("”") + 1)] if start >= 0 else []

    assert resolved_among(text, pronoun, PRONOUN, quoted=quoted).speakers == speakers


def test_how_the_article_goes_on_tells_a_womans_name_from_a_mans():
    """Nobody else is she; so the second "he" is not Sampo Veistola."""
    text = "Mark Lind came. Sampo Veistola is a baker. She sang. Lind met Sampo Veistola. He spoke."

    assert resolved(text, "He", PRONOUN).speakers == ("Mark Lind",)
