"""Commands in plain words, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.application import COMMANDS
from bot.handlers.wishes import command_meant


def meant(text: str) -> str | None:
    """The command as it would be typed."""
    found = command_meant(text, COMMANDS)
    return " ".join([found[0].name, *found[1]]) if found else None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("subscribe me at 8", "subscribe at 8"),
        ("Subscribe me", "subscribe"),
        ("please subscribe", "subscribe"),
        ("Send me the digest at 7am", "subscribe at 7am"),
        ("send me a digest every morning", "subscribe"),
        ("can you send me the daily digest at 6:30 please?", "subscribe at 6:30"),
        ("I want to subscribe at 20:15 in Kyiv", "subscribe at 20:15 in kyiv"),
        ("sign me up for the digest", "subscribe"),
        ("daily digest at 9", "subscribe at 9"),
        ("news every day at 8", "subscribe at 8"),
        ("stop", "unsubscribe"),
        ("STOP!", "unsubscribe"),
        ("stop sending me this", "unsubscribe"),
        ("unsubscribe me please", "unsubscribe"),
        ("cancel my subscription", "unsubscribe"),
        ("no more digests", "unsubscribe"),
        ("leave me alone", "unsubscribe"),
        ("help me", "help"),
        ("What can you do?", "help"),
        ("who are you?", "help"),
        ("how does this work", "help"),
        ("settings", "settings"),
        ("change my time zone", "settings"),
        ("send me my digest", "today"),
        ("today's digest", "today"),
        ("latest", "latest"),
    ],
)
def test_a_command_is_meant(text: str, command: str) -> None:
    """As somebody says it who has not read /help."""
    assert meant(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "who said stop",
        "stop the war",
        "what did Biden say about the news",
        "Stoltenberg",
        "subscribe to Stoltenberg",
        "news about China",
        "digest about Nord Stream at NATO",
        "send me quotes by Merkel",
        "cancel culture",
        "help for Ukraine",
        "settings of the alliance",
        "who",
        "compare",
        "",
    ],
)
def test_a_question_is_none(text: str) -> None:
    """Nobody is subscribed or unsubscribed by asking."""
    assert meant(text) is None


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Without an error, and the same each time."""
    assert meant(text) == meant(text)
