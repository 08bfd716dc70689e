"""A chat with the bot as a script: `say("/who Rutte")`, then `press("More")`.

The whole application runs against the sandbox in process: real handlers, real store, no network.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.application import build_application
from bot.clock import MovableClock
from bot.config import Settings
from bot.context import Desk
from bot.delivery import Sender
from bot.intake import Intake
from bot.sandbox.cast import ADMIN, BOT, READER, User
from bot.sandbox.transport import Call, SandboxRequest
from bot.sandbox.world import SandboxTelegram
from briefs.model import Article
from briefs.newsroom import Newsroom, open_newsroom
from briefs.store import articles
from tests.builders import a_reading
from tests.clocks import NOON, StoppedClock


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands in a chat."""

    id: int
    text: str
    buttons: list[str]  #: labels, row after row
    raw: dict[str, Any]

    @property
    def first_line(self) -> str:
        return self.text.split("\n", 1)[0]


class Stage:
    """A running bot, its store, and the world it talks to."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.clock = MovableClock(base=StoppedClock(NOON))
        self.world = SandboxTelegram(self.clock, flood_limits=False)
        self.newsroom: Newsroom = open_newsroom(database_url)
        self.request = SandboxRequest(self.world)
        self.settings = Settings(
            token=SecretStr(self.world.token),
            admins=frozenset({ADMIN.id}),
            articles=folder,
            database_url=database_url,
        )
        self.application = build_application(
            self.settings, self.newsroom, self.clock, request=self.request
        )
        self.desk: Desk = self.application.bot_data.desk
        self.intake = Intake(self.application, self.desk)
        self._offset: int | None = None

    async def open(self) -> None:
        await self.application.initialize()

    async def close(self) -> None:
        await self.application.shutdown()
        self.desk.close()
        self.newsroom.close()

    def load(self, *loaded: Article, role: str | None = None) -> None:
        """Put articles into the store as if they had been read."""
        for article in loaded:
            load_article(self.newsroom, article, role=role)

    def chat(self, user: User = READER, chat_id: int | None = None) -> Chat:
        """Somebody's chat with the bot, or a group they write in."""
        return Chat(self, user, chat_id or user.id)

    def wait(self, **stretch: float) -> None:
        """Let time pass."""
        self.clock.move(dt.timedelta(**stretch))

    async def sends_digests(self) -> None:
        """The minute's work: what is due goes out."""
        await Sender(self.application.bot, self.desk).tick()

    def calls(self, method: str) -> list[Call]:
        """What the bot called, in order."""
        return [call for call in self.request.calls if call.method == method]

    async def handle_what_is_there(self) -> None:
        """Have the bot fetch and handle its updates, by the way it does when it polls."""
        updates = await self.application.bot.get_raw_updates(self._offset, hold=0)
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        await self.intake.handle(updates)


def load_article(newsroom: Newsroom, article: Article, *, role: str | None = None) -> None:
    """Put one into a store as if it had been read."""
    with newsroom._store.write() as connection:
        articles.replace_article(connection, a_reading(article, role=role), now=NOON)
    newsroom._directory = None


class Chat:
    """One person writing and pressing. Each act gives what the bot then showed or changed."""

    def __init__(self, stage: Stage, user: User, chat_id: int) -> None:
        self._stage = stage
        self._user = user
        self._chat_id = chat_id

    @property
    def messages(self) -> list[Shown]:
        """What the bot has said here, as it stands now."""
        here = self._stage.world.messages(self._chat_id)
        return [_shown(each) for each in here if each.get("from", {}).get("id") == BOT.id]

    async def say(self, text: str, *, reply_to: int | None = None, anonymous: bool = False) -> str:
        """Write; the texts of what the bot said to it, usually one."""
        before = self.messages
        self._stage.world.say(
            self._user.id, text, chat_id=self._chat_id, reply_to=reply_to, anonymous=anonymous
        )
        await self._stage.handle_what_is_there()
        return "\n\n".join(shown.text for shown in _changed(before, self.messages))

    async def press(self, label: str, *, forged: bool = False) -> str:
        """Press the newest button whose label begins so; what the bot then showed or changed.

        An alert counts as shown.
        """
        before, answers = self.messages, len(self._stage.calls("answerCallbackQuery"))
        message, button = self._find(label) if not forged else (self.messages[-1], label)
        self._stage.world.press(
            self._user.id, message.id, button, chat_id=self._chat_id, forged=forged
        )
        await self._stage.handle_what_is_there()
        [answer] = self._stage.calls("answerCallbackQuery")[answers:]
        texts = [shown.text for shown in _changed(before, self.messages)]
        return "\n\n".join([*texts, *filter(None, [answer.parameters.get("text")])])

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message."""
        return self.messages[-1].buttons

    def _find(self, label: str) -> tuple[Shown, str]:
        for message in reversed(self.messages):
            for button in message.buttons:
                if button.startswith(label):
                    return message, button
        raise AssertionError(f"There is no button {label!r}.")


def _shown(message: dict[str, Any]) -> Shown:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Shown(
        id=message["message_id"],
        text=message.get("text") or message.get("caption", ""),
        buttons=[button["text"] for row in keyboard for button in row],
        raw=message,
    )


def _changed(before: Iterable[Shown], after: Iterable[Shown]) -> list[Shown]:
    known = {shown.id: (shown.text, shown.buttons) for shown in before}
    return [shown for shown in after if known.get(shown.id) != (shown.text, shown.buttons)]
