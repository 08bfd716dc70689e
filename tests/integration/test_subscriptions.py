"""Standing requests: when the next digest comes, and that no choice brings a second one."""

import contextlib
import datetime as dt
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import InvalidQueryError
from briefs.model import Delivery, DeliveryStatus, Destination
from tests.examples import seldom
from tests.newsstand import OTHER_READER, READER, Newsstand, utc


def sent(deliveries: list[Delivery]) -> list[str]:
    return [delivery.local_date.isoformat() for delivery in deliveries]


# -- subscribing -----------------------------------------------------------------------------------


def test_nobody_is_subscribed_unasked(stand):
    assert stand.newsroom.subscription(READER) is None
    assert stand.ticks("2021-03-23 08:00") == []


def test_a_subscription_is_kept_as_it_was_given(stand):
    """Hour, zone and the instant from which on slots count."""
    given = stand.newsroom.subscribe(
        READER, dt.time(7, 30), "Europe/Kyiv", now=utc("2021-03-22 10:00")
    )

    assert stand.reopened().subscription(READER) == given
    assert (given.preferences.hours, given.zone, given.paused) == (
        (dt.time(7, 30),),
        "Europe/Kyiv",
        False,
    )


def test_who_subscribes_at_ten_for_eight_hears_tomorrow(stand):
    """Today's eight o'clock is past; it is not made up for."""
    stand.subscribes(at="08:00", now="2021-03-22 10:00")

    assert stand.ticks("2021-03-22 10:01") == []
    assert sent(stand.ticks("2021-03-23 08:00")) == ["2021-03-23"]


def test_who_subscribes_at_seven_for_eight_hears_today(stand):
    stand.subscribes(at="08:00", now="2021-03-22 07:00")

    assert sent(stand.ticks("2021-03-22 08:00")) == ["2021-03-22"]


def test_seconds_of_the_hour_do_not_matter(stand):
    """A slot is a minute; a clock shows no more."""
    subscription = stand.newsroom.subscribe(
        READER, dt.time(8, 0, 59), "UTC", now=utc("2021-03-22 10:00")
    )

    assert subscription.preferences.hours == (dt.time(8),)


def test_a_zone_that_does_not_exist_is_refused_and_changes_nothing(stand):
    stand.subscribes(at="08:00")

    with pytest.raises(InvalidQueryError, match="Atlantis"):
        stand.newsroom.subscribe(READER, dt.time(9), "Atlantis", now=utc("2021-03-22 11:00"))
    assert stand.newsroom.subscription(READER).preferences.hours == (dt.time(8),)


def test_topics_of_one_forum_are_destinations_of_their_own(stand):
    stand.subscribes(Destination(chat_id=-5, thread_id=1))
    stand.subscribes(Destination(chat_id=-5, thread_id=2))

    assert len(stand.ticks("2021-03-23 08:00")) == 2


# -- changing --------------------------------------------------------------------------------------


def test_a_later_hour_chosen_at_noon_brings_no_second_digest_today(stand):
    """The date had its digest at eight; six in the evening is for tomorrow."""
    stand.subscribes(at="08:00", now="2021-03-22 10:00")
    stand.ticks("2021-03-23 08:00")
    stand.subscribes(at="18:00", now="2021-03-23 12:00")

    assert stand.ticks("2021-03-23 18:00") == []
    assert sent(stand.ticks("2021-03-24 18:00")) == ["2021-03-24"]


def test_a_zone_chosen_at_noon_brings_no_second_digest_for_the_date(stand):
    """Eight in Brussels, then eight in New York the same day: once."""
    stand.subscribes(at="08:00", zone="Europe/Brussels", now="2021-03-22 10:00")
    assert sent(stand.ticks("2021-03-23 07:00")) == ["2021-03-23"]
    stand.subscribes(at="08:00", zone="America/New_York", now="2021-03-23 11:00")

    assert stand.ticks("2021-03-23 12:00") == []
    assert sent(stand.ticks("2021-03-24 12:00")) == ["2021-03-24"]


def test_a_later_hour_chosen_before_the_digest_came_brings_it_later(stand):
    stand.subscribes(at="18:00", now="2021-03-22 19:00")
    stand.subscribes(at="20:00", now="2021-03-23 12:00")

    assert stand.ticks("2021-03-23 18:00") == []
    assert sent(stand.ticks("2021-03-23 20:00")) == ["2021-03-23"]


