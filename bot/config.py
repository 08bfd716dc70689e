"""Settings: read once from the environment and `.env`, checked as a whole, then one frozen value.

Everything a deployment can choose is here, with its default and what is allowed. Nothing else reads
the environment; a bad value is named together with all the others, and no secret is ever repeated.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError
from rapidfuzz import process

PREFIX: Final = "NATO_BRIEFS_"
ENV_FILE: Final = ".env"
#: Where Docker, Podman and their like lay a container's secrets.
ENGINE_SECRETS: Final = Path("/run/secrets")

#: Root of Telegram's own Bot API server.
TELEGRAM: Final = "https://api.telegram.org"

#: Variables with our prefix that are not settings of the bot: `make golden` sets this one.
FOREIGN: Final = frozenset({PREFIX + "GOLDEN"})


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """How a log line looks: for people, or for a log collector."""

    CONSOLE = "console"
    JSON = "json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One variable that cannot be used."""

    variable: str
    wrong: str  #: what is wrong with its value; never the value of a secret
    allowed: str


class ConfigError(Exception):
    """The settings cannot be used; `problems` has every bad variable."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        lines = (f"  {each.variable}: {each.wrong} Allowed: {each.allowed}" for each in problems)
        super().__init__("The configuration cannot be used.\n" + "\n".join(lines))


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownVariable:
    """A variable with our prefix that means nothing, and the one it may have been meant for."""

    variable: str
    nearest: str | None

    def __str__(self) -> str:
        """A sentence that says what to do."""
        hint = f"Did you mean {self.nearest}?" if self.nearest else "Remove it."
        return f"{self.variable} is set but means nothing. {hint}"


def find_packaged(name: str) -> Path:
    """The folder `templates` or `seeds`: inside the installed package, or at a checkout's top."""
    packages = Path(__file__).resolve().parents[1]
    installed = {"templates": packages / "bot", "seeds": packages / "briefs"}[name] / name
    return installed if installed.is_dir() else packages / name


def _default_database(settled: dict[str, Any]) -> str:
    """A file in the user's data folder. The sandbox has one of its own: nobody there is real."""
    from platformdirs import user_data_path  # noqa: PLC0415 -- only a run without DATABASE_URL

    name = "nato-briefs" if settled.get("token") else "sandbox"
    return f"sqlite:///{user_data_path('nato-briefs', appauthor=False) / name}.sqlite3"


def _read_token(value: str | SecretStr) -> str:
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    if not re.fullmatch(r"\d+:[\w-]+", text.strip(), re.ASCII):
        raise ValueError("This is not a bot token.")
    return text.strip()


def _read_url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", value.strip()):
        raise ValueError(f"{value!r} is not a web address.")
    return value.strip().rstrip("/")


