"""The keyboards of the settings: a first screen, and one for each preference.

A button names what will hold after it is pressed; pressing it twice changes nothing more. What
holds already has a tick, and says so in the text above as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import (
    EndDigest,
    ListInterests,
    ListZones,
    PauseDigest,
    Screen,
    SetDigest,
    SetPreference,
    ShowSettings,
    Wish,
)
from bot.keyboards.layout import Button, Row, button, in_rows, markup, pages
from briefs.model import EVERY_DAY, DigestLength, Preferences, QuietHours, Subscription

#: The parts of the world that the time zone database names its cities by, most readers first.
REGIONS: Final = (
    *("Europe", "America", "Asia", "Africa", "Australia", "Atlantic", "Pacific", "Indian"),
)

#: Cities on one page; two share a row.
ZONES_PAGE: Final = 16

#: What most people take, offered to whoever has no quiet hours yet.
QUIET: Final = QuietHours(start=dt.time(22), end=dt.time(7))

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LENGTHS: Final = {
    DigestLength.HEADLINES: "Headlines",
    DigestLength.BRIEF: "Brief",
    DigestLength.FULL: "Full",
}


def settings_keyboard(
    subscription: Subscription | None, screen: Screen = Screen.MAIN
) -> InlineKeyboardMarkup | None:
    """The buttons of one screen; whoever has no digest can only begin one."""
    if subscription is None:
        return markup([[button("Subscribe", SetDigest())]])
    if screen is Screen.MAIN:
        return markup(_main(subscription))
    back = [button("‹ Settings", ShowSettings(turns=True))]
    return markup([*_SCREENS[screen](subscription.preferences), back])


def _main(subscription: Subscription) -> list[Row]:
    preferences = subscription.preferences
    tells = preferences.tells_empty
    empty = "Send nothing on empty days" if tells else "Tell me on empty days, too"
    pause = (
        button("Resume", PauseDigest(resumes=True))
        if subscription.paused
        else button("Pause", PauseDigest())
    )
    return [
        [
            button("Hours", ShowSettings(Screen.HOURS, turns=True)),
            button("Days", ShowSettings(Screen.DAYS, turns=True)),
            button("Place", ShowSettings(Screen.PLACE, turns=True)),
        ],
        [
            button("Length", ShowSettings(Screen.LENGTH, turns=True)),
            button("Sound", ShowSettings(Screen.SOUND, turns=True)),
            button("Following", ListInterests(turns=True)),
        ],
        [_switch(empty, Wish.TELLS_EMPTY, on=not tells)],
        [pause, button("Unsubscribe", EndDigest())],
    ]


def _hours(preferences: Preferences) -> list[Row]:
    """Every full hour, and those with minutes that were typed."""
    hours = sorted({*map(dt.time, range(24)), *preferences.hours})
    buttons = [
        button(f"✓ {hour:%H:%M}", SetPreference(Wish.HOUR, f"-{hour:%H%M}"))
        if hour in preferences.hours
        else button(f"{hour:%H:%M}", SetPreference(Wish.HOUR, f"{hour:%H%M}"))
        for hour in hours
    ]
    return in_rows(buttons, 4)


def _days(preferences: Preferences) -> list[Row]:
    buttons = [
        button(f"✓ {name}", SetPreference(Wish.WEEKDAY, f"-{day}"))
        if day in preferences.weekdays
        else button(name, SetPreference(Wish.WEEKDAY, str(day)))
        for day, name in zip(sorted(EVERY_DAY), _DAYS, strict=True)
    ]
    several = [
        button("Every day", SetPreference(Wish.WEEKDAY, "all")),
        button("Monday to Friday", SetPreference(Wish.WEEKDAY, "work")),
    ]
    return [*in_rows(buttons, 4), several]


def _place(_: Preferences) -> list[Row]:
    return in_rows([button(region, ListZones(region)) for region in REGIONS], 2)


def _length(preferences: Preferences) -> list[Row]:
    return [
        [
            button(
                _ticked(name, is_on=length is preferences.length),
                SetPreference(Wish.LENGTH, length),
            )
            for length, name in _LENGTHS.items()
        ]
    ]


def _sound(preferences: Preferences) -> list[Row]:
    silent, quiet = preferences.silent, preferences.quiet
    rows: list[Row] = [
        [
            _switch(_ticked("With sound", is_on=not silent), Wish.SILENT, on=False),
            _switch(_ticked("Without", is_on=silent), Wish.SILENT, on=True),
        ]
    ]
    if silent:
        return rows
    if quiet is None:
        label = f"No sound from {QUIET.start:%H:%M} to {QUIET.end:%H:%M}"
        return [*rows, [_quiet(label, QUIET.start, QUIET.end)]]
    before, after = _beside(quiet.start)
    sooner, later = _beside(quiet.end)
    return [
        *rows,
        [
            _quiet(f"‹ {before:%H:%M}", before, quiet.end),
            _quiet(f"from {quiet.start:%H:%M}", quiet.start, quiet.end),
            _quiet(f"{after:%H:%M} ›", after, quiet.end),
        ],
        [
            _quiet(f"‹ {sooner:%H:%M}", quiet.start, sooner),
            _quiet(f"until {quiet.end:%H:%M}", quiet.start, quiet.end),
            _quiet(f"{later:%H:%M} ›", quiet.start, later),
        ],
        [button("No quiet hours", SetPreference(Wish.QUIET, ""))],
    ]


_SCREENS: Final = {
    Screen.HOURS: _hours,
    Screen.DAYS: _days,
    Screen.PLACE: _place,
    Screen.LENGTH: _length,
    Screen.SOUND: _sound,
}


def _quiet(label: str, start: dt.time, end: dt.time) -> Button:
    """None where both are the same: that would be no quiet hours, or a quiet day."""
    if start == end:
        return None
    return button(label, SetPreference(Wish.QUIET, f"{start:%H%M}-{end:%H%M}"))


def _beside(at: dt.time) -> tuple[dt.time, dt.time]:
    """An hour earlier and later, around the clock."""
    return at.replace(hour=(at.hour - 1) % 24), at.replace(hour=(at.hour + 1) % 24)


def _switch(label: str, wish: Wish, *, on: bool) -> Button:
    return button(label, SetPreference(wish, "1" if on else "0"))


def _ticked(label: str, *, is_on: bool) -> str:
    return f"✓ {label}" if is_on else label


def region_keyboard(region: str, zones: Sequence[str], page: int) -> InlineKeyboardMarkup | None:
    """A page of the time zones of a part of the world, by their cities."""
    here = zones[page * ZONES_PAGE : (page + 1) * ZONES_PAGE]
    cities = [
        button(zone.partition("/")[2].replace("_", " "), SetDigest(None, zone)) for zone in here
    ]
    turns = pages(len(zones), ZONES_PAGE, page, lambda to: ListZones(region, to))
    back = [button("‹ Place", ShowSettings(Screen.PLACE, turns=True))]
    return markup([*in_rows(cities, 2), turns, back])


def zones_keyboard(at: dt.time | None, zones: Sequence[str]) -> InlineKeyboardMarkup | None:
    """The time zones that fit what was typed."""
    buttons = [button(zone.replace("_", " "), SetDigest(at, zone)) for zone in zones]
    return markup(in_rows(buttons, 2))
