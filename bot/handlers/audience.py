"""Who is asking, where, and whether they may.

A menu only hides a command; the right to use it is checked here on each call.
"""

from __future__ import annotations

import logging
from typing import Final

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.context import BriefsContext, Command, Scope
from bot.handlers.answers import patiently

_LOG = logging.getLogger(__name__)

_IN_CHARGE: Final = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})
_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})


def is_group(update: Update) -> bool:
    """The update comes from a chat of several people."""
    chat = update.effective_chat
    return chat is not None and chat.type in _GROUPS


def word_of_chat(update: Update, context: BriefsContext) -> str:
    """What stands in a log for the chat."""
    chat = update.effective_chat
    return context.desk.pseudonyms.word(chat.id if chat else None)


def is_admin(update: Update, context: BriefsContext) -> bool:
    """The sender is an administrator of the bot. A refusal is logged."""
    user = update.effective_user
    if user is not None and user.id in context.desk.settings.admins:
        return True
    word = context.desk.pseudonyms.word(user.id if user else None)
    _LOG.warning("Refused an administrator's command to user %s.", word)
    return False


async def may_change_settings(update: Update, context: BriefsContext) -> bool:
    """The sender may change this chat's digest: in a group or channel its administrators may.

    Nobody else can post in a channel, but everybody can press a button there. Somebody who posts
    as the group itself is one of its administrators and writes anonymously.
    """
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None:
        return False
    if chat.type == ChatType.PRIVATE or update.channel_post is not None:
        return True
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id == chat.id
    if user is None:
        return False
    member = await patiently(context.bot.get_chat_member, chat.id, user.id)
    return member.status in _IN_CHARGE


async def may_press(update: Update, context: BriefsContext) -> bool:
    """The sender may press a button here: in a channel, where all see the answer, admins only."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.CHANNEL:
        return True
    return await may_change_settings(update, context)


def usable_commands(update: Update, context: BriefsContext) -> list[Command]:
    """The commands that the sender may use here, in the order of the menu."""
    user = update.effective_user
    hidden = {Scope.PRIVATE} if is_group(update) else set()
    if user is None or user.id not in context.desk.settings.admins:
        hidden.add(Scope.ADMINS)
    return [command for command in context.commands if command.scope not in hidden]
