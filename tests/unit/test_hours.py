"""What readers type for an hour and a place, and what it means."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.hours import Schedule, find_zones, read_schedule

YEAR = 2026


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("8", dt.time(8)),
        ("8:30", dt.time(8, 30)),
        ("08:30", dt.time(8, 30)),
        ("20.15", dt.time(20, 15)),
        ("0745", dt.time(7, 45)),
        ("8h", dt.time(8)),
        ("8h30", dt.time(8, 30)),
        ("7am", dt.time(7)),
        ("7 PM", dt.time(19)),
        ("12am", dt.time(0)),
        ("12:30 p.m.", dt.time(12, 30)),
        ("0:00", dt.time(0)),
        ("noon", dt.time(12)),
        ("at 9 o'clock", dt.time(9)),
        ("every day at 6:05", dt.time(6, 5)),
    ],
)
def test_reads_an_hour(typed: str, at: dt.time) -> None:
    """The ways people write one."""
    assert read_schedule(typed, YEAR) == Schedule(at=at)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("America/New York", "America/New_York"),
        ("Kyiv", "Europe/Kyiv"),
        ("kiev", "Europe/Kyiv"),
        ("Київ", "Europe/Kyiv"),
        ("Брюссель", "Europe/Brussels"),
        ("brusels", "Europe/Brussels"),
        ("new york", "America/New_York"),
        ("Washington DC", "America/New_York"),
        ("san fransisco", "America/Los_Angeles"),
        ("Germany", "Europe/Berlin"),
        ("in London", "Europe/London"),
        ("Wien", "Europe/Vienna"),
        ("São Paulo", "America/Sao_Paulo"),
        ("UTC", "UTC"),
        ("CET", "Europe/Brussels"),
        ("cest", "Europe/Brussels"),
        ("EET", "Europe/Kyiv"),
        ("BST", "Europe/London"),
        ("EST", "America/New_York"),
        ("PT", "America/Los_Angeles"),
    ],
)
def test_reads_a_place(typed: str, zone: str) -> None:
    """A zone, a city or a country, misspelt or in another script."""
    assert read_schedule(typed, YEAR) == Schedule(zones=(zone,))


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("8 CST", ("America/Chicago", "Asia/Shanghai")),
        ("ist", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
    ],
)
def test_an_abbreviation_of_several_is_asked_about(typed: str, zones: tuple[str, ...]) -> None:
    """Central and China Standard Time are the same letters."""
    assert read_schedule(typed, YEAR).zones == zones


@pytest.mark.parametrize("typed", ["8:30 Kyiv", "Kyiv 8:30", "8.30 am, Kyiv", "at 8:30 in Kyiv"])
def test_hour_and_place_come_in_any_order(typed: str) -> None:
    """Nobody reads the manual first."""
    assert read_schedule(typed, YEAR) == Schedule(at=dt.time(8, 30), zones=("Europe/Kyiv",))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("25:00", "25:00"),
        ("8:75", "8:75"),
        ("13pm", "13pm"),
        ("99", "99"),
        ("8 Atlantis", "Atlantis"),
        ("UTC+2", "UTC+2"),
        ("8 XYZT", "XYZT"),
        ("qwertz", "qwertz"),
    ],
)
def test_what_is_not_understood_is_named(typed: str, wrong: str) -> None:
    """An hour that is none, a place nobody knows; UTC+2 and EST have no summer."""
    assert read_schedule(typed, YEAR) == Schedule(wrong=wrong)


def test_a_country_of_several_times_offers_each_once() -> None:
    """Zones that show the same time all year count as one, under their largest city."""
    zones = find_zones("usa", YEAR)

    assert {"America/New_York", "America/Chicago", "America/Denver"} < set(zones)
    assert "America/Detroit" not in zones
    assert "Australia/Sydney" in find_zones("Australia", YEAR)


def test_an_empty_schedule_asks_for_nothing() -> None:
    """Then what is set stays, or the default holds."""
    assert read_schedule("  ", YEAR) == Schedule()


@given(st.text(max_size=60))
def test_any_text_is_read(typed: str) -> None:
    """Nothing that can be typed raises; what is understood is never also wrong."""
    schedule = read_schedule(typed, YEAR)

    assert not (schedule.wrong and schedule.zones)
