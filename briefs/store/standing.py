"""What decides where a quotation is listed, and which of the same words are one statement.

Values and pure functions over them, but for one query; `listings` writes what they decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

import sqlalchemy as sa

from briefs.store.engine import batches
from briefs.store.identity import speaker_id
from briefs.store.prepared import PreparedQuery
from briefs.store.reading import REPORTED, SHOWN_KINDS, SPOKEN_OF
from briefs.store.schema import aliases, articles, quotations


class Standing(NamedTuple):
    """A quotation that can be shown, reduced to what decides where it is listed."""

    number: int  #: in order of loading
    id: str
    statement_key: str
    speakers: tuple[str, ...]  #: ids of those whom the names stand for
    filed_under: tuple[str, ...]
    age: int  #: minus the day's ordinal; 0: the article is undated
    article_key: str
    position: int

    @property
    def voices(self) -> tuple[str, ...]:
        """Its speakers in whatever order: the same words by the same voices are one statement."""
        return tuple(sorted(self.speakers))


class Membership(NamedTuple):
    """A quotation and the statement it belongs to."""

    number: int
    statement: str | None  #: id of the statement; None: the quotation cannot be shown
    leads: bool  #: the statement is shown by this one


def find_standing(connection: sa.Connection, article_keys: Collection[str]) -> dict[int, Standing]:
    """What of these articles can be shown (`reading.is_shown`), by number."""
    return {
        one.number: one
        for some in batches(sorted(article_keys))
        for one in _find(connection, quotations.c.article_key.in_(some))
    }


def find_same_words(connection: sa.Connection, keys: Collection[str]) -> Iterator[list[Standing]]:
    """What can be shown and has one of these statement keys: a list for each, in loading order."""
    same: defaultdict[str, list[Standing]] = defaultdict(list)
    for some in batches(sorted(keys)):
        for one in _find(connection, quotations.c.statement_key.in_(some)):
            same[one.statement_key].append(one)
    yield from same.values()


def group_statements(same_words: Iterable[Standing]) -> list[list[Standing]]:
    """The same words by the same speakers are one statement; the one it is shown by comes first.

    Unattributed ones join it when only one attributed statement has these words; with several
    nobody can tell whose they are, so they stay by themselves.
    """
    groups: defaultdict[tuple[str, ...], list[Standing]] = defaultdict(list)
    for one in same_words:
        groups[one.voices].append(one)
    unattributed = groups.pop((), [])
    found = list(groups.values())
    if unattributed and len(found) == 1:
        found[0].extend(unattributed)
    elif unattributed:
        found.append(unattributed)
    return found


def memberships(statement: list[Standing]) -> Iterator[Membership]:
    """Who belongs to a statement. It has the id of the first of them that was loaded."""
    first = min(statement)
    for one in statement:
        yield Membership(one.number, first.id, one is statement[0])


def places(one: Standing) -> Iterator[dict[str, object]]:
    """Everywhere a quotation is listed: under each speaker, each topic, each pair, and all.

    Reported speech is listed under its own topics, and in no list of quotations.
    """
    topics = [] if REPORTED in one.filed_under else [""]
    for speaker, topic in product(
        ["", *one.speakers],
        [*topics, *dict.fromkeys(one.filed_under)],
    ):
        yield {
            "speaker_id": speaker,
            "topic_id": topic,
            "age": one.age,
            "article_key": one.article_key,
            "position": one.position,
            "quotation": one.number,
        }


def list_of(filed: str, leads: Mapping[str, str]) -> str:
    """The list of what is filed under this: a person's is known by the person's id."""
    if not filed.startswith(SPOKEN_OF):
        return filed
    spoken_of = speaker_id(filed.removeprefix(SPOKEN_OF))
    return SPOKEN_OF + leads.get(spoken_of, spoken_of)


def find_leads(connection: sa.Connection) -> dict[str, str]:
    """By the id of each name that stands for somebody else, as administrators decided, theirs."""
    rows = _ALIASES.run(connection, {})
    return {speaker_id(row.name): speaker_id(row.stands_for) for row in rows}


def ids_of(names: Iterable[str], leads: Mapping[str, str]) -> tuple[str, ...]:
    """Whom the names stand for, each once."""
    ids = map(speaker_id, names)
    return tuple(dict.fromkeys(leads.get(one, one) for one in ids))


_ALIASES = PreparedQuery(sa.select(aliases.c.name, aliases.c.stands_for))


def _find(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Standing]:
    columns = quotations.c
    rows = connection.execute(
        sa.select(
            columns.number,
            columns.id,
            columns.statement_key,
            columns.kind,
            columns.speakers,
            columns.filed_under,
            articles.c.day,
            columns.article_key,
            columns.position,
        )
        .join(articles, articles.c.key == columns.article_key)
        .where(
            condition,
            columns.withdrawn.is_(False),
            columns.short.is_(False),
            columns.kind.in_([kind.value for kind in SHOWN_KINDS]) | columns.attributed.is_(True),
        )
        .order_by(columns.number)
    )
    leads = find_leads(connection)
    return [_standing(row, leads) for row in rows if row.kind in SHOWN_KINDS or row.filed_under]


def _standing(row: Any, leads: Mapping[str, str]) -> Standing:
    return Standing(
        number=row.number,
        id=row.id,
        statement_key=row.statement_key,
        speakers=ids_of(row.speakers, leads),
        filed_under=tuple(list_of(filed, leads) for filed in row.filed_under),
        age=-row.day.toordinal() if row.day else 0,
        article_key=row.article_key,
        position=row.position,
    )
