"""The values that travel: articles, quotations, speakers, briefings, subscriptions, deliveries.

All are frozen and keyword-only. Offsets are half-open and count characters of `Article.text`, which
is the article exactly as it was read. Instants are aware and in UTC; local dates are dates.
"""

from briefs.model.answers import (
    Briefing,
    Card,
    CardContext,
    Choice,
    Comparison,
    NoMatch,
    Option,
    Period,
    Speaker,
    SpeakerKind,
    Subject,
    Tenure,
    Topic,
    Withdrawn,
)
from briefs.model.articles import (
    Article,
    DateBasis,
    PublicationDate,
    Quotation,
    QuotationKind,
    Span,
)
from briefs.model.digests import (
    Candidate,
    Delivery,
    DeliveryStatus,
    Destination,
    Digest,
    Material,
    Slot,
    Subscription,
)
from briefs.model.inbox import Claimant, InboxItem
from briefs.model.loads import ArticleChange, ArticleResult, LoadProgress, ReloadReport, Size, Stats

__all__ = [
    "Article",
    "ArticleChange",
    "ArticleResult",
    "Briefing",
    "Candidate",
    "Card",
    "CardContext",
    "Choice",
    "Claimant",
    "Comparison",
    "DateBasis",
    "Delivery",
    "DeliveryStatus",
    "Destination",
    "Digest",
    "InboxItem",
    "LoadProgress",
    "Material",
    "NoMatch",
    "Option",
    "Period",
    "PublicationDate",
    "Quotation",
    "QuotationKind",
    "ReloadReport",
    "Size",
    "Slot",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Stats",
    "Subject",
    "Subscription",
    "Tenure",
    "Topic",
    "Withdrawn",
]
