"""Terms of office in words, as precise as the who's who knows them and no more."""

from __future__ import annotations

import datetime as dt

from briefs.model import Tenure


def is_held(tenure: Tenure, on: dt.date) -> bool:
    """Whether its holder is in office that day, as far as is known."""
    began = tenure.start is None or tenure.start <= on.isoformat()
    return began and (tenure.current or (tenure.end is not None and on.isoformat() < tenure.end))


def in_words(tenure: Tenure, on: dt.date) -> str:
    """As in: Ann Example was Minister of Trade from May 2014 to 1 October 2024."""
    verb = "has been" if is_held(tenure, on) else "was"
    period = _held_since(tenure) if is_held(tenure, on) else _from_to(tenure)
    return f"{tenure.holder} {verb} {tenure.office}{period}."


def years(tenure: Tenure, on: dt.date) -> str:
    """The years alone, for a button: "2014–2024", "since 2024"; empty when unknown."""
    start, end = (tenure.start or "")[:4], (tenure.end or "")[:4]
    if is_held(tenure, on):
        return f"since {start}" if start else "now"
    if start and end:
        return start if start == end else f"{start}–{end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def _held_since(tenure: Tenure) -> str:
    return f" since {day_in_words(tenure.start)}" if tenure.start else ""


def _from_to(tenure: Tenure) -> str:
    start = f" from {day_in_words(tenure.start)}" if tenure.start else ""
    return start + (f" to {day_in_words(tenure.end)}" if tenure.end else "")


def day_in_words(day: str) -> str:
    """A day as people write it: 2014-10-01 -> 1 October 2014. A month or year alone stays one."""
    parts = day.split("-")
    if len(parts) == 1:
        return day
    month = _MONTHS[int(parts[1]) - 1]
    return " ".join([*(str(int(part)) for part in parts[2:]), month, parts[0]])


#: Not from the locale: the bot speaks English wherever it runs.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
