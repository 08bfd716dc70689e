"""Commands in plain words: "subscribe me at 8", "send me the digest at 7am", "stop", "help me".

Only what cannot be a question about somebody is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.context import Command
from bot.handlers.hours import read_schedule

_PLEASE: Final = (
    r"(?:please |pls |hi |hey |ok |so |now )*"
    r"(?:(?:can|could|would|will) you |i (?:want|need|would like|'d like|wish) (?:to )?)?"
    r"(?:please )?"
)
_DIGEST: Final = (
    r"(?:(?:the|a|my|your|this) )?(?:(?:daily|morning|evening) )?"
    r"(?:digest|briefing|brief|news|updates?|summary|quotes|quotations)"
)
_HOW_OFTEN: Final = r"every|each|daily|at|from|by|for|in|around"
_SUBSCRIBE: Final = re.compile(
    rf"{_PLEASE}(?:(?:subscribe|sign)(?: me| us)?(?: up| in)?(?: (?:to|for) {_DIGEST})?"
    rf"|(?:send|give|get|bring|mail)(?: me| us)? {_DIGEST}(?= (?:{_HOW_OFTEN})\b)"
    rf"|{_DIGEST}(?= (?:{_HOW_OFTEN})\b))(?P<when>(?: .*)?)"
)
_TODAY: Final = re.compile(
    rf"{_PLEASE}(?:(?:send|give|show|get)(?: me| us)? )?(?:the |my |today'?s )*"
    rf"(?:daily |morning )?(?:digest|briefing)(?: now| today| please)*"
)
_STOP: Final = re.compile(
    rf"{_PLEASE}(?:stop(?: it| this| that| now)?(?: (?:sending|writing)(?: me)?(?: .*)?)?"
    rf"|unsubscribe(?: me| us)?(?: .*)?"
    rf"|(?:cancel|end|stop|quit|delete|no more)(?: my| the)? "
    rf"(?:subscriptions?|digests?|briefings?|messages|updates)"
    r"|leave me alone|opt out"
    r"|i(?: do not| don'?t) want (?:this|any more|the digests?)(?: .*)?)"
)
_HELP: Final = re.compile(
    r"(?:help(?: me)?(?: please)?|what can (?:you|i) (?:do|ask)(?: here)?|who are you|what are you|"
    r"what is this|how does (?:this|it) work|how do i (?:use (?:this|you|it)|ask)|how are you|"
    r"(?:show me )?(?:the )?(?:menu|commands|options|instructions))"
)
_SETTINGS: Final = re.compile(
    r"(?:(?:change|show|edit|open)(?: me)?(?: my| the)? )?(?:settings|options|time ?zone|"
    r"(?:digest )?(?:hour|time)|preferences)"
)
_EVERY_DAY: Final = re.compile(r"\b(?:each|every|daily|days?|mornings?|evenings?|to|from|around)\b")


def command_meant(text: str, commands: Iterable[Command]) -> tuple[Command, list[str]] | None:
    """The command that somebody means by a plain text, and what would be typed behind it."""
    asked = re.sub(r"[.!?,;]+(?=\s|$)", " ", text.lower().replace("’", "'"))
    asked = " ".join(asked.split())
    for command in commands:
        if asked in (command.name, *command.aliases) and (
            not command.arguments or command.arguments.startswith("[")
        ):
            return command, []
    named = {command.name: command for command in commands}
    for name, arguments in _read(asked):
        if name in named:
            return named[name], arguments
    return None


def _read(asked: str) -> Iterable[tuple[str, list[str]]]:
    """The names of commands that it may mean, with their arguments."""
    if _STOP.fullmatch(asked):
        yield "unsubscribe", []
    elif _HELP.fullmatch(asked):
        yield "help", []
    elif _SETTINGS.fullmatch(asked):
        yield "settings", []
    elif _TODAY.fullmatch(asked):
        yield "today", []
    elif found := _SUBSCRIBE.fullmatch(asked):
        when = _EVERY_DAY.sub(" ", found["when"]).replace("please", " ")
        if not read_schedule(when, _ANY_YEAR).wrong:
            yield "subscribe", when.split()


#: Which places there are does not depend on it.
_ANY_YEAR: Final = 2026
