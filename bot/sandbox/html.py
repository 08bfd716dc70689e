"""Telegram's HTML: markup -> plain text and entities, or the error Telegram would give.

It is not the web's HTML. Sixteen tags, no other nesting than the documentation allows, four named
characters beside the numeric ones; anything else is an error that names its byte offset. What
Telegram takes without a word and then does not show, the sandbox refuses (`dropped_silently`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from telegram.constants import MessageEntityType

from bot.sandbox.errors import ApiError, bad_request, dropped_silently, not_played

#: An entity as JSON carries it.
Entity = dict[str, Any]

_ENTITY_OF_TAG: Final = {
    "b": MessageEntityType.BOLD,
    "strong": MessageEntityType.BOLD,
    "i": MessageEntityType.ITALIC,
    "em": MessageEntityType.ITALIC,
    "u": MessageEntityType.UNDERLINE,
    "ins": MessageEntityType.UNDERLINE,
    "s": MessageEntityType.STRIKETHROUGH,
    "strike": MessageEntityType.STRIKETHROUGH,
    "del": MessageEntityType.STRIKETHROUGH,
    "span": MessageEntityType.SPOILER,
    "tg-spoiler": MessageEntityType.SPOILER,
    "a": MessageEntityType.TEXT_LINK,
    "tg-emoji": MessageEntityType.CUSTOM_EMOJI,
    "tg-time": MessageEntityType.DATE_TIME,
    "code": MessageEntityType.CODE,
    "pre": MessageEntityType.PRE,
    "blockquote": MessageEntityType.BLOCKQUOTE,
}
_ATTRIBUTES_OF_TAG: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href"}),
    "blockquote": frozenset({"expandable"}),
    "code": frozenset({"class"}),
    "span": frozenset({"class"}),
    "tg-emoji": frozenset({"emoji-id"}),
    "tg-time": frozenset({"unix", "format"}),
}
_VERBATIM: Final = {MessageEntityType.CODE, MessageEntityType.PRE}
_STYLES: Final = {
    MessageEntityType.BOLD,
    MessageEntityType.ITALIC,
    MessageEntityType.UNDERLINE,
    MessageEntityType.STRIKETHROUGH,
    MessageEntityType.SPOILER,
}

_PLAIN: Final = re.compile(r"[^<&]+")
_TAG_NAME: Final = re.compile(r"[^\s>]*")
_SPACE: Final = re.compile(r"\s*")
_ATTRIBUTE_NAME: Final = re.compile(r"[^\s=>/\"']*")
_TOKEN: Final = re.compile(r"[A-Za-z0-9.-]*")
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
#: "&#" and the digits; a longer one stands for itself.
_LONGEST_NUMERIC_REFERENCE: Final = 9
_LAST_CODE_POINT: Final = 0x10FFFF


def read_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """The plain text and its entities, by offset, the longer first."""
    return _HtmlReader(source).read()


def utf16_length(text: str) -> int:
    """How long Telegram says a text is: characters beyond U+FFFF count two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _OpenTag:
    name: str
    kind: MessageEntityType
    attributes: dict[str, str]
    start: int  #: UTF-16 offset in the plain text
    first: int  #: the piece of plain text it begins with


