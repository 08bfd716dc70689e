"""The outbox in any story: whatever happens in whatever order, no edition arrives twice."""

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from briefs.model import DeliveryStatus, Interest, InterestKind, Preferences
from tests.examples import seldom
from tests.newsstand import OTHER_READER, READER, Newsstand, utc

hours = st.sampled_from(["00:00", "07:59", "08:00", "18:00"])
zones = st.sampled_from(["UTC", "Europe/Brussels", "Pacific/Auckland", "Pacific/Honolulu"])
readers = st.sampled_from([READER, OTHER_READER])


class Story(RuleBasedStateMachine):
    """Two readers, a clock that runs and jumps, a Telegram that fails, kills during the call.

    `arrived` is what the readers' phones show, which the store cannot see.
    """

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.stand = Newsstand(Path(self.folder.name))
        self.now = utc("2021-03-22 10:00")
        self.printed = 0
        self.arrived = []
        self.confirmed = []

    def teardown(self):
        self.stand.close()
        self.folder.cleanup()

    @rule(reader=readers, at=hours, zone=zones)
    def subscribes(self, reader, at, zone):
        self.stand.newsroom.subscribe(reader, dt.time.fromisoformat(at), zone, now=self.now)

    @rule(
        reader=readers,
        hours=st.sets(hours, min_size=1),
        zone=zones,
        weekdays=st.sets(st.integers(1, 7), min_size=3),
        only_followed=st.booleans(),
    )
    def wishes(self, reader, hours, zone, weekdays, only_followed):
        """Several digests a day, some weekdays, only what is followed."""
        wish = Preferences(
            hours=tuple(map(dt.time.fromisoformat, hours)),
            zone=zone,
            weekdays=frozenset(weekdays),
            only_followed=only_followed,
        )
        self.stand.newsroom.change_preferences(reader, wish, now=self.now)

    @rule(reader=readers, number=st.integers(1, 3), muted=st.booleans())
    def follows(self, reader, number, muted):
        interest = Interest(kind=InterestKind.WORDS, value=f"number {number}", muted=muted)
        self.stand.newsroom.follow(reader, interest, now=self.now)

    @rule(reader=readers)
    def pauses(self, reader):
        self.stand.newsroom.pause_at(reader)

    @rule(reader=readers)
    def resumes(self, reader):
        self.stand.newsroom.resume_at(reader, now=self.now)

    @rule(reader=readers)
    def unsubscribes(self, reader):
        """Who comes back starts anew: what was sent is forgotten, the dates are not."""
        self.stand.newsroom.unsubscribe(reader)
        self.confirmed = [(to, item) for to, item in self.confirmed if to != reader]

    @rule(reader=readers)
    def is_paused_and_comes_back(self, reader):
        self.stand.newsroom.pause(reader.chat_id)
        self.stand.newsroom.resume(reader.chat_id, now=self.now)

    @rule(reader=readers)
    def asks_for_it_now(self, reader):
        self.stand.newsroom.queue_now(reader, now=self.now)

    @rule()
    def an_article_is_loaded(self):
        self.printed += 1
        self.stand.prints(f"sentence number {self.printed}", speaker=f"Speaker {self.printed}")

    @rule(hours=st.integers(1, 50))
    def time_passes(self, hours):
        self.now += dt.timedelta(hours=hours)

    @rule()
    def the_clock_is_set_back(self):
        self.now -= dt.timedelta(hours=1)

    @rule()
    def the_minute_ticks(self):
        self.stand.newsroom.enqueue_due(now=self.now)

    @rule(
        outcome=st.sampled_from(["sent", "failed", "requeued", "unknown", "killed"]),
        arrives=st.booleans(),
    )
    def a_digest_is_sent(self, outcome, arrives):
        newsroom = self.stand.newsroom
        delivery = newsroom.claim_delivery(now=self.now)
        if delivery is None:
            return
        digest = newsroom.compose_digest(delivery.id)
        items = [card.id for card in [*digest.cards, *filter(None, [digest.archive])]]
        assert newsroom.start_sending(delivery.id, items, now=self.now)
        if outcome == "sent" or (arrives and outcome in {"unknown", "killed"}):
            self.arrived.append((delivery.destination, delivery.local_date, delivery.edition))
        if outcome == "killed":
            assert self.stand.reopened().recover_deliveries(now=self.now) == 1
        elif outcome == "requeued":
            newsroom.requeue_delivery(delivery.id, not_before=self.now, now=self.now)
        else:
            newsroom.finish_delivery(delivery.id, DeliveryStatus(outcome), now=self.now)
        if outcome == "sent":
            self.confirmed += [(delivery.destination, item) for item in items]

    @rule()
    def the_process_is_killed_between_calls(self):
        self.stand.newsroom.claim_delivery(now=self.now)
        assert self.stand.reopened().recover_deliveries(now=self.now) == 0

    @invariant()
    def no_edition_arrives_twice(self):
        assert len(self.arrived) == len(set(self.arrived))

    @invariant()
    def no_quotation_is_confirmed_twice(self):
        assert len(self.confirmed) == len(set(self.confirmed))


TestAnyStory = Story.TestCase
TestAnyStory.settings = settings(seldom(20), stateful_step_count=30)
