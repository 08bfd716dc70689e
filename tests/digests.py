"""Digests to be looked at: one of each length and kind of day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.messages import Message, render_digest, render_leftovers
from briefs.model import Card, Digest, DigestLength, Leftovers, QuotationKind, Story
from tests.briefings import INFERRED, a_card, a_digest
from tests.builders import a_day

LONG = "The alliance has never been a matter of convenience. " * 9
TOO_LONG = "We have discussed this at length and shall do so again. " * 90


def some_stories() -> tuple[Story, ...]:
    """Of several publishers, followed, undated, with everything a headline may have."""
    return (
        Story(
            card=a_card(
                "We must be careful not to leave too early,",
                "At the same time, nobody wants to stay.",
                title="Allies weigh leaving Afghanistan",
            ),
            publishers=3,
            follows=("Afghanistan", "Jens Stoltenberg"),
        ),
        Story(
            card=a_card(
                "the first to come and the last to leave",
                id="bbbbbbbbbb",
                kind=QuotationKind.MIXED,
                by=("Ann Berg",),
                role="Minister of Defence",
                title="NORWAY TO KEEP ITS NATO CONTINGENT IN PLACE, MINISTER SAYS AS TALKS GO ON",
                published=INFERRED,
            ),
            publishers=2,
        ),
        Story(
            card=a_card(
                "There is no majority for that in the coalition.",
                id="cccccccccc",
                by=("Carla Voss",),
                role=None,
                title=(
                    "Coalition split over budget: no majority for two per cent, says Voss, who will"
                    " not stand again in the autumn"
                ),
                publisher=None,
                published=None,
            ),
        ),
    )


def of_length(length: DigestLength, *, more: int = 0) -> Digest:
    digest = a_digest(more=more)
    newest = dt.date(2021, 3, 23)
    return replace(digest, stories=some_stories(), length=length, articles=12, newest=newest)


def archived() -> Card:
    return a_card("We stand together, as we always have.", published=a_day("2019-04-04"))


def many_stories() -> tuple[Story, ...]:
    """As many as a full digest has, each as long as may be: not all have room."""
    return tuple(
        Story(card=a_card(LONG, id=f"aaaaaaaaa{letter}", by=(f"{letter.upper()}. Example",)))
        for letter in "bcdefghijk"
    )


def leftovers(*cards: Card, offset: int, total: int, counted: int) -> Message:
    found = Leftovers(
        local_date=dt.date(2021, 3, 23), delivery=7, cards=cards, offset=offset, total=total
    )
    return render_leftovers(found, counted=counted)


DIGESTS: dict[str, Callable[[], Message | None]] = {
    "digest": lambda: render_digest(of_length(DigestLength.BRIEF, more=2)),
    "digest-headlines": lambda: render_digest(of_length(DigestLength.HEADLINES, more=1)),
    "digest-full": lambda: render_digest(of_length(DigestLength.FULL)),
    "digest-longest": lambda: render_digest(
        replace(a_digest(more=9), stories=many_stories(), length=DigestLength.FULL)
    ),
    "digest-of-the-evening": lambda: render_digest(
        replace(of_length(DigestLength.BRIEF), edition=2, editions=2)
    ),
    "digest-followed-only": lambda: render_digest(
        replace(
            of_length(DigestLength.BRIEF), stories=some_stories()[:1], only_followed=True, more=1
        )
    ),
    "digest-late": lambda: render_digest(
        replace(a_digest(a_card()), covers=(dt.date(2021, 3, 21), dt.date(2021, 3, 22)))
    ),
    "digest-very-late": lambda: render_digest(
        replace(a_digest(a_card()), covers=tuple(dt.date(2021, 3, day) for day in range(10, 23)))
    ),
    "digest-undated": lambda: render_digest(a_digest(a_card(published=None))),
    "digest-empty": lambda: render_digest(a_digest()),
    "digest-empty-with-articles": lambda: render_digest(
        replace(a_digest(), articles=3, newest=dt.date(2021, 3, 22))
    ),
    "digest-empty-followed-only": lambda: render_digest(
        replace(a_digest(), articles=3, only_followed=True)
    ),
    "digest-from-the-archive": lambda: render_digest(
        replace(a_digest(archive=archived()), articles=2)
    ),
    "leftovers": lambda: leftovers(
        *(story.card for story in some_stories()), offset=3, total=57, counted=57
    ),
    "leftovers-all": lambda: leftovers(a_card(), offset=0, total=1, counted=1),
    "leftovers-changed": lambda: leftovers(a_card(), offset=3, total=4, counted=1_005),
    "leftovers-gone": lambda: leftovers(offset=0, total=0, counted=2),
    "leftovers-too-long": lambda: leftovers(
        a_card(TOO_LONG), a_card(), offset=0, total=2, counted=2
    ),
    "digest-too-long": lambda: render_digest(a_digest(a_card(TOO_LONG), a_card(), more=1)),
}
