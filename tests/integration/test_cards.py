"""What a subject lists, in which order, and how much of it."""

import datetime as dt
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import NotFoundError
from briefs.model import (
    Article,
    CardContext,
    DateBasis,
    Period,
    QuotationKind,
    Subject,
    Withdrawn,
)
from briefs.store import articles, cards, people
from briefs.store.engine import open_store
from briefs.store.identity import speaker_id, statement_key
from briefs.store.reading import as_reported, is_shown
from briefs.store.stats import get_stats
from tests.builders import NOW, a_day, a_quotation, a_reading, an_article
from tests.examples import seldom
from tests.library import EVERYTHING, count, load, remove, said_by, shown, words


class TestOrder:
    def test_the_newest_article_comes_first_and_undated_ones_last(self, store):
        """Within a day by article, within an article as printed."""
        load(
            store,
            an_article(a_quotation("Undated words here."), key="a.txt", published=None),
            an_article(
                a_quotation("From the old article."), key="b.txt", published=a_day("2019-05-01")
            ),
            an_article(
                a_quotation("Second article, first words."),
                a_quotation("Second article, last words."),
                key="d.txt",
                published=a_day("2021-03-23"),
            ),
            an_article(
                a_quotation("First article of the day."),
                key="c.txt",
                published=a_day("2021-03-23", DateBasis.INFERRED),
            ),
        )

        assert words(store) == [
            "First article of the day.",
            "Second article, first words.",
            "Second article, last words.",
            "From the old article.",
            "Undated words here.",
        ]

    def test_a_period_keeps_to_its_days(self, store):
        """The first and the last included, for lists as for words; nothing undated."""
        for day in ("2020-12-31", "2021-01-01", "2021-06-30", "2021-12-31", "2022-01-01"):
            load(store, an_article(a_quotation(f"Of {day}."), key=day, published=a_day(day)))
        load(store, an_article(a_quotation("Of nobody knows when."), key="no", published=None))
        year = Period(since=dt.date(2021, 1, 1), until=dt.date(2021, 12, 31))

        for subject in (Subject(period=year), Subject(period=year, words="of 2021")):
            assert words(store, subject) == ["Of 2021-12-31.", "Of 2021-06-30.", "Of 2021-01-01."]
            assert count(store, subject) == 3
        since = Subject(period=Period(since=dt.date(2022, 1, 1)))
        assert words(store, since) == ["Of 2022-01-01."]
        before = Subject(period=Period(until=dt.date(2020, 12, 31)))
        assert words(store, before) == ["Of 2020-12-31."]
        with store.read() as connection:
            assert cards.count_undated(connection, since) == 1
            assert cards.count_undated(connection, Subject(words="knows", period=year)) == 1
            assert cards.count_undated(connection, Subject(words="2021", period=year)) == 0

    def test_pages_are_stretches_of_one_order(self, store):
        """Nothing is left out between two pages and nothing comes twice."""
        load(store, an_article(*(a_quotation(f"This is sentence number {n}") for n in range(7))))
        with store.read() as connection:
            pages = [
                cards.find_cards(connection, EVERYTHING, offset=offset, limit=3)
                for offset in (0, 3, 6, 9)
            ]

        assert [card for page in pages for card in page] == shown(store)
        assert [len(page) for page in pages] == [3, 3, 1, 0]


