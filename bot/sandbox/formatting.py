"""Message text as Telegram reads it: plain text with entities, cleaned, trimmed and measured.

HTML is read in `html`; here are the rules that hold for any text. Offsets and lengths count UTF-16
code units, as everywhere in the Bot API.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from telegram import MessageEntity
from telegram.constants import MessageEntityType, MessageLimit

from bot.sandbox.errors import bad_request, dropped_silently, not_played
from bot.sandbox.html import Entity, read_html, utf16_length
from bot.sandbox.rules import read_object

#: Found by Telegram in the text itself, where the character stands that each of them needs;
#: first come, first served where they overlap.
_AUTOMATIC: tuple[tuple[MessageEntityType, str, re.Pattern[str]], ...] = (
    (
        MessageEntityType.EMAIL,
        "@",
        re.compile(r"(?ia)(?<![\w.+-])[a-z0-9][\w.+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,12}\b"),
    ),
    (
        MessageEntityType.URL,
        ".",
        re.compile(
            r"(?i)https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'’”»]"
            # Telegram knows every top-level domain; these are the ones news sites have.
            r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|int|eu|uk|us|de|fr|info|gov|tv)\b"
            r"(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]'’”»])?"
        ),
    ),
    (
        MessageEntityType.BOT_COMMAND,
        "/",
        re.compile(r"(?ia)(?<![\w/<>])/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/])"),
    ),
    (MessageEntityType.MENTION, "@", re.compile(r"(?ia)(?<![\w/])@[a-z0-9_]{3,32}(?!\w)")),
    (MessageEntityType.HASHTAG, "#", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)

#: Characters that show nothing: a message of only these is empty to Telegram.
_INVISIBLE = re.compile(r"[\s\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2800\ufeff]*")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")
#: Line separators and the overrides of writing direction, which Telegram takes out.
_OVERRIDES = re.compile(r"[\r\u2028-\u202e]")


@dataclass(frozen=True, kw_only=True, slots=True)
class FormattedText:
    """A text and what in it is more than plain."""

    text: str
    entities: tuple[Entity, ...]


def read_message_text(
    text: str, *, parse_mode: str | None = None, entities: Sequence[object] | None = None
) -> FormattedText:
    """A message's text as Telegram stores it, or an error in Telegram's words."""
    _check_encoding(text)
    mode = (parse_mode or "").lower()
    if mode == "html":
        plain, marked = read_html(clean(text))
    elif mode in ("markdown", "markdownv2"):
        raise not_played(f"parse_mode {parse_mode}")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain, marked = clean(text), _read_entities(entities or ())
    return _measured(*_trimmed(plain, marked))


def read_typed_text(text: str) -> FormattedText:
    """What a person typed: no markup, but commands, names and addresses are found."""
    plain = clean(text).strip()
    return FormattedText(text=plain, entities=_with_automatic(plain, ()))


def clean(text: str) -> str:
    """Without the characters that Telegram takes out or turns to spaces."""
    return _CONTROLS.sub(" ", _OVERRIDES.sub("", text))


def _check_encoding(text: str) -> None:
    if re.search(r"[\ud800-\udfff]", text):
        raise bad_request("strings must be encoded in UTF-8")


def _read_entities(given: Sequence[object]) -> tuple[Entity, ...]:
    for entity in given:
        read = read_object(MessageEntity, entity, "entities")
        if read.type not in set(MessageEntityType):
            raise bad_request(f'can\'t parse MessageEntity: unsupported type "{read.type}"')
    return tuple(dict(entity) for entity in given if isinstance(entity, Mapping))


def _trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Without white space at the end, and at the start as far as no entity holds it."""
    whole = text.rstrip()
    first = min((entity["offset"] for entity in entities), default=len(whole))
    lead = min(len(whole) - len(whole.lstrip(" \n")), first)
    kept = whole[lead:]
    return kept, tuple(_clipped(entities, lead, utf16_length(kept)))


def _clipped(entities: Iterable[Entity], lead: int, length: int) -> Iterable[Entity]:
    for entity in entities:
        start = entity["offset"] - lead
        end = min(start + entity["length"], length)
        if start < 0 or entity["length"] < 1 or start > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity['offset']} lies outside the text"
            )
        if end > start:
            yield {**entity, "offset": start, "length": end - start}


def _measured(text: str, entities: tuple[Entity, ...]) -> FormattedText:
    if _INVISIBLE.fullmatch(text):
        raise bad_request("message text is empty")
    if utf16_length(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    if len(entities) > MessageLimit.MESSAGE_ENTITIES:
        raise dropped_silently(f"only {MessageLimit.MESSAGE_ENTITIES} entities of {len(entities)}")
    return FormattedText(text=text, entities=_with_automatic(text, entities))


def _with_automatic(text: str, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities given, and those Telegram finds where nothing given forbids it."""
    closed = {"code", "pre", "text_link", "custom_emoji", "date_time"}
    taken = [_range(entity) for entity in entities if entity["type"] in closed]
    found: list[Entity] = []
    for kind, needed, pattern in _AUTOMATIC:
        for match in pattern.finditer(text) if needed in text else ():
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match[0])
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                found.append({"type": str(kind), "offset": start, "length": end - start})
    return tuple(sorted((*entities, *found), key=lambda each: (each["offset"], -each["length"])))


def _range(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
