"""Who said what, as a reader asks for it."""

from __future__ import annotations

import pytest

from briefs.model import Article
from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Chat, Stage


@pytest.mark.parametrize(
    "text",
    [
        "/who Stoltenberg",
        "/who jens stoltenberg",
        "/who stoltenburg",
        "/who Столтенберг",
        "/who Stoltenberg, Jens",
        "/WHO stoltenberg",
        "Stoltenberg",
        "what did Stoltenberg say?",
    ],
)
async def test_who_is_understood(chat: Chat, text: str) -> None:
    """Misspelt, in another script, the other way round, as a question."""
    said = await chat.say(text)

    lines = said.split("\n")
    assert lines[0] == "Jens Stoltenberg"
    assert lines[1].startswith("NATO Secretary General")
    assert "“We stay in Afghanistan together.”" in said
    assert "1 · The Gazette · 23 Mar 2021" in said


@pytest.mark.parametrize("text", ["/topic Afghanistan", "/topic afganistan", "Afghanistan"])
async def test_a_topic_gathers_all_speakers(chat: Chat, text: str) -> None:
    """Newest article first, each with its speaker."""
    said = await chat.say(text)

    assert said.startswith("Afghanistan\n\nAntony Blinken")
    assert said.index("Afghanistan is a shared task.") < said.index("We stay in Afghanistan")
    assert "3 quotations, newest first" in said


async def test_a_question_may_name_both(chat: Chat) -> None:
    """Person and topic, in plain words."""
    said = await chat.say("what did Blinken say about Afghanistan?")

    assert said.startswith("Antony Blinken on Afghanistan")
    assert "“Afghanistan is a shared task.”" in said
    assert "China" not in said


@pytest.mark.parametrize(
    "text",
    [
        "/who Stoltenberg on Afghanistan",
        "/who stoltenburg about afganistan",
        "/who NATO Secretary General on Afghanistan",
    ],
)
async def test_who_takes_a_topic(chat: Chat, text: str) -> None:
    """The first line says what was understood, and one tap takes the topic back."""
    said = await chat.say(text)

    assert said.startswith("Jens Stoltenberg on Afghanistan\n")
    assert "2 quotations" in said
    assert (await chat.press("All by Jens")).startswith("Jens Stoltenberg\n")


async def test_who_says_nothing_on_a_topic(chat: Chat) -> None:
    """Never somebody else's words, nor others of theirs."""
    said = await chat.say("/who Stoltenberg on China")

    assert "Jens Stoltenberg is quoted 4 times, never on China." in said
    assert chat.buttons == ["Jens Stoltenberg"]


@pytest.mark.parametrize(
    "text",
    [
        "/who Stoltenberg since 2022",
        "/who Stoltenberg on Afghanistan since 2022",
        "what did Stoltenberg say about Afghanistan in 2022?",
    ],
)
async def test_days_keep_the_rest_out(in_two_years: Chat, text: str) -> None:
    """Days are those of the articles; what they leave out for want of a date is counted."""
    said = await in_two_years.say(text)

    assert said.split("\n")[0].startswith("Jens Stoltenberg")
    assert "2022" in said.split("\n")[0]
    assert "“We leave Afghanistan now.”" in said
    assert "We stay in Afghanistan" not in said
    assert "1 quotation without a date is left out." in said
    assert "We stay in Afghanistan" in await in_two_years.press("At any time")


async def test_days_stay_while_turning_pages(in_two_years: Chat) -> None:
    """The button carries them."""
    first = await in_two_years.say("/who Stoltenberg in March 2021")

    second = await in_two_years.press("More")

    assert first.startswith("Jens Stoltenberg · in Mar 2021\n")
    assert second.startswith("Jens Stoltenberg · in Mar 2021\n")
    assert "4 of 4 quotations" in second


async def test_words_are_searched_for_within_days(in_two_years: Chat) -> None:
    """Full text knows days, too."""
    said = await in_two_years.say("who spoke about leaves before 2022?")

    assert said.startswith("“leaves” · before 2022\n")
    assert "“Nobody leaves Afghanistan alone.”" in said
    assert "We leave Afghanistan now" not in said


async def test_days_alone_ask_for_everything(in_two_years: Chat) -> None:
    """Whoever spoke, about whatever."""
    said = await in_two_years.say("what was said in 2022?")

    assert said.startswith("Quotations · in 2022\n\nJens Stoltenberg")


async def test_nothing_of_those_days_says_what_there_is(chat: Chat) -> None:
    """And leads to it."""
    said = await chat.say("/who Blinken since 2022")

    assert "since 2022. There are 2 quotations, of 24 Mar 2021:" in said
    assert (await chat.press("Antony Blinken")).startswith("Antony Blinken\n")


