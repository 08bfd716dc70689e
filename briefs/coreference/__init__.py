"""Mentions in one article -> the speakers they refer to.

    mentions   what goes in and what comes out
    names      where names stand, and what is title or suffix in them; given: given names
    cast       everybody the article names, and whom a name means in it
    titles     descriptions: "the NATO chief", by date, by office, by what the article calls whom
    pronouns   "he", "she", "they"

What the file of people and offices says is whoswho's; which mention belongs to which
quotation is decided in quotations.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from briefs.coreference.appositions import (
    ends_at,
    find_appositive,
    is_holder,
    is_office,
    is_part_of_office,
)
from briefs.coreference.cast import Cast, Occurrence, read_cast
from briefs.coreference.mentions import Mention, MentionKind, Resolution
from briefs.coreference.names import PARTICLES, PREFIX, Name, find_names
from briefs.coreference.pronouns import Pronouns
from briefs.coreference.titles import Titles
from briefs.grammar import CLOSED, Kind
from briefs.model import Span
from briefs.whoswho import WhosWho

__all__ = [
    "PARTICLES",
    "PREFIX",
    "Mention",
    "MentionKind",
    "Occurrence",
    "Resolution",
    "Resolver",
    "read_resolver",
]

# How sure each kind of link is, read off the training corpus.
_FULL_NAME = 0.99
_LONE_NAME = 0.97
_KNOWN_SURNAME = 0.9
_MISSPELT = 0.85
_UNKNOWN_NAME = 0.85
_BODY = 0.93
_DESCRIBED = 0.88


class Resolver:
    """Says of the mentions of one article whom they refer to."""

    def __init__(self, cast: Cast, titles: Titles, pronouns: Pronouns) -> None:
        self._cast = cast
        self._titles = titles
        self._pronouns = pronouns
        self._resolved: dict[Mention, Resolution] = {}

    def resolve_mention(self, mention: Mention) -> Resolution:
        """The speakers a mention refers to; none when it cannot be said."""
        found = self._resolved.get(mention)
        if found is None:
            found = self._resolved[mention] = self._resolve(mention)
        return found

    def named_between(self, start: int, end: int) -> Sequence[Occurrence]:
        """Where somebody is named in a stretch of the article, and who that may be."""
        return self._cast.between(start, end)

    def is_known(self, name: str) -> bool:
        """Whether the who's who has somebody of this name."""
        return self._cast.whoswho.find_person(name) is not None

    def _resolve(self, mention: Mention) -> Resolution:
        text = self._cast.text
        if mention.kind is MentionKind.PRONOUN:
            word = text[mention.start : mention.end].lower()
            return self._pronouns.resolve(word, mention.start)
        if _is_nobody(text, mention):
            return _NOBODY
        joint = self._resolve_joint(mention)
        if joint:
            return joint
        name = self._name_in(mention)
        if name:
            return self._resolve_name(name)
        for description in self._descriptions(mention):
            titled = self._titles.resolve(_in_small_letters(description))
            if titled:
                return Resolution(speakers=titled[:1], certainty=titled[1])
        return self._describe(mention)

    def _descriptions(self, mention: Mention) -> Iterator[str]:
        """The mention's words, then without the clause or apposition behind them."""
        text = self._cast.text
        whole = text[mention.start : mention.end]
        yield whole
        clause = _CLAUSE.search(text, mention.head_end, mention.end)
        end = clause.start() if clause else mention.end
        if end != mention.end:
            yield text[mention.start : end]
        if mention.head_end < end and not _COMPLEMENT.match(text, mention.head_end, end):
            yield text[mention.start : mention.head_end]

    def _resolve_joint(self, mention: Mention) -> Resolution | None:
        """Several who speak together, "A, B and C"; None where the mention is of one."""
        parts = list(_parts(self._cast.text, mention))
        if len(parts) == 1 or mention.kind is not MentionKind.NAME:
            return None
        if any(is_part_of_office(self._cast.text, part) for part in parts[:-1]):
            return None
        if not all(self._name_in(part) or self._is_body(part) for part in parts):
            return None
        found = [self.resolve_mention(part) for part in parts]
        if not all(one.speakers for one in found):
            return _NOBODY
        speakers = dict.fromkeys(name for one in found for name in one.speakers)
        return Resolution(speakers=tuple(speakers), certainty=min(one.certainty for one in found))

    def _is_body(self, part: Mention) -> bool:
        words = self._cast.text[part.start : part.end].removeprefix("the ").removeprefix("The ")
        return self._cast.whoswho.find_person(words) is not None

    def _name_in(self, mention: Mention) -> Name | None:
        """The personal name that a mention consists in or stands in apposition to."""
        text = self._cast.text
        for name in find_names(text, mention.start, mention.end):
            behind = name.first == mention.head_end + len(", ")
            if behind or ends_at(text, name, mention.head_end) or is_holder(text, mention, name):
                return name
        return find_appositive(text, mention)

    def _resolve_name(self, name: Name) -> Resolution:
        found = self._cast.match_characters(name)
        if found:
            certainty = _FULL_NAME if name.full else _LONE_NAME
            if not found[0].places:
                certainty = _KNOWN_SURNAME if " " in found[0].name else _UNKNOWN_NAME
            alone = len(found) == 1
            return Resolution(speakers=(found[0].name,), certainty=certainty) if alone else _NOBODY
        near = None if name.full else self._cast.find_misspelt(name.printed)
        if near:
            return Resolution(speakers=(near.name,), certainty=_MISSPELT)
        return Resolution(speakers=(name.printed,), certainty=_UNKNOWN_NAME)

    def _describe(self, mention: Mention) -> Resolution:
        """A body by its name, anybody else by the words as printed."""
        text = self._cast.text
        words = text[mention.start : mention.head_end]
        first, _, rest = words.partition(" ")
        bare = rest if rest and first.lower() in _ARTICLES else words
        known = self._cast.whoswho.find_person(words) or self._cast.whoswho.find_person(bare)
        if known:
            return Resolution(speakers=(known.name,), certainty=_BODY)
        if mention.kind is MentionKind.NAME and bare.lower() in _NOBODYS_NAME:
            return self._print(mention) if _PART_OF.match(text, mention.head_end) else _NOBODY
        if mention.kind is MentionKind.NAME and not is_office(text, mention):
            return Resolution(speakers=(bare,), certainty=_BODY)
        return self._print(mention)

    def _print(self, mention: Mention) -> Resolution:
        """A description as printed, without the clause behind it."""
        text = self._cast.text
        clause = _CLAUSE.search(text, mention.head_end, mention.end)
        printed = " ".join(text[mention.start : clause.start() if clause else mention.end].split())
        printed = _in_small_letters(printed)
        if printed.partition(" ")[0].lower() in {*CLOSED, "one"}:
            printed = printed[:1].lower() + printed[1:]
        return Resolution(speakers=(printed,), certainty=_DESCRIBED)


