"""What is counted, under which names, and what never becomes a label."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

from bot.budget import Budget
from bot.calls import CountedRequest
from bot.metrics import Backlog, Metrics
from briefs.errors import LoadingError
from briefs.model import ArticleChange, ArticleResult, ReloadReport, Size

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text(encoding="utf-8")
URL = "https://api.telegram.org/bot123456789:AAF-a_token_that_nobody_has/sendMessage"


class Ticking:
    """A clock that nobody sets, set by the test."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def written(metrics: Metrics, size: Size | None = None) -> dict[str, float]:
    """What Prometheus reads: each series with its value."""
    text, _ = metrics.write(size)
    return {
        sample.name + "".join(f"[{value}]" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_an_update_is_counted_and_timed_by_its_command() -> None:
    """However it ends."""
    clock = Ticking()
    metrics = Metrics(monotonic=clock)

    def fails() -> None:
        clock.seconds += 0.3
        raise KeyError

    with pytest.raises(KeyError), metrics.handling("who"):
        fails()

    series = written(metrics)
    assert series["nato_briefs_update_duration_seconds_count[who]"] == 1
    assert series["nato_briefs_update_duration_seconds_sum[who]"] == pytest.approx(0.3)
    assert series["nato_briefs_update_duration_seconds_bucket[who][0.25]"] == 0
    assert series["nato_briefs_update_duration_seconds_bucket[who][0.5]"] == 1


def test_two_applications_count_apart() -> None:
    """Each has a registry of its own; nothing is global."""
    one, other = Metrics(), Metrics()

    one.errors.labels("store").inc()

    assert written(one)["nato_briefs_errors_total[store]"] == 1
    assert written(other)["nato_briefs_errors_total[store]"] == 0


def test_what_has_not_gone_wrong_yet_is_zero() -> None:
    """So that the first error is an increase."""
    series = written(Metrics())

    for name in ("errors_total[other]", "log_lines_total[critical]", "log_lines_total[error]"):
        assert series[f"nato_briefs_{name}"] == 0


def test_a_load_is_timed_and_what_it_did_is_counted() -> None:
    """The report comes back as it was."""
    report = ReloadReport(
        results=(
            ArticleResult(key="a.txt", change=ArticleChange.ADDED, quotations=2),
            ArticleResult(key="b.txt", change=ArticleChange.ADDED, quotations=1),
            ArticleResult(key="c.txt", change=ArticleChange.FAILED, reason="is empty"),
        ),
        unchanged=0,
        articles=2,
        quotations=3,
    )
    metrics = Metrics()

    assert metrics.load(lambda: report) is report

    series = written(metrics)
    assert series["nato_briefs_reload_duration_seconds_count[done]"] == 1
    assert series["nato_briefs_reload_articles_total[added]"] == 2
    assert series["nato_briefs_reload_articles_total[failed]"] == 1
    assert series["nato_briefs_reload_timestamp_seconds"] > 0


def test_a_load_that_fails_is_counted_as_one() -> None:
    """And fails still."""
    metrics = Metrics()

    with pytest.raises(ZeroDivisionError):
        metrics.load(lambda: 1 // 0)  # type: ignore[arg-type,return-value]

    series = written(metrics)
    assert series["nato_briefs_reload_duration_seconds_count[failed]"] == 1
    assert series["nato_briefs_reload_timestamp_seconds"] == 0


def test_a_load_that_another_process_does_is_not_counted() -> None:
    """It counts there."""

    def load() -> ReloadReport:
        raise LoadingError

    metrics = Metrics()
    with pytest.raises(LoadingError):
        metrics.load(load)

    counted = "nato_briefs_reload_duration_seconds_count"
    assert all(number == 0 for name, number in written(metrics).items() if counted in name)


def test_a_pulse_ages_by_a_clock_that_nobody_sets() -> None:
    """The time of the machine may jump."""
    clock = Ticking()
    metrics = Metrics(monotonic=clock)
    assert metrics.tick.age is None

    metrics.tick.beat()
    clock.seconds += 61

    assert metrics.tick.age == 61
    assert metrics.contact.age is None
    assert written(metrics)["nato_briefs_tick_timestamp_seconds"] > 1_600_000_000


def test_a_store_that_does_not_answer_has_no_size() -> None:
    """Old numbers would look like new ones."""
    metrics = Metrics()
    known = written(metrics, Size(articles=5, quotations=40, inbox=2))
    assert (known["nato_briefs_articles"], known["nato_briefs_quotations"]) == (5, 40)
    assert known["nato_briefs_inbox_updates"] == 2

    unknown = written(metrics, None)

    assert not {"nato_briefs_articles", "nato_briefs_inbox_updates"} & set(unknown)


class Answering(BaseRequest):
    """A network that answers as it is told."""

    def __init__(self, answer: int | Exception) -> None:
        self._answer = answer
        self.open = False

    @property
    def read_timeout(self) -> float | None:
        return 7

    async def initialize(self) -> None:
        self.open = True

    async def shutdown(self) -> None:
        self.open = False

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer, b"{}"


def never_left() -> NetworkError:
    error = NetworkError("no connection")
    error.__cause__ = httpx.ConnectError("no connection")
    return error


@pytest.mark.parametrize(
    ("answer", "outcome", "reached"),
    [
        (200, "ok", True),
        (400, "refused", True),
        (401, "refused", False),
        (403, "forbidden", True),
        (429, "flood", True),
        (499, "refused", True),
        (502, "failed", False),
        (TimedOut(), "lost", False),
        (never_left(), "unsent", False),
    ],
)
async def test_a_call_is_counted_by_how_it_ended(
    answer: int | Exception, outcome: str, reached: bool
) -> None:
    """Telegram is reached when it answers as Telegram does, and takes the token."""
    metrics = Metrics()
    request = CountedRequest(Answering(answer), metrics, Budget())

    if isinstance(answer, Exception):
        with pytest.raises(type(answer)):
            await request.do_request(URL, "POST")
    else:
        assert await request.do_request(URL, "POST") == (answer, b"{}")

    assert written(metrics)[f"nato_briefs_bot_api_calls_total[sendMessage][{outcome}]"] == 1
    assert (metrics.contact.age is not None) is reached


@pytest.mark.parametrize("server", ["http://botapi:8081", "https://example.org/bots"])
async def test_the_name_of_a_server_is_no_method(server: str) -> None:
    """A Bot API server of one's own may be called whatever begins with "bot"."""
    metrics = Metrics()

    request = CountedRequest(Answering(200), metrics, Budget())
    await request.do_request(f"{server}/bot1:AB-c/getMe", "POST")

    assert written(metrics)["nato_briefs_bot_api_calls_total[getMe][ok]"] == 1


async def test_a_counted_request_is_the_one_behind_it() -> None:
    """It opens, closes and waits as that does."""
    behind = Answering(200)
    request = CountedRequest(behind, Metrics(), Budget())

    await request.initialize()
    assert behind.open
    assert request.read_timeout == 7
    await request.shutdown()
    assert not behind.open


def test_names_and_documentation_agree() -> None:
    """docs/metrics.md has each metric of ours and no other; units and suffixes as is customary."""
    metrics = Metrics()
    text, _ = metrics.write(Size(articles=1, quotations=1, inbox=1), Backlog(1, 60.0))
    ours = {
        name
        for name in re.findall(r"^# HELP (\w+)", text.decode(), re.MULTILINE)
        if name.startswith("nato_briefs_")
    }

    assert ours == set(re.findall(r"^\| `(nato_briefs_\w+)", DOCUMENTED, re.MULTILINE))
    assert all(re.fullmatch(r"nato_briefs_[a-z_]+[a-z]", name) for name in ours)


def test_openmetrics_is_written_where_it_is_asked_for() -> None:
    """As Prometheus asks since its version 2."""
    text, content_type = Metrics().write(None, accept="application/openmetrics-text")

    assert content_type.startswith("application/openmetrics-text")
    assert text.endswith(b"# EOF\n")
    assert b"_created" not in text
