"""Stretches of what subjects list, of any length: what is chosen from, rather than read."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model import Card, Subject
from briefs.newsroom.base import Base
from briefs.store import cards


class Lists(Base):
    """Lists of cards; nothing here writes."""

    def find_cards(
        self, subjects: Sequence[Subject], *, offset: int, limit: int
    ) -> tuple[tuple[Card, ...], ...]:
        """For each subject a stretch of its cards, newest article first, all from one moment.

        It is empty behind the last one, and for a speaker or topic that is gone.
        """
        with self._store.read() as connection:
            return tuple(
                cards.find_cards(connection, subject, offset=offset, limit=limit)
                for subject in subjects
            )
