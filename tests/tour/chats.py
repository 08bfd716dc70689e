"""Ten chats as they happen: what somebody writes and taps. The bot's part is never written down.

The articles are the five that come with the project; the clock stands at the morning after the
newest of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Say:
    """Write a message."""

    text: str


@dataclass(frozen=True)
class Press:
    """Tap the newest button whose label begins so."""

    label: str


@dataclass(frozen=True)
class Later:
    """Let time pass; what is due is sent."""

    hours: int


Step = Say | Press | Later


@dataclass(frozen=True)
class Story:
    """One chat: what it shows, and its steps."""

    slug: str
    title: str
    about: str
    steps: tuple[Step, ...]
    who: str = "reader"  #: "reader", "member" of the group, its "group_admin", or the bot's "admin"


STORIES = (
    Story(
        "exactly",
        "Who said it, exactly?",
        "A reporter remembers a name, roughly, and needs the words and where they stand.",
        (Say("/who stoltenburg"), Press("More"), Press("Context 4")),
    ),
    Story(
        "follow-up",
        "One question leads to the next",
        "On the way to a briefing there is no time for commands. Within ten minutes a question may "
        "leave out what the one before it named.",
        (
            Say("what did Blinken say about Afghanistan?"),
            Say("and on China?"),
            Say("and Stoltenberg?"),
        ),
    ),
    Story(
        "title",
        "A title instead of a name",
        "A title means whoever held the office, and the answer says when.",
        (Say("the nato chief on russia"), Say("/who us defence secretary")),
    ),
    Story(
        "topic",
        "A topic, misspelt, in the course of time",
        "What was said about Afghanistan, and when.",
        (Say("/topic afganistan"), Say("/timeline Afghanistan")),
    ),
    Story(
        "compare",
        "Two people side by side",
        "For a seminar: where do they differ? A side that is empty says so.",
        (
            Say("compare Blinken and Stoltenberg on Afghanistan"),
            Say("/compare Austin | Blinken on China"),
        ),
    ),
    Story(
        "words",
        "The very words",
        "A phrase is half remembered; the quotation is found, and has an id to be cited by.",
        (Say('/search "seventh consecutive year"'), Press("Context 1"), Say("/about Biden")),
    ),
    Story(
        "nothing",
        "When there is nothing",
        "The bot never guesses, and never leaves anybody without a next step.",
        (
            Say("who talked about Nord Stream last summer?"),
            Say("/who Rute"),
            Say("what did Macron say about windmills?"),
            Say("/whp Blinken"),
        ),
    ),
    Story(
        "digest",
        "A digest at one’s own hour",
        "Once a day, at an hour and place of one’s own, in one message that ends.",
        (
            Say("/subscribe 7:30 Kyiv"),
            Say("/follow Afghanistan"),
            Later(22),
            Press("Less like this"),
        ),
    ),
    Story(
        "settings",
        "Settings without typing",
        "One message, whose screens take each other’s place.",
        (
            Say("/subscribe 8"),
            Say("/settings"),
            Press("Days"),
            Press("Monday to Friday"),
            Press("‹ Settings"),
            Press("Sound"),
            Press("No sound from 22:00"),
            Press("‹ Settings"),
        ),
    ),
    Story(
        "group",
        "In a group, and behind the scenes",
        "In a group the bot answers when it is addressed, and only administrators change anything.",
        (
            Say("@nato_briefs_bot stoltenberg on china"),
            Say("/subscribe@nato_briefs_bot 9"),
        ),
        who="member",
    ),
)
