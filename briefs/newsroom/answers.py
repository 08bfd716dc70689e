"""Who said what, for whoever asks: by a name, a topic, a question, or an id from a button."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from briefs.briefing import (
    MORE_OF_WHAT,
    PAGE,
    Answer,
    Count,
    Directory,
    Found,
    asks_for_more,
    choose_answer,
    choose_continued,
    choose_topic,
    choose_who,
    choose_within,
    choose_words,
    may_continue,
    page_start,
    period_in_words,
)
from briefs.briefing.mentions import choose_spoken_of
from briefs.errors import NotFoundError
from briefs.model import (
    Asker,
    Briefing,
    CardContext,
    Choice,
    NoMatch,
    Option,
    Period,
    Size,
    Speaker,
    SpeakerKind,
    Stats,
    Subject,
    Topic,
    Withdrawn,
)
from briefs.newsroom.nearby import Nearby
from briefs.questions import LONGEST
from briefs.store import cards, followups, people
from briefs.store.extents import find_extent
from briefs.store.related import find_about
from briefs.store.search import read_wanted
from briefs.store.stats import get_size, get_stats
from briefs.whoswho import load_whoswho

#: Among so many topics one is looked for that somebody speaks of.
_EXAMPLES = 5


class Answers(Nearby):
    """Questions; nothing here writes."""

    def who(self, name: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """What somebody said, by a name in any spelling or by a title; "… on Iraq since 2021"."""

        def choose(text: str, count: Count) -> Answer:
            return choose_who(directory, text, on=now.date(), count=count)

        directory = self._quoted()
        return self._answer(name, choose, now)

    def about(self, topic: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """What was said about a topic, or else around these words."""

        def choose(text: str, count: Count) -> Answer:
            return choose_topic(directory, text, count=count)

        directory = self._quoted()
        return self._answer(topic, choose, now)

    def ask(
        self, text: str, *, now: dt.datetime, asker: Asker | None = None
    ) -> Briefing | Choice | NoMatch:
        """The answer to a question in plain words about somebody, something or both.

        Of an asker who is known, a question may go on with the one before: "and on Iraq?".
        """

        def choose(text: str, count: Count) -> Answer:
            return choose_answer(directory, text, on=now.date(), count=count)

        directory, text = self._quoted(), text[:LONGEST]
        if may_continue(text, now.date()):
            continued = self._continue(text, asker, now)
            if continued is not None:
                return continued
        return self._answer(text, choose, now)

    def _continue(
        self, text: str, asker: Asker | None, now: dt.datetime
    ) -> Briefing | Choice | NoMatch | None:
        """The answer to a text that goes on with what its asker asked before; None: it does not."""
        with self._store.read() as connection:
            kept = followups.find(connection, asker, now=now) if asker else None
            more = asks_for_more(text)
            if kept is None:
                return NoMatch(query=text, nearest=(), lead=MORE_OF_WHAT) if more else None
            view = _View(connection)
            answer = choose_continued(
                self._quoted(),
                text,
                kept,
                on=now.date(),
                count=view.count,
                extent=view.extent,
            )
            if not isinstance(answer, Found):
                return answer
            if more and view.count(answer.subject) <= PAGE:
                return NoMatch(
                    query=text,
                    nearest=self._quoted().options([answer.subject]),
                    lead="That was all I have of it:",
                )
            return self._compose_found(view, answer, text, offset=PAGE if more else 0)

    def search(self, text: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """The quotations with all of these words in or around them: "a phrase", and -none of it."""

        def choose(words: str, count: Count) -> Answer:
            return choose_words(words, count=count)

        if not read_wanted(text).has_words:
            note = "Say at least one word that has to be there."
            return NoMatch(query=text, nearest=(), note=note)
        return self._answer(text, choose, now)

    def said_of(self, name: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """What others said of somebody, by a name in any spelling or by a title."""
        spoken_of, quoted = self._find_spoken_of(), self._quoted()

        def choose(text: str, count: Count) -> Answer:
            del count  # whoever is spoken of at all is meant, of these days or not
            return choose_spoken_of(spoken_of, quoted, text, on=now.date())

        return self._answer(name, choose, now, among=spoken_of)

    def brief(self, subject: Subject, *, offset: int = 0) -> Briefing:
        """One page about a subject; behind the last card, the last page.

        An empty subject gives the latest. Raises NotFoundError for a speaker or topic that is
        gone, alone or together.
        """
        topic = self._get_topic(subject.topic_id)
        with self._store.read() as connection:
            briefing = _compose(_View(connection), subject, topic, offset, note=None)
            return self._with_related(connection, briefing)

    def examples(self) -> tuple[Option, ...]:
        """What a newcomer may begin with: who is quoted most, on what, and both; () of nothing."""
        directory = self._quoted()
        people = (one for one in directory.find_speakers() if one.kind is SpeakerKind.PERSON)
        speaker, topics = next(people, None), self.find_topics()[:_EXAMPLES]
        if speaker is None or not topics:
            return ()
        with self._store.read() as connection:
            on = [Subject(speaker_id=speaker.id, topic_id=topic.id) for topic in topics]
            both = [one for one in on if cards.count_cards(connection, one)][:1]
        alone = [Subject(speaker_id=speaker.id), Subject(topic_id=topics[0].id)]
        return directory.options([*alone, *both])

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

    def stats(self, *, asking: int | None = None) -> Stats:
        """The store in numbers; an update that is `asking` for them does not wait."""
        speakers, topics = len(self.find_speakers()), len(self.find_topics())
        with self._store.read() as connection:
            return get_stats(connection, speakers=speakers, topics=topics, asking=asking)

    def size(self) -> Size:
        """The numbers of it that cost next to nothing: whether it answers, and how much is in."""
        with self._store.read() as connection:
            return get_size(connection)

    def _answer(
        self,
        text: str,
        choose: Callable[[str, Count], Answer],
        now: dt.datetime,
        *,
        among: Directory | None = None,
    ) -> Briefing | Choice | NoMatch:
        directory, text = among or self._quoted(), text[:LONGEST]
        with self._store.read() as connection:
            view = _View(connection)
            answer = choose_within(
                directory,
                text,
                choose,
                on=now.date(),
                count=view.count,
                extent=view.extent,
            )
            if not isinstance(answer, Found):
                return answer
            return self._compose_found(view, answer, text)

    def _compose_found(
        self, view: _View, found: Found, text: str, *, offset: int = 0
    ) -> Briefing | NoMatch:
        try:
            topic = self._get_topic(found.subject.topic_id)
            briefing = _compose(view, found.subject, topic, offset, note=found.note)
            return self._with_related(view.connection, briefing)
        except NotFoundError:  # withdrawn since the names were read
            return NoMatch(query=text, nearest=())

    def _get_topic(self, topic_id: str | None) -> Topic | None:
        if topic_id is None:
            return None
        try:
            return self._quoted().topics[topic_id]
        except KeyError as exc:
            raise NotFoundError("topic", topic_id) from exc


class _View:
    """The store as it is while one question is answered; nothing is counted or searched twice."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self._hits: dict[Subject, cards.Hits] = {}
        self._counts: dict[Subject, int] = {}

    def find_hits(self, subject: Subject) -> cards.Hits | None:
        """What has the subject's words; None: it names none."""
        if subject.words is None:
            return None
        if subject not in self._hits:
            self._hits[subject] = cards.find_hits(self.connection, subject)
        return self._hits[subject]

    def note(self, subject: Subject, count: int) -> None:
        """It is known already how many quotations the subject lists."""
        self._counts[subject] = count

    def count(self, subject: Subject) -> int:
        """How many quotations the subject lists."""
        hits = self.find_hits(subject)
        if hits is not None:
            return len(hits.numbers)
        if subject not in self._counts:
            self._counts[subject] = cards.count_cards(self.connection, subject)
        return self._counts[subject]

    def extent(self, subject: Subject) -> Period | None:
        """From which day to which what it lists is."""
        return find_extent(self.connection, subject, self.find_hits(subject))


