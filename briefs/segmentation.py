"""Text into paragraphs, sentences and tokens, by character offsets; nothing is copied or changed.

What stands between quote marks is marks' concern, what words do in a sentence cues'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.grammar import words

#: One token: a word, a number, or a mark of punctuation. A word keeps its inner apostrophes, full
#: stops and hyphens ("Le Drian’s", "U.S.", "co-operate").
TOKEN = re.compile(
    r"[a-z]++(?![^\s,])"  # for speed alone: most words are such
    r"|[^\W_]+(?:[’'.‑-][^\W_]+)*(?:[’'](?=\s)|(?<=\.[A-Za-z])\.)?|[^\s\w]|_+"
)
_PARAGRAPH = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")
#: An end mark, whatever closes with it, and white space before something that can begin a sentence.
_END = re.compile(r"(?<![.!?])(?:[.!?]++|…)[”\"’'»)\]]*+(?=\s|\Z)")
#: What shows that a sentence has not ended: a letter at once, or a small one after a space.
_GOES_ON = re.compile(r"[.!?…]*+[”\"’'»)\]]*+(?:[^\s”\"’'»)\]]|\s++[a-z(])")
_WORD_BEFORE = re.compile(r"[\w’'.-]*\Z")
#: The longest abbreviation that is looked for.
_REACH = 12

#: Written with a full stop and followed by a name or a number more often than by a new sentence.
_ABBREVIATIONS = words(
    """
    adm amb assn ave brig capt cmdr co col corp cpl det dist dr drs etc fr gen gov hon inc jr
    lt ltd maj messrs mr mrs ms mt no pfc pres prof rep reps rev sec sen sens sgt sr st supt vs
    jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]\.?\Z")
#: Abbreviations that often are the last word of a sentence, unless a name goes on after them.
_MAY_END = frozenset(
    {"u.s", "u.k", "u.n", "e.u", "d.c", "jr", "sr", "inc", "co", "corp", "etc", "a.m", "p.m"}
)
_OPENERS = words(
    """
    a after an and as asked at because but by during earlier even for he her his however i if
    in it its later many meanwhile most no on one or she since so some still that the their
    then there these they this those though under we what when where while who with yet you
    """
)
#: Marked words that are no nickname: 'a plan B. “We have none,” she said'.
_SPEECH_AHEAD = re.compile(r"\s+[“\"](?:[^\s“”\"]+\s){3}")
_NEXT_WORD = re.compile(r"[\s\"“‘«'(\[]*([^\W_]+)")


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not blank begins and ends, without the white space around it."""
    for line in _PARAGRAPH.finditer(text):
        yield line.span()


def find_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence of a stretch of text begins and ends, white space left out."""
    at = start
    for stop in _END.finditer(text, start, end):
        if ends_sentence(text, stop.start(), stop.end()):
            yield from _trimmed(text, at, stop.end())
            at = stop.end()
    yield from _trimmed(text, at, end)


def ends_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` ends a sentence rather than an abbreviation or an initial."""
    if _GOES_ON.match(text, stop):
        return False
    if text[stop] != "." or text.startswith("..", stop):
        return True
    before = _WORD_BEFORE.search(text, max(0, stop - _REACH), stop)
    word = before.group().casefold() if before else ""
    if word in _MAY_END:
        following = _NEXT_WORD.match(text, after)
        return following is None or following.group(1).casefold() in _OPENERS
    if before and _INITIALS.match(before.group()):
        return bool(_SPEECH_AHEAD.match(text, after))
    return word not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    begin = start + len(inner) - len(inner.lstrip())
    finish = start + len(inner.rstrip())
    if begin < finish:
        yield begin, finish
