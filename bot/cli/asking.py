"""`ask`: what a reader would be answered, by the very same handlers, without a network.

The reader is one of the sandbox's; the store is the real one, so `ask "/subscribe 8"` does it.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import SecretStr
from telegram import Update

from bot.application import build_application
from bot.cli.chores import load_changed
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.sandbox.cast import ADMIN, BOT, READER, User
from bot.sandbox.errors import ActError
from bot.sandbox.state import Json
from bot.sandbox.transport import Call, SandboxRequest
from bot.sandbox.world import SandboxTelegram
from briefs.newsroom import Newsroom, open_newsroom

#: Calls that are part of starting, not of an answer.
_STARTING = frozenset({"getMe", "getUpdates"})


def ask(settings: Settings, texts: Sequence[str], *, as_json: bool, as_admin: bool) -> int:
    """Load what changed in the articles, ask one after the other, and print the answers.

    2: nobody could send this.
    """
    newsroom, clock = open_newsroom(settings.database_url), SystemClock()
    try:
        load_changed(newsroom, settings, clock)
        asker = ADMIN if as_admin else READER
        calls, messages = asyncio.run(_ask(settings, newsroom, clock, asker, texts))
    except ActError as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    finally:
        newsroom.close()
    sys.stdout.write(_as_json(calls) if as_json else _as_text(messages))
    return 0


async def _ask(
    settings: Settings, newsroom: Newsroom, clock: Clock, asker: User, texts: Sequence[str]
) -> tuple[Sequence[Call], Sequence[Json]]:
    """The calls the bot made, and the messages that were there when it was done."""
    world = SandboxTelegram(clock)
    request = SandboxRequest(world)
    told = {"token": SecretStr(world.token), "admins": settings.admins | {ADMIN.id}}
    application = build_application(
        settings.model_copy(update=told), newsroom, clock, request=request
    )
    desk = application.bot_data.desk
    asked: list[int] = []
    above: list[Json] = []
    async with application:
        for number, text in enumerate(texts, 1):
            inline = _INLINE.fullmatch(text)
            if inline:
                update = _type_inline(world, asker, inline[1])
            else:
                asked.append(world.say(asker.id, text)["message_id"])
                update = {"message": world.messages(asker.id)[-1]}
            # Not by the inbox, where a bot that runs on the same database would find it, too.
            numbered = {"update_id": number, **update}
            await application.process_update(Update.de_json(numbered, application.bot))
            if inline:
                above += _send_offers(world, asker)
            followup = desk.followups.pop(asker.id, None)
            if followup is not None:
                await desk.write(newsroom.keep_followup, followup)
    desk.close()
    answers = [
        _with_file(world, each)
        for each in world.messages(asker.id)
        if each["message_id"] not in asked
    ]
    return [call for call in request.calls if call.method not in _STARTING], [*above, *answers]


#: What is typed behind the bot's name, in whatever chat.
_INLINE: Final = re.compile(rf"\s*@(?:bot|{BOT.username})(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


def _type_inline(world: SandboxTelegram, asker: User, words: str | None) -> Json:
    """The query that a client would send."""
    world.type_inline(asker.id, words or "")
    return {"inline_query": world.state.updates.pending[-1][1]["inline_query"]}


def _send_offers(world: SandboxTelegram, asker: User) -> list[Json]:
    """Send whatever was offered, one after the other. The button above it reads as a message."""
    events = world.state.events.since(0) or []
    offered = next((each for each in reversed(events) if each["kind"] == "offers"), None)
    if offered is None:
        return []
    for result in offered["results"]:
        world.choose(asker.id, offered["query_id"], result["id"])
    button = offered["button"]
    return [{"text": f"[{button['text']}]"}] if button else []


def _with_file(world: SandboxTelegram, message: Json) -> Json:
    """A message that is a file reads as the file does."""
    content = world.state.files.get((message["chat"]["id"], message["message_id"]))
    return message if content is None else {**message, "text": content.decode()}


def _as_json(calls: Iterable[Call]) -> str:
    lines = ({"method": call.method, "parameters": call.parameters} for call in calls)
    return "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)


def _as_text(messages: Iterable[Json]) -> str:
    """Messages as they read, quotations indented, each row of buttons a line."""
    return "\n".join(_message(each) for each in messages)


def _message(message: Json) -> str:
    lines = _indented(message).splitlines()
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    lines += ["  ".join(f"[{button['text']}]" for button in row) for row in keyboard]
    return "\n".join(lines) + "\n"


def _indented(message: Json) -> str:
    """The text, with two spaces before each line of a blockquote. Offsets count UTF-16 units."""
    units = str(message["text"]).encode("utf-16-le")
    parts, at = [], 0
    for entity in message.get("entities", []):
        if entity["type"] in {"blockquote", "expandable_blockquote"}:
            start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            quotation = units[start:end].decode("utf-16-le").replace("\n", "\n  ")
            parts += [units[at:start].decode("utf-16-le"), "  ", quotation]
            at = end
    return "".join([*parts, units[at:].decode("utf-16-le")])
