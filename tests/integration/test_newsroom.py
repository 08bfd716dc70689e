"""The use cases over a real store."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from briefs.errors import IngestError, NotFoundError, StoreError
from briefs.model import Briefing, CardContext, Choice, NoMatch, Subject
from briefs.newsroom import PAGE, Newsroom, open_newsroom
from briefs.store.engine import announce, open_store
from tests.builders import NOW, a_day, a_quotation, an_article, an_update
from tests.library import load, remove, said_by

SEEDS = Path(__file__).parents[2] / "seeds"

pytestmark = pytest.mark.usefixtures("forked")


@pytest.fixture
def newsroom(store) -> Newsroom:
    """Three people on two topics."""
    return filled(store)


@pytest.fixture(scope="module")
def library(lasting_store) -> Newsroom:
    """The same newsroom for all tests that only ask: names are put together once."""
    return filled(lasting_store)


def filled(store) -> Newsroom:
    load(
        store,
        an_article(
            *(a_quotation(f"NATO stands together, part {n}.", topics=["nato"]) for n in range(5)),
            a_quotation("We want a new chapter with China.", topics=["china"]),
            a_quotation("We build on what we have.", by="Antony Blinken", topics=["nato"]),
            key="brussels.txt",
        ),
        an_article(
            a_quotation("Nobody should be naive.", by="Heiko Maas", topics=["china"]),
            key="berlin.txt",
            published=a_day("2021-02-01"),
        ),
    )
    return Newsroom(store)


def pieces(briefing: Briefing) -> list[str]:
    return [" ".join(card.pieces) for card in briefing.cards]


class TestAnswers:
    def test_who_answers_with_the_person_and_the_first_page(self, library):
        """Newest first, with the offices held and how many there are in all."""
        answer = library.who("stoltenberg", now=NOW)

        assert isinstance(answer, Briefing)
        assert answer.speaker is not None
        assert (answer.speaker.name, answer.speaker.count) == ("Jens Stoltenberg", 6)
        assert "NATO Secretary General" in [tenure.office for tenure in answer.offices]
        assert (len(answer.cards), answer.offset, answer.total) == (PAGE, 0, 6)
        assert answer.note is None

    def test_a_title_brings_its_note(self, library):
        """The reader is told first whose words these are."""
        answer = library.who("nato chief", now=NOW)

        assert isinstance(answer, Briefing)
        assert answer.note is not None
        assert answer.note.startswith("Jens Stoltenberg was NATO Secretary General")

    def test_about_answers_with_the_topic(self, library):
        """All who speak of it."""
        answer = library.about("china", now=NOW)

        assert isinstance(answer, Briefing)
        assert answer.topic is not None
        assert (answer.topic.name, answer.topic.count) == ("China", 2)
        assert pieces(answer) == ["We want a new chapter with China.", "Nobody should be naive."]

    def test_about_falls_back_to_the_full_text(self, library):
        answer = library.about("naive", now=NOW)

        assert isinstance(answer, Briefing)
        assert answer.subject == Subject(words="naive")
        assert pieces(answer) == ["Nobody should be naive."]
        assert answer.note is not None

    def test_ask_answers_a_question_about_both(self, library):
        answer = library.ask("what did Stoltenberg say about China?", now=NOW)

        assert isinstance(answer, Briefing)
        assert pieces(answer) == ["We want a new chapter with China."]
        assert answer.speaker is not None
        assert answer.topic is not None

    @pytest.mark.parametrize("method", ["who", "about", "ask"])
    @pytest.mark.parametrize(
        "text", ["", "?", "\0", "🕊", "xyzzy plugh", "x" * 5000, "<b>&", "%_\"'"]
    )
    def test_anything_may_be_typed(self, library, method, text):
        """No text breaks a question, and none finds somebody by accident."""
        assert isinstance(getattr(library, method)(text, now=NOW), NoMatch)

    def test_somebody_withdrawn_by_a_load_under_way_is_no_match(self, newsroom, store):
        """Names are looked up as they were before it; quotations as they are."""
        assert isinstance(newsroom.who("Heiko Maas", now=NOW), Briefing)
        remove(store, "berlin.txt")

        assert newsroom.who("Heiko Maas", now=NOW) == NoMatch(query="Heiko Maas", nearest=())

    def test_an_empty_store_has_no_answers_and_no_errors(self, store):
        """The first seconds of a newcomer."""
        newsroom = Newsroom(store)

        assert isinstance(newsroom.who("stoltenberg", now=NOW), NoMatch)
        assert isinstance(newsroom.about("china", now=NOW), NoMatch)
        assert newsroom.brief(Subject()).total == 0
        assert newsroom.find_speakers() == ()
        assert newsroom.find_topics() == ()


class TestPaging:
    def test_pages_show_every_card_once(self, library):
        """The count promised is the count shown."""
        subject = said_by("Jens Stoltenberg")
        first, second = library.brief(subject), library.brief(subject, offset=PAGE)

        shown = [card.id for page in (first, second) for card in page.cards]
        assert len(set(shown)) == len(shown) == first.total == second.total == 6

    def test_behind_the_last_card_is_the_last_page(self, library):
        """An old button, after some were withdrawn."""
        assert library.brief(said_by("Jens Stoltenberg"), offset=300).offset == 3

    def test_an_empty_subject_is_the_latest(self, library):
        briefing = library.brief(Subject())

        assert (briefing.speaker, briefing.topic, briefing.total) == (None, None, 8)

    @pytest.mark.parametrize(
        "subject",
        [
            pytest.param(Subject(speaker_id="aaaaaaaaaa"), id="a forged speaker"),
            pytest.param(Subject(topic_id="no-such-topic"), id="a forged topic"),
            pytest.param(Subject(topic_id="ukraine"), id="a topic nobody speaks of"),
            pytest.param(said_by("Ann Ode"), id="a speaker who is gone"),
        ],
    )
    def test_what_is_gone_is_not_found(self, library, subject):
        with pytest.raises(NotFoundError):
            library.brief(subject)

    def test_a_card_leads_to_its_context(self, library):
        (card, *_) = library.brief(said_by("Heiko Maas")).cards
        context = library.context_of(card.id)

        assert isinstance(context, CardContext)
        assert context.paragraph == "“Nobody should be naive.” he said."
        assert context.article_key == "berlin.txt"


class TestLists:
    def test_people_are_listed_by_how_much_they_say(self, library):
        assert [(one.name, one.count) for one in library.find_speakers()] == [
            ("Jens Stoltenberg", 6),
            ("Antony Blinken", 1),
            ("Heiko Maas", 1),
        ]

    @pytest.mark.parametrize(
        ("initial", "names"), [("m", ["Heiko Maas"]), ("H", []), ("Б", ["Antony Blinken"])]
    )
    def test_people_are_found_by_the_initial_of_their_last_name(self, library, initial, names):
        """In any script."""
        assert [one.name for one in library.find_speakers(initial)] == names

    def test_topics_are_listed_by_how_much_is_said(self, library):
        assert [(one.name, one.count) for one in library.find_topics()] == [
            ("NATO", 6),
            ("China", 2),
        ]

    def test_stats_count_what_is_there(self, newsroom, store):
        load(store, an_article(a_quotation("Whose words?", by=None), key="x.txt", published=None))
        newsroom.receive_updates([an_update(1)], now=NOW)
        stats = newsroom.stats()

        assert (stats.articles, stats.undated) == (3, 1)
        assert (stats.quotations, stats.unattributed) == (9, 1)
        assert (stats.speakers, stats.topics) == (3, 2)
        assert (stats.subscriptions, stats.paused, stats.queued, stats.unknown) == (0, 0, 0, 0)
        assert stats.inbox == 1


class TestLoading:
    def test_what_was_loaded_is_found_at_once(self, store, tmp_path):
        """Names are looked up in an index that follows each load."""
        newsroom = Newsroom(store)
        article = tmp_path / "articles" / "a.txt"
        article.parent.mkdir()
        article.write_text("Allies meet\n\n“We stand together as allies,” Jens Stoltenberg said.\n")
        assert isinstance(newsroom.who("stoltenberg", now=NOW), NoMatch)

        report = newsroom.reload(article.parent, now=NOW)

        assert (report.articles, report.quotations) == (1, 1)
        assert isinstance(newsroom.who("stoltenberg", now=NOW), Briefing)
        assert not newsroom.is_stale(article.parent)

    def test_names_are_read_anew_by_the_load_and_by_no_question(self, store, tmp_path, monkeypatch):
        """That takes seconds where a hundred thousand people are quoted; a load that changes
        nothing reads none.
        """
        newsroom = Newsroom(store)
        article = tmp_path / "a.txt"
        article.write_text("Allies meet\n\n“We stand together as allies,” Jens Stoltenberg said.\n")
        newsroom.find_speakers()
        newsroom.reload(tmp_path, now=NOW)
        monkeypatch.setattr(newsroom, "_read_directory", None)

        assert [one.name for one in newsroom.find_speakers()] == ["Jens Stoltenberg"]
        assert newsroom.reload(tmp_path, now=NOW).unchanged == 1
        assert isinstance(newsroom.who("stoltenberg", now=NOW), Briefing)

    def test_a_missing_folder_is_an_error(self, newsroom, tmp_path):
        with pytest.raises(IngestError, match="NATO_BRIEFS_ARTICLES"):
            newsroom.reload(tmp_path / "nowhere", now=NOW)

    def test_the_five_articles_are_loaded(self, store):
        """Each with quotations; a second load has nothing to do."""
        newsroom = Newsroom(store)
        report = newsroom.reload(SEEDS, now=NOW)

        assert [result.change for result in report.results] == ["added"] * 5
        assert all(result.quotations for result in report.results)
        assert newsroom.reload(SEEDS, now=NOW).unchanged == 5


class TestReplicas:
    def test_what_another_process_loads_is_known_here(self, newsroom, database_url):
        """Questions are answered as before until who is quoted has been read anew."""
        known = []
        newsroom.find_speakers()
        listener = newsroom.listen(lambda _topic: known.append(len(newsroom.find_speakers())))
        with closing(open_store(database_url)) as other:
            load(other, an_article(a_quotation("Here I am.", by="Ann Ode"), key="ann.txt"))
            with other.write() as connection:
                announce(connection, "loads")

        for _ in range(10_000):  # a moment, however long that is on this machine
            if isinstance(newsroom.who("Ann Ode", now=NOW), Briefing):
                break
        listener.close()
        newsroom.close()

        assert isinstance(newsroom.who("Ann Ode", now=NOW), Briefing)
        assert set(known) <= {3, 4}

    def test_a_newcomers_empty_index_is_not_kept(self, store, database_url):
        """The first answer after the first load is right, whoever loaded."""
        told = threading.Event()
        newsroom = Newsroom(store)
        assert newsroom.find_speakers() == ()
        listener = newsroom.listen(lambda _topic: told.set())
        with closing(open_store(database_url)) as other:
            load(other, an_article(a_quotation("Here I am.", by="Ann Ode"), key="ann.txt"))
            with other.write() as connection:
                announce(connection, "loads")

        assert told.wait(20)
        assert [one.name for one in newsroom.find_speakers()] == ["Ann Ode"]
        listener.close()


class TestThreads:
    def test_many_threads_ask_while_one_loads(self, newsroom, store):
        """Each gets an answer of one moment."""
        subject = said_by("Jens Stoltenberg")
        start = threading.Barrier(5)

        def ask(_: int) -> bool:
            start.wait()
            answers = [newsroom.who("stoltenberg", now=NOW) for _ in range(20)]
            return all(isinstance(one, Briefing) and one.total == 6 for one in answers)

        with ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(ask, number) for number in range(4)]
            start.wait()
            for number in range(10):
                load(store, an_article(a_quotation(f"Words {number}.", by="Bo Lee"), key="bo.txt"))
            assert all(future.result() for future in asked)

        assert newsroom.brief(subject).total == 6


class TestInbox:
    def test_an_update_goes_through_the_inbox_once(self, newsroom):
        assert newsroom.receive_updates([an_update(5)], now=NOW) == (an_update(5),)
        assert newsroom.receive_updates([an_update(5)], now=NOW) == ()
        assert newsroom.pending_updates() == (an_update(5),)
        newsroom.finish_update(5, now=NOW)
        assert newsroom.pending_updates() == ()


def test_a_database_that_cannot_be_opened_is_a_store_error(tmp_path):
    """With a sentence for whoever started the program."""
    (tmp_path / "x.db").write_text("not a database, but long enough to be taken for one" * 99)

    with pytest.raises(StoreError, match="is not a database; move it away or name another file"):
        open_newsroom(f"sqlite:///{tmp_path / 'x.db'}")


def test_choice_is_offered_for_a_shared_name(store):
    """The newsroom passes on what was decided."""
    load(
        store,
        an_article(
            a_quotation("We agree on this.", by="Charles Michel"),
            a_quotation("We differ on that.", by="Anna Michel"),
        ),
    )

    assert isinstance(Newsroom(store).who("Michel", now=NOW), Choice)


def test_names_can_be_learnt_before_anybody_asks(store):
    """Of a hundred thousand people that takes seconds, which a first question would wait for."""
    load(store, an_article(a_quotation("We meet.", by="Ann Ode"), key="a"))
    newsroom, asked = Newsroom(store), []

    def note(_connection, _cursor, statement, *_) -> None:
        asked.append(statement)

    newsroom.learn_names()
    sa.event.listen(store._engine, "before_cursor_execute", note)
    answer = newsroom.who("Xavier Quill", now=NOW)
    sa.event.remove(store._engine, "before_cursor_execute", note)

    assert isinstance(answer, NoMatch)
    assert asked == []


def test_words_are_searched_for_once(store):
    """Whether anybody said them, and what, is one look into the index, which can be a long one."""
    load(store, an_article(a_quotation("The harbour stays open.", by="Ann Ode"), key="a"))
    newsroom, searches = Newsroom(store), []

    def note(_connection, _cursor, statement, *_) -> None:
        searches.extend([statement] if "FROM quotation_words" in statement else [])

    sa.event.listen(store._engine, "before_cursor_execute", note)
    answer = newsroom.about("harbour", now=NOW)
    sa.event.remove(store._engine, "before_cursor_execute", note)

    assert isinstance(answer, Briefing)
    assert answer.total == 1
    assert len(searches) == 1