async def test_recently_in_an_archive_is_its_newest_month(in_two_years: Chat) -> None:
    """The days are said in the first line."""
    said = await in_two_years.say("what did Stoltenberg say recently about Afghanistan?")

    assert said.startswith("Jens Stoltenberg on Afghanistan · in Jan 2022\n")
    assert "“We leave Afghanistan now.”" in said


@pytest.fixture
def in_two_years(library: Stage) -> Chat:
    """A chat about words of 2021, of 2022, and of nobody knows when."""
    library.load(
        an_article(
            a_quotation("We leave Afghanistan now.", topics=["afghanistan"]),
            key="later.txt",
            published=a_day("2022-01-05"),
        ),
        an_article(
            a_quotation("Afghanistan leaves no choice.", topics=["afghanistan"]),
            key="undated.txt",
            published=None,
        ),
        role="NATO Secretary General",
    )
    return library.chat()


async def test_any_words_are_searched_for(chat: Chat) -> None:
    """A topic nobody listed is looked up in the quotations themselves."""
    said = await chat.say("/topic Elbe")

    assert "“The river Elbe is not our border.”" in said


@pytest.mark.parametrize("text", ["/who Xylophonist", "/topic xylophones"])
async def test_nothing_fitting_says_so(chat: Chat, text: str) -> None:
    """And shows the way to what there is."""
    said = await chat.say(text)

    assert said.startswith("Nothing here about “xyloph" if "topic" in text else "Nothing here")


async def test_two_who_fit_become_buttons(library: Stage) -> None:
    """Never guessed between; pressing one answers for that one."""
    library.load(
        an_article_by("Charles Michel", "charles.txt"), an_article_by("James Michel", "james.txt")
    )
    chat = library.chat()

    asked = await chat.say("/who Michel")

    assert "Which one do you mean?" in asked
    assert sorted(chat.buttons) == ["Charles Michel", "James Michel"]
    assert (await chat.press("James Michel")).startswith("James Michel")


def an_article_by(name: str, key: str) -> Article:
    return an_article(a_quotation(f"This is what {name} thinks of it.", by=name), key=key)


async def test_more_edits_the_page(chat: Chat) -> None:
    """Paging does not fill the chat; Back leads back."""
    first = await chat.say("/who Stoltenberg")

    second = await chat.press("More")

    assert "1–3 of 4 quotations" in first
    assert "4 of 4 quotations" in second
    assert len(chat.messages) == 1
    assert await chat.press("‹ Back") == first


async def test_context_shows_the_paragraph(chat: Chat) -> None:
    """The sentence around, and the words the attribution rests on."""
    await chat.say("/who Stoltenberg")

    said = await chat.press("Context 1")

    assert "“We stay in Afghanistan together.” he said." in said
    assert "Who spoke is read from “he” and “said”." in said
    assert chat.buttons == ["More by Jens Stoltenberg"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/search river border", "The river Elbe is not our border."),
        ('/search "not our border"', "The river Elbe is not our border."),
        ("/search “shared task”", "Afghanistan is a shared task."),
        ("/search Afghanistan -leaves -stay", "Afghanistan is a shared task."),
        ("/search afghanistan since 24 March 2021", "Afghanistan is a shared task."),
    ],
)
async def test_search_finds_words_and_phrases(chat: Chat, text: str, found: str) -> None:
    """And nothing with what is not wanted; the first line repeats what was asked."""
    said = await chat.say(text)

    assert f"“{found}”" in said
    assert said.endswith("1 quotation")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('/search "border river"', 'Nothing here about “"border river"”.'),
        ("/search -afghanistan", "Say at least one word that has to be there."),
        ("/search", "Say words after the command"),
    ],
)
async def test_search_finds_nothing(chat: Chat, text: str, told: str) -> None:
    """Words in another order are no phrase, and something has to be looked for."""
    assert told in await chat.say(text)


async def test_a_quotation_is_cited_by_its_id(chat: Chat) -> None:
    """The id is where the context is; as typed, or as a link; Context leads back there."""
    await chat.say("/topic Elbe")
    context = await chat.press("Context 1")
    found = context.rpartition("Id: ")[2]

    for typed in (found, found.upper(), f"https://t.me/nato_briefs_bot?start=q_{found}"):
        said = await chat.say(f"/quote {typed}")
        assert said.startswith("Jens Stoltenberg, NATO Secretary General\n")
        assert "“The river Elbe is not our border.”\nThe Gazette · 23 Mar 2021" in said
        assert said.endswith(f"Id: {found}")
    assert await chat.press("Context") == context


