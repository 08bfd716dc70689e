"""The rules the sandbox reads off python-telegram-bot, held against the Bot API's specification.

The specification is Bot API 10.1, the library speaks 10.0; the differences are named below. The
file is not part of the project: where `NATO_BRIEFS_CORPORA` names no folder with it, this is
skipped.
"""

import inspect
import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.rules import Kind, methods
from bot.sandbox.world import PLAYED

#: Methods that came with 10.1: rich messages and queries about requests to join.
NEW_METHODS = {
    "answerChatJoinRequestQuery",
    "sendChatJoinRequestWebApp",
    "sendRichMessage",
    "sendRichMessageDraft",
}
#: With 10.1 an edit may bring a rich message instead of a text.
NEW_PARAMETERS = {("editMessageText", "rich_message")}
NO_LONGER_REQUIRED = {("editMessageText", "text")}
#: What the library keeps though the Bot API has dropped it from its documentation.
OLD_PARAMETERS = {("sendPoll", "correct_option_id")}
#: Parameters that the library also takes as one object, and so cannot require one by one.
REQUIRED_IN_PARTS = {
    "editMessageLiveLocation",
    "sendContact",
    "sendLocation",
    "sendVenue",
}

SCALARS = {"Integer", "Float", "Boolean", "String", "InputFile"}


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """The methods of the specification by name."""
    # Not a setting of the bot: only tests and measurements know of corpora.
    folder = os.environ.get("NATO_BRIEFS_CORPORA")  # noqa: TID251  the tests have no settings
    path = Path(folder or "") / "botapi" / "api.json"
    if not folder or not path.is_file():
        pytest.skip("NATO_BRIEFS_CORPORA names no folder with botapi/api.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["methods"]
    return found


def fields_of(method: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a specified method by name."""
    return {each["name"]: each for each in method.get("fields", [])}


def kinds_of(field: dict[str, Any]) -> set[Kind]:
    """The specification's types as ours: any array, any object, and the scalars by name."""
    return {
        Kind(name)
        if name in SCALARS
        else Kind.ARRAY
        if name.startswith("Array of")
        else Kind.OBJECT
        for name in field["types"]
    }


#: The library takes paths and objects for them as well, and sends what Telegram specifies.
FILES = {("sendDocument", "document"), ("sendDocument", "thumbnail")}


def test_the_methods_are_those_of_the_specification(spec):
    """All the library has exist, and only the newest are not there."""
    assert methods().keys() - spec.keys() == set()
    assert spec.keys() - methods().keys() == NEW_METHODS


def test_every_method_has_the_specified_parameters(spec):
    """Parameter for parameter, but for the differences between the versions."""
    ours = {(name, each) for name, method in methods().items() for each in method.parameters}
    theirs = {(name, each) for name in methods() for each in fields_of(spec[name])}

    assert ours - theirs == OLD_PARAMETERS
    assert theirs - ours == NEW_PARAMETERS


def test_every_method_requires_what_is_specified(spec):
    """A parameter is required here exactly where it is there."""
    different = {
        (name, parameter.name)
        for name, method in methods().items()
        for parameter in method.parameters.values()
        if (name, parameter.name) not in OLD_PARAMETERS
        and parameter.required != fields_of(spec[name])[parameter.name]["required"]
    }

    assert {name for name, _ in different - NO_LONGER_REQUIRED} == REQUIRED_IN_PARTS
    assert different >= NO_LONGER_REQUIRED


def test_what_is_played_has_the_specified_types(spec):
    """For the methods the sandbox plays, each parameter is of the specified types."""
    different = {
        (name, parameter.name)
        for name in PLAYED
        for parameter in methods()[name].parameters.values()
        if parameter.kinds != kinds_of(fields_of(spec[name])[parameter.name])
    }

    assert different == FILES


def test_what_is_played_takes_only_specified_parameters(spec):
    """A function of the sandbox has no parameter that Telegram has not."""
    played = {
        (name, parameter)
        for name, function in PLAYED.items()
        for parameter in list(inspect.signature(function).parameters)[1:]
    }

    assert played <= {(name, each) for name in PLAYED for each in fields_of(spec[name])}