def _is_nobody(text: str, mention: Mention) -> bool:
    """Whether the words are no speaker's: a subject, "On the talks: “…”", "Question: …", "one"."""
    words = text[mention.start : mention.end].lower()
    if words in _NOBODYS_NAME:
        return True
    label = text[mention.end : mention.end + 1] in _BEHIND_LABELS
    return CLOSED.get(words.partition(" ")[0]) in _NO_SPEAKER or (label and words in _ASKED)


def _in_small_letters(description: str) -> str:
    """As it is written elsewhere: "THE PRESIDENT" labels a turn of a transcript."""
    return description.lower() if description.isupper() and " " in description else description


def _parts(text: str, mention: Mention) -> Iterator[Mention]:
    """The mentions of a list of names, up to its last; what hangs on the last is left out."""
    start = mention.start
    for joint in _JOINT.finditer(text, mention.start, mention.head_end):
        yield Mention(start=start, end=joint.start(), head_end=joint.start(), kind=mention.kind)
        start = joint.end()
    yield Mention(start=start, end=mention.head_end, head_end=mention.head_end, kind=mention.kind)


#: Words that look like a name at the start of a sentence only: "One of them said".
_NOBODYS_NAME = frozenset({"one", "another", "each", "both", "some", "many", "others", "most"})
#: Labels of a transcript that tell who speaks, not by what name.
_BEHIND_LABELS = frozenset(":. \t")
_ASKED = frozenset(
    {"q", "a", "question", "answer", "reporter", "moderator", "interviewer", "aide"}
    | {"host", "journalist", "presenter"}
)
#: "One of the officials" is a description for all its capital.
_PART_OF = re.compile(r"\s+of\s")
#: What stands behind a description and is no part of it; "of Estonia, Latvia and Lithuania" is.
_CLAUSE = re.compile(r"\s*,(?!(?:\s[^\W\d_a-z][\w’'-]*)+(?:,|\sand\s))|\s+(?:who|that|which)\b")
#: What a description hangs on; without it another may be meant.
_COMPLEMENT = re.compile(r"\s+(?:of|for|at|in|to|from|on)\b")
_JOINT = re.compile(r",?\s+and\s+|,\s+")
_NOBODY = Resolution(speakers=(), certainty=0.0)
_ARTICLES = frozenset({"the", "a", "an"})
#: What no mention of a speaker begins with.
_NO_SPEAKER = frozenset({Kind.PREPOSITION, Kind.SUBORDINATOR, Kind.TIME, Kind.AND, Kind.TO})


def read_resolver(
    text: str,
    paragraphs: Sequence[Span],
    quoted: Sequence[tuple[int, int]],
    *,
    whoswho: WhosWho,
    on: dt.date | None,
) -> Resolver:
    """The resolver of an article: its paragraphs, and the places of marked words in them."""
    cast = read_cast(text, paragraphs, whoswho, on)
    titles = Titles(cast)
    return Resolver(cast, titles, Pronouns(cast, titles, paragraphs, quoted))
