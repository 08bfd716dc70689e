"""Buttons to what lies next to an answer: their codes, and how many stand side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import ShowBriefing, ShowPrintings, decode, encode, fits
from bot.keyboards.layout import one_row, side_by_side
from briefs.model import Subject

IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=10, max_size=10)
PLACES = st.integers(min_value=0, max_value=999_999)


@given(id_=IDS, offset=PLACES, turns=st.booleans())
def test_codes_come_back_as_they_were(id_: str, offset: int, turns: bool) -> None:
    """And have room on a button."""
    for action in (
        ShowPrintings(id_, offset, turns),
        ShowBriefing(Subject(about_id=id_), offset, turns),
    ):
        assert decode(encode(action)) == action
        assert fits(action)


@pytest.mark.parametrize(
    "data", ["n:abc", "n:abc:-1", "n::1", "N:abc:1:2", "o:abc", "o:<b>::0:", "n:abc:99999999"]
)
def test_forged_codes_mean_nothing(data: str) -> None:
    """Clients may send whatever they like."""
    assert decode(data) is None


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (["China", "Iraq", "Turkey"], ["China", "Iraq", "Turkey"]),
        (["Jens Stoltenberg", "Antony Blinken", "Iraq"], ["Jens Stoltenberg", "Antony Blinken"]),
        (
            ["Ursula von der Leyen", "Joe Biden", "Boris Pistorius"],
            ["Joe Biden", "Boris Pistorius"],
        ),
        (["China", "Afghanistan"], ["China", "Afghanistan"]),
        (["Ursula von der Leyen", "Joe Biden"], ["Ursula von der Leyen"]),
        (
            ["a name of sixty letters that no row shows"],
            ["a name of sixty letters that no row shows"],
        ),
        ([], []),
    ],
)
def test_one_row_has_what_a_phone_shows_whole(labels: list[str], shown: list[str]) -> None:
    """Buttons of a row are of one width, and a label that is cut off says nothing."""
    row = one_row([(label, ShowBriefing(Subject())) for label in labels])

    assert [button.text for button in row if button] == shown


def test_side_by_side_leaves_nothing_out() -> None:
    """Two where two have room, else one."""
    labels = ["Jens Stoltenberg", "Antony Blinken", "Ursula von der Leyen", "Joe Biden"]
    rows = side_by_side([(label, ShowBriefing(Subject())) for label in labels])

    assert [[button.text for button in row if button] for row in rows] == [
        ["Jens Stoltenberg", "Antony Blinken"],
        ["Ursula von der Leyen"],
        ["Joe Biden"],
    ]
