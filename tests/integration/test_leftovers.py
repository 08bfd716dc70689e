"""What was new with a digest and found no room in it: the pages under its button."""

import datetime as dt

import pytest

from briefs.errors import NotFoundError
from briefs.model import (
    DeliveryStatus,
    Destination,
    DigestLength,
    Interest,
    InterestKind,
    Leftovers,
)
from briefs.store.identity import speaker_id
from tests.newsstand import OTHER_READER, READER, Newsstand, utc

MORNING = "2021-03-23 08:00"
NOON = utc("2021-03-23 12:00")

#: Of ten, a brief digest tells the first five.
WORDS = [f"sentence number {number}" for number in range(10)]


@pytest.fixture
def printed(stand):
    """Ten quotations of ten people; the smaller the number, the newer."""
    for number, words in enumerate(WORDS):
        day = dt.date(2021, 3, 20) - dt.timedelta(days=number)
        stand.prints(words, speaker=f"Speaker {number}", day=day.isoformat())
    return stand


def told(stand: Newsstand, at: str = MORNING, status: DeliveryStatus = DeliveryStatus.SENT) -> int:
    """A digest goes out; its number."""
    delivery = stand.claims(at)
    stand.sends(delivery, at, status)
    return delivery.id


def page(
    stand: Newsstand, number: int | None, offset: int = 0, to: Destination = READER
) -> Leftovers:
    return stand.newsroom.leftovers(to, number, offset=offset, now=NOON)


def words(stand: Newsstand, number: int | None) -> list[str]:
    """Of all pages."""
    total = page(stand, number).total
    pages = [page(stand, number, offset) for offset in range(0, total, 3)]
    return [card.pieces[0] for each in pages for card in each.cards]


def muted(number: int) -> Interest:
    return Interest(kind=InterestKind.SPEAKER, value=speaker_id(f"Speaker {number}"), muted=True)


def test_what_found_no_room_is_there_page_by_page(printed):
    """Newest first, as many as the digest counts."""
    printed.subscribes()
    delivery = printed.claims(MORNING)
    digest = printed.newsroom.compose_digest(delivery.id)
    printed.sends(delivery, MORNING)

    assert [card.pieces[0] for card in page(printed, delivery.id).cards] == WORDS[5:8]
    assert [card.pieces[0] for card in page(printed, delivery.id, 3).cards] == WORDS[8:]
    assert page(printed, delivery.id).total == digest.more == 5


@pytest.mark.parametrize("length", DigestLength)
def test_a_digest_and_its_leftovers_are_all_that_is_new(printed, length):
    """None twice, whatever its length."""
    printed.prints("sentence number 3", key="b.txt", speaker="Speaker 3", publisher="The Herald")
    printed.wishes("08:00", length=length)
    delivery = printed.claims(MORNING)
    carried = printed.sends(delivery, MORNING)

    assert sorted(carried + words(printed, delivery.id)) == WORDS


def test_they_are_of_that_edition_alone(printed):
    """What is loaded later, or was told or left over before, is in another one's."""
    printed.subscribes()
    first = told(printed)
    for number in range(6):
        printed.prints(f"and then {number}", speaker=f"Speaker {number}", now="2021-03-23 09:00")
    second = told(printed, "2021-03-24 08:00")

    assert words(printed, first) == WORDS[5:]
    assert len(words(printed, second)) == 1
    assert words(printed, second)[0].startswith("and then ")


def test_what_a_later_empty_day_looked_back_at_stays_among_them(printed):
    """So that the number on the button holds."""
    printed.subscribes()
    first = told(printed)
    assert printed.sends(printed.claims("2021-03-24 08:00"), "2021-03-24 08:00") == [WORDS[5]]

    assert words(printed, first) == WORDS[5:]


def test_what_is_muted_or_withdrawn_since_is_left_out(printed):
    printed.subscribes()
    number = told(printed)
    printed.newsroom.follow(READER, muted(6), now=NOON)
    printed.prints("something else", key=f"{WORDS[8]}.txt", now="2021-03-23 12:00")

    assert words(printed, number) == [WORDS[5], WORDS[7], WORDS[9]]


def test_who_wants_only_what_they_follow_finds_only_that(printed):
    """As much as /today says, too."""
    for number in range(8):
        interest = Interest(kind=InterestKind.SPEAKER, value=speaker_id(f"Speaker {number}"))
        printed.newsroom.follow(READER, interest, now=utc("2021-03-22 10:00"))
    printed.wishes("08:00", only_followed=True)
    number = told(printed)

    assert words(printed, number) == WORDS[5:8]
    assert printed.newsroom.todays_digest(READER, now=NOON).more == 3


def test_a_digest_that_may_have_arrived_has_them(printed):
    """Without what it carried, although that is offered again."""
    printed.subscribes()

    assert words(printed, told(printed, status=DeliveryStatus.UNKNOWN)) == WORDS[5:]


def test_todays_has_them_before_it_is_sent_and_after(printed):
    """By no number, under /today: whatever that would say."""
    printed.subscribes()
    assert words(printed, None) == WORDS[5:]
    told(printed)

    assert words(printed, None) == WORDS[5:]
    printed.prints("just in", speaker="Dan Gul", now="2021-03-23 12:00")
    assert words(printed, None) == WORDS[5:]


def test_who_has_no_subscription_finds_those_of_today(printed):
    assert words(printed, None) == WORDS[5:]


def test_a_page_that_is_no_more_is_the_last(printed):
    printed.subscribes()

    assert page(printed, told(printed), 900).offset == 3


def test_nobody_finds_those_of_another_chat(printed):
    """A number can be forged. Nor are there any of a digest that was not sent."""
    printed.subscribes()
    printed.newsroom.enqueue_due(now=utc(MORNING))
    waiting = printed.newsroom.claim_delivery(now=utc(MORNING)).id
    with pytest.raises(NotFoundError):
        page(printed, waiting)

    printed.sends(printed.newsroom.claim_delivery(now=NOON), MORNING)
    for number, chat in ((waiting, OTHER_READER), (waiting + 1, READER)):
        with pytest.raises(NotFoundError):
            page(printed, number, to=chat)


def test_a_digest_that_is_forgotten_has_none(printed):
    """Nobody knows any more what it told: the reader has left."""
    printed.subscribes()
    number = told(printed)
    printed.newsroom.unsubscribe(READER)

    with pytest.raises(NotFoundError):
        page(printed, number)
