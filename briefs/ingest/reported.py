"""Which indirect quotations a reader may ask for: what articles report in their own words."""

from __future__ import annotations

import re

from briefs.cues import VERBS, Strength
from briefs.model import Article, Quotation, QuotationKind

_WORD = re.compile(r"\w+")
_PREPOSITION = "according"


def is_reported(quotation: Quotation, article: Article) -> bool:
    """Whether it reports, by a verb of saying, what a named speaker said without marked words.

    What holds marked words is shown by those; to order, to plan or to know is not to say.
    """
    return (
        quotation.kind is QuotationKind.INDIRECT
        and not quotation.short
        and bool(quotation.speakers)
        and _tells(quotation)
        and not any(_overlap(quotation, other) for other in article.quotations)
    )


def _tells(quotation: Quotation) -> bool:
    words = _WORD.findall(quotation.cue.text.lower()) if quotation.cue else []
    return any(
        word == _PREPOSITION or (word in VERBS and VERBS[word].strength is Strength.SAYING)
        for word in words
    )


def _overlap(quotation: Quotation, other: Quotation) -> bool:
    return other.kind is not QuotationKind.INDIRECT and any(
        mine.start < its.end and its.start < mine.end
        for mine in quotation.contents
        for its in other.contents
    )
