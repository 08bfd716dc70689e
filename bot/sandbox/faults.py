"""Failures to order: the next calls that match get what Telegram gives on a bad day."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.errors import (
    ApiError,
    ConnectionLost,
    bad_request,
    forbidden,
    too_many_requests,
)


class FaultKind(StrEnum):
    """What can be ordered."""

    FLOOD = "flood"  #: 429 with retry_after
    BLOCKED = "blocked"  #: 403, the reader has blocked the bot
    DEACTIVATED = "deactivated"  #: 403, the account is gone
    KICKED = "kicked"  #: 403, the group has thrown the bot out
    TOPIC_CLOSED = "topic_closed"  #: 400, the forum topic takes no messages
    SERVER_ERROR = "server_error"  #: 500
    BAD_GATEWAY = "bad_gateway"  #: 502
    REPLY_LOST = "reply_lost"  #: carried out, but the answer never arrives
    RESET = "reset"  #: the connection breaks before anything is done


@dataclass(kw_only=True, slots=True)
class Fault:
    """An order. Without method and chat it meets any call that names a chat."""

    kind: FaultKind
    times: int = 1  #: calls it is still good for
    method: str | None = None
    chat_id: int | None = None
    retry_after: int = 5

    def meets(self, method: str, chat_id: object) -> bool:
        """Whether this call is to fail."""
        if self.method is not None and self.method != method:
            return False
        if self.chat_id is not None:
            return self.chat_id == chat_id
        return self.method is not None or chat_id is not None

    def error(self) -> ApiError | ConnectionLost:
        """What the caller gets."""
        if self.kind is FaultKind.FLOOD:
            return too_many_requests(self.retry_after)
        if self.kind in (FaultKind.REPLY_LOST, FaultKind.RESET):
            return ConnectionLost(handled=self.kind is FaultKind.REPLY_LOST)
        return _plain_error(self.kind)

    def as_json(self) -> dict[str, object]:
        """As the chat page lists it."""
        return {
            "kind": self.kind.value,
            "times": self.times,
            "method": self.method,
            "chat_id": self.chat_id,
        }


@dataclass(slots=True)
class FaultBook:
    """The orders that are still open, oldest first."""

    open: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The first order this call meets, used up by one."""
        fault = next((each for each in self.open if each.meets(method, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            self.open = [each for each in self.open if each.times > 0]
        return fault


def _plain_error(kind: FaultKind) -> ApiError:
    return {
        FaultKind.BLOCKED: forbidden("bot was blocked by the user"),
        FaultKind.DEACTIVATED: forbidden("user is deactivated"),
        FaultKind.KICKED: forbidden("bot was kicked from the supergroup chat"),
        FaultKind.TOPIC_CLOSED: bad_request("TOPIC_CLOSED"),
        FaultKind.SERVER_ERROR: ApiError(500, "Internal Server Error"),
        FaultKind.BAD_GATEWAY: ApiError(502, "Bad Gateway"),
    }[kind]