class TestWhatIsShown:
    def test_short_and_indirect_quotations_are_kept_but_not_shown(self, store):
        """Scare quotes are no statements, and a reported clause is the reporter's words."""
        load(
            store,
            an_article(
                a_quotation("new chapter", short=True, kind=QuotationKind.MIXED),
                a_quotation("that they agree on this", kind=QuotationKind.INDIRECT),
            ),
        )

        assert (shown(store), count(store)) == ([], 0)

    def test_reported_speech_has_lists_of_its_own(self, store):
        """Nobody takes the article's words for the speaker's, and each list counts its own."""
        reported = a_quotation("they agree on this", kind=QuotationKind.INDIRECT)
        reading = replace(
            a_reading(an_article(a_quotation(topics=["china"]), reported)),
            filed_under=(("china",), as_reported(["china"])),
        )
        with store.write() as connection:
            articles.replace_article(connection, reading, now=NOW)

        stoltenberg = speaker_id("Jens Stoltenberg")
        for subject in (Subject(), Subject(speaker_id=stoltenberg), Subject(topic_id="china")):
            asked = replace(subject, reported=True)
            assert (count(store, subject), count(store, asked)) == (1, 1)
            (card,) = shown(store, asked)
            assert card.kind is QuotationKind.INDIRECT
        with store.read() as connection:
            assert people.count_topics(connection) == {"china": 1}
            assert get_stats(connection, speakers=0, topics=0).quotations == 1
            assert [one.count for one in people.find_speakers(connection)] == [1]

    def test_reported_speech_is_shown_with_its_verb(self, store):
        """A clause without it would turn what was denied into what was said."""
        article = an_article(a_quotation("the talks have failed", kind=QuotationKind.INDIRECT))
        reading = replace(a_reading(article), filed_under=(as_reported(()),))
        with store.write() as connection:
            articles.replace_article(connection, reading, now=NOW)

        (card,) = shown(store, Subject(reported=True))
        assert card.pieces == ("the talks have failed” he said",)

    def test_an_unattributed_quotation_is_listed_under_its_topic_and_nobody(self, store):
        """The reader is told that the speaker is not certain."""
        load(store, an_article(a_quotation(by=None, topics=["china"])))

        (card,) = shown(store, Subject(topic_id="china"))
        assert card.speakers == ()
        with store.read() as connection:
            assert people.find_speakers(connection) == ()

    def test_a_quotation_is_listed_where_it_is_filed(self, store):
        """Under the topics its words name and those they are part of, and counted there."""
        article = an_article(a_quotation(topics=["crimea"]))
        reading = replace(a_reading(article), filed_under=(("crimea", "ukraine"),))
        with store.write() as connection:
            articles.replace_article(connection, reading, now=NOW)

        assert count(store, Subject(topic_id="ukraine")) == 1
        assert shown(store, Subject(topic_id="ukraine")) == shown(store)

    def test_a_joint_statement_is_listed_under_each_speaker(self, store):
        """And once in a list that holds both."""
        load(store, an_article(a_quotation(by=["Ann Ode", "Bo Lee"], topics=["china"])))

        assert shown(store, said_by("Ann Ode")) == shown(store, said_by("Bo Lee")) != []
        assert count(store, Subject(topic_id="china")) == 1

    def test_a_speaker_on_a_topic_lists_what_is_under_both(self, store):
        load(
            store,
            an_article(
                a_quotation("China is on our agenda.", by="Ann Ode", topics=["china"]),
                a_quotation("Trade is on our agenda.", by="Ann Ode", topics=["trade"]),
                a_quotation("China is on my mind.", by="Bo Lee", topics=["china"]),
            ),
        )

        both = Subject(speaker_id=speaker_id("Ann Ode"), topic_id="china")
        assert words(store, both) == ["China is on our agenda."]
        assert count(store, both) == 1

    def test_a_card_shows_the_role_and_the_speakers_total(self, store):
        """The total is over all articles."""
        with store.write() as connection:
            reading = a_reading(an_article(a_quotation(by="Ann Ode")), role="Minister of Trade")
            articles.replace_article(connection, reading, now=NOW)
        load(store, an_article(a_quotation("More from her.", by="Ann Ode"), key="second.txt"))

        first = shown(store)[0]
        assert first.role == "Minister of Trade"
        assert [(one.name, one.count) for one in first.speakers] == [("Ann Ode", 2)]


