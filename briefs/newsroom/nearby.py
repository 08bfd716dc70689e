"""What lies next to an answer: related people and topics, and what others say of a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from briefs.briefing import Directory
from briefs.model import Briefing, Option, Printings, Subject, Withdrawn
from briefs.newsroom.base import Base
from briefs.store import cards, people
from briefs.store.engine import Store
from briefs.store.related import Related, find_related
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

#: Of so many subjects it is remembered what lies next to them; then it is asked anew.
_MOST_KNOWN: Final = 2_000


class Nearby(Base):
    """Ways on from what was asked; nothing here writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        #: Everybody who is spoken of, beside the directory it was read after.
        self._spoken_of: tuple[Directory, Directory] | None = None
        #: What lies next to a subject, likewise.
        self._related: tuple[Directory | None, dict[Subject, Related]] = None, {}

    def printings_of(self, quotation_id: str, *, offset: int = 0) -> Printings | Withdrawn:
        """A page of the articles that print these words. Raises NotFoundError like `context_of`."""
        with self._store.read() as connection:
            return cards.get_printings(connection, quotation_id, offset=offset)

    def _find_spoken_of(self) -> Directory:
        """Everybody whom others speak of, by name; built by the first question after a load."""
        quoted, known = self._quoted(), self._spoken_of
        if known is None or known[0] is not quoted:
            with self._store.read() as connection:
                spoken_of = people.find_spoken_of(connection)
            known = quoted, Directory(spoken_of, {}, load_whoswho(), load_taxonomy())
            self._spoken_of = known
        return known[1]

    def _find_related(self, connection: Any, subject: Subject) -> Related:
        """As it was when somebody first asked since the last load: many ask for the same few."""
        quoted, (after, known) = self._quoted(), self._related
        if after is not quoted or len(known) >= _MOST_KNOWN:
            known = {}
            self._related = quoted, known
        if subject not in known:
            known[subject] = find_related(connection, subject)
        return known[subject]

    def _with_related(self, connection: Any, briefing: Briefing) -> Briefing:
        """The first page of a person's or topic's, with what lies next to it."""
        subject = briefing.subject
        plain = Subject(speaker_id=subject.speaker_id, topic_id=subject.topic_id)
        if briefing.offset or subject != plain or subject == Subject():
            return briefing
        topics, found = self._quoted().topics, self._find_related(connection, subject)
        by_topic = [
            Option(label=topics[one].name, subject=replace(subject, topic_id=one))
            for one, _ in found.topics
            if one in topics
        ]
        by_person = [
            Option(label=one.name, subject=replace(subject, speaker_id=one.id))
            for one in found.people
        ]
        return replace(briefing, related=(*by_topic, *by_person), spoken_of=found.spoken_of)
