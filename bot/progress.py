"""How far a load is: in words, and as a line on a terminal that keeps up with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TextIO

from briefs.model import LoadProgress

#: Seconds a load may take before it is worth a line; a newcomer's takes less.
WORTH_A_LINE: Final = 1.0
#: Seconds between two lines where they stay, as in a log.
BETWEEN_LINES: Final = 10.0
#: Seconds between two pictures of the bar.
BETWEEN_PICTURES: Final = 0.1
_BAR: Final = 24
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE


def write_progress(progress: LoadProgress) -> str:
    """As in 1,200 of 10,000 articles, 85 a second, about 2 min left."""
    parts = [f"{progress.done:,} of {progress.total:,} articles"]
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if progress.rate:
        parts.append(f"{progress.rate:,.{0 if progress.rate >= 10 else 1}f} a second")  # noqa: PLR2004 -- two digits are enough
    if progress.seconds_left is not None and progress.done < progress.total:
        parts.append(f"about {write_duration(progress.seconds_left)} left")
    return ", ".join(parts)


def write_duration(seconds: float) -> str:
    """As in 40 s, 2 min or 3 h 10 min: nobody plans by more than that."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < _HOUR:
        return f"{round(seconds / _MINUTE)} min"
    hours, minutes = divmod(round(seconds / _MINUTE), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


class ProgressLine:
    """Shows the progress of a load: a bar on a terminal, elsewhere a line now and then.

    To be called with each progress; a short load shows nothing. Lines go to `log` where there is
    one, so that a log has no others than its own.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        log: Callable[[str], None] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._log = log
        self._monotonic = monotonic
        self._is_terminal = stream.isatty()
        self._between = BETWEEN_PICTURES if self._is_terminal else BETWEEN_LINES
        self._next = 0.0
        self._drawn = False

    def __call__(self, progress: LoadProgress) -> None:
        """Show how far it is."""
        is_done = progress.done == progress.total
        if is_done and self._drawn:
            self._draw(progress, end="\n")
            self._drawn = False
        elif not is_done and progress.seconds >= WORTH_A_LINE and self._monotonic() >= self._next:
            self._next = self._monotonic() + self._between
            self._draw(progress, end="" if self._is_terminal else "\n")

    def break_off(self) -> None:
        """The load has ended, perhaps before it was done: what follows begins a line of its own."""
        if self._drawn and self._is_terminal:
            self._stream.write("\n")
            self._stream.flush()
        self._drawn = False

    def _draw(self, progress: LoadProgress, *, end: str) -> None:
        self._drawn = True
        text = write_progress(progress)
        if self._log and not self._is_terminal:
            self._log(text)
            return
        if self._is_terminal:
            filled = _BAR * progress.done // progress.total
            text = f"\r\x1b[K[{'█' * filled}{'░' * (_BAR - filled)}] {text}"
        self._stream.write(text + end)
        self._stream.flush()
