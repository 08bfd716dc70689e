"""Inline mode, through the sandbox: what is offered in any chat, and what is sent there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from telegram import Update

from bot.messages import InlineCard, render_inline
from bot.sandbox.cast import GROUP_ID, MEMBER, READER
from bot.sandbox.faults import Fault, FaultKind
from briefs.errors import StoreError
from briefs.model import Card, LoadProgress
from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Stage
from tests.conversation.typing import Offered, type_inline


def an_inline_call(stage: Stage) -> dict[str, Any]:
    """The parameters of the last answer."""
    return stage.calls("answerInlineQuery")[-1].parameters


@pytest.fixture
def crowd(library: Stage) -> Stage:
    """The library, and 45 quotations more by somebody else."""
    library.load(
        *(
            an_article(
                a_quotation(f"Remark {number} about the harbour.", by="Ann Ode"),
                key=f"harbour-{number}.txt",
                published=a_day("2021-02-01"),
            )
            for number in range(45)
        )
    )
    return library


# ---- what is offered


async def test_person_and_topic_give_their_quotations(library: Stage) -> None:
    """Understood like a plain question."""
    offered = await type_inline(library, "blinken afghanistan")

    assert offered.titles == ["Antony Blinken · 24 Mar 2021"]
    assert offered.descriptions == ["The Gazette: “Afghanistan is a shared task.”"]
    assert offered.hint == ""


@pytest.mark.parametrize(
    "words",
    [
        "what did Blinken say about Afghanistan?",
        "blinkn afganistan",
        "  Blinken \n Afghanistan ",
        "Блинкен Afghanistan",
    ],
)
async def test_it_understands_what_a_chat_understands(library: Stage, words: str) -> None:
    """Questions, slips, other scripts."""
    offered = await type_inline(library, words)

    assert offered.titles == ["Antony Blinken · 24 Mar 2021"]


async def test_nothing_typed_gives_the_newest(library: Stage) -> None:
    """As /latest: the newest article first, what has no date last."""
    offered = await type_inline(library, "")

    assert len(offered.titles) == 7
    assert offered.titles[0] == "Antony Blinken · 24 Mar 2021"
    assert offered.titles[-1] == "Unattributed · undated"


async def test_nothing_typed_in_an_empty_store(stage: Stage) -> None:
    """An empty list says that it is empty."""
    offered = await type_inline(stage, "")

    assert offered.titles == []
    assert offered.hint == "No quotations yet"


async def test_two_people_who_fit_are_both_offered(library: Stage) -> None:
    """Under their names: nobody is guessed, and the sender sees whom they send."""
    for name in ("Ann Berg", "Bo Berg"):
        library.load(
            an_article(
                a_quotation(f"{name} spoke first.", by=name),
                a_quotation(f"{name} spoke again.", by=name),
                key=f"{name}.txt",
                published=a_day("2021-03-01"),
            )
        )

    offered = await type_inline(library, "berg")

    assert sorted(offered.titles) == ["Ann Berg · 1 Mar 2021"] * 2 + ["Bo Berg · 1 Mar 2021"] * 2
    assert offered.hint == "“berg” fits 2: quotations of each"


async def test_two_side_by_side(library: Stage) -> None:
    """As a question that compares; who said nothing is said to have."""
    both = await type_inline(library, "compare Blinken and Stoltenberg on Afghanistan")
    one = await type_inline(library, "Blinken and Stoltenberg on China")

    assert set(both.titles) == {"Antony Blinken · 24 Mar 2021", "Jens Stoltenberg · 23 Mar 2021"}
    assert both.hint == ""
    assert one.titles == ["Antony Blinken · 24 Mar 2021"]
    assert one.hint == "Nothing on this by Jens Stoltenberg"


async def test_no_match_says_so_and_leads_to_the_nearest(library: Stage) -> None:
    """One button, and nothing that was not asked for."""
    offered = await type_inline(library, "chna x")

    assert offered.titles == []
    assert offered.hint == "Nothing about “chna x”. Nearest: China"
    assert (await library.chat().say(f"/start {offered.link}")).startswith("China")


async def test_somebody_known_who_is_not_quoted_is_said_to_be(library: Stage) -> None:
    """It is an answer, and no misunderstanding."""
    offered = await type_inline(library, "merkel")

    assert offered.hint == "Angela Merkel is not quoted in the articles. Who is quoted?"


async def test_no_match_at_all_leads_to_who_is_quoted(library: Stage) -> None:
    """And the link opens that list."""
    offered = await type_inline(library, "zzqqxx")

    assert offered.titles == []
    assert offered.hint == "Nothing about “zzqqxx”. Who is quoted?"
    said = await library.chat().say(f"/start {offered.link}")
    assert "Antony Blinken · 2" in library.chat().buttons, said


async def test_words_that_are_no_topic_say_so(library: Stage) -> None:
    """The list is of something else than a person or topic: the full text."""
    offered = await type_inline(library, "elbe border")

    assert offered.titles == ["Jens Stoltenberg · 23 Mar 2021"]
    assert offered.hint != ""


# ---- pages


async def test_pages_follow_each_other_without_a_gap(crowd: Stage) -> None:
    """By an offset that says all there is to know; each quotation comes once."""
    pages = [page async for page in _pages(crowd, "Ann Ode")]

    assert [len(page.ids) for page in pages] == [20, 20, 5]
    assert len({each for page in pages for each in page.ids}) == 45
    assert [page.next_offset for page in pages] == ["20", "40", ""]


async def _pages(stage: Stage, words: str) -> AsyncIterator[Offered]:
    offset = ""
    while True:
        page = await type_inline(stage, words, offset=offset)
        yield page
        if not page.next_offset:
            return
        offset = page.next_offset


async def test_pages_of_several_people_go_on_with_each(crowd: Stage) -> None:
    """Who has no more is left out."""
    crowd.load(
        an_article(
            a_quotation("I am another Ode.", by="Bo Ode"),
            key="bo.txt",
            published=a_day("2021-02-02"),
        )
    )

    pages = [page async for page in _pages(crowd, "ode")]

    titles = [title.split(" · ")[0] for page in pages for title in page.titles]
    assert titles.count("Ann Ode") == 45
    assert titles.count("Bo Ode") == 1
    assert "Bo Ode" in {title.split(" · ")[0] for title in pages[0].titles}


@pytest.mark.parametrize(
    "offset", ["-1", "1e9", "٣", "9" * 64, "20; DROP TABLE quotations", "\u202e02", "<b>", "b:::0:"]
)
async def test_an_offset_that_is_not_ours_begins_anew(crowd: Stage, offset: str) -> None:
    """Offsets travel with the client, and may be anything."""
    offered = await type_inline(crowd, "Ann Ode", offset=offset)

    assert len(offered.ids) == 20


async def test_behind_the_last_page_there_is_nothing(crowd: Stage) -> None:
    """And no way on."""
    offered = await type_inline(crowd, "Ann Ode", offset="400")

    assert (offered.ids, offered.next_offset) == ([], "")


async def test_ids_stay_the_same(library: Stage) -> None:
    """They are the quotations' own, by which /quote knows them."""
    first = await type_inline(library, "blinken")
    second = await type_inline(library, "antony blinken")

    assert first.ids == second.ids
    assert (await library.chat().say(f"/quote {first.ids[0]}")).startswith("Antony Blinken")


