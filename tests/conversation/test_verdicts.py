"""Each error of Telegram's by name: what becomes of the digest, and of the subscription."""

import datetime as dt
import json
import logging
import re
from http import HTTPStatus
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.cast import ADMIN, GROUP_ADMIN, GROUP_ID, READER
from bot.sandbox.faults import Fault, FaultKind
from briefs.model import Destination, Failure, Pause
from tests.postroom import WORDS, opened_postroom

TOPIC = 12

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "delivery.md").read_text(encoding="utf-8")


@pytest_asyncio.fixture
async def scene(tmp_path):
    async with opened_postroom(tmp_path) as postroom:
        yield postroom


def refusal(status: int, description: str) -> tuple[int, bytes]:
    """As Telegram words it."""
    said = f"{HTTPStatus(status).phrase}: {description}"
    body = {"ok": False, "error_code": status, "description": said}
    return status, json.dumps(body).encode()


def ended(scene) -> list[tuple[str, str | None]]:
    """Status and kind of failure of every row."""
    with scene.stand.newsroom._store.read() as connection:
        rows = connection.exec_driver_sql("SELECT status, failure FROM outbox ORDER BY id")
        return [(status, failure) for status, failure in rows]


# -- who is gone -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "description", "failure"),
    [
        (403, "bot was blocked by the user", "blocked"),
        (403, "user is deactivated", "deactivated"),
        (403, "bot was kicked from the group chat", "removed"),
        (403, "bot was kicked from the supergroup chat", "removed"),
        (403, "bot was kicked from the channel chat", "removed"),
        (403, "bot is not a member of the supergroup chat", "not_a_member"),
        (403, "bot is not a member of the channel chat", "not_a_member"),
        (403, "the group chat was deleted", "group_deleted"),
        (403, "bot can't initiate conversation with a user", "no_chat"),
        (403, "for a reason of next year", "forbidden"),
        (400, "chat not found", "no_chat"),
        (400, "PEER_ID_INVALID", "no_chat"),
    ],
)
async def test_who_cannot_be_reached_is_paused_with_settings_kept(
    scene, status, description, failure
):
    """Nothing is tried again until the person returns; then everything is as it was."""
    scene.subscribes(READER.id)
    scene.line.trouble = [refusal(status, description)]
    await scene.ticks()
    await scene.ticks("2021-03-24 08:00")

    subscription = scene.stand.newsroom.subscription(Destination(chat_id=READER.id))
    assert ended(scene) == [("failed", failure)]
    assert subscription.pause is Pause.UNREACHABLE
    assert subscription.preferences.hours == (dt.time(8),)
    assert scene.texts() == []

    scene.stand.newsroom.resume(READER.id, now=scene.clock.now())
    await scene.ticks("2021-03-25 08:00")
    assert WORDS in scene.texts()[0]


# -- who is there and does not let the bot write ---------------------------------------------------


NOT_ALLOWED = [
    (400, "TOPIC_CLOSED", "topic_closed", "its topic is closed"),
    (400, "TOPIC_DELETED", "no_topic", "its topic is gone"),
    (400, "message thread not found", "no_topic", "its topic is gone"),
    (400, "not enough rights to send text messages to the chat", "no_rights", "I lack the right"),
    (400, "have no rights to send a message", "no_rights", "I lack the right"),
    (400, "need administrator rights in the channel chat", "no_rights", "I lack the right"),
    (400, "CHAT_ADMIN_REQUIRED", "no_rights", "I lack the right"),
    (400, "CHAT_WRITE_FORBIDDEN", "write_forbidden", "nobody but its administrators"),
    (403, "CHAT_WRITE_FORBIDDEN", "write_forbidden", "nobody but its administrators"),
    (400, "CHAT_SEND_PLAIN_FORBIDDEN", "write_forbidden", "nobody but its administrators"),
    (400, "CHAT_RESTRICTED", "write_forbidden", "nobody but its administrators"),
]


@pytest.mark.parametrize(("status", "description", "failure", "words"), NOT_ALLOWED)
async def test_where_the_bot_may_not_write_its_administrators_are_told(
    scene, status, description, failure, words
):
    """In private, and once; the subscription waits, with its settings, for somebody to ask."""
    scene.subscribes(GROUP_ID, TOPIC)
    scene.line.trouble = [refusal(status, description)]
    await scene.ticks()
    await scene.ticks("2021-03-24 08:00")

    subscription = scene.stand.newsroom.subscription(Destination(chat_id=GROUP_ID, thread_id=TOPIC))
    assert ended(scene) == [("failed", failure)]
    assert subscription.pause is Pause.REFUSED
    assert [words in text for text in scene.texts(GROUP_ADMIN.id)] == [True]
    assert scene.texts(GROUP_ID) == []


async def test_only_the_topic_that_is_gone_is_paused(scene):
    """The group itself goes on."""
    scene.subscribes(GROUP_ID)
    scene.subscribes(GROUP_ID, TOPIC)
    await scene.ticks()

    assert ended(scene) == [("sent", None), ("failed", "no_topic")]
    other = scene.stand.newsroom.subscription(Destination(chat_id=GROUP_ID))
    assert other.pause is None


