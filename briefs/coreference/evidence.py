"""What stands beside a name and shows that it is a person's."""

from __future__ import annotations

import re

from briefs.coreference.descriptions import describes_person


def acts_as_person(text: str, end: int) -> bool:
    """Whether what stands behind a name shows a person: "…, who", "…, a farmer", "… said"."""
    return _BEHIND.match(text, end) is not None


def is_described(text: str, start: int, end: int) -> bool:
    """Whether an age, "who", or an occupation beside a lone name shows a person."""
    before = text[max(0, start - _REACH) : start]
    role = before.endswith(" ") and describes_person(before.rstrip(" ").rpartition(" ")[2])
    return role or _AGE.search(before) is not None or _DESCRIBED.match(text, end) is not None


def stands_as_person(text: str, start: int) -> bool:
    """Whether what stands before a name shows a person: "said …", "their director, …"."""
    if _BEFORE.search(text, max(0, start - _REACH), start):
        return True
    word = text[max(0, start - _REACH) : start].rstrip(" ,").rpartition(" ")[2]
    return describes_person(word)


_OCCUPATION = (
    r"(?:an?|the|one\sof(?:\s\w+)?)\s+(?:[\w-]+\s+){0,5}?(?:\w{2,}(?:er|or|ist|ian|man|woman|ant)"
    r"|chief|expert|fellow|head|official|president|student|\d\d-year-old)\b"
)
_DESCRIBED = re.compile(rf",\s+\d\d,|,?\s+who\b|(?:,|\s+(?:is|was))\s+{_OCCUPATION}")
_BEHIND = re.compile(
    r",?\s+who\b|,\s+(?:\d\d|his|her)\b|,?\s+(?:said|says|told|tells|added|wrote|argued|asked"
    r"|explained|noted|recalled|remembered|joked|thinks|believes|replied|exclaimed|proclaimed"
    r"|admitted|commented|quipped|laughed|smiled)\b"
    rf"|(?:,|\s+(?:is|was))\s+{_OCCUPATION}"
    r"|\s+(?:of|from|with|at)\s+(?:the\s+)?[A-Z][\w ]{2,60}?\s(?:said|told|explained)\b"
    r"|\s+(?:is|was)\s+\d\d\b|\s+(?:is|was)\s+(?:head|chief|director|president)\s+of\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:said|says|added|asked|wrote)|\d\d-year-old"
    r"|(?:man|woman|person|er|or|ist|ian|aide|analyst|chief|head|official|president)),?\s+\Z"
)
_AGE = re.compile(r"\b\d\d-year-old\s\Z")
_REACH = 20