def test_what_fell_due_before_the_change_still_comes(stand):
    """A bot that was down at eight owes today's digest, whatever the reader chooses at nine."""
    stand.subscribes(at="08:00", now="2021-03-22 10:00")
    stand.subscribes(at="20:00", now="2021-03-23 09:00")

    assert sent(stand.ticks("2021-03-23 09:01")) == ["2021-03-23"]
    assert stand.ticks("2021-03-23 20:00") == []


def test_choosing_the_same_again_changes_nothing(stand):
    """Two taps on one button, one at the very minute: the slot is not lost."""
    stand.subscribes(at="08:00", now="2021-03-22 10:00")
    stand.subscribes(at="08:00", now="2021-03-23 08:00")

    assert sent(stand.ticks("2021-03-23 08:00")) == ["2021-03-23"]


@pytest.mark.parametrize(
    ("changed_to", "day", "due"),
    [
        ("08:00", "2021-03-24", "2021-03-24 08:00"),
        ("18:00", "2021-03-24", "2021-03-24 18:00"),
    ],
)
def test_the_next_digest_promised_is_the_next_one_that_comes(stand, changed_to, day, due):
    """Once today's was sent it is tomorrow's, though the new hour is yet to come."""
    stand.subscribes(at="08:00", now="2021-03-22 10:00")
    stand.ticks("2021-03-23 08:00")
    stand.subscribes(at=changed_to, now="2021-03-23 12:00")

    slot = stand.newsroom.next_slot(stand.newsroom.subscription(READER))

    assert (slot.local_date.isoformat(), slot.due) == (day, utc(due))
    assert sent(stand.ticks(due)) == [day]


# -- ending, pausing, returning --------------------------------------------------------------------


def test_who_unsubscribes_hears_nothing_more(stand):
    """Not even what was waiting; the row says why."""
    stand.subscribes()
    stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))

    assert stand.newsroom.unsubscribe(READER) is True
    assert stand.ticks("2021-03-24 08:00") == []
    assert stand.outbox() == [("2021-03-23", "cancelled")]


def test_unsubscribing_twice_says_so(stand):
    stand.subscribes()

    assert stand.newsroom.unsubscribe(READER) is True
    assert stand.newsroom.unsubscribe(READER) is False


def test_one_reader_leaves_the_other_stays(stand):
    stand.subscribes(READER)
    stand.subscribes(OTHER_READER)
    stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    stand.newsroom.unsubscribe(READER)

    assert [d.destination for d in stand.ticks("2021-03-23 08:00")] == [OTHER_READER]


def test_who_returns_the_same_day_gets_the_digest_that_was_cancelled(stand):
    """It certainly did not go out, so its date may still have it - once."""
    stand.subscribes(now="2021-03-22 10:00")
    stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    stand.newsroom.unsubscribe(READER)
    stand.subscribes(at="12:00", now="2021-03-23 09:00")

    assert sent(stand.ticks("2021-03-23 12:00")) == ["2021-03-23"]
    assert stand.outbox() == [("2021-03-23", "sent")]


def test_who_returns_the_same_day_after_a_digest_gets_no_second_one(stand):
    stand.subscribes(now="2021-03-22 10:00")
    stand.ticks("2021-03-23 08:00")
    stand.newsroom.unsubscribe(READER)
    stand.subscribes(at="12:00", now="2021-03-23 09:00")

    assert stand.ticks("2021-03-23 12:00") == []


def test_who_unsubscribes_is_forgotten_but_for_the_last_dates(stand):
    """A date may come again for a day or two, where clocks or zones change; nothing else stays."""
    stand.prints("we have agreed to meet again")
    stand.subscribes(now="2021-03-17 10:00")
    for day in range(18, 24):
        stand.ticks(f"2021-03-{day} 08:00")
    assert stand.rows("outbox_items", "seen_items") == 2

    stand.newsroom.unsubscribe(READER)

    assert [day for day, _ in stand.outbox()] == ["2021-03-21", "2021-03-22", "2021-03-23"]
    assert stand.rows("outbox_items", "seen_items") == 0


