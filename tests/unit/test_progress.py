"""How far a load is, in words and as a line that keeps up with it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable

import pytest

from bot.handlers.admin import follow
from bot.progress import ProgressLine, write_duration, write_progress
from briefs.model import LoadProgress


def progress(done: int, total: int = 1000, *, seconds: float, failed: int = 0) -> LoadProgress:
    return LoadProgress(done=done, total=total, failed=failed, seconds=seconds)


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


class TestWords:
    @pytest.mark.parametrize(
        ("so_far", "text"),
        [
            (progress(0, seconds=0.0), "0 of 1,000 articles"),
            (
                progress(100, seconds=10.0),
                "100 of 1,000 articles, 10 a second, about 2 min left",
            ),
            (
                progress(30, seconds=20.0, failed=2),
                "30 of 1,000 articles, 2 failed, 1.5 a second, about 11 min left",
            ),
            (progress(1000, seconds=4.0), "1,000 of 1,000 articles, 250 a second"),
        ],
    )
    def test_it_says_how_much_how_fast_and_how_long(self, so_far, text):
        assert write_progress(so_far) == text

    @pytest.mark.parametrize(
        ("seconds", "text"),
        [
            (0.2, "1 s"),
            (59, "59 s"),
            (90, "2 min"),
            (3600, "1 h"),
            (3 * 3600 + 600, "3 h 10 min"),
            (3599.9, "60 min"),
        ],
    )
    def test_time_left_is_as_exact_as_anybody_plans(self, seconds, text):
        assert write_duration(seconds) == text


def shown(stream: io.StringIO, steps: Iterable[tuple[float, LoadProgress]]) -> str:
    """What is on the stream after these steps, each at its second."""
    now = 0.0
    line = ProgressLine(stream, monotonic=lambda: now)
    for second, step in steps:
        now = second
        line(step)
    return stream.getvalue()


class TestLine:
    def test_a_terminal_gets_a_bar_that_moves(self):
        """One line, drawn over itself, ended when the load is."""
        steps = [
            (5.0, progress(250, seconds=5.0)),
            (10.0, progress(500, seconds=10.0)),
            (20.0, progress(1000, seconds=20.0)),
        ]

        assert shown(Screen(), steps) == (
            "\r\x1b[K[██████░░░░░░░░░░░░░░░░░░] "
            "250 of 1,000 articles, 50 a second, about 15 s left"
            "\r\x1b[K[████████████░░░░░░░░░░░░] "
            "500 of 1,000 articles, 50 a second, about 10 s left"
            "\r\x1b[K[████████████████████████] 1,000 of 1,000 articles, 50 a second\n"
        )

    def test_a_file_gets_a_line_now_and_then(self):
        """No control characters in a log; every ten seconds is enough."""
        steps = [(second, progress(int(second), seconds=second)) for second in (5.0, 9.0, 15.0)]

        assert shown(io.StringIO(), steps) == (
            "5 of 1,000 articles, 1.0 a second, about 17 min left\n"
            "15 of 1,000 articles, 1.0 a second, about 16 min left\n"
        )

    def test_a_log_has_no_lines_but_its_own(self):
        """What reads it may read nothing else."""
        stream = io.StringIO()
        lines: list[str] = []
        line = ProgressLine(stream, log=lines.append, monotonic=lambda: 5.0)
        line(progress(5, seconds=5.0))

        assert lines == ["5 of 1,000 articles, 1.0 a second, about 17 min left"]
        assert stream.getvalue() == ""

    @pytest.mark.parametrize("stream", [Screen, io.StringIO])
    def test_a_short_load_shows_nothing(self, stream):
        """A newcomer's five articles are there before anybody could read a bar."""
        steps = [(0.5, progress(500, seconds=0.5)), (0.9, progress(1000, seconds=0.9))]

        assert shown(stream(), steps) == ""

    def test_what_follows_a_load_that_broke_off_begins_a_new_line(self):
        screen = Screen()
        line = ProgressLine(screen, monotonic=lambda: 5.0)
        line(progress(1, seconds=5.0))
        line.break_off()

        assert screen.getvalue().endswith(" left\n")


class TestFollowing:
    async def test_each_step_is_shown_once_and_the_end_ends_it(self):
        """A message is not edited into what it says already."""
        loading: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        first, second = progress(1, seconds=1.0), progress(2, seconds=2.0)
        looks = iter([None, first, first, second])
        told = []

        def look() -> LoadProgress | None:
            step = next(looks)
            if step == second:
                loading.set_result(None)
            return step

        async def show(step: LoadProgress) -> None:
            told.append(step)

        await follow(loading, look, show, seconds=0)

        assert told == [first, second]

    async def test_a_load_that_fails_ends_it_too(self):
        """Its error is for whoever began it."""
        loading: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        loading.set_exception(OSError("disk full"))

        await follow(loading, lambda: None, NotImplemented, seconds=0)

        with pytest.raises(OSError, match="disk full"):
            loading.result()
