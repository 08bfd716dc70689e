"""Full text: the quotations whose paragraph holds all of some words, whatever their endings.

The engine's own index does it. Everything that only SQLite understands is in `_found_by`.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from briefs.folding import fold
from briefs.store.schema import quotations

_WORD = re.compile(r"[^\W_]+")


def matching(words: str) -> sa.Select[Any] | None:
    """The numbers of the quotations with all of these words; None when there is no word in them."""
    terms = _WORD.findall(words)
    return _found_by(terms) if fold(words) and terms else None


def _found_by(terms: list[str]) -> sa.Select[Any]:
    """FTS5: quoted terms are words, never operators, and all must be there."""
    index = sa.table("quotation_words", sa.column("rowid", quotations.c.number.type))
    query = " ".join(f'"{term}"' for term in terms)
    return sa.select(index.c.rowid).where(
        sa.text("quotation_words MATCH :query").bindparams(query=query)
    )
