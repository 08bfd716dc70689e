"""What a quotation is about: its words, its sentence, and the reporter's sentence it answers."""

from __future__ import annotations

import pytest

from briefs.extraction import extract_article
from briefs.model import QuotationKind

LIND = "Jens Stoltenberg"


def topics_of(paragraphs: str, words: str) -> set[str]:
    """The topics of the marked words that begin so, in an article of these paragraphs."""
    article = extract_article(f"Allies meet again\n\nOSLO, 23 March 2021\n\n{paragraphs}\n")
    [found] = [
        quotation
        for quotation in article.quotations
        if quotation.kind is not QuotationKind.INDIRECT
        and quotation.contents[0].text.startswith(words)
    ]
    return set(found.topics)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("“We will leave Mali soon,” Jens Stoltenberg said.", {"mali"}),
        ("“We will leave soon,” Jens Stoltenberg said of Mali.", {"mali"}),
        ("Speaking in Mali, Jens Stoltenberg said: “We will leave soon.”", {"mali"}),
        ("Asked about Mali, Jens Stoltenberg shrugged. “We will leave soon,” he said.", {"mali"}),
        (
            "Jens Stoltenberg was asked about Mali on Monday.\n\n“We will leave soon,” he said.",
            {"mali"},
        ),
        (
            "Jens Stoltenberg turned to Mali at the end. “We will leave soon,” Stoltenberg said.",
            {"mali"},
        ),
        (
            "Jens Stoltenberg came. He was pressed on Mali. “We will leave soon,” he said.",
            {"mali"},
        ),
        (
            (
                "NATO Secretary General Jens Stoltenberg was questioned on Mali. “We will leave "
                "soon,” Stoltenberg said."
            ),
            {"mali"},
        ),
        (
            (
                "Jens Stoltenberg, the NATO chief, was asked about Mali. “We will leave soon,” "
                "Stoltenberg said."
            ),
            {"mali"},
        ),
        (
            "Pressed on Mali, the NATO chief smiled. “We will leave soon,” Jens Stoltenberg said.",
            {"mali"},
        ),
    ],
)
def test_it_is_about_what_it_says_and_what_it_answers(text, topics):
    """Who speaks, and as what, is no topic."""
    assert topics_of(text, "We will leave") == topics


@pytest.mark.parametrize(
    "text",
    [
        # farther off
        (
            "Jens Stoltenberg was asked about Mali.\n\nIt rained in the evening.\n\n“We will leave "
            "soon,” Stoltenberg said."
        ),
        (
            "Mali is a poor country. The allies met for an hour. “We will leave soon,” Jens "
            "Stoltenberg said."
        ),
        # behind it
        "“We will leave soon,” Jens Stoltenberg said. The war in Mali goes on.",
        "“We will leave soon,” Jens Stoltenberg said.\n\nMali was on the table, too.",
        # somebody else's
        "Angela Merkel was asked about Mali. “We will leave soon,” Jens Stoltenberg said.",
        "“Mali needs help,” Angela Merkel said. “We will leave soon,” Jens Stoltenberg said.",
        "Angela Merkel said that Mali needs help.\n\n“We will leave soon,” Jens Stoltenberg said.",
        # only there
        "There were protests in Mali. “We will leave soon,” Jens Stoltenberg said.",
    ],
)
def test_it_is_about_nothing_that_stands_elsewhere(text):
    """Neither the article at large nor what others say."""
    assert topics_of(text, "We will leave") == set()
