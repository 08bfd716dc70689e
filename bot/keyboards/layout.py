"""Buttons and rows: what every keyboard is put together from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.actions import Action
from bot.keyboards.codes import encode, has_room

#: Letters that a row of buttons shows on a phone, and those a button's edges take of them.
_WIDTH: Final = 46
_MARGIN: Final = 3

#: None stands for a button whose code would need more room than there is.
Button = InlineKeyboardButton | None
Row = list[Button]


def pages(total: int, size: int, page: int, turn: Callable[[int], Action]) -> Row:
    """Back and on, where there is something; `turn` gives what a page's button asks for."""
    left = total - (page + 1) * size
    back = button("‹ Back", turn(page - 1)) if page > 0 else None
    more = button(f"More ({left}) ›", turn(page + 1)) if left > 0 else None
    return [back, more]


def button(label: str, action: Action) -> Button:
    """A button; None when its code needs more room than there is."""
    code = encode(action)
    return InlineKeyboardButton(label, callback_data=code) if has_room(code) else None


def in_rows(buttons: Row, width: int) -> list[Row]:
    """So many side by side."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def side_by_side(labelled: Sequence[tuple[str, Action]]) -> list[Row]:
    """Two or three to a row where a phone shows all of their labels, else fewer; in their order."""
    rows: list[Row] = []
    room = 0
    for label, action in labelled:
        needed = len(label) + _MARGIN
        if needed > room:
            rows.append([])
            room = _WIDTH
        rows[-1].append(button(label, action))
        room -= needed
    return rows


def markup(rows: Sequence[Row]) -> InlineKeyboardMarkup | None:
    """The keyboard of what is there; None when nothing is."""
    there = [[each for each in row if each] for row in rows]
    filled = [row for row in there if row]
    return InlineKeyboardMarkup(filled) if filled else None
