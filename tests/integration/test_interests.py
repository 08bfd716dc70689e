"""What a chat follows and has muted, as it is kept."""

import pytest
import sqlalchemy as sa

from briefs.errors import InvalidQueryError, NotFoundError
from briefs.model import Destination, Interest, InterestKind, SpeakerKind
from briefs.newsroom import MOST_INTERESTS
from briefs.store.identity import speaker_id
from tests.newsstand import OTHER_READER, READER, utc

NOW = utc("2021-03-22 10:00")
ANN = Interest(kind=InterestKind.SPEAKER, value=speaker_id("Ann Ode"))
AFGHANISTAN = Interest(kind=InterestKind.TOPIC, value="afghanistan")


def of_words(words: str, *, muted: bool = False) -> Interest:
    return Interest(kind=InterestKind.WORDS, value=words, muted=muted)


def muted(interest: Interest) -> Interest:
    return Interest(kind=interest.kind, value=interest.value, muted=True)


def test_what_is_followed_is_kept(stand):
    """Without any subscription; for this chat alone."""
    stand.prints("we stand together")
    stand.newsroom.follow(READER, AFGHANISTAN, now=NOW)
    stand.newsroom.follow(READER, ANN, now=NOW)

    assert stand.reopened().interests(READER) == (ANN, AFGHANISTAN)
    assert stand.newsroom.interests(OTHER_READER) == ()


def test_muting_takes_the_place_of_following(stand):
    stand.newsroom.follow(READER, AFGHANISTAN, now=NOW)
    stand.newsroom.follow(READER, of_words("summit"), now=NOW)

    assert stand.newsroom.follow(READER, muted(AFGHANISTAN), now=NOW) == (
        of_words("summit"),
        muted(AFGHANISTAN),
    )
    assert stand.newsroom.unfollow(READER, AFGHANISTAN) == (of_words("summit"),)


def test_words_are_kept_folded(stand):
    """Marks, capitals and accents make no difference, and no expression survives."""
    kept = stand.newsroom.follow(READER, of_words("Défense .* Spending!"), now=NOW)

    assert kept == (of_words("defense spending"),)
    assert stand.newsroom.unfollow(READER, of_words("DEFENSE spending")) == ()


@pytest.mark.parametrize("words", ["", " … ", "a" * 41])
def test_words_are_a_few(stand, words):
    with pytest.raises(InvalidQueryError):
        stand.newsroom.follow(READER, of_words(words), now=NOW)


@pytest.mark.parametrize("kind", [InterestKind.SPEAKER, InterestKind.TOPIC])
def test_only_those_who_exist_can_be_followed(stand, kind):
    """A forged button follows nobody."""
    with pytest.raises(NotFoundError):
        stand.newsroom.follow(READER, Interest(kind=kind, value="zzzzzzzzzz"), now=NOW)
    assert stand.newsroom.interests(READER) == ()


def test_nobody_follows_without_end(stand):
    """One beyond the bound is refused, and what there is stays."""
    for number in range(MOST_INTERESTS):
        stand.newsroom.follow(READER, of_words(f"word {number}"), now=NOW)
    with pytest.raises(InvalidQueryError, match="100"):
        stand.newsroom.follow(READER, of_words("one more"), now=NOW)

    assert len(stand.newsroom.interests(READER)) == MOST_INTERESTS


def test_a_speaker_who_was_merged_is_followed_under_the_other_name(stand):
    """And unfollowed under it; both names are one interest."""
    stand.prints("we stand together", speaker="Ann Ode")
    stand.prints("so we do", speaker="Anne Ode-Bell")
    bell = Interest(kind=InterestKind.SPEAKER, value=speaker_id("Anne Ode-Bell"))
    stand.newsroom.follow(READER, ANN, now=NOW)
    with stand.newsroom._store.write() as connection:
        connection.execute(
            sa.text("INSERT INTO aliases VALUES ('Ann Ode', 'Anne Ode-Bell', '2021-03-22 09:00')")
        )

    assert stand.newsroom.interests(READER) == (bell,)
    assert stand.newsroom.follow(READER, bell, now=NOW) == (bell,)
    assert stand.newsroom.unfollow(READER, bell) == ()


def test_interests_have_names(stand):
    stand.prints("we stand together", speaker="Ann Ode")
    names = [stand.newsroom.label_of(each) for each in (ANN, AFGHANISTAN, of_words("the summit"))]

    assert names == ["Ann Ode", "Afghanistan", "the summit"]


def test_interests_follow_a_group_that_moves(stand):
    """What the new id has chosen itself stands."""
    old, new = Destination(chat_id=-5), Destination(chat_id=-1005)
    stand.newsroom.follow(old, AFGHANISTAN, now=NOW)
    stand.newsroom.follow(old, of_words("summit"), now=NOW)
    stand.newsroom.follow(new, muted(AFGHANISTAN), now=NOW)
    stand.newsroom.migrate_chat(old.chat_id, new.chat_id)

    assert stand.newsroom.interests(old) == ()
    assert stand.newsroom.interests(new) == (of_words("summit"), muted(AFGHANISTAN))


def test_unsubscribing_keeps_what_is_followed(stand):
    """It steers more than digests, and is erased with everything else."""
    stand.subscribes()
    stand.newsroom.follow(READER, AFGHANISTAN, now=NOW)
    stand.newsroom.unsubscribe(READER)

    assert stand.newsroom.interests(READER) == (AFGHANISTAN,)


def test_a_digest_tells_of_whom_and_what_it_told(stand):
    """What could be muted below it, speakers first."""
    stand.prints("we stand together", speaker="Ann Ode")
    stand.subscribes()
    stand.ticks("2021-03-23 08:00")

    assert stand.newsroom.carried(READER, 1) == (ANN,)
    assert stand.newsroom.carried(READER, 2) == ()
    assert stand.newsroom.carried(OTHER_READER, 1) == ()


def test_a_digest_offers_nobody_who_has_no_name(stand):
    """“A spokesman” of tomorrow may be somebody else."""
    stand.prints("no decision was taken", speaker="a spokesman", kind=SpeakerKind.UNNAMED)
    stand.prints("it is under way", speaker="NATO", kind=SpeakerKind.ORGANISATION)
    stand.prints("we stand together", speaker="Ann Ode")
    stand.subscribes()
    stand.ticks("2021-03-23 08:00")

    nato = Interest(kind=InterestKind.SPEAKER, value=speaker_id("NATO"))
    assert set(stand.newsroom.carried(READER, 1)) == {ANN, nato}
