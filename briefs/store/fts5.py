"""Full text on SQLite: FTS5, which walks its lists from the end by itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from briefs.store.search import Scope, Wanted


def find_listed(
    connection: sa.Connection, wanted: Wanted, scope: Scope
) -> tuple[Sequence[int], Sequence[int], bool]:
    """The numbers of quotations, their ages, and whether there are more than were looked at."""
    asked = {"query": _write_query(wanted, scope), "limit": scope.most + 1}
    newest = connection.execute(_NEWEST, asked).scalars().all()
    numbers = json.dumps(newest[: scope.most])
    asked = {"numbers": numbers, "speaker_id": scope.speaker_id, "topic_id": scope.topic_id}
    listed = connection.execute(_LISTED, asked).all()
    return [row[0] for row in listed], [row[1] for row in listed], len(newest) > scope.most


_NEWEST = sa.text(
    "SELECT rowid FROM quotation_words WHERE quotation_words MATCH :query "
    "ORDER BY rowid DESC LIMIT :limit"
)

#: Each hit is looked up by its number; left to itself, the engine walks all that is listed there.
_LISTED = sa.text("""
SELECT quotation, age FROM json_each(:numbers) AS hit CROSS JOIN listings
WHERE quotation = hit.value AND speaker_id = :speaker_id AND topic_id = :topic_id
ORDER BY age, article_key, position
""")


def _write_query(wanted: Wanted, scope: Scope) -> str:
    """Quoted terms are words, never operators."""
    columns = "words lead_in" if scope.nearby else "words"
    query = f"{{{columns}}} : ({' '.join(map(_quoted, wanted.terms + wanted.phrases))})"
    if wanted.excluded:
        query = f"({query} NOT {{{columns}}} : ({' OR '.join(map(_quoted, wanted.excluded))}))"
    if scope.speaker is not None:
        # Names are indexed as they stand in their column, which is JSON.
        query += f" AND speakers : {_quoted(json.dumps(scope.speaker)[1:-1])}"
    return query


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
