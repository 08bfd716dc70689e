"""Inline keyboards, with the encoder and the decoder of their callback data side by side.

Callback data is a letter for the kind of button and short stateless codes: ids and a position, no
session. What a client sends back may be forged or years old, so `decode` trusts nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from briefs.model import (
    Briefing,
    Card,
    CardContext,
    Option,
    Period,
    Speaker,
    Subject,
    Subscription,
    Topic,
)
from briefs.newsroom import PAGE

#: Names on one page of /people; each has a row of its own, as two would be clipped on a phone.
PEOPLE_PAGE: Final = 8
#: Names on one page of /topics; they are short, so two share a row.
TOPICS_PAGE: Final = 16

_LATEST: Final = Subject()


@dataclass(frozen=True, slots=True)
class ShowBriefing:
    """Show a page of quotations; in the message the button is under when `turns`."""

    subject: Subject
    offset: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ShowContext:
    """Show a quotation where it stands in its article."""

    quotation_id: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Show a further part of a quotation that is too long for one message."""

    quotation_id: str
    part: int


@dataclass(frozen=True, slots=True)
class ListPeople:
    """Show a page of the people, of those whose name begins so; `turns` as above."""

    initial: str = ""
    page: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ListTopics:
    """Show a page of the topics; `turns` as above."""

    page: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class SetDigest:
    """Subscribe at this hour and zone; None keeps what is set, else takes the default."""

    at: dt.time | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class EndDigest:
    """Unsubscribe."""


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Show the settings in a message of their own."""


Action = (
    ShowBriefing
    | ShowContext
    | ReadOn
    | ListPeople
    | ListTopics
    | SetDigest
    | EndDigest
    | ShowSettings
)


def encode(action: Action) -> str:  # noqa: PLR0911 -- one line for each kind
    """The callback data of an action. Only the words of a subject can make it too long: `fits`."""
    match action:
        case ShowBriefing(subject, offset, turns):
            ids = f"{subject.speaker_id or ''}:{subject.topic_id or ''}"
            letter = "i" if subject.reported else "b"
            at = f"{offset}{_encode_period(subject.period)}"
            return f"{letter.upper() if turns else letter}:{ids}:{at}:{subject.words or ''}"
        case ShowContext(quotation_id):
            return f"c:{quotation_id}"
        case ReadOn(quotation_id, part):
            return f"r:{quotation_id}:{part}"
        case ListPeople(initial, page, turns):
            return f"{'P' if turns else 'p'}:{page}:{initial}"
        case ListTopics(page, turns):
            return f"{'T' if turns else 't'}:{page}"
        case SetDigest(at, zone):
            return f"d:{at.strftime('%H%M') if at else ''}:{zone or ''}"
        case EndDigest():
            return "u"
        case ShowSettings():
            return "s"


def _encode_period(period: Period | None) -> str:
    """As in @20210301-20211231; nothing for no period, and for a limit there is not."""
    if period is None:
        return ""
    days = (day.strftime("%Y%m%d") if day else "" for day in (period.since, period.until))
    return f"@{'-'.join(days)}"


def _decode_briefing(found: re.Match[str]) -> ShowBriefing | None:
    kind, speaker, topic, offset, period, since, until, words = found.groups()
    try:
        days = [dt.date.fromisoformat(day) if day else None for day in (since, until)]
    except ValueError:  # forged
        return None
    subject = Subject(
        speaker_id=speaker,
        topic_id=topic,
        words=words or None,
        reported=kind in "iI",
        period=Period(since=days[0], until=days[1]) if period else None,
    )
    return ShowBriefing(subject, int(offset), kind.isupper())


_ID: Final = r"[0-9A-Za-z]{1,16}"
_SLUG: Final = r"[0-9a-z-]{1,24}"
_NUMBER: Final = r"\d{1,7}"

_PERIOD: Final = r"(@((?:19|20)\d{6})?-((?:19|20)\d{6})?)?"

_READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Action | None]], ...]] = (
    (
        re.compile(rf"([BbIi]):({_ID})?:({_SLUG})?:({_NUMBER}){_PERIOD}:([^\n]*)", re.ASCII),
        _decode_briefing,
    ),
    (re.compile(rf"c:({_ID})", re.ASCII), lambda m: ShowContext(m[1])),
    (re.compile(rf"r:({_ID}):({_NUMBER})", re.ASCII), lambda m: ReadOn(m[1], int(m[2]))),
    (
        re.compile(rf"([Pp]):({_NUMBER}):([^\n]{{0,40}})", re.ASCII),
        lambda m: ListPeople(m[3], int(m[2]), m[1] == "P"),
    ),
    (
        re.compile(rf"([Tt]):({_NUMBER})", re.ASCII),
        lambda m: ListTopics(int(m[2]), m[1] == "T"),
    ),
    (
        re.compile(r"d:(?:([01]\d|2[0-3])([0-5]\d))?:([\w/+-]{1,40})?", re.ASCII),
        lambda m: SetDigest(dt.time(int(m[1]), int(m[2])) if m[1] else None, m[3]),
    ),
    (re.compile(r"u"), lambda _: EndDigest()),
    (re.compile(r"s"), lambda _: ShowSettings()),
)


def decode(data: str) -> Action | None:
    """What a button asks for; None for data that is no button of ours."""
    for pattern, read in _READERS:
        if match := pattern.fullmatch(data):
            return read(match)
    return None


def decode_link(payload: str) -> Action | None:
    """What a deep link `…?start=payload` asks for: a person, a topic or a quotation."""
    match = re.fullmatch(rf"(?:p_({_ID})|t_({_SLUG})|q_({_ID}))", payload, re.ASCII)
    if match is None:
        return None
    if match[3]:
        return ShowContext(match[3])
    return ShowBriefing(Subject(speaker_id=match[1], topic_id=match[2]))


def fits(action: Action) -> bool:
    """The action can be carried by a button."""
    limit = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    return len(encode(action).encode("utf-8", "replace")) <= limit


#: None stands for a button whose code would need more room than there is.
Button = InlineKeyboardButton | None
Row = list[Button]


def briefing_keyboard(
    briefing: Briefing, shown: Sequence[Card], *, is_cut: bool
) -> InlineKeyboardMarkup | None:
    """A way to the context of each card, on with the one that was cut, and to the other pages."""
    rows = [*_contexts(shown, briefing.offset)]
    if is_cut:
        rows.append([_button("Read on", ReadOn(shown[0].id, 1))])
    rows.append(_turns(briefing, len(shown)))
    if briefing.other:
        other = replace(briefing.subject, reported=not briefing.subject.reported)
        what = "In quotation marks" if briefing.subject.reported else "Reported, not quoted"
        rows.append([_button(f"{what} ({briefing.other}) ›", ShowBriefing(other))])
    rows += _wider(briefing)
    return _markup(rows)


def _wider(briefing: Briefing) -> list[Row]:
    """One tap takes back a part of what was understood: the days, the topic or the speaker."""
    subject, rows = briefing.subject, []
    if subject.period:
        rows.append([_button("At any time ›", ShowBriefing(replace(subject, period=None)))])
    if briefing.speaker and (subject.topic_id or subject.words):
        alone = Subject(speaker_id=subject.speaker_id, period=subject.period)
        rows.append([_button(f"All by {briefing.speaker.name} ›", ShowBriefing(alone))])
    return rows


def _turns(briefing: Briefing, shown: int) -> Row:
    row: Row = []
    end = briefing.offset + shown
    if briefing.offset > 0:
        before = max(0, briefing.offset - PAGE)
        row.append(_button("‹ Back", ShowBriefing(briefing.subject, before, turns=True)))
    if end < briefing.total:
        left = briefing.total - end
        row.append(_button(f"More ({left}) ›", ShowBriefing(briefing.subject, end, turns=True)))
    return row


def _contexts(cards: Sequence[Card], offset: int = 0) -> list[Row]:
    """`Context 1`, `Context 2`, …: three to a row can be read on a phone."""
    buttons = [
        _button(f"Context {number}", ShowContext(card.id))
        for number, card in enumerate(cards, offset + 1)
    ]
    return _rows(buttons, 3)


def part_keyboard(quotation_id: str, part: int, parts: int) -> InlineKeyboardMarkup | None:
    """On to the next part of a long quotation, if there is one."""
    if part + 1 >= parts:
        return None
    return _markup([[_button(f"Read on ({parts - part - 1}) ›", ReadOn(quotation_id, part + 1))]])


def options_keyboard(
    options: Sequence[Option], shown: Sequence[Card] = ()
) -> InlineKeyboardMarkup | None:
    """One button for each thing the reader may have meant, below those of the cards shown."""
    rows = [[_button(option.label, ShowBriefing(option.subject))] for option in options]
    return _markup([*_contexts(shown), *rows])


def context_keyboard(context: CardContext) -> InlineKeyboardMarkup | None:
    """From a quotation to everything its speakers said."""
    return _markup(_more_by(context.card))


def quotation_keyboard(card: Card, *, is_cut: bool) -> InlineKeyboardMarkup | None:
    """From a quotation by itself to where it stands, and to everything its speakers said."""
    read_on = [_button("Read on", ReadOn(card.id, 1))] if is_cut else []
    return _markup([read_on, [_button("Context", ShowContext(card.id))], *_more_by(card)])


def _more_by(card: Card) -> list[Row]:
    return [
        [_button(f"More by {speaker.name}", ShowBriefing(Subject(speaker_id=speaker.id)))]
        for speaker in card.speakers
    ]


def people_keyboard(
    speakers: Sequence[Speaker], initial: str, page: int
) -> InlineKeyboardMarkup | None:
    """A page of names with how often each is quoted, and the way to the other pages."""
    here = speakers[page * PEOPLE_PAGE : (page + 1) * PEOPLE_PAGE]
    rows = [
        [_button(f"{who.name} · {who.count}", ShowBriefing(Subject(speaker_id=who.id)))]
        for who in here
    ]
    turns = _pages(len(speakers), PEOPLE_PAGE, page, lambda to: ListPeople(initial, to, turns=True))
    return _markup([*rows, turns])


def topics_keyboard(topics: Sequence[Topic], page: int) -> InlineKeyboardMarkup | None:
    """A page of topics with how often each is spoken about, and the way to the other pages."""
    here = topics[page * TOPICS_PAGE : (page + 1) * TOPICS_PAGE]
    buttons = [
        _button(f"{topic.name} · {topic.count}", ShowBriefing(Subject(topic_id=topic.id)))
        for topic in here
    ]
    turns = _pages(len(topics), TOPICS_PAGE, page, lambda to: ListTopics(to, turns=True))
    return _markup([*_rows(buttons, 2), turns])


def start_keyboard(at: dt.time) -> InlineKeyboardMarkup | None:
    """What a newcomer can do without typing."""
    return _markup(
        [
            [
                _button("Latest", ShowBriefing(_LATEST)),
                _button("People", ListPeople()),
                _button("Topics", ListTopics()),
            ],
            [_button(f"A digest each day at {at:%H:%M}", SetDigest())],
        ]
    )


def settings_keyboard(subscription: Subscription | None) -> InlineKeyboardMarkup | None:
    """An hour earlier or later, or an end. A button names its hour: a second tap is harmless."""
    if subscription is None:
        return _markup([[_button("Subscribe", SetDigest())]])
    earlier, later = _shift(subscription.at, -1), _shift(subscription.at, 1)
    return _markup(
        [
            [
                _button(f"‹ {earlier:%H:%M}", SetDigest(earlier)),
                _button(f"{later:%H:%M} ›", SetDigest(later)),
            ],
            [_button("Unsubscribe", EndDigest())],
        ]
    )


def _shift(at: dt.time, hours: int) -> dt.time:
    return at.replace(hour=(at.hour + hours) % 24)


def zones_keyboard(at: dt.time | None, zones: Sequence[str]) -> InlineKeyboardMarkup | None:
    """The time zones that fit what was typed."""
    buttons = [_button(zone.replace("_", " "), SetDigest(at, zone)) for zone in zones]
    return _markup(_rows(buttons, 2))


def digest_keyboard(
    cards: Sequence[Card], *, more: int, cut: str | None
) -> InlineKeyboardMarkup | None:
    """Contexts, what found no room, and the settings. `cut`: the id of a card shown in part."""
    rows = [*_contexts(cards)]
    if cut is not None:
        rows.append([_button("Read on", ReadOn(cut, 1))])
    if more:
        rows.append([_button(f"{more} more", ShowBriefing(_LATEST))])
    rows.append([_button("Settings", ShowSettings()), _button("Unsubscribe", EndDigest())])
    return _markup(rows)


def _pages(total: int, size: int, page: int, turn: Callable[[int], Action]) -> Row:
    left = total - (page + 1) * size
    back = _button("‹ Back", turn(page - 1)) if page > 0 else None
    more = _button(f"More ({left}) ›", turn(page + 1)) if left > 0 else None
    return [back, more]


def _button(label: str, action: Action) -> Button:
    return InlineKeyboardButton(label, callback_data=encode(action)) if fits(action) else None


def _rows(buttons: Row, width: int) -> list[Row]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def _markup(rows: Sequence[Row]) -> InlineKeyboardMarkup | None:
    there = [[button for button in row if button] for row in rows]
    filled = [row for row in there if row]
    return InlineKeyboardMarkup(filled) if filled else None
