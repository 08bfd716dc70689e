"""What most tests of the store need: a database of their own, as a file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.store.engine import Store, open_store


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the newest schema and nothing in it; copying is faster than migrating."""
    file = tmp_path_factory.mktemp("empty") / "briefs.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def store(empty_database: Path, tmp_path: Path) -> Iterator[Store]:
    file = shutil.copy(empty_database, tmp_path / "briefs.db")
    store = open_store(f"sqlite:///{file}")
    yield store
    store.close()
