"""Whom and what a reader means, and which page of the answer is shown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.briefing import (
    PAGE,
    Directory,
    Found,
    choose_answer,
    choose_person,
    choose_topic,
    choose_who,
    choose_within,
    page_start,
)
from briefs.briefing.tenures import day_in_words, in_words, years
from briefs.model import Choice, NoMatch, Period, Speaker, SpeakerKind, Subject, Tenure
from briefs.store.identity import speaker_id
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

TODAY = dt.date(2026, 3, 2)


def a_directory(*names: str, topics: dict[str, int] | None = None) -> Directory:
    """People who are quoted twice each, and topics with so many quotations."""
    speakers = [
        Speaker(id=speaker_id(name), name=name, kind=SpeakerKind.PERSON, count=2) for name in names
    ]
    return Directory(speakers, topics or {}, load_whoswho(), load_taxonomy())


def who(directory: Directory, name: str):
    return choose_person(directory, name, on=TODAY)


def about(directory: Directory, topic: str, *found: Subject):
    """The answer when these subjects, and the directory's topics, have quotations."""
    return choose_topic(directory, topic, count=counting(directory, found))


def ask(directory: Directory, text: str, *found: Subject):
    return choose_answer(directory, text, on=TODAY, count=counting(directory, found))


def counting(directory: Directory, found):
    def count(subject: Subject) -> int:
        if subject in found:
            return 2
        if subject == Subject(topic_id=subject.topic_id) and subject.topic_id:
            return directory.topics[subject.topic_id].count
        return 2 if subject == Subject(speaker_id=subject.speaker_id) else 0

    return count


def by(name: str, **about) -> Subject:
    return Subject(speaker_id=speaker_id(name), **about)


def labels(answer) -> list[str]:
    return [one.label for one in (answer.options if isinstance(answer, Choice) else answer.nearest)]


NATO = ("Jens Stoltenberg", "Antony Blinken", "Ursula von der Leyen")


class TestPeople:
    @pytest.mark.parametrize(
        "typed",
        [
            "Jens Stoltenberg",
            "stoltenberg",
            "stoltenburg",
            "STOLTENBERG, JENS",
            "Столтенберг",
        ],
    )
    def test_a_name_is_understood_in_many_spellings(self, typed):
        """Case, order, a slip of the finger, another script."""
        assert who(a_directory(*NATO), typed) == Found(subject=by("Jens Stoltenberg"))

    def test_two_who_fit_are_offered(self):
        """Never guessed between."""
        answer = who(a_directory("Charles Michel", "Anna Michel"), "Michel")

        assert isinstance(answer, Choice)
        assert sorted(labels(answer)) == ["Anna Michel", "Charles Michel"]

    def test_nobody_fits(self):
        """What was typed comes back, and no stranger is shown in its place."""
        answer = who(a_directory(*NATO), "Zaphod Beeblebrox")

        assert isinstance(answer, NoMatch)
        assert answer.query == "Zaphod Beeblebrox"

    @pytest.mark.parametrize("typed", ["rutte", "Рутте"])
    def test_a_surname_known_to_be_anothers_is_not_guessed_at(self, typed):
        """Whoever types Rutte does not mean Rutter; he is offered as the nearest."""
        answer = who(a_directory("Mark Rutter"), typed)

        assert isinstance(answer, NoMatch)
        assert labels(answer) == ["Mark Rutter"]
        assert answer.note == "Mark Rutte is not quoted in the articles."

    def test_a_known_surname_finds_an_unknown_namesake(self):
        """The who's who knows one Michel; the articles quote another."""
        assert who(a_directory("Anna Michel"), "michel") == Found(subject=by("Anna Michel"))

    def test_somebody_known_who_is_not_quoted_is_said_to_be_so(self):
        """Whoever has a similar name does not answer instead, but is a button."""
        answer = who(a_directory("Mark Rutter"), "Mark Rutte")

        assert isinstance(answer, NoMatch)
        assert answer.note == "Mark Rutte is not quoted in the articles."
        assert labels(answer) == ["Mark Rutter"]

    @pytest.mark.parametrize(
        ("quoted", "typed", "note"),
        [
            ("Luz Truss", "liz truss", "Liz Truss is not quoted in the articles."),
            ("Luz Truss", "lizz trus", "Liz Truss is not quoted in the articles."),
            ("John Karby", "jon kirby", "John Kirby is not quoted in the articles."),
            ("Mark Rutter", "mark rute", "Mark Rutte is not quoted in the articles."),
            ("Vladimir Puton", "vladmir putin", "Vladimir Putin is not quoted in the articles."),
            (
                "Ann Clanton",
                "clinton",
                "Nobody of that name whom I know is quoted in the articles.",
            ),
        ],
    )
    def test_nobody_answers_for_somebody_known_who_is_not_quoted(self, quoted, typed, note):
        """In whatever spelling the known one is asked for; the near one is a button at most."""
        answer = who(a_directory(quoted), typed)

        assert isinstance(answer, NoMatch)
        assert answer.note == note
        assert set(labels(answer)) <= {quoted}

    @pytest.mark.parametrize(
        ("quoted", "typed"),
        [("Luz Truss", "luz truss"), ("Luz Truss", "truss"), ("Mark Rutter", "rutter")],
    )
    def test_who_is_quoted_is_found_beside_a_namesake_who_is_not(self, quoted, typed):
        """By the name as it was typed; what is equally near belongs to who is there."""
        assert who(a_directory(quoted), typed) == Found(subject=by(quoted))


