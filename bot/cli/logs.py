"""How a log line looks, and what none may show: the token or another secret, wherever it came from.

Chats, users and updates are words in it (bot/pseudonyms.py). Only our own packages may say more
than warnings: at lower levels libraries log addresses, which hold the token, and all that is sent.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
import threading
from types import TracebackType
from typing import Any, Final, TextIO

from bot.config import LogFormat, Settings

_LOG = logging.getLogger(__name__)
#: Whose level the settings choose; everybody else is heard from warnings on.
OURS: Final = ("bot", "briefs")

#: Of an answer that is no JSON it logs an error before it raises one, which we handle: on a day on
#: which Telegram is away that is a traceback and an error for the administrators with each call.
REPETITIVE: Final = "telegram.request"

#: Characters that end a line, move the cursor or turn the direction of what follows.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def set_up_logging(settings: Settings, *, quiet: bool = False) -> None:
    """Log to standard error; a `quiet` command only from warnings on.

    What Python itself would print – warnings, errors of a thread nobody waits for – is logged, too.
    """
    handler = StandardError()
    is_json = settings.log_format is LogFormat.JSON
    handler.setFormatter((JsonLines if is_json else ConsoleLines)(settings))
    chosen = logging.getLevelNamesMapping()[settings.log_level.upper()]
    others = max(chosen, logging.WARNING)
    logging.basicConfig(level=others, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(others if quiet else chosen)
    logging.getLogger(REPETITIVE).setLevel(logging.CRITICAL)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    sys.unraisablehook = _log_unraisable
    threading.excepthook = _log_in_thread


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _LOG.critical("This should not have happened.", exc_info=(kind, error, trace))


def _log_in_thread(args: threading.ExceptHookArgs) -> None:
    _LOG.error("A thread ended early.", exc_info=args.exc_value)


def _log_unraisable(args: Any) -> None:  # the type exists for type checkers only
    _LOG.error("An error that nobody could be told.", exc_info=args.exc_value)


class StandardError(logging.StreamHandler[TextIO]):
    """Where lines go."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- the library's name
        """A line that cannot be written. Python would print all that went into it, unredacted."""
        sys.stderr.write(f"A line of {record.name} could not be logged.\n")


class ConsoleLines(logging.Formatter):
    """For people."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("%(asctime)s %(levelname)-8s %(name)s: %(message)s", "%H:%M:%S")
        self._settings = settings

    def format(self, record: logging.LogRecord) -> str:
        """The line, and a traceback under it if there is one, without secrets."""
        return self._settings.redact(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the library's name
        """The line itself. A file may be named so as to look like a second one."""
        return _CONTROL.sub(_escape, super().formatMessage(record))


class JsonLines(logging.Formatter):
    """For a log collector: one object a line, in UTC."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON, without secrets."""
        line: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": self._settings.redact(record.getMessage()),
        }
        if (update := getattr(record, "update", None)) is not None:
            line["update"] = update
        if record.exc_info:
            line["exception"] = self._settings.redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