def test_a_start_forgets_the_last_dates_of_who_left(stand):
    """When they can matter no more; who stays keeps all."""
    stand.subscribes(READER)
    stand.subscribes(OTHER_READER)
    stand.ticks("2021-03-23 08:00")
    stand.newsroom.unsubscribe(READER)

    stand.newsroom.recover_deliveries(now=utc("2021-03-25 23:59"))
    assert len(stand.outbox()) == 2

    stand.newsroom.recover_deliveries(now=utc("2021-03-26 00:00"))
    assert len(stand.outbox()) == 1


def test_who_leaves_during_the_call_is_not_remembered_for_it(stand):
    """The call ends after the reader has left."""
    stand.prints("we have agreed to meet again")
    stand.subscribes()
    delivery = stand.claims("2021-03-23 08:00")
    carried = [card.id for card in stand.newsroom.compose_digest(delivery.id).cards]
    stand.newsroom.start_sending(delivery.id, carried, now=utc("2021-03-23 08:00"))
    stand.newsroom.unsubscribe(READER)
    stand.newsroom.finish_delivery(
        delivery.id, DeliveryStatus.SENT, now=utc("2021-03-23 08:00"), message_id=1
    )

    assert stand.outbox() == [("2021-03-23", "sent")]
    assert stand.rows("outbox_items", "seen_items") == 0


def test_a_paused_subscription_keeps_its_settings_and_is_silent(stand):
    """Somebody who blocked the bot finds everything as it was."""
    stand.subscribes(at="07:30", zone="Europe/Kyiv")
    stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    stand.newsroom.pause(READER.chat_id)
    kept = stand.newsroom.subscription(READER)

    assert (kept.preferences.hours, kept.zone, kept.paused) == (
        (dt.time(7, 30),),
        "Europe/Kyiv",
        True,
    )
    assert stand.ticks("2021-03-24 08:00") == []


def test_who_resumes_hears_from_the_next_slot_on(stand):
    """The days of silence are not made up for."""
    stand.subscribes(at="08:00", now="2021-03-22 10:00")
    stand.newsroom.pause(READER.chat_id)
    stand.newsroom.resume(READER.chat_id, now=utc("2021-03-25 12:00"))

    assert stand.ticks("2021-03-25 12:01") == []
    assert sent(stand.ticks("2021-03-26 08:00")) == ["2021-03-26"]


def test_resuming_what_is_in_force_loses_no_slot(stand):
    """/start of somebody who never left."""
    stand.subscribes(at="08:00", now="2021-03-22 10:00")
    stand.newsroom.resume(READER.chat_id, now=utc("2021-03-23 08:00"))

    assert sent(stand.ticks("2021-03-23 08:00")) == ["2021-03-23"]


def test_subscribing_revives_a_paused_one(stand):
    stand.subscribes(at="08:00", now="2021-03-22 10:00")
    stand.newsroom.pause(READER.chat_id)
    stand.subscribes(at="08:00", now="2021-03-23 12:00")

    assert sent(stand.ticks("2021-03-24 08:00")) == ["2021-03-24"]


# -- groups that move ------------------------------------------------------------------------------

GROUP = Destination(chat_id=-5)
SUPERGROUP = Destination(chat_id=-1005)


def test_a_migrated_group_keeps_its_subscription_and_its_queue(stand):
    stand.subscribes(GROUP, at="08:00", zone="Europe/Kyiv")
    stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    stand.newsroom.migrate_chat(GROUP.chat_id, SUPERGROUP.chat_id)

    assert stand.newsroom.subscription(GROUP) is None
    assert stand.newsroom.subscription(SUPERGROUP).zone == "Europe/Kyiv"
    assert [d.destination for d in stand.ticks("2021-03-23 08:00")] == [SUPERGROUP]


def test_a_migrated_group_is_not_sent_today_what_it_had_today(stand):
    """Quotations and dates it has seen follow it."""
    stand.prints("we stand together")
    stand.subscribes(GROUP)
    stand.ticks("2021-03-23 08:00")
    stand.newsroom.migrate_chat(GROUP.chat_id, SUPERGROUP.chat_id)
    stand.subscribes(SUPERGROUP, at="12:00", now="2021-03-23 10:00")

    assert stand.ticks("2021-03-23 12:00") == []
    delivery = stand.claims("2021-03-24 12:00")
    assert stand.newsroom.compose_digest(delivery.id).archive is None


