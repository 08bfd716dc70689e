"""What goes wrong with a server, in a sentence that says what to do; and what comes right again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from briefs.errors import StoreError
from briefs.store import people, postgresql
from briefs.store.engine import Store, open_store
from tests.builders import a_quotation, an_article
from tests.library import count, load, shown, words

#: In every URL below; it may be in no sentence.
PASSWORD = "secret"


def sentence_of_opening(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    sentence = str(caught.value)
    assert PASSWORD not in sentence
    return sentence


@pytest.fixture
def remote(shared_database) -> Iterator[Store]:
    """An empty store on the server."""
    shared_database.empty()
    with closing(open_store(shared_database.url)) as store:
        yield store


class TestOpening:
    @pytest.mark.parametrize(
        ("url", "says"),
        [
            pytest.param(
                "postgresql://ann:secret@127.0.0.1:1/briefs",
                "The database briefs at 127.0.0.1:1 cannot be reached; check that the server runs",
                id="nobody listens",
            ),
            pytest.param(
                "postgresql://ann:secret@no-such-host.invalid/briefs",
                "briefs at no-such-host.invalid cannot be reached",
                id="no such host",
            ),
            pytest.param(
                "postgresql+psycopg://ann:secret@/briefs?host=/nowhere",
                "briefs at /nowhere cannot be reached",
                id="no such socket",
            ),
            pytest.param(
                "mysql://ann:secret@host/briefs",
                "kept in SQLite or PostgreSQL, not in mysql",
                id="another engine",
            ),
        ],
    )
    def test_a_wrong_address_is_named(self, url, says):
        assert says in sentence_of_opening(url)

    def test_a_database_that_is_missing_is_to_be_made(self, server):
        assert "does not exist on its server; make it with" in sentence_of_opening(
            server.url("nothing_here")
        )

    def test_a_stranger_is_told_to_check_user_and_password(self, server):
        """By name; the password that was tried is not repeated."""
        assert "does not let nobody in; check user and password" in sentence_of_opening(
            server.url("postgres", user="nobody")
        )

    def test_a_wrong_password(self, server):
        """A server that asks for one."""
        server.execute("CREATE ROLE ann LOGIN PASSWORD 'another'")
        with server.asking_for_passwords("ann"):
            sentence = sentence_of_opening(server.url("postgres", user="ann"))

        assert "does not let ann in; check user and password" in sentence

    def test_a_user_without_rights(self, server):
        """Who may connect may not therefore make tables."""
        server.execute("CREATE ROLE bob LOGIN")
        url = server.make_database()

        sentence = sentence_of_opening(url.replace("postgres:secret", "bob:secret"))
        assert "does not allow bob to do this; grant the rights" in sentence

    @pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
    def test_an_encoding_that_lacks_letters_is_refused(self, server, encoding):
        """Before the first article fails in it."""
        url = server.make_database(ENCODING=f"'{encoding}'", LOCALE="'C'", TEMPLATE="template0")

        assert f"has the encoding {encoding}, which lacks letters; make one" in sentence_of_opening(
            url
        )

    def test_a_newer_schema_asks_for_a_newer_program(self, server):
        url = server.make_database()
        open_store(url).close()
        server.execute_in(url, "UPDATE alembic_version SET version_num = '9999'")

        assert "newer version (schema 9999); upgrade" in sentence_of_opening(url)

    def test_another_programs_database_is_left_alone(self, server):
        url = server.make_database()
        server.execute_in(url, "CREATE TABLE songs (title TEXT)")

        assert "belongs to another program" in sentence_of_opening(url)

    def test_the_driver_is_named_when_it_is_missing(self, monkeypatch):
        """It is an extra: whoever stays on SQLite does without."""
        monkeypatch.setitem(sys.modules, "psycopg", None)

        sentence = sentence_of_opening("postgresql://x:secret@y/z")

        assert f"{sys.executable} -m pip install" in sentence

    def test_several_processes_that_start_at_once_make_one_schema(self, server):
        """The first does it while the others wait."""
        url = server.make_database()
        with ThreadPoolExecutor(4) as pool:
            stores = list(pool.map(open_store, [url] * 4))

        for store in stores:
            assert count(store) == 0
            store.close()


class TestFaults:
    @pytest.mark.parametrize(
        ("state", "says"),
        [
            ("53100", "cannot grow because the server's disk is full; make room"),
            ("53300", "has no connection left; raise max_connections"),
            ("25006", "can only be read, as a standby or by a setting"),
            ("55P03", "is in use by another program that does not let go"),
            ("57014", "took too long over a statement"),
            ("57P01", "is being stopped or started"),
            ("40P01", "was changed by two at once; try again"),
            ("XX001", "is damaged; restore a backup"),
        ],
    )
    def test_each_says_what_to_do(self, remote, state, says):
        """By the code that a server gives it."""

        def fail() -> None:
            with remote.write() as connection:
                connection.exec_driver_sql(
                    f"DO $$ BEGIN RAISE 'oh' USING ERRCODE = '{state}'; END $$"
                )

        with pytest.raises(StoreError) as caught:
            fail()
        assert says in str(caught.value)

    def test_a_server_that_only_reads_says_so(self, server):
        """A standby answers every question."""
        url = server.make_database()
        open_store(url).close()
        name = url.partition("?")[0].rpartition("/")[2]
        server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        with closing(open_store(url)) as store:
            assert count(store) == 0
            with pytest.raises(StoreError, match="can only be read"):
                load(store, an_article(a_quotation()))

    def test_a_statement_that_hangs_is_given_up(self, shared_database, monkeypatch):
        monkeypatch.setitem(postgresql._SETTINGS, "statement_timeout", "20ms")
        with (
            closing(open_store(shared_database.url)) as store,
            pytest.raises(StoreError, match="took too long over a statement"),
            store.read() as connection,
        ):
            connection.exec_driver_sql("SELECT pg_sleep(30)")

    def test_nothing_can_be_written_while_reading(self, remote):
        """A slip would otherwise show on one engine only."""
        with pytest.raises(StoreError, match="can only be read"), remote.read() as connection:
            connection.exec_driver_sql("DELETE FROM articles")


class TestOutages:
    def test_a_restart_costs_only_the_calls_in_flight(self, server, remote):
        """Connections that lay idle are dead, and nobody notices."""
        load(remote, an_article(a_quotation("We agree.")))
        server.stop()
        server.start()

        assert words(remote) == ["We agree."]
        load(remote, an_article(a_quotation("We differ.")))
        assert words(remote) == ["We differ."]

    def test_a_call_in_flight_says_that_the_server_went(self, server, remote):
        """And what it wrote is undone."""

        def write_while_it_stops() -> None:
            with remote.write() as connection:
                connection.exec_driver_sql("DELETE FROM articles")
                server.stop()
                connection.exec_driver_sql("DELETE FROM articles")

        load(remote, an_article(a_quotation("We agree.")))
        try:
            with pytest.raises(StoreError, match=r"stopped or started|cannot be reached"):
                write_while_it_stops()
            with pytest.raises(StoreError, match=r"cannot be reached"):
                count(remote)
        finally:
            server.start()

        assert words(remote) == ["We agree."]


class TestCollation:
    def test_order_does_not_hang_on_the_databases_language(self, remote):
        """What is ordered or looked up by an index is so by its bytes, as in SQLite."""
        with remote.read() as connection:
            rows = connection.exec_driver_sql(
                """
                SELECT attrelid::regclass::text || '.' || attname FROM pg_attribute
                JOIN pg_class ON pg_class.oid = attrelid
                WHERE relnamespace = 'public'::regnamespace
                AND attcollation = (SELECT oid FROM pg_collation WHERE collname = 'default')
                AND (relkind = 'i' OR attname IN ('key', 'name', 'id'))
                """
            )
            by_language = set(rows.scalars())

        compared_only = {"ix_outbox_status_due.status", "alembic_version_pkc.version_num"}
        assert by_language == compared_only

    def test_capitals_and_accents_are_ordered_as_in_a_file(self, remote, sqlite_store):
        said = [
            an_article(a_quotation(f"Words of {name}.", by=name), key=f"{name[0]}.txt")
            for name in ("bo Lee", "Émile Zett", "Ann Ode", "eve Ode", "Zoe Bix")
        ]
        for store in (remote, sqlite_store):
            load(store, *said)

        assert shown(remote) == shown(sqlite_store)
        assert names(remote) == names(sqlite_store)


def names(store: Store) -> list[str]:
    with store.read() as connection:
        return [one.name for one in people.find_speakers(connection)]
