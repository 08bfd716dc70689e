"""Chats run as they are told, and written down as Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.sandbox.cast import ADMIN, GROUP_ADMIN, GROUP_ID, MEMBER, READER
from briefs.newsroom import open_newsroom
from tests.conversation.chat import Chat, Shown, Stage
from tests.newsstand import utc
from tests.tour.chats import Later, Press, Say, Step, Story

ROOT = Path(__file__).parents[2]
TOUR = ROOT / "docs" / "tour.md"
SEEDS = ROOT / "seeds"

#: The morning after the newest of the articles, half past eight in Brussels.
MORNING = utc("2021-06-09 06:30")

_PEOPLE = {
    "reader": (READER, None),
    "admin": (ADMIN, None),
    "member": (MEMBER, GROUP_ID),
    "group_admin": (GROUP_ADMIN, GROUP_ID),
}

_HEAD = """# A tour in ten chats

What somebody writes or taps, and what the bot then shows. Each was run as it stands here, on the
five articles of `seeds/`, on the morning of 9 June 2021; `make tour` runs them anew. The pictures
are of the chat page that `make run` opens, as wide as a phone.
"""


@dataclass(frozen=True)
class Turn:
    """A step, and the messages that were new or changed by it."""

    step: Step
    shown: tuple[Shown, ...]


@asynccontextmanager
async def opened_stage(folder: Path) -> AsyncIterator[Stage]:
    """The bot with the five articles read, on that morning."""
    (folder / "tour.db").write_bytes(_articles_read())
    stage = Stage(f"sqlite:///{folder / 'tour.db'}", SEEDS)
    stage.clock.move(MORNING - stage.clock.now())
    await stage.open()
    yield stage
    await stage.close()


@cache
def _articles_read() -> bytes:
    """A database with the five articles: each of the ten chats begins with a copy."""
    with TemporaryDirectory() as folder:
        with closing(open_newsroom(f"sqlite:///{folder}/read.db")) as newsroom:
            newsroom.reload(SEEDS, now=MORNING)
        return Path(folder, "read.db").read_bytes()


def chat_of(stage: Stage, story: Story) -> Chat:
    """Where a story takes place."""
    return stage.chat(*_PEOPLE[story.who])


async def run(stage: Stage, story: Story) -> list[Turn]:
    """The chat, turn by turn."""
    chat = chat_of(stage, story)
    return [await _take(stage, chat, step) for step in story.steps]


async def _take(stage: Stage, chat: Chat, step: Step) -> Turn:
    before = {shown.id: shown.raw for shown in chat.messages}
    match step:
        case Say(text):
            await chat.say(text)
        case Press(label):
            await chat.press(label)
        case Later(hours):
            stage.clock.move(dt.timedelta(hours=hours))
            await stage.sends_digests()
    changed = [shown for shown in chat.messages if before.get(shown.id) != shown.raw]
    return Turn(step, tuple(changed))


def write_down(stories: Iterable[tuple[Story, list[Turn]]]) -> str:
    """The whole tour as Markdown."""
    return "\n".join([_HEAD, *(line for one in stories for line in _chapter(*one))]) + "\n"


def _chapter(story: Story, turns: list[Turn]) -> Iterator[str]:
    yield f"## {story.title}\n"
    yield f"{story.about}\n"
    picture = f"images/tour-{story.slug}.png"
    yield f'<img src="{picture}" width="300" align="right" alt="The end of the chat below">\n'
    for turn in turns:
        yield f"{_told(turn.step)}\n"
        for shown in turn.shown:
            yield f"{_quoted(shown)}\n"
    yield '<br clear="right">\n'


def _told(step: Step) -> str:
    match step:
        case Say(text):
            return f"**You:** {text}"
        case Press(label):
            return f"*You tap* **{label}** *…*"
        case Later(hours):
            return f"*{hours} hours later:*"


def _quoted(shown: Shown) -> str:
    """A message as a block of its own, its buttons in the last lines."""
    keyboard = shown.raw.get("reply_markup", {}).get("inline_keyboard", [])
    rows = ["  ".join(f"[{button['text']}]" for button in row) for row in keyboard]
    return "\n".join(["```text", shown.text, *([""] if rows else []), *rows, "```"])
