"""What lies next to an answer: what others said of somebody, other articles, other people."""

from __future__ import annotations

import pytest

from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Chat, Stage


@pytest.fixture
def talk(library: Stage) -> Chat:
    """Beside what is in the library: people who speak of each other."""
    said = [
        ("Antony Blinken", "Jens is a friend of ours.", ("Jens Stoltenberg",)),
        ("Antony Blinken", "Putin is no friend of ours.", ("Vladimir Putin",)),
        ("Jens Stoltenberg", "Putin has to go home.", ("Vladimir Putin",)),
    ]
    library.load(
        *(
            an_article(
                a_quotation(words, by=by, named=named),
                key=f"talk/{number}",
                published=a_day(f"2021-04-0{number + 1}"),
            )
            for number, (by, words, named) in enumerate(said)
        )
    )
    return library.chat()


class TestAbout:
    @pytest.mark.parametrize(
        "text", ["/about Putin", "/about putn", "/about Путин", "/about vladimir putin"]
    )
    async def test_what_others_said_of_somebody(self, talk: Chat, text: str) -> None:
        """By any spelling; who speaks stands above each."""
        said = await talk.say(text)

        assert said.startswith("About Vladimir Putin: what others said\n\nJens Stoltenberg")
        assert "“Putin has to go home.”\n1 · The Gazette · 3 Apr 2021" in said
        assert "“Putin is no friend of ours.”\n2 · The Gazette · 2 Apr 2021" in said
        assert said.endswith("2 quotations, newest first")

    async def test_a_title_means_its_holder(self, talk: Chat) -> None:
        """With the dates of office, as everywhere."""
        said = await talk.say("/about president of Russia")

        assert said.startswith("About Vladimir Putin: what others said\nVladimir Putin ")

    async def test_days_are_kept_to(self, talk: Chat) -> None:
        said = await talk.say("/about Putin since 3 April 2021")

        assert said.startswith("About Vladimir Putin: what others said · since 3 Apr 2021\n")
        assert "“Putin is no friend of ours.”" not in said

    async def test_there_and_back_by_buttons(self, talk: Chat) -> None:
        """From what somebody said to what others said, and back."""
        await talk.say("/who Stoltenberg")

        about = await talk.press("Others on Jens Stoltenberg (1) ›")

        assert about.startswith("About Jens Stoltenberg: what others said\n\nAntony Blinken")
        assert (await talk.press("All by Jens Stoltenberg")).startswith("Jens Stoltenberg\n")

    async def test_nobody_speaks_of_somebody(self, talk: Chat) -> None:
        """Said plainly, with what there is of theirs."""
        said = await talk.say("/about Blinken")

        assert said == "Nobody else is quoted speaking of Antony Blinken."
        assert talk.buttons == ["What Antony Blinken said (4) ›"]

    async def test_nobody_of_that_name(self, talk: Chat) -> None:
        assert (await talk.say("/about Xylophonist")).startswith(
            "Nothing here about “Xylophonist”."
        )

    async def test_without_a_name(self, talk: Chat) -> None:
        assert await talk.say("/about") == (
            "Say a name or an office after the command, like: /about Stoltenberg"
        )

    @pytest.mark.parametrize("data", ["o:zzzzzzzzzz::0:", "o:::0:", "O:" + "a" * 16 + "::0:"])
    async def test_a_forged_button_shows_nothing(self, talk: Chat, data: str) -> None:
        """Ids that nobody has."""
        await talk.say("/latest")

        answer = await talk.press(data, forged=True)

        assert "no longer in the store" in answer or answer.startswith("Latest quotations")


class TestRelated:
    async def test_a_person_leads_to_their_topics_and_on(self, chat: Chat) -> None:
        """The topic on the button, the same person on it, and others who speak of it."""
        await chat.say("/who Stoltenberg")
        assert "Afghanistan" in chat.buttons

        on_topic = await chat.press("Afghanistan")

        assert on_topic.startswith("Jens Stoltenberg on Afghanistan\n")
        assert (await chat.press("Antony Blinken")).startswith("Antony Blinken on Afghanistan")

    async def test_a_topic_leads_to_its_people(self, chat: Chat) -> None:
        await chat.say("/topic Afghanistan")

        assert chat.buttons[-2:] == ["Jens Stoltenberg", "Antony Blinken"]

    async def test_they_stand_on_the_first_page_alone(self, chat: Chat) -> None:
        """Whoever leafs on has not asked for them."""
        await chat.say("/who Stoltenberg")
        await chat.press("More")

        assert chat.buttons == ["Context 4", "‹ Back"]

    async def test_days_and_words_have_none(self, chat: Chat) -> None:
        """Their counts would be those of all days."""
        await chat.say("/who Stoltenberg since 2021")

        assert "Afghanistan" not in chat.buttons


class TestPrintings:
    @pytest.fixture
    def chat(self, library: Stage) -> Chat:
        """One sentence in six more papers."""
        for number in range(6):
            spelt = "organised" if number % 2 else "organized"
            library.load(
                an_article(
                    a_quotation(f"It is well {spelt}.", by="Ann Ode"),
                    key=f"https://example.com/{number}",
                    title=f"Day {number}",
                    publisher=f"Paper {number}",
                    published=a_day(f"2021-05-0{number + 1}"),
                )
            )
        return library.chat()

    async def test_a_card_counts_its_context_tells_and_a_tap_shows_all(self, chat: Chat) -> None:
        """Each article once, with its date, its headline, and its own spelling."""
        assert "1 · Paper 0 · 1 May 2021 · +5 publishers" in await chat.say("/who Ann Ode")

        context = await chat.press("Context 1")

        assert (
            "The same words, also in:\n• Paper 1 · 2 May 2021: “Day 1”, with “organised”\n"
            in context
        )
        assert context.index("• Paper 3") < context.index("and 2 more")
        every = await chat.press("All 6 articles ›")
        assert every.startswith(
            "Ann Ode, in 6 articles\n“It is well organized.”\n• Paper 0 · 1 May"
        )
        assert every.endswith("• Paper 5 · 6 May 2021: “Day 5”, with “organised”")

    async def test_a_headline_is_a_link_where_the_article_has_an_address(self, chat: Chat) -> None:
        await chat.say("/who Ann Ode")
        await chat.press("Context 1")

        links = [one["url"] for one in chat.messages[-1].raw["entities"] if "url" in one]
        assert links == [f"https://example.com/{number}" for number in range(4)]

    async def test_a_cited_quotation_names_its_sources(self, chat: Chat) -> None:
        await chat.say("/who Ann Ode")
        context = await chat.press("Context 1")
        quotation_id = context.rpartition("Id: ")[2].split()[0]

        said = await chat.say(f"/quote {quotation_id}")

        assert (
            "Paper 0, 1 May 2021 · Paper 1, 2 May 2021 · Paper 2, 3 May 2021 · "
            "Paper 3, 4 May 2021 · +2 more" in said
        )
