"""A stage on a database of its own, with a few articles that the tests talk about."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot.handlers import answers
from bot.sandbox.cast import ADMIN, GROUP_ADMIN, GROUP_ID, MEMBER
from briefs.briefing import Directory
from briefs.model import Article
from briefs.newsroom import open_newsroom
from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Chat, Stage, load_article


@pytest_asyncio.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot whose store is empty, but for what the library has where a test asks for that."""
    kind = "library_database" if "library" in request.fixturenames else "empty_database"
    file = shutil.copy(request.getfixturevalue(kind), tmp_path / "chat.db")
    folder = tmp_path / "articles"
    folder.mkdir()
    stage = Stage(f"sqlite:///{file}", folder)
    if "library" in request.fixturenames:
        stage.newsroom._directory, stage.newsroom._loads = request.getfixturevalue("library_names")
    await stage.open()
    yield stage
    await stage.close()


@pytest.fixture(scope="session")
def library_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with seven quotations in three articles, to be copied."""
    file = tmp_path_factory.mktemp("library") / "library.db"
    shutil.copy(empty_database, file)
    with closing(open_newsroom(f"sqlite:///{file}")) as newsroom:

        def load(article: Article, role: str | None = None) -> None:
            load_article(newsroom, article, role=role)

        load(
            an_article(
                a_quotation("We stay in Afghanistan together.", topics=["afghanistan"]),
                a_quotation("Nobody leaves Afghanistan alone.", topics=["afghanistan"]),
                a_quotation("The river Elbe is not our border.", mention="Stoltenberg"),
                a_quotation("We will decide in Brussels.", mention="Stoltenberg"),
                key="brussels.txt",
                published=a_day("2021-03-23"),
            ),
            role="NATO Secretary General",
        )
        load(
            an_article(
                a_quotation("China asks us questions.", by="Antony Blinken", topics=["china"]),
                a_quotation(
                    "Afghanistan is a shared task.", by="Antony Blinken", topics=["afghanistan"]
                ),
                key="washington.txt",
                published=a_day("2021-03-24"),
            ),
            role="US Secretary of State",
        )
        load(
            an_article(a_quotation("Somebody must pay.", by=None), key="nobody.txt", published=None)
        )
    return file


@pytest.fixture(scope="session")
def library_names(library_database: Path) -> tuple[Directory, int]:
    """Who is quoted in it, put together once: to a single question that is most of the work."""
    with closing(open_newsroom(f"sqlite:///{library_database}")) as newsroom:
        return newsroom._read_directory()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What an answer waited for before it was sent again, without waiting."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # or the library warns of its own future
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(answers, "sleep", sleep)
    return waits


@pytest.fixture
def library(stage: Stage) -> Stage:
    """The stage with seven quotations in three articles."""
    return stage


@pytest.fixture
def chat(library: Stage) -> Chat:
    """A reader's chat with a bot that knows the library."""
    return library.chat()


@pytest.fixture
def admin(library: Stage) -> Chat:
    """The chat of an administrator of the bot."""
    return library.chat(ADMIN)


@pytest.fixture
def group(library: Stage) -> Chat:
    """A group, written to by an ordinary member."""
    return library.chat(MEMBER, GROUP_ID)


@pytest.fixture
def group_admin(library: Stage) -> Chat:
    """The same group, written to by its administrator."""
    return library.chat(GROUP_ADMIN, GROUP_ID)
