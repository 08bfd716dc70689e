"""Which indirect quotations are reported speech that a reader may ask for."""

import pytest

from briefs.extraction import extract_article
from briefs.ingest.reported import is_reported


def reported(text: str) -> list[str]:
    article = extract_article(text)
    return [one.contents[0].text for one in article.quotations if is_reported(one, article)]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Anna Berg said that the talks would go on.", "the talks would go on"),
        ("Anna Berg denied that the talks had failed.", "the talks had failed"),
        ("The talks will go on, according to Anna Berg.", "The talks will go on"),
    ],
)
def test_what_somebody_is_said_to_have_said(text, clause):
    (found,) = reported(text)

    assert clause in found


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg ordered the talks to go on in Oslo.",
        "Anna Berg knows that the talks will go on.",
        "It rained on the talks in Oslo.",
    ],
)
def test_what_somebody_did_or_thought_is_not_said(text):
    assert reported(text) == []


def test_a_clause_with_marked_words_is_shown_by_those():
    """The same words are not shown twice, once in marks and once without."""
    assert reported("Anna Berg said that the talks would be “long and dull”.") == []
