"""Work spread over processes: in order, a little at a time, and a death costs one item."""

from __future__ import annotations

import os
import signal

import pytest

from briefs.errors import WorkersError
from briefs.workers import Fault, spread


def double(number: int) -> int:
    return 2 * number


def fail_at_two(number: int) -> int:
    if number == 2:
        raise ValueError("odd")
    return number


def die_at_two(number: int) -> int:
    if number == 2:
        os._exit(1)
    return number


def die_once(marker: str) -> str:
    """Killed by somebody else, and well the next time."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return "done"
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def die(_item: object) -> None:
    os._exit(1)


class TestOrder:
    def test_results_come_in_the_order_of_the_items(self):
        """Whoever was faster."""
        assert [*spread(double, range(40), processes=2)] == [(n, 2 * n) for n in range(40)]

    def test_nothing_to_do_starts_no_process(self, monkeypatch):
        monkeypatch.setattr("briefs.workers.ProcessPoolExecutor", None)

        assert [*spread(double, [], processes=2)] == []

    def test_items_are_taken_as_they_are_needed(self):
        """However long the input, little of it is in memory."""
        taken = []
        items = (taken.append(n) or n for n in range(1000))  # type: ignore[func-returns-value]
        results = spread(double, items, processes=1)
        next(results)
        results.close()

        assert len(taken) <= 5


class TestFaults:
    def test_an_error_costs_one_item(self):
        """It is handed over, for the caller to say whose fault it is."""
        results = dict(spread(fail_at_two, range(4), processes=1))

        fault = results.pop(2)
        assert isinstance(fault, Fault)
        assert repr(fault.error) == "ValueError('odd')"
        assert results == {0: 0, 1: 1, 3: 3}

    def test_a_death_costs_one_item(self):
        """Those that were under way with it are worked on again; none is lost or done twice."""
        results = [*spread(die_at_two, range(12), processes=1)]

        assert results == [(n, Fault(error=None) if n == 2 else n) for n in range(12)]

    def test_an_item_whose_process_was_killed_is_tried_once_more(self, tmp_path):
        """It may not have been its fault."""
        marker = str(tmp_path / "marker")

        assert [*spread(die_once, [marker], processes=1)] == [(marker, "done")]

    def test_when_every_process_dies_that_is_said(self):
        """Ten thousand items are not to blame for a program that is not whole."""
        with pytest.raises(WorkersError, match="die one after the other"):
            list(spread(die, range(100), processes=1))
