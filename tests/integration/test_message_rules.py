"""What no message may break, whatever it says: the rules beside the golden files."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Message, as_plain_text, render_briefing, render_digest
from briefs.model import Card
from tests.briefings import INFERRED, MARCH_23, a_briefing, a_card, a_digest, a_speaker
from tests.messages import MESSAGES
from tests.printings import a_place, printed

#: Where and when: a publisher or headline, and a date or that there is none.
PLACE = re.compile(
    r"^(?:\d+ · )?\S.* ?[·,] (?:≈ )?(?:\d{1,2} [A-Z][a-z]{2} \d{4}|undated)", re.MULTILINE
)
QUOTED = re.compile(r"<blockquote[^>]*>.*?</blockquote>", re.DOTALL)
#: Placeholders of commands are in capitals, by custom.
SHOUTED = re.compile(r"\b(?!NATO\b)[A-Z]{4,}\b")
OF_COMMANDS = {"help", "help-in-a-group"}


def message(name: str) -> Message:
    found = MESSAGES[name]()
    assert found is not None
    return found


def own_words(found: Message) -> str:
    """What the bot itself says: everything but the words of articles."""
    return as_plain_text(QUOTED.sub("", found.text))


@pytest.mark.parametrize("name", MESSAGES)
def test_nobody_is_shouted_at(name: str) -> None:
    """No word in capitals but NATO."""
    if name not in OF_COMMANDS:
        assert SHOUTED.findall(own_words(message(name))) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_the_first_line_says_it(name: str) -> None:
    """A notification shows nothing else: it begins with what it is about, and has an end."""
    first = as_plain_text(message(name).text).split("\n", 1)[0]

    assert re.match(r"[\w“\"\u2068…]", first)
    assert 3 <= len(first) <= 220
    assert not first.startswith(("Result", "Hello", "OK", "Sorry"))


@pytest.mark.parametrize("name", MESSAGES)
def test_there_is_no_wall_of_text(name: str) -> None:
    """Own words come in paragraphs of a few lines on a phone; what is long is folded."""
    found = message(name)

    assert max(len(line) for line in own_words(found).split("\n")) <= 420
    for quoted in QUOTED.findall(found.text):
        is_context = "<b>" in quoted
        assert "expandable" in quoted or is_context or len(as_plain_text(quoted)) <= 350


@pytest.mark.parametrize("name", MESSAGES)
def test_each_quotation_says_where_and_when(name: str) -> None:
    """Publisher or headline, and the date or that there is none, for every one that is shown."""
    found = message(name)
    shown = len(QUOTED.findall(found.text))

    assert len(PLACE.findall(own_words(found))) >= shown


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_counted_is_what_is_shown(name: str) -> None:
    """1–3 of 7: three are there."""
    found = message(name)
    counted = re.search(r"^(\d+)–(\d+) of [\d,]+ (?:quotation|report)", found.text, re.MULTILINE)
    if counted:
        assert int(counted[2]) - int(counted[1]) + 1 == found.text.count("<blockquote")


@pytest.mark.parametrize("name", MESSAGES)
def test_there_is_no_wall_of_buttons(name: str) -> None:
    """A page of names with its turns is the longest; what stands side by side is short."""
    keyboard = message(name).keyboard
    rows = keyboard.inline_keyboard if keyboard else ()

    assert len(rows) <= 12
    assert all(len(row) <= 3 or max(len(button.text) for button in row) <= 7 for row in rows)


CARDS = st.builds(
    a_card,
    st.just("We stay here for as long as it takes."),
    by=st.sampled_from([(), ("Jens Stoltenberg",), ("Ann Ode", "Bo Lee")]),
    role=st.sampled_from([None, "Minister of Trade"]),
    publisher=st.sampled_from([None, "The Gazette"]),
    published=st.sampled_from([None, MARCH_23, INFERRED]),
)


@given(cards=st.lists(CARDS, min_size=1, max_size=3))
def test_labels_stand_only_where_their_rule_fires(cards: list[Card]) -> None:
    """Each for each card it is true of, and for no other."""
    text = render_briefing(a_briefing(*cards)).text

    assert text.count("Unattributed") == sum(not card.speakers for card in cards)
    assert text.count(", inferred") == sum(card.published == INFERRED for card in cards)
    assert text.count("undated") == sum(card.published is None for card in cards)
    one = [card for card in cards if card.role and len(card.speakers) == 1]
    assert text.count("</b>, Minister of Trade") == len(one)
    dated = [card for card in cards if card.published]
    assert ("newest first" in text) is (len(cards) > 1 and bool(dated))
    assert "publisher" not in text


@given(
    places=st.lists(st.sampled_from([None, "The Gazette", "Wire", "Courier"]), max_size=4).map(
        lambda names: [a_place(name) for name in names]
    )
)
def test_further_publishers_are_counted_once_each(places) -> None:
    """Not the card's own, and nobody's name is none."""
    text = render_briefing(a_briefing(printed(*places))).text
    names = {place.publisher for place in places} - {"The Gazette", None}

    label = re.search(r"· \+(\d+) (publisher|article)s?\n", text)
    assert (label is not None) is bool(places)
    if label:
        expected = (len(names), "publisher") if names else (len(places), "article")
        assert (int(label[1]), label[2]) == expected


def test_exactly_full_and_one_too_many() -> None:
    """What fills a message to the last letter is shown whole; with one more, a card gives way."""
    lengths = range(1200, 1400)
    shown = {n: len(render_briefing(a_briefing(*some_cards(n))).shown) for n in lengths}
    last = max(n for n in lengths if shown[n] == 3)

    assert shown[last + 1] == 2
    full = as_plain_text(render_briefing(a_briefing(*some_cards(last))).text)
    assert 4096 - 3 < len(full) <= 4096


def some_cards(length: int) -> list[Card]:
    return [a_card("x" * length, id=letter * 10) for letter in "abc"]


@pytest.mark.parametrize("size", range(6))
def test_a_digest_of_any_size_promises_what_it_shows(size: int) -> None:
    """From nothing to more than it has room for."""
    cards = [a_card(id=letter * 10) for letter in "abcdef"[:size]]
    found = render_digest(a_digest(*cards))

    assert found.text.count("<blockquote") == size == len(found.shown)
    first = html.unescape(found.text.split("\n", 1)[0])
    assert (f"{size} new quotation" if size else "nothing new") in first


def test_a_briefing_names_the_person_first() -> None:
    """Who, then what of theirs: nothing stands before the name."""
    person = a_speaker()

    assert render_briefing(a_briefing(a_card(), speaker=person)).text.startswith(
        "<b>Jens Stoltenberg</b>"
    )
