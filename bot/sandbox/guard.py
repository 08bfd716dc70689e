"""Who may talk to the sandbox: programs on this machine, and the page it serves itself.

A web page from elsewhere, open in the same browser, can send requests to loopback addresses. It is
kept out three times over: the Host must be a loopback name (no rebinding of names), an Origin must
be our own, and the controls want a key that is new in each run and stands in our page only.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, QueryParams
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
KEY_HEADER = "x-sandbox-key"


class LocalOnly:
    """Lets through what is ours and answers 403 to the rest."""

    def __init__(self, app: ASGIApp, *, key: str) -> None:
        self._app = app
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "http" and (reason := self._refusal(scope)):
            await JSONResponse({"error": reason}, status_code=403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name_of(host) not in LOOPBACK:
            return "Only loopback addresses are served."
        if headers.get("origin", f"http://{host}") != f"http://{host}":
            return "Requests from other web pages are refused."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return "Requests from other web pages are refused."
        if scope["path"].startswith("/sandbox/") and not self._has_key(scope, headers):
            return "The controls need the key of this run; reload the page."
        return None

    def _has_key(self, scope: Scope, headers: Headers) -> bool:
        # An EventSource cannot set headers: it brings the key in its address.
        query = QueryParams(scope["query_string"])
        given = headers.get(KEY_HEADER) or query.get("key", "")
        return secrets.compare_digest(given.encode(), self._key.encode())


def _name_of(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:  # a bracket without its other
        return None
