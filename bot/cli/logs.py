"""How a log line looks, and what none may show: the token, in whatever message or traceback."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys

from bot.config import LogFormat, Settings

#: They log addresses at INFO, and the address of a Bot API call holds the token; or, at DEBUG, all
#: that is sent and received.
_TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn", "alembic", "sqlalchemy")


#: Characters that end a line, move the cursor or turn the direction of what follows.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def redact(text: str, settings: Settings) -> str:
    """The text without any secret."""
    for secret in settings.secrets:
        text = text.replace(secret, "<token>")
    return text


def set_up_logging(settings: Settings, *, quiet: bool = False) -> None:
    """Log to standard error; a `quiet` command only from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    is_json = settings.log_format is LogFormat.JSON
    handler.setFormatter((JsonLines if is_json else ConsoleLines)(settings))
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(
        level=max(level, logging.WARNING) if quiet else level, handlers=[handler], force=True
    )
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


class ConsoleLines(logging.Formatter):
    """For people."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("%(asctime)s %(levelname)-8s %(name)s: %(message)s", "%H:%M:%S")
        self._settings = settings

    def format(self, record: logging.LogRecord) -> str:
        """The line, and a traceback under it if there is one, without secrets."""
        return redact(super().format(record), self._settings)

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
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False), self._settings)
