"""The methods about the bot itself: who it is, how it describes itself, its command menus."""

from __future__ import annotations

from collections.abc import Sequence

from telegram.constants import BotDescriptionLimit

from bot.sandbox.cast import BOT
from bot.sandbox.errors import bad_request
from bot.sandbox.html import utf16_length
from bot.sandbox.menus import MenuItem, ScopeKey, is_of_chat, read_scope
from bot.sandbox.state import Json, State

_DESCRIPTION, _SHORT = "description", "short_description"


def get_me(state: State) -> Json:  # noqa: ARG001  every method is given the state
    """The bot, with what only it is told: privacy mode is on, and so is inline mode."""
    return {
        **BOT.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(
    state: State,
    *,
    commands: Sequence[object],
    scope: Json | None = None,
    language_code: str | None = None,
) -> bool:
    """Set one command menu."""
    state.menus.set(_read_scope(state, scope), language_code or "", commands)
    state.events.add("menu")
    return True


def get_my_commands(
    state: State, *, scope: Json | None = None, language_code: str | None = None
) -> list[MenuItem]:
    """The menu set for exactly this scope and language."""
    return state.menus.get(_read_scope(state, scope), language_code or "")


def delete_my_commands(
    state: State, *, scope: Json | None = None, language_code: str | None = None
) -> bool:
    """Take one command menu back."""
    state.menus.delete(_read_scope(state, scope), language_code or "")
    state.events.add("menu")
    return True


def set_my_description(
    state: State, *, description: str | None = None, language_code: str | None = None
) -> bool:
    """What an empty chat with the bot says."""
    limit = BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    return _describe(state, (_DESCRIPTION, language_code or ""), description or "", limit)


def set_my_short_description(
    state: State, *, short_description: str | None = None, language_code: str | None = None
) -> bool:
    """What the bot's profile says."""
    limit = BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    return _describe(state, (_SHORT, language_code or ""), short_description or "", limit)


def get_my_description(state: State, *, language_code: str | None = None) -> Json:
    """The description for a language, else the one for any."""
    return {_DESCRIPTION: described(state, _DESCRIPTION, language_code or "")}


def get_my_short_description(state: State, *, language_code: str | None = None) -> Json:
    """The short description for a language, else the one for any."""
    return {_SHORT: described(state, _SHORT, language_code or "")}


def described(state: State, which: str, language: str) -> str:
    """A description as somebody with this language reads it."""
    anyone = state.descriptions.get((which, ""), "")
    return state.descriptions.get((which, language), anyone)


def _describe(state: State, key: tuple[str, str], text: str, limit: int) -> bool:
    if utf16_length(text) > limit:
        raise bad_request(f"{key[0]} is too long")
    state.descriptions[key] = text
    state.events.add("description")
    return True


def _read_scope(state: State, scope: Json | None) -> ScopeKey:
    key = read_scope(scope)
    if is_of_chat(key):
        state.get_chat(key[1])
    return key
