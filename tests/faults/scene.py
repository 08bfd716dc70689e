"""Readers whose digest is due, the database that knows it, and the bot that has to send it."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.sandbox.cast import ADMIN
from briefs.model import Destination
from briefs.newsroom import open_newsroom
from tests.faults.process import Bot
from tests.faults.telegram import Telegram

#: Seconds for anything to come to its end.
PATIENCE = 300

SPEAKERS = (
    "Jens Stoltenberg",
    "Antony Blinken",
    "Olaf Scholz",
    "Emmanuel Macron",
    "Mark Rutte",
    "Kaja Kallas",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """What the outbox says of one reader's digest."""

    chat_id: int
    status: str
    items: tuple[str, ...]


class Scene:
    """A bot on a file, and those who wait for it."""

    def __init__(self, telegram: Telegram, folder: Path) -> None:
        self.telegram = telegram
        self.file = folder / "briefs.db"
        self._articles = folder / "articles"
        self._articles.mkdir()
        self.url = f"sqlite:///{self.file}"
        #: What processes are started with, beside their settings.
        self.environment: dict[str, str] = {}
        for number, speaker in enumerate(SPEAKERS):
            text = _article(number, speaker)
            (self._articles / f"{number}.txt").write_text(text, encoding="utf-8")

    def is_due(self, now: dt.datetime) -> None:
        """The articles are loaded, and every reader's digest was due an hour ago."""
        slot = (now - dt.timedelta(hours=1)).replace(second=0, microsecond=0)
        before = slot - dt.timedelta(minutes=1)
        with closing(open_newsroom(self.url)) as newsroom:
            newsroom.reload(self._articles, now=before)
            for chat_id in self.telegram.readers:
                newsroom.subscribe(Destination(chat_id=chat_id), slot.time(), "UTC", now=before)

    async def launch(self, bot: Bot) -> None:
        """Start the process, without waiting for it."""
        await bot.launch(
            token=self.telegram.world.token,
            api_url=self.telegram.api_url,
            database_url=self.url,
            articles=str(self._articles),
            admins=str(ADMIN.id),
        )

    async def until(self, is_so: Callable[[], bool], *, bot: Bot | None = None) -> None:
        """Wait for it; a test that waits in vain fails, with what the process said."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so():
                    await self.telegram.something()
        except TimeoutError:
            tell("\n".join(bot.log if bot else ()))
            raise

    def rows(self) -> list[Row]:
        """The outbox as it lies on the disk, read from a copy: nothing is mended by looking."""
        with TemporaryDirectory() as folder:
            for file in self.file.parent.glob(f"{self.file.name}*"):
                if not file.name.endswith((".lock", "-shm")):
                    shutil.copy(file, folder)
            with closing(sqlite3.connect(Path(folder, self.file.name))) as connection:
                found = connection.execute(_ROWS).fetchall()
        return [
            Row(chat_id=chat_id, status=status, items=tuple(sorted((items or "").split())))
            for chat_id, status, items in found
        ]

    def statuses(self) -> Counter[str]:
        """How many digests stand where."""
        return Counter(row.status for row in self.rows())

    def is_over(self) -> bool:
        """Every reader has a row, and none waits or is under way."""
        statuses = self.statuses()
        done = statuses.total() - sum(statuses[name] for name in ("queued", "claimed", "sending"))
        return done == len(self.telegram.readers)

    def next_digests(
        self, chat_ids: Iterable[int], now: dt.datetime
    ) -> Iterator[tuple[int, frozenset[str]]]:
        """The quotations that each reader's next edition offers."""
        with closing(open_newsroom(self.url)) as newsroom:
            for chat_id in chat_ids:
                digest = newsroom.preview_digest(Destination(chat_id=chat_id), now=now)
                yield chat_id, frozenset(card.id for card in digest.cards)

    async def ask(self, text: str, bot: Bot) -> str:
        """What the bot's administrator is answered."""
        before = len(self.telegram.said_to(ADMIN.id))
        self.telegram.world.say(ADMIN.id, text)
        await self.until(lambda: len(self.telegram.said_to(ADMIN.id)) > before, bot=bot)
        return self.telegram.said_to(ADMIN.id)[-1]


_ROWS = """
SELECT chat_id, status, group_concat(quotation_id, ' ')
FROM outbox LEFT JOIN outbox_items ON outbox_id = id GROUP BY id
"""


def _article(number: int, speaker: str) -> str:
    return (
        f"Allies meet for the {number + 1}th time\n\nBrussels, {10 + number} March 2021\n\n"
        f"“We will keep harbour number {number} open for all allies in the coming years,” "
        f"{speaker} said.\n"
    )


def tell(text: str) -> None:
    """For whoever reads the log of the tests."""
    sys.stderr.write(f"\n{text}\n")
