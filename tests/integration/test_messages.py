"""What readers see. Golden files hold the look of each message; rules hold what none may break.

`make golden` writes the files anew; the diff is what readers will see, and is reviewed as such.
"""

from __future__ import annotations

import html
import os
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import find_packaged
from bot.messages import (
    Message,
    render_briefing,
    render_context,
    render_digest,
    render_part,
    render_reload,
)
from bot.messages.wording import isolate
from briefs.model import ArticleChange, ArticleResult, QuotationKind
from tests.briefings import (
    FINANCE_MINISTER,
    INFERRED,
    SECRETARY_GENERAL,
    a_briefing,
    a_card,
    a_context,
    a_digest,
    a_report,
    a_speaker,
)
from tests.examples import seldom
from tests.messages import LONG, MESSAGES

GOLDEN = Path(__file__).parents[1] / "golden" / "messages"
REWRITE = os.environ.get("NATO_BRIEFS_GOLDEN") == "rewrite"  # noqa: TID251 -- a switch of tests


def as_golden(message: Message) -> str:
    """The text as it is sent, and below a line the buttons with their data."""
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    buttons = ["  ".join(f"[{b.text} = {b.callback_data or b.url}]" for b in row) for row in rows]
    return "\n".join([message.text, *(["―――", *buttons] if buttons else []), ""])


@pytest.mark.parametrize("name", MESSAGES)
def test_looks_as_reviewed(name: str) -> None:
    message = MESSAGES[name]()
    assert message is not None
    file = GOLDEN / f"{name}.txt"
    if REWRITE:
        file.write_text(as_golden(message), encoding="utf-8")

    assert as_golden(message) == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """A message that is gone takes its file along."""
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(MESSAGES)


def test_each_template_has_a_golden_message() -> None:
    """A new template without a reviewed message would be the first that nobody has read."""
    by_other_names = {"briefing", "part"}  # who, topic, words, latest; part-of-a-quotation
    tested = {name.replace("-", "_") for name in MESSAGES} | by_other_names
    templates = {file.stem for file in find_packaged("templates").glob("[a-z]*.html")}

    assert templates <= tested


