"""Which methods the Bot API has, with which parameters, of which types.

Nothing is listed by hand: python-telegram-bot's own `Bot` is the source. Each of its methods takes
Telegram's parameters by position and the library's conveniences by keyword only, so a signature
tells them apart. What a parameter may mean in its method is left to the method.

Stricter than Telegram on purpose: an unknown parameter is refused and named, and so is a value of
the wrong type, where Telegram ignores the one and guesses at the other.
"""

from __future__ import annotations

import collections.abc
import datetime as dt
import functools
import inspect
import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from telegram import Bot, TelegramObject

from bot.sandbox.errors import ApiError, bad_request, not_played

Value = TypeVar("Value", bound=TelegramObject)

#: What reading an object of the Bot API may end in when its fields make no sense.
_UNREADABLE = (TypeError, ValueError, AttributeError, KeyError, OverflowError, OSError)

#: `Bot.do_api_request` is the library's door to methods it does not know: no method itself.
_NOT_A_METHOD = "do_api_request"


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file that comes with a call."""

    name: str
    kind: str  #: its MIME type
    content: bytes


class Kind(StrEnum):
    """The types of the Bot API, as its documentation names them."""

    INTEGER = "Integer"
    NUMBER = "Float"
    BOOLEAN = "Boolean"
    ARRAY = "Array"
    OBJECT = "Object"
    FILE = "InputFile"
    STRING = "String"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One parameter of a method."""

    name: str
    required: bool
    kinds: frozenset[Kind]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """One method of the Bot API."""

    name: str
    parameters: Mapping[str, Parameter]


@functools.cache
def methods() -> Mapping[str, Method]:
    """Every method python-telegram-bot knows, by the name Telegram gives it."""
    found = {}
    for name, function in inspect.getmembers(Bot, inspect.isfunction):
        signature = inspect.signature(function)
        own = function.__name__ == name and not name.startswith("_") and name != _NOT_A_METHOD
        if own and "api_kwargs" in signature.parameters:
            method = _method(name, signature)
            found[method.name] = method
    return types.MappingProxyType(found)


def read_parameters(method: str, given: Mapping[str, object]) -> dict[str, typing.Any]:
    """The parameters of a call as Python values; refused as Telegram would, or more strictly.

    Values come as text from a form and typed from JSON. An empty text where no text is expected
    counts as not given, which is how Telegram reads forms.
    """
    known = _get_method(method).parameters
    if unknown := sorted(set(given) - set(known)):
        raise bad_request(
            f'unknown parameter "{unknown[0]}" of {method}'
            " (Telegram would ignore it; the sandbox refuses)"
        )
    read = {
        name: _read_value(known[name], value)
        for name, value in given.items()
        if value != "" or known[name].kinds == {Kind.STRING}
    }
    for parameter in known.values():
        if parameter.required and parameter.name not in read:
            raise _missing(parameter.name)
    return read


def read_object(kind: type[Value], data: object, name: str) -> Value:
    """An object inside a parameter; fields that are missing, unknown or wrong are named."""
    if not isinstance(data, dict):
        raise bad_request(f'"{name}" must be an Object')
    try:
        value = kind.de_json(dict(data), None)  # the library writes into what it reads
    except _UNREADABLE as exc:
        raise bad_request(f'can\'t parse "{name}": {exc}') from exc
    if value.api_kwargs:
        raise bad_request(f'unknown field "{next(iter(value.api_kwargs))}" of "{name}"')
    # mypy takes a class for unhashable where its instances define their own equality.
    for field, kinds in _fields(type(value)).items():  # type: ignore[arg-type]
        if field in data and not any(_fits(data[field], each) for each in kinds):
            raise bad_request(f'field "{field}" of "{name}" has the wrong type')
    return value


def camel(name: str) -> str:
    """The name Telegram gives a method: `send_message` is `sendMessage`."""
    return re.sub(r"_(.)", lambda match: match[1].upper(), name)


@functools.cache
def _fields(kind: type[TelegramObject]) -> Mapping[str, frozenset[Kind]]:
    """The fields of a type of the Bot API, read off the constructor of its class."""
    parameters = inspect.signature(kind).parameters.values()
    return {each.name: _kinds(each.annotation) for each in parameters if each.name != "api_kwargs"}


