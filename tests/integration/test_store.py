"""What the store promises for every article, on a real SQLite file."""

import datetime as dt
import sqlite3
import traceback
from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import NotFoundError, StoreError
from briefs.model import (
    DateBasis,
    InboxItem,
    QuotationKind,
    Subject,
)
from briefs.store import articles, cards, inbox, migrating, people
from briefs.store.engine import open_store
from briefs.store.schema import REVISION, UtcDateTime, handled_updates, metadata
from tests.builders import NOW, a_day, a_quotation, a_reading, an_article
from tests.examples import seldom
from tests.library import EVERYTHING, count, load, remove, shown, words

LATER = NOW + dt.timedelta(hours=1)


class TestOpening:
    def test_a_new_file_gets_the_schema_the_code_describes(self, store):
        """Revisions and schema.py say the same; full text is in the revisions only."""
        with store.read() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = [
                difference
                for difference in compare_metadata(context, metadata)
                if "quotation_words" not in str(difference)
            ]

        assert differences == []

    def test_the_newest_revision_is_the_one_the_code_looks_for(self):
        """Start-up compares this word and loads Alembic only when it differs."""
        assert ScriptDirectory(str(migrating._SCRIPTS)).get_heads() == [REVISION]

    def test_what_was_stored_is_there_when_it_is_opened_again(self, tmp_path):
        """A second start finds everything and changes nothing."""
        url = f"sqlite:///{tmp_path / 'briefs.db'}"
        with closing(open_store(url)) as store:
            load(store, an_article(a_quotation("We agree.")))

        with closing(open_store(url)) as store:
            assert words(store) == ["We agree."]

    def test_a_missing_folder_is_made(self, tmp_path):
        """A newcomer need not know where the file goes."""
        open_store(f"sqlite:///{tmp_path / 'new' / 'er' / 'briefs.db'}").close()

        assert (tmp_path / "new" / "er" / "briefs.db").is_file()

    @pytest.mark.parametrize(
        ("url", "says"),
        [
            ("sqlite://", "needs a file"),
            ("sqlite:///:memory:", "needs a file"),
            ("sqlite:///file:/tmp/briefs.db", "by its path alone"),
            ("sqlite:////tmp/briefs.db?mode=ro", "by its path alone"),
            ("nonsense", "looks like sqlite:////path/to/file.db"),
            ("klingon://db", "not in klingon"),
        ],
    )
    def test_another_kind_of_url_is_refused_with_the_right_one(self, url, says):
        """The sentence shows what a URL looks like."""
        with pytest.raises(StoreError, match=says):
            open_store(url)

    def test_a_file_that_is_no_database_is_left_alone(self, tmp_path):
        """It is somebody's file: named, not overwritten."""
        file = tmp_path / "letter.txt"
        file.write_text("Dear allies, " * 100)

        with pytest.raises(StoreError, match=r"letter\.txt is not a database; move it away"):
            open_store(f"sqlite:///{file}")

        assert file.read_text() == "Dear allies, " * 100

    def test_another_programs_database_is_left_alone(self, tmp_path):
        """Its tables are not ours to migrate, nor is its way of writing ours to change."""
        file = tmp_path / "songs.db"
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE songs (title TEXT)")
        before = file.read_bytes()

        with pytest.raises(StoreError, match="belongs to another program"):
            open_store(f"sqlite:///{file}")

        assert file.read_bytes() == before

    def test_a_newer_schema_asks_for_a_newer_program(self, tmp_path):
        """A downgraded program does not write into what it does not know."""
        file = tmp_path / "briefs.db"
        open_store(f"sqlite:///{file}").close()
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")

        with pytest.raises(StoreError, match=r"newer version \(schema 9999\); upgrade"):
            open_store(f"sqlite:///{file}")

    def test_a_folder_that_is_a_file_is_named(self, tmp_path):
        """Nothing can be made below a file."""
        (tmp_path / "taken").write_text("")

        with pytest.raises(StoreError, match=r"folder .*taken.* cannot be made"):
            open_store(f"sqlite:///{tmp_path / 'taken' / 'briefs.db'}")

    def test_a_migration_that_fails_leaves_nothing_behind(self, tmp_path, monkeypatch):
        """The revisions and their tables come together or not at all."""
        monkeypatch.setattr("briefs.store.engine.REVISION", "no such revision")
        url = f"sqlite:///{tmp_path / 'briefs.db'}"
        with pytest.raises(Exception, match="no such revision"):
            open_store(url)
        monkeypatch.undo()

        with closing(open_store(url)) as store:
            assert count(store) == 0


