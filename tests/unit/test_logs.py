"""A log line: readable, or JSON, and without the token in either."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import warnings
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
        a_record("as the library writes it: %s", TOKEN.capitalize()),
        a_record("failed", fails=ValueError(f"The token `{TOKEN}` was rejected")),
    ],
    ids=["message", "argument", "part", "case", "traceback"],
)
def test_no_line_shows_the_token(formatter: logging.Formatter, record: logging.LogRecord) -> None:
    """Wherever it stands, and however it came there."""
    line = formatter.format(record)

    assert TOKEN.partition(":")[2].lower() not in line.lower()
    assert "<secret>" in line


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
    assert entry["process"] == os.getpid()
    assert entry["message"] == "ten “digests”"
    assert entry["time"].endswith("+00:00")
    assert "KeyError" in entry["exception"]


@pytest.fixture
def _logging_as_it_was() -> Iterator[None]:
    root, names = logging.getLogger(), ("", "bot", "briefs", "telegram.request")
    handlers, levels = root.handlers[:], [logging.getLogger(name).level for name in names]
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    showwarning = warnings.showwarning
    yield
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    logging.captureWarnings(capture=False)
    warnings.showwarning = showwarning
    root.handlers[:] = handlers
    for name, level in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(level)


@pytest.mark.usefixtures("_logging_as_it_was")
@pytest.mark.parametrize("name", ["telegram.Bot", "telegram.ext.Application", "httpx"])
def test_no_level_shows_what_people_write(name: str) -> None:
    """The libraries log every update and every answer at DEBUG, texts and names included."""
    set_up_logging(Settings(log_level=LogLevel.DEBUG))

    assert logging.getLogger("bot.intake").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("telegram.request.BaseRequest").isEnabledFor(logging.ERROR)
    assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)


def test_a_line_that_came_of_an_update_says_of_which() -> None:
    """By its word: a collector finds with it what else was logged."""
    record = a_record("failed")
    record.update = "5yuglbp2"

    assert json.loads(JsonLines(SETTINGS).format(record))["update"] == "5yuglbp2"


@pytest.mark.parametrize("formatter", [ConsoleLines, JsonLines])
@pytest.mark.parametrize(
    "text",
    [
        "postgresql://briefs:hunter2@db/briefs refuses",
        "psycopg+x://briefs:correct-horse-battery@db",
        "postgresql://briefs@db/briefs?password=hunter2&sslmode=require refuses",
        "the password correct-horse-battery is wrong",
        "X-Telegram-Bot-Api-Secret-Token: a_secret_of_the_webhook",
    ],
)
def test_no_line_shows_another_secret(formatter: type[ConsoleLines | JsonLines], text: str) -> None:
    """The webhook's, and the password of the database."""
    settings = SETTINGS.model_copy(
        update={
            "webhook_secret": SecretStr("a_secret_of_the_webhook"),
            "database_url": "postgresql://briefs:correct%2Dhorse-battery@db/briefs",
        }
    )

    line = formatter(settings).format(a_record(text))

    assert "<secret>" in line
    assert not any(secret in line for secret in ("hunter2", "horse", "a_secret"))


def test_a_password_may_stand_behind_a_question_mark() -> None:
    """There the driver finds it, too; without its address it is as secret."""
    url = "postgresql://briefs@db/briefs?sslmode=require&password=correct-horse-battery"
    settings = SETTINGS.model_copy(update={"database_url": url})

    line = ConsoleLines(settings).format(a_record("%s refused correct-horse-battery", url))

    assert line.endswith("?sslmode=require&password=<secret> refused <secret>")


UNCAUGHT = f"""
import logging, threading, warnings
from pydantic import SecretStr
from bot.cli.logs import set_up_logging
from bot.config import LogFormat, Settings

set_up_logging(Settings(token=SecretStr("{TOKEN}"), log_format=LogFormat.JSON))

class Clumsy:
    def __del__(self):
        raise ValueError("{TOKEN}")

def fail():
    raise ValueError("{TOKEN}")

Clumsy()
thread = threading.Thread(target=fail)
thread.start()
thread.join()
warnings.warn("{TOKEN}")
logging.getLogger("bot").warning("%d", "{TOKEN}")
fail()
"""


def test_what_python_itself_would_print_is_logged() -> None:
    """Errors of threads and destructors, warnings, and the error that ends everything."""
    done = subprocess.run(
        [sys.executable, "-c", UNCAUGHT], capture_output=True, encoding="utf-8", check=False
    )

    *lines, unlogged = sorted(done.stderr.splitlines(), key=lambda line: line.startswith("A line"))
    assert done.returncode == 1
    assert unlogged == "A line of bot could not be logged."
    assert [json.loads(line)["level"] for line in lines] == [
        "error",
        "error",
        "warning",
        "critical",
    ]
    assert TOKEN not in done.stdout + done.stderr
