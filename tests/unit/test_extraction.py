"""The text of an article in, the article with its quotations out, and how it is written down."""

import datetime as dt
import json

from briefs.extraction import as_annotation, extract_article
from briefs.model import DateBasis, PublicationDate

TEXT = """Turku keeps its harbour open

Hannah Lind, the mayor of Turku, spoke to reporters for an hour on Monday about the harbour.

"We will keep the harbour open for Afghanistan's ships," Lind said.
"""
DAY = PublicationDate(day=dt.date(2025, 3, 4), basis=DateBasis.STATED)


def test_an_article_keeps_its_text_as_read():
    article = extract_article(TEXT, key="turku.txt")

    assert (article.key, article.text, article.title) == (
        "turku.txt",
        TEXT,
        "Turku keeps its harbour open",
    )


def test_what_is_given_overrides_what_the_page_says():
    article = extract_article(TEXT, title="Another", publisher="Harbour Times", published=DAY)

    assert (article.title, article.publisher, article.published) == (
        "Another",
        "Harbour Times",
        DAY,
    )


def test_an_article_without_a_date_stays_undated():
    assert extract_article(TEXT).published is None


def test_a_quotation_is_about_what_it_names():
    [quotation] = extract_article(TEXT).quotations

    assert "afghanistan" in quotation.topics


def test_who_speaks_is_no_topic():
    """A speaker's country or body makes nothing about it."""
    text = TEXT.replace("Lind said", "Afghanistan’s envoy Lind said").replace("Afghanistan's ", "")
    [quotation] = extract_article(text).quotations

    assert "afghanistan" not in quotation.topics


def test_the_annotation_is_the_articles_json():
    """The Citron format with more fields: every span with its place and its words."""
    annotation = as_annotation(extract_article(TEXT, published=DAY), "turku")
    words = "We will keep the harbour open for Afghanistan's ships,"
    start = TEXT.index(words)

    assert json.loads(json.dumps(annotation)) == annotation
    assert annotation["id"] == "turku"
    assert annotation["published"] == {"day": "2025-03-04", "basis": "stated"}
    assert annotation["quotes"] == [
        {
            "kind": "direct",
            "short": False,
            "contents": [{"start": start, "end": start + len(words), "text": words}],
            "cue": {
                "start": start + len(words) + 7,
                "end": start + len(words) + 11,
                "text": "said",
            },
            "sources": [
                {"start": start + len(words) + 2, "end": start + len(words) + 6, "text": "Lind"}
            ],
            "speakers": ["Hannah Lind"],
            "topics": ["afghanistan"],
            "confidence": 0.941,
        }
    ]


def test_an_undated_article_is_annotated_as_such():
    assert as_annotation(extract_article(TEXT), "turku")["published"] is None


def test_empty_and_binary_texts_have_no_quotations():
    for text in ("", "\n\n", "\x00" * 50, "�PNG\x1a\x00\x00"):
        assert extract_article(text).quotations == ()