class TestTransactions:
    def test_a_write_that_raises_is_undone(self, store):
        """All or nothing: a reader never sees half an article."""

        def fail_half_way() -> None:
            with store.write() as connection:
                reading = a_reading(an_article(a_quotation()))
                articles.replace_article(connection, reading, now=NOW)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail_half_way()

        assert count(store) == 0

    def test_a_reader_sees_one_moment(self, store):
        """What is written meanwhile does not show in the middle of a reading."""
        load(store, an_article(a_quotation()))
        with store.read() as connection:
            before = cards.count_cards(connection, EVERYTHING)
            remove(store, "brussels.txt")
            after = cards.count_cards(connection, EVERYTHING)

        assert (before, after) == (1, 1)
        assert count(store) == 0

    def test_what_is_durable_survives_a_power_cut(self, sqlite_store):
        """Other commits are not waited for: a disk takes hundreds of times as long as memory."""
        levels = []
        for durable in (False, True, False):
            with sqlite_store.write(durable=durable) as connection:
                levels.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())

        assert levels == [1, 2, 1]

    def test_a_locked_database_says_so(self, tmp_path, monkeypatch):
        """Another program's lock is waited for, and then named."""
        monkeypatch.setattr("briefs.store.sqlite._BUSY_MS", 1)
        file = tmp_path / "briefs.db"
        with (
            closing(open_store(f"sqlite:///{file}")) as store,
            closing(sqlite3.connect(file)) as other,
        ):
            other.execute("BEGIN IMMEDIATE")

            with pytest.raises(StoreError, match=r"briefs\.db is in use by another program"):
                load(store, an_article())

    @pytest.mark.parametrize(
        ("fault", "says"),
        [
            pytest.param("max_page_count = 1", "cannot grow because the disk is full", id="full"),
            pytest.param("query_only = ON", "cannot be written to; check the rights", id="rights"),
        ],
    )
    def test_a_fault_of_the_disk_says_what_to_do(self, sqlite_store, fault, says):
        """In the words of whoever has to mend it, with the file's name."""
        long = an_article(*(a_quotation(f"Sentence {n} of very many.") for n in range(500)))

        def write_with_fault() -> None:
            with sqlite_store.write() as connection:
                connection.exec_driver_sql(f"PRAGMA {fault}")
                articles.replace_article(connection, a_reading(long), now=NOW)

        with pytest.raises(StoreError, match=rf"briefs\.db {says}"):
            write_with_fault()

    def test_no_traceback_holds_what_a_reader_wrote(self, sqlite_store):
        """It ends in the log, where no text of a reader's has a place."""
        asked = InboxItem(update_id=1, chat_id=2, payload="a question of mine")

        def receive_with_fault() -> None:
            with sqlite_store.write() as connection:
                connection.exec_driver_sql("PRAGMA query_only = ON")
                inbox.receive(connection, [asked], now=NOW)

        with pytest.raises(StoreError) as caught:
            receive_with_fault()

        assert "a question of mine" not in "".join(traceback.format_exception(caught.value))

    def test_a_damaged_file_says_what_to_do(self, sqlite_store, tmp_path):
        """A backup, or reading the articles anew."""
        load(sqlite_store, *(an_article(a_quotation(f"Words {n}."), key=f"{n}") for n in range(50)))
        sqlite_store.close()
        file = tmp_path / "briefs.db"
        content = file.read_bytes()
        file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

        with pytest.raises(
            StoreError, match=r"briefs\.db is damaged; move it away, .* restore a backup"
        ):
            open_store(f"sqlite:///{file}")


