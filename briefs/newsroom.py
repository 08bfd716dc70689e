"""The use cases the bot may call, one transaction each; `open_newsroom` wires the package.

Thin by design: what a reader meant is briefing's to decide, what is stored the store's to know.
Every method is synchronous and may be called from several threads; those that write, from one.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from briefs import schedule
from briefs.briefing import (
    PAGE,
    Answer,
    Directory,
    Found,
    choose_answer,
    choose_person,
    choose_topic,
    page_start,
)
from briefs.digest import compose_digest
from briefs.errors import NotFoundError
from briefs.ingest import loading
from briefs.model import (
    Briefing,
    CardContext,
    Choice,
    DateBasis,
    Delivery,
    DeliveryStatus,
    Destination,
    Digest,
    InboxItem,
    NoMatch,
    PublicationDate,
    ReloadReport,
    Slot,
    Speaker,
    Stats,
    Subject,
    Subscription,
    Topic,
    Withdrawn,
)
from briefs.store import cards, dues, inbox, material, outbox, people, subscriptions
from briefs.store.engine import Store, open_store
from briefs.store.stats import get_stats
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

__all__ = ["PAGE", "Newsroom", "annotate", "open_newsroom"]

#: Subscriptions settled in one transaction: more would keep other writers waiting.
_BATCH = 500


def open_newsroom(database_url: str) -> Newsroom:
    """The newsroom over the database at the URL, created or brought up to date first.

    Raises StoreError with a sentence that says what to do.
    """
    return Newsroom(open_store(database_url))


def annotate(
    text: str,
    *,
    id: str,  # noqa: A002 - the key's name in the format
    title: str | None = None,
    publisher: str | None = None,
    day: dt.date | None = None,
) -> dict[str, object]:
    """The quotations of one article as `nato-briefs extract` prints them; no store is involved.

    What is given overrides what the text says of itself; a given day counts as stated.
    """
    from briefs.extraction import (  # noqa: PLC0415 - spares the bot, which never reads, its rules
        as_annotation,
        extract_article,
    )

    published = PublicationDate(day=day, basis=DateBasis.STATED) if day else None
    article = extract_article(text, key=id, title=title, publisher=publisher, published=published)
    return as_annotation(article, id)


class Newsroom:
    """Who said what, for whoever asks; what was subscribed, and what has to go out."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._directory: Directory | None = None
        self._building = threading.Lock()

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    # ---- reading ----

    def who(self, name: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """What somebody said, by a name in any spelling or by a title."""
        return self._answered(name, choose_person(self._quoted(), name, on=now.date()))

    def about(self, topic: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:  # noqa: ARG002 - the three questions are asked alike
        """What was said about a topic, or else around these words."""
        return self._answered(topic, choose_topic(self._quoted(), topic, count=self._count))

    def ask(self, text: str, *, now: dt.datetime) -> Briefing | Choice | NoMatch:
        """The answer to a question in plain words about somebody, something or both."""
        answer = choose_answer(self._quoted(), text, on=now.date(), count=self._count)
        return self._answered(text, answer)

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
        with self._store.read() as connection:
            return get_stats(connection)

    # ---- loading ----

    def reload(self, folder: Path, *, now: dt.datetime) -> ReloadReport:
        """Bring the store up to the folder, and say what that changed.

        Raises IngestError when the folder itself cannot be read, and then changes nothing.
        """
        try:
            return loading.reload(self._store, folder, now=now)
        finally:
            # Whoever is building one from what was there before has to end first.
            with self._building:
                self._directory = None

    def is_stale(self, folder: Path) -> bool:
        """Whether a reload would change anything, from names, sizes and times alone."""
        return loading.is_stale(self._store, folder)

    # ---- inbox ----

    def receive_updates(
        self, items: Sequence[InboxItem], *, now: dt.datetime
    ) -> tuple[InboxItem, ...]:
        """Store the updates; those among them that were not seen before."""
        with self._store.write() as connection:
            return inbox.receive(connection, items, now=now)

    def pending_updates(self) -> tuple[InboxItem, ...]:
        """The updates that wait, in the order Telegram gave them."""
        with self._store.read() as connection:
            return inbox.pending(connection)

    def finish_update(self, update_id: int, *, now: dt.datetime) -> None:
        """The update is handled: its text is deleted, its id remembered for 48 hours."""
        with self._store.write() as connection:
            inbox.finish(connection, update_id, now=now)

    # ---- subscriptions and deliveries ----

    def subscribe(
        self, destination: Destination, at: dt.time, zone: str, *, now: dt.datetime
    ) -> Subscription:
        """The subscription as it now stands; a paused one is in force again.

        What fell due by the old settings still goes out, and no date has a second digest by the
        new ones. Raises InvalidQueryError when there is no such zone.
        """
        wanted = Subscription(
            destination=destination,
            at=at.replace(second=0, microsecond=0),
            zone=schedule.get_zone(zone).key,
            paused=False,
            since=now,
        )
        with self._store.write() as connection:
            known = subscriptions.find_subscription(connection, destination)
            if known and not known.paused:
                if replace(known, since=now) == wanted:
                    return known
                dues.enqueue(connection, [known], now=now)
            subscriptions.put(connection, wanted, now=now)
        return wanted

    def unsubscribe(self, destination: Destination) -> bool:
        """Nothing more goes out, not even what waits; whether there was a subscription.

        What the destination was sent is forgotten, but for the last dates.
        """
        with self._store.write() as connection:
            outbox.cancel(connection, destination.chat_id, destination.thread_id)
            outbox.forget(connection, destination)
            return subscriptions.remove(connection, destination)

    def subscription(self, destination: Destination) -> Subscription | None:
        """The subscription of a destination, paused or not."""
        with self._store.read() as connection:
            return subscriptions.find_subscription(connection, destination)

    def next_slot(self, subscription: Subscription) -> Slot:
        """When its next digest comes: later than its next hour if today's went out already."""
        with self._store.read() as connection:
            return dues.find_next(connection, subscription)

    def pause(self, chat_id: int) -> None:
        """The chat cannot be reached: nothing more goes out, and its settings stay."""
        with self._store.write() as connection:
            outbox.cancel(connection, chat_id)
            subscriptions.pause(connection, chat_id)

    def resume(self, chat_id: int, *, now: dt.datetime) -> None:
        """The chat is back: its digests come again, from the next slot on."""
        with self._store.write() as connection:
            for known in subscriptions.find_of_chat(connection, chat_id):
                if known.paused:
                    back = replace(known, paused=False, since=now)
                    subscriptions.put(connection, back, now=now)

    def migrate_chat(self, old_id: int, new_id: int) -> None:
        """A group has a new id: subscription, queue and what it has seen follow."""
        with self._store.write() as connection:
            subscriptions.migrate(connection, old_id, new_id)
            outbox.migrate(connection, old_id, new_id)

    def enqueue_due(self, *, now: dt.datetime) -> int:
        """Put what fell due into the outbox; how many digests wait by it."""
        added = 0
        while True:
            with self._store.write() as connection:
                due = subscriptions.find_due(connection, now=now, limit=_BATCH)
                added += dues.enqueue(connection, due, now=now)
                subscriptions.settle(connection, due, now=now)
            if len(due) < _BATCH:
                return added

    def claim_delivery(self, *, now: dt.datetime) -> Delivery | None:
        """The digest that has waited longest, for the caller to send; None: nothing may go out."""
        with self._store.write() as connection:
            return outbox.claim(connection, now=now)

    def compose_digest(self, delivery_id: int) -> Digest:
        """What a claimed delivery says. Raises NotFoundError."""
        with self._store.read() as connection:
            return compose_digest(material.get_material(connection, delivery_id))

    def start_sending(
        self, delivery_id: int, quotation_ids: Iterable[str], *, now: dt.datetime
    ) -> bool:
        """To be called before the call to Telegram, with what it carries.

        False: the reader left meanwhile, or somebody else has it; it must not be sent.
        """
        with self._store.write() as connection:
            return outbox.start_sending(connection, delivery_id, quotation_ids, now=now)

    def finish_delivery(
        self,
        delivery_id: int,
        status: DeliveryStatus,
        *,
        now: dt.datetime,
        message_id: int | None = None,
        error: str | None = None,
    ) -> bool:
        """To be called after it. Only what is SENT counts as seen; False: nothing to finish."""
        with self._store.write() as connection:
            return outbox.finish(
                connection, delivery_id, status, now=now, message_id=message_id, error=error
            )

    def requeue_delivery(
        self, delivery_id: int, *, not_before: dt.datetime, now: dt.datetime
    ) -> bool:
        """It certainly did not go out, and waits again; unless the reader left meanwhile."""
        with self._store.write() as connection:
            return outbox.requeue(connection, delivery_id, not_before=not_before, now=now)

    def recover_deliveries(self, *, now: dt.datetime) -> int:
        """To be called once at start; how many digests have an unknown outcome by the crash."""
        with self._store.write() as connection:
            subscriptions.rearm(connection)
            outbox.forget_leavers(connection, today=now.date())
            return outbox.recover(connection, now=now)

    def queue_now(self, destination: Destination, *, now: dt.datetime) -> Delivery | None:
        """Today's digest, due at once; None if it went out or may have, or nobody subscribed."""
        with self._store.write() as connection:
            known = subscriptions.find_subscription(connection, destination)
            if known is None or known.paused:
                return None
            dues.enqueue(connection, [known], now=now)
            subscriptions.settle(connection, [known], now=now)
            return dues.enqueue_now(connection, known, now=now)

    def preview_digest(self, destination: Destination, *, now: dt.datetime) -> Digest:
        """The next digest as it would be if it went out now; nothing is changed."""
        with self._store.read() as connection:
            known = subscriptions.find_subscription(connection, destination)
            day = dues.find_next(connection, known).local_date if known else now.date()
            return compose_digest(material.preview_material(connection, destination, day))

    # ---- inside ----

    def _quoted(self) -> Directory:
        """What is in the store by name; built on first use after each load."""
        directory = self._directory
        if directory is None:
            with self._building:
                directory = self._directory or self._read_directory()
                self._directory = directory
        return directory

    def _read_directory(self) -> Directory:
        with self._store.read() as connection:
            return Directory(
                people.find_speakers(connection),
                people.count_topics(connection),
                load_whoswho(),
                load_taxonomy(),
            )

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
        speaker = self._get_speaker(subject.speaker_id)
        topic = self._get_topic(subject.topic_id)
        with self._store.read() as connection:
            total = cards.count_cards(connection, subject)
            start = page_start(offset, total)
            page = cards.find_cards(connection, subject, offset=start, limit=PAGE)
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
        )

    def _get_speaker(self, speaker_id: str | None) -> Speaker | None:
        """The speaker, named or not. Raises NotFoundError for one nobody quotes."""
        if speaker_id is None:
            return None
        with self._store.read() as connection:
            found = people.get_speakers(connection, [speaker_id]).get(speaker_id)
        if found is None or not found.count:
            raise NotFoundError("speaker", speaker_id)
        return found

    def _get_topic(self, topic_id: str | None) -> Topic | None:
        if topic_id is None:
            return None
        try:
            return self._quoted().topics[topic_id]
        except KeyError as exc:
            raise NotFoundError("topic", topic_id) from exc