@pytest.mark.parametrize("typed", ["zzzzzzzzzz", "1", "<b>", "stoltenberg and others", "🙂"])
async def test_no_quotation_has_this_id(chat: Chat, typed: str) -> None:
    """Said so, with where ids are found."""
    assert (await chat.say(f"/quote {typed}")).startswith("No quotation has the id")


async def test_a_withdrawn_quotation_cannot_be_cited(library: Stage) -> None:
    """Its id is not given to another."""
    chat = library.chat()
    await chat.say("/topic Elbe")
    found = (await chat.press("Context 1")).rpartition("Id: ")[2]
    library.load(an_article_by("Jens Stoltenberg", "brussels.txt"))

    assert "withdrawn" in await chat.say(f"/quote {found}")


async def test_latest_begins_with_the_newest_article(chat: Chat) -> None:
    """And undated ones come last."""
    said = await chat.say("/latest")

    assert said.startswith("Latest quotations\n\nAntony Blinken")
    assert "Somebody must pay." not in said
    await chat.press("More")
    assert "Unattributed" in await chat.press("More")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("/who", "/who Stoltenberg"),
        ("/topic", "/topic Afghanistan"),
        ("/quote", "/quote abcdefghij"),
    ],
)
async def test_a_bare_command_says_what_it_needs(chat: Chat, text: str, hint: str) -> None:
    """With an example to tap."""
    assert hint in await chat.say(text)


async def test_people_are_buttons(chat: Chat) -> None:
    """Most quoted first; a tap shows what they said."""
    await chat.say("/people")

    assert chat.buttons == ["Jens Stoltenberg · 4", "Antony Blinken · 2"]
    assert (await chat.press("Antony")).startswith("Antony Blinken")


async def test_people_by_initial(chat: Chat) -> None:
    """/people b lists last names with B."""
    await chat.say("/people b")

    assert chat.buttons == ["Antony Blinken · 2"]


async def test_people_are_paged(library: Stage) -> None:
    """By editing the list; nobody is missing."""
    for letter in "ABCDEFGHIJ":
        library.load(an_article_by(f"Kim {letter}son", f"{letter}.txt"))
    chat = library.chat()
    await chat.say("/people")
    first = chat.buttons

    await chat.press("More")

    assert len(chat.messages) == 1
    names = {button.rpartition(" · ")[0] for button in [*first, *chat.buttons]}
    assert {f"Kim {letter}son" for letter in "ABCDEFGHIJ"} < names


async def test_topics_are_buttons(chat: Chat) -> None:
    """Most quotations first."""
    await chat.say("/topics")

    assert chat.buttons[0] == "Afghanistan · 3"
    assert (await chat.press("Afghanistan")).startswith("Afghanistan")


async def test_a_forged_button_is_answered(chat: Chat) -> None:
    """Data of ours can come from anybody and from any year."""
    await chat.say("/latest")

    assert "out of date" in await chat.press("zzz:1", forged=True)


@pytest.mark.parametrize("data", ["b:zzzzzzzzzz::0:", "b::no-such-topic:0:", "c:zzzzzzzzzz"])
async def test_a_button_to_what_is_gone_says_so(chat: Chat, data: str) -> None:
    """Well-formed, but the store has no such thing."""
    await chat.say("/latest")

    assert "no longer in the store" in await chat.press(data, forged=True)


async def test_a_withdrawn_quotation_says_so(library: Stage) -> None:
    """The article was changed, and no longer has the words."""
    chat = library.chat()
    await chat.say("/topic Elbe")
    library.load(an_article_by("Jens Stoltenberg", "brussels.txt"))

    assert "withdrawn" in await chat.press("Context 1")


async def test_a_double_tap_changes_nothing(chat: Chat) -> None:
    """The second tap asks for the page that is there; “message is not modified” is no error."""
    await chat.say("/who Stoltenberg")
    rows = chat.messages[-1].raw["reply_markup"]["inline_keyboard"]
    [tapped] = [one["callback_data"] for row in rows for one in row if "More" in one["text"]]
    await chat.press("More")

    assert await chat.press(tapped, forged=True) == ""
    assert len(chat.messages) == 1


async def test_a_deep_link_opens_a_quotation(chat: Chat) -> None:
    """As shared in another chat."""
    await chat.say("/topic Elbe")
    data = chat.messages[-1].raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    said = await chat.say(f"/start q_{data.removeprefix('c:')}")

    assert "The river Elbe is not our border." in said


async def test_previews_are_off_and_text_is_html(library: Stage) -> None:
    """A link in a quotation is no advertisement."""
    await library.chat().say("/latest")

    [sent] = library.calls("sendMessage")
    assert sent.parameters["link_preview_options"] == {"is_disabled": True}
    assert sent.parameters["parse_mode"] == "HTML"