def _compose(
    view: _View, subject: Subject, topic: Topic | None, offset: int, *, note: str | None
) -> Briefing:
    connection = view.connection
    speaker = people.get_speaker(connection, subject.speaker_id) if subject.speaker_id else None
    if speaker:  # an old button may have the id of a name that stands for him by now
        subject = replace(subject, speaker_id=speaker.id)
    if speaker and subject == Subject(speaker_id=speaker.id):
        view.note(subject, speaker.count)
    about = find_about(connection, subject.about_id) if subject.about_id else None
    if about:
        subject = replace(subject, about_id=about.id)
    hits, total = view.find_hits(subject), view.count(subject)
    if not total and (speaker or topic or subject.about_id):
        raise NotFoundError("quotation of", f"{subject.speaker_id} on {subject.topic_id}")
    start = page_start(offset, total)
    turned = replace(subject, reported=not subject.reported)
    return Briefing(
        subject=subject,
        speaker=speaker,
        offices=load_whoswho().offices_of(speaker.name) if speaker else (),
        topic=topic,
        note=note,
        cards=cards.find_cards(
            connection, subject, offset=start, limit=PAGE, hits=hits, speaker=speaker
        ),
        offset=start,
        total=total,
        other=0 if subject.words or subject.about_id else view.count(turned),
        searched=cards.MOST_HITS if hits and hits.is_cut else None,
        days=period_in_words(subject.period) if subject.period else None,
        undated=cards.count_undated(connection, subject, hits) if subject.period else 0,
        about=about,
    )
