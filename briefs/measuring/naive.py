"""The same questions as somebody would ask them who has a table of quotations and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager

import sqlalchemy as sa

from briefs.store.engine import Store, open_store
from briefs.store.schema import articles, quotations

_PAGE = 3


class Naive:
    """Questions to a store by LIKE, over every row."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    @contextmanager
    def opened(cls, database_url: str) -> Iterator[Naive]:
        """For as long as the block runs."""
        with closing(open_store(database_url)) as store:
            yield cls(store)

    def who(self, name: str) -> int:
        """How many quotations somebody has; the newest ones are fetched as well."""
        speakers = sa.cast(quotations.c.speakers, sa.Text)
        return self._page(speakers.contains(json.dumps(name), autoescape=True))

    def search(self, words: str) -> int:
        """The same for quotations with these words around them."""
        return self._page(
            sa.and_(
                *(quotations.c.words.icontains(word, autoescape=True) for word in words.split())
            )
        )

    def _page(self, condition: sa.ColumnElement[bool]) -> int:
        """A page and its total, as a card needs them."""
        found = (
            sa.select(quotations, articles.c.title, articles.c.publisher, articles.c.day)
            .join(articles, articles.c.key == quotations.c.article_key)
            .where(condition, quotations.c.withdrawn.is_(False))
        )
        newest = found.order_by(articles.c.day.desc()).limit(_PAGE)
        with self._store.read() as connection:
            connection.execute(newest).all()
            total = sa.select(sa.func.count()).select_from(found.subquery())
            return connection.execute(total).scalar_one()