class Balance(HTMLParser):
    """Reads Telegram HTML strictly: known tags, closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.entities = 0
        self.visible = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"a", "b", "i", "blockquote", "code", "tg-time"}
        if tag in {"a", "tg-time"}:
            assert [name for name, _ in attrs] == ["href" if tag == "a" else "unix"]
        else:
            assert attrs in ([], [("expandable", None)])
        self.open.append(tag)
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.visible += data


def assert_sendable(message: Message) -> None:
    read = Balance(message.text)
    assert 1 <= len(read.visible.encode("utf-16-le")) // 2 <= 4096
    assert read.entities <= 100
    for row in message.keyboard.inline_keyboard if message.keyboard else ():
        assert 1 <= len(row) <= 8
        for button in row:
            assert len(str(button.callback_data).encode()) <= 64


@pytest.mark.parametrize("name", MESSAGES)
def test_telegram_takes_it(name: str) -> None:
    """Balanced markup, at most 4096 UTF-16 units and 100 entities, buttons of at most 64 bytes."""
    message = MESSAGES[name]()

    assert message is not None
    assert_sendable(message)


@pytest.mark.parametrize("name", MESSAGES)
def test_no_line_is_ragged(name: str) -> None:
    """No blank line is doubled and no line has spaces at its ends: both show on a phone."""
    message = MESSAGES[name]()
    assert message is not None

    assert "\n\n\n" not in message.text
    assert all(line == line.strip() for line in message.text.split("\n"))


TEXTS = (
    st.text(max_size=300) | st.text("a. “\n", min_size=2000, max_size=6000) | st.just("😀. " * 2500)
)


@seldom(100)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), kind=st.sampled_from(QuotationKind))
def test_any_quotations_fit(texts: list[str], kind: QuotationKind) -> None:
    """Whatever an article holds, the page and the digest of it can be sent."""
    cards = [a_card(text, title=text, publisher=text, role=text, kind=kind) for text in texts]

    assert_sendable(render_briefing(a_briefing(*cards, note=texts[0])))
    assert_sendable(render_digest(a_digest(*cards)))


@given(
    before=st.text(max_size=5000),
    quoted=st.text(min_size=1, max_size=5000),
    after=st.text(max_size=5000),
)
def test_any_context_fits(before: str, quoted: str, after: str) -> None:
    """However long the paragraph and the quotation in it, the context can be sent."""
    context = replace(
        a_context("We stay.", "We stay."),
        paragraph=before + quoted + after,
        quoted=((len(before), len(before) + len(quoted)),),
    )

    assert_sendable(render_context(context))


@pytest.mark.parametrize("length", [40, 700, 1500, 4000])
def test_count_promised_is_count_shown(length: int) -> None:
    """Cards that find no room are dropped whole, and not counted as shown."""
    words = "We stay here. " * (length // 14)
    cards = [a_card(words, id=letter * 10) for letter in "abcdefg"]

    message = render_digest(a_digest(*cards))

    shown = message.text.count("<blockquote")
    assert len(message.shown) == shown
    assert f"{shown} new quotation" in message.text
    if shown < len(cards):
        assert f"and {len(cards) - shown} more" in message.text


@pytest.mark.parametrize("length", [40, 700, 1500, 3000])
def test_no_quotation_that_fits_a_message_is_cut(length: int) -> None:
    """What is shown is shown from its first to its last word."""
    words = ("We stay here. " * (length // 14)).strip()

    message = render_briefing(a_briefing(*[a_card(words, id=c * 10) for c in "abc"]))

    assert message.text.count(f">“{words}”</blockquote>") == message.text.count("<blockquote")


def test_next_page_begins_where_this_one_ended() -> None:
    """With one of three cards shown, More goes on with the second."""
    cards = [a_card("We stay here. " * 250, id=letter * 10) for letter in "abc"]

    message = render_briefing(a_briefing(*cards))

    assert message.shown == ("aaaaaaaaaa",)
    assert "[More (2) › = B:::1:]" in as_golden(message)


def quoted_in(message: Message) -> str:
    """The text of its only blockquote."""
    [text] = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", message.text, re.DOTALL)
    return html.unescape(text)


def test_a_long_quotation_can_be_read_to_its_end() -> None:
    """The parts together are the whole quotation, each ending with a sentence."""
    card = a_card("".join(f"Sentence number {n} is this one. " for n in range(400)).strip())
    messages = [render_briefing(a_briefing(card))]
    while (message := render_part(card, len(messages))) is not None:
        messages.append(message)

    parts = [quoted_in(message).removeprefix("… ").removesuffix(" …") for message in messages]
    assert " ".join(parts) == f"“{card.pieces[0]}”"
    assert all(part.endswith(".") for part in parts[:-1])


def test_the_first_two_lines_name_the_person_and_the_office() -> None:
    """A notification shows no more than that."""
    message = render_briefing(
        a_briefing(a_card(), speaker=a_speaker(), offices=(FINANCE_MINISTER, SECRETARY_GENERAL))
    )

    assert message.text.split("\n")[:2] == [
        "<b>Jens Stoltenberg</b>",
        "NATO Secretary General, Oct 2014 – Oct 2024; now Finance Minister of Norway",
    ]


@pytest.mark.parametrize(
    ("card", "shown"),
    [
        (a_card("We stay."), "“We stay.”"),
        (a_card("We stay,", "all of us."), "“We stay,” … “all of us.”"),
        (a_card("strong supporter", kind=QuotationKind.MIXED), "… “strong supporter” …"),
        (a_card("to stay.", kind=QuotationKind.MIXED), "… “to stay.”"),
        (a_card("that they stay", kind=QuotationKind.INDIRECT), "that they stay"),
        (a_card("We stay.\n\n  All of us."), "“We stay.\nAll of us.”"),
    ],
    ids=["direct", "two pieces", "mixed", "mixed at the end", "indirect", "two paragraphs"],
)
def test_words_stand_in_marks_as_printed(card, shown: str) -> None:
    """Marks and ellipses stand around the words, never inside them."""
    message = render_briefing(a_briefing(card))

    assert f"<blockquote>{shown}</blockquote>" in message.text


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({}, "1 · The Gazette · 23 Mar 2021"),
        ({"published": INFERRED}, "1 · The Gazette · ≈ 23 Mar 2021, inferred"),
        ({"published": None}, "1 · The Gazette · undated"),
        ({"publisher": None}, "1 · in “Allies meet in Brussels” · 23 Mar 2021"),
        ({"publisher": None, "title": ""}, "1 · untitled article · 23 Mar 2021"),
    ],
    ids=["stated", "inferred", "undated", "no publisher", "nothing known"],
)
def test_publisher_and_date_stand_under_the_words(change, line: str) -> None:
    """Dates are honest: stated, inferred or none."""
    message = render_briefing(a_briefing(a_card(**change)))

    assert f"</blockquote>\n{line}\n" in message.text


def test_a_long_quotation_is_folded() -> None:
    """It takes one tap to open, and no page of scrolling to pass."""
    message = render_briefing(a_briefing(a_card(LONG)))

    assert "<blockquote expandable>" in message.text


def test_an_empty_day_takes_one_line() -> None:
    """Nothing new is said in one line."""
    assert "\n" not in render_digest(a_digest()).text


def test_failures_come_first_in_a_report() -> None:
    """What needs hands is not below a long list of what does not."""
    results = [
        ArticleResult(key=f"{n}.txt", change=ArticleChange.ADDED, quotations=1) for n in range(30)
    ]
    failure = ArticleResult(key="z.txt", change=ArticleChange.FAILED, reason="is empty")

    text = render_reload(a_report(*results, failure)).text

    assert text.index("z.txt: is empty") < text.index("0.txt: 1 quotation")
    assert "and 18 more" in text


def test_whatever_turns_the_direction_of_writing_is_held_apart():
    """A name in Hebrew must not pull the punctuation behind it to its other side."""
    turning = {"R", "AL", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI"}
    characters = [c for c in map(chr, range(sys.maxunicode)) if bidirectional(c) in turning]

    assert [c for c in characters if isolate(f"by {c}") != f"\u2068by {c}\u2069"] == []
    assert isolate("“Zdeněk Šmíd” …") == "“Zdeněk Šmíd” …"
