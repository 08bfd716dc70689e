"""The words that stand in a log for chats, users and updates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.pseudonyms import Pseudonyms

WORDS = Pseudonyms("123456789:AAF-a_token_that_nobody_has")


@given(st.integers())
def test_a_word_does_not_tell_the_number(number: int) -> None:
    """It looks the same for a user, a group and an update."""
    assert len(WORDS.word(number)) == 8
    assert WORDS.word(number).isalnum()


def test_one_chat_has_one_word_in_every_process() -> None:
    """A conversation can be followed through the logs of all replicas, and after a restart."""
    again = Pseudonyms("123456789:AAF-a_token_that_nobody_has")

    assert WORDS.word(100001) == again.word(100001)
    assert WORDS.word(100001) != WORDS.word(100002)


def test_another_token_makes_other_words() -> None:
    """Without the token nobody can look a number up by trying all there are."""
    assert WORDS.word(100001) != Pseudonyms("123456789:AAF-another").word(100001)


def test_no_chat_is_a_question_mark() -> None:
    """Some updates have none."""
    assert WORDS.word(None) == "?"