# ---- what is sent


async def test_what_is_sent_stands_alone(library: Stage) -> None:
    """The words as printed, who, in which office, publisher, date, headline; a link, no code."""
    offered = await type_inline(library, "blinken afghanistan")

    message = await offered.send()

    assert message["text"].splitlines()[:3] == [
        "Antony Blinken, US Secretary of State",
        "“Afghanistan is a shared task.”",
        "The Gazette · 24 Mar 2021",
    ]
    [[button]] = message["reply_markup"]["inline_keyboard"]
    assert button == {
        "text": "Open in the bot",
        "url": f"https://t.me/nato_briefs_bot?start=q_{offered.ids[0]}",
    }
    assert message["link_preview_options"] == {"is_disabled": True}


async def test_the_link_under_it_opens_the_quotation(library: Stage) -> None:
    """In the reader's own chat with the bot, where it stands in its article."""
    message = await (await type_inline(library, "blinken afghanistan")).send()
    url = message["reply_markup"]["inline_keyboard"][0][0]["url"]

    said = await library.chat(MEMBER).say(f"/start {url.rpartition('=')[2]}")

    assert "Afghanistan is a shared task." in said
    assert "Who spoke is read from" in said


async def test_nobody_is_named_who_is_not_certain(library: Stage) -> None:
    """In a chat full of strangers least of all."""
    offered = await type_inline(library, "")

    message = await offered.send(-1)

    assert message["text"].startswith("Unattributed: the article does not make clear who spoke")
    assert "undated" in message["text"]


