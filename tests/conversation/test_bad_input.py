"""Whatever is typed gets one answer that helps, by plain text and by each command that asks."""

from __future__ import annotations

import pytest

from tests.conversation.chat import Chat

ASKING = ("", "/who", "/topic", "/search", "/timeline", "/compare", "/quote", "compare")

BAD = {
    "4,000 letters": "x" * 3_900,
    "4,000 words": "on " * 1_300,
    "only emoji": "💥🔥🙏🏽🇺🇦",
    "markup": "<b>bold</b> & <a href='https://example.org'>link</a> *x* _y_ `z`",
    "an open tag": "<b <i",
    "SQL": "'); DROP TABLE quotations; --",
    "right to left": "\u202eBiden\u202c \u2067Iraq\u2069",
    "Arabic": "ماذا قال بايدن عن العراق؟",
    "only marks": "?!… --- |||",
    "a search of signs": '" -" -- (" OR *',
    "zero width": "\u200b\u200d\u2060",
    "control characters": "Biden\u0007\u0001 Iraq",
    "digits": "0000000000000000000000",
    "an address": "https://example.org/?q=Biden&x=1",
}


@pytest.mark.parametrize("typed", BAD.values(), ids=BAD)
async def test_it_is_answered(chat: Chat, typed: str) -> None:
    """In one message, which does not say that something went wrong."""
    for command in ASKING:
        said = await chat.say(f"{command} {typed}".strip())

        assert said, command
        assert "wrong" not in said
        assert "\u202e" not in said
        assert len(said) <= 4096


@pytest.mark.parametrize("typed", ["💥", "❤️ 🇺🇦", "…", "?"])
async def test_what_has_no_words_gets_the_help(chat: Chat, typed: str) -> None:
    """There is nothing to look for in it."""
    assert (await chat.say(typed)).startswith("Ask in your own words")
