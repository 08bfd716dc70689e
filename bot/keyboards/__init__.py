"""Inline keyboards, and the stateless codes behind their buttons."""

from bot.keyboards.actions import (
    Action,
    EndDigest,
    ListPeople,
    ListTopics,
    ReadOn,
    SetDigest,
    ShowBriefing,
    ShowContext,
    ShowSettings,
)
from bot.keyboards.briefings import (
    briefing_keyboard,
    context_keyboard,
    options_keyboard,
    part_keyboard,
    quotation_keyboard,
)
from bot.keyboards.codes import decode, decode_link, encode, fits
from bot.keyboards.digests import digest_keyboard, settings_keyboard, start_keyboard, zones_keyboard
from bot.keyboards.lists import PEOPLE_PAGE, TOPICS_PAGE, people_keyboard, topics_keyboard

__all__ = [
    "PEOPLE_PAGE",
    "TOPICS_PAGE",
    "Action",
    "EndDigest",
    "ListPeople",
    "ListTopics",
    "ReadOn",
    "SetDigest",
    "ShowBriefing",
    "ShowContext",
    "ShowSettings",
    "briefing_keyboard",
    "context_keyboard",
    "decode",
    "decode_link",
    "digest_keyboard",
    "encode",
    "fits",
    "options_keyboard",
    "part_keyboard",
    "people_keyboard",
    "quotation_keyboard",
    "settings_keyboard",
    "start_keyboard",
    "topics_keyboard",
    "zones_keyboard",
]