@dataclass(slots=True)
class _HtmlReader:
    """Walks the source once; `at` is the next character."""

    source: str
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[_OpenTag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> tuple[str, tuple[Entity, ...]]:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            elif self.source[self.at] == "&":
                self._emit(self._reference())
            else:
                self._emit(self._take(_PLAIN))
        if self.open:
            raise _refused(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.pieces), tuple(self.entities)

    def _emit(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        assert match is not None  # the patterns match nothing rather than not at all
        self.at = match.end()
        return match[0]

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _reference(self) -> str:
        """The character a reference stands for; an unknown one stands for itself."""
        match = _REFERENCE.match(self.source, self.at)
        char = _character(match) if match else None
        if match is None or char is None:
            self.at += 1
            return "&"
        self.at = match.end()
        return char

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._take(_TAG_NAME).lower()
        if not self._next():
            raise self._error("Unclosed start tag", begin)
        if name not in _ENTITY_OF_TAG:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        self._check_attributes(name, attributes, begin)
        self._check_nesting(_ENTITY_OF_TAG[name], name)
        self.open.append(
            _OpenTag(name, _ENTITY_OF_TAG[name], attributes, self.length, len(self.pieces))
        )

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._take(_SPACE)
            if self._next() == ">":
                self.at += 1
                return attributes
            if not self._next():
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            name = self._take(_ATTRIBUTE_NAME)
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
            self._take(_SPACE)
            attributes[name] = self._attribute_value(begin) if self._next() == "=" else ""

    def _attribute_value(self, begin: int) -> str:
        self.at += 1
        self._take(_SPACE)
        start = self.at
        mark = self._next()
        if mark not in ('"', "'"):
            token = self._take(_TOKEN).lower()
            if self._next() and self._next() not in " \n\t>":
                raise self._error("Unexpected end of name token", start)
            return token
        self.at += 1
        value = ""
        while self._next() not in (mark, ""):
            value += self._reference() if self._next() == "&" else self._next_character()
        if not self._next():
            raise self._error("Unclosed start tag", begin)
        self.at += 1
        return value

    def _next_character(self) -> str:
        self.at += 1
        return self.source[self.at - 1]

    def _check_attributes(self, tag: str, attributes: dict[str, str], begin: int) -> None:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        if tag == "tg-time" and not attributes.get("unix", "").isdigit():
            raise self._error('Tag "tg-time" must have attribute "unix" with a number', begin)
        if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
            raise _refused("Invalid custom emoji identifier specified")
        if unknown := set(attributes) - _ATTRIBUTES_OF_TAG.get(tag, frozenset()):
            raise dropped_silently(f'attribute "{min(unknown)}" of the tag "{tag}"')

    def _check_nesting(self, kind: MessageEntityType, name: str) -> None:
        for outer in self.open:
            if not _may_contain(outer.kind, kind):
                raise dropped_silently(f'the tag "{name}" inside the tag "{outer.name}"')

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        self.at += 2
        found = self._take(_TAG_NAME).lower()
        self._take(_SPACE)
        if self._next() != ">":
            raise self._error("Unclosed end tag", begin)
        self.at += 1
        tag = self.open.pop()
        if found and found != tag.name:
            raise self._error(
                f"Unmatched end tag at byte offset {self._bytes(begin)},"
                f' expected "</{tag.name}>", found "</{found}>"'
            )
        if self.length > tag.start and all(other.kind != tag.kind for other in self.open):
            self._add(tag)

    def _add(self, tag: _OpenTag) -> None:
        entity = {"type": str(tag.kind), "offset": tag.start, "length": self.length - tag.start}
        language = tag.attributes.get("class", "").removeprefix("language-")
        if tag.kind is MessageEntityType.TEXT_LINK:
            shown = "".join(self.pieces[tag.first :])
            entity["url"] = _checked_link(tag.attributes.get("href") or shown)
        elif tag.kind is MessageEntityType.CUSTOM_EMOJI:
            entity["custom_emoji_id"] = tag.attributes["emoji-id"]
        elif tag.kind is MessageEntityType.DATE_TIME:
            entity["unix_time"] = int(tag.attributes["unix"])
            entity["date_time_format"] = tag.attributes.get("format", "")
        elif tag.kind is MessageEntityType.BLOCKQUOTE and "expandable" in tag.attributes:
            entity["type"] = str(MessageEntityType.EXPANDABLE_BLOCKQUOTE)
        elif tag.kind is MessageEntityType.CODE and self.open and self.open[-1].name == "pre":
            # <pre><code class="language-…">: one entity, that of the outer tag.
            self.open[-1].attributes["class"] = f"language-{language}"
            return
        elif tag.kind is MessageEntityType.PRE and language:
            entity["language"] = language
        self.entities.append(entity)

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _error(self, what: str, begin: int | None = None) -> ApiError:
        return _refused(what if begin is None else f"{what} at byte offset {self._bytes(begin)}")


def _refused(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")


def _character(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    too_long = len(match[0].rstrip(";")) > _LONGEST_NUMERIC_REFERENCE
    if too_long or not 0 < code < _LAST_CODE_POINT:
        return None
    char = chr(code)
    if "\ud800" <= char <= "\udfff":
        raise _refused(
            "Text contains invalid Unicode characters after decoding HTML entities,"
            " check for unmatched surrogate code units"
        )
    return char


def _may_contain(outer: MessageEntityType, inner: MessageEntityType) -> bool:
    """The documentation's rules on nesting; the same tag twice is only once too often."""
    if outer is MessageEntityType.BLOCKQUOTE:
        return inner is not MessageEntityType.BLOCKQUOTE
    if outer is MessageEntityType.PRE:
        return inner is MessageEntityType.CODE
    if outer in _VERBATIM or inner in _VERBATIM:
        return False
    return outer in _STYLES or inner in _STYLES


def _checked_link(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme == "tg" and parts.netloc == "user":
        raise not_played("mentions of people by their id")
    if parts.scheme in ("http", "https", "tg", "ton", "mailto") and (parts.netloc or parts.path):
        return url.strip()
    if not parts.scheme and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", url.strip()):
        return f"http://{url.strip()}"
    raise dropped_silently(f"the link {url!r:.60}")
