"""What an error of the library's tells: whether a call left this machine, and how long to wait."""

from __future__ import annotations

import datetime as dt
from typing import Final

import httpx
from telegram.error import NetworkError, RetryAfter, TelegramError

#: With these the request never left: everything else may have arrived.
_NEVER_LEFT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
)


def never_left(error: TelegramError) -> bool:
    """The call certainly did not reach Telegram."""
    return isinstance(error.__cause__, _NEVER_LEFT)


def is_telegrams_fault(error: TelegramError) -> bool:
    """Telegram answered, with an error of its own (5xx). The call may have been carried out."""
    return type(error) is NetworkError and error.__cause__ is None


def wait_of(error: RetryAfter) -> dt.timedelta:
    """However long: seconds or a timedelta, as the library's environment has it."""
    wait = error.retry_after
    return wait if isinstance(wait, dt.timedelta) else dt.timedelta(seconds=wait)