def _read_admins(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = [word for word in re.split(r"[,\s]+", value) if word]
    wrong = [word for word in words if not re.fullmatch(r"[1-9]\d{0,15}", word, re.ASCII)]
    if wrong:
        raise ValueError(f"{', '.join(map(repr, wrong))} cannot be the id of a user.")
    return frozenset(map(int, words))


def _read_folder(value: str | Path) -> Path:
    folder = Path(value).expanduser()
    if not folder.is_dir():
        raise ValueError(f"There is no folder {str(value)!r}.")
    return folder


_DATABASES: Final = r"sqlite:///(?!file:)[^?]+|postgres(ql)?(\+psycopg)?://[^\s/]*/[^\s/?]+(\?\S*)?"


def _read_database(value: str) -> str:
    if not re.fullmatch(_DATABASES, value.strip()):
        raise ValueError("This names no database of SQLite or PostgreSQL.")
    return value.strip()


def _read_time(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip(), re.ASCII)
    if match is None:
        raise ValueError(f"{value!r} is not a time of day.")
    return dt.time(int(match[1]), int(match[2]))


def _read_zone(value: str) -> str:
    try:
        return ZoneInfo(value.strip()).key
    except (KeyError, ValueError, OSError) as exc:
        raise ValueError(f"{value!r} is not a time zone.") from exc


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _read_webhook(value: str) -> str:
    address = _read_url(value)
    if not re.fullmatch(r"https?://[^/]+(/[\w.~%-]+)*", address, re.ASCII):
        raise ValueError("Its path has characters that a proxy in front may write differently.")
    return address


def _read_webhook_secret(value: str | SecretStr) -> str:
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    if not re.fullmatch(r"[\w-]{16,256}", text.strip(), re.ASCII):
        raise ValueError("Telegram would not take it, or somebody may guess it.")
    return text.strip()


def _read_listen(value: str) -> str:
    address = re.fullmatch(r"([^\s:/\[\]]+|\[[\da-fA-F:.]+\]):(\d{1,5})", value.strip(), re.ASCII)
    if address is None or int(address[2]) > _LAST_PORT:
        raise ValueError(f"{value!r} is not an address to listen on.")
    return value.strip()


#: A real token has 35 characters after the colon; what is shorter is a word of its own.
_GUESSABLE: Final = 10

#: In an address: postgresql://briefs:password@localhost/briefs, or …/briefs?password=password
_PASSWORD: Final = re.compile(r"(://[^\s:/@]*:)[^\s/@]+(?=@)|([?&]password=)[^\s&]+")

_LAST_PORT: Final = 65_535


class Settings(BaseSettings):
    """What a deployment chooses. Field descriptions say what is allowed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    token: Annotated[SecretStr | None, BeforeValidator(_read_token)] = Field(
        default=None,
        description="the token @BotFather gives, like 123456789:AAF…, or none for the sandbox.",
    )
    api_url: Annotated[str, BeforeValidator(_read_url)] = Field(
        default=TELEGRAM, description=f"the root of a Bot API server, like {TELEGRAM}."
    )
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_read_admins)] = Field(
        default=frozenset(), description="ids of Telegram users, like 12345678,87654321."
    )
    articles: Annotated[Path, BeforeValidator(_read_folder)] = Field(
        default_factory=lambda: find_packaged("seeds"), description="a folder of articles."
    )
    database_url: Annotated[str, BeforeValidator(_read_database)] = Field(
        default_factory=_default_database,
        description="sqlite:/// and the path of a file, or postgresql://user:password@host/name.",
    )
    digest_time: Annotated[dt.time, BeforeValidator(_read_time)] = Field(
        default=dt.time(8), description="hours and minutes, from 00:00 to 23:59."
    )
    timezone: Annotated[str, BeforeValidator(_read_zone)] = Field(
        default="Europe/Brussels", description="an IANA name, like Europe/Brussels."
    )
    webhook_url: Annotated[str | None, BeforeValidator(_read_webhook)] = Field(
        default=None,
        description="where Telegram reaches this bot, like https://briefs.example.org/hook, "
        "or none: the bot asks Telegram.",
    )
    webhook_secret: Annotated[SecretStr | None, BeforeValidator(_read_webhook_secret)] = Field(
        default=None, description="16 to 256 letters, digits, _ and -, known to nobody else."
    )
    listen: Annotated[str | None, BeforeValidator(_read_listen)] = Field(
        default=None, description="host and port, like 127.0.0.1:8080 or [::]:8080."
    )
    log_level: Annotated[LogLevel, BeforeValidator(_lower)] = Field(
        default=LogLevel.INFO, description=f"{', '.join(LogLevel)}."
    )
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] = Field(
        default=LogFormat.CONSOLE, description=f"{', '.join(LogFormat)}."
    )
    corpora: Annotated[Path | None, BeforeValidator(_read_folder)] = Field(
        default=None, description="a folder of annotated corpora."
    )

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port to listen on; None: no port is bound."""
        host, _, port = (self.listen or "").rpartition(":")
        return (host.strip("[]"), int(port)) if port else None

    @property
    def is_shared(self) -> bool:
        """Several processes may serve this bot together: by a webhook, on PostgreSQL."""
        return self.webhook_url is not None and not self.database_url.startswith("sqlite")

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line, message or traceback may show: the token and its secret part alone,
        the webhook's secret, and a password that is no everyday word.
        """
        given = [each.get_secret_value() for each in (self.token, self.webhook_secret) if each]
        parts = [each.partition(":")[2] for each in given]
        address = urlsplit(self.database_url)
        parts += [unquote(address.password or ""), *parse_qs(address.query).get("password", ())]
        longer = [each for each in parts if len(each) >= _GUESSABLE]
        return tuple(dict.fromkeys([*given, *longer]))

    def redact(self, text: str) -> str:
        """The text without any secret, and without the password of any address."""
        if self.secrets:
            text = _any_of(self.secrets).sub("<secret>", text)
        return _PASSWORD.sub(r"\1\2<secret>", text)


@cache
def _any_of(secrets: tuple[str, ...]) -> re.Pattern[str]:
    """In any case: python-telegram-bot writes what Telegram answers in small letters."""
    longest_first = sorted(secrets, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def variable(field: str) -> str:
    """The environment variable of a field."""
    return PREFIX + field.upper()


def load_settings(env_file: str | Path | None = ENV_FILE) -> Settings:
    """The settings of the environment, which wins over `env_file`, which wins over secret files.

    Raises ConfigError.
    """
    options: dict[str, Any] = {
        "_env_file": env_file,
        "_env_file_encoding": "utf-8",
        "_secrets_dir": _find_secret_folders(),
    }
    try:
        settings = Settings(**options)
    except ValidationError as exc:
        # The default of one variable hangs on another: that is no second fault.
        faults = [one for one in exc.errors() if one["type"] != "default_factory_not_called"]
        raise ConfigError(tuple(map(_describe, faults))) from None
    except UnicodeDecodeError:
        problem = Problem(variable=str(env_file), wrong="It is not text.", allowed="UTF-8.")
        raise ConfigError((problem,)) from None
    except (SettingsError, OSError) as exc:
        raise ConfigError((_describe_unreadable(exc),)) from None
    if missing := tuple(_find_missing(settings)):
        raise ConfigError(missing)
    return settings


def _find_missing(settings: Settings) -> Iterator[Problem]:
    """What has a meaning only together with something else."""
    if settings.webhook_url is not None:
        for field in ("token", "webhook_secret", "listen"):
            if getattr(settings, field) is None:
                wrong = f"It is not set, and {variable('webhook_url')} is."
                yield Problem(variable=variable(field), wrong=wrong, allowed=_allowed(field))
    elif settings.webhook_secret is not None:
        wrong = f"It is set, and {variable('webhook_url')} is not."
        yield Problem(variable=variable("webhook_secret"), wrong=wrong, allowed="both, or none.")


def _describe_unreadable(error: SettingsError | OSError) -> Problem:
    """A file that belongs to somebody else, or holds no text."""
    cause = error.__cause__ if isinstance(error, SettingsError) else error
    if isinstance(cause, OSError):
        wrong = f"It cannot be read ({cause.strerror})."
        return Problem(variable=str(cause.filename), wrong=wrong, allowed="a file of this user.")
    return Problem(variable="A secret file", wrong="It is not text.", allowed="UTF-8.")


def _find_secret_folders() -> tuple[Path, ...]:
    """Where systemd and container engines lay secrets, a file `nato_briefs_token` for the token."""
    named = _environment().get("CREDENTIALS_DIRECTORY")
    folders = (Path(named) if named else None, ENGINE_SECRETS)
    return tuple(folder for folder in folders if folder is not None and folder.is_dir())


@dataclass(frozen=True, kw_only=True, slots=True)
class Supervision:
    """How systemd is told how the bot does."""

    address: str  #: of a socket
    patience: float | None  #: seconds of silence it bears; None: it does not listen for life


def find_supervision() -> Supervision | None:
    """What systemd said when it started this process; None when somebody else did."""
    address, silence = (_environment().get(name) for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC"))
    if not address:
        return None
    return Supervision(address=address, patience=int(silence) / 1e6 if silence else None)


def find_unknown_variables(env_file: str | Path | None = ENV_FILE) -> tuple[UnknownVariable, ...]:
    """Variables with our prefix that are set and mean nothing: most often misspelt."""
    known = {variable(field) for field in Settings.model_fields}
    named: Mapping[str, Any] = {**(dotenv_values(env_file) if env_file else {}), **_environment()}
    unknown = sorted(
        name
        for name in named
        if name.upper().startswith(PREFIX) and name.upper() not in known | FOREIGN
    )
    return tuple(
        UnknownVariable(variable=name, nearest=_nearest(name.upper(), known)) for name in unknown
    )


def outer_environment() -> dict[str, str]:
    """What is set, but for settings of the bot: to start one with others."""
    return {name: value for name, value in _environment().items() if not name.startswith(PREFIX)}


def _environment() -> Mapping[str, str]:
    return os.environ  # noqa: TID251 -- this is the one place


def _nearest(name: str, known: set[str]) -> str | None:
    best = process.extractOne(name.removeprefix(PREFIX), {k: k.removeprefix(PREFIX) for k in known})
    return best[2] if best and best[1] >= 60 else None  # noqa: PLR2004 -- below it is no typo


def _describe(error: Any) -> Problem:
    """Our own sentence of what is wrong; of pydantic's, which may repeat the value, nothing."""
    field = str(error["loc"][0])
    cause = error.get("ctx", {}).get("error")
    wrong = str(cause) if isinstance(cause, ValueError) else "It is none of the allowed values."
    return Problem(variable=variable(field), wrong=wrong, allowed=_allowed(field))


def _allowed(field: str) -> str:
    return Settings.model_fields[field].description or ""
