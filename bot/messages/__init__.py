"""A value of the newsroom -> a message in Telegram HTML, within Telegram's limits.

    render     one function for each kind of message; what is shown, and under which buttons
    headlines  an article's title as one line of a digest
    inline     quotations that are sent to chats the bot is not in
    settings   the messages of the settings
    interests  what a chat follows and has muted
    templating the templates, and what fills them
    rhythm     what a reader wished for in words
    wording    dates, offices and quotations in words
    places     where words are printed, in words
    samples    one message of each kind, to try the templates
    fitting    what a text measures, and dividing one that is too long

How a message looks is in templates/. Nothing here sends anything.
"""

from bot.messages.fitting import as_plain_text
from bot.messages.inline import (
    Hint,
    InlineCard,
    render_failure,
    render_hint,
    render_inline,
    render_nothing,
)
from bot.messages.interests import (
    render_changed,
    render_interests,
    render_less,
    render_offers,
)
from bot.messages.render import (
    render_briefing,
    render_choice,
    render_comparison,
    render_context,
    render_digest,
    render_edition,
    render_leftovers,
    render_no_match,
    render_part,
    render_people,
    render_printings,
    render_quotation,
    render_reload,
    render_timeline,
    render_topics,
    render_withdrawn,
)
from bot.messages.settings import render_region, render_settings
from bot.messages.templating import Message, render_notice

__all__ = [
    "Hint",
    "InlineCard",
    "Message",
    "as_plain_text",
    "render_briefing",
    "render_changed",
    "render_choice",
    "render_comparison",
    "render_context",
    "render_digest",
    "render_edition",
    "render_failure",
    "render_hint",
    "render_inline",
    "render_interests",
    "render_leftovers",
    "render_less",
    "render_no_match",
    "render_nothing",
    "render_notice",
    "render_offers",
    "render_part",
    "render_people",
    "render_printings",
    "render_quotation",
    "render_region",
    "render_reload",
    "render_settings",
    "render_timeline",
    "render_topics",
    "render_withdrawn",
]