class TestTitles:
    def test_the_one_holder_who_is_quoted_answers(self):
        """With the dates of office, and who holds it now."""
        assert who(a_directory(*NATO), "nato chief") == Found(
            subject=by("Jens Stoltenberg"),
            note=(
                "Jens Stoltenberg was NATO Secretary General from 1 October 2014 to "
                "1 October 2024. Mark Rutte, NATO Secretary General now, is not quoted in the "
                "articles."
            ),
        )

    def test_the_present_holder_needs_no_second_sentence(self):
        assert who(a_directory("Mark Rutte"), "the NATO chief") == Found(
            subject=by("Mark Rutte"),
            note="Mark Rutte has been NATO Secretary General since 1 October 2024.",
        )

    def test_several_holders_are_offered_latest_first(self):
        """With their years on the buttons."""
        directory = a_directory("Anders Fogh Rasmussen", "Jens Stoltenberg", "Mark Rutte")
        answer = who(directory, "NATO Secretary General")

        assert isinstance(answer, Choice)
        assert labels(answer) == [
            "Mark Rutte (since 2024)",
            "Jens Stoltenberg (2014–2024)",
            "Anders Fogh Rasmussen (2009–2014)",
        ]
        assert answer.note is None

    def test_a_present_holder_who_is_missing_among_several_is_named(self):
        answer = who(a_directory("Anders Fogh Rasmussen", "Jens Stoltenberg"), "nato chief")

        assert isinstance(answer, Choice)
        assert answer.note == (
            "Mark Rutte, NATO Secretary General now, is not quoted in the articles."
        )

    def test_with_no_holder_quoted_the_present_one_is_named(self):
        assert who(a_directory("Ann Ode"), "nato chief") == NoMatch(
            query="nato chief",
            nearest=(),
            note="Mark Rutte, NATO Secretary General now, is not quoted in the articles.",
        )

    def test_a_title_of_many_countries_says_which_office_each_held(self):
        """Such a title may be anybody's; the buttons tell them apart."""
        answer = who(a_directory("Heiko Maas", "Jean-Yves Le Drian"), "foreign minister")

        assert isinstance(answer, Choice)
        assert all("Foreign" in label for label in labels(answer))
        assert len(labels(answer)) == 2


