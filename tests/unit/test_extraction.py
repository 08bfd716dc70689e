"""The text of an article in, the article with its quotations out, and how it is written down."""

import datetime as dt
import json

from briefs.extraction import as_annotation, extract_article
from briefs.model import DateBasis, PublicationDate, Quotation, QuotationKind

TEXT = """Turku keeps its harbour open

Hannah Lind, the mayor of Turku, spoke to reporters for an hour on Monday about the harbour.

"We will keep the harbour open for Afghanistan's ships," Lind said.
"""
DAY = PublicationDate(day=dt.date(2025, 3, 4), basis=DateBasis.STATED)


def marked(text: str) -> list[Quotation]:
    """The quotations in marks; what the reporter says of the speech besides is another matter."""
    found = extract_article(text).quotations
    return [quotation for quotation in found if quotation.kind is not QuotationKind.INDIRECT]


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
    [quotation] = marked(TEXT)

    assert "afghanistan" in quotation.topics


def test_who_speaks_is_no_topic():
    """A speaker's country or body makes nothing about it."""
    text = TEXT.replace("Lind said", "Afghanistan’s envoy Lind said").replace("Afghanistan's ", "")
    [quotation] = marked(text)

    assert "afghanistan" not in quotation.topics


def test_the_annotation_is_the_articles_json():
    """The Citron format with more fields: every span with its place and its words."""
    text = TEXT.replace("Hannah Lind, the mayor of Turku, spoke to reporters for an hour on", "On")
    text = text.replace("Lind said", "Hannah Lind said")
    annotation = as_annotation(extract_article(text, published=DAY), "turku")
    words = "We will keep the harbour open for Afghanistan's ships,"
    start = text.index(words)

    assert json.loads(json.dumps(annotation)) == annotation
    assert annotation["id"] == "turku"
    assert annotation["published"] == {"day": "2025-03-04", "basis": "stated"}
    quotes = annotation["quotes"]
    assert isinstance(quotes, list)
    assert 0.9 < quotes[0].pop("confidence") < 1  # learned anew, it moves
    assert quotes == [
        {
            "kind": "direct",
            "short": False,
            "contents": [{"start": start, "end": start + len(words), "text": words}],
            "cue": {
                "start": start + len(words) + 14,
                "end": start + len(words) + 18,
                "text": "said",
            },
            "sources": [
                {
                    "start": start + len(words) + 2,
                    "end": start + len(words) + 13,
                    "text": "Hannah Lind",
                }
            ],
            "speakers": ["Hannah Lind"],
            "topics": ["afghanistan"],
        }
    ]


def test_an_undated_article_is_annotated_as_such():
    assert as_annotation(extract_article(TEXT), "turku")["published"] is None


def test_empty_and_binary_texts_have_no_quotations():
    for text in ("", "\n\n", "\x00" * 50, "�PNG\x1a\x00\x00"):
        assert extract_article(text).quotations == ()
