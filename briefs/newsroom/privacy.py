"""What is kept of a chat: handing it out, and erasing it."""

from __future__ import annotations

from typing import Any

from briefs.newsroom.base import Base
from briefs.newsroom.deliveries import TURN
from briefs.store.personal import erase_personal, find_personal


class Privacy(Base):
    """A chat's own data."""

    def export(self, chat_id: int) -> dict[str, list[dict[str, Any]]]:
        """Every row that is kept of the chat, by table, as JSON can have it; {} if there is none.

        The update that asks for it is among them: it waits in the inbox until it is answered.
        """
        with self._store.read() as connection:
            return find_personal(connection, chat_id)

    def forget(self, chat_id: int) -> None:
        """Erase it all: subscriptions, interests, what was sent, what waits.

        Not even the dates that had a digest are remembered: who subscribes again may have a second
        one on that day. Of a call under way nothing is written down when it ends.
        """
        with self._store.write(turn=TURN, durable=True) as connection:
            erase_personal(connection, chat_id)
