"""Plain questions whose answer is not simply a list: days, seats of power, silence, two topics."""

from __future__ import annotations

from tests.conversation.chat import Chat


async def test_a_topic_without_those_days_says_which_there_are(chat: Chat) -> None:
    """Kindly, and a tap shows them."""
    said = await chat.say("who talked about Afghanistan last summer?")

    assert said == (
        "Nothing on Afghanistan from Jun to Aug 2025. There are 3 quotations, of Mar 2021:"
    )
    assert chat.buttons == ["Afghanistan"]


async def test_a_seat_of_power_is_whoever_speaks_there(chat: Chat) -> None:
    """One is quoted of those who do."""
    assert (await chat.say("what did Washington say about China?")).startswith(
        "Antony Blinken on China\n"
    )


async def test_who_kept_silent_cannot_be_found(chat: Chat) -> None:
    """Who spoke is offered, and not shown as if it were the answer."""
    said = await chat.say("who didn't mention China?")

    assert said == ("I can only find what somebody said, not what nobody said. What was said:")
    assert chat.buttons == ["China"]


async def test_two_topics_are_shown_one_at_a_time(chat: Chat) -> None:
    """Whichever the reader taps."""
    said = await chat.say("what did Blinken say about China and Afghanistan?")

    assert said.endswith("fits 2. Which one do you mean?")
    assert (await chat.press("Antony Blinken on Afghanistan")).startswith(
        "Antony Blinken on Afghanistan\n"
    )
