"""Buttons and rows: what every keyboard is put together from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.actions import Action
from bot.keyboards.codes import encode, has_room

#: So many buttons side by side, all of one width, show labels of so many letters on a phone.
_ROOM: Final = ((3, 10), (2, 16))

#: Most buttons come again under the next message, and none can be changed: the last are kept.
_KEPT: Final = 2_000

#: None stands for a button whose code would need more room than there is.
Button = InlineKeyboardButton | None
Row = list[Button]


def pages(total: int, size: int, page: int, turn: Callable[[int], Action]) -> Row:
    """Back and on, where there is something; `turn` gives what a page's button asks for."""
    left = total - (page + 1) * size
    back = button("‹ Back", turn(page - 1)) if page > 0 else None
    more = button(f"More ({left:,}) ›", turn(page + 1)) if left > 0 else None
    return [back, more]


@lru_cache(maxsize=_KEPT)
def button(label: str, action: Action) -> Button:
    """A button; None when its code needs more room than there is."""
    code = encode(action)
    return InlineKeyboardButton(label, callback_data=code) if has_room(code) else None


def in_rows(buttons: Row, width: int) -> list[Row]:
    """So many side by side."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def side_by_side(labelled: Sequence[tuple[str, Action]]) -> list[Row]:
    """All of them in their order, as many to a row as a phone shows whole."""
    rows: list[Row] = []
    left = list(labelled)
    while left:
        widths = (n for n, room in _ROOM if n <= len(left) and _longest(left[:n]) <= room)
        width = next(widths, 1)
        rows.append([button(label, action) for label, action in left[:width]])
        left = left[width:]
    return rows


def _longest(labelled: Sequence[tuple[str, Action]]) -> int:
    return max(len(label) for label, _ in labelled)


def one_row(labelled: Sequence[tuple[str, Action]]) -> Row:
    """As many of them side by side as a phone shows whole, the first ones first."""
    rooms = ((n, [one for one in labelled if len(one[0]) <= room]) for n, room in _ROOM)
    fitting = next((short[:n] for n, short in rooms if len(short) >= n), labelled[:1])
    return [button(label, action) for label, action in fitting]


def markup(rows: Sequence[Row]) -> InlineKeyboardMarkup | None:
    """The keyboard of what is there; None when nothing is."""
    there = [[each for each in row if each] for row in rows]
    filled = [row for row in there if row]
    return InlineKeyboardMarkup(filled) if filled else None
