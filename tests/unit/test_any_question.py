"""Whatever somebody types is read without an error, the same each time, and not for long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.briefing import choose_continued, choose_sides, may_continue
from briefs.briefing.directory import Answer
from briefs.matching import Match, NameIndex
from briefs.model import Subject
from briefs.questions import parse_question
from tests.unit.test_typed_questions import DIRECTORY, THERE, TODAY, answer_to

#: What a sentence is put together from, to be put together wrongly.
WORDS = """
what did who said about on and vs biden stoltenberg china nato russia in march 2021 since last
recently summer the of 's not never | , ? more chief us german -- '); " <b>
"""
PIECES = st.sampled_from([*WORDS.split(), "\u202e", "\u200b", "💥"])
SENTENCES = st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=400)
KEPT = st.sampled_from([Subject(speaker_id="Joe Biden"), Subject(topic_id="china"), Subject()])


@given(SENTENCES)
def test_any_text_is_answered_the_same_each_time(text: str) -> None:
    """Nothing that somebody types is an error, and nothing is left to chance."""
    assert answer_to(text) == answer_to(text)


@given(SENTENCES, KEPT)
def test_any_text_may_go_on_with_another(text: str, kept: Subject) -> None:
    """What goes on with nothing stands by itself."""

    def answer() -> Answer | None:
        return choose_continued(
            DIRECTORY, text, kept, on=TODAY, count=lambda _: 9, extent=lambda _: THERE
        )

    assert answer() == answer()
    assert answer() is None or (kept != Subject() and may_continue(text, TODAY))


@given(SENTENCES)
def test_any_text_may_be_compared(text: str) -> None:
    """Whether or not it names two people."""
    assert choose_sides(DIRECTORY, text, on=TODAY) == choose_sides(DIRECTORY, text, on=TODAY)


@pytest.mark.parametrize("piece", ["on ", "a's ", "what did ", "x said ", "and ", "the ", "( "])
def test_a_long_text_is_read_no_further_than_names_are_long(piece: str) -> None:
    """However long it is, only so many names are looked up for it."""
    speakers, topics = Counting(), Counting()

    parse_question(piece * 50_000, speakers=speakers, topics=topics)

    assert speakers.asked + topics.asked < 700


class Counting(NameIndex):
    """Knows nobody, and how often it was asked."""

    def __init__(self) -> None:
        super().__init__(())
        self.asked = 0

    def match(self, query: str, *, near: bool = True) -> Match:
        self.asked += 1
        return super().match(query, near=near)
