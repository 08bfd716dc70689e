"""What goes wrong in the sandbox.

ApiError        the bot's call is refused, as Telegram would: status, description, parameters
ConnectionLost  the caller gets no answer at all, whether or not the call was carried out
ActError        a person tried what no client lets a person do
"""

from __future__ import annotations


class ApiError(Exception):
    """A refused call. `status` is both the HTTP status and Telegram's `error_code`."""

    def __init__(
        self,
        status: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    def as_json(self) -> dict[str, object]:
        """The body Telegram sends with such an error."""
        hints = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if given := {name: value for name, value in hints.items() if value is not None}:
            body["parameters"] = given
        return body


class ConnectionLost(Exception):  # noqa: N818  not an error of ours: an event that was ordered
    """No answer reaches the caller."""

    def __init__(self, *, handled: bool) -> None:
        super().__init__("answer lost" if handled else "connection reset")
        self.handled = handled  #: whether the call was carried out all the same


class ActError(ValueError):
    """What a person tried cannot be done; the text says why."""


def bad_request(reason: str) -> ApiError:
    """The call makes no sense to Telegram."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """The bot may not do this in this chat."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Two ways of receiving updates stand in each other's way."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """The bot is too fast and is told how long to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def dropped_silently(what: str) -> ApiError:
    """Telegram would say ok and lose something that was meant; here it is refused."""
    return bad_request(f"{what} (Telegram would drop it silently; the sandbox refuses)")


def not_played(what: str) -> ApiError:
    """Telegram knows this and the sandbox does not: said plainly, instead of a feigned success."""
    return ApiError(501, f"Not Implemented: the sandbox does not play {what}")
