"""Two people side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from briefs.briefing import PAGE, WhichPair, choose_sides, period_in_words
from briefs.errors import NotFoundError
from briefs.model import Briefing, Comparison, NoMatch, Subject
from briefs.newsroom.base import Base
from briefs.questions import LONGEST
from briefs.store import cards
from briefs.store.people import get_speaker
from briefs.whoswho import load_whoswho


class Comparisons(Base):
    """Comparisons; nothing here writes."""

    def compare(
        self, text: str, *, now: dt.datetime, plainly: bool = False
    ) -> Comparison | WhichPair | NoMatch | None:
        """What two people said: "Biden | Stoltenberg on Russia". None if no two are named.

        `plainly`: for a text that may be any question; None unless all are surely people's names.
        """
        sides = choose_sides(self._quoted(), text[:LONGEST], on=now.date(), plainly=plainly)
        return self.show_sides(*sides) if isinstance(sides, tuple) else sides

    def show_sides(self, first: Subject, second: Subject) -> Comparison:
        """The two side by side. Raises NotFoundError for a speaker or topic that is gone.

        An old button may have two names that stand for one person by now: they are no pair.
        """
        with self._store.read() as connection:
            sides = [self._side(connection, subject) for subject in (first, second)]
        if sides[0].speaker == sides[1].speaker:
            raise NotFoundError("pair", f"{first.speaker_id} and {second.speaker_id}")
        return Comparison(sides=(sides[0], sides[1]))

    def _side(self, connection: Any, subject: Subject) -> Briefing:
        """The first page about the subject; it may be empty."""
        directory = self._quoted()
        speaker = get_speaker(connection, subject.speaker_id or "")
        subject = replace(subject, speaker_id=speaker.id)
        if subject.topic_id and subject.topic_id not in directory.topics:
            raise NotFoundError("topic", subject.topic_id)
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
