"""Messages of settings, of what is followed, and of what is stored, at their edges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.keyboards import Change, Named, Screen, forget_keyboard
from bot.messages import (
    Message,
    render_changed,
    render_interests,
    render_less,
    render_notice,
    render_offers,
    render_region,
    render_settings,
)
from briefs.model import (
    Destination,
    DigestLength,
    Interest,
    InterestKind,
    Pause,
    Preferences,
    QuietHours,
    Subscription,
)

NEXT = dt.datetime(2021, 3, 23, 8, 0, tzinfo=dt.UTC)

WANTED = Preferences(
    hours=(dt.time(7, 30), dt.time(12), dt.time(18)),
    zone="America/New_York",
    weekdays=frozenset({1, 2, 3, 4, 5}),
    length=DigestLength.HEADLINES,
    quiet=QuietHours(start=dt.time(22), end=dt.time(7)),
    tells_empty=False,
)
SUBSCRIBED = Subscription(
    destination=Destination(chat_id=7), preferences=WANTED, since=NEXT - dt.timedelta(days=1)
)
SILENT = replace(SUBSCRIBED, preferences=replace(WANTED, silent=True, weekdays=frozenset({6, 7})))
ONLY = replace(SUBSCRIBED, preferences=replace(WANTED, only_followed=True))


def named(kind: InterestKind, value: str, label: str = "", *, muted: bool = False) -> Named:
    return Interest(kind=kind, value=value, muted=muted), label or value


STOLTENBERG = named(InterestKind.SPEAKER, "ng6i3q2spw", "Jens Stoltenberg")
CYBER = named(InterestKind.TOPIC, "cyber", "Cyber")
WIND = named(InterestKind.WORDS, "wind farm")
GOLF = named(InterestKind.WORDS, "golf", muted=True)
MANY = [named(InterestKind.TOPIC, f"t{number}", f"Topic {number}") for number in range(1, 13)]

CHOOSING: dict[str, Callable[[], Message | None]] = {
    "settings-of-everything": lambda: render_settings(SUBSCRIBED, NEXT),
    "settings-paused-by-the-reader": lambda: render_settings(
        replace(SUBSCRIBED, pause=Pause.READER)
    ),
    "settings-refused": lambda: render_settings(replace(SUBSCRIBED, pause=Pause.REFUSED)),
    "setting": lambda: render_settings(SUBSCRIBED, screen=Screen.HOURS),
    "setting-days": lambda: render_settings(SILENT, screen=Screen.DAYS),
    "setting-place": lambda: render_settings(SUBSCRIBED, screen=Screen.PLACE),
    "setting-length": lambda: render_settings(SUBSCRIBED, screen=Screen.LENGTH),
    "setting-sound": lambda: render_settings(SUBSCRIBED, screen=Screen.SOUND),
    "setting-silent": lambda: render_settings(SILENT, screen=Screen.SOUND),
    "region": lambda: render_region("Europe", ("Europe/Brussels", "Europe/Kyiv"), 0),
    "region-last-page": lambda: render_region(
        "Asia", tuple(f"Asia/City_{number}" for number in range(18)), 9
    ),
    "interests": lambda: render_interests([], None),
    "interests-both": lambda: render_interests([STOLTENBERG, WIND, GOLF], SUBSCRIBED),
    "interests-only-these": lambda: render_interests([STOLTENBERG, CYBER], ONLY),
    "interests-muted-alone": lambda: render_interests([GOLF], SUBSCRIBED),
    "interests-second-page": lambda: render_interests(MANY, SUBSCRIBED, 1),
    "interest": lambda: render_changed(Change.FOLLOW, STOLTENBERG, SUBSCRIBED),
    "interest-in-words": lambda: render_changed(Change.FOLLOW, WIND, None),
    "interest-muted": lambda: render_changed(Change.MUTE, GOLF, SUBSCRIBED),
    "interest-gone": lambda: render_changed(Change.REMOVE, CYBER, SUBSCRIBED),
    "which-interest": lambda: render_offers("cyber", [CYBER, STOLTENBERG], Change.FOLLOW),
    "which-interest-words": lambda: render_offers("wind farm", [WIND], Change.MUTE),
    "which-interest-not-quoted": lambda: render_offers(
        "wind", [WIND], Change.FOLLOW, unquoted="Ada Wind"
    ),
    "which-interest-too-long": lambda: render_offers("z" * 60, [], Change.FOLLOW),
    "less": lambda: render_less([STOLTENBERG, CYBER]),
    "less-of-nothing": lambda: render_less([]),
    "export": lambda: render_notice("export", is_group=False),
    "export-of-a-group": lambda: render_notice("export", is_group=True),
    "forget": lambda: render_notice("forget", forget_keyboard(), erased=False),
    "forget-done": lambda: render_notice("forget", erased=True),
    "refused": lambda: render_notice("refused", reason="One hour has to stay."),
}
