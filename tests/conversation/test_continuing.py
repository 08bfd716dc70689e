"""Questions that go on with the one before: "and on China?", "what about Blinken?", "more"."""

from __future__ import annotations

import pytest

from bot.sandbox.cast import GROUP_ADMIN, GROUP_ID, MEMBER
from briefs.model import Asker, Briefing
from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Chat, Stage


@pytest.fixture
def talk(library: Stage) -> Chat:
    """A chat with a bot that also knows of 2022, and of Blinken's third topic."""
    library.load(
        an_article(
            a_quotation("We leave Afghanistan now.", topics=["afghanistan"]),
            a_quotation("China is no partner yet.", topics=["china"]),
            a_quotation("Iraq asked us to train.", by="Antony Blinken", topics=["iraq"]),
            key="later.txt",
            published=a_day("2022-02-01"),
        )
    )
    return library.chat()


@pytest.mark.parametrize(
    "text",
    [
        "and on China?",
        "and China?",
        "what about China?",
        "how about china",
        "on china?",
        "and what did he say about China",
        "his view on China?",
        "china too?",
    ],
)
async def test_the_person_is_kept(talk: Chat, text: str) -> None:
    """Another topic, the same person."""
    await talk.say("what did Blinken say about Afghanistan?")

    assert (await talk.say(text)).startswith("Antony Blinken on China\n")


@pytest.mark.parametrize(
    "text",
    ["and Blinken?", "what about blinken?", "and the us secretary of state?", "Blinken too?"],
)
async def test_the_topic_is_kept(talk: Chat, text: str) -> None:
    """Another person, the same topic; a title is somebody, too."""
    await talk.say("stoltenberg china")

    assert (await talk.say(text)).startswith("Antony Blinken on China\n")


@pytest.mark.parametrize("text", ["since 2022?", "and in 2022?", "and since January 2022"])
async def test_both_are_kept_for_other_days(talk: Chat, text: str) -> None:
    """The days are named in the first line."""
    await talk.say("Stoltenberg on Afghanistan")

    said = await talk.say(text)

    assert said.startswith("Jens Stoltenberg on Afghanistan · ")
    assert "“We leave Afghanistan now.”" in said
    assert "“We stay in Afghanistan together.”" not in said


async def test_days_that_nothing_is_of_are_told(talk: Chat) -> None:
    """With what there is instead."""
    await talk.say("/who Stoltenberg on Afghanistan")

    said = await talk.say("and in 2019?")

    assert said.startswith("Nothing by Jens Stoltenberg on Afghanistan in 2019. There are 3")
    assert talk.buttons == ["Jens Stoltenberg on Afghanistan"]


async def test_more_is_the_next_page(talk: Chat) -> None:
    """As the button under the answer would show it."""
    await talk.say("Stoltenberg")

    assert "4–6 of 6 quotations" in await talk.say("more")


async def test_there_may_be_no_more(talk: Chat) -> None:
    """The same page is not shown twice."""
    await talk.say("Blinken on Iraq")

    assert await talk.say("more") == "That was all I have of it:"
    assert talk.buttons == ["Antony Blinken on Iraq"]


async def test_what_speaks_and_is_spoken_of_may_be_either(talk: Chat, stage: Stage) -> None:
    """Blinken on the Taliban, or the Taliban on Afghanistan: both are there, and offered."""
    stage.load(
        an_article(
            a_quotation("We hold Kabul.", by="Taliban", topics=["afghanistan"]),
            a_quotation("They hold Kabul.", by="Antony Blinken", topics=["taliban"]),
            key="kabul.txt",
            published=a_day("2022-02-02"),
        )
    )
    await talk.say("Blinken on Afghanistan")

    await talk.say("what about the Taliban?")

    assert sorted(talk.buttons) == ["Antony Blinken on Taliban", "Taliban on Afghanistan"]


async def test_others_on_the_same(talk: Chat) -> None:
    """The topic alone is kept."""
    await talk.say("Stoltenberg on Afghanistan")

    assert (await talk.say("who else?")).startswith("Afghanistan\n")


async def test_one_goes_on_and_on(talk: Chat) -> None:
    """Each answer is what the next question goes on with."""
    await talk.say("/who Stoltenberg on Afghanistan")
    await talk.say("and China?")
    await talk.say("and Blinken?")

    assert (await talk.say("and on Iraq?")).startswith("Antony Blinken on Iraq\n")


