"""The hour and the place a reader typed -> a local time and the time zones it may mean.

Places are the cities and countries of the time zone database, a few dozen large or likely cities it
lacks, and misspellings and other scripts of all of them. Zones of one country that show the same
time all year count as one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from anyascii import anyascii
from rapidfuzz import fuzz, process

#: A misspelt place is taken from this likeness on; one that is this much less like it is another.
LIKENESS: Final = 82.0
MARGIN: Final = 6.0
#: Shorter words are not guessed at: "Lima" and "Lome" are one letter from too much.
SHORTEST: Final = 4
#: More zones than this are not offered as buttons.
MOST: Final = 12

#: Cities that name no zone of their own, by the zone they are in.
CITIES: Final = {
    "America/New_York": "washington; washington dc; norfolk; boston; philadelphia; miami; atlanta",
    "America/Chicago": "houston; dallas",
    "America/Los_Angeles": "san francisco; seattle; san diego",
    "America/Toronto": "ottawa; montreal",
    "America/Sao_Paulo": "brasilia; rio de janeiro",
    "Asia/Shanghai": "beijing; peking",
    "Asia/Kolkata": "delhi; new delhi; mumbai; bangalore; calcutta",
    "Asia/Dubai": "abu dhabi",
    "Asia/Jerusalem": "tel aviv",
    "Asia/Tokyo": "osaka; kyoto",
    "Australia/Sydney": "canberra",
    "Europe/Amsterdam": "the hague; den haag; rotterdam",
    "Europe/Berlin": "bonn; cologne; frankfurt; hamburg; munich; ramstein; stuttgart",
    "Europe/Athens": "athina; thessaloniki",
    "Europe/Belgrade": "beograd",
    "Europe/Brussels": "bruxelles; brussel; bruessel; antwerp; bruges; ghent; mons",
    "Europe/Bucharest": "bucuresti; bukarest",
    "Europe/Copenhagen": "kobenhavn; kopenhagen",
    "Europe/Istanbul": "ankara; izmir",
    "Europe/Kyiv": "kiev; kiiv; kyjiv; dnipro; kharkiv; lviv; odesa; odessa",
    "Europe/Lisbon": "lisboa; porto",
    "Europe/London": "edinburgh; glasgow; manchester; cardiff; uk; england; scotland; wales",
    "Europe/Madrid": "barcelona",
    "Europe/Moscow": "moskva; moskau; st petersburg; saint petersburg",
    "Europe/Paris": "lyon; marseille; strasbourg",
    "Europe/Prague": "praha; prag; brno",
    "Europe/Rome": "roma; milan; naples; turin",
    "Europe/Tirane": "tirana",
    "Europe/Vienna": "wien; graz; salzburg",
    "Europe/Warsaw": "warszawa; warschau; gdansk; krakow; cracow",
    "Europe/Zurich": "bern; berne; geneva",
    "Pacific/Auckland": "wellington",
    "UTC": "utc; gmt; zulu",
}

#: Abbreviations that clocks show, by the zones whose people use them, winter and summer alike.
ABBREVIATIONS: Final = {
    "cet cest met mez mesz": ("Europe/Brussels",),
    "eet eest": ("Europe/Kyiv",),
    "wet west": ("Europe/Lisbon",),
    "bst": ("Europe/London",),
    "msk": ("Europe/Moscow",),
    "trt": ("Europe/Istanbul",),
    "et est edt eastern": ("America/New_York",),
    "ct cdt central": ("America/Chicago",),
    "mt mdt": ("America/Denver",),
    "pt pst pdt pacific": ("America/Los_Angeles",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "jst": ("Asia/Tokyo",),
    "aest aedt": ("Australia/Sydney",),
}

_NAMED_HOURS: Final = {"midnight": dt.time(0), "noon": dt.time(12), "midday": dt.time(12)}
_HOUR: Final = re.compile(
    r"(?<![\w:.+/-])(?:(?P<four>\d{4})|(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{1,2})?)?)"
    r"\s*(?P<half>[ap]\.?m\.?)?(?![\w:])",
    re.IGNORECASE | re.ASCII,
)
_FILLERS: Final = re.compile(
    r"\b(?:at|in|o'?clock|daily|every|day|each|time|zone|hours|please|the|morning)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """What was understood. `wrong` is what was not; then the rest is not to be used."""

    at: dt.time | None = None
    zones: tuple[str, ...] = ()  #: one when it is sure, several to choose from
    wrong: str = ""


def read_schedule(typed: str, year: int) -> Schedule:
    """What `8:30 Kyiv`, `Kyiv 8`, `7am`, `20.15` or `Brussels` mean, in the zones of a year."""
    at, rest, wrong = _read_hour(typed)
    place = " ".join(_FILLERS.sub(" ", rest).split()).strip(" ,;")
    if wrong or not place:
        return Schedule(at=at, wrong=wrong)
    zones = find_zones(place, year)
    return Schedule(at=at, zones=zones) if zones else Schedule(wrong=place)


def _read_hour(typed: str) -> tuple[dt.time | None, str, str]:
    """The hour, what is left besides, and an hour that is none."""
    for name, hour in _NAMED_HOURS.items():
        if name in typed.lower().split():
            return hour, re.sub(name, " ", typed, flags=re.IGNORECASE), ""
    match = _HOUR.search(typed)
    if match is None:
        return None, typed, ""
    at = _time(match)
    rest = typed[: match.start()] + " " + typed[match.end() :]
    return (at, rest, "") if at else (None, rest, match[0].strip())


def _time(match: re.Match[str]) -> dt.time | None:
    digits = match["four"]
    hour = int(digits[:2] if digits else match["hour"])
    minute = int(digits[2:] if digits else match["minute"] or 0)
    if half := match["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 -- a clock face
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    return dt.time(hour, minute) if hour <= 23 and minute <= 59 else None  # noqa: PLR2004


def find_zones(place: str, year: int) -> tuple[str, ...]:
    """The zones a place may mean; several are for the reader to choose from, none is unknown."""
    if zone := _spelt_as_iana(place):
        return (zone,)
    if any(character.isdigit() for character in place):
        return ()  # UTC+2 knows no summer: a city does
    places = _places()
    wanted = _fold(place)
    if wanted in places:
        return _distinct(places[wanted], year)
    return _distinct(_misspelt(wanted, places), year)


def find_zones_in(region: str) -> tuple[str, ...]:
    """The zones of a part of the world, as the time zone database names it, by name."""
    return tuple(sorted(zone for zone in _zone_names() if zone.startswith(f"{region}/")))


def _spelt_as_iana(place: str) -> str | None:
    """Europe/Kyiv, in any case and with spaces for underscores; abbreviations do not count."""
    name = "_".join(place.split()).lower()
    if "/" not in name or name.startswith("etc/"):
        return None
    return _iana_names().get(name)


@cache
def _iana_names() -> dict[str, str]:
    """Every zone by its name in lower case; looking for them goes through hundreds of files."""
    return {zone.lower(): zone for zone in available_timezones()}


def _misspelt(wanted: str, places: dict[str, tuple[str, ...]]) -> Iterable[str]:
    if len(wanted) < SHORTEST:
        return ()
    starts = [name for name in places if name.startswith(wanted)]
    if not starts:
        near = process.extract(wanted, places.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
        starts = [name for name, score, _ in near if score > near[0][1] - MARGIN]
    return dict.fromkeys(zone for name in starts for zone in places[name])


def _distinct(zones: Iterable[str], year: int) -> tuple[str, ...]:
    """One zone for each time shown: those that agree in winter and in summer count as one.

    A zone with a large city stands for the others; else the first does.
    """
    days = [dt.datetime(year, month, 1, tzinfo=dt.UTC) for month in (1, 7)]
    alike: dict[tuple[dt.timedelta | None, ...], str] = {}
    for zone in zones:
        shown = tuple(day.astimezone(ZoneInfo(zone)).utcoffset() for day in days)
        if shown not in alike or (zone in CITIES and alike[shown] not in CITIES):
            alike[shown] = zone
    return tuple(alike.values())[:MOST]


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", anyascii(text).casefold()).split())


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Folded names of cities and countries, with the zones each may mean."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for zone, cities in CITIES.items():
        for city in cities.split("; "):
            places[city].append(zone)
    for zone in _zone_names():
        places[_fold(zone.rpartition("/")[2])].append(zone)
    for country, zones in _countries():
        places[_fold(country)] += zones
    for names, zones_meant in ABBREVIATIONS.items():
        for name in names.split():
            places[name] = list(zones_meant)
    places |= {"usa": places["united states"], "us": places["united states"]}
    return {name: tuple(dict.fromkeys(zones)) for name, zones in places.items()}


@cache
def _zone_names() -> tuple[str, ...]:
    return tuple(zone for _, zone in _table("zone.tab"))


def _countries() -> Iterable[tuple[str, list[str]]]:
    zones: defaultdict[str, list[str]] = defaultdict(list)
    for code, zone in _table("zone.tab"):
        zones[code].append(zone)
    for code, country in _table("iso3166.tab"):
        yield country, zones[code]


def _table(name: str) -> list[tuple[str, str]]:
    """The country code and the last needed column of a table of the time zone database."""
    text = (resources.files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [(fields[0], fields[2] if len(fields) > 2 else fields[1]) for fields in lines]  # noqa: PLR2004
