"""Names that stand beside a description: "Minister of Defence X Y", "the head of NATO, X Y,"."""

from __future__ import annotations

import re

from briefs.coreference.descriptions import describes_person
from briefs.coreference.mentions import Mention
from briefs.coreference.names import Name, ends_in_suffix, find_names, is_title
from briefs.coreference.title_words import FOR_OTHERS
from briefs.grammar import CLOSED, Kind, words

#: What an office is of or for, and may stand before a further title: "Chief of Staff Gen. X Y".
_COMPLEMENTS = words(
    """
    affairs army command committee council defence defense education energy finance forces health
    intelligence interior justice labor mission navy security staff state trade transport treasury
    """
)
_LINKS = words("and for of the to")
#: Who is somebody only by what they are of: "the head of NATO", "one of the pilots".
_RELATIONAL = words(
    "ally boss colleague counterpart critic head member one opponent predecessor rival successor"
)
_REACH = 80
#: What a description is of or for, up to a comma.
_OFFICE = re.compile(r"\s(?:of|for|at|in)\s([^,.;:()“”\"\n]{2,50}), ")
_AHEAD = re.compile(
    r"(?:\s+(?:at|in|to)\s(?:the\s)?(?:[\w’'-]+\s){0,3}(?P<last>[\w’'-]+))?"
    r"\s*(?:\([^()\n]{1,60}\)\s*)?,\s+"
)
#: What may stand between a rank and its holder: "Gen. (ret.) X Y".
_RETIRED = re.compile(r"\.?\s+\((?:ret|retd|retired)\.?\)\s+", re.IGNORECASE)
#: What closes a name in apposition behind a description.
_CLOSED_BY = re.compile(r",(?!\s+(?:and|or)\b)|[.”\"]|\s*\Z|\s*\n")
#: What a sentence, or the reporter's part of it, begins behind.
_SENTENCE = re.compile(r"(?:\A|[.!?,][”\"’']\s|[.!?]\s|\n)\s*\Z")
_DETERMINER = re.compile(r"(?:the|an?|his|her|its|their|another|one)\b", re.IGNORECASE)


def ends_at(text: str, name: Name, end: int) -> bool:
    """Whether a name ends there, its suffix left out."""
    return name.end == end or (name.end < end and ends_in_suffix(text[name.end : end]))


def is_office(text: str, mention: Mention) -> bool:
    """Whether the head of a mention is a title, which names nobody by itself."""
    return is_title(_head(text, mention))


def is_part_of_office(text: str, part: Mention) -> bool:
    """Whether words before "and" begin the name of an office: "Secretary of Housing and …"."""
    head, of, rest = text[part.start : part.end].partition(" of ")
    last = head.rpartition(" ")[2]
    named = any(name.personal for name in find_names(text, part.start, part.end))
    return bool(of and rest) and is_title(_key(last)) and not named


def is_holder(text: str, mention: Mention, name: Name) -> bool:
    """Whether a name behind "of …" is the holder's of the office: "Minister of Defence X Y".

    Not so the master's of somebody who speaks for him: "spokesman for President X Y".
    """
    head = _head(text, mention)
    if not is_title(head) or head in FOR_OTHERS or not name.full:
        return False
    if name.start <= mention.head_end or not ends_at(text, name, mention.end):
        return False
    link, *between = text[mention.head_end : name.start].split() or [""]
    if link not in {"of", "for"} or "," in between:
        return False
    office = [word for word in between if word != "the"]
    titled = bool(office) and is_title(_key(office[-1]))
    while office and is_title(_key(office[-1])):
        office.pop()
    known = _LINKS | _COMPLEMENTS
    if not office or not all(word[0].isupper() or word in known for word in office):
        return False
    return not titled or _key(office[-1]) in _COMPLEMENTS


def find_appositive(text: str, mention: Mention) -> Name | None:
    """The name right behind a description, closed by a comma, or the full name right before it.

    Behind it a surname will do where a title leads to it, "the spokeswoman, Ms. Y". Before it only
    at the start of a sentence, "X Y, the spokesman for Z, said": elsewhere the name may be of
    somebody else, "To X Y, the president said".
    """
    head = _head(text, mention)
    if not (_is_person(head) or head in _RELATIONAL):
        return None
    return _behind(text, mention) or _before(text, mention)


def end_of_office(text: str, end: int) -> int | None:
    """Where, behind a description and what it is of or for, the comma before a name may stand.

    None where the name may be the master's: "a spokesman for the president, X Y".
    """
    office = _OFFICE.match(text, end)
    if office is None:
        return None
    said = office[1].split()
    masters = (word for word in said if word.islower() or word == said[-1])
    return None if any(_is_person(_key(word)) for word in masters) else office.end(1)


def _behind(text: str, mention: Mention) -> Name | None:
    comma = _AHEAD.match(text, mention.end)
    if comma is None:
        return _retired(text, mention)
    master = text.startswith((" for ", " of ", " to "), mention.head_end, mention.end)
    master = master and _is_person(_last_word(text, mention.head_end, mention.end))
    if master or _is_person(_key(comma["last"] or "")):
        return None  # "a spokesman for the president, X Y": either may be meant
    name = _name_at(text, comma.end())
    if name is None or name.impersonal or not _CLOSED_BY.match(text, name.end):
        return None
    return name if name.full or name.titled else None


def _retired(text: str, mention: Mention) -> Name | None:
    gap = _RETIRED.match(text, mention.end)
    name = _name_at(text, gap.end()) if gap else None
    return name if name and name.full else None


def _name_at(text: str, start: int) -> Name | None:
    """The name that begins there, titles and articles left out."""
    name = next(find_names(text, start, min(len(text), start + _REACH)), None)
    return name if name and _is_titles(text[start : name.start]) else None


def _before(text: str, mention: Mention) -> Name | None:
    end = mention.start - len(", ")
    if text[max(0, end) : mention.start] != ", " or not _DETERMINER.match(text, mention.start):
        return None
    low = max(0, end - _REACH)
    low = max(low, text.rfind("\n", low, end) + 1)
    for name in find_names(text, low, end):
        opens = _SENTENCE.search(text, max(0, name.first - 4), name.first)
        if name.end == end and name.full and opens and _is_titles(name.title):
            return name
    return None


def _is_titles(words_between: str) -> bool:
    kinds = (CLOSED.get(word.lower()) for word in words_between.split())
    return all(kind in {None, Kind.DETERMINER} for kind in kinds)


def _is_person(word: str) -> bool:
    return is_title(word) or describes_person(word)


def _head(text: str, mention: Mention) -> str:
    return _last_word(text, mention.start, mention.head_end)


def _last_word(text: str, start: int, end: int) -> str:
    return _key(text[start:end].rpartition(" ")[2])


def _key(word: str) -> str:
    return word.rstrip(".,").lower()
