"""Buttons to what lies next to an answer: their codes, and how many stand side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import ShowBriefing, ShowPrintings, decode, encode, fits
from bot.keyboards.layout import side_by_side
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
    ("labels", "rows"),
    [
        (["China · 6", "Iraq · 2", "Turkey · 1"], [3]),
        (["Jens Stoltenberg · 23", "Antony Blinken · 4", "Iraq · 1"], [2, 1]),
        (["Ursula von der Leyen · 3", "Josep Borrell Fontelles · 2"], [1, 1]),
        (["a name of sixty letters that no row of any phone can show · 1"], [1]),
        ([], []),
    ],
)
def test_as_many_stand_side_by_side_as_a_phone_shows(labels: list[str], rows: list[int]) -> None:
    """A label that is cut off says nothing."""
    found = side_by_side([(label, ShowBriefing(Subject())) for label in labels])

    assert [len(row) for row in found] == rows
    assert [button.text for row in found for button in row if button] == labels
