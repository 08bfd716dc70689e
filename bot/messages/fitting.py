"""What a text measures for Telegram, and dividing one that is too long at the ends of sentences.

Telegram counts UTF-16 units of what remains when the markup is taken away.
"""

from __future__ import annotations

import html
import re
from typing import Final

from telegram.constants import MessageLimit

#: The longest text of one message.
MESSAGE: Final = int(MessageLimit.MAX_TEXT_LENGTH)
#: Formatting beyond this many entities is silently lost.
ENTITIES: Final = int(MessageLimit.MESSAGE_ENTITIES)
#: Room for one part of a long text: the rest of a message is left for its heading and its date.
PART: Final = 3000

_TAG: Final = re.compile(r"<[^<>]*>")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n\s*")
_SPACE: Final = re.compile(r"\s+")


def units(text: str) -> int:
    """The length of plain text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_plain_text(markup: str) -> str:
    """A message in Telegram HTML without its markup."""
    return html.unescape(_TAG.sub("", markup))


def visible_units(markup: str) -> int:
    """The length of a message in Telegram HTML, as Telegram counts it."""
    return units(as_plain_text(markup))


def fits(markup: str) -> bool:
    """Telegram takes this as one message, with all its formatting."""
    return visible_units(markup) <= MESSAGE and markup.count("</") <= ENTITIES


def split_text(text: str, room: int = PART) -> tuple[str, ...]:
    """The text in parts that have room, divided after sentences, else words, else anywhere."""
    parts = []
    while units(text) > room:
        end = _last_end(text, room)
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return (*parts, text)


def _last_end(text: str, room: int) -> int:
    """Where to divide: behind the last sentence that has room, if it fills a third of it."""
    hard = _within(text, room)
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, 0, hard)]
        if ends and ends[-1] > hard // 3:
            return ends[-1]
    return hard


def _within(text: str, room: int) -> int:
    """How many characters have room; a character outside the basic plane takes two units."""
    count = used = 0
    for character in text:
        used += 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 -- the basic plane
        if used > room:
            break
        count += 1
    return max(count, 1)


def window(text: str, start: int, end: int, room: int = PART) -> tuple[int, int]:
    """The stretch of whole sentences around text[start:end] that has room, as offsets.

    When the stretch in the middle alone has no room, its beginning is what is left of it.
    """
    if units(text) <= room:
        return 0, len(text)
    if units(text[start:end]) > room:
        return start, start + _last_end(text[start:], room)
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    low, high = _hold(text, start, end, cuts)
    if units(text[low:high]) > room:
        return start, end
    for cut in [c for c in cuts if c > high]:
        if units(text[low:cut]) > room:
            break
        high = cut
    for cut in reversed([c for c in cuts if c < low]):
        if units(text[cut:high]) > room:
            break
        low = cut
    return low, high


def _hold(text: str, start: int, end: int, cuts: list[int]) -> tuple[int, int]:
    low = max((cut for cut in cuts if cut <= start), default=0)
    return low, min((cut for cut in cuts if cut >= end), default=len(text))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters: whole words, and an ellipsis when some are missing."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return whole.rstrip(" ,;:.–-") + "…"
