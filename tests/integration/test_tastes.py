"""What a chat follows, has muted and wishes for, in its digests; and today's digest at any time."""

import datetime as dt

import pytest

from briefs.model import DeliveryStatus, Digest, DigestLength, Interest, InterestKind
from briefs.store.identity import speaker_id
from tests.newsstand import OTHER_READER, READER, utc

NOW = utc("2021-03-22 10:00")
MORNING = "2021-03-23 08:00"

NORWAY = Interest(kind=InterestKind.TOPIC, value="norway")
ANN = Interest(kind=InterestKind.SPEAKER, value=speaker_id("Ann Ode"))
FLEET = Interest(kind=InterestKind.WORDS, value="fleet")


def muted(interest: Interest) -> Interest:
    return Interest(kind=interest.kind, value=interest.value, muted=True)


def words(digest: Digest) -> list[str]:
    return [card.pieces[0] for card in digest.cards]


def reasons(digest: Digest) -> list[tuple[str, ...]]:
    return [story.follows for story in digest.stories]


@pytest.fixture
def printed(stand):
    """Three stories, the newest of Norway, by three people."""
    stand.prints("a harbour in the north", speaker="Ben Elm", topics=["norway"], day="2021-03-22")
    stand.prints("the fleet has sailed", speaker="Cai Fox", day="2021-03-21")
    stand.prints("we stand together", speaker="Ann Ode", day="2021-03-20")
    return stand


def composed(stand, at: str = MORNING) -> Digest:
    digest: Digest = stand.newsroom.compose_digest(stand.claims(at).id)
    return digest


# -- following and muting --------------------------------------------------------------------------


def test_what_is_followed_leads_and_says_by_which_name(printed):
    """A topic, a person, and plain words; the rest comes after."""
    printed.subscribes()
    printed.newsroom.follow(READER, ANN, now=NOW)
    printed.newsroom.follow(READER, FLEET, now=NOW)
    digest = composed(printed)

    assert words(digest) == ["the fleet has sailed", "we stand together", "a harbour in the north"]
    assert reasons(digest) == [("“fleet”",), ("Ann Ode",), ()]


def test_a_topic_is_followed_through_all_that_is_filed_under_it(printed):
    printed.subscribes()
    printed.newsroom.follow(READER, NORWAY, now=NOW)

    assert reasons(composed(printed))[0] == ("Norway",)


@pytest.mark.parametrize(
    ("interest", "gone"),
    [
        (NORWAY, "a harbour in the north"),
        (ANN, "we stand together"),
        (FLEET, "the fleet has sailed"),
    ],
    ids=["a topic", "a speaker", "words"],
)
def test_what_is_muted_never_comes(printed, interest, gone):
    """Not in the digest, not in its count, not from the archive."""
    printed.subscribes()
    printed.newsroom.follow(READER, muted(interest), now=NOW)
    digest = composed(printed)

    assert len(digest.stories) == 2
    assert digest.more == 0
    assert gone not in words(digest)


def test_what_is_muted_is_not_fetched_from_the_archive(stand):
    stand.prints("we stand together")
    stand.prints("the fleet has sailed", speaker="Cai Fox", day="2021-03-21")
    stand.newsroom.follow(READER, muted(ANN), now=NOW)
    stand.newsroom.follow(READER, muted(FLEET), now=NOW)
    stand.subscribes()

    assert composed(stand).archive is None


def test_nobody_elses_digest_changes(printed):
    printed.subscribes(READER)
    printed.subscribes(OTHER_READER)
    printed.newsroom.follow(READER, muted(NORWAY), now=NOW)
    digests = {}
    for _ in range(2):
        delivery = printed.claims(MORNING)
        digests[delivery.destination] = printed.newsroom.compose_digest(delivery.id)

    assert len(digests[READER].stories) == 2
    assert len(digests[OTHER_READER].stories) == 3


def test_only_what_is_followed_for_whoever_wants_nothing_else(printed):
    printed.wishes("08:00", only_followed=True)
    printed.newsroom.follow(READER, NORWAY, now=NOW)
    digest = composed(printed)

    assert words(digest) == ["a harbour in the north"]
    assert (digest.more, digest.only_followed) == (0, True)


def test_what_is_followed_today_counts_from_the_next_digest_on(printed):
    """The news of before are still new to whoever was told nothing since."""
    printed.wishes("08:00", only_followed=True, tells_empty=False)
    skipped = printed.claims(MORNING)
    assert printed.newsroom.compose_digest(skipped.id).withheld
    printed.newsroom.finish_delivery(skipped.id, DeliveryStatus.SKIPPED, now=utc(MORNING))
    printed.newsroom.follow(READER, NORWAY, now=utc("2021-03-23 12:00"))

    assert words(composed(printed, "2021-03-24 08:00")) == ["a harbour in the north"]


# -- length, silence, loads ------------------------------------------------------------------------


@pytest.mark.parametrize("length", DigestLength)
def test_a_digest_has_the_length_that_was_chosen(printed, length):
    printed.wishes("08:00", "18:00", length=length)
    digest = composed(printed, "2021-03-22 18:00")

    assert (digest.length, digest.edition, digest.editions) == (length, 2, 2)


