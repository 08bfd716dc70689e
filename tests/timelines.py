"""The timelines among the messages the bot sends, each with its edges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bot.messages import Message, render_timeline
from briefs.model import Card, Period, Subject
from briefs.newsroom import Stretch, Timeline
from tests.briefings import AFGHANISTAN, a_card

TOO_LONG = "Each ally decides for itself what it can give. " * 100


def a_stretch(days: str, card: Card, *, total: int = 1) -> Stretch:
    """A year, or what is said to be one."""
    year = int(days[-4:])
    period = Period(since=dt.date(year, 1, 1), until=dt.date(year, 12, 31))
    subject = Subject(topic_id=AFGHANISTAN.id, period=period)
    return Stretch(subject=subject, days=days, total=total, card=card)


def a_timeline(*stretches: Stretch, earlier: int = 0, undated: int = 0) -> Timeline:
    return Timeline(topic=AFGHANISTAN, stretches=stretches, earlier=earlier, undated=undated)


TIMELINES: dict[str, Callable[[], Message | None]] = {
    "timeline": lambda: render_timeline(
        a_timeline(
            a_stretch("2021", a_card("We stay."), total=3),
            a_stretch("2019", a_card("We leave.", by=("Antony Blinken",)), total=1),
            earlier=12,
            undated=1,
        )
    ),
    "timeline-too-long": lambda: render_timeline(
        a_timeline(a_stretch("2021", a_card("We stay.")), a_stretch("2019", a_card(TOO_LONG)))
    ),
    "timeline-without-dates": lambda: render_timeline(a_timeline(undated=4)),
}
