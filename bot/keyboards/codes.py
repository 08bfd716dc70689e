"""Callback data: the encoder and the decoder of what buttons ask for, side by side.

It is a letter for the kind of button and short stateless codes: ids and a position, no session.
What a client sends back may be forged or years old, so `decode` trusts nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from telegram.constants import InlineKeyboardButtonLimit

from bot.keyboards.actions import (
    Action,
    Change,
    EndDigest,
    Forget,
    InterestAction,
    ListInterests,
    ListPeople,
    ListTopics,
    ListZones,
    PauseDigest,
    ReadOn,
    Screen,
    SetDigest,
    SetInterest,
    SetPreference,
    SettingsAction,
    ShowBriefing,
    ShowComparison,
    ShowContext,
    ShowLeftovers,
    ShowLess,
    ShowPrintings,
    ShowSettings,
    Wish,
)
from briefs.model import InterestKind, Period, Subject


def encode(action: Action) -> str:  # noqa: C901, PLR0911 -- one line for each kind
    """The callback data of an action. Only the words of a subject can make it too long: `fits`."""
    match action:
        case ShowBriefing(subject, offset, turns):
            ids = f"{subject.about_id or subject.speaker_id or ''}:{subject.topic_id or ''}"
            letter = "o" if subject.about_id else "i" if subject.reported else "b"
            at = f"{offset}{_encode_period(subject.period)}"
            return f"{letter.upper() if turns else letter}:{ids}:{at}:{subject.words or ''}"
        case ShowComparison(first, second):
            on = f"{first.topic_id or ''}:{_encode_period(first.period)}:{first.words or ''}"
            return f"m:{first.speaker_id}:{second.speaker_id}:{on}"
        case ShowContext(quotation_id):
            return f"c:{quotation_id}"
        case ShowPrintings(quotation_id, offset, turns):
            return f"{'N' if turns else 'n'}:{quotation_id}:{offset}"
        case ReadOn(quotation_id, part):
            return f"r:{quotation_id}:{part}"
        case ShowLeftovers(delivery, counted, offset, turns):
            return f"{'K' if turns else 'k'}:{delivery or ''}:{counted}:{offset}"
        case ListPeople(initial, page, turns):
            return f"{'P' if turns else 'p'}:{page}:{initial}"
        case ListTopics(page, turns):
            return f"{'T' if turns else 't'}:{page}"
        case Forget():
            return "e"
        case SetInterest() | ListInterests() | ShowLess():
            return _encode_interest(action)
        case _:
            return _encode_setting(action)


def _encode_interest(action: InterestAction) -> str:
    match action:
        case SetInterest(change, kind, value):
            return f"j:{change}{_KINDS[kind]}:{value}"
        case ListInterests(page, turns):
            return f"{'F' if turns else 'f'}:{page}"
        case ShowLess():
            return "l"


def _encode_setting(action: SettingsAction) -> str:
    match action:
        case SetDigest(at, zone):
            return f"d:{at.strftime('%H%M') if at else ''}:{zone or ''}"
        case EndDigest():
            return "u"
        case PauseDigest(resumes):
            return "a:0" if resumes else "a:1"
        case ShowSettings(screen, turns):
            return f"{'S' if turns else 's'}:{screen}"
        case ListZones(region, page):
            return f"z:{region}:{page}"
        case SetPreference(wish, value):
            return f"w:{wish}:{value}"


def _encode_period(period: Period | None) -> str:
    """As in @20210301-20211231; nothing for no period, and for a limit there is not."""
    if period is None:
        return ""
    days = (day.strftime("%Y%m%d") if day else "" for day in (period.since, period.until))
    return f"@{'-'.join(days)}"


def _decode_comparison(found: re.Match[str]) -> ShowComparison | None:
    first, second, topic, period, since, until, words = found.groups()
    try:
        days = _decode_days(since, until)
    except ValueError:  # forged
        return None
    kept = Subject(topic_id=topic, words=words or None, period=days if period else None)
    return ShowComparison(replace(kept, speaker_id=first), replace(kept, speaker_id=second))


def _decode_days(since: str | None, until: str | None) -> Period:
    """Raises ValueError for what is no day."""
    days = [dt.date.fromisoformat(day) if day else None for day in (since, until)]
    return Period(since=days[0], until=days[1])


def _decode_briefing(found: re.Match[str]) -> ShowBriefing | None:
    kind, speaker, topic, offset, period, since, until, words = found.groups()
    try:
        days = _decode_days(since, until)
    except ValueError:  # forged
        return None
    is_about = kind in "oO"
    subject = Subject(
        speaker_id=None if is_about else speaker,
        about_id=speaker if is_about else None,
        topic_id=topic,
        words=words or None,
        reported=kind in "iI",
        period=days if period else None,
    )
    return ShowBriefing(subject, int(offset), kind.isupper())


_ID: Final = r"[0-9A-Za-z]{1,16}"
_SLUG: Final = r"[0-9a-z-]{1,24}"
_NUMBER: Final = r"\d{1,7}"

_KINDS: Final = {kind: kind[0] for kind in InterestKind}  # s, t or w
_KINDS_BY_LETTER: Final = {letter: kind for kind, letter in _KINDS.items()}

_PERIOD: Final = r"(@((?:19|20)\d{6})?-((?:19|20)\d{6})?)?"

_READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Action | None]], ...]] = (
    (
        re.compile(rf"([BbIiOo]):({_ID})?:({_SLUG})?:({_NUMBER}){_PERIOD}:([^\n]*)", re.ASCII),
        _decode_briefing,
    ),
    (
        re.compile(rf"m:({_ID}):({_ID}):({_SLUG})?:{_PERIOD}:([^\n]*)", re.ASCII),
        _decode_comparison,
    ),
    (re.compile(rf"c:({_ID})", re.ASCII), lambda m: ShowContext(m[1])),
    (
        re.compile(rf"([Nn]):({_ID}):({_NUMBER})", re.ASCII),
        lambda m: ShowPrintings(m[2], int(m[3]), m[1] == "N"),
    ),
    (re.compile(rf"r:({_ID}):({_NUMBER})", re.ASCII), lambda m: ReadOn(m[1], int(m[2]))),
    (
        re.compile(rf"([Kk]):(\d{{1,18}})?:({_NUMBER}):({_NUMBER})", re.ASCII),
        lambda m: ShowLeftovers(int(m[2]) if m[2] else None, int(m[3]), int(m[4]), m[1] == "K"),
    ),
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
    (
        re.compile(rf"([Ss])(?::([{''.join(Screen)}]))?"),  # bare under digests of earlier versions
        lambda m: ShowSettings(Screen(m[2] or Screen.MAIN), m[1] == "S"),
    ),
    (
        re.compile(rf"z:([A-Z][a-z]{{1,12}}):({_NUMBER})", re.ASCII),
        lambda m: ListZones(m[1], int(m[2])),
    ),
    (
        re.compile(rf"w:([{''.join(Wish)}]):([0-9a-z-]{{0,9}})", re.ASCII),
        lambda m: SetPreference(Wish(m[1]), m[2]),
    ),
    (
        re.compile(rf"j:([{''.join(Change)}])([stw]):([^\n]{{1,60}})"),
        lambda m: SetInterest(Change(m[1]), _KINDS_BY_LETTER[m[2]], m[3]),
    ),
    (
        re.compile(rf"([Ff]):({_NUMBER})", re.ASCII),
        lambda m: ListInterests(int(m[2]), m[1] == "F"),
    ),
    (re.compile(r"l"), lambda _: ShowLess()),
    (re.compile(r"e"), lambda _: Forget()),
    (re.compile(r"a:([01])"), lambda m: PauseDigest(resumes=m[1] == "0")),
)


def decode(data: str) -> Action | None:
    """What a button asks for; None for data that is no button of ours."""
    for pattern, read in _READERS:
        if match := pattern.fullmatch(data):
            return read(match)
    return None


#: Deep links that name no id.
_LISTS: Final[dict[str, Action]] = {"people": ListPeople(), "topics": ListTopics()}


def encode_link(action: Action) -> str | None:
    """The payload of a deep link `…?start=payload`; None for what no link can name."""
    match action:
        case ShowContext(quotation_id):
            return f"q_{quotation_id}"
        case ShowBriefing(Subject(speaker_id=str(id_)) as subject):
            return f"p_{id_}" if subject == Subject(speaker_id=id_) else None
        case ShowBriefing(Subject(topic_id=str(id_)) as subject):
            return f"t_{id_}" if subject == Subject(topic_id=id_) else None
    return next((name for name, listed in _LISTS.items() if listed == action), None)


def decode_link(payload: str) -> Action | None:
    """What a deep link asks for: a person, a topic, a quotation, or a list."""
    match = re.fullmatch(rf"(?:p_({_ID})|t_({_SLUG})|q_({_ID}))", payload, re.ASCII)
    if match is None:
        return _LISTS.get(payload)
    if match[3]:
        return ShowContext(match[3])
    return ShowBriefing(Subject(speaker_id=match[1], topic_id=match[2]))


def fits(action: Action) -> bool:
    """The action can be carried by a button."""
    return has_room(encode(action))


def has_room(code: str) -> bool:
    """The code can be the data of a button."""
    return len(code.encode("utf-8", "replace")) <= _MOST_BYTES


_MOST_BYTES: Final = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
