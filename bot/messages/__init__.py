"""A value of the newsroom -> a message in Telegram HTML, within Telegram's limits.

    render     one function for each kind of message; what is shown, and under which buttons
    wording    dates, offices and quotations in words
    samples    one message of each kind, to try the templates
    fitting    what a text measures, and dividing one that is too long

How a message looks is in templates/. Nothing here sends anything.
"""

from bot.messages.fitting import as_plain_text
from bot.messages.render import (
    Message,
    render_briefing,
    render_choice,
    render_comparison,
    render_context,
    render_digest,
    render_no_match,
    render_notice,
    render_part,
    render_people,
    render_quotation,
    render_reload,
    render_settings,
    render_timeline,
    render_topics,
    render_withdrawn,
)

__all__ = [
    "Message",
    "as_plain_text",
    "render_briefing",
    "render_choice",
    "render_comparison",
    "render_context",
    "render_digest",
    "render_no_match",
    "render_notice",
    "render_part",
    "render_people",
    "render_quotation",
    "render_reload",
    "render_settings",
    "render_timeline",
    "render_topics",
    "render_withdrawn",
]
