"""Outcomes that have to be written down, however long the database is away.

What came of a call is known here and nowhere else. A locked database or a full disk is waited for;
if that takes long, the outcome is owed, and paid before anything else is sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final, ParamSpec, TypeVar

from bot.context import Desk
from briefs.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")

_LOG = logging.getLogger(__name__)

#: Seconds between attempts to write an outcome down while the store cannot.
PATIENCE: Final = (1, 5, 30)


class Ledger:
    """Writes outcomes, and remembers those that it could not write."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._owed: deque[Callable[[], object]] = deque()

    async def write(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a method of the newsroom, again and again if need be. Raises StoreError at last;
        then it is owed.
        """
        entry = partial(method, *args, **kwargs)
        for seconds in PATIENCE:
            try:
                return await self._desk.write(entry)
            except StoreError as error:
                _LOG.warning("An outcome waits to be written: %s", error)
                await asyncio.sleep(seconds)
        self._owed.append(entry)
        return await self._pay(entry)

    async def settle(self) -> None:
        """Write what is owed. Raises StoreError while that is still not possible."""
        while self._owed:
            await self._pay(self._owed[0])

    async def _pay(self, entry: Callable[[], T]) -> T:
        result = await self._desk.write(entry)
        self._owed.remove(entry)
        return result
