"""What is measured with: stores made from the articles that come with the bot, and tables."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import run_command
from bot.cli.bench import tables
from bot.config import find_packaged
from briefs.measuring import (
    Library,
    Naive,
    copy_seeds,
    fill_store,
    know_folder,
    name_of,
    write_folder,
)
from briefs.model import Subject
from briefs.newsroom import open_newsroom
from tests.builders import NOW

SIZE = 300


def a_library(size: int) -> Library:
    files = sorted(find_packaged("seeds").glob("*.txt"))
    return Library([file.read_text(encoding="utf-8") for file in files], size)


@pytest.fixture(scope="module")
def library() -> Library:
    return a_library(SIZE)


class TestLibrary:
    def test_the_same_size_gives_the_same_articles(self):
        """Figures of two runs are of the same thing."""
        assert [*a_library(SIZE).readings()] == [*a_library(SIZE).readings()]

    def test_quotations_stand_where_they_say(self, library):
        """An article that could have been read."""
        for reading in library.readings():
            text = reading.article.text
            for quotation in reading.article.quotations:
                for span in (*quotation.contents, *quotation.sources, quotation.cue):
                    assert text[span.start : span.end] == span.text

    def test_few_people_say_most(self):
        """As in the news: one in a hundred says a third of it, and many are quoted once."""
        library = a_library(100_000)
        said = Counter(library.a_speaker() for _ in range(2_000))
        most = sum(number for _, number in said.most_common(100))

        assert most > 2_000 / 3
        assert sum(number == 1 for number in said.values()) > 500

    def test_hardly_two_people_share_a_name(self):
        assert len({name_of(number) for number in range(20_000)}) > 19_900

    def test_a_store_is_filled_as_a_load_fills_it(self, library, database_url):
        """Its quotations can be asked for; copies of a sentence are listed once."""
        told: list[int] = []
        fill_store(database_url, library, now=NOW, tell=told.append)
        with closing(open_newsroom(database_url)) as newsroom:
            everything = newsroom.brief(Subject())
            name = newsroom.find_speakers()[0].name
            found = newsroom.who(name, now=NOW)

        assert told == [SIZE]
        assert SIZE * 0.8 < everything.total <= SIZE
        assert getattr(found, "total", 0) > 0
        with Naive.opened(database_url) as naive:
            assert naive.who(name) >= found.total  # type: ignore[union-attr]
            assert naive.search("the") > 0


class TestFolders:
    def test_a_known_folder_is_not_read(self, tmp_path, database_url):
        """Nothing is stale in it, until a file changes."""
        write_folder(tmp_path / "articles", 20)
        with closing(open_newsroom(database_url)) as newsroom:
            know_folder(newsroom, tmp_path / "articles", now=NOW)
            assert not newsroom.is_stale(tmp_path / "articles")
            copy_seeds(find_packaged("seeds"), tmp_path / "articles", ["000/000003.txt"])

            report = newsroom.reload(tmp_path / "articles", now=NOW)

        assert [result.key for result in report.results] == ["000/000003.txt"]
        assert report.unchanged == 19


class TestTables:
    def test_the_worst_but_for_one_in_a_hundred(self):
        timing = tables.timing([float(number) for number in range(201)])

        assert timing == tables.Timing(p50=100.0, p99=198.0)

    @pytest.mark.parametrize(
        ("seconds", "text"), [(0.00123, "1.23"), (0.0123, "12.3"), (1.234, "1,234")]
    )
    def test_figures_have_three_digits(self, seconds, text):
        assert tables.ms(seconds) == text

    def test_figures_stand_below_each_other(self, capsys):
        tables.write_table(("ms", "p50"), [("/who", "1.23"), ("a question", "12.3")])

        assert capsys.readouterr().out.splitlines() == [
            "ms           p50",
            "----------  ----",
            "/who        1.23",
            "a question  12.3",
        ]


def test_extraction_is_measured_beside_a_bare_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """Without a corpus its quality is not told, and that is said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NATO_BRIEFS_DATABASE_URL", f"sqlite:///{tmp_path / 'briefs.db'}")
    monkeypatch.setattr("bot.cli.bench.extraction._ENOUGH", 1)
    monkeypatch.setattr("bot.cli.bench.extraction._RUNS", 1)
    monkeypatch.delenv("NATO_BRIEFS_CORPORA", raising=False)

    assert run_command(["bench", "extraction"]) == 0

    printed = capsys.readouterr().out
    assert "no corpora at hand" in printed
    assert "bare regular expression" in printed


def test_a_part_that_is_none_is_named(capsys) -> None:
    with pytest.raises(SystemExit):
        run_command(["bench", "everything"])

    assert "'everything' is none of extraction, reload" in capsys.readouterr().err
