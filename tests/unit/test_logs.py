"""A log line: readable, or JSON, and without the token in either."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.cli.logs import ConsoleLines, JsonLines, set_up_logging
from bot.config import LogLevel, Settings

TOKEN = "123456789:AAF-a_token_that_nobody_has"
SETTINGS = Settings(token=SecretStr(TOKEN))


def a_record(message: str, *args: object, fails: Exception | None = None) -> logging.LogRecord:
    """A record at INFO; with an error as `exc_info` gives it."""
    info = (type(fails), fails, fails.__traceback__) if fails else None
    return logging.LogRecord("bot.intake", logging.INFO, "intake.py", 1, message, args, info)


@pytest.mark.parametrize("formatter", [ConsoleLines(SETTINGS), JsonLines(SETTINGS)])
@pytest.mark.parametrize(
    "record",
    [
        a_record(f"POST https://api.telegram.org/bot{TOKEN}/getMe"),
        a_record("POST %s", f"https://api.telegram.org/bot{TOKEN}/getMe"),
        a_record("only its secret part: %s", TOKEN.partition(":")[2]),
        a_record("failed", fails=ValueError(f"The token `{TOKEN}` was rejected")),
    ],
    ids=["message", "argument", "part", "traceback"],
)
def test_no_line_shows_the_token(formatter: logging.Formatter, record: logging.LogRecord) -> None:
    """Wherever it stands, and however it came there."""
    line = formatter.format(record)

    assert TOKEN.partition(":")[2] not in line
    assert "<token>" in line


def test_a_line_is_one_line() -> None:
    """A file's name can hold anything, a forged line of the log and colours included."""
    line = ConsoleLines(SETTINGS).format(a_record("not loaded: %s", "a\n12:00 \x1b[31m\u202eb.txt"))

    assert line.endswith("not loaded: a\\n12:00 \\x1b[31m\\u202eb.txt")


def test_json_lines_are_json() -> None:
    """One object a line, in UTC, the traceback inside."""
    line = JsonLines(SETTINGS).format(a_record("ten “digests”", fails=KeyError("x")))

    entry = json.loads(line)
    assert "\n" not in line
    assert (entry["level"], entry["logger"]) == ("info", "bot.intake")
    assert entry["message"] == "ten “digests”"
    assert entry["time"].endswith("+00:00")
    assert "KeyError" in entry["exception"]


@pytest.fixture
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.usefixtures("_logging_as_it_was")
@pytest.mark.parametrize("name", ["telegram.Bot", "telegram.ext.Application", "httpx"])
def test_no_level_shows_what_people_write(name: str) -> None:
    """The libraries log every update and every answer at DEBUG, texts and names included."""
    set_up_logging(Settings(log_level=LogLevel.DEBUG))

    assert logging.getLogger("bot.intake").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)
