"""Typing behind the bot's name: what it offers, and sending one of its offers to the chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.cast import READER, User
from tests.conversation.chat import Stage


@dataclass(frozen=True)
class Offered:
    """What somebody is shown above the message box."""

    stage: Stage
    user: User
    event: dict[str, Any]

    @property
    def titles(self) -> list[str]:
        """Who, and when, down the list."""
        return [each["title"] for each in self.event["results"]]

    @property
    def ids(self) -> list[str]:
        return [each["id"] for each in self.event["results"]]

    @property
    def descriptions(self) -> list[str]:
        return [each["description"] for each in self.event["results"]]

    @property
    def next_offset(self) -> str:
        return str(self.event["next_offset"])

    @property
    def hint(self) -> str:
        """The words of the button above the list; "" without one."""
        return str((self.event["button"] or {}).get("text", ""))

    @property
    def link(self) -> str:
        """Where that button leads."""
        return str((self.event["button"] or {}).get("start_parameter", ""))

    async def send(self, index: int = 0, chat_id: int | None = None) -> dict[str, Any]:
        """Choose one of the list; the message it becomes."""
        chat_id = chat_id or self.user.id
        query_id, result_id = self.event["query_id"], self.ids[index]
        message = self.stage.world.choose(self.user.id, query_id, result_id, chat_id=chat_id)
        await self.stage.handle_what_is_there()
        return message


async def type_inline(
    stage: Stage, words: str, user: User = READER, *, chat_id: int | None = None, offset: str = ""
) -> Offered:
    """Type words behind the bot's name and wait; there must be exactly one answer."""
    before = len(stage.calls("answerInlineQuery"))
    query_id = stage.world.type_inline(user.id, words, chat_id=chat_id, offset=offset)
    await stage.handle_what_is_there()
    events = stage.world.state.events.since(0) or []
    [event] = [each for each in events if each.get("query_id") == query_id]
    assert len(stage.calls("answerInlineQuery")) == before + 1
    return Offered(stage, user, event)
