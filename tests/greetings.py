"""The greeting as it is sent to each kind of reader, and what there is in place of no answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.keyboards import pairings_keyboard, start_keyboard
from bot.messages import Message, render_no_match, render_notice
from briefs.model import Destination, NoMatch, Option, Preferences, Subject, Subscription
from briefs.newsroom import Pairing, WhichPair
from tests.clocks import NOON

EXAMPLES = (
    Option(label="Jens Stoltenberg", subject=Subject(speaker_id="aaaaaaaaaa")),
    Option(label="Afghanistan", subject=Subject(topic_id="afghanistan")),
    Option(
        label="Jens Stoltenberg on Afghanistan",
        subject=Subject(speaker_id="aaaaaaaaaa", topic_id="afghanistan"),
    ),
)


def a_greeting(
    subscription: Subscription | None = None, *, is_group: bool = False, may_subscribe: bool = True
) -> Message:
    """As /start answers it; a digest is offered to whoever has none and may have one."""
    offered = dt.time(8) if may_subscribe and subscription is None else None
    keyboard = start_keyboard(EXAMPLES, at=offered, has_digest=subscription is not None)
    return render_notice(
        "start",
        keyboard,
        subscription=subscription,
        may_subscribe=may_subscribe,
        is_group=is_group,
    )


NOTHING_THEN = NoMatch(
    query="who talked about Afghanistan last summer?",
    nearest=EXAMPLES[1:2],
    lead="Nothing on Afghanistan from Jun to Aug 2026. There are 5 quotations, of Mar 2021:",
)

IN_WORDS = Subject(words="a <fair> share that nobody has to pay for twice", period=None)


def which_side(subject: Subject, *names: str, named: int = 2) -> Message:
    """What /compare asks back."""
    pairings = tuple(
        Pairing(
            label=f"{name} | Joe Biden",
            typed=f"{name} | Joe Biden on {subject.words}",
            sides=(replace(subject, speaker_id=number * 10), replace(subject, speaker_id="b" * 10)),
        )
        for name, number in zip(names, "acd", strict=False)
    )
    keyboard = pairings_keyboard(pairings)
    which = WhichPair(query="michel", pairings=pairings, names=named)
    return render_notice("which_side", keyboard, which=which, as_text=keyboard is None)


GREETINGS = {
    "which-side": lambda: which_side(Subject(topic_id="iraq"), "Charles Michel", "James Michel"),
    "which-side-in-words": lambda: which_side(IN_WORDS, "Charles Michel", "James Michel"),
    "which-two": lambda: which_side(Subject(), "Charles Michel", "Jens Stoltenberg", named=3),
    "start": a_greeting,
    "start-with-a-digest": lambda: a_greeting(
        Subscription(
            destination=Destination(chat_id=1),
            preferences=Preferences(hours=(dt.time(7, 30),), zone="Europe/Kyiv"),
            since=NOON,
        )
    ),
    "no-match-then": lambda: render_no_match(NOTHING_THEN),
    "start-for-a-member": lambda: a_greeting(is_group=True, may_subscribe=False),
}
