"""What an edition carries: what is new for its chat, and nothing twice."""

import datetime as dt

import pytest

from briefs.model import DeliveryStatus, Digest
from briefs.newsroom import offers
from tests.newsstand import OTHER_READER, READER, Newsstand, utc

MORNING = "2021-03-23 08:00"
NEXT_MORNING = "2021-03-24 08:00"


def words(digest: Digest) -> list[str]:
    return [card.pieces[0] for card in digest.cards]


def prints_something(stand: Newsstand, number: int) -> None:
    """The smaller the number, the newer the article."""
    day = dt.date(2021, 3, 20) - dt.timedelta(days=number)
    stand.prints(f"sentence number {number}", speaker=f"Speaker {number}", day=day.isoformat())


def test_for_a_new_reader_everything_is_new(stand):
    stand.prints("we stand together", now="2021-01-01 12:00")
    stand.subscribes()

    assert stand.sends(stand.claims(MORNING), MORNING) == ["we stand together"]


def test_what_was_sent_is_not_sent_again(stand):
    """The next day it is neither new nor fetched from the archive."""
    stand.prints("we stand together")
    stand.subscribes()
    stand.ticks(MORNING)
    digest = stand.newsroom.compose_digest(stand.claims(NEXT_MORNING).id)

    assert (digest.cards, digest.archive) == ((), None)


def test_what_is_loaded_after_an_edition_is_in_the_next(stand):
    stand.prints("we stand together")
    stand.subscribes()
    stand.ticks(MORNING)
    stand.prints("we shall meet again", now="2021-03-23 09:00")
    digest = stand.newsroom.compose_digest(stand.claims(NEXT_MORNING).id)

    assert words(digest) == ["we shall meet again"]
    assert (digest.articles, digest.newest) == (1, dt.date(2021, 3, 22))


def test_what_is_loaded_while_an_edition_is_under_way_is_in_the_next(stand):
    """Between claim and call, by a load whose own time is before either: not lost, not twice."""
    stand.prints("we stand together")
    stand.subscribes()
    delivery = stand.claims(MORNING)
    stand.prints("we shall meet again", now="2021-03-23 07:50")

    assert stand.sends(delivery, MORNING) == ["we stand together"]
    assert stand.sends(stand.claims(NEXT_MORNING), NEXT_MORNING) == ["we shall meet again"]


def test_words_known_from_one_article_are_not_new_in_another(stand):
    """The wire's quotation arrives at a second publisher a day later."""
    stand.prints("we stand together", key="a.txt")
    stand.subscribes()
    stand.ticks(MORNING)
    stand.prints("We stand together!", key="b.txt", now="2021-03-23 09:00")
    digest = stand.newsroom.compose_digest(stand.claims(NEXT_MORNING).id)

    assert (digest.cards, digest.archive) == ((), None)
    assert digest.articles == 1


def test_words_that_found_no_room_are_not_new_when_another_article_has_them(stand):
    """New is when they were first loaded, by whomever they are printed next."""
    for number in range(7):
        prints_something(stand, number)
    stand.subscribes()
    stand.ticks(MORNING)
    stand.prints("sentence number 6", speaker="Speaker 6", key="b.txt", now="2021-03-23 09:00")

    assert words(stand.newsroom.compose_digest(stand.claims(NEXT_MORNING).id)) == []


def test_words_sent_once_are_not_sent_from_another_article_when_the_first_is_gone(stand):
    stand.prints("we stand together", key="a.txt")
    stand.subscribes()
    stand.ticks(MORNING)
    stand.prints("something else entirely", key="a.txt", now="2021-03-23 09:00")
    stand.prints("we stand together", key="b.txt", now="2021-03-23 09:00")
    digest = stand.newsroom.compose_digest(stand.claims(NEXT_MORNING).id)

    assert words(digest) == ["something else entirely"]


def test_an_article_read_anew_brings_nothing_new(stand):
    """A corrected date or a better speaker is no news."""
    stand.prints("we stand together", key="a.txt")
    stand.subscribes()
    stand.ticks(MORNING)
    stand.prints("we stand together", key="a.txt", day="2021-03-23", now="2021-03-23 09:00")

    assert words(stand.newsroom.compose_digest(stand.claims(NEXT_MORNING).id)) == []


def test_what_found_no_room_is_counted_and_then_old(stand):
    """New means since the last edition: the rest is for the button, and for empty days."""
    for number in range(7):
        prints_something(stand, number)
    stand.subscribes()
    delivery = stand.claims(MORNING)
    assert stand.newsroom.compose_digest(delivery.id).more == 2
    stand.sends(delivery, MORNING)
    digest = stand.newsroom.compose_digest(stand.claims(NEXT_MORNING).id)

    assert digest.cards == ()
    assert digest.archive.pieces == ("sentence number 5",)


