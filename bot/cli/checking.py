"""`check`: whether the bot would run as it is set up; of each fault, what to do about it.

Nothing is changed or made, and what can be looked at is looked at however much else is wrong. The
network is only used for the two questions to Telegram, which `--offline` leaves out.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import errno
import sys
import urllib.error
import urllib.request
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import telegram
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.clock import SystemClock
from bot.config import (
    ConfigError,
    Settings,
    find_packaged,
    find_unknown_variables,
    load_settings,
    variable,
)
from bot.messages.samples import find_template_faults, find_templates
from bot.web import listen_on
from briefs.errors import BriefsError
from briefs.newsroom.inspection import (
    count_set_aside,
    find_article_faults,
    find_data_faults,
    inspect_database,
)

#: Seconds Telegram, or a bot on this machine, may take for an answer.
PATIENCE: Final = 10.0
#: Faults of one item that are named; the rest is counted.
NAMED: Final = 20
#: A delivery to the webhook that failed within so long is a fault, an older one is history.
RECENT: Final = dt.timedelta(hours=1)
#: Of updates that no process got done with.
SET_ASIDE: Final = (
    "begun again and again and never done with, and set aside. The log says when. After an upgrade "
    "that mends it, do UPDATE inbox SET attempts = 0 in the database: the next start tries again."
)


class Verdict(StrEnum):
    """What came of looking at something."""

    OK = "ok"
    FAULT = "fault"
    SKIPPED = "–"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One line of what `check` prints."""

    item: str
    verdict: Verdict
    told: str  #: of a fault, also what to do


def check(*, offline: bool) -> int:
    """Print a line for each item; the status is 1 if one of them has a fault."""
    settings, faults = _load()
    found: list[Finding] = []
    for finding in _look(settings, faults, offline=offline):
        found.append(finding)
        line = f"{finding.verdict:<7}{finding.item:<11}{finding.told}"
        sys.stdout.write((settings.redact(line) if settings else line) + "\n")
        sys.stdout.flush()
    return int(any(finding.verdict is Verdict.FAULT for finding in found))


def _load() -> tuple[Settings | None, list[str]]:
    """The settings, or why they cannot be used; and whatever else is set and means nothing."""
    unknown = [str(each) for each in find_unknown_variables()]
    try:
        return load_settings(), unknown
    except ConfigError as exc:
        wrong = [f"{one.variable}: {one.wrong} Allowed: {one.allowed}" for one in exc.problems]
        return None, [*wrong, *unknown]


def _look(settings: Settings | None, faults: list[str], *, offline: bool) -> Iterator[Finding]:
    yield from _findings("settings", faults, "can be used")
    yield from _findings("zones", _find_zone_faults(), "there is data for every place")
    yield from _look_at_templates()
    yield from _findings("data", map(str, find_data_faults()), "people, offices, topics and others")
    if settings is None:
        rest = "articles", "database", "inbox", "listen", "token", "webhook"
        yield from (_skipped(item, "the settings cannot be used") for item in rest)
        return
    yield from _look_at_articles(settings)
    yield _look_at_database(settings)
    yield _look_at_inbox(settings)
    yield _look_at_address(settings)
    yield from _look_at_telegram(settings, offline=offline)


def _findings(item: str, faults: Iterator[str] | list[str], otherwise: str) -> Iterator[Finding]:
    """A line for each fault, or one that says that there is none."""
    told = list(faults)
    for fault in told[:NAMED]:
        yield Finding(item=item, verdict=Verdict.FAULT, told=fault)
    if len(told) > NAMED:
        yield Finding(item=item, verdict=Verdict.FAULT, told=f"and {len(told) - NAMED} more")
    if not told:
        yield Finding(item=item, verdict=Verdict.OK, told=otherwise)


def _skipped(item: str, why: str) -> Finding:
    return Finding(item=item, verdict=Verdict.SKIPPED, told=f"not looked at: {why}")


def _find_zone_faults() -> Iterator[str]:
    """Readers may name any place: without data, or with that of years ago, some are missing."""
    for zone in ("Europe/Brussels", "Europe/Kyiv", "America/Ciudad_Juarez"):
        try:
            zoneinfo.ZoneInfo(zone)
        except (OSError, ValueError, zoneinfo.ZoneInfoNotFoundError):
            yield f"There is no time zone {zone}: install the package tzdata anew."


def _look_at_templates() -> Iterator[Finding]:
    folder = find_packaged("templates")
    faults = [f"{folder / place}: {wrong}" for place, wrong in find_template_faults()]
    count = len(find_templates())
    if not count:
        faults.append(f"There are none in {folder}: install the program anew.")
    yield from _findings("templates", faults, f"{count} render")


def _look_at_articles(settings: Settings) -> Iterator[Finding]:
    count, faults = find_article_faults(settings.articles)
    told = [str(fault) for fault in faults]
    if not count and not told:
        told = [f"{settings.articles} has none: put in *.txt files, or set {variable('articles')}."]
    yield from _findings("articles", told, f"{count:,} in {settings.articles}")


