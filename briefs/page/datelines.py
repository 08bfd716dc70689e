"""Where a paragraph itself begins and ends: after a dateline, before an agency's sign-off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefs.page.publishers import find_outlet, load_outlets

_REACH = 120
_TAIL = 400
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}(?:,\s(?:19|20)\d\d)?|\d{{1,2}}\s{_MONTH}(?:\s(?:19|20)\d\d)?)"
_WORD = r"[A-Z][\w.'’-]*"
_PLACE = rf"{_WORD}(?:[ /](?:de |of |la )?{_WORD}){{0,3}}"
_PLACES = rf"{_PLACE}(?:,\s{_PLACE}){{0,2}}(?:\s\[[\w. ]{{2,20}}\])?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
#: What parts every dateline from the words behind it.
_SET_OFF = re.compile(r"[(/]|(?:[–—:]|--?)\s")
_DASH = r"\s?(?:[–—]|--?|:)\s*"


@dataclass(frozen=True, kw_only=True, slots=True)
class Trimmed:
    """The bounds of a paragraph's own words, and what the dateline says."""

    start: int
    end: int
    agency: str | None
    dateline: str


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    agencies = "|".join(map(re.escape, load_outlets().agencies))
    dateline = re.compile(
        rf"""
        (?: (?:(?:{_PLACES},\s)?{_DAY},?\s|{_PLACES},?\s)?\((?P<agency>{agencies})\){_DASH}
        |   (?:{_PLACES},\s)?{_DAY}\.?,?\s/(?P<slashed>{agencies})/[.:]?\s*(?:{_DASH})?
        |   {_PLACES},\s{_DAY}\s?(?:[–—]|--?|:)\s
        |   (?P<capitals>{_CAPITALS})(?:,\s{_PLACE})?(?:,\s{_DAY})?\s(?:[–—]|--?)\s
        )
        """,
        re.VERBOSE,
    )
    signoff = re.compile(
        rf"\s*\((?:(?P<agency>{agencies})(?:[,/]\s?(?:{agencies}))*"
        r"|(?:Additional reporting|Reporting|Writing|Editing) by [^()]+)\)\.?\Z"
    )
    return dateline, signoff


def trim_paragraph(text: str, start: int, end: int, *, opening: bool) -> Trimmed:
    """The paragraph `text[start:end]` without its dateline and sign-off.

    "BRUSSELS (AP) — ", "Washington [US], June 8 (ANI): " and a closing "(ANI)" go anywhere; a bare
    place in capitals ("KYIV, Ukraine — ") only at the `opening`, and only if it is no acronym that
    the article goes on using.
    """
    dateline, signoff = _patterns()
    reach = min(end, start + _REACH)
    before = dateline.match(text, start, reach) if _SET_OFF.search(text, start, reach) else None
    if before and before["capitals"] and not (opening and _is_place(before["capitals"], text)):
        before = None
    bracketed = text.endswith((")", ")."), start, end)
    after = signoff.search(text, max(start, end - _TAIL), end) if bracketed else None
    agency = (before and (before["agency"] or before["slashed"])) or (after and after["agency"])
    begin = before.end() if before else start
    return Trimmed(
        start=begin,
        end=max(begin, after.start()) if after else end,
        agency=find_outlet(agency) if agency else None,
        dateline=before[0] if before else "",
    )


def _is_place(capitals: str, text: str) -> bool:
    return text.count(capitals) == 1
