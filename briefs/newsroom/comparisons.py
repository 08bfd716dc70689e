"""Two people side by side."""

from __future__ import annotations

import datetime as dt
from typing import Any

from briefs.briefing import PAGE, choose_sides, period_in_words
from briefs.model import Briefing, Choice, Comparison, NoMatch, Subject
from briefs.newsroom.base import Base
from briefs.store import cards
from briefs.whoswho import load_whoswho


class Comparisons(Base):
    """Comparisons; nothing here writes."""

    def compare(self, text: str, *, now: dt.datetime) -> Comparison | Choice | NoMatch | None:
        """What two people said: "Biden | Stoltenberg on Russia". None if no two are named.

        Of several who fit a name, each is an option, whose label is the text with the full name.
        """
        sides = choose_sides(self._quoted(), text, on=now.date())
        if not isinstance(sides, tuple):
            return sides
        with self._store.read() as connection:
            first, second = (self._side(connection, subject) for subject in sides)
        return Comparison(sides=(first, second))

    def _side(self, connection: Any, subject: Subject) -> Briefing:
        """The first page about the subject; it may be empty."""
        directory = self._quoted()
        speaker = directory.speakers[subject.speaker_id or ""]
        hits = cards.find_hits(connection, subject) if subject.words is not None else None
        total = len(hits.numbers) if hits else cards.count_cards(connection, subject)
        return Briefing(
            subject=subject,
            speaker=speaker,
            offices=load_whoswho().offices_of(speaker.name),
            topic=directory.topics[subject.topic_id] if subject.topic_id else None,
            note=None,
            cards=cards.find_cards(connection, subject, offset=0, limit=PAGE, hits=hits),
            offset=0,
            total=total,
            days=period_in_words(subject.period) if subject.period else None,
        )