@pytest.mark.parametrize("chat_id", [READER.id, GROUP_ID])
async def test_what_was_sent_is_no_question(library: Stage, chat_id: int) -> None:
    """Telegram tells the bot of it, and the bot keeps silent."""
    user = READER if chat_id == READER.id else MEMBER
    offered = await type_inline(library, "blinken", user, chat_id=chat_id)

    await offered.send(0, chat_id)

    assert library.calls("sendMessage") == []
    assert library.newsroom.pending_updates() == ()


async def test_a_quotation_too_long_for_a_message_is_sent_in_part(library: Stage) -> None:
    """Up to the end of a sentence, and saying what is missing; nothing is cut inside."""
    sentence = "We will stay, and we will decide it together with everybody. "
    library.load(
        an_article(
            a_quotation((sentence * 90).strip(), by="Ann Ode"),
            key="long.txt",
            published=a_day("2021-02-02"),
        )
    )

    message = await (await type_inline(library, "ann ode")).send()

    words = message["text"].split("“", 1)[1].split(" …", 1)[0]
    assert len(message["text"]) <= 4096
    assert words.endswith("with everybody.")
    assert "Too long for one message: " in message["text"]
    assert "more characters in the bot." in message["text"]
    url = message["reply_markup"]["inline_keyboard"][0][0]["url"]
    chat = library.chat()
    await chat.say(f"/start {url.rpartition('=')[2]}")
    parts = [await chat.press("Read it all"), await chat.press("Read on")]
    assert sum(part.count("We will stay") for part in parts) == 90


async def test_markup_in_an_article_stays_text(library: Stage) -> None:
    """In the list and in the message."""
    library.load(
        an_article(
            a_quotation("Use <b> & </blockquote> here.", by="Ann Ode"),
            key="markup.txt",
            publisher="A<i>B & Co",
            published=a_day("2021-02-02"),
        )
    )

    offered = await type_inline(library, "ann ode")

    assert offered.descriptions == ["A<i>B & Co: “Use <b> & </blockquote> here.”"]
    assert "“Use <b> & </blockquote> here.”" in (await offered.send())["text"]


# ---- whose turn it is


