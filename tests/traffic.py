"""What administrators are told of digests on their way, for looking at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from bot.messages import Message, render_notice
from briefs.model import Failure, Queue, Traffic

EIGHT = dt.datetime(2021, 3, 23, 8, tzinfo=dt.UTC)

QUIET = Traffic(
    queue=Queue(waiting=0, oldest=None), sending=0, sent=1204, failed={}, unknown={}, parking=None
)
BUSY = Traffic(
    queue=Queue(waiting=8796, oldest=EIGHT),
    sending=4,
    sent=1204,
    failed={Failure.BLOCKED: 12, Failure.TOPIC_CLOSED: 1},
    unknown={Failure.CRASH: 3},
    parking=None,
)


def _cannot_write(failure: Failure) -> Message:
    return render_notice("cannot_write", failure=failure.value, group="Defence <desk>")


TRAFFIC_MESSAGES: Mapping[str, Callable[[], Message]] = {
    "delivery": lambda: render_notice(
        "delivery", traffic=QUIET, minutes=0, parked_until=None, rate=28.5, is_shared=False
    ),
    "delivery-parked": lambda: render_notice(
        "delivery", traffic=BUSY, minutes=6, parked_until=EIGHT, rate=18.8, is_shared=True
    ),
    "cannot-write": lambda: _cannot_write(Failure.TOPIC_CLOSED),
    "cannot-write-without-rights": lambda: _cannot_write(Failure.NO_RIGHTS),
    "cannot-write-without-topic": lambda: _cannot_write(Failure.NO_TOPIC),
    "cannot-write-where-members-may-not": lambda: _cannot_write(Failure.WRITE_FORBIDDEN),
}
