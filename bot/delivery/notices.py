"""Telling a group's administrators that the bot may not write where the digest should go.

In private where they have ever started the bot; if none has, in the group, outside its topics.
"""

from __future__ import annotations

import logging
from typing import Final

import telegram
from telegram.constants import ChatMemberStatus, ParseMode
from telegram.error import TelegramError

from bot.context import Desk
from bot.messages import Message, render_notice
from briefs.model import Destination, Failure

_LOG = logging.getLogger(__name__)

#: Administrators who are told; more of them would only ask each other.
MOST: Final = 5


class Notices:
    """Tells people unasked, within the budget."""

    def __init__(self, bot: telegram.Bot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    async def tell(self, destination: Destination, failure: Failure) -> None:
        """Once; what cannot be told costs no digest."""
        chat_id = destination.chat_id
        try:
            group = await self._bot.get_chat(chat_id)
            admins = await self._find_admins(chat_id)
        except TelegramError as error:
            self._log(chat_id, error)
            return
        message = render_notice(
            "cannot_write",
            failure=failure.value,
            group=group.title or "",
            topic=bool(destination.thread_id),
        )
        told = [await self._send(admin, message) for admin in admins]
        if not any(told):
            await self._send(chat_id, message)

    async def _find_admins(self, chat_id: int) -> list[int]:
        """People, the owner first."""
        members = await self._bot.get_chat_administrators(chat_id)
        people = [each for each in members if not each.user.is_bot]
        people.sort(key=lambda each: each.status != ChatMemberStatus.OWNER)
        return [each.user.id for each in people[:MOST]]

    async def _send(self, chat_id: int, message: Message) -> bool:
        budget = self._desk.budget
        try:
            async with budget.taken(await budget.turn(chat_id)):
                await self._bot.send_message(chat_id, message.text, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            self._log(chat_id, error)
            return False
        return True

    def _log(self, chat_id: int, error: TelegramError) -> None:
        word = self._desk.pseudonyms.word(chat_id)
        _LOG.info("Chat %s cannot be told: %s", word, type(error).__name__)