def test_a_day_without_news_is_withheld_from_whoever_wants_silence(stand):
    """Also where there is something to look back at."""
    stand.prints("we stand together", title="One")
    stand.prints("we stand apart", title="Two", key="b.txt", speaker="Ann Ode", day="2019-01-01")
    stand.wishes("08:00", tells_empty=False, length=DigestLength.BRIEF)
    assert len(stand.sends(stand.claims(MORNING), MORNING)) == 2
    stand.prints("nobody knows who said it", speaker=None, now="2021-03-23 12:00")
    digest = composed(stand, "2021-03-24 08:00")

    assert digest.withheld
    assert (digest.stories, digest.archive, digest.articles) == ((), None, 1)


def test_a_story_of_several_publishers_is_told_once(stand):
    """By the same words, or by the same headline."""
    stand.prints("we stand together", key="a.txt", publisher="The Gazette", title="One")
    stand.prints("we stand together", key="b.txt", publisher="The Herald", title="Two")
    stand.prints(
        "together we fall", speaker="Cai Fox", key="c.txt", publisher="The Post", title="Three"
    )
    stand.subscribes()
    digest = composed(stand)

    found = {card.pieces[0]: story.publishers for story in digest.stories for card in [story.card]}
    assert found == {"we stand together": 2, "together we fall": 1}


def test_what_is_loaded_between_two_digests_of_a_minute_is_in_neither(printed):
    """Both were claimed before, and what one is made from is made for both."""
    printed.subscribes(READER)
    printed.subscribes(OTHER_READER)
    deliveries = [printed.claims(MORNING), printed.claims(MORNING)]
    first = printed.newsroom.compose_digest(deliveries[0].id)
    printed.prints("just in", speaker="Dan Gul", now=MORNING)
    second = printed.newsroom.compose_digest(deliveries[1].id)

    assert words(first) == words(second)
    assert len(second.stories) == 3


def test_what_is_withdrawn_between_two_digests_of_a_minute_is_not_in_the_second(printed):
    """What is kept for the next reader is dropped with every load."""
    printed.subscribes(READER)
    printed.subscribes(OTHER_READER)
    deliveries = [printed.claims(MORNING), printed.claims(MORNING)]
    printed.newsroom.compose_digest(deliveries[0].id)
    printed.prints("something else", key="we stand together.txt", now=MORNING)

    digest = printed.newsroom.compose_digest(deliveries[1].id)
    assert words(digest) == ["a harbour in the north", "the fleet has sailed"]
    assert digest.more == 0


# -- today's, at any time --------------------------------------------------------------------------


def test_todays_digest_is_what_it_would_be_until_it_is_sent(printed):
    """Nothing counts as seen by it."""
    printed.subscribes()
    now = utc("2021-03-23 07:00")
    first, second = (printed.newsroom.todays_digest(READER, now=now) for _ in "ab")

    assert first == second
    assert len(first.stories) == 3
    assert len(printed.sends(printed.claims(MORNING), MORNING)) == 3


def test_todays_digest_is_then_what_was_sent(printed):
    """The same, although there is something newer; tomorrow's has that."""
    printed.subscribes()
    printed.newsroom.follow(READER, ANN, now=NOW)
    delivery = printed.claims(MORNING)
    sent = printed.newsroom.compose_digest(delivery.id)
    printed.sends(delivery, MORNING)
    printed.prints("just in", speaker="Dan Gul", now="2021-03-23 12:00")
    noon = utc("2021-03-23 12:00")

    assert printed.newsroom.todays_digest(READER, now=noon).stories == sent.stories
    assert printed.newsroom.todays_digest(READER, now=noon) == sent
    tomorrow = printed.newsroom.todays_digest(READER, now=utc("2021-03-24 07:00"))
    assert words(tomorrow) == ["just in"]


def test_todays_digest_of_an_empty_day_looks_back_at_the_same(printed):
    printed.subscribes()
    printed.ticks(MORNING)
    printed.prints("an old thing", day="2019-01-01", speaker="Dan Gul", now="2021-03-23 12:00")
    printed.ticks("2021-03-24 08:00")
    delivery = printed.claims("2021-03-25 08:00")
    sent = printed.newsroom.compose_digest(delivery.id)
    printed.sends(delivery, "2021-03-25 08:00")

    assert printed.newsroom.todays_digest(READER, now=utc("2021-03-25 09:00")) == sent


def test_of_several_editions_todays_is_the_last_that_was_sent(printed):
    printed.wishes("08:00", "18:00", now="2021-03-22 20:00")
    printed.ticks(MORNING)
    printed.prints("just in", speaker="Dan Gul", now="2021-03-23 12:00")
    assert printed.newsroom.todays_digest(READER, now=utc("2021-03-23 17:00")).edition == 1
    printed.ticks("2021-03-23 18:00")
    digest = printed.newsroom.todays_digest(READER, now=utc("2021-03-23 19:00"))

    assert (digest.edition, words(digest)) == (2, ["just in"])


def test_who_has_no_subscription_gets_todays_digest_too(printed):
    """By the calendar of the zone given, and by what they follow."""
    printed.newsroom.follow(READER, ANN, now=NOW)
    digest = printed.newsroom.todays_digest(
        READER, now=utc("2021-03-23 22:00"), zone="Asia/Kathmandu"
    )

    assert digest.local_date == dt.date(2021, 3, 24)
    assert words(digest)[0] == "we stand together"
