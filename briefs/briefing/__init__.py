"""What a reader meant, and which briefing answers it: decisions over plain values.

    directory  everybody and everything quoted, and the ways a reader may name them
    people     a name or a title -> whom it means
    subjects   a topic, or a question in plain words -> what it is about
    continuing a text that goes on with an earlier question
    following  a name -> the people and topics it may mean to follow
    comparing  two people side by side
    mentions   a name -> whom it means among those others speak of
    within     the same, of the days a question names
    periods    those days, from words and into words
    tenures    terms of office in words

Nothing is read or stored here. The newsroom brings what the store has and carries out what is
decided: a `Found` subject is looked up, a `Choice` or a `NoMatch` is the answer itself.
"""

from briefs.briefing.comparing import Pairing, WhichPair, choose_sides
from briefs.briefing.continuing import (
    MORE_OF_WHAT,
    asks_for_more,
    choose_continued,
    may_continue,
)
from briefs.briefing.directory import Answer, Count, Directory, Found
from briefs.briefing.following import choose_interests, choose_words_of
from briefs.briefing.mentions import choose_spoken_of
from briefs.briefing.people import choose_person
from briefs.briefing.periods import period_in_words, read_period
from briefs.briefing.subjects import choose_answer, choose_topic, choose_who, choose_words
from briefs.briefing.within import choose_within

__all__ = [
    "MORE_OF_WHAT",
    "PAGE",
    "Answer",
    "Count",
    "Directory",
    "Found",
    "Pairing",
    "WhichPair",
    "asks_for_more",
    "choose_answer",
    "choose_continued",
    "choose_interests",
    "choose_person",
    "choose_sides",
    "choose_spoken_of",
    "choose_topic",
    "choose_who",
    "choose_within",
    "choose_words",
    "choose_words_of",
    "may_continue",
    "page_start",
    "period_in_words",
    "read_period",
]

#: Cards a page: what fits a phone's screen.
PAGE = 3


def page_start(offset: int, total: int) -> int:
    """Where a page begins: never behind the last card, though there were more when it was asked."""
    return max(0, min(offset, max(0, total - 1) // PAGE * PAGE))
