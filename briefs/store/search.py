"""Full text: the quotations with all of some words in or around them, whatever their endings.

Words in quote marks are looked for side by side; a word or such a phrase behind a minus is not to
be there: burden "fair share" -tariffs.

The engine's own index does it, over text that is folded before it is stored. What only one engine
understands is here, in functions that name it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from briefs.folding import fold
from briefs.store.schema import quotations

#: They stand in every paragraph, and nobody looks for them.
_SMALL_WORDS = """
a an and are as at be by did do for from has he in is it of on or she that the they this to was we
what when where which who why will with you
"""
_NOT_ASKED_FOR = frozenset(_SMALL_WORDS.split())

#: A minus begins what is not wanted only where a word could begin: "burden-sharing" has none.
_PART = re.compile(
    r"""(?P<minus>(?<!\S)[-−–](?=\S))?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))"""
)


class Wanted(NamedTuple):
    """What a search asks for; folded, each phrase as its words with a space between."""

    terms: tuple[str, ...]  #: all of these words, anywhere
    phrases: tuple[str, ...]  #: and all of these, as they stand
    excluded: tuple[str, ...]  #: none of these words and phrases

    @property
    def has_words(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms or self.phrases)


def read_wanted(text: str) -> Wanted:
    """What somebody typed. Small words count only within a phrase."""
    terms, phrases, excluded = [], [], []
    for part in _PART.finditer(text):
        folded = fold(part["phrase"] or part["word"] or "").split()
        if part["minus"]:
            excluded.append(" ".join(folded))
        elif part["phrase"] is not None:
            phrases.append(" ".join(folded))
        else:
            terms += [word for word in folded if word not in _NOT_ASKED_FOR]
    return Wanted(tuple(terms), tuple(filter(None, phrases)), tuple(filter(None, excluded)))


#: On PostgreSQL numbers are marked with their block of so many bits (see the first revision).
_BLOCK_BITS = 14

#: How many blocks are searched first; a common word has enough hits in them.
_FIRST_BLOCKS = 2

#: Of a larger part of all blocks it is cheaper to search all than to look for the marks.
_WORTH_MARKING = 1 / 3


def find_newest(
    connection: sa.Connection, words: str, *, speaker: str | None, nearby: bool, limit: int
) -> list[int]:
    """The numbers of the quotations with all of these words, last loaded first; only so many.

    The words are looked for in the quotation's paragraph and, nearby, also in the two before. With
    a speaker's name, only where it is among the speakers.
    """
    wanted = read_wanted(words)
    if not wanted.has_words:
        return []
    if connection.dialect.name == "postgresql":
        return _find_in_postgresql(connection, wanted, speaker, nearby=nearby, limit=limit)
    return _find_in_sqlite(connection, wanted, speaker, nearby=nearby, limit=limit)


def find_listed(
    connection: sa.Connection,
    numbers: Sequence[int],
    *,
    speaker_id: str,
    topic_id: str,
    ages: tuple[int, int],
) -> tuple[int, ...]:
    """Those of thousands of quotations that are listed there, in the order of reading.

    Of ages from the newest to the oldest, both included; see `listings`.

    Each is looked up by its number; left to themselves, engines walk all that is listed there.
    """
    asked: dict[str, Any] = {"speaker_id": speaker_id, "topic_id": topic_id}
    asked |= {"newest": ages[0], "oldest": ages[1]}
    if connection.dialect.name == "postgresql":
        given = sa.bindparam("numbers", list(numbers), sa.ARRAY(sa.BigInteger))
        query = sa.text(_LISTED_IN_POSTGRESQL).bindparams(given)
    else:
        query = sa.text(_LISTED_IN_SQLITE).bindparams(numbers=json.dumps(numbers))
    return tuple(connection.execute(query, asked).scalars())


_LISTED_IN_POSTGRESQL = """
SELECT listed.quotation FROM unnest(:numbers) AS hit CROSS JOIN LATERAL (
    SELECT * FROM listings
    WHERE quotation = hit AND speaker_id = :speaker_id AND topic_id = :topic_id LIMIT 1
) AS listed
WHERE age BETWEEN :newest AND :oldest
ORDER BY age, article_key, position
"""

_LISTED_IN_SQLITE = """
SELECT quotation FROM json_each(:numbers) AS hit CROSS JOIN listings
WHERE quotation = hit.value AND speaker_id = :speaker_id AND topic_id = :topic_id
AND age BETWEEN :newest AND :oldest
ORDER BY age, article_key, position
"""


def _find_in_sqlite(
    connection: sa.Connection, wanted: Wanted, speaker: str | None, *, nearby: bool, limit: int
) -> list[int]:
    """FTS5: quoted terms are words, never operators. It walks its lists from the end by itself."""
    columns = "words lead_in" if nearby else "words"
    query = f"{{{columns}}} : ({' '.join(map(_quoted, wanted.terms + wanted.phrases))})"
    if wanted.excluded:
        query = f"({query} NOT {{{columns}}} : ({' OR '.join(map(_quoted, wanted.excluded))}))"
    if speaker is not None:
        # Names are indexed as they stand in their column, which is JSON.
        query += f" AND speakers : {_quoted(json.dumps(speaker)[1:-1])}"
    newest = sa.text(
        "SELECT rowid FROM quotation_words WHERE quotation_words MATCH :query "
        "ORDER BY rowid DESC LIMIT :limit"
    )
    return list(connection.execute(newest, {"query": query, "limit": limit}).scalars())


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _find_in_postgresql(
    connection: sa.Connection, wanted: Wanted, speaker: str | None, *, nearby: bool, limit: int
) -> list[int]:
    """GIN: it knows no order, but blocks of numbers; the newest come first, then all."""
    # The planner thinks a table of vectors cheap to read, since it does not count unpacking them.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    column = "nearby" if nearby else "words"
    query, asked = _in_postgresql(wanted)
    newest = sa.text(
        f"WITH hits AS MATERIALIZED (SELECT number FROM quotation_words WHERE {column} @@ "  # noqa: S608 - one of two names, and functions
        f"({query} && CAST(:marks AS tsquery))) "
        "SELECT number FROM hits ORDER BY number DESC LIMIT :limit"
    )
    asked["limit"] = limit
    by = [] if speaker is None else [_lexeme(f"@{speaker}")]
    last = _find_last_block(connection)
    reach = _FIRST_BLOCKS
    while True:
        is_part = reach <= last * _WORTH_MARKING
        marks = " & ".join([*by, *([_in_blocks(last, reach)] if is_part else [])])
        found = list(connection.execute(newest, {**asked, "marks": marks}).scalars())
        if len(found) >= limit or not is_part:
            return found
        reach = 2 * reach * limit // max(1, len(found))  # as many again as should be enough


def _in_postgresql(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The query as functions of parameters, and those."""
    asked: dict[str, Any] = {}
    parts = []
    if wanted.terms:
        parts, asked["terms"] = ["plainto_tsquery('briefs', :terms)"], " ".join(wanted.terms)
    for sign, phrases in (("", wanted.phrases), ("!!", wanted.excluded)):
        for phrase in phrases:
            name = f"phrase{len(asked)}"
            parts.append(f"{sign}phraseto_tsquery('briefs', :{name})")
            asked[name] = phrase
    return " && ".join(parts), asked


def _find_last_block(connection: sa.Connection) -> int:
    highest = connection.execute(sa.select(sa.func.max(quotations.c.number))).scalar() or 0
    return highest >> _BLOCK_BITS


def _in_blocks(last: int, reach: int) -> str:
    marks = (_lexeme(f"#{block}") for block in range(last, last - reach, -1))
    return f"({' | '.join(marks)})"


def _lexeme(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
