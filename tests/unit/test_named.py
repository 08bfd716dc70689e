"""Of whom a quotation speaks: whom its words name, and whom the reporter says it is about."""

from __future__ import annotations

import pytest

from briefs.extraction import extract_article
from briefs.model import QuotationKind

#: Everybody is introduced in full, by an article that says nothing.
CAST = "Foreign minister Anna Lind and President Peter Novak were in Narvik with Maria Weber.\n\n"


def spoken_of(text: str) -> list[tuple[str, ...]]:
    """For each quotation that is shown, the persons it speaks of."""
    found = extract_article(CAST + text).quotations
    return [one.named for one in found if one.kind is not QuotationKind.INDIRECT]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param(
            "“Peter Novak was right about the ports,” Lind said.", "Peter Novak", id="by full name"
        ),
        pytest.param(
            "“I have told Novak so many times,” Lind said.",
            "Peter Novak",
            id="by a surname the article explains",
        ),
        pytest.param(
            "“President Novak's plan will not work,” Lind said.", "Peter Novak", id="by a title"
        ),
        pytest.param("“He is a brave man,” Lind said of Novak.", "Peter Novak", id="said of"),
        pytest.param(
            "Asked about former President Novak, Lind said: “I will not comment on that.”",
            "Peter Novak",
            id="asked about",
        ),
        pytest.param(
            "Reporters asked Lind what she thought about Novak.\n\n“He is a brave man,” she said.",
            "Peter Novak",
            id="asked in the paragraph before",
        ),
        pytest.param(
            "Asked about Novak, Lind paused. She thought. “I will not comment on that,” she said.",
            "Peter Novak",
            id="asked two sentences before",
        ),
        pytest.param(
            "Asked about Mr. Novak, Lind paused. “I will not comment on that,” she said.",
            "Peter Novak",
            id="asked the sentence before",
        ),
        pytest.param(
            "Lind criticised Novak. “It was a mistake from the start,” she said.",
            "Peter Novak",
            id="criticising the sentence before",
        ),
        pytest.param(
            "Lind called Novak “a danger to all of the allies”.", "Peter Novak", id="called"
        ),
        pytest.param(
            "“It was a mistake from the start,” Lind said, criticising Novak.",
            "Peter Novak",
            id="criticising",
        ),
    ],
)
def test_it_speaks_of_whom_it_names_or_is_about(text, named):
    """In its words, in its sentence behind words that say so, or in the question before it."""
    assert spoken_of(text) == [(named,)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We must stay the course,” Lind said.", id="nobody"),
        pytest.param("“Anna Lind never gives up,” Lind said.", id="oneself"),
        pytest.param("“We must stay the course,” Lind said beside Novak.", id="merely beside"),
        pytest.param("“We must stay the course,” Lind told Novak.", id="the one spoken to"),
        pytest.param(
            "Challenged by the brother of Novak, Lind said: “We must stay the course.”",
            id="somebody else's relative",
        ),
        pytest.param("Novak listened. “We must stay the course,” Lind said.", id="a bystander"),
        pytest.param("“Adams must stay the course,” Lind said.", id="a surname nobody explains"),
        pytest.param("“We go by the book of Narvik,” Lind said.", id="a place"),
        pytest.param(
            "Lind criticised Novak. “We must stay the course,” Weber said.",
            id="whom somebody else criticised",
        ),
        pytest.param(
            "Weber thanked Novak. It rained. “We must stay the course,” Weber said.",
            id="whom the speaker thanked earlier",
        ),
        pytest.param(
            "Asked about Novak, Lind paused. “We must stay the course,” Weber said.",
            id="of whom somebody else was asked",
        ),
        pytest.param(
            "Lind was asked about Novak.\n\n“We must stay the course,” Weber said.",
            id="of whom somebody else was asked in the paragraph before",
        ),
        pytest.param(
            "“Novak is a brave man and we should all listen to him.”", id="by nobody knows whom"
        ),
    ],
)
def test_it_speaks_of_nobody_else(text):
    """Never of whom the article merely mentions, and never of its own speaker."""
    assert spoken_of(text) == [()]


def test_what_is_asked_of_the_next_quotation_is_not_of_the_last():
    """A sentence leads into what follows."""
    text = "“We stay the course,” Lind said. Asked about Novak, she said: “He is a brave man.”"

    assert spoken_of(text) == [(), ("Peter Novak",)]


def test_what_is_said_of_one_quotation_of_a_sentence_is_not_of_the_next():
    """It may be of anything."""
    text = "Lind thanked Novak for a “brave speech to all of us” and for “a plan that will hold”."

    assert spoken_of(text) == [("Peter Novak",), ()]


def test_a_question_before_a_quotation_of_its_own_is_not_carried_on():
    """It has been answered."""
    text = "Asked about Novak, Lind said: “He is a brave man.”\n\n“We stay the course,” Weber said."

    assert spoken_of(text) == [("Peter Novak",), ()]


def test_two_of_one_surname_are_told_apart_or_left_out():
    """A lone surname that may mean two names nobody."""
    text = (
        "Karl Novak came, too. Karl Novak spoke first; Peter Novak last.\n\n"
        "“Karl Novak was right,” Lind said.\n\n“Novak was right,” Weber said."
    )

    assert spoken_of(text) == [("Karl Novak",), ()]


def test_each_is_named_once_in_the_order_of_the_words():
    """However often."""
    text = "“Weber and Novak agree, and Weber and Novak are right,” Lind said."

    assert spoken_of(text) == [("Maria Weber", "Peter Novak")]
