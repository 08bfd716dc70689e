"""The digest as a reader gets it: one message a day that can be finished."""

import asyncio
import datetime as dt

import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import render_digest
from bot.messages.fitting import fits
from bot.sandbox.cast import GROUP_ID, MEMBER, READER
from briefs.digest import compose_digest
from briefs.model import (
    Candidate,
    Card,
    Destination,
    Material,
    QuotationKind,
    Speaker,
    SpeakerKind,
)
from tests.builders import a_day
from tests.newsstand import utc
from tests.postroom import WORDS, opened_postroom


@pytest_asyncio.fixture
async def scene(tmp_path):
    async with opened_postroom(tmp_path) as postroom:
        yield postroom


async def test_a_digest_arrives_once_and_can_be_finished(scene):
    """The first line says what it is and how much, the last that it is all."""
    scene.subscribes(READER.id)
    await scene.ticks("2021-03-23 08:00")
    await scene.ticks("2021-03-23 08:01")

    (text,) = scene.texts()
    first, *_, last = text.splitlines()
    assert first == "NATO Briefs · Tuesday 23 March 2021 — 1 new quotation"
    assert WORDS in text
    assert last == "That is all for today. 1 article read, the newest of 22 Mar 2021."
    assert scene.statuses() == ["sent"]


async def test_an_empty_day_is_one_line(scene):
    scene.subscribes(READER.id)
    await scene.ticks("2021-03-23 08:00")
    await scene.ticks("2021-03-24 08:00")

    assert (
        scene.texts()[1]
        == "NATO Briefs · Wednesday 24 March 2021 — nothing new since your last digest"
    )


async def test_a_late_digest_says_which_dates_it_covers(scene):
    scene.subscribes(READER.id)
    await scene.ticks("2021-03-25 09:00")

    (text,) = scene.texts()
    assert "Thursday 25 March 2021" in text
    assert "Also for Tue 23 Mar, Wed 24 Mar, when none could be sent." in text


async def test_an_edition_without_any_date_says_so(scene):
    scene.stand.prints(WORDS, key=f"{WORDS}.txt", day=None)
    scene.subscribes(READER.id)
    await scene.ticks()

    (text,) = scene.texts()
    assert "No article among them says when it was published." in text
    assert "undated" in text


async def test_the_buttons_lead_to_contexts_and_settings(scene):
    scene.subscribes(READER.id)
    await scene.ticks()

    (message,) = scene.world.messages(READER.id)
    labels = [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == ["Context 1", "Settings", "Unsubscribe"]


async def test_every_reader_gets_one(scene):
    scene.subscribes(READER.id)
    scene.subscribes(MEMBER.id)
    scene.subscribes(GROUP_ID)
    await scene.ticks()

    assert [len(scene.texts(chat)) for chat in (READER.id, MEMBER.id, GROUP_ID)] == [1, 1, 1]


async def test_two_ticks_at_once_send_one_message(scene):
    scene.subscribes(READER.id)
    scene.clock.move(dt.timedelta(days=1))
    await asyncio.gather(scene.sender.tick(), scene.sender.tick(), scene.sender.tick())

    assert len(scene.texts()) == 1


async def test_a_topic_of_a_forum_gets_it_in_the_topic(scene):
    scene.subscribes(GROUP_ID, thread_id=5)
    await scene.ticks()

    assert scene.line.calls[-1].parameters["message_thread_id"] == 5


async def test_who_leaves_before_it_goes_out_gets_nothing(scene):
    scene.subscribes(READER.id)
    scene.stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    scene.stand.newsroom.unsubscribe(Destination(chat_id=READER.id))
    await scene.ticks()

    assert scene.texts() == []


async def test_a_sender_that_was_stopped_claims_nothing(scene):
    scene.subscribes(READER.id)
    await scene.sender.stop()
    await scene.ticks()

    assert scene.texts() == []


# -- whatever articles hold ------------------------------------------------------------------------

some_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)
some_card = st.builds(
    Card,
    id=st.from_regex(r"[a-z2-7]{10}", fullmatch=True),
    kind=st.sampled_from(QuotationKind),
    pieces=st.lists(some_text.map(lambda text: text * 8), min_size=1, max_size=4).map(tuple),
    speakers=st.lists(
        st.builds(
            Speaker,
            id=some_text,
            name=some_text,
            kind=st.just(SpeakerKind.PERSON),
            count=st.just(1),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    role=st.none() | some_text,
    title=some_text,
    publisher=st.none() | some_text,
    published=st.sampled_from([None, a_day("2021-03-22")]),
)


@given(cards=st.lists(some_card, max_size=8), covers=st.integers(0, 31), late=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_composed_digest_always_fits_one_message_whole(cards, covers, late):
    """Nothing is dropped in rendering: what was composed is what is shown and counts as sent."""
    candidates = tuple(
        Candidate(card=card, statement=f"s{n}", articles=frozenset({f"a{n}"}))
        for n, card in enumerate(cards)
    )
    material = Material(
        local_date=dt.date(2021, 3, 31),
        covers=tuple(dt.date(2021, 2, 28) + dt.timedelta(days=n) for n in range(covers)),
        new=() if late else candidates,
        total=0 if late else len(candidates),
        archive=candidates,
        articles=9,
        newest=None,
    )
    digest = compose_digest(material)
    message = render_digest(digest)
    cards = [*digest.cards, *filter(None, [digest.archive])]

    assert fits(message.text)
    assert message.shown == tuple(card.id for card in cards)
