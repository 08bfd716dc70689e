"""A folder of articles -> the store: only what changed, and no bad file costs another."""

import datetime as dt
import os
from pathlib import Path

import pytest
import sqlalchemy as sa

from briefs.errors import DataFileError, IngestError, LoadingError
from briefs.ingest import batching, workers
from briefs.ingest import fingerprint as fingerprints
from briefs.ingest.files import PassingError
from briefs.ingest.fingerprint import fingerprint
from briefs.ingest.loading import is_stale, reload
from briefs.ingest.readings import make_reading, read_article
from briefs.ingest.tasks import Task, Unchanged
from briefs.model import ArticleChange, LoadProgress, SpeakerKind
from briefs.store import articles, counters
from briefs.store.reading import Reading
from briefs.store.schema import quotations
from tests.builders import NOW, a_quotation, an_article
from tests.folders import GOOD, closed_to, write
from tests.library import count

ADDED, CHANGED, REMOVED = ArticleChange.ADDED, ArticleChange.CHANGED, ArticleChange.REMOVED
FAILED = ArticleChange.FAILED

pytestmark = pytest.mark.usefixtures("forked")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def changes(report) -> dict[str, ArticleChange]:
    return {result.key: result.change for result in report.results}


def text_of(store, key: str) -> str:
    with store.read() as connection:
        return articles.get_article(connection, key).text


class TestReadings:
    def test_unchanged_content_is_not_read_again(self, folder):
        """A file that was only touched costs no extraction."""
        write(folder, "a.txt")
        reading = read_article(Task(str(folder), "a.txt", None))
        assert isinstance(reading, Reading)

        assert read_article(Task(str(folder), "a.txt", reading.content_hash)) == Unchanged()

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("Jens Stoltenberg", SpeakerKind.PERSON),
            ("Taliban", SpeakerKind.ORGANISATION),
            ("Ann Ode", SpeakerKind.PERSON),
            ("Ursula von der Leyen", SpeakerKind.PERSON),
            ("Bob van Ode", SpeakerKind.PERSON),
            ("a senior NATO official", SpeakerKind.UNNAMED),
            ("two diplomats", SpeakerKind.UNNAMED),
            ("officials", SpeakerKind.UNNAMED),
        ],
    )
    def test_a_description_is_nobody(self, name, kind):
        """Two officials in two articles need not be one person."""
        reading = make_reading(an_article(a_quotation(by=name)), "hash")

        assert reading.kinds == {name: kind}

    def test_a_quotation_is_filed_under_what_its_topics_are_part_of(self):
        """Who speaks of Crimea speaks of Ukraine; what the words name stays as it was."""
        article = an_article(a_quotation(topics=["crimea", "china"]), a_quotation(topics=()))
        reading = make_reading(article, "hash")

        assert reading.filed_under == (("crimea", "china", "ukraine"), ())
        assert reading.article == article

    def test_the_fingerprint_changes_with_the_rules_and_the_data(self, tmp_path, monkeypatch):
        """So that better rules read every article anew; what does not read does not count.

        What lists a quotation counts: lists are stored.
        """

        def after(part: str, content: str) -> str:
            file = tmp_path / part
            file.parent.mkdir(exist_ok=True)
            file.write_text(content)
            fingerprint.cache_clear()
            return fingerprint()

        monkeypatch.setattr(fingerprints, "_PACKAGE", tmp_path)
        first = after("cues.py", "says")
        seen = [
            after("store/schema.py", "x"),
            after("newsroom.py", "x"),
            after("matching/index.py", "x"),
            after("measuring/library.py", "x"),
            after("store/articles.py", "x"),
            after("store/listings.py", "x"),
            after("cues.py", "said"),
            after("data/people.toml", "x"),
            after("cues.py", "says"),
        ]
        fingerprint.cache_clear()

        assert seen[:4] == [first] * 4
        assert len({first, *seen[4:]}) == 6


class TestWorkers:
    def test_a_fault_of_ours_costs_one_article(self, folder, monkeypatch, caplog):
        """It is logged as critical, and the article named with what to do."""
        write(folder, "a.txt")
        write(folder, "b.txt")
        tasks = [Task(str(folder), "a.txt", 3), Task(str(folder), "b.txt", None)]  # type: ignore[arg-type]
        monkeypatch.setattr(workers, "read", fail_on_a)

        (_, failure), (_, outcome) = workers.read_articles(tasks)

        assert isinstance(failure, IngestError)
        assert failure.reason.startswith("cannot be read by this version (ValueError('odd'))")
        assert isinstance(outcome, Reading)
        assert [record.levelname for record in caplog.records] == ["CRITICAL"]

    def test_a_process_that_dies_costs_one_article(self, folder, monkeypatch):
        """Killed for want of memory, or by a fault below Python. It may pass: nothing is final."""
        for number in range(3):
            write(folder, f"{number}.txt")
        monkeypatch.setattr(workers, "read", die_on_1)

        tasks = [Task(str(folder), f"{number}.txt", None) for number in range(3)]
        outcomes = {task.key: outcome for task, outcome in workers.read_articles(tasks)}

        assert {key for key, outcome in outcomes.items() if isinstance(outcome, IngestError)} == {
            "1.txt"
        }
        assert isinstance(outcomes["1.txt"], PassingError)
        assert "ends the process that reads it" in str(outcomes["1.txt"])

    def test_what_would_meet_every_article_ends_the_load(self, folder, monkeypatch):
        """A broken data file is named once, not with each article."""
        write(folder, "a.txt")
        monkeypatch.setattr(workers, "read", fail_on_data)

        with pytest.raises(DataFileError, match=r"people\.toml"):
            list(workers.read_articles([Task(str(folder), "a.txt", None)]))