class TestStatements:
    def test_the_same_words_at_two_publishers_are_shown_once(self, store):
        """In the spelling of the first that was loaded."""
        load(
            store,
            an_article(a_quotation("We want to revitalise it."), key="a.txt"),
            an_article(a_quotation("We want to revitalize it."), key="b.txt"),
        )

        assert words(store) == ["We want to revitalise it."]
        assert count(store, said_by("Jens Stoltenberg")) == 1

    def test_when_the_first_goes_the_second_shows(self, store):
        """The statement is still made somewhere."""
        load(
            store,
            an_article(a_quotation("We want to revitalise it."), key="a.txt"),
            an_article(a_quotation("We want to revitalize it."), key="b.txt"),
        )
        remove(store, "a.txt")

        assert words(store) == ["We want to revitalize it."]

    def test_the_same_words_by_two_people_are_two_statements(self, store):
        """Agreeing with somebody is saying it oneself."""
        load(
            store,
            an_article(a_quotation("We agree on this.", by="Ann Ode"), key="a.txt"),
            an_article(a_quotation("We agree on this.", by="Bo Lee"), key="b.txt"),
        )

        assert count(store) == 2
        assert count(store, said_by("Bo Lee")) == 1

    def test_a_copy_without_a_speaker_joins_the_one_with_a_speaker(self, store):
        """And is not the one that is shown."""
        load(
            store,
            an_article(a_quotation("We agree on this.", by=None), key="a.txt"),
            an_article(a_quotation("We agree on this.", by="Ann Ode"), key="b.txt"),
        )

        (card,) = shown(store)
        assert [one.name for one in card.speakers] == ["Ann Ode"]

    def test_a_copy_without_a_speaker_joins_neither_of_two(self, store):
        """Whose words they are nobody can tell."""
        load(
            store,
            an_article(a_quotation("We agree on this.", by="Ann Ode"), key="a.txt"),
            an_article(a_quotation("We agree on this.", by="Bo Lee"), key="b.txt"),
            an_article(a_quotation("We agree on this.", by=None), key="c.txt"),
        )

        assert sorted(len(card.speakers) for card in shown(store)) == [0, 1, 1]


SAID = st.builds(
    a_quotation,
    st.sampled_from(["We agree here.", "We will organise it.", "We will organize it.", "Go on."]),
    by=st.sampled_from([None, "Ann Ode", "Bo Lee", ("Ann Ode", "Bo Lee")]),
    short=st.sampled_from([False, False, True]),
    topics=st.sampled_from([(), ("china",), ("china", "trade")]),
)
EDITS = st.tuples(st.sampled_from(["a", "b", "c"]), st.none() | st.lists(SAID, max_size=3))


def counted_slowly(live: dict[str, Article]) -> Counter[str]:
    """How many each speaker lists ("": everybody), worked out from the articles alone."""
    said: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for article in live.values():
        for one in filter(is_shown, article.quotations):
            said[statement_key(one)].add(one.speakers)
    counts: Counter[str] = Counter()
    for by in said.values():
        if len(by) == 2:  # unattributed copies join the one that has a speaker
            by.discard(())
        for speakers in by:
            counts.update(["", *map(speaker_id, speakers)])
    return counts


class TestCounts:
    @seldom(40)
    @given(edits=st.lists(EDITS, max_size=8))
    def test_counts_and_lists_agree_after_any_edits(self, lasting_store, edits):
        """What is promised on a button is what the list holds; with an obvious slow version."""
        live: dict[str, Article] = {}
        for key, said in [("a", None), ("b", None), ("c", None), *edits]:
            live.pop(key, None)
            if said is None:
                remove(lasting_store, key)
            else:
                live[key] = an_article(*said, key=key)
                load(lasting_store, live[key])
        counts = counted_slowly(live)
        for speaker, topic in product(
            ["", speaker_id("Ann Ode"), speaker_id("Bo Lee")], ["", "china", "trade"]
        ):
            subject = Subject(speaker_id=speaker or None, topic_id=topic or None)
            listed = shown(lasting_store, subject)
            assert count(lasting_store, subject) == len(listed) == len({card.id for card in listed})
            if not topic:
                assert len(listed) == counts[speaker]


class TestContext:
    def test_a_quotation_is_found_where_it_stands(self, store):
        """The paragraph, the words in it, and what the attribution rests on."""
        load(store, an_article(a_quotation("We agree.", "We go on.", mention="the minister")))
        (card,) = shown(store)
        with store.read() as connection:
            context = cards.get_context(connection, card.id)

        assert context == CardContext(
            card=card,
            paragraph="“We agree.” “We go on.” the minister said.",
            quoted=((1, 10), (13, 22)),
            mention="the minister",
            cue="said",
            article_key="brussels.txt",
        )

    @pytest.mark.parametrize("gone", ["changed", "removed"])
    def test_a_withdrawn_one_says_so(self, store, gone):
        """An old button gets an answer for good."""
        load(store, an_article(a_quotation("We agree on this.")))
        (card,) = shown(store)
        load(store, an_article()) if gone == "changed" else remove(store, "brussels.txt")

        with store.read() as connection:
            assert cards.get_context(connection, card.id) == Withdrawn(id=card.id)

    def test_an_id_nobody_was_given_is_not_found(self, store):
        """A forged button."""
        with store.read() as connection, pytest.raises(NotFoundError):
            cards.get_context(connection, "aaaaaaaaaa")


