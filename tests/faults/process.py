"""The bot as an operator runs it: a process that asks Telegram for updates."""

from __future__ import annotations

import os
from collections.abc import Mapping

from tests.replicas.fleet import Replica


class Bot(Replica):
    """One process, on a database in a file."""

    def __init__(self, number: int, environment: Mapping[str, str] | None = None) -> None:
        super().__init__(number)
        self._further = environment or {}

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        outer = os.environ  # noqa: TID251 -- what a process is started with
        bare = {name: value for name, value in outer.items() if not name.startswith("NATO_BRIEFS_")}
        bare |= self._further
        return bare | {f"NATO_BRIEFS_{name.upper()}": value for name, value in settings.items()}
