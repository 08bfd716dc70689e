"""What most tests of the store need: a database of their own, on either engine."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefs.store.engine import Store, open_store
from tests.economy import collect_seldom, forked_workers, shared_statements
from tests.examples import register_profiles
from tests.newsstand import Newsstand
from tests.servers import Server, SharedDatabase, file_url, running_server

ENGINES = ["sqlite", "postgresql"]

#: Folders whose tests bear the folder's name as their marker, and are run by a target of their own.
SUITES = {"deploy", "faults", "replicas", "schedule"}

register_profiles()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A suite that is not asked for is not even read: finding its examples takes seconds."""
    suite = collection_path.name
    unasked = f"not {suite}" in config.option.markexpr
    return True if suite in SUITES and collection_path.is_dir() and unasked else None


def pytest_collection_finish() -> None:
    collect_seldom()


@pytest.fixture(scope="session", autouse=True)
def _economy() -> Iterator[None]:
    """What does not depend on the test is not done again for each."""
    with shared_statements():
        yield


@pytest.fixture(scope="module")
def forked() -> Iterator[None]:
    """Loading articles costs less than starting Python."""
    with forked_workers():
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the newest schema and nothing in it; copying is faster than migrating."""
    file = tmp_path_factory.mktemp("empty") / "briefs.db"
    open_store(file_url(file)).close()
    return file


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL, started by the first test that needs it.

    Not in pytest's own folder: another run beside this one closes that to the server's user.
    """
    with TemporaryDirectory(prefix="briefs-") as folder, running_server(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def shared_database(server: Server) -> Iterator[SharedDatabase]:
    """Emptied for each test; a database for each would take ten times as long."""
    with closing(SharedDatabase(server)) as database:
        yield database


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        empty_database: Path = request.getfixturevalue("empty_database")
        return file_url(shutil.copy(empty_database, tmp_path / "briefs.db"))
    database: SharedDatabase = request.getfixturevalue("shared_database")
    database.empty()
    return database.url


@pytest.fixture
def store(request: pytest.FixtureRequest, database_url: str) -> Iterator[Store]:
    """An empty store, on each engine in turn."""
    if database_url.startswith("postgresql"):
        database: SharedDatabase = request.getfixturevalue("shared_database")
        yield database.store
        return
    with closing(open_store(database_url)) as store:
        yield store


@pytest.fixture(scope="module", params=ENGINES)
def lasting_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """One store for all examples of a property; opening it takes longer than using it."""
    if request.param == "sqlite":
        url = file_url(tmp_path_factory.mktemp("lasting") / "briefs.db")
    else:
        server: Server = request.getfixturevalue("server")
        url = server.make_database()
    with closing(open_store(url)) as store:
        yield store


@pytest.fixture
def stand(database_url: str) -> Iterator[Newsstand]:
    """An empty newsroom, on each engine in turn."""
    with closing(Newsstand(database_url)) as stand:
        yield stand


@pytest.fixture
def sqlite_store(empty_database: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store in the file `briefs.db`, for what only files can do."""
    with closing(open_store(file_url(shutil.copy(empty_database, tmp_path / "briefs.db")))) as one:
        yield one
