"""The methods by which a bot gets its updates. Waiting for them is the gateway's business.

A webhook is recorded and checked as Telegram does, and stops polling as there; the sandbox does
not call it: its updates stay pending, as with a webhook that is down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from telegram.constants import (
    SUPPORTED_WEBHOOK_PORTS,
    PollingLimit,
    UpdateType,
    WebhookLimit,
)

from bot.sandbox.errors import bad_request, conflict, dropped_silently
from bot.sandbox.state import Json, State

_SECRET = re.compile(rf"[A-Za-z0-9_-]{{1,{int(WebhookLimit.MAX_SECRET_TOKEN_LENGTH)}}}")
_USUAL_PORT = 443
_USUAL_CONNECTIONS = 40


def get_updates(
    state: State,
    *,
    offset: int | None = None,
    limit: int | None = None,
    timeout: int | None = None,
    allowed_updates: Sequence[str] | None = None,
) -> list[Json]:
    """Confirm the updates before `offset` and give the next; never waits for `timeout`."""
    if state.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first"
        )
    if (timeout or 0) < 0:
        raise bad_request("timeout must not be negative")
    _set_allowed(state, allowed_updates)
    return state.updates.fetch(offset or 0, limit or PollingLimit.MAX_LIMIT.value, now=state.now())


def set_webhook(
    state: State,
    *,
    url: str,
    max_connections: int | None = None,
    allowed_updates: Sequence[str] | None = None,
    drop_pending_updates: bool | None = None,
    secret_token: str | None = None,
) -> bool:
    """Name the address that updates should go to."""
    if not url:
        return delete_webhook(state, drop_pending_updates=drop_pending_updates)
    _check_url(url)
    connections = max_connections or _USUAL_CONNECTIONS
    least, most = WebhookLimit.MIN_CONNECTIONS_LIMIT, WebhookLimit.MAX_CONNECTIONS_LIMIT
    if not least <= connections <= most:
        raise bad_request("max_connections must be between 1 and 100")
    if secret_token and not _SECRET.fullmatch(secret_token):
        raise bad_request("secret token contains unallowed characters")
    _set_allowed(state, allowed_updates)
    state.webhook = {"url": url, "max_connections": connections}
    _drop(state, drop=drop_pending_updates)
    return True


def delete_webhook(state: State, *, drop_pending_updates: bool | None = None) -> bool:
    """Back to polling."""
    state.webhook = {}
    _drop(state, drop=drop_pending_updates)
    return True


def get_webhook_info(state: State) -> Json:
    """The webhook, or an empty address while there is none."""
    info: Json = {"url": "", **state.webhook, "has_custom_certificate": False}
    info["pending_update_count"] = len(state.updates.pending)
    if state.updates.allowed is not None:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return info


def _set_allowed(state: State, kinds: Sequence[str] | None) -> None:
    """Telegram remembers the last list it was given; an empty one is the usual selection."""
    if kinds is None:
        return
    known = [kind.value for kind in UpdateType]
    if unknown := [kind for kind in kinds if kind not in known]:
        raise dropped_silently(f"unknown kind of update {unknown[0]!r} in allowed_updates")
    state.updates.allowed = frozenset(kinds) or None


def _drop(state: State, *, drop: bool | None) -> None:
    if drop:
        state.updates.pending.clear()


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.hostname in ("127.0.0.1", "localhost"):
        return  # a bot on this machine: Telegram could not reach it, the sandbox's tests can
    if parts.scheme != "https" or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or _USUAL_PORT) not in SUPPORTED_WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
