"""Inline keyboards, and the stateless codes behind their buttons."""

from bot.keyboards.actions import (
    Action,
    EndDigest,
    ListPeople,
    ListTopics,
    ListZones,
    PauseDigest,
    ReadOn,
    Screen,
    SetDigest,
    SetPreference,
    SettingsAction,
    ShowBriefing,
    ShowContext,
    ShowSettings,
    Wish,
)
from bot.keyboards.briefings import (
    briefing_keyboard,
    context_keyboard,
    options_keyboard,
    part_keyboard,
    quotation_keyboard,
)
from bot.keyboards.codes import decode, decode_link, encode, encode_link, fits
from bot.keyboards.digests import digest_keyboard, start_keyboard
from bot.keyboards.links import open_keyboard
from bot.keyboards.lists import PEOPLE_PAGE, TOPICS_PAGE, people_keyboard, topics_keyboard
from bot.keyboards.settings import (
    REGIONS,
    ZONES_PAGE,
    region_keyboard,
    settings_keyboard,
    zones_keyboard,
)

__all__ = [
    "PEOPLE_PAGE",
    "REGIONS",
    "TOPICS_PAGE",
    "ZONES_PAGE",
    "Action",
    "EndDigest",
    "ListPeople",
    "ListTopics",
    "ListZones",
    "PauseDigest",
    "ReadOn",
    "Screen",
    "SetDigest",
    "SetPreference",
    "SettingsAction",
    "ShowBriefing",
    "ShowContext",
    "ShowSettings",
    "Wish",
    "briefing_keyboard",
    "context_keyboard",
    "decode",
    "decode_link",
    "digest_keyboard",
    "encode",
    "encode_link",
    "fits",
    "open_keyboard",
    "options_keyboard",
    "part_keyboard",
    "people_keyboard",
    "quotation_keyboard",
    "region_keyboard",
    "settings_keyboard",
    "start_keyboard",
    "topics_keyboard",
    "zones_keyboard",
]