class TestTopics:
    @pytest.mark.parametrize("typed", ["Afghanistan", "afganistan", "Афганистан"])
    def test_a_topic_is_understood_in_many_spellings(self, typed):
        directory = a_directory(topics={"afghanistan": 4})

        assert about(directory, typed) == Found(subject=Subject(topic_id="afghanistan"))

    def test_what_is_no_topic_is_searched_for_and_said_to_be(self):
        words = Subject(words="vaccine stocks")

        assert about(a_directory(), "vaccine stocks", words) == Found(
            subject=words,
            note="Found by searching for “vaccine stocks” in and around the quotations.",
        )

    def test_a_topic_nobody_speaks_of_says_so(self):
        """A known topic without quotations, in the text neither."""
        answer = about(a_directory(), "Afghanistan")

        assert isinstance(answer, NoMatch)
        assert answer.lead == "Nobody is quoted on Afghanistan."

    def test_only_topics_with_quotations_are_offered_as_nearest(self):
        answer = about(a_directory(topics={"china": 0, "russia": 3}), "rusia chna xyz")

        assert "China" not in labels(answer)


class TestQuestions:
    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            (
                "what did Stoltenberg say about Afghanistan?",
                by("Jens Stoltenberg", topic_id="afghanistan"),
            ),
            ("stoltenberg afghanistan", by("Jens Stoltenberg", topic_id="afghanistan")),
            (
                "What did the NATO chief say about Afghanistan?",
                by("Jens Stoltenberg", topic_id="afghanistan"),
            ),
            ("stoltenberg", by("Jens Stoltenberg")),
            ("afghanistan", Subject(topic_id="afghanistan")),
            ("who talked about Afghanistan?", Subject(topic_id="afghanistan")),
        ],
    )
    def test_a_question_names_somebody_something_or_both(self, text, subject):
        directory = a_directory(*NATO, topics={"afghanistan": 4})
        answer = ask(directory, text, by("Jens Stoltenberg", topic_id="afghanistan"))

        assert isinstance(answer, Found)
        assert answer.subject == subject

    @pytest.mark.parametrize(
        "text",
        [
            "what did the NATO chief say about Afghanistan?",
            "nato chief afghanistan",
            "afghanistan nato chief",
        ],
    )
    def test_a_title_in_a_question_brings_its_dates(self, text):
        """The reader learns whose words these are, and who holds the office now."""
        directory = a_directory(*NATO, topics={"afghanistan": 4})
        spoke = by("Jens Stoltenberg", topic_id="afghanistan")

        assert ask(directory, text, spoke) == Found(
            subject=spoke,
            note=(
                "Jens Stoltenberg was NATO Secretary General from 1 October 2014 to "
                "1 October 2024. Mark Rutte, NATO Secretary General now, is not quoted in the "
                "articles."
            ),
        )

    def test_of_the_holders_the_one_who_spoke_of_it_is_meant(self):
        """A title means all of them, the topic one."""
        directory = a_directory("Jens Stoltenberg", "Mark Rutte", topics={"ukraine": 4})
        spoke = by("Jens Stoltenberg", topic_id="ukraine")
        answer = ask(directory, "what did the NATO chief say about Ukraine?", spoke)

        assert isinstance(answer, Found)
        assert answer.subject == spoke

    def test_somebody_known_but_not_quoted_is_not_taken_for_another(self):
        """A question about Rutte is not answered with Rutter."""
        directory = a_directory("Mark Rutter", topics={"ukraine": 4})

        answer = ask(directory, "what did Mark Rutte say about Ukraine?")

        assert isinstance(answer, NoMatch)
        assert answer.query == "what did Mark Rutte say about Ukraine?"
        assert answer.lead == "Mark Rutte is not quoted in the articles."
        assert labels(answer) == ["Mark Rutter", "Ukraine"]

    @pytest.mark.parametrize(
        "typed",
        [
            "liz truss",
            "lizz trus",
            "liz truss ukraine",
            "lizz trus ukraine",
            "liz truss on ukraine",
        ],
    )
    def test_bare_words_that_name_somebody_not_quoted_are_told_so(self, typed):
        """Misspelt or beside a topic, which is a button; nobody else answers."""
        directory = a_directory("Luz Truss", "Jens Stoltenberg", topics={"ukraine": 4})

        answer = ask(directory, typed, Subject(topic_id="ukraine"))

        assert isinstance(answer, NoMatch)
        assert (answer.lead or answer.note) == "Liz Truss is not quoted in the articles."
        assert set(labels(answer)) <= {"Luz Truss", "Ukraine"}

    def test_a_bare_surname_of_somebody_not_quoted_is_known_for_a_name(self):
        """It is not searched for as if it were a word."""
        directory = a_directory("Lloyd Austin")

        assert ask(directory, "putin", Subject(words="putin")) == NoMatch(
            query="putin", nearest=(), note="Vladimir Putin is not quoted in the articles."
        )

    def test_words_that_are_no_topic_are_searched_for_in_what_somebody_said(self):
        """And the reader is told so."""
        said = by("Antony Blinken", words="vaccine stocks")
        answer = ask(a_directory(*NATO), "what did Blinken say about vaccine stocks?", said)

        assert answer == Found(
            subject=said,
            note="Found by searching for “vaccine stocks” in and around the quotations.",
        )

    def test_a_title_alone_is_answered_with_its_dates(self):
        answer = ask(a_directory(*NATO), "nato chief")

        assert isinstance(answer, Found)
        assert str(answer.note).startswith("Jens Stoltenberg was NATO Secretary General from")

    def test_somebody_who_never_spoke_of_it_is_offered(self):
        """With how often they are quoted; nothing else is passed off as the answer."""
        directory = a_directory(*NATO, topics={"ukraine": 4})

        assert ask(directory, "what did Blinken say about Ukraine?") == NoMatch(
            query="what did Blinken say about Ukraine?",
            nearest=directory.options([by("Antony Blinken")]),
            lead="Antony Blinken is quoted 2 times, never on Ukraine.",
        )

    def test_of_two_who_fit_the_one_who_spoke_of_it_is_meant(self):
        """The topic tells them apart, so there is nothing to choose."""
        directory = a_directory("Charles Michel", "Anna Michel", topics={"ukraine": 4})
        spoke = by("Anna Michel", topic_id="ukraine")

        assert ask(directory, "what did Michel say about Ukraine?", spoke) == Found(subject=spoke)

    def test_of_two_who_both_spoke_of_it_one_is_chosen_by_the_reader(self):
        directory = a_directory("Charles Michel", "Anna Michel", topics={"ukraine": 4})
        both = [by(name, topic_id="ukraine") for name in ("Charles Michel", "Anna Michel")]
        answer = ask(directory, "what did Michel say about Ukraine?", *both)

        assert isinstance(answer, Choice)
        assert sorted(labels(answer)) == ["Anna Michel on Ukraine", "Charles Michel on Ukraine"]


