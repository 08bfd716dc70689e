"""How good attributions are, measured on annotated articles.

The unit is the marked span: what stands between double quote marks, by a fixed reading of the marks
that asks nobody's opinion, of at least three words. A span is positive when one speaker's contents
hold four fifths of it. An attribution is right when its mention overlaps the annotated one, or
names the same last name, or is the head of the annotated description.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefs.grammar import words

Quotes = Sequence[Mapping[str, Any]]
Segments = list[tuple[int, int]]

_LEAST_WORDS = 3
_COVERAGE = 0.8
_LONGEST_MENTION = 40
_WORD = re.compile(r"[^\W_]+(?:[’'.\-][^\W_]+)*")
_TOKEN = re.compile(r"\w+")
_MARK = re.compile(r'["“”„‟]')
_PRONOUNS = words(
    """
    i me my you your he him his she her hers it its we us our they them their who whom whose which
    that this these those one himself herself itself themselves myself ourselves yourself
    """
)
_TITLES = words(
    """
    mr mrs ms miss dr sir dame lord lady sen rep gov prof gen col capt lt sgt rev pres president
    senator
    """
)
_SUFFIXES = words("jr sr ii iii iv")


# ------------------------------------------------------------------ marked spans


def find_spans(text: str) -> list[Segments]:
    """The marked spans, each a list of segments: more than one where it runs over paragraphs."""
    found: list[Segments] = []
    handed: Segments | None = None
    lines = [line for line in re.finditer(r"[^\r\n]+", text) if line[0].strip()]
    for number, line in enumerate(lines):
        following = lines[number + 1][0].lstrip() if number + 1 < len(lines) else ""
        goes_on = following.startswith(tuple('"“„‟'))
        closed, inner, opened = _pair(line[0], line.start())
        chain, handed = handed, None
        for piece in closed:
            if chain is None:
                found.append([piece])
            else:
                chain.append(piece)
                chain = None
        if opened is None:
            continue
        if inner and not goes_on:
            found += [[piece] for piece in inner]  # the outer mark was never closed
            continue
        if chain is None:
            chain = []
            found.append(chain)
        chain.append((opened, line.end()))
        handed = chain if goes_on else None
    return [span for span in found if _count_words(text, span) >= _LEAST_WORDS]


def _pair(line: str, base: int) -> tuple[Segments, Segments, int | None]:
    """What is closed in a line, what is closed within words left open, and where those begin."""
    stack: list[int] = []
    closed: Segments = []
    inner: Segments = []
    for mark in _MARK.finditer(line):
        at = mark.start()
        opens = _opens(mark[0], line[:at][-1:], line[at + 1 : at + 2])
        if opens or (opens is None and not stack):
            stack.append(base + at + 1)
        elif stack:
            start = stack.pop()
            if stack:
                inner.append((start, base + at))
            else:
                inner = []
                closed.append((start, base + at))
    return closed, inner, stack[0] if stack else None


def _opens(mark: str, before: str, after: str) -> bool | None:
    """Whether a mark opens, by its glyph and neighbours; None where they do not tell."""
    can_open = bool(after) and not after.isspace() and after not in ",.;:!?)]}”"
    can_close = bool(before) and not before.isspace()
    if mark in "“„‟":
        return can_open or not can_close
    if mark == "”":
        return can_open and not can_close
    if can_open and (not can_close or before in "([{—–-‘“/"):
        return True
    return False if can_close and not can_open else None


def _count_words(text: str, span: Segments) -> int:
    return sum(len(_WORD.findall(text[start:end])) for start, end in span)


def is_sentence(text: str, span: Segments) -> bool:
    """Whether a span reads as speech of its own rather than as words within a clause."""
    inside = text[span[0][0] : span[-1][1]]
    opening = inside.strip().lstrip("[(…‘'\"“. ")[:1]
    return opening.isupper() and inside.rstrip(" ’'\"”")[-1:] in {*",.?!—–-…"}


# ------------------------------------------------------------------ speakers

_CUT = re.compile(
    r"\s*[,;:(\[—]\s*"
    r"|\s+(?:of|for|from|with|in|at|on|to|by|who|whose|that|which|and)\s"
)
_TAIL = re.compile(r"(?:[’']s?|\s+(?:himself|herself|itself|themselves))$")
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|their|its)\s+")


def head_phrase(mention: str) -> str:
    """A mention up to its first comma, bracket, preposition or relative pronoun."""
    head = _CUT.split(mention.strip() + " ", maxsplit=1)[0].strip() or mention.strip()
    return _TAIL.sub("", head).strip(" .\"“”’'")


def source_kind(mention: str, text: str) -> str:
    """named, nominal or pronoun, by the form of a mention in its article."""
    parts = _WORD.findall(head_phrase(mention))
    if not parts or (len(parts) == 1 and parts[0].lower() in _PRONOUNS):
        return "pronoun" if parts else "nominal"
    last = next((word for word in reversed(parts) if word.lower() not in _SUFFIXES), parts[-1])
    if not last[:1].isupper():
        return "nominal"
    small = rf"(?<![\w’'-]){re.escape(last.lower())}(?![\w’'-])"
    return "nominal" if len(parts) == 1 and re.search(small, text) else "named"


def _last_name(mention: str) -> str:
    parts = [word for word in _WORD.findall(head_phrase(mention)) if word.lower() not in _SUFFIXES]
    if not parts or not parts[-1][:1].isupper():
        return ""
    return "" if parts[-1].lower() in _PRONOUNS | _TITLES else parts[-1]


def _has(phrase: str, text: str) -> bool:
    return bool(phrase) and bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text))


# ------------------------------------------------------------------ attributions


@dataclass(slots=True)
class Group:
    """What one speaker says in an article, by sources as printed or by name."""

    speaker: str | None
    parts: list[tuple[Quotes, Quotes]] = field(default_factory=list)  #: contents, sources
    chars: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Found:
    """Who says a span, in an annotation."""

    sources: Quotes
    speaker: str | None
    kind: str | None


def pool(quotes: Quotes) -> list[Group]:
    """The attributed quotations, those of the same speaker together."""
    groups: dict[object, Group] = {}
    for quote in quotes:
        sources, contents = quote.get("sources") or [], quote.get("contents") or []
        speaker = " and ".join(quote.get("speakers") or []) or None
        if not sources and not speaker:
            continue
        key = speaker or tuple((source["start"], source["end"]) for source in sources)
        group = groups.setdefault(key, Group(speaker))
        group.parts.append((contents, sources))
        group.chars |= _chars(contents)
    return list(groups.values())


def _chars(spans: Iterable[Mapping[str, Any]]) -> set[int]:
    return {at for span in spans for at in range(span["start"], span["end"])}


def find_group(groups: Sequence[Group], span: Segments, text: str) -> Found | None:
    """Whose words a span is: the one who says most of it, if it is four fifths."""
    chars = {at for start, end in span for at in range(start, end) if not text[at].isspace()}
    best, share = None, 0.0
    for group in groups:
        held = len(group.chars & chars) / len(chars) if chars else 0.0
        if held > share:
            best, share = group, held
    if best is None or share < _COVERAGE:
        return None
    _, sources = max(
        best.parts, key=lambda part: sum(len(chars & _chars([content])) for content in part[0])
    )
    kind = source_kind(sources[0]["text"], text) if sources else None
    return Found(sources, best.speaker, kind)


def match(gold: Found, guess: Found) -> str | None:
    """strict, relaxed, or None where the speaker is another."""
    mentions = [
        source for source in guess.sources if len(_WORD.findall(source["text"])) <= _LONGEST_MENTION
    ]
    for one in mentions:
        if any(one["start"] < g["end"] and g["start"] < one["end"] for g in gold.sources):
            return "strict"
    target = " ".join(source["text"] for source in gold.sources)
    names = [one["text"] for one in mentions] + ([guess.speaker] if guess.speaker else [])
    if gold.kind == "named" and any(_has(_last_name(name), target) for name in names):
        return "relaxed"
    if gold.kind == "nominal":
        for name in names:
            phrase = _ARTICLE.sub("", head_phrase(name).lower())
            if phrase not in _PRONOUNS and _has(phrase, target.lower()):
                return "relaxed"
    return None


# ------------------------------------------------------------------ articles


def judge(text: str, gold: Quotes, guess: Quotes) -> Iterator[tuple[Segments, str]]:
    """The outcome for each span that gold or guess attributes.

    strict, relaxed, "wrong source", missed, or extra.
    """
    truth, said = pool(gold), pool(guess)
    for span in find_spans(text):
        right, found = find_group(truth, span, text), find_group(said, span, text)
        if right and found:
            yield span, match(right, found) or "wrong source"
        elif right or found:
            yield span, "missed" if right else "extra"


def count(text: str, gold: Quotes, guess: Quotes) -> Counter[str]:
    """The outcomes by shape, and the tokens of all contents: what `summarise` adds up."""
    counts: Counter[str] = Counter()
    for span, outcome in judge(text, gold, guess):
        shape = "sentence" if is_sentence(text, span) else "fragment"
        for row in ("all", shape):
            counts[f"{row} gold"] += outcome != "extra"
            counts[f"{row} guess"] += outcome != "missed"
            counts[f"{row} right"] += outcome in {"strict", "relaxed"}
    tokens = [
        {m.start() for m in _TOKEN.finditer(text)} & _held(quotes) for quotes in (gold, guess)
    ]
    counts["content gold"], counts["content guess"] = len(tokens[0]), len(tokens[1])
    counts["content right"] = len(tokens[0] & tokens[1])
    return counts


def _held(quotes: Quotes) -> set[int]:
    return {at for quote in quotes for at in _chars(quote.get("contents") or [])}


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what was found is right, and how much of what is right was found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def summarise(counts: Mapping[str, int], row: str) -> Share:
    """The figures of one row: all, sentence, fragment or content."""
    right, guess, gold = (counts.get(f"{row} {part}", 0) for part in ("right", "guess", "gold"))
    return Share(right / guess if guess else 0.0, right / gold if gold else 0.0)