def fail_on_a(task: Task):
    if task.key == "a.txt":
        raise ValueError("odd")
    return read_article(task)


def fail_on_data(_task: Task):
    raise DataFileError("people.toml", "line 3", "has no name")


def die_on_1(task: Task):
    if task.key == "1.txt":
        os._exit(1)
    return read_article(task)


class TestReload:
    def test_bad_files_are_reported_and_cost_no_other(self, store, folder):
        """Each with its reason; the good one is loaded."""
        write(folder, "empty.txt", "")
        write(folder, "binary.txt", b"\0\1\2")
        write(folder, "latin.txt", b"caf\xe9")
        write(folder, "good.txt")
        report = reload(store, folder, now=NOW)

        assert changes(report) == {
            "binary.txt": FAILED,
            "empty.txt": FAILED,
            "good.txt": ADDED,
            "latin.txt": FAILED,
        }
        assert (report.articles, report.quotations, report.unchanged) == (1, 1, 0)
        assert {result.key: result.quotations for result in report.results}["good.txt"] == 1

    def test_what_changed_is_read_and_the_rest_is_not(self, store, folder):
        """Added, changed, removed and unchanged, each by what happened to its file."""
        for key in ("same.txt", "touched.txt", "edited.txt", "gone.txt"):
            write(folder, key, GOOD.replace("crisis", key))
        reload(store, folder, now=NOW)
        os.utime(folder / "touched.txt", (1, 1))
        write(folder, "edited.txt", GOOD.replace("crisis", "weather"))
        (folder / "gone.txt").unlink()
        write(folder, "new.txt", GOOD.replace("crisis", "season"))

        assert is_stale(store, folder)
        report = reload(store, folder, now=NOW)

        assert changes(report) == {"edited.txt": CHANGED, "gone.txt": REMOVED, "new.txt": ADDED}
        assert (report.unchanged, report.articles, report.quotations) == (2, 4, 4)
        assert "weather" in text_of(store, "edited.txt")
        assert not is_stale(store, folder)

    def test_nothing_to_do_starts_no_process(self, store, folder, monkeypatch):
        """Names, sizes and times are enough."""
        write(folder, "a.txt")
        reload(store, folder, now=NOW)
        monkeypatch.setattr("briefs.workers.ProcessPoolExecutor", None)

        report = reload(store, folder, now=NOW)

        assert (report.results, report.unchanged) == ((), 1)

    def test_a_file_that_was_only_touched_starts_no_process(self, store, folder, monkeypatch):
        """Its content is enough; what it looks like now is remembered."""
        write(folder, "a.txt")
        reload(store, folder, now=NOW)
        os.utime(folder / "a.txt", (1, 1))
        monkeypatch.setattr("briefs.workers.ProcessPoolExecutor", None)

        report = reload(store, folder, now=NOW)

        assert (report.results, report.unchanged) == ((), 1)
        assert not is_stale(store, folder)

    def test_a_file_that_fails_leaves_its_previous_version(self, store, folder):
        """And fails again, with its reason, until it is mended."""
        write(folder, "a.txt")
        reload(store, folder, now=NOW)
        write(folder, "a.txt", b"\0")

        first, second = reload(store, folder, now=NOW), reload(store, folder, now=NOW)

        assert changes(first) == changes(second) == {"a.txt": FAILED}
        assert (first.articles, first.quotations) == (1, 1)
        assert text_of(store, "a.txt") == GOOD
        assert not is_stale(store, folder), "nothing changed since it failed"

        write(folder, "a.txt", GOOD + "\nMore to come.\n")
        assert changes(reload(store, folder, now=NOW)) == {"a.txt": CHANGED}

    def test_a_file_that_never_was_an_article_goes_without_a_word(self, store, folder):
        write(folder, "a.txt", "")
        reload(store, folder, now=NOW)
        (folder / "a.txt").unlink()

        assert reload(store, folder, now=NOW).results == ()
        assert not is_stale(store, folder)

    def test_better_rules_read_everything_anew(self, store, folder, monkeypatch):
        """Though no file has changed."""
        write(folder, "a.txt")
        reload(store, folder, now=NOW)
        monkeypatch.setattr("briefs.ingest.loading.fingerprint", lambda: "better")

        assert is_stale(store, folder)
        assert changes(reload(store, folder, now=NOW)) == {"a.txt": CHANGED}
        assert not is_stale(store, folder)

    def test_a_folder_that_cannot_be_listed_removes_nothing(self, store, folder, monkeypatch):
        """What lies in it is not gone; it only cannot be seen."""
        write(folder, "closed/a.txt")
        write(folder, "b.txt")
        reload(store, folder, now=NOW)
        monkeypatch.setattr(os, "scandir", closed_to("closed"))

        report = reload(store, folder, now=NOW)

        assert changes(report) == {"closed/": FAILED}
        assert report.articles == 2

    def test_a_missing_folder_changes_nothing(self, store, folder):
        """A disk that is not mounted does not empty the store."""
        write(folder, "a.txt")
        reload(store, folder, now=NOW)

        with pytest.raises(IngestError):
            reload(store, folder.parent / "elsewhere", now=NOW)

        assert text_of(store, "a.txt") == GOOD

    def test_what_may_pass_is_tried_again_at_the_next_start(self, store, folder, monkeypatch):
        """A file that could not be opened, a process that was killed: not the file's fault."""
        write(folder, "a.txt")
        write(folder, "1.txt")
        with monkeypatch.context() as broken:
            broken.setattr(workers, "read", die_on_1)
            report = reload(store, folder, now=NOW)

        assert changes(report) == {"a.txt": ADDED, "1.txt": FAILED}
        assert is_stale(store, folder)
        assert changes(reload(store, folder, now=NOW)) == {"1.txt": ADDED}

    def test_an_interrupted_load_goes_on_where_it_stopped(self, store, folder, monkeypatch):
        """What was read is kept, and not read again."""
        write_together(monkeypatch, 2)
        for number in range(5):
            write(folder, f"{number}.txt", GOOD.replace("crisis", f"crisis {number}"))
        with pytest.raises(KeyboardInterrupt):
            reload(store, folder, now=NOW, tell=stop_at(2))

        assert is_stale(store, folder)
        report = reload(store, folder, now=NOW)
        assert changes(report) == {"2.txt": ADDED, "3.txt": ADDED, "4.txt": ADDED}
        assert (report.articles, report.quotations, report.unchanged) == (5, 5, 2)

    def test_progress_is_told_after_each_batch(self, store, folder, monkeypatch):
        """Failed articles count as done."""
        write_together(monkeypatch, 2)
        for number in range(4):
            write(folder, f"{number}.txt", GOOD.replace("crisis", f"crisis {number}"))
        write(folder, "5.txt", b"\0")
        told: list[LoadProgress] = []
        reload(store, folder, now=NOW, tell=told.append)

        assert [(one.done, one.total, one.failed) for one in told] == [
            (2, 5, 0),
            (4, 5, 0),
            (5, 5, 1),
        ]
        assert told[-1].seconds >= told[0].seconds >= 0

    def test_what_is_read_so_far_is_answered_from(self, store, folder, monkeypatch):
        """Long before the load has ended."""
        write_together(monkeypatch, 1)
        for number in range(3):
            write(folder, f"{number}.txt", GOOD.replace("crisis", f"crisis {number}"))
        counts = []
        reload(store, folder, now=NOW, tell=lambda _: counts.append(count(store)))

        assert counts == [1, 2, 3]

    def test_a_second_process_that_loads_says_so(self, store, folder):
        """And changes nothing; when the first is done, it may."""
        write(folder, "a.txt")
        lock = store.sole("loader")
        with pytest.raises(LoadingError, match="Another process is loading"):
            reload(store, folder, now=NOW)
        lock.release()

        assert changes(reload(store, folder, now=NOW)) == {"a.txt": ADDED}

    def test_only_a_load_that_changes_something_is_counted(self, store, folder):
        """By the count other processes see that what they know is old."""

        def loads() -> int:
            with store.read() as connection:
                return counters.get_count(connection, counters.LOADS)

        write(folder, "a.txt")
        reload(store, folder, now=NOW)
        first = loads()
        reload(store, folder, now=NOW)
        os.utime(folder / "a.txt", (1, 1))
        reload(store, folder, now=NOW)
        assert loads() == first > 0

        (folder / "a.txt").unlink()
        reload(store, folder, now=NOW)
        assert loads() > first

    def test_ids_survive_a_reload(self, store, folder):
        """Also when the sentence has moved, and time of loading stays the first."""
        write(folder, "a.txt")
        reload(store, folder, now=NOW)
        write(folder, "a.txt", "A new first paragraph.\n\n" + GOOD)
        reload(store, folder, now=NOW + dt.timedelta(days=1))

        with store.read() as connection:
            rows = connection.execute(
                sa.select(quotations.c.withdrawn, quotations.c.loaded_at)
            ).all()
        assert rows == [(False, NOW)]


def write_together(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Batches of so many articles, however slow the machine."""
    monkeypatch.setattr(batching, "_ARTICLES", number)
    monkeypatch.setattr(batching, "_SECONDS", float("inf"))


def stop_at(done: int):
    """Ctrl-C when so many articles are done."""

    def tell(progress: LoadProgress) -> None:
        if progress.done >= done:
            raise KeyboardInterrupt

    return tell