def test_where_both_ids_subscribed_the_new_one_stands(stand):
    stand.subscribes(GROUP, at="08:00")
    stand.subscribes(SUPERGROUP, at="09:00")
    stand.newsroom.migrate_chat(GROUP.chat_id, SUPERGROUP.chat_id)

    assert stand.newsroom.subscription(SUPERGROUP).preferences.hours == (dt.time(9),)
    assert stand.newsroom.subscription(GROUP) is None


def test_where_both_ids_have_a_digest_today_only_one_goes_out(stand):
    """The old id's was sent before the group moved; the new id's waits in vain."""
    stand.subscribes(GROUP, at="08:00")
    stand.ticks("2021-03-23 08:00")
    stand.subscribes(SUPERGROUP, at="09:00", now="2021-03-23 08:30")
    stand.newsroom.enqueue_due(now=utc("2021-03-23 09:00"))
    stand.newsroom.migrate_chat(GROUP.chat_id, SUPERGROUP.chat_id)

    assert stand.ticks("2021-03-23 09:00") == []
    assert stand.outbox() == [("2021-03-23", "sent")]


def test_a_chat_nobody_knows_may_migrate(stand):
    stand.newsroom.migrate_chat(-1, -2)

    assert stand.newsroom.subscription(Destination(chat_id=-2)) is None


# -- clocks and rules ------------------------------------------------------------------------------


def test_a_clock_that_was_a_year_ahead_silences_nobody(stand):
    """Once it is set right, the next morning has its digest."""
    stand.subscribes(now="2021-03-22 10:00")
    stand.ticks("2022-05-01 08:00")

    assert sent(stand.ticks("2021-03-23 07:59")) == []
    assert sent(stand.ticks("2021-03-23 08:00")) == ["2021-03-23"]


def test_a_clock_set_back_an_hour_sends_nothing_twice(stand):
    stand.subscribes(now="2021-03-22 10:00")
    stand.ticks("2021-03-23 08:00")

    assert stand.ticks("2021-03-23 07:30") == []
    assert stand.ticks("2021-03-23 08:00") == []
    assert sent(stand.ticks("2021-03-24 08:00")) == ["2021-03-24"]


def test_a_zone_this_machine_does_not_know_costs_nobody_else(stand, caplog):
    """It is logged and tried again; the other reader's digest goes out."""
    stand.subscribes(READER)
    stand.subscribes(OTHER_READER)
    with stand.newsroom._store.write() as connection:
        connection.exec_driver_sql("UPDATE subscriptions SET zone = 'Mars/Olympus' WHERE chat_id=7")

    assert [d.destination for d in stand.ticks("2021-03-23 08:00")] == [OTHER_READER]
    assert "Mars/Olympus" in caplog.text


def test_a_start_works_out_anew_when_slots_are_due(stand):
    """New zone rules may move a slot to before the instant that was worked out by the old ones."""
    stand.subscribes(now="2021-03-22 10:00")
    with stand.newsroom._store.write() as connection:
        connection.exec_driver_sql("UPDATE subscriptions SET next_due = '2021-03-23 09:00:00'")
    stand.reopened().recover_deliveries(now=utc("2021-03-22 12:00"))

    assert sent(stand.ticks("2021-03-23 08:00")) == ["2021-03-23"]


some_choice = st.tuples(
    st.timedeltas(dt.timedelta(minutes=1), dt.timedelta(days=3)),
    st.integers(0, 23).map(dt.time),
    st.sampled_from(sorted(available_timezones())),
)


@given(choices=st.lists(some_choice, min_size=1, max_size=6))
@seldom(25)
def test_whatever_a_reader_chooses_no_date_has_two_digests(tmp_path_factory, choices):
    """Hours and zones changed at any time, with a tick after each: dates sent are all different."""
    now = utc("2021-03-22 10:00")
    dates = []
    with contextlib.closing(Newsstand(tmp_path_factory.mktemp("choices"))) as stand:
        for pause, at, zone in choices:
            stand.newsroom.subscribe(READER, at, zone, now=now)
            now += pause
            dates += sent(stand.ticks(now.replace(tzinfo=None).isoformat()))

    assert len(dates) == len(set(dates))