def _fits(value: object, kind: Kind) -> bool:
    if isinstance(value, bool):
        return kind is Kind.BOOLEAN
    return isinstance(value, _SHAPES[kind])


def _get_method(name: str) -> Method:
    # Telegram does not mind how a method is capitalised; the library never varies it.
    if (method := methods().get(name)) is None:
        raise ApiError(404, "Not Found")
    return method


def _method(name: str, signature: inspect.Signature) -> Method:
    parameters = {
        parameter.name: Parameter(
            name=parameter.name,
            required=parameter.default is inspect.Parameter.empty,
            kinds=_kinds(parameter.annotation),
        )
        for parameter in signature.parameters.values()
        if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD and parameter.name != "self"
    }
    return Method(name=camel(name), parameters=types.MappingProxyType(parameters))


_BY_TYPE = {
    int: Kind.INTEGER,
    dt.datetime: Kind.INTEGER,
    dt.timedelta: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.BOOLEAN,
    str: Kind.STRING,
}
_BY_NAME = {"int": Kind.INTEGER, "bool": Kind.BOOLEAN, "str": Kind.STRING, "FileInput": Kind.FILE}


_SHAPES: Mapping[Kind, type | tuple[type, ...]] = {
    Kind.INTEGER: int,
    Kind.NUMBER: (int, float),
    Kind.BOOLEAN: bool,
    Kind.ARRAY: list,
    Kind.OBJECT: dict,
    Kind.FILE: str,
    Kind.STRING: str,
}


def _kinds(hint: object) -> frozenset[Kind]:
    """The kinds a type hint of the library admits; hints it writes as text are read by name."""
    if isinstance(hint, typing.ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        names = {name.strip() for name in hint.split("|")} - {"None"}
        return frozenset(_BY_NAME.get(name, Kind.OBJECT) for name in names)
    if hint is None or hint is types.NoneType:
        return frozenset()
    return _kinds_of_type(hint)


def _kinds_of_type(hint: object) -> frozenset[Kind]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return frozenset().union(*map(_kinds, arguments))
    if origin is typing.Literal:
        return frozenset().union(*(_kinds(type(value)) for value in arguments))
    if origin is collections.abc.Sequence:
        return frozenset({Kind.ARRAY})
    # What is left of the generic ones is the library's own: "the default", "call me for the rest".
    if origin is not None:
        return frozenset()
    return frozenset({_BY_TYPE.get(typing.cast("type", hint), Kind.OBJECT)})


def _missing(name: str) -> ApiError:
    if name == "text":
        return bad_request("message text is empty")
    if name == "chat_id":
        return bad_request("chat_id is empty")
    return bad_request(f'parameter "{name}" is required')


def _read_value(parameter: Parameter, value: object) -> object:
    """The value as the first of the admitted kinds that can be made of it."""
    if Kind.FILE in parameter.kinds and isinstance(value, Upload):
        return value
    if Kind.FILE in parameter.kinds:
        raise not_played(f'files that are not sent along: parameter "{parameter.name}"')
    for kind in Kind:
        if kind in parameter.kinds and kind in _READERS:
            try:
                return _READERS[kind](value)
            except ValueError:
                continue
    expected = " or ".join(kind for kind in Kind if kind in parameter.kinds)
    raise bad_request(f'parameter "{parameter.name}" must be {expected}, got {value!r:.60}')


def _read_integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value.strip()):
        return int(value)
    raise ValueError(value)


def _read_number(value: object) -> float:
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        return float(value)
    raise ValueError(value)


def _read_boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise ValueError(value)


def _read_string(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(value)


def _read_json(shape: type, value: object) -> object:
    read = json.loads(value) if isinstance(value, str) else value
    if isinstance(read, shape):
        return read
    raise ValueError(value)


_READERS: Mapping[Kind, Callable[[object], object]] = {
    Kind.INTEGER: _read_integer,
    Kind.NUMBER: _read_number,
    Kind.BOOLEAN: _read_boolean,
    Kind.ARRAY: functools.partial(_read_json, list),
    Kind.OBJECT: functools.partial(_read_json, dict),
    Kind.STRING: _read_string,
}
