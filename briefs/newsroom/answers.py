"""Who said what, for whoever asks: by a name, a topic, a question, or an id from a button."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from briefs.briefing import (
    PAGE,
    Answer,
    Count,
    Directory,
    Found,
    choose_answer,
    choose_topic,
    choose_who,
    choose_within,
    choose_words,
    page_start,
    period_in_words,
)
from briefs.errors import NotFoundError
from briefs.model import (
    Briefing,
    CardContext,
    Choice,
    NoMatch,
    Size,
    Speaker,
    Stats,
    Subject,
    Topic,
    Withdrawn,
)
from briefs.newsroom.base import Base
from briefs.store import cards, people
from briefs.store.search import read_wanted
from briefs.store.stats import get_size, get_stats
from briefs.whoswho import load_whoswho


class Answers(Base):
    """Questions; nothing here writes."""

    def who(self, name: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """What somebody said, by a name in any spelling or by a title; "… on Iraq since 2021"."""

        def choose(text: str, count: Count) -> Answer:
            return choose_who(directory, text, on=now.date(), count=count)

        directory = self._quoted()
        return self._answered(name, self._choose(directory, name, choose, now))

    def about(self, topic: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """What was said about a topic, or else around these words."""

        def choose(text: str, count: Count) -> Answer:
            return choose_topic(directory, text, count=count)

        directory = self._quoted()
        return self._answered(topic, self._choose(directory, topic, choose, now))

    def ask(self, text: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """The answer to a question in plain words about somebody, something or both."""

        def choose(text: str, count: Count) -> Answer:
            return choose_answer(directory, text, on=now.date(), count=count)

        directory = self._quoted()
        return self._answered(text, self._choose(directory, text, choose, now))

    def search(self, text: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """The quotations with all of these words in or around them: "a phrase", and -none of it."""

        def choose(words: str, count: Count) -> Answer:
            return choose_words(words, count=count)

        if not read_wanted(text).has_words:
            note = "Say at least one word that has to be there."
            return NoMatch(query=text, nearest=(), note=note)
        return self._answered(text, self._choose(self._quoted(), text, choose, now))

    def brief(self, subject: Subject, *, offset: int = 0) -> Briefing:
        """One page about a subject; behind the last card, the last page.

        An empty subject gives the latest. Raises NotFoundError for a speaker or topic that is
        gone, alone or together.
        """
        return self._compose(subject, offset, note=None)

    def find_speakers(self, initial: str | None = None) -> tuple[Speaker, ...]:
        """Everybody quoted by name, most quoted first; or those with this initial of a name."""
        return self._quoted().find_speakers(initial)

    def find_topics(self) -> tuple[Topic, ...]:
        """Every topic somebody is quoted on, the most quoted first, then by name."""
        quoted = [topic for topic in self._quoted().topics.values() if topic.count]
        return tuple(sorted(quoted, key=lambda topic: (-topic.count, topic.name)))

    def context_of(self, quotation_id: str) -> CardContext | Withdrawn:
        """A quotation in its paragraph. Raises NotFoundError for an id nobody was ever given."""
        with self._store.read() as connection:
            return cards.get_context(connection, quotation_id)

    def stats(self) -> Stats:
        """The store in numbers."""
        speakers, topics = len(self.find_speakers()), len(self.find_topics())
        with self._store.read() as connection:
            return get_stats(connection, speakers=speakers, topics=topics)

    def size(self) -> Size:
        """The numbers of it that cost next to nothing: whether it answers, and how much is in."""
        with self._store.read() as connection:
            return get_size(connection)

    def _choose(
        self,
        directory: Directory,
        text: str,
        choose: Callable[[str, Count], Answer],
        now: dt.datetime,
    ) -> Answer:
        return choose_within(directory, text, choose, on=now.date(), count=self._count)

    def _answered(self, query: str, answer: Answer) -> Briefing | Choice | NoMatch:
        if not isinstance(answer, Found):
            return answer
        try:
            return self._compose(answer.subject, 0, note=answer.note)
        except NotFoundError:  # withdrawn by a load that is under way
            return NoMatch(query=query, nearest=())

    def _count(self, subject: Subject) -> int:
        with self._store.read() as connection:
            return cards.count_cards(connection, subject)

    def _compose(self, subject: Subject, offset: int, *, note: str | None) -> Briefing:
        topic = self._get_topic(subject.topic_id)
        with self._store.read() as connection:
            speaker = _get_speaker(connection, subject.speaker_id)
            hits = cards.find_hits(connection, subject) if subject.words is not None else None
            total = len(hits.numbers) if hits else cards.count_cards(connection, subject)
            start = page_start(offset, total)
            page = cards.find_cards(connection, subject, offset=start, limit=PAGE, hits=hits)
            turned = replace(subject, reported=not subject.reported)
            other = 0 if subject.words else cards.count_cards(connection, turned)
            undated = cards.count_undated(connection, subject) if subject.period else 0
        if not total and (speaker or topic):
            raise NotFoundError("quotation of", f"{subject.speaker_id} on {subject.topic_id}")
        return Briefing(
            subject=subject,
            speaker=speaker,
            offices=load_whoswho().offices_of(speaker.name) if speaker else (),
            topic=topic,
            note=note,
            cards=page,
            offset=start,
            total=total,
            other=other,
            searched=cards.MOST_HITS if hits and hits.is_cut else None,
            days=period_in_words(subject.period) if subject.period else None,
            undated=undated,
        )

    def _get_topic(self, topic_id: str | None) -> Topic | None:
        if topic_id is None:
            return None
        try:
            return self._quoted().topics[topic_id]
        except KeyError as exc:
            raise NotFoundError("topic", topic_id) from exc


def _get_speaker(connection: Any, speaker_id: str | None) -> Speaker | None:
    """The speaker, named or not. Raises NotFoundError for one nobody quotes."""
    if speaker_id is None:
        return None
    found = people.get_speakers(connection, [speaker_id]).get(speaker_id)
    if found is None or not found.count:
        raise NotFoundError("speaker", speaker_id)
    return found