async def test_what_a_button_showed_is_followed(talk: Chat) -> None:
    """A tap asks as much as a text."""
    await talk.say("Blinken on Afghanistan")
    await talk.press("All by")

    assert (await talk.say("and on Iraq?")).startswith("Antony Blinken on Iraq\n")


async def test_whoever_never_spoke_of_it_did_not(talk: Chat) -> None:
    """Nobody else's words are put in the place."""
    await talk.say("Stoltenberg")

    assert "Jens Stoltenberg is quoted 6 times, never on Iraq." in await talk.say("and on Iraq?")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("and what did Blinken say about China?", "Antony Blinken on China\n"),
        ("china blinken", "Antony Blinken on China\n"),
        ("Afghanistan", "Afghanistan\n"),
        ("everything since 2022", "Quotations · since 2022\n"),
    ],
)
async def test_a_whole_question_stands_by_itself(talk: Chat, text: str, begins: str) -> None:
    """Nothing is carried into it."""
    await talk.say("Stoltenberg")

    assert (await talk.say(text)).startswith(begins)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("and on Iraq?", "Iraq\n"),
        ("what about Blinken?", "Antony Blinken\n"),
        ("since 2022?", "Quotations · since 2022\n"),
        ("more", "More of what? Ask for a person or a topic first"),
    ],
)
async def test_with_nothing_before_it_is_read_as_it_stands(
    talk: Chat, text: str, begins: str
) -> None:
    """The first message may be anything."""
    assert (await talk.say(text)).startswith(begins)


async def test_after_ten_minutes_it_is_forgotten(talk: Chat, stage: Stage) -> None:
    """The row is gone with the next tick; before that it is not looked at."""
    await talk.say("Blinken")
    stage.wait(minutes=10)

    assert (await talk.say("and on Afghanistan?")).startswith("Afghanistan\n")


async def test_nothing_is_left_of_it(talk: Chat, stage: Stage) -> None:
    """What has run out is deleted, each minute."""
    await talk.say("Blinken")
    assert rows(stage) == 1

    stage.newsroom.forget_updates(now=stage.desk.now)
    assert rows(stage) == 1

    stage.wait(minutes=10)
    stage.newsroom.forget_updates(now=stage.desk.now)
    assert rows(stage) == 0


async def test_it_holds_no_text(talk: Chat, stage: Stage) -> None:
    """Words that no topic is called are not kept."""
    await talk.say("river")
    assert rows(stage) == 0

    await talk.say("Blinken on river")
    assert rows(stage) <= 1


async def test_in_a_group_each_follows_their_own(library: Stage) -> None:
    """What somebody else asks in between changes nothing."""
    one, other = library.chat(MEMBER, GROUP_ID), library.chat(GROUP_ADMIN, GROUP_ID)
    await one.say("/who Stoltenberg")
    await other.say("/who Blinken")

    said = await one.say("@nato_briefs_bot and on Afghanistan?")

    assert said.startswith("Jens Stoltenberg on Afghanistan\n")


async def test_who_writes_as_the_group_is_nobody_in_particular(library: Stage) -> None:
    """Several people may: nothing is kept."""
    admin = library.chat(GROUP_ADMIN, GROUP_ID)
    await admin.say("/who Stoltenberg", anonymous=True)

    assert rows(library) == 0
    said = await admin.say("@nato_briefs_bot and on Afghanistan?", anonymous=True)
    assert said.startswith("Afghanistan\n")


async def test_another_process_knows_it(talk: Chat, stage: Stage) -> None:
    """It is in the database, and there only."""
    await talk.say("Blinken")
    asker = Asker(chat_id=talk._chat_id, user_id=talk._user.id)

    found = stage.newsroom.ask("and on China?", now=stage.desk.now, asker=asker)

    assert isinstance(found, Briefing)
    assert found.subject.topic_id == "china"
    assert stage.desk.followups == {}


def rows(stage: Stage) -> int:
    with stage.newsroom._store.read() as connection:
        counted = connection.exec_driver_sql("SELECT count(*) FROM followups").scalar_one()
    return int(counted)
