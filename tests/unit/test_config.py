"""What a deployment may choose, and what it is told when it chooses wrongly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.config import (
    ConfigError,
    LogFormat,
    LogLevel,
    Problem,
    Settings,
    find_packaged,
    find_unknown_variables,
    load_settings,
    variable,
)

TOKEN = "123456789:AAF-a_token_that_nobody_has"
HOOK = "https://briefs.example.org/hook"
SECRET = "a_secret-that-nobody_has"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of ours, and no .env file."""
    for name in (*map(variable, FIELDS), "NATO_BRIEFS_GOLDEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


FIELDS = tuple(Settings.model_fields)


def problems_of(monkeypatch: pytest.MonkeyPatch, **values: str) -> tuple[Problem, ...]:
    for field, value in values.items():
        monkeypatch.setenv(variable(field), value)
    with pytest.raises(ConfigError) as raised:
        load_settings()
    return raised.value.problems


def test_nothing_needs_to_be_set() -> None:
    """A newcomer gets the sandbox, the packaged articles and a file of their own."""
    settings = load_settings()

    assert settings.token is None
    assert settings.articles == find_packaged("seeds")
    assert settings.database_url.startswith("sqlite:////")
    assert (settings.digest_time, settings.timezone) == (dt.time(8), "Europe/Brussels")
    assert (settings.log_level, settings.log_format) == (LogLevel.INFO, LogFormat.CONSOLE)


def test_the_sandbox_keeps_its_invented_people_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who plays first and goes live later sends no digest to chats that never were."""
    played = load_settings().database_url
    monkeypatch.setenv(variable("token"), TOKEN)

    assert played.endswith("sandbox.sqlite3")
    assert load_settings().database_url.endswith("nato-briefs.sqlite3")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("admins", "12, 345", frozenset({12, 345})),
        ("admins", "12", frozenset({12})),
        ("digest_time", "6:05", dt.time(6, 5)),
        ("timezone", "America/New_York", "America/New_York"),
        ("api_url", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("database_url", "sqlite:////var/lib/briefs.db", "sqlite:////var/lib/briefs.db"),
        ("database_url", "postgresql://ann:se@cret@db/x", "postgresql://ann:se@cret@db/x"),
        ("database_url", "postgresql:///briefs?host=/run", "postgresql:///briefs?host=/run"),
        ("log_level", "DEBUG", LogLevel.DEBUG),
        ("log_format", "json", LogFormat.JSON),
        ("articles", ".", Path()),
        ("admins", "", frozenset()),
    ],
)
def test_reads_a_variable(
    monkeypatch: pytest.MonkeyPatch, field: str, text: str, value: object
) -> None:
    """An empty variable is an unset one."""
    monkeypatch.setenv(variable(field), text)

    assert getattr(load_settings(), field) == value


def test_reads_a_file_below_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is in .env holds unless the environment says otherwise."""
    (tmp_path / ".env").write_text(
        f"NATO_BRIEFS_TOKEN={TOKEN}\nNATO_BRIEFS_DIGEST_TIME=07:00\n", encoding="utf-8"
    )
    monkeypatch.setenv(variable("digest_time"), "09:00")

    settings = load_settings()

    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN
    assert settings.digest_time == dt.time(9)


def test_every_bad_variable_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to start it seven times to find seven mistakes."""
    bad = {
        "token": "not a token",
        "api_url": "telegram",
        "admins": "12,boss",
        "articles": "nowhere",
        "database_url": "mysql://localhost/briefs",
        "digest_time": "8",
        "timezone": "Europe/Brusels",
        "webhook_url": "example.org/hook",
        "webhook_secret": "short",
        "listen": ":8080",
        "log_level": "loud",
        "log_format": "xml",
        "corpora": "nowhere",
    }

    found = problems_of(monkeypatch, **bad)

    assert {problem.variable for problem in found} == set(map(variable, bad))
    assert all(problem.wrong and problem.allowed for problem in found)


@pytest.mark.parametrize(
    ("field", "text", "wrong", "allowed"),
    [
        ("admins", "12,boss", "'boss'", "12345678,87654321"),
        ("digest_time", "25:00", "'25:00' is not a time of day", "00:00 to 23:59"),
        ("timezone", "Mars/Base", "'Mars/Base' is not a time zone", "Europe/Brussels"),
        ("timezone", "Europe", "'Europe' is not a time zone", "IANA"),
        ("articles", "nowhere", "no folder 'nowhere'", "folder"),
        ("log_level", "loud", "none of the allowed", "debug, info, warning, error"),
        ("listen", ":8080", "':8080' is not an address", "127.0.0.1:8080"),
        ("listen", "localhost:70000", "not an address", "[::]:8080"),
        ("webhook_url", "example.org/hook", "not a web address", "https://briefs.example.org/hook"),
        ("webhook_url", "https://example.org/a{b}", "characters", "https://briefs.example.org"),
        ("webhook_secret", "short", "may guess it", "16 to 256"),
        ("database_url", "mysql://localhost/briefs", "SQLite or PostgreSQL", "sqlite:///"),
        ("database_url", "sqlite:///file:briefs.db?mode=ro", "names no database", "path of a file"),
        ("database_url", "postgresql://localhost", "names no database", "@host/name"),
        ("database_url", "postgresql://ann:secret@db", "names no database", "@host/name"),
    ],
)
def test_says_what_is_wrong_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, field: str, text: str, wrong: str, allowed: str
) -> None:
    """The message is enough to put it right."""
    [problem] = problems_of(monkeypatch, **{field: text})

    assert wrong in problem.wrong
    assert allowed in problem.allowed


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"webhook_url": HOOK}, {"token", "webhook_secret", "listen"}),
        ({"webhook_url": HOOK, "token": TOKEN, "listen": "0.0.0.0:80"}, {"webhook_secret"}),
        ({"webhook_secret": SECRET, "token": TOKEN}, {"webhook_secret"}),
    ],
)
def test_a_webhook_needs_all_its_settings(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: set[str]
) -> None:
    """Those that are missing are named, each with what is allowed."""
    found = problems_of(monkeypatch, **given)

    assert {problem.variable for problem in found} == set(map(variable, missing))


@pytest.mark.parametrize(
    ("listen", "address"),
    [("127.0.0.1:8080", ("127.0.0.1", 8080)), ("[::]:80", ("::", 80)), ("bot:1", ("bot", 1))],
)
def test_knows_where_to_listen(
    monkeypatch: pytest.MonkeyPatch, listen: str, address: tuple[str, int]
) -> None:
    """Host and port; without a webhook too, for those who ask after the bot's health."""
    monkeypatch.setenv(variable("listen"), listen)

    assert load_settings().address == address


def test_binds_no_port_unless_told() -> None:
    """A newcomer's bot polls."""
    assert load_settings().address is None


@pytest.mark.parametrize(
    ("database_url", "is_shared"),
    [("sqlite:////srv/briefs.db", False), ("postgresql://briefs@localhost/briefs", True)],
)
def test_several_processes_need_a_webhook_and_a_server(
    monkeypatch: pytest.MonkeyPatch, database_url: str, is_shared: bool
) -> None:
    """A file has one process; and only one may poll, wherever the data is."""
    given = {"token": TOKEN, "webhook_secret": SECRET, "listen": "localhost:1"}
    for field, value in {**given, "database_url": database_url, "webhook_url": HOOK}.items():
        monkeypatch.setenv(variable(field), value)

    assert load_settings().is_shared is is_shared
    assert not load_settings().model_copy(update={"webhook_url": None}).is_shared


@pytest.mark.parametrize("token", ["abc", "123:", "123:has spaces in it", f"bot{TOKEN}"])
def test_a_token_is_never_repeated(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """A token with a slip of the pen is still most of a secret."""
    monkeypatch.setenv(variable("token"), token)
    with pytest.raises(ConfigError) as raised:
        load_settings()

    assert token not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_a_token_is_not_shown_by_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings gives nothing away."""
    monkeypatch.setenv(variable("token"), TOKEN)

    assert TOKEN not in repr(load_settings())
    assert load_settings().secrets == (TOKEN, TOKEN.partition(":")[2])


def test_a_misspelt_variable_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It would otherwise be ignored in silence."""
    monkeypatch.setenv("NATO_BRIEFS_ADMIN", "12")
    monkeypatch.setenv("NATO_BRIEFS_XYZ", "1")
    (tmp_path / ".env").write_text("NATO_BRIEFS_TIMEZON=Europe/Kyiv\n", encoding="utf-8")

    found = {each.variable: each.nearest for each in find_unknown_variables()}

    assert found == {
        "NATO_BRIEFS_ADMIN": "NATO_BRIEFS_ADMINS",
        "NATO_BRIEFS_TIMEZON": "NATO_BRIEFS_TIMEZONE",
        "NATO_BRIEFS_XYZ": None,
    }


def test_settings_cannot_be_changed() -> None:
    """One value for the whole run."""
    with pytest.raises(ValueError, match="frozen"):
        load_settings().timezone = "UTC"


@pytest.mark.parametrize("name", ["templates", "seeds"])
def test_finds_what_is_packaged(name: str) -> None:
    """In a checkout at its top, in an installed copy inside the package."""
    assert any(find_packaged(name).iterdir())
