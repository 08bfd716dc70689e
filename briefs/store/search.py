"""Full text: the quotations with all of some words in or around them, whatever their endings.

The engine's own index does it, over text that is folded before it is stored. Everything that only
one of them understands is in `_found_by`.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from briefs.folding import fold
from briefs.store.schema import quotations

#: They stand in every paragraph, and nobody looks for them.
_SMALL_WORDS = """
a an and are as at be by did do for from has he in is it of on or she that the they this to was we
what when where which who why will with you
"""
_NOT_ASKED_FOR = frozenset(_SMALL_WORDS.split())


def matching(connection: sa.Connection, words: str, *, nearby: bool) -> sa.Select[Any] | None:
    """The numbers of the quotations with all of these words; None when there is no word in them.

    The words are looked for in the quotation's paragraph and, nearby, also in the two before.
    """
    terms = [term for term in fold(words).split() if term not in _NOT_ASKED_FOR]
    if not terms:
        return None
    found_by = _in_postgresql if connection.dialect.name == "postgresql" else _in_sqlite
    return found_by(terms, nearby=nearby)


def _in_sqlite(terms: list[str], *, nearby: bool) -> sa.Select[Any]:
    """FTS5: quoted terms are words, never operators, and all must be there."""
    index = sa.table("quotation_words", sa.column("rowid", quotations.c.number.type))
    query = " ".join(f'"{term}"' for term in terms)
    if not nearby:
        query = f"words : ({query})"
    match = sa.text("quotation_words MATCH :query").bindparams(query=query)
    return sa.select(index.c.rowid).where(match)


def _in_postgresql(terms: list[str], *, nearby: bool) -> sa.Select[Any]:
    """A tsvector, stemmed as FTS5 does it; again all must be there."""
    index = sa.table("quotation_words", sa.column("number", quotations.c.number.type))
    column = "nearby" if nearby else "words"
    match = sa.text(f"{column} @@ plainto_tsquery('briefs', :query)")
    return sa.select(index.c.number).where(match.bindparams(query=" ".join(terms)))
