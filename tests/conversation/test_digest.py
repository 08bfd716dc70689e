"""The digest as a reader gets it: one message a day that can be finished."""

import asyncio
import datetime as dt

import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import render_digest
from bot.messages.fitting import fits
from bot.sandbox.cast import GROUP_ID, MEMBER, READER
from briefs.model import (
    Card,
    Destination,
    Digest,
    DigestLength,
    QuietHours,
    QuotationKind,
    Speaker,
    SpeakerKind,
    Story,
)
from tests.builders import a_day
from tests.examples import seldom
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
    assert last == "That is all for Tue 23 Mar. 1 article read, the newest of 22 Mar 2021."
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
    assert labels == ["Context 1", "Change hour", "Less like this", "Settings", "Unsubscribe"]


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

    call = next(call for call in scene.line.calls if call.method == "sendMessage")
    assert call.parameters["message_thread_id"] == 5


async def test_in_quiet_hours_it_makes_no_sound(scene):
    """By the reader's clock at the instant of sending."""
    scene.stand.wishes(
        "06:00",
        destination=Destination(chat_id=READER.id),
        quiet=QuietHours(start=dt.time(22), end=dt.time(7)),
    )
    await scene.ticks("2021-03-23 06:00")
    await scene.ticks("2021-03-24 07:30")
    calls = [call.parameters for call in scene.line.calls if call.method == "sendMessage"]

    assert [call.get("disable_notification") for call in calls] == [True, None]


async def test_a_day_without_news_is_silence_for_whoever_prefers_that(scene):
    """Nothing is sent, and nothing has failed."""
    scene.stand.wishes("08:00", destination=Destination(chat_id=READER.id), tells_empty=False)
    await scene.ticks("2021-03-23 08:00")
    await scene.ticks("2021-03-24 08:00")

    assert len(scene.texts()) == 1
    assert scene.statuses() == ["sent", "skipped"]


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


some_story = st.builds(
    Story,
    card=some_card,
    publishers=st.integers(1, 40),
    follows=st.lists(some_text, max_size=100).map(tuple),
)


@given(
    stories=st.lists(some_story, max_size=10),
    covers=st.integers(0, 31),
    length=st.sampled_from(DigestLength),
    more=st.integers(0, 5_000),
)
@seldom(80)
def test_any_digest_is_one_message_that_counts_what_it_leaves_out(stories, covers, length, more):
    """Stories that found no room are dropped whole, from the bottom, and offered under a button."""
    digest = Digest(
        local_date=dt.date(2021, 3, 31),
        covers=tuple(dt.date(2021, 2, 28) + dt.timedelta(days=n) for n in range(covers)),
        stories=tuple(stories),
        archive=None,
        more=more,
        articles=9,
        newest=None,
        length=length,
        edition=2,
        editions=3,
    )
    message = render_digest(digest)
    left = more + len(stories) - len(message.shown)
    assert message.keyboard is not None

    assert fits(message.text)
    assert message.shown == tuple(card.id for card in digest.cards[: len(message.shown)])
    assert bool(message.shown) == bool(stories)
    labels = [button.text for row in message.keyboard.inline_keyboard for button in row]
    assert (f"{left} more" in labels) == bool(left)