class TestTenures:
    @pytest.mark.parametrize(
        ("start", "end", "current", "sentence", "button"),
        [
            (
                "2014-10-01",
                "2024-10-01",
                False,
                " from 1 October 2014 to 1 October 2024",
                "2014–2024",
            ),
            ("2014-10", "2014-12", False, " from October 2014 to December 2014", "2014"),
            ("2014", None, False, " from 2014", "from 2014"),
            (None, "2014", False, " to 2014", "until 2014"),
            (None, None, False, "", ""),
        ],
    )
    def test_a_term_is_as_precise_as_it_is_known(self, start, end, current, sentence, button):
        tenure = Tenure(office="Minister", holder="Ann Ode", start=start, end=end, current=current)

        assert in_words(tenure, TODAY) == f"Ann Ode was Minister{sentence}."
        assert years(tenure, TODAY) == button

    @pytest.mark.parametrize(
        ("start", "end", "current", "sentence", "button"),
        [
            ("2024-10-01", None, True, " since 1 October 2024", "since 2024"),
            (None, None, True, "", "now"),
            ("2024", "2027", False, " since 2024", "since 2024"),
        ],
    )
    def test_a_term_that_has_not_ended_is_told_in_the_present(
        self, start, end, current, sentence, button
    ):
        """Also one that is known to end on a later day."""
        tenure = Tenure(office="Minister", holder="Ann Ode", start=start, end=end, current=current)

        assert in_words(tenure, TODAY) == f"Ann Ode has been Minister{sentence}."
        assert years(tenure, TODAY) == button

    def test_a_day_is_written_in_english_wherever_the_bot_runs(self):
        assert day_in_words("2021-03-05") == "5 March 2021"