INSTANTS = st.datetimes(
    min_value=dt.datetime(1900, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=dt.datetime(2200, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.timezones(),
)


class TestInstants:
    @seldom(60)
    @given(instant=INSTANTS)
    def test_an_instant_comes_back_as_the_same_instant_in_utc(self, lasting_store, instant):
        """SQLite keeps no offset, PostgreSQL converts it: the column type sees to both."""
        with lasting_store.write() as connection:
            connection.execute(sa.delete(handled_updates))
            row = {"update_id": 1, "handled_at": instant}
            connection.execute(sa.insert(handled_updates), row)
            back = connection.execute(sa.select(handled_updates.c.handled_at)).scalar_one()

        assert back == instant.astimezone(dt.UTC)
        assert back.utcoffset() == dt.timedelta(0)

    def test_instants_are_ordered_as_they_follow_each_other(self, store):
        """Whatever zone each was given in."""
        texts = ["2026-03-02T08:30+01:00", "2026-03-02T00:00-08:00", "2026-03-02T07:00+00:00"]
        with store.write() as connection:
            for number, text in enumerate(texts):
                row = {"update_id": number, "handled_at": dt.datetime.fromisoformat(text)}
                connection.execute(sa.insert(handled_updates), row)
            order = sa.select(handled_updates.c.update_id).order_by(handled_updates.c.handled_at)
            assert connection.execute(order).scalars().all() == [2, 0, 1]

    def test_in_a_file_it_is_the_utc_reading(self, sqlite_store):
        """To the microsecond."""
        in_brussels = dt.datetime.fromisoformat("2026-03-02T08:30:00.000001+01:00")
        with sqlite_store.write() as connection:
            row = {"update_id": 1, "handled_at": in_brussels}
            connection.execute(sa.insert(handled_updates), row)
            kept = connection.exec_driver_sql("SELECT handled_at FROM handled_updates").scalar_one()

        assert kept == "2026-03-02 07:30:00.000001"

    def test_a_naive_one_is_refused(self):
        """Nobody can say which instant it is."""
        with pytest.raises(ValueError, match="needs a zone"):
            UtcDateTime().process_bind_param(
                NOW.replace(tzinfo=None), sa.create_engine("sqlite://").dialect
            )


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
QUOTATIONS = st.builds(
    lambda pieces, **given: a_quotation(*pieces, **given),
    st.lists(TEXT, min_size=1, max_size=3),
    by=st.lists(TEXT, max_size=2, unique=True),
    mention=TEXT,
    kind=st.sampled_from(QuotationKind),
    short=st.booleans(),
    topics=st.lists(st.sampled_from(["china", "russia", "trade"]), unique=True),
    confidence=st.floats(0, 1),
)
ARTICLES = st.builds(
    lambda quotations, **given: an_article(*quotations, **given),
    st.lists(QUOTATIONS, max_size=4),
    key=TEXT,
    title=st.one_of(st.just(""), TEXT),
    publisher=st.none() | TEXT,
    published=st.none()
    | st.builds(
        lambda day, basis: a_day(day.isoformat(), basis), st.dates(), st.sampled_from(DateBasis)
    ),
)


class TestArticles:
    @seldom(60)
    @given(article=ARTICLES)
    def test_the_store_returns_the_article_it_was_given(self, lasting_store, article):
        """Whatever is in it, also over an article of the same key."""
        load(lasting_store, article)

        with lasting_store.read() as connection:
            assert articles.get_article(connection, article.key) == article

    def test_a_long_article_may_change_the_order_of_everything(self, store):
        """More quotations than fit one statement of SQL, each in the place of another."""
        said = [a_quotation(f"This is sentence number {n} of many.") for n in range(1200)]
        load(store, an_article(*said))
        load(store, an_article(*reversed(said)))

        assert words(store)[0] == "This is sentence number 1199 of many."
        assert count(store) == 1200

    def test_an_unknown_key_is_not_found(self, store):
        with store.read() as connection, pytest.raises(NotFoundError) as caught:
            articles.get_article(connection, "nowhere.txt")

        assert caught.value.key == "nowhere.txt"

    def test_a_changed_article_takes_the_place_of_the_old_one(self, store):
        """Also its headline and date: cards show the new ones."""
        load(store, an_article(a_quotation("We agree on this."), title="Old"))
        load(store, an_article(a_quotation("We differ on that."), title="New", published=None))

        (card,) = shown(store)
        assert (card.pieces, card.title, card.published) == (("We differ on that.",), "New", None)

    def test_a_quotation_that_is_still_there_keeps_its_id(self, store):
        """Also when its speaker, its kind and a word of it have changed."""
        load(store, an_article(a_quotation("We will meet again before the summer", by=None)))
        (before,) = shown(store)
        load(
            store,
            an_article(
                a_quotation("They disagree on everything else", by="Ann Ode"),
                a_quotation("will meet again before the summer", kind=QuotationKind.MIXED),
            ),
        )

        assert shown(store)[1].id == before.id

    def test_a_quotation_that_comes_back_has_its_old_id(self, store):
        """A publisher takes a sentence out and puts it in again."""
        load(store, an_article(a_quotation("We agree on this.")))
        (before,) = shown(store)
        load(store, an_article())
        load(store, an_article(a_quotation("We agree on this.")))

        assert [card.id for card in shown(store)] == [before.id]

    def test_a_removed_article_takes_its_quotations_along(self, store):
        """From every list and count."""
        load(store, an_article(a_quotation(topics=["china"])), an_article(key="other.txt"))
        remove(store, "brussels.txt")

        assert shown(store) == []
        assert count(store, Subject(topic_id="china")) == 0
        with store.read() as connection:
            assert people.find_speakers(connection) == ()
            assert people.count_topics(connection) == {}

    def test_loading_the_same_again_changes_nothing(self, store):
        """Cards, order and counts."""
        article = an_article(a_quotation(topics=["china"]), a_quotation("We differ on that."))
        load(store, article)
        before = shown(store)
        load(store, article, now=LATER)

        assert shown(store) == before
        assert count(store) == 2
