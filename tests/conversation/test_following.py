"""/follow, /mute, /unfollow, /following: what comes first in a digest, and what never comes."""

from __future__ import annotations

import pytest

from bot.sandbox.cast import READER
from briefs.model import Destination, Interest, InterestKind
from briefs.newsroom import MOST_INTERESTS
from tests.conversation.chat import Chat, Stage

HERE = Destination(chat_id=READER.id)


def followed(stage: Stage) -> list[tuple[str, bool]]:
    """What the reader follows, by name, and whether it is muted."""
    newsroom = stage.newsroom
    return [(newsroom.label_of(each), each.muted) for each in newsroom.interests(HERE)]


async def test_follows_a_person_by_a_misspelt_name(chat: Chat, stage: Stage) -> None:
    """And says where the digest is to be had, to whoever has none."""
    said = await chat.say("/follow stoltenburg")

    assert said.startswith("You follow Jens Stoltenberg. What is new comes first in your digests.")
    assert "You have no digest yet: /subscribe 08:00 starts one." in said
    assert chat.buttons == ["All I follow", "Subscribe"]
    assert followed(stage) == [("Jens Stoltenberg", False)]


async def test_follows_a_topic_that_nobody_has_spoken_of_yet(chat: Chat, stage: Stage) -> None:
    """What comes is what is followed."""
    assert (await chat.say("/follow iceland")).startswith("You follow Iceland.")
    assert followed(stage) == [("Iceland", False)]


async def test_a_reader_with_a_digest_is_not_offered_one(chat: Chat) -> None:
    """They have it."""
    await chat.say("/subscribe")

    assert "no digest yet" not in await chat.say("/follow China")
    assert chat.buttons == ["All I follow"]


async def test_follows_words_in_quotation_marks(chat: Chat, stage: Stage) -> None:
    """As they are, whatever else they may mean; case and accents do not count."""
    said = await chat.say('/follow "Wind Farm"')

    assert said.startswith("You follow “Wind Farm”. Quotations with these words come first")
    assert followed(stage) == [("wind farm", False)]


async def test_words_that_name_nothing_are_offered_as_words(chat: Chat, stage: Stage) -> None:
    """A tap follows them; until then nothing is."""
    said = await chat.say("/follow zebra crossing")
    assert said.startswith("No person or topic is called “zebra crossing”. Follow these words?")
    assert followed(stage) == []

    await chat.press("Follow “zebra crossing”")
    assert followed(stage) == [("zebra crossing", False)]


async def test_mutes_a_topic(chat: Chat, stage: Stage) -> None:
    """It stays to be asked for."""
    said = await chat.say("/mute Afghanistan")

    assert said.startswith("Afghanistan is muted.")
    assert "when you ask, you still get it" in said
    assert followed(stage) == [("Afghanistan", True)]
    assert "We stay in Afghanistan together." in await chat.say("/topic Afghanistan")


async def test_following_what_is_muted_ends_the_mute(chat: Chat, stage: Stage) -> None:
    """The last word counts."""
    await chat.say("/mute China")
    await chat.say("/follow China")

    assert followed(stage) == [("China", False)]


async def test_unfollows_by_name(chat: Chat, stage: Stage) -> None:
    """In any spelling that followed it; words by themselves."""
    await chat.say("/follow Stoltenberg")
    await chat.say('/follow "wind farm"')

    assert (await chat.say("/unfollow stoltenburg")).startswith(
        "Jens Stoltenberg is neither followed nor muted now."
    )
    await chat.say("/unfollow Wind Farm")
    assert followed(stage) == []


async def test_unfollowing_nothing_shows_what_there_is(chat: Chat) -> None:
    """Each with a button."""
    await chat.say("/follow China")

    assert (await chat.say("/unfollow Russia")).startswith("You follow China.")
    assert "✕ China" in chat.buttons


@pytest.mark.parametrize("command", ["/follow", "/mute", "/unfollow", "/following"])
async def test_alone_each_shows_the_list(chat: Chat, command: str) -> None:
    """Which says how to begin, while it is empty."""
    said = await chat.say(command)

    assert said.startswith("You follow nobody yet.")
    assert "/follow Stoltenberg" in said


