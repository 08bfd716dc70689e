"""Full text on PostgreSQL: GIN over vectors of stems, which knows no order.

Each row is therefore marked with the block of numbers it belongs to, and the newest blocks are
asked first. Marked are speakers, too, and words that stand side by side; see the fourth revision.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from briefs.store.search import Scope, Wanted

#: Numbers are marked with their block of so many bits (see the first revision).
_BLOCK_BITS = 14

#: How many blocks are searched first; a common word has enough hits in them.
_FIRST_BLOCKS = 2

#: What it takes to read the marks of some blocks, for each pair of them, beside a block's hits.
_MARKS = 1 / 70


def find_listed(
    connection: sa.Connection, wanted: Wanted, scope: Scope
) -> tuple[Sequence[int], Sequence[int], bool]:
    """The numbers of quotations, their ages, and whether there are more than were looked at."""
    words, asked = _write_query(wanted, nearby=scope.nearby)
    query = _listed(
        "nearby" if scope.nearby else "words",
        words,
        is_everything=not scope.speaker_id and not scope.topic_id,
    )
    asked |= {"speaker_id": scope.speaker_id, "topic_id": scope.topic_id, "most": scope.most}
    by = [] if scope.speaker is None else [_lexeme(f"@{scope.speaker}")]
    last = _find_last_block(connection)
    reach = _FIRST_BLOCKS
    while True:
        is_part = _is_worth_marking(reach, last + 1)
        marks = " & ".join([*by, *([_in_blocks(last, reach)] if is_part else [])])
        enough = scope.most + 1 if is_part else 0
        row = connection.execute(query, {**asked, "marks": marks, "enough": enough}).one()
        if row.found >= enough:
            return row.numbers or (), row.ages or (), row.found > scope.most
        # Half as many again as should be enough, if words are as frequent further back.
        reach = 1 + 3 * reach * enough // (2 * max(1, row.found))


def _is_worth_marking(reach: int, blocks: int) -> bool:
    """Whether so many blocks, with about enough hits in them, are searched faster than all.

    Each mark is compared with each other, and there are the fewer hits in a block, the more blocks
    have to be searched.
    """
    return reach**3 * _MARKS < blocks - reach


@cache
def _listed(column: str, words: str, *, is_everything: bool) -> sa.TextClause:
    """Hits in their order, looked up by their numbers once there are enough of them.

    What is listed under nobody and nothing in particular has a small index of its own.
    """
    listed = (
        "speaker_id = '' AND topic_id = ''"
        if is_everything
        else "speaker_id = :speaker_id AND topic_id = :topic_id"
    )
    return sa.text(f"""
        WITH wanted AS MATERIALIZED (SELECT {words} && CAST(:marks AS tsquery) AS query),
        hits AS MATERIALIZED (
            SELECT number FROM quotation_words WHERE {column} @@ (SELECT query FROM wanted)
        ),
        newest AS MATERIALIZED (SELECT number FROM hits ORDER BY number DESC LIMIT :most + 1),
        counted AS MATERIALIZED (SELECT count(*) AS found FROM newest),
        enough AS MATERIALIZED (
            SELECT array_agg(number) AS numbers
            FROM (SELECT number FROM newest ORDER BY number DESC LIMIT :most) AS these
            WHERE (SELECT found FROM counted) >= :enough
        ),
        listed AS (
            SELECT quotation, age FROM listings
            WHERE quotation = ANY (CAST((SELECT numbers FROM enough) AS BIGINT[])) AND {listed}
            ORDER BY age, article_key, position
        )
        SELECT (SELECT found FROM counted) AS found,
            array_agg(quotation) AS numbers, array_agg(age) AS ages FROM listed
    """)  # noqa: S608 -- put together from words of this module


def _write_query(wanted: Wanted, *, nearby: bool) -> tuple[str, dict[str, Any]]:
    """The query as functions of parameters, and those."""
    asked: dict[str, Any] = {}
    every = "false" if nearby else "true"  # pairs that are marked
    parts = []
    if wanted.terms:
        parts, asked["terms"] = ["plainto_tsquery('briefs', :terms)"], " ".join(wanted.terms)
    for sign, phrases in (("", wanted.phrases), ("!!", wanted.excluded)):
        for phrase in phrases:
            name = f"phrase{len(asked)}"
            parts.append(f"{sign}briefs_phrase(:{name}, {every})")
            asked[name] = phrase
    return " && ".join(parts), asked


def _find_last_block(connection: sa.Connection) -> int:
    highest: int | None = connection.execute(_PREPARED_AND_LAST).scalars().one()
    return (highest or 0) >> _BLOCK_BITS


#: The planner thinks a table of vectors cheap to read, since it does not count unpacking them.
_PREPARED_AND_LAST = sa.text(
    "SELECT (SELECT max(number) FROM quotations), set_config('enable_seqscan', 'off', true)"
)


def _in_blocks(last: int, reach: int) -> str:
    marks = (_lexeme(f"#{block}") for block in range(last, last - reach, -1))
    return f"({' | '.join(marks)})"


def _lexeme(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