async def test_a_flood_of_one_makes_nobody_else_wait(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query takes its turn in the private chat of whoever types: others go on meanwhile."""
    answered: list[int] = []
    released = asyncio.Event()
    handle = library.application.process_update

    async def slowly(update: Update) -> None:
        assert update.inline_query is not None
        user_id = update.inline_query.from_user.id
        if user_id == READER.id:
            await released.wait()
        await handle(update)
        answered.append(user_id)
        if user_id == MEMBER.id:
            released.set()

    monkeypatch.setattr(library.application, "process_update", slowly)
    for _ in range(30):
        library.world.type_inline(READER.id, "nato")
    library.world.type_inline(MEMBER.id, "nato", chat_id=GROUP_ID)

    async with asyncio.timeout(20):
        await library.handle_what_is_there()

    assert answered == [MEMBER.id, *[READER.id] * 30]


async def test_queries_and_messages_of_one_keep_their_order(library: Stage) -> None:
    """Both are the same person's: what was typed first is answered first."""
    library.world.type_inline(READER.id, "blinken")
    library.world.say(READER.id, "/latest")
    library.world.type_inline(READER.id, "")
    await library.handle_what_is_there()

    methods = [call.method for call in library.request.calls if call.method != "getMe"]
    assert methods == ["answerInlineQuery", "sendMessage", "answerInlineQuery"]


@pytest.mark.parametrize(
    "sender", [{"id": "x"}, {"id": 2**70}, {"id": True}, {}, None, "x", [], {"id": None}]
)
async def test_a_query_from_nobody_is_done_with(library: Stage, sender: object) -> None:
    """What Telegram never sends ends no process, and stays in no inbox."""
    query = {"id": "1", "from": sender, "query": "nato", "offset": ""}

    await library.intake.handle([{"update_id": 1, "inline_query": query}])

    assert library.newsroom.pending_updates() == ()


# ---- how it is answered


async def test_a_page_is_the_same_for_everybody(library: Stage) -> None:
    """So Telegram may keep it for all, for a few minutes."""
    await type_inline(library, "blinken")

    call = an_inline_call(library)
    assert call["is_personal"] is False
    assert call["cache_time"] == 300


async def test_while_articles_are_read_an_answer_is_not_kept(library: Stage) -> None:
    """In a moment there may be a better one; what there is none of yet is said to be so."""
    library.desk.progress = LoadProgress(done=3, total=10, failed=0, seconds=6.0)

    offered = await type_inline(library, "zzqqxx")

    assert offered.hint == "Still reading: 3 of 10 articles, 0.5 a second, about 14 s left"
    assert an_inline_call(library)["cache_time"] == 0


async def test_an_answer_that_comes_too_late_is_no_failure(
    library: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever typed has typed on."""
    library.world.type_inline(READER.id, "blinken")
    library.wait(seconds=60)

    await library.handle_what_is_there()

    assert [line for line in caplog.records if line.levelname in {"ERROR", "WARNING"}] == []
    assert library.newsroom.pending_updates() == ()


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.RESET, FaultKind.FLOOD])
async def test_an_answer_that_cannot_be_given_is_no_failure(
    library: Stage, kind: FaultKind
) -> None:
    """Nothing was promised, and the next one is answered."""
    fault = Fault(kind=kind, method="answerInlineQuery", times=9, retry_after=99)
    library.world.order(fault)
    library.world.type_inline(READER.id, "blinken")
    await library.handle_what_is_there()
    library.world.cancel_faults()

    assert library.newsroom.pending_updates() == ()
    assert (await type_inline(library, "blinken")).titles


async def test_a_broken_store_is_said_plainly(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty list that says so, and that is not kept."""

    def fail(*_: object, **__: object) -> None:
        raise StoreError("The database secret.db is damaged.")

    monkeypatch.setattr(library.newsroom, "ask", fail)

    offered = await type_inline(library, "blinken")

    assert offered.titles == []
    assert offered.hint.startswith("That went wrong on my side.")
    assert an_inline_call(library)["cache_time"] == 0


async def test_markup_that_telegram_refuses_goes_out_plain(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better without bold than an empty list."""

    def broken(card: Card, username: str) -> InlineCard:
        shown = render_inline(card, username)
        message = replace(shown.message, text="<b>Both <i>ends</b> open &amp; crossed")
        return replace(shown, message=message)

    monkeypatch.setattr("bot.handlers.inline.render_inline", broken)
    library.world.type_inline(READER.id, "blinken afghanistan")
    await library.handle_what_is_there()

    [event] = [each for each in library.world.state.events.since(0) or [] if "results" in each]
    message = await Offered(library, READER, event).send()
    assert message["text"] == "Both ends open & crossed"


async def test_every_answer_keeps_telegrams_limits(crowd: Stage) -> None:
    """At most fifty results, short titles and descriptions, an offset of 64 bytes at most."""
    offered = await type_inline(crowd, "")

    assert 0 < len(offered.ids) <= 50
    assert all(len(title) <= 100 for title in offered.titles)
    assert all(len(text) <= 200 for text in offered.descriptions)


# ---- bad input


@pytest.mark.parametrize(
    "words",
    [
        " ",
        "🙏🔥",
        "x" * 256,
        "<b>Blinken</b> & <a href='http://example.org'>",
        "'; DROP TABLE quotations; --",
        '" OR 1=1 --',
        'say "an open phrase',
        "\u202eNATO\u202c",
        "שלום عربى",
        "NATO\x00chief",
        "-",
        "@nato_briefs_bot",
        "/who Blinken",
        "q_zzzzzzzzzz",
        "?!.,:;",
    ],
)
async def test_whatever_is_typed_is_answered(
    library: Stage, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """With quotations or with a way on, and never with an error."""
    offered = await type_inline(library, words)

    assert offered.titles or offered.hint
    assert "wrong" not in offered.hint
    assert [line for line in caplog.records if line.levelname == "ERROR"] == []
    assert library.newsroom.stats().quotations == 7