def test_an_empty_day_never_brings_the_same_archived_quotation_twice(stand):
    for number in range(7):
        prints_something(stand, number)
    stand.subscribes(now="2021-03-22 10:00")
    carried = [
        stand.sends(stand.claims(f"2021-03-{day} 08:00"), f"2021-03-{day} 08:00")
        for day in (23, 24, 25, 26)
    ]

    assert carried[1:] == [["sentence number 5"], ["sentence number 6"], []]


def test_of_several_editions_of_a_day_one_looks_back(stand):
    """In the morning it was empty; whatever the next hours find, they look back at nothing more."""
    for number in range(8):
        prints_something(stand, number)
    stand.wishes("08:00", "12:00", "18:00", now="2021-03-22 20:00")
    stand.ticks("2021-03-23 18:00")
    carried = [
        stand.sends(stand.claims(f"2021-03-{hour}"), f"2021-03-{hour}")
        for hour in ("24 08:00", "24 12:00", "24 18:00", "25 08:00")
    ]

    assert carried == [["sentence number 5"], [], [], ["sentence number 6"]]


def test_an_evening_after_a_morning_with_news_looks_back_at_nothing(stand):
    """It was no day without news."""
    for number in range(7):
        prints_something(stand, number)
    stand.wishes("08:00", "18:00", now="2021-03-22 20:00")

    assert len(stand.sends(stand.claims(MORNING), MORNING)) == 5
    assert stand.sends(stand.claims("2021-03-23 18:00"), "2021-03-23 18:00") == []


@pytest.mark.parametrize(
    ("status", "evening"),
    [(DeliveryStatus.FAILED, ["sentence number 5"]), (DeliveryStatus.UNKNOWN, [])],
    ids=["did not arrive", "may have arrived"],
)
def test_an_evening_looks_back_in_the_mornings_place(stand, status, evening):
    """Only if what the morning looked back at certainly did not arrive."""
    for number in range(7):
        prints_something(stand, number)
    stand.wishes("08:00", "18:00", now="2021-03-22 20:00")
    stand.ticks("2021-03-23 18:00")
    stand.sends(stand.claims(NEXT_MORNING), NEXT_MORNING, status)

    assert stand.sends(stand.claims("2021-03-24 18:00"), "2021-03-24 18:00") == evening


def test_unattributed_and_undated_quotations_of_the_archive_never_stand_in(stand):
    stand.prints("nobody knows who said it", speaker=None)
    stand.subscribes()

    digest = stand.newsroom.compose_digest(stand.claims(MORNING).id)
    assert (digest.cards, digest.archive, digest.more) == ((), None, 0)


def test_each_destination_has_its_own_memory(stand):
    stand.prints("we stand together")
    stand.subscribes(READER, now="2021-03-22 10:00")
    stand.ticks(MORNING)
    stand.subscribes(OTHER_READER, now="2021-03-23 10:00")

    readers = {d.destination: d for d in (stand.claims(NEXT_MORNING), stand.claims(NEXT_MORNING))}
    assert words(stand.newsroom.compose_digest(readers[READER].id)) == []
    assert words(stand.newsroom.compose_digest(readers[OTHER_READER].id)) == ["we stand together"]


@pytest.mark.parametrize("status", [DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN])
def test_what_may_not_have_arrived_is_offered_again_in_the_next_edition(stand, status):
    """Never twice the same digest, and nothing lost for good."""
    stand.prints("we stand together")
    stand.subscribes()
    stand.sends(stand.claims(MORNING), MORNING, status)

    assert stand.sends(stand.claims(NEXT_MORNING), NEXT_MORNING) == ["we stand together"]


def test_whoever_comes_new_to_a_large_store_is_shown_what_was_loaded_last(stand, monkeypatch):
    """To put a million in order takes seconds, and a digest has room for a few."""
    monkeypatch.setattr(offers, "_WIDTHS", (3,))
    for number in range(6):
        stand.prints(f"sentence number {number}", speaker=f"Speaker {number}")

    digest = stand.newsroom.preview_digest(READER, now=utc("2021-03-22 13:00"))
    shown = {card.pieces[0] for card in digest.cards}
    assert shown
    assert shown <= {"sentence number 3", "sentence number 4", "sentence number 5"}
    assert len(shown) + digest.more == 3