class TestPages:
    @pytest.mark.parametrize(
        ("offset", "total", "start"),
        [(0, 0, 0), (0, 7, 0), (3, 7, 3), (9, 7, 6), (3, 3, 0), (-1, 7, 0)],
    )
    def test_a_page_begins_where_it_was_asked_or_is_the_last(self, offset, total, start):
        """Cards may have gone since the button was drawn."""
        assert page_start(offset, total) == start

    @given(st.integers(), st.integers(0, 10_000))
    def test_a_page_always_has_a_card_if_there_is_one(self, offset, total):
        start = page_start(offset, total)

        assert 0 <= start < max(1, total)
        assert PAGE > 0


def test_the_last_word_of_an_organisation_is_no_surname() -> None:
    """The Pentagon is also called the Department of War; nobody there is a Mr War."""
    pentagon = Speaker(
        id=speaker_id("Pentagon"), name="Pentagon", kind=SpeakerKind.ORGANISATION, count=2
    )
    directory = Directory([pentagon], {}, load_whoswho(), load_taxonomy())

    assert isinstance(who(directory, "war"), NoMatch)
    assert who(directory, "department of war") == Found(subject=by("Pentagon"))


class TestDays:
    """What "since 2021" does to an answer."""

    SINCE = Period(since=dt.date(2021, 1, 1))

    def answer(self, text: str, *found: Subject):
        directory = a_directory("Charles Michel", "James Michel", "Antony Blinken")

        def choose(rest: str, count):
            return choose_who(directory, rest, on=TODAY, count=count)

        count = counting(directory, found)
        return choose_within(directory, text, choose, on=TODAY, count=count)

    def test_whoever_spoke_then_is_meant(self):
        """Of two who fit, the one with quotations of those days."""
        then = by("James Michel", period=self.SINCE)

        assert self.answer("michel since 2021", then) == Found(subject=then)

    def test_two_who_spoke_then_are_offered(self):
        """And the buttons keep the days."""
        then = [by(name, period=self.SINCE) for name in ("Charles Michel", "James Michel")]
        answer = self.answer("michel since 2021", *then)

        assert isinstance(answer, Choice)
        assert {option.subject for option in answer.options} == set(then)

    def test_nobody_spoke_then(self):
        """The answer is not stretched to other days; they are offered."""
        answer = self.answer("blinken since 2021")

        assert isinstance(answer, NoMatch)
        assert answer.query == "blinken since 2021"
        assert answer.lead == (
            "Nothing by Antony Blinken since 2021. There are 2 quotations, without a date:"
        )
        assert [option.subject for option in answer.nearest] == [by("Antony Blinken")]

    def test_none_of_several_spoke_then(self):
        """All who fit are offered without the days."""
        answer = self.answer("michel since 2021")

        assert isinstance(answer, NoMatch)
        assert answer.lead == (
            "Nothing since 2021. At other times there is something of each of these:"
        )
        assert sorted(labels(answer)) == ["Charles Michel", "James Michel"]

    def test_nobody_is_called_so(self):
        """With days or without."""
        answer = self.answer("xylophonist on trade since 2021")

        assert isinstance(answer, NoMatch)
        assert answer.query == "xylophonist on trade since 2021"
