"""A topic in the course of time, as a reader asks for it."""

from __future__ import annotations

import pytest

from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Chat, Stage


def load_days(stage: Stage, *days: str) -> None:
    for day in days:
        words = a_quotation(f"Afghanistan on {day}.", topics=["afghanistan"])
        stage.load(an_article(words, key=day, published=a_day(day)))


async def test_months_each_with_the_newest_quotation(library: Stage) -> None:
    """Newest month first; the number promised is what its button shows."""
    load_days(library, "2021-01-05", "2021-01-31")
    chat = library.chat()

    said = await chat.say("/timeline afganistan")

    march, january = said.split("\n\nJan 2021: 2 quotations, the newest:\n")
    assert march.startswith(
        "Afghanistan in the course of time\n\nMar 2021: 3 quotations, the newest:"
    )
    assert "“Afghanistan is a shared task.”\n1 · The Gazette · 24 Mar 2021" in march
    assert "“Afghanistan on 2021-01-31.”\n2 · The Gazette · 31 Jan 2021" in january
    pressed = await chat.press("Jan 2021 (2)")
    assert pressed.startswith("Afghanistan · in Jan 2021\n")
    assert pressed.endswith("2 quotations, newest first")


async def test_many_months_become_years(library: Stage) -> None:
    """No more than have room; the others are counted, and so is what has no date."""
    load_days(library, *(f"{year}-0{month}-01" for year in range(2012, 2021) for month in (1, 2)))
    undated = a_quotation("Afghanistan, some time.", topics=["afghanistan"])
    library.load(an_article(undated, key="undated", published=None))

    said = await library.chat().say("/timeline Afghanistan")

    headings = [line.split(":")[0] for line in said.split("\n") if line.startswith("20")]
    assert headings == ["2021", "2020", "2019", "2018", "2017", "2016"]
    assert "2020: 2 quotations, the newest:" in said
    assert "“Afghanistan on 2020-02-01.”" in said
    assert said.endswith("Earlier: 8 quotations\n1 quotation without a date is left out.")


async def test_days_keep_a_timeline_to_them(library: Stage) -> None:
    """The first line says so, and a button shows what was counted and no more."""
    load_days(library, "2021-01-05", "2021-01-20", "2021-01-31")
    chat = library.chat()

    said = await chat.say("/timeline Afghanistan between 10 January 2021 and 31 January 2021")

    assert said.startswith("Afghanistan in the course of time · 10 Jan 2021 – 31 Jan 2021\n")
    assert "Mar 2021" not in said
    assert (await chat.press("10 Jan 2021 – 31 Jan 2021 (2)")).endswith(
        "2 quotations, newest first"
    )


async def test_days_without_anything_say_so(library: Stage) -> None:
    said = await library.chat().say("/timeline Afghanistan in 1999")

    assert said.startswith("Afghanistan in the course of time · in 1999\n")
    assert "None of its quotations has a date of these days." in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/timeline", "/timeline Afghanistan"),
        ("/timeline Elbe", "Only topics have a timeline; these words are found by /search."),
        ("/timeline xylophones", "Nothing here about “xylophones”."),
    ],
)
async def test_what_has_no_timeline(chat: Chat, text: str, told: str) -> None:
    """Told why."""
    assert told in await chat.say(text)
