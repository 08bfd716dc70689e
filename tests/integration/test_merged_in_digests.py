"""Digests after an administrator said that a name stands for somebody else."""

import pytest

from briefs.model import Digest, Interest, InterestKind
from briefs.store.identity import speaker_id
from tests.newsstand import READER, Newsstand, utc

NOW = utc("2021-03-22 10:00")
MORNING = "2021-03-23 08:00"
NEXT_MORNING = "2021-03-24 08:00"

#: As some articles print her name, and as she is called.
OLD, NEW = "Anne Ode", "Ann Ode"
ANN = Interest(kind=InterestKind.SPEAKER, value=speaker_id(NEW))


@pytest.fixture
def merged(stand: Newsstand) -> Newsstand:
    """What she said under each of her names, before something newer that somebody else said."""
    stand.prints("the fleet has sailed", speaker="Cai Fox", day="2021-03-22")
    stand.prints("we stand together", speaker=OLD, day="2021-03-21")
    stand.prints("we shall meet again", speaker=NEW, day="2021-03-20")
    stand.subscribes()
    stand.newsroom.merge_names(OLD, NEW, now=NOW)
    return stand


def composed(stand: Newsstand, at: str = MORNING) -> Digest:
    digest: Digest = stand.newsroom.compose_digest(stand.claims(at).id)
    return digest


def words(digest: Digest) -> list[str]:
    return [card.pieces[0] for card in digest.cards]


def test_who_is_followed_leads_under_either_name(merged):
    """It says by the one name that is hers now."""
    merged.newsroom.follow(READER, ANN, now=NOW)
    digest = composed(merged)

    assert words(digest) == ["we stand together", "we shall meet again", "the fleet has sailed"]
    assert [story.follows for story in digest.stories] == [(NEW,), (NEW,), ()]


def test_who_is_muted_is_so_under_either_name(merged):
    muted = Interest(kind=ANN.kind, value=ANN.value, muted=True)
    merged.newsroom.follow(READER, muted, now=NOW)

    assert words(composed(merged)) == ["the fleet has sailed"]


def test_what_was_chosen_by_the_old_name_holds_for_the_new(stand):
    stand.prints("we stand together", speaker=OLD)
    stand.prints("we shall meet again", speaker=NEW)
    stand.subscribes()
    chosen = Interest(kind=InterestKind.SPEAKER, value=speaker_id(OLD), muted=True)
    stand.newsroom.follow(READER, chosen, now=NOW)
    stand.newsroom.merge_names(OLD, NEW, now=NOW)

    assert words(composed(stand)) == []


def test_under_both_names_she_is_one_voice(merged):
    """Nobody has more than two stories of a digest."""
    merged.prints("we go on", speaker=OLD, day="2021-03-19")

    assert "we go on" not in words(composed(merged))


def test_words_that_were_sent_under_one_name_do_not_come_again_under_the_other(stand):
    """Not even once what was sent is gone, and another article has the words for the first time."""
    stand.prints("we stand together", speaker=NEW, key="sent.txt")
    stand.subscribes()
    stand.ticks(MORNING)
    stand.prints("we stand together", speaker=OLD, key="later.txt", now="2021-03-23 09:00")
    stand.newsroom.merge_names(OLD, NEW, now=NOW)
    stand.prints("something else", speaker=NEW, key="sent.txt", now="2021-03-23 10:00")
    digest = composed(stand, NEXT_MORNING)

    assert words(digest) == ["something else"]


def test_they_come_if_two_who_are_two_said_them(stand):
    """The same words by somebody else are news."""
    stand.prints("we stand together", speaker=NEW, key="sent.txt")
    stand.subscribes()
    stand.ticks(MORNING)
    stand.prints("we stand together", speaker=OLD, key="later.txt", now="2021-03-23 09:00")

    assert words(composed(stand, NEXT_MORNING)) == ["we stand together"]


def test_what_a_digest_told_is_muted_by_the_name_she_has_now(merged):
    """Each person once, under “Less of this”."""
    merged.ticks(MORNING)
    carried = merged.newsroom.carried(READER, 1)

    assert [each.value for each in carried if each.kind is InterestKind.SPEAKER] == [
        speaker_id(NEW),
        speaker_id("Cai Fox"),
    ]
