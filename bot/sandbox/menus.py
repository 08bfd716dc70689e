"""Command menus: one list per scope and language, and which of them somebody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from telegram import BotCommand, BotCommandScope
from telegram.constants import BotCommandLimit, BotCommandScopeType

from bot.sandbox.errors import bad_request
from bot.sandbox.rules import read_object

#: A scope: its type, then the chat and the user it names, if any.
ScopeKey = tuple[str, int, int]
#: A command as JSON carries it: "command" and "description".
MenuItem = dict[str, str]

_NAME = re.compile(
    rf"[a-z0-9_]{{{int(BotCommandLimit.MIN_COMMAND)},{int(BotCommandLimit.MAX_COMMAND)}}}"
)
_OF_CHAT = {
    BotCommandScopeType.CHAT,
    BotCommandScopeType.CHAT_ADMINISTRATORS,
    BotCommandScopeType.CHAT_MEMBER,
}


@dataclass(slots=True)
class Menus:
    """The lists a bot has set."""

    lists: dict[tuple[ScopeKey, str], list[MenuItem]] = field(default_factory=dict)

    def set(self, scope: ScopeKey, language: str, commands: Sequence[object]) -> None:
        """Replace one list; an empty one removes it."""
        read = read_commands(commands)
        if read:
            self.lists[scope, language] = read
        else:
            self.delete(scope, language)

    def get(self, scope: ScopeKey, language: str) -> list[MenuItem]:
        """The list set for exactly this scope and language."""
        return self.lists.get((scope, language), [])

    def delete(self, scope: ScopeKey, language: str) -> None:
        """Forget one list, whether or not it was set."""
        self.lists.pop((scope, language), None)

    def seen(self, scopes: Iterable[ScopeKey], language: str) -> list[MenuItem]:
        """The first list there is, narrow scopes first, the reader's language before any."""
        for scope in scopes:
            for spoken in (language, ""):
                if items := self.lists.get((scope, spoken)):
                    return items
        return []


def read_scope(scope: object | None) -> ScopeKey:
    """The key of a `BotCommandScope`; without one the default scope."""
    if not scope:
        return (BotCommandScopeType.DEFAULT.value, 0, 0)
    read = read_object(BotCommandScope, scope, "scope")
    if read.type not in set(BotCommandScopeType):
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat_id = getattr(read, "chat_id", 0)
    user_id = getattr(read, "user_id", 0)
    if not isinstance(chat_id, int) or not isinstance(user_id, int):
        raise bad_request("can't parse BotCommandScope: ids must be Integers here")
    return (BotCommandScopeType(read.type).value, chat_id, user_id)


def scopes_in_private(chat_id: int) -> tuple[ScopeKey, ...]:
    """Telegram's order of precedence in a private chat."""
    return (
        (BotCommandScopeType.CHAT.value, chat_id, 0),
        (BotCommandScopeType.ALL_PRIVATE_CHATS.value, 0, 0),
        (BotCommandScopeType.DEFAULT.value, 0, 0),
    )


def scopes_in_group(chat_id: int, user_id: int, *, admin: bool) -> tuple[ScopeKey, ...]:
    """Telegram's order of precedence in a group, for a member or one of its administrators."""
    kind = BotCommandScopeType
    everyone = ((kind.CHAT.value, chat_id, 0), (kind.ALL_GROUP_CHATS.value, 0, 0))
    return (
        (kind.CHAT_MEMBER.value, chat_id, user_id),
        *(((kind.CHAT_ADMINISTRATORS.value, chat_id, 0),) if admin else ()),
        everyone[0],
        *(((kind.ALL_CHAT_ADMINISTRATORS.value, 0, 0),) if admin else ()),
        everyone[1],
        (kind.DEFAULT.value, 0, 0),
    )


def is_of_chat(scope: ScopeKey) -> bool:
    """Whether the scope names a chat, which then has to exist."""
    return scope[0] in _OF_CHAT


def read_commands(commands: Sequence[object]) -> list[MenuItem]:
    """The commands of one list, within Telegram's limits."""
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_read_command(read_object(BotCommand, each, "commands")) for each in commands]


def _read_command(command: BotCommand) -> MenuItem:
    if not isinstance(command.command, str) or not _NAME.fullmatch(command.command):
        raise bad_request("BOT_COMMAND_INVALID")
    description = command.description
    if not isinstance(description, str) or not (
        BotCommandLimit.MIN_DESCRIPTION
        <= len(description.strip())
        <= BotCommandLimit.MAX_DESCRIPTION
    ):
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.command, "description": description}
