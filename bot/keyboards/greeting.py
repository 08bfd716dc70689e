"""Under the greeting: examples that a tap asks, and the way to the digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import ListPeople, ListTopics, SetDigest, ShowBriefing, ShowSettings
from bot.keyboards.layout import button, markup, side_by_side
from briefs.model import Option, Subject


def start_keyboard(
    examples: Sequence[Option], *, at: dt.time | None, has_digest: bool
) -> InlineKeyboardMarkup | None:
    """What a newcomer can do without typing; `at`: the hour of the digest that may be offered."""
    rows = side_by_side([(one.label, ShowBriefing(one.subject)) for one in examples])
    rows.append(
        [
            button("Latest", ShowBriefing(Subject())),
            button("People", ListPeople()),
            button("Topics", ListTopics()),
        ]
    )
    if has_digest:
        rows.append([button("Your digest", ShowSettings())])
    elif at is not None:
        rows.append([button(f"A digest each day at {at:%H:%M}", SetDigest())])
    return markup(rows)