async def test_administrators_who_never_started_the_bot_are_told_in_the_group(scene):
    """Outside its topics, where it may still be allowed to write."""
    scene.subscribes(GROUP_ID, TOPIC)
    scene.world.block(GROUP_ADMIN.id)
    scene.line.trouble = [refusal(400, "TOPIC_CLOSED")]
    await scene.ticks()

    assert ["its topic is closed" in text for text in scene.texts(GROUP_ID)] == [True]


async def test_administrators_are_not_told_again_of_what_they_know(scene):
    """The bot was let in and shut out of the same topic; who subscribes anew is told anew."""
    to = Destination(chat_id=GROUP_ID, thread_id=TOPIC)
    assert not scene.stand.newsroom.refuse(to, "topic_closed")
    scene.subscribes(GROUP_ID, TOPIC)
    assert scene.stand.newsroom.refuse(to, "topic_closed")
    assert not scene.stand.newsroom.refuse(to, "topic_closed")

    scene.subscribes(GROUP_ID, TOPIC)
    assert scene.stand.newsroom.refuse(to, "topic_closed")


async def test_administrators_who_cannot_be_found_cost_nothing(scene):
    scene.subscribes(GROUP_ID, TOPIC)
    scene.line.trouble = [refusal(400, "CHAT_WRITE_FORBIDDEN")]
    scene.world.order(Fault(kind=FaultKind.KICKED, method="getChatAdministrators"))
    await scene.ticks()

    assert ended(scene) == [("failed", "write_forbidden")]
    assert scene.texts(GROUP_ADMIN.id) == []


# -- our own mistakes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "failure"),
    [
        ("message is too long", "too_long"),
        ("MESSAGE_TOO_LONG", "too_long"),
        ("something about the keyboard", "refused"),
    ],
)
async def test_a_mistake_of_ours_is_final_and_heard_of(scene, caplog, description, failure):
    """Repeating it would repeat the refusal; by the error in the log somebody is told."""
    scene.subscribes(READER.id)
    scene.line.trouble = [refusal(400, description)]
    await scene.ticks()
    await scene.ticks("2021-03-23 08:01")

    assert ended(scene) == [("failed", failure)]
    assert scene.texts() == []
    assert [r.levelno for r in caplog.records if "refused" in r.message] == [logging.ERROR]
    assert scene.stand.newsroom.subscription(Destination(chat_id=READER.id)).pause is None


async def test_markup_that_is_refused_twice_has_failed(scene, caplog):
    """As plain text there is nothing left to refuse; if it is, that is final too."""
    scene.subscribes(READER.id)
    scene.line.trouble = [refusal(400, "can't parse entities: x")] * 2
    await scene.ticks()

    assert ended(scene) == [("failed", "markup")]
    assert "markup" in caplog.text


# -- nobody's fault --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "failure"),
    [
        (FaultKind.SERVER_ERROR, "server_error"),
        (FaultKind.BAD_GATEWAY, "server_error"),
        (FaultKind.RESET, "no_answer"),
        (FaultKind.REPLY_LOST, "no_answer"),
    ],
)
async def test_an_unknown_outcome_says_why(scene, kind, failure):
    """For /delivery, which counts them by kind."""
    scene.subscribes(READER.id)
    scene.world.order(Fault(kind=kind, method="sendMessage"))
    await scene.ticks()

    assert ended(scene) == [("unknown", failure)]


async def test_a_crash_is_a_kind_of_its_own(scene):
    scene.subscribes(READER.id)
    scene.stand.newsroom.enqueue_due(now=scene.clock.now() + dt.timedelta(days=1))
    delivery = scene.stand.newsroom.claim_delivery(now=scene.clock.now() + dt.timedelta(days=1))
    scene.stand.newsroom.start_sending(delivery.id, [], now=scene.clock.now())
    await scene.is_restarted()
    await scene.ticks()

    assert ended(scene) == [("unknown", "crash")]


async def test_a_conflict_or_a_rejected_token_loses_nothing(scene):
    """Somebody has to mend it; until then the digest waits."""
    scene.subscribes(READER.id)
    scene.line.trouble = [refusal(409, "terminated by other getUpdates request")]
    await scene.ticks()

    assert ended(scene) == [("queued", None)]


async def test_the_day_by_kind(scene):
    """What /delivery shows."""
    scene.subscribes(READER.id)
    scene.subscribes(ADMIN.id)
    scene.subscribes(GROUP_ADMIN.id)
    scene.line.trouble = [refusal(403, "bot was blocked by the user")]
    await scene.ticks()
    midnight = scene.clock.now().replace(hour=0)
    traffic = scene.stand.newsroom.traffic(since=midnight)

    assert (traffic.sent, traffic.failed, traffic.unknown) == (2, {"blocked": 1}, {})
    assert (traffic.queue.waiting, traffic.sending) == (0, 0)
    assert scene.stand.newsroom.traffic(since=midnight + dt.timedelta(days=1)).sent == 0


@pytest.mark.parametrize("failure", Failure)
def test_each_kind_is_explained(failure):
    """In the table of docs/delivery.md, where operators look a word of /delivery up."""
    assert re.search(rf"\| `{failure.value}`", DOCUMENTED)
