"""Being blocked, kicked, or moved: what happens to a chat's subscription.

Blocking pauses it and keeps its settings; letting the bot in again revives it, and so does /start.
A group that becomes a supergroup takes its subscription along.
"""

from __future__ import annotations

import logging
from typing import Final

from telegram import Update
from telegram.constants import ChatMemberStatus

from bot.context import BriefsContext

_LOG = logging.getLogger(__name__)
_GONE: Final = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})
_THERE: Final = frozenset({ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR})


async def my_membership(update: Update, context: BriefsContext) -> None:
    """The bot was blocked or unblocked, added or removed."""
    change, desk = update.my_chat_member, context.desk
    if change is None:
        return
    word = desk.pseudonyms.word(change.chat.id)
    before, after = change.old_chat_member.status, change.new_chat_member.status
    if after in _GONE:
        await desk.write(desk.newsroom.pause, change.chat.id)
        _LOG.info("Chat %s blocked or removed the bot; its digest is paused.", word)
    elif before in _GONE and after in _THERE:
        await desk.write(desk.newsroom.resume, change.chat.id, now=desk.now)
        _LOG.info("Chat %s let the bot in again; its digest, if any, goes on.", word)


async def migrated(update: Update, context: BriefsContext) -> None:
    """A group became a supergroup. Telegram says so in both; the second time changes nothing."""
    message, desk = update.message, context.desk
    assert message is not None
    old, new = message.migrate_from_chat_id, message.migrate_to_chat_id
    if new is not None:
        await desk.write(desk.newsroom.migrate_chat, message.chat.id, new)
    elif old is not None:
        await desk.write(desk.newsroom.migrate_chat, old, message.chat.id)
