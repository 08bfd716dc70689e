"""The messages of the settings: as they stand, and a screen for each preference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot import keyboards
from bot.keyboards import Screen
from bot.messages.templating import Message, fill
from briefs.model import Subscription


def render_settings(
    subscription: Subscription | None,
    next_at: dt.datetime | None = None,
    *,
    change: str = "",
    screen: Screen = Screen.MAIN,
) -> Message:
    """The subscription as it stands, or one screen of its preferences.

    `change` is what has just been done: "" for nothing.
    """
    if subscription is None or screen is Screen.MAIN:
        text = fill("settings", subscription=subscription, next_at=next_at, change=change)
    else:
        text = fill("setting", wanted=subscription.preferences, screen=screen)
    return Message(text=text, keyboard=keyboards.settings_keyboard(subscription, screen))


def render_region(region: str, zones: Sequence[str], page: int) -> Message:
    """A page of the time zones of a part of the world, as buttons."""
    count = -(-len(zones) // keyboards.ZONES_PAGE)
    page = min(page, max(count - 1, 0))
    text = fill("region", region=region, page=page, pages=count)
    return Message(text=text, keyboard=keyboards.region_keyboard(region, zones, page))
