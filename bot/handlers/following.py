"""What the next question of the same person in the same chat may go on with: "and on Iraq?"."""

from __future__ import annotations

import datetime as dt
from typing import Final

from telegram import Update
from telegram.constants import ChatType

from bot.context import BriefsContext
from briefs.model import Asker, Briefing, Followup

#: So long an answer can be followed.
KEPT_FOR: Final = dt.timedelta(minutes=10)


def asker_of(update: Update) -> Asker | None:
    """None where nobody in particular asks: in a channel, or who writes as the group itself."""
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None or user is None or chat.type == ChatType.CHANNEL:
        return None
    if message is not None and message.sender_chat is not None:
        return None
    return Asker(chat_id=chat.id, user_id=user.id)


def remember(update: Update, context: BriefsContext, found: object) -> None:
    """Keep of an answer whom and what it is about. It is written when the update is done with."""
    asker = asker_of(update)
    if asker is None or not isinstance(found, Briefing):
        return
    subject = found.subject
    if subject.speaker_id or subject.topic_id:
        context.desk.followups[asker.chat_id] = Followup(
            asker=asker,
            speaker_id=subject.speaker_id,
            topic_id=subject.topic_id,
            until=context.desk.now + KEPT_FOR,
        )
