"""The keyboards of /people and /topics: names with how often each is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import ListPeople, ListTopics, ShowBriefing
from bot.keyboards.layout import button, in_rows, markup, pages
from briefs.model import Speaker, Subject, Topic

#: Names on one page of /people; each has a row of its own, as two would be clipped on a phone.
PEOPLE_PAGE: Final = 8
#: Names on one page of /topics; they are short, so two share a row.
TOPICS_PAGE: Final = 16


def people_keyboard(
    speakers: Sequence[Speaker], initial: str, page: int
) -> InlineKeyboardMarkup | None:
    """A page of names with how often each is quoted, and the way to the other pages."""
    here = speakers[page * PEOPLE_PAGE : (page + 1) * PEOPLE_PAGE]
    rows = [
        [button(f"{who.name} · {who.count:,}", ShowBriefing(Subject(speaker_id=who.id)))]
        for who in here
    ]
    turns = pages(len(speakers), PEOPLE_PAGE, page, lambda to: ListPeople(initial, to, turns=True))
    return markup([*rows, turns])


def topics_keyboard(topics: Sequence[Topic], page: int) -> InlineKeyboardMarkup | None:
    """A page of topics with how often each is spoken about, and the way to the other pages."""
    here = topics[page * TOPICS_PAGE : (page + 1) * TOPICS_PAGE]
    buttons = [
        button(f"{topic.name} · {topic.count:,}", ShowBriefing(Subject(topic_id=topic.id)))
        for topic in here
    ]
    turns = pages(len(topics), TOPICS_PAGE, page, lambda to: ListTopics(to, turns=True))
    return markup([*in_rows(buttons, 2), turns])
