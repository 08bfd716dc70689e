"""What a process of tests does once, as a bot does it once in its life.

A bot opens one database and seldom loads. The tests open thousands of databases and load hundreds
of times in one process, and would do the same work for each of them again.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.context import ForkServerContext
from typing import Any

import pytest
import sqlalchemy as sa

#: Objects that are made before Python looks for those in circles; its 700 are for small programs.
_MADE_BETWEEN_LOOKS = 50_000


class _Statements(dict[Any, Any]):
    """What SQLAlchemy made of statements, for all connections that speak one dialect.

    It asks with the dialect of the engine first, of which each engine has one of its own.
    """

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)


@contextmanager
def shared_statements() -> Iterator[None]:
    """Every statement is put into SQL once for each dialect, not once for each database."""
    compiled: defaultdict[str, _Statements] = defaultdict(_Statements)

    def share(connection: sa.Connection) -> None:
        connection.execution_options(compiled_cache=compiled[connection.dialect.name])

    sa.event.listen(sa.Engine, "engine_connect", share)
    yield
    sa.event.remove(sa.Engine, "engine_connect", share)


@cache
def forking() -> ForkServerContext:
    """Makes processes that have the program loaded already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.preloaded"])
    return context


@contextmanager
def forked_workers() -> Iterator[None]:
    """Processes that read articles are forked from one that has loaded the rules of reading.

    The program starts each afresh, which takes as long as reading some dozen articles; from there
    on they are the same. What starting afresh is like, the tests of the command line see.
    """
    context = multiprocessing.get_context

    def get_context(method: str | None = None) -> Any:
        return forking() if method == "spawn" else context(method)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(multiprocessing, "get_context", get_context)
        yield


def collect_seldom() -> None:
    """What importing and collecting made stays until the end, and is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN_LOOKS)