async def test_the_list_is_a_screen_of_the_settings(chat: Chat, stage: Stage) -> None:
    """A tap takes one off; another keeps everything else out of the digest."""
    await chat.say("/subscribe")
    await chat.say("/follow Stoltenberg")
    await chat.say("/mute China")
    await chat.say("/settings")

    said = await chat.press("Following")
    assert said.startswith("You follow Jens Stoltenberg.\nIn your digests that comes first.")
    assert "Muted: China." in said

    assert "Nothing else comes in your digests." in await chat.press("Send only what I follow")
    await chat.press("✕ China")
    assert followed(stage) == [("Jens Stoltenberg", False)]
    assert (await chat.press("‹ Settings")).startswith("Your digest comes every day")


async def test_a_hundred_are_the_most(chat: Chat, stage: Stage) -> None:
    """And the reader is told, in a sentence."""
    for number in range(100):
        words = Interest(kind=InterestKind.WORDS, value=f"word {number}")
        stage.newsroom.follow(HERE, words, now=stage.clock.now())

    assert "100" in await chat.say("/follow China")
    assert len(followed(stage)) == 100


async def test_words_that_are_too_long_are_refused(chat: Chat, stage: Stage) -> None:
    """With what would do instead."""
    said = await chat.say("/follow " + "zebra crossing " * 4)

    assert said.endswith("is too long. Give a name, a topic, or a word or two.")
    assert followed(stage) == []


async def test_in_a_group_only_its_admins_follow(group: Chat, group_admin: Chat) -> None:
    """It shapes everybody's digest."""
    assert (await group.say("/follow@nato_briefs_bot China")).startswith("Only administrators")
    assert (await group_admin.say("/follow@nato_briefs_bot China")).startswith("You follow China.")
    assert (await group.say("/following@nato_briefs_bot")).startswith("You follow China.")
    assert (await group.press("✕ China")).startswith("Only administrators")


@pytest.mark.parametrize("data", ["j:fs:aaaaaaaaaa", "j:mt:atlantis", "j:fw:\u200b"])
async def test_a_forged_interest_changes_nothing(chat: Chat, stage: Stage, data: str) -> None:
    """A person or topic that does not exist, words that are none."""
    await chat.say("/following")

    assert await chat.press(data, forged=True)
    assert followed(stage) == []


async def test_less_like_this_offers_what_the_digest_told(chat: Chat, stage: Stage) -> None:
    """Its speakers and topics, each to be muted at a tap."""
    await chat.say("/subscribe 14:00")
    stage.wait(hours=2)
    await stage.sends_digests()
    await chat.press("Less like this")

    assert chat.messages[-1].text.startswith("What do you want less of?")
    assert {"Mute Antony Blinken", "Mute China"} <= set(chat.buttons)

    assert (await chat.press("Mute China")).startswith("China is muted.")
    assert followed(stage) == [("China", True)]


@pytest.mark.parametrize("typed", ["Kersti Kaljulaid", "kaljulaid", "Kersti Kaljulayd"])
async def test_of_somebody_known_who_is_not_quoted_the_words_are_offered(
    chat: Chat, stage: Stage, typed: str
) -> None:
    """And it is said who that is; a misspelt name is offered as it is printed."""
    said = await chat.say(f"/follow {typed}")

    assert said.startswith(
        "Kersti Kaljulaid is not quoted in the articles so far. Follow the words"
    )
    words = "kaljulaid" if typed == "kaljulaid" else "kersti kaljulaid"
    await chat.press(f"Follow “{words}”")
    assert followed(stage) == [(words, False)]


@pytest.mark.parametrize("typed", ["зебра на пешеходном переходе", "横断歩道のシマウマ"])
async def test_words_in_any_script_fit_a_button(chat: Chat, stage: Stage, typed: str) -> None:
    """They are offered as they are kept: in plain letters."""
    await chat.say(f"/follow {typed}")
    (button,) = chat.buttons
    await chat.press(button)

    assert len(followed(stage)) == 1


async def test_what_cannot_be_followed_is_not_offered(chat: Chat) -> None:
    """Neither what has no letters nor a whole page of them."""
    assert (await chat.say("/follow ???")).startswith("I cannot look for “???”.")
    assert "… is too long." in (await chat.say(f"/follow {'zebra ' * 500}")).replace("”", "")
    assert chat.buttons == []


async def test_the_longest_list_there_can_be_is_leafed_through(chat: Chat, stage: Stage) -> None:
    """A hundred of the longest words have no room in one message."""
    for number in range(MOST_INTERESTS):
        words = Interest(kind=InterestKind.WORDS, value=f"{number:03} {'z' * 36}")
        stage.newsroom.follow(HERE, words, now=stage.desk.now)

    said = await chat.say("/following")

    assert "009 zzz" in said
    assert "010 zzz" not in said
    assert "page 1 of 10" in said