class TestFullText:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("pipeline", True, id="a word"),
            pytest.param("PIPELINES", True, id="its plural, in capitals"),
            pytest.param("building the pipeline", True, id="all words, other endings"),
            pytest.param("pipeline tariffs", False, id="one word is missing"),
            pytest.param('pipeline" OR tariffs*', False, id="no operators"),
            pytest.param("chancellor", True, id="beside the quotation, in its paragraph"),
            pytest.param("Erdoğan", False, id="another name"),
            pytest.param("?!", False, id="no word at all"),
            pytest.param("", False, id="nothing"),
        ],
    )
    def test_words_are_found_in_and_around_a_quotation(self, store, query, found):
        """All of them, whatever their endings."""
        load(
            store,
            an_article(
                a_quotation("They build the pipeline.", mention="the chancellor"),
                a_quotation("Something else altogether."),
            ),
        )
        subject = Subject(words=query)

        assert words(store, subject) == (["They build the pipeline."] if found else [])
        assert count(store, subject) == int(found)

    def test_words_in_the_paragraphs_before_find_what_they_lead_to(self, store):
        """Two paragraphs; what comes after belongs to the next quotation."""
        lead = "Ministers met.\n\nCables were on the agenda.\n\nThey carry most data."
        load(store, an_article(a_quotation("The one."), a_quotation("The next."), lead=lead))

        assert words(store, Subject(words="agenda data")) == ["The one."]
        assert words(store, Subject(words="carries")) == ["The one.", "The next."]
        assert words(store, Subject(words="ministers")) == []

    def test_words_in_a_paragraph_are_preferred_to_words_nearby(self, store):
        """Who speaks of cables comes alone; only if nobody does, whoever speaks after them."""
        load(
            store,
            an_article(
                a_quotation("The cables are safe.", by="Ann Ode"),
                a_quotation("We can go home.", by="Bo Lee"),
            ),
        )

        assert words(store, Subject(words="cables")) == ["The cables are safe."]
        bo = Subject(speaker_id=speaker_id("Bo Lee"), words="cables")
        assert words(store, bo) == ["We can go home."]

    def test_an_article_without_line_breaks_is_not_stored_with_each_quotation(self, store):
        """Words are looked for near a quotation, however long the paragraph."""
        going_on = "the minister who goes on " + "and on " * 1000 + "for ever"
        load(store, an_article(a_quotation("The one.", mention=going_on)))

        assert words(store, Subject(words="minister")) == ["The one."]
        assert words(store, Subject(words="ever")) == []

    @pytest.mark.parametrize("query", ["the", "who", "What is it?"])
    def test_words_that_stand_everywhere_are_not_searched_for(self, store, query):
        """They would find everything, and mean nothing."""
        load(store, an_article(a_quotation("What is it to the man who asks?")))

        assert words(store, Subject(words=query)) == []

    def test_of_words_that_stand_everywhere_the_last_loaded_are_looked_at(self, store, monkeypatch):
        """In the order of reading all the same, and it is known that there are more."""
        monkeypatch.setattr(cards, "MOST_HITS", 3)
        for day in ("2021-03-21", "2021-03-24", "2021-03-23", "2021-03-22"):
            said = a_quotation(f"We meet on {day}.")
            load(store, an_article(said, key=f"{day}.txt", published=a_day(day)))
        with store.read() as connection:
            hits = cards.find_hits(connection, Subject(words="meet"))

        assert words(store, Subject(words="meet")) == [
            "We meet on 2021-03-24.",
            "We meet on 2021-03-23.",
            "We meet on 2021-03-22.",
        ]
        assert (len(hits.numbers), hits.is_cut) == (3, True)

    def test_what_somebody_rare_said_is_not_lost_among_common_words(self, store, monkeypatch):
        """However many others have said them since."""
        monkeypatch.setattr(cards, "MOST_HITS", 3)
        load(store, an_article(a_quotation("We meet once.", by='Ann "Æ" O\'De'), key="a.txt"))
        for number in range(5):
            load(store, an_article(a_quotation(f"We meet, {number}."), key=f"{number}.txt"))
        ann = said_by('Ann "Æ" O\'De').speaker_id

        assert words(store, Subject(speaker_id=ann, words="meet")) == ["We meet once."]
        with store.read() as connection:
            assert not cards.find_hits(connection, Subject(speaker_id=ann, words="meet")).is_cut

    def test_words_are_found_whenever_they_were_loaded(self, shared_database, monkeypatch):
        """PostgreSQL looks for the newest by blocks of numbers, and then for all."""
        shared_database.empty()
        with closing(open_store(shared_database.url)) as store:
            for number in range(4):
                with store.write() as connection:
                    connection.exec_driver_sql(
                        f"ALTER SEQUENCE quotations_number_seq RESTART {1 + number * 100_000}"
                    )
                load(store, an_article(a_quotation(f"We meet, {number}."), key=f"{number}.txt"))

            assert count(store, Subject(words="meeting")) == 4
            monkeypatch.setattr(cards, "MOST_HITS", 2)
            with store.read() as connection:
                newest = cards.find_hits(connection, Subject(words="meeting"))
            assert sorted(newest.numbers) == [200_001, 300_001]
            assert newest.is_cut

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ('"fair share"', ["Each ally pays its fair share."]),
            ("“fair shares”", ["Each ally pays its fair share."]),
            ("fair share", ["Each ally pays its fair share.", "It is fair to share the risk."]),
            ("share -risk", ["Each ally pays its fair share."]),
            ('share -"fair share"', ["It is fair to share the risk."]),
            ('"share the risk" fair', ["It is fair to share the risk."]),
            ('"fair share" -pays', []),
            ('"the risk"', ["It is fair to share the risk."]),
            ('"a well"', ["A well-known risk, they say."]),
            ('"fair to share the risk"', ["It is fair to share the risk."]),
            ('"share is fair"', []),
            ('fair -"is fair"', ["Each ally pays its fair share."]),
            ('risk -"risk they say"', ["It is fair to share the risk."]),
            ("-risk", []),
            ("well-known -nobody", ["A well-known risk, they say."]),
            ("risk - fair", ["It is fair to share the risk."]),
            ('"fair share', ["Each ally pays its fair share."]),
            ('""', []),
            ('" -', []),
            (
                "risk -AND -OR -NEAR",
                ["It is fair to share the risk.", "A well-known risk, they say."],
            ),
        ],
    )
    def test_phrases_and_what_is_not_wanted(self, store, query, found):
        """Words in quote marks stand side by side; none behind a minus is in the paragraph."""
        load(
            store,
            an_article(
                a_quotation("Each ally pays its fair share."),
                a_quotation("It is fair to share the risk."),
                a_quotation("A well-known risk, they say."),
            ),
        )

        assert words(store, Subject(words=query)) == found

    def test_a_speaker_and_words_go_together(self, store):
        load(
            store,
            an_article(
                a_quotation("They build the pipeline.", by="Ann Ode"),
                a_quotation("Nobody needs a pipeline.", by="Bo Lee"),
            ),
        )
        subject = Subject(speaker_id=speaker_id("Bo Lee"), words="pipeline")

        assert words(store, subject) == ["Nobody needs a pipeline."]

    def test_withdrawn_words_are_not_found(self, store):
        """The index follows every change."""
        load(store, an_article(a_quotation("They build the pipeline.")))
        load(store, an_article(a_quotation("They build the railway line.")))

        assert words(store, Subject(words="pipeline")) == []
        assert words(store, Subject(words="railway")) == ["They build the railway line."]


class TestPeople:
    def test_the_most_quoted_come_first_then_by_name(self, store):
        load(
            store,
            an_article(
                a_quotation("One from Bo Lee.", by="Bo Lee"),
                a_quotation("One from Al Fin.", by="Al Fin"),
                a_quotation("One from Ann Ode.", by="Ann Ode"),
                a_quotation("Two from Ann Ode.", by="Ann Ode"),
            ),
        )
        with store.read() as connection:
            found = people.find_speakers(connection)

        assert [(one.name, one.count) for one in found] == [
            ("Ann Ode", 2),
            ("Al Fin", 1),
            ("Bo Lee", 1),
        ]
