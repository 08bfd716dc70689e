"""Two people side by side, as a reader asks for them."""

from __future__ import annotations

import pytest

from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Chat, Stage


@pytest.mark.parametrize(
    "text",
    [
        "/compare Stoltenberg | Blinken on Afghanistan",
        "/compare stoltenburg|blinken about afganistan",
        "/compare Stoltenberg and Blinken on Afghanistan",
        "/compare Stoltenberg vs. Blinken on Afghanistan",
        "/compare Stoltenberg, Blinken on Afghanistan",
        "compare Stoltenberg and Blinken on Afghanistan",
        "Compare Stoltenberg with Blinken on Afghanistan?",
    ],
)
async def test_two_people_on_a_topic(chat: Chat, text: str) -> None:
    """What was understood is the first line; each side has its own words and its own count."""
    said = await chat.say(text)

    first, second = said.split("\n\nAntony Blinken, US Secretary of State, Jan 2021 – Jan 2025\n")
    assert first.startswith(
        "Jens Stoltenberg and Antony Blinken on Afghanistan\n\nJens Stoltenberg,"
    )
    assert "“We stay in Afghanistan together.”\n1 · The Gazette · 23 Mar 2021" in first
    assert "“Nobody leaves Afghanistan alone.”\n2 · The Gazette" in first
    assert first.endswith("2 quotations")
    assert "“Afghanistan is a shared task.”\n3 · The Gazette · 24 Mar 2021" in second
    assert second.endswith("1 quotation")


async def test_an_empty_side_says_so(chat: Chat) -> None:
    """And leads to what there is of theirs; the other side to all of its own."""
    said = await chat.say("/compare Stoltenberg | Blinken on China")

    assert "Jens Stoltenberg\nNot quoted on China; 4 quotations in all." in said
    assert "“China asks us questions.”" in said
    assert chat.buttons == [
        "Context 1",
        "All by Jens Stoltenberg (4) ›",
        "All by Antony Blinken (1) ›",
    ]
    assert (await chat.press("All by Jens")).startswith("Jens Stoltenberg\n")


async def test_two_people_on_anything(chat: Chat) -> None:
    """The newest two of each, and how many there are."""
    said = await chat.say("/compare Blinken | Stoltenberg")

    assert said.startswith("Antony Blinken and Jens Stoltenberg\n\nAntony Blinken,")
    assert said.endswith("The newest 2 of 4 quotations")


async def test_words_no_topic_is_called_by(chat: Chat) -> None:
    """They are searched for on both sides."""
    said = await chat.say("/compare Blinken | Stoltenberg on border")

    assert "Antony Blinken\nNot quoted on “border”; 2 quotations in all." in said
    assert "“The river Elbe is not our border.”" in said


async def test_days_hold_for_both_sides(chat: Chat) -> None:
    """And what has none is left out, said in one line."""
    said = await chat.say("/compare Blinken | Stoltenberg since 24 March 2021")

    assert said.startswith("Antony Blinken and Jens Stoltenberg · since 24 Mar 2021\n")
    assert "Not quoted in an article dated since 24 Mar 2021; 4 quotations in all." in said
    assert said.endswith("Articles without a date are left out.")


@pytest.fixture
def michels(library: Stage) -> Chat:
    """A chat with a bot that knows two of the name."""
    for name in ("Charles Michel", "James Michel"):
        said = a_quotation(f"China has to wait, thinks {name}.", by=name, topics=["china"])
        library.load(an_article(said, key=name, published=a_day("2021-03-23")))
    return library.chat()


async def test_a_name_that_fits_two_is_asked_about(michels: Chat) -> None:
    """Never guessed: each reading is a button, which keeps the topic and the days."""
    asked = await michels.say("/compare Blinken | Michel on China since 2021")

    assert asked == "“Michel” fits several people. Whom do you mean?"
    assert sorted(michels.buttons) == [
        "Antony Blinken | Charles Michel",
        "Antony Blinken | James Michel",
    ]
    said = await michels.press("Antony Blinken | James")
    assert said.startswith("Antony Blinken and James Michel on China · since 2021\n")
    assert "“China has to wait, thinks James Michel.”" in said


async def test_of_three_each_two_are_offered(michels: Chat) -> None:
    """A phone is too narrow for three."""
    asked = await michels.say("/compare Blinken | Stoltenberg | Charles Michel on China")

    assert asked == "I put two people side by side. Which two?"
    assert michels.buttons == [
        "Antony Blinken | Jens Stoltenberg",
        "Antony Blinken | Charles Michel",
        "Jens Stoltenberg | Charles Michel",
    ]
    assert "“China asks us questions.”" in await michels.press("Antony Blinken | Charles")


async def test_words_too_long_for_a_button_are_a_line_to_copy(michels: Chat) -> None:
    """It works as it stands."""
    asked = await michels.say(
        "/compare Blinken | Michel on whatever has to wait for a whole long year"
    )

    lines = [line for line in asked.split("\n") if line.startswith("/compare")]
    assert sorted(lines) == [
        "/compare Antony Blinken | Charles Michel on whatever has to wait for a whole long year",
        "/compare Antony Blinken | James Michel on whatever has to wait for a whole long year",
    ]
    assert (await michels.say(lines[0])).startswith("Antony Blinken and ")


@pytest.mark.parametrize(
    "text",
    [
        "Blinken vs Stoltenberg on Afghanistan",
        "blinken versus stoltenberg on afghanistan",
        "Blinken and Stoltenberg on Afghanistan",
        "blinken & stoltenberg about afghanistan?",
        "what did Blinken and Stoltenberg say about Afghanistan?",
        "What's the difference between Blinken and Stoltenberg on Afghanistan?",
        "how do Blinken and Stoltenberg differ on Afghanistan",
        "do Blinken and Stoltenberg agree on Afghanistan?",
    ],
)
async def test_two_people_in_plain_words(chat: Chat, text: str) -> None:
    """Whoever names two people wants both."""
    said = await chat.say(text)

    assert said.startswith("Antony Blinken and Jens Stoltenberg on Afghanistan\n")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Blinken on China and Afghanistan", "“Blinken on China and Afghanistan” fits 2."),
        ("Stoltenberg and Afghanistan", "Jens Stoltenberg on Afghanistan"),
        ("China and Russia", "China"),
    ],
)
async def test_an_and_between_other_things_compares_nobody(
    chat: Chat, text: str, begins: str
) -> None:
    """Topics are no people."""
    assert (await chat.say(text)).startswith(begins)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/compare", "/compare Biden | Stoltenberg on Russia"),
        ("/compare Stoltenberg", "Say two names after the command"),
        ("/compare |", "Say two names after the command"),
        ("compare Stoltenberg", "Say two names after the command"),
        ("/compare Xylophonist | Blinken", "Nothing here about “Xylophonist”."),
        ("/compare Stoltenberg | Jens Stoltenberg", "Both are Jens Stoltenberg."),
    ],
)
async def test_what_cannot_be_compared(chat: Chat, text: str, told: str) -> None:
    """Told what is missing."""
    assert told in await chat.say(text)
