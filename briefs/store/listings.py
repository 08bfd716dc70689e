"""What each speaker, topic and pair of both lists, and how many: kept in step on each write.

A statement is listed once, by its first quotation that names a speaker. Reading a page of any
subject is then one walk along the primary key, and its total is one row, whatever the size.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import Any

import sqlalchemy as sa

from briefs.store.engine import batches, upsert
from briefs.store.identity import speaker_id
from briefs.store.reading import SHOWN_KINDS
from briefs.store.schema import articles, listings, quotations, subjects

_Row = sa.RowMapping
_Counts = Counter[tuple[str, str]]


def refresh(connection: sa.Connection, statement_keys: Collection[str]) -> None:
    """List anew whatever has one of these keys; to be called after each change to quotations."""
    keys = sorted(statement_keys)
    changes: _Counts = Counter()
    # All are taken away before any is listed: an article's quotations may have changed places.
    for some in batches(keys):
        changes.subtract(_unlist(connection, some))
    for some in batches(keys):
        changes.update(_list(connection, some))
    rows = [
        {"speaker_id": speaker, "topic_id": topic, "count": change}
        for (speaker, topic), change in sorted(changes.items())
        if change
    ]
    upsert(connection, subjects, rows, lambda new: {"count": subjects.c.count + new["count"]})


def _unlist(connection: sa.Connection, keys: Sequence[str]) -> _Counts:
    """Take all their listings away; how many each subject loses by it."""
    affected = quotations.c.statement_key.in_(keys)
    here = listings.c.quotation.in_(sa.select(quotations.c.number).where(affected))
    subject = (listings.c.speaker_id, listings.c.topic_id)
    lost: _Counts = Counter()
    counted = sa.select(*subject, sa.func.count()).where(here).group_by(*subject)
    for speaker, topic, count in connection.execute(counted):
        lost[speaker, topic] = count
    connection.execute(sa.delete(listings).where(here))
    connection.execute(
        sa.update(quotations).where(affected).values(statement=None, listed=False),
    )
    return lost


def _list(connection: sa.Connection, keys: Sequence[str]) -> _Counts:
    """List each statement of what can be shown; how many each subject gains by it."""
    same_words: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in connection.execute(_showable(keys)).mappings():
        same_words[row["statement_key"]].append(row)
    statements = [one for rows in same_words.values() for one in _statements(rows)]
    if not statements:
        return Counter()
    connection.execute(_set_membership, [row for one in statements for row in _members(one)])
    places = [place for one in statements for place in _places(_lead(one))]
    connection.execute(sa.insert(listings), places)
    return Counter((str(place["speaker_id"]), str(place["topic_id"])) for place in places)


def _showable(keys: Sequence[str]) -> sa.Select[Any]:
    """Quotations with these keys that `reading.is_shown`, first loaded first."""
    return (
        sa.select(quotations, articles.c.day)
        .join(articles, articles.c.key == quotations.c.article_key)
        .where(
            quotations.c.statement_key.in_(keys),
            quotations.c.withdrawn.is_(False),
            quotations.c.short.is_(False),
            quotations.c.kind.in_([kind.value for kind in SHOWN_KINDS]),
        )
        .order_by(quotations.c.number)
    )


def _statements(rows: Iterable[_Row]) -> list[list[_Row]]:
    """The same words by the same speakers are one statement.

    Unattributed ones join it when only one attributed statement has these words; with several
    nobody can tell whose they are, so they stay by themselves.
    """
    groups: defaultdict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(sorted(row["speakers"]))].append(row)
    unattributed = groups.pop((), [])
    found = list(groups.values())
    if unattributed and len(found) == 1:
        found[0].extend(unattributed)
    elif unattributed:
        found.append(unattributed)
    return found


def _lead(statement: Sequence[_Row]) -> _Row:
    """The quotation that shows the statement: attributed ones stand first, in order of loading."""
    return statement[0]


_set_membership = (
    sa.update(quotations)
    .where(quotations.c.number == sa.bindparam("of"))
    .values(statement=sa.bindparam("belongs_to"), listed=sa.bindparam("leads"))
)


def _members(statement: Sequence[_Row]) -> list[dict[str, object]]:
    """What `_set_membership` writes. A statement has the id of its first member for good."""
    first = min(statement, key=lambda row: row["number"])
    lead = _lead(statement)
    return [
        {"of": row["number"], "belongs_to": first["id"], "leads": row is lead} for row in statement
    ]


def _places(row: _Row) -> list[dict[str, object]]:
    """Everywhere a quotation is listed: under each speaker, each topic, each pair, and all."""
    return [
        {
            "speaker_id": speaker,
            "topic_id": topic,
            "age": -row["day"].toordinal() if row["day"] else 0,
            "article_key": row["article_key"],
            "position": row["position"],
            "quotation": row["number"],
        }
        for speaker, topic in product(
            ["", *dict.fromkeys(map(speaker_id, row["speakers"]))],
            ["", *dict.fromkeys(row["filed_under"])],
        )
    ]