def _look_at_database(settings: Settings) -> Finding:
    try:
        told = inspect_database(settings.database_url)
    except BriefsError as exc:
        return Finding(item="database", verdict=Verdict.FAULT, told=str(exc))
    return Finding(item="database", verdict=Verdict.OK, told=told)


def _look_at_inbox(settings: Settings) -> Finding:
    try:
        count = count_set_aside(settings.database_url)
    except BriefsError:
        return _skipped("inbox", "the database cannot be used")
    if not count:
        return Finding(item="inbox", verdict=Verdict.OK, told="nothing is set aside")
    what = "1 update was" if count == 1 else f"{count} updates were"
    return Finding(item="inbox", verdict=Verdict.FAULT, told=f"{what} {SET_ASIDE}")


# -- the address it listens on ---------------------------------------------------------------------


def _look_at_address(settings: Settings) -> Finding:
    """Free, or taken by a bot that runs already."""
    if settings.address is None:
        return Finding(item="listen", verdict=Verdict.OK, told="nowhere: no port is bound")
    host, port = settings.address
    try:
        listen_on(host, port).close()
    except OSError as exc:
        return _explain_address(settings.listen or "", host, port, exc)
    return Finding(item="listen", verdict=Verdict.OK, told=f"{settings.listen} is free")


def _explain_address(listen: str, host: str, port: int, error: OSError) -> Finding:
    if error.errno == errno.EADDRINUSE and _is_ours(host, port):
        return Finding(item="listen", verdict=Verdict.OK, told=f"a bot answers at {listen}")
    name = variable("listen")
    told = {
        errno.EADDRINUSE: f"another program listens at {listen}; stop it, or change {name}.",
        errno.EACCES: f"{listen} needs rights this user lacks; take a port from 1024 on in {name}.",
    }.get(error.errno or 0, f"{listen} cannot be listened on ({error.strerror}); change {name}.")
    return Finding(item="listen", verdict=Verdict.FAULT, told=told)


def _is_ours(host: str, port: int) -> bool:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- only compared
    address = f"http://[{here}]:{port}/healthz" if ":" in here else f"http://{here}:{port}/healthz"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=PATIENCE) as answer:
            return bool(answer.read(16) == b"alive\n")
    except OSError:
        return False


# -- Telegram --------------------------------------------------------------------------------------


def _look_at_telegram(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    if settings.token is None:
        told = f"none: the bot runs in the browser. Set {variable('token')} to go live."
        yield Finding(item="token", verdict=Verdict.OK, told=told)
        yield _skipped("webhook", "there is no token")
    elif offline:
        yield from (_skipped(item, "--offline") for item in ("token", "webhook"))
    else:
        yield from asyncio.run(_ask_telegram(settings))


async def _ask_telegram(settings: Settings) -> list[Finding]:
    assert settings.token is not None
    bot = telegram.Bot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        request=HTTPXRequest(read_timeout=PATIENCE, connect_timeout=PATIENCE),
    )
    try:
        await bot.initialize()
        token = Finding(item="token", verdict=Verdict.OK, told=f"it is @{bot.username}'s")
        return [token, await _ask_webhook(bot, settings)]
    except TelegramError as exc:
        token = Finding(item="token", verdict=Verdict.FAULT, told=_explain(exc, settings))
        return [token, _skipped("webhook", "the token was of no use")]
    finally:
        await bot.shutdown()


def _explain(error: TelegramError, settings: Settings) -> str:
    server = settings.api_url
    if isinstance(error, InvalidToken):
        return f"{server} rejects it: check {variable('token')}, or ask @BotFather for a new one."
    return f"{server} cannot be asked ({error}): check the network, or {variable('api_url')}."


async def _ask_webhook(bot: telegram.Bot, settings: Settings) -> Finding:
    try:
        info = await bot.get_webhook_info()
    except TelegramError as exc:
        return Finding(item="webhook", verdict=Verdict.FAULT, told=_explain(exc, settings))
    if failed := _recent_failure(info):
        return Finding(item="webhook", verdict=Verdict.FAULT, told=failed)
    return Finding(item="webhook", verdict=Verdict.OK, told=_compare(info, settings))


def _recent_failure(info: telegram.WebhookInfo) -> str | None:
    at = info.last_error_date
    if not info.url or at is None or SystemClock().now() - at > RECENT:
        return None
    return (
        f"at {at:%H:%M} UTC Telegram could not deliver to {info.url}: {info.last_error_message}. "
        f"{info.pending_update_count} updates wait. Check certificate, proxy and secret."
    )


def _compare(info: telegram.WebhookInfo, settings: Settings) -> str:
    """What is set, and what the next start makes of it."""
    if info.url == (settings.webhook_url or ""):
        return f"set to {info.url}" if info.url else "none: the bot asks Telegram"
    now = f"set to {info.url}" if info.url else "not set"
    then = f"sets it to {settings.webhook_url}" if settings.webhook_url else "removes it"
    return f"{now}; the next start {then}"
