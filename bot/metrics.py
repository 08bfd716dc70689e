"""What an operator can count: updates, calls, loads, errors, and when things last happened.

Each application has a `Metrics` with a registry of its own. A label's values are the commands of
the table and fixed words; nothing that somebody typed, no chat and no user, is ever one of them.
docs/metrics.md lists what is here, and a test holds it to that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version
from typing import Final, NamedTuple

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    exposition,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from briefs.errors import LoadingError
from briefs.model import DeliveryStatus, Failure, ReloadReport, Size

#: From an answer out of the cache to one that waited for a flood limit.
_ANSWER: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
#: From "nothing changed" to a first load of everything.
_LOAD: Final = (0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600)


#: Of digests that are counted.
ENDS: Final = (DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN)
#: Of lines that are counted.
LEVELS: Final = ("error", "critical")


class CallOutcome(StrEnum):
    """How a call to the Bot API ended."""

    OK = "ok"
    FLOOD = "flood"  #: 429: too many, too fast
    FORBIDDEN = "forbidden"  #: 403: blocked, or thrown out
    REFUSED = "refused"  #: any other 4xx
    FAILED = "failed"  #: Telegram's own fault
    UNSENT = "unsent"  #: it never left
    LOST = "lost"  #: it left, and no answer came


class ErrorKind(StrEnum):
    """What kept a handler from answering."""

    GONE = "gone"  #: what was asked for by its id is no longer there
    QUERY = "query"  #: what was typed cannot be used
    BLOCKED = "blocked"  #: the chat cannot be written to
    TELEGRAM = "telegram"  #: Telegram refused or could not be reached
    STORE = "store"  #: the database
    OTHER = "other"  #: nobody foresaw it


def _begin_at_zero(counted: Counter | Histogram, *values: str) -> None:
    for value in values:
        counted.labels(str(value))


class Backlog(NamedTuple):
    """Digests that are due and have not gone out."""

    waiting: int
    lag: float  #: seconds since the oldest was due


class Pulse:
    """When something last happened, by a clock that nobody sets."""

    def __init__(self, shown: Gauge, monotonic: Callable[[], float]) -> None:
        self._shown = shown
        self._monotonic = monotonic
        self._last: float | None = None

    def beat(self) -> None:
        """It has just happened."""
        self._last = self._monotonic()
        self._shown.set_to_current_time()

    @property
    def age(self) -> float | None:
        """Seconds since; None: never yet."""
        return None if self._last is None else self._monotonic() - self._last


class Metrics:
    """Everything one application counts. The digest has its own line of attributes to add here."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.registry = CollectorRegistry()
        self._monotonic = monotonic
        self._add_updates()
        self._add_loads()
        self.calls = Counter(
            "nato_briefs_bot_api_calls_total",
            "Calls to the Bot API, by method and how they ended.",
            ["method", "outcome"],
            registry=self.registry,
        )
        self.log_lines = Counter(
            "nato_briefs_log_lines_total",
            "Lines logged as an error or worse.",
            ["level"],
            registry=self.registry,
        )
        #: The scheduler is at work: it rang, or a digest has just been dealt with.
        self.tick = self._pulse("tick", "When the tick last ran.")
        #: Telegram answered a call, with whatever.
        self.contact = self._pulse("telegram_contact", "When Telegram last answered a call.")
        # A series that begins with its first error at 1 shows no increase.
        _begin_at_zero(self.errors, *ErrorKind)
        _begin_at_zero(self.log_lines, *LEVELS)
        self._add_deliveries()
        _begin_at_zero(self._loads, "done", "failed")
        self._stored = _Stored()
        self.registry.register(self._stored)
        ProcessCollector(registry=self.registry)
        Info("nato_briefs_build", "The version.", registry=self.registry).info(
            {"version": version("nato-briefs")}
        )

    def _add_updates(self) -> None:
        self._handling = Histogram(
            "nato_briefs_update_duration_seconds",
            "Handling of an update, answer included, by command.",
            ["command"],
            buckets=_ANSWER,
            registry=self.registry,
        )
        self.errors = Counter(
            "nato_briefs_errors_total",
            "Updates whose handling failed, by kind.",
            ["kind"],
            registry=self.registry,
        )

    def _add_loads(self) -> None:
        self._loads = Histogram(
            "nato_briefs_reload_duration_seconds",
            "Loading what changed in the articles, by outcome.",
            ["outcome"],
            buckets=_LOAD,
            registry=self.registry,
        )
        self._articles = Counter(
            "nato_briefs_reload_articles_total",
            "Articles that loads added, changed, removed, or could not read.",
            ["change"],
            registry=self.registry,
        )
        self._loaded = Gauge(
            "nato_briefs_reload_timestamp_seconds",
            "When a load last ended well; 0: never in this process.",
            registry=self.registry,
        )

    def _add_deliveries(self) -> None:
        self._deliveries = Counter(
            "nato_briefs_deliveries_total",
            "Digests by how they ended, and of what kind the failure was.",
            ["status", "failure"],
            registry=self.registry,
        )
        for status in ENDS:
            self._deliveries.labels(status.value, "")

    def delivered(self, status: DeliveryStatus, failure: Failure | None) -> None:
        """A digest has ended so."""
        self._deliveries.labels(status.value, failure.value if failure else "").inc()

    def _pulse(self, name: str, help_: str) -> Pulse:
        gauge = Gauge(
            f"nato_briefs_{name}_timestamp_seconds",
            f"{help_} 0: never in this process.",
            registry=self.registry,
        )
        return Pulse(gauge, self._monotonic)

    @contextmanager
    def handling(self, command: str) -> Iterator[None]:
        """Counts an update and times the block, however it ends."""
        start = self._monotonic()
        try:
            yield
        finally:
            self._handling.labels(command).observe(self._monotonic() - start)

    def load(self, call: Callable[[], ReloadReport]) -> ReloadReport:
        """Make the call, a load of articles, and keep how it went.

        One that another process is doing already is none of ours.
        """
        start = self._monotonic()
        try:
            report = call()
        except LoadingError:
            raise
        except BaseException:
            self._loads.labels("failed").observe(self._monotonic() - start)
            raise
        self._loads.labels("done").observe(self._monotonic() - start)
        self._loaded.set_to_current_time()
        for result in report.results:
            self._articles.labels(result.change.value).inc()
        return report

    def write(
        self, size: Size | None, backlog: Backlog | None = None, *, accept: str = ""
    ) -> tuple[bytes, str]:
        """Everything as Prometheus reads it, with its content type.

        Of a store that did not answer nothing is said: old numbers would look like new ones.
        """
        self._stored.size, self._stored.backlog = size, backlog
        encode, content_type = exposition.choose_encoder(accept)
        return encode(_WithoutCreated(self.registry)), content_type


class _Stored(Collector):
    """What is in the store, as it was when somebody asked."""

    def __init__(self) -> None:
        self.size: Size | None = None
        self.backlog: Backlog | None = None

    def collect(self) -> Iterator[Metric]:
        if self.size is not None:
            yield _gauge("inbox_updates", "Updates waiting to be handled.", self.size.inbox)
            yield _gauge("articles", "Articles in the store.", self.size.articles)
            yield _gauge("quotations", "Quotations that can be shown.", self.size.quotations)
        if self.backlog is not None:
            waiting, lag = self.backlog
            yield _gauge("deliveries_due", "Digests that are due and have not gone out.", waiting)
            yield _gauge("delivery_lag_seconds", "For how long the oldest has been due.", lag)


def _gauge(name: str, help_: str, value: float) -> Metric:
    metric = Metric(f"nato_briefs_{name}", help_, "gauge")
    metric.add_sample(metric.name, {}, value)
    return metric


class _WithoutCreated(Collector):
    """A registry without the time at which each series began, which nobody here asks for."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterator[Metric]:
        for metric in self._registry.collect():
            metric.samples = [each for each in metric.samples if not each.name.endswith("_created")]
            yield metric
