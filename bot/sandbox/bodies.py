"""HTTP bodies: the parameters of a Bot API call, the fields of a control call; capped in size."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.sandbox.errors import ActError, ApiError, bad_request
from bot.sandbox.rules import Upload

_LARGEST_CALL = 1_000_000
_LARGEST_CONTROL = 65_536


async def read_call(request: Request) -> dict[str, object]:
    """The parameters of a Bot API call, from the address and from a body of any accepted kind."""
    body = await _read_capped(request, _LARGEST_CALL)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    given: dict[str, object] = dict(request.query_params)
    try:
        if kind == "application/json":
            given |= _read_json(body)
        elif kind == "multipart/form-data":
            given |= _read_multipart(body, request.headers["content-type"])
        else:
            given |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    except UnicodeDecodeError as exc:
        raise bad_request("strings must be encoded in UTF-8") from exc
    return given


async def read_control(request: Request) -> Fields:
    """The fields of a control call: JSON only, which no web page elsewhere can send unasked."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise ActError("Controls take JSON.")
    try:
        return Fields(_read_json(await _read_capped(request, _LARGEST_CONTROL)))
    except (ApiError, UnicodeDecodeError) as exc:
        raise ActError("The body must be a JSON object, and not a large one.") from exc


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a control call, by name and type; `ActError` for what does not fit."""

    given: Mapping[str, object]

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self.given.get(name, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise ActError(f"{name} must be a whole number.")

    def text(self, name: str) -> str:
        """A text."""
        value = self.given.get(name)
        if isinstance(value, str):
            return value
        raise ActError(f"{name} must be a text.")

    def flag(self, name: str) -> bool:
        """True or false; false when it is not given."""
        value = self.given.get(name, False)
        if isinstance(value, bool):
            return value
        raise ActError(f"{name} must be true or false.")

    def optional_number(self, name: str) -> int | None:
        """A whole number, or None when it is not given."""
        return None if self.given.get(name) is None else self.number(name)

    def optional_text(self, name: str) -> str | None:
        """A text, or None when it is not given or empty."""
        return None if not self.given.get(name) else self.text(name)


async def _read_capped(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise ApiError(413, "Request Entity Too Large")
    return bytes(body)


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body.decode())
        json.dumps(read, ensure_ascii=False).encode()  # half a character can be written as \ud800
    except UnicodeEncodeError as exc:
        raise bad_request("strings must be encoded in UTF-8") from exc
    except json.JSONDecodeError as exc:
        raise bad_request("the body is no JSON") from exc
    except RecursionError as exc:
        raise bad_request("the body is nested too deeply") from exc
    if not isinstance(read, dict):
        raise bad_request("the body must be a JSON object")
    return read


def _read_multipart(body: bytes, content_type: str) -> dict[str, object]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    fields: dict[str, object] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(payload, bytes):
            continue
        if file := part.get_filename():
            kind = part.get_content_type()
            fields[name] = Upload(name=file, kind=kind, content=payload)
        else:
            fields[name] = payload.decode()
    return fields
