"""What each error of Telegram's means, by name: for the digest, and for its subscription.

BadRequest and TimedOut are NetworkErrors in python-telegram-bot, so the order matters: the most
special type comes first. Within 400 and 403 the words decide; docs/delivery.md lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.outcomes import is_telegrams_fault, never_left
from briefs.model import Failure


class Remedy(StrEnum):
    """What is done about it."""

    PARK = "park"  #: nothing goes out for as long as Telegram says; then this one
    FOLLOW = "follow"  #: to the new id of the group, at once
    RETRY = "retry"  #: it certainly did not go out: later
    PAUSE = "pause"  #: failed; the chat's subscriptions wait for its return
    REFUSE = "refuse"  #: failed; this subscription waits, and the administrators are told
    GIVE_UP = "give_up"  #: failed by a mistake of ours, which ours are told of
    UNKNOWN = "unknown"  #: it may have arrived


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a digest that met an error."""

    remedy: Remedy
    failure: Failure | None = None


#: Words of Telegram's, in small letters; the first that occur decide.
_FORBIDDEN: Final = (
    ("blocked by the user", Failure.BLOCKED),
    ("user is deactivated", Failure.DEACTIVATED),
    ("kicked", Failure.REMOVED),
    ("not a member", Failure.NOT_A_MEMBER),
    ("chat was deleted", Failure.GROUP_DELETED),
    ("can't initiate conversation", Failure.NO_CHAT),
)
_GONE: Final = (
    ("chat not found", Failure.NO_CHAT),
    ("peer_id_invalid", Failure.NO_CHAT),
    ("chat was deactivated", Failure.GROUP_DELETED),
)
_NOT_ALLOWED: Final = (
    ("topic_closed", Failure.TOPIC_CLOSED),
    ("topic_deleted", Failure.NO_TOPIC),
    ("thread not found", Failure.NO_TOPIC),
    ("enough rights", Failure.NO_RIGHTS),
    ("no rights", Failure.NO_RIGHTS),
    ("administrator rights", Failure.NO_RIGHTS),
    ("chat_admin_required", Failure.NO_RIGHTS),
    ("chat_write_forbidden", Failure.WRITE_FORBIDDEN),
    ("chat_send_plain_forbidden", Failure.WRITE_FORBIDDEN),
    ("chat_restricted", Failure.WRITE_FORBIDDEN),
)
_OUR_MISTAKE: Final = (
    ("can't parse entities", Failure.MARKUP),
    ("message is too long", Failure.TOO_LONG),
    ("message_too_long", Failure.TOO_LONG),
)


def judge(error: TelegramError) -> Verdict:
    """What is to be done about an error that a digest met."""
    match error:
        case RetryAfter():
            return Verdict(Remedy.PARK)
        case ChatMigrated():
            return Verdict(Remedy.FOLLOW)
        case Forbidden():
            return _judge_forbidden(error.message.lower())
        case BadRequest():
            return _judge_bad_request(error.message.lower())
        case _:
            return _judge_outage(error)


def is_markup_refused(error: TelegramError) -> bool:
    """Telegram cannot read what we wrote; as plain text it would."""
    return isinstance(error, BadRequest) and judge(error).failure is Failure.MARKUP


def _judge_outage(error: TelegramError) -> Verdict:
    if isinstance(error, InvalidToken | Conflict) or never_left(error):
        return Verdict(Remedy.RETRY)
    is_theirs = is_telegrams_fault(error)
    return Verdict(Remedy.UNKNOWN, Failure.SERVER_ERROR if is_theirs else Failure.NO_ANSWER)


def _judge_forbidden(said: str) -> Verdict:
    if failure := _find(said, _NOT_ALLOWED):
        return Verdict(Remedy.REFUSE, failure)
    return Verdict(Remedy.PAUSE, _find(said, _FORBIDDEN) or Failure.FORBIDDEN)


def _judge_bad_request(said: str) -> Verdict:
    if failure := _find(said, _GONE):
        return Verdict(Remedy.PAUSE, failure)
    if failure := _find(said, _NOT_ALLOWED):
        return Verdict(Remedy.REFUSE, failure)
    return Verdict(Remedy.GIVE_UP, _find(said, _OUR_MISTAKE) or Failure.REFUSED)


def _find(said: str, table: tuple[tuple[str, Failure], ...]) -> Failure | None:
    return next((failure for words, failure in table if words in said), None)
