"""Deep links: what they open, and that what is written is what is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import (
    Action,
    ListPeople,
    ListTopics,
    ShowBriefing,
    ShowContext,
    decode_link,
    encode_link,
    open_keyboard,
)
from briefs.model import Subject

ID = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=10, max_size=10)
SLUG = st.from_regex(r"[a-z0-9-]{1,24}", fullmatch=True)

LINKED: st.SearchStrategy[Action] = st.one_of(
    st.builds(ShowContext, ID),
    st.builds(lambda each: ShowBriefing(Subject(speaker_id=each)), ID),
    st.builds(lambda each: ShowBriefing(Subject(topic_id=each)), SLUG),
    st.just(ListPeople()),
    st.just(ListTopics()),
)


@given(LINKED)
def test_a_link_opens_what_it_was_made_for(action: Action) -> None:
    """Within the 64 letters, digits, hyphens and underscores that Telegram lets it have."""
    payload = encode_link(action)

    assert payload is not None
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
    assert decode_link(payload) == action


@pytest.mark.parametrize(
    "action",
    [
        ShowBriefing(Subject()),
        ShowBriefing(Subject(speaker_id="aaaaaaaaaa", topic_id="china")),
        ShowBriefing(Subject(speaker_id="aaaaaaaaaa", reported=True)),
        ShowBriefing(Subject(words="fair share")),
        ListPeople("s"),
        ListTopics(2),
    ],
)
def test_what_a_link_cannot_say_has_none(action: Action) -> None:
    """Better none than one that opens something else."""
    assert encode_link(action) is None


@given(st.text())
def test_whatever_stands_in_a_link_is_read(payload: str) -> None:
    """As an action or as nothing, and never as an error."""
    action = decode_link(payload)

    assert action is None or encode_link(action) == payload


def test_the_button_under_a_sent_quotation_is_such_a_link() -> None:
    """To the bot whose it is."""
    [[button]] = open_keyboard("aaaaaaaaaa", "briefs_bot").inline_keyboard

    assert button.url == "https://t.me/briefs_bot?start=q_aaaaaaaaaa"
