"""Quotations as a reader is shown them: a subject's pages, one card, one card where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from briefs.errors import NotFoundError
from briefs.model import (
    Card,
    CardContext,
    Period,
    Printing,
    Printings,
    QuotationKind,
    Speaker,
    Subject,
    Withdrawn,
)
from briefs.store.articles import find_paragraph, publication_date, spans
from briefs.store.identity import speaker_id
from briefs.store.people import get_speakers, has_aliases
from briefs.store.prepared import PreparedQuery
from briefs.store.reading import SHOWN_KINDS, topic_listed
from briefs.store.schema import articles, listings, quotations, subjects
from briefs.store.search import Found, Scope, find_listed, read_wanted
from briefs.store.statements import find_printings, with_places
from briefs.store.timelines import UNDATED, ages_of, count_ages

#: Of the quotations that have some words, at most so many are put in order and counted.
MOST_HITS = 5_000


class Hits(NamedTuple):
    """The quotations with some words."""

    numbers: tuple[int, ...]  #: in the order of reading
    is_cut: bool  #: more have the words; these are among the last loaded
    undated: int  #: how many with the words have no day; in these numbers if no period is asked for


def find_cards(
    connection: sa.Connection,
    subject: Subject,
    *,
    offset: int,
    limit: int,
    hits: Hits | None = None,
    speaker: Speaker | None = None,
) -> tuple[Card, ...]:
    """A stretch of what the subject lists: newest article first, undated last, then as printed.

    No statement comes twice. An empty subject lists everything. What was found for the subject's
    words already need not be searched for again, nor the subject's speaker read.
    """
    if subject.words is not None:
        found = (hits or find_hits(connection, subject)).numbers[offset : offset + limit]
        asked = {"numbers": found}
        rows = connection.execute(_these(subject.reported), asked).all()
        return with_places(connection, _as_cards(connection, rows), rows)
    asked_for = {
        "offset": offset,
        "limit": limit,
        **_key(subject),
        **_within(ages_of(subject.period)),
    }
    rows = _page(subject.reported, subject.period is not None).run(connection, asked_for)
    return with_places(connection, _as_cards(connection, rows, speaker), rows)


def find_newest(
    connection: sa.Connection, subject: Subject, periods: Sequence[Period]
) -> tuple[Card, ...]:
    """The newest card of each of these periods, the latest first; all periods have some."""
    asked: dict[str, Any] = _key(subject)
    for turn, period in enumerate(periods):
        asked |= {f"{name}{turn}": age for name, age in _within(ages_of(period)).items()}
    rows = _newest(subject.reported, len(periods)).run(connection, asked) if periods else ()
    return with_places(connection, _as_cards(connection, rows), rows)


def count_cards(connection: sa.Connection, subject: Subject) -> int:
    """How many the subject lists, on all pages; of words at most `MOST_HITS`."""
    if subject.words is not None:
        return len(find_hits(connection, subject).numbers)
    if subject.period is not None:
        return _count_within(connection, subject, ages_of(subject.period))
    rows = _COUNT.run(connection, _key(subject))
    return rows[0].number if rows else 0


def count_undated(connection: sa.Connection, subject: Subject, hits: Hits | None = None) -> int:
    """Of how many that it lists nobody knows the day, so that no period has them."""
    if subject.words is not None:
        return (hits or find_hits(connection, subject)).undated
    return _count_within(connection, subject, UNDATED)


def find_hits(connection: sa.Connection, subject: Subject) -> Hits:
    """What the subject lists that has its words.

    They are looked for in the paragraphs of quotations, and only if they are in none nearby.
    """
    wanted, speaker = read_wanted(subject.words or ""), _find_name(connection, subject.speaker_id)
    undated = 0
    for nearby in (False, True):
        scope = Scope(
            speaker=speaker,
            speaker_id=subject.speaker_id or "",
            topic_id=topic_listed(subject),
            nearby=nearby,
            most=MOST_HITS,
        )
        found = find_listed(connection, wanted, scope)
        undated = undated or found.ages.count(UNDATED[0])
        numbers = found.numbers if subject.period is None else _keep(found, ages_of(subject.period))
        if numbers:
            return Hits(numbers, is_cut=found.is_cut, undated=undated)
    return Hits((), is_cut=False, undated=undated)


def _keep(found: Found, ages: tuple[int, int]) -> tuple[int, ...]:
    newest, oldest = ages
    pairs = zip(found.numbers, found.ages, strict=True)
    return tuple(number for number, age in pairs if newest <= age <= oldest)


def get_context(connection: sa.Connection, quotation_id: str) -> CardContext | Withdrawn:
    """The quotation in its paragraph. Raises NotFoundError for an id nobody was ever given.

    With the first of the other articles that print its words.
    """
    row = connection.execute(_CONTEXT, {"id": quotation_id}).one_or_none()
    if row is None or row.withdrawn:
        return _withdrawn(connection, quotation_id)
    contents = spans(row.contents)
    start, end = find_paragraph(row.text, contents[0].start, contents[-1].end)
    sources, cue = spans(row.sources), row.cue
    (card,) = with_places(connection, _as_cards(connection, [row]), [row])
    return CardContext(
        card=card,
        paragraph=row.text[start:end],
        quoted=tuple((content.start - start, content.end - start) for content in contents),
        mention=sources[0].text if sources else None,
        cue=cue[2] if cue else None,
        article_key=row.article_key,
        printings=_find_others(connection, card) if card.elsewhere else (),
    )


def get_printings(
    connection: sa.Connection, quotation_id: str, *, offset: int
) -> Printings | Withdrawn:
    """A page of the articles that print the words of a quotation, which is one of them."""
    row = connection.execute(_CONTEXT, {"id": quotation_id}).one_or_none()
    if row is None or row.withdrawn:
        return _withdrawn(connection, quotation_id)
    card = _as_cards(connection, [row])[0]
    return find_printings(connection, card, offset=offset)


def _find_others(connection: sa.Connection, card: Card) -> tuple[Printing, ...]:
    first = find_printings(connection, card, offset=0).printings
    return tuple(one for one in first if one.id != card.id)


def select_cards() -> sa.Select[Any]:
    """The rows `cards_of` understands, of quotations that stand; to be narrowed and ordered."""
    return _cards().where(quotations.c.withdrawn.is_(False))


def cards_of(connection: sa.Connection, query: sa.Select[Any]) -> tuple[Card, ...]:
    """The cards of a query made from `select_cards`, in its order."""
    return _as_cards(connection, connection.execute(query).all())


_ORDER = (listings.c.age, listings.c.article_key, listings.c.position)

#: The same order, from what it is worked out of.
_AS_READ = (
    articles.c.day.is_(None),
    articles.c.day.desc(),
    articles.c.key,
    quotations.c.position,
)


def _find_name(connection: sa.Connection, found_id: str | None) -> str | None:
    """The name that all the speaker's quotations are stored with; None: there are several."""
    if found_id is None:
        return None
    speaker = get_speakers(connection, [found_id]).get(found_id)
    return speaker.name if speaker and not has_aliases(connection, speaker.name) else None


def _count_within(connection: sa.Connection, subject: Subject, ages: tuple[int, int]) -> int:
    """Anybody's are summed up by days: of everything since 2020 there are too many to walk."""
    within = _within(ages)
    if subject.speaker_id is None:
        return count_ages(connection, topic_listed(subject), **within)
    return connection.execute(_COUNT_WITHIN, {**_key(subject), **within}).scalar() or 0


def _key(subject: Subject) -> dict[str, str]:
    return {"of": subject.speaker_id or "", "on": topic_listed(subject)}


def _within(ages: tuple[int, int]) -> dict[str, int]:
    return {"newest": ages[0], "oldest": ages[1]}


def _cards(*more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Without the words of full text: they are long, and no card shows them."""
    said: tuple[str, ...] = ("id", "kind", "contents", "cue", "sources", "speakers", "role")
    said += ("number", "statement_key", "statement", "withdrawn")
    about = (articles.c.title, articles.c.publisher, articles.c.day, articles.c.basis)
    return sa.select(
        *(quotations.c[name] for name in said), quotations.c.article_key, *about, *more
    ).join(articles, articles.c.key == quotations.c.article_key)


# Putting a statement together takes longer than the engine needs for it: these are kept.

_COUNT = PreparedQuery(
    sa.select(subjects.c.count.label("number")).where(
        subjects.c.speaker_id == sa.bindparam("of"), subjects.c.topic_id == sa.bindparam("on")
    )
)

_LISTED = (
    listings.c.speaker_id == sa.bindparam("of"),
    listings.c.topic_id == sa.bindparam("on"),
)
_WITHIN = listings.c.age.between(sa.bindparam("newest"), sa.bindparam("oldest"))

_COUNT_WITHIN = sa.select(sa.func.count()).select_from(listings).where(*_LISTED, _WITHIN)

_CONTEXT = _cards(articles.c.text).where(quotations.c.id == sa.bindparam("id"))


@cache
def _page(with_text: bool, within: bool) -> PreparedQuery:
    """A stretch of a list; the text is needed for reported speech, and long."""
    page = (
        sa.select(listings)
        .where(*_LISTED, *([_WITHIN] if within else []))
        .order_by(*_ORDER)
        .offset(sa.bindparam("offset"))
        .limit(sa.bindparam("limit"))
        .subquery()
    )
    return PreparedQuery(
        _cards(*_text(with_text))
        .join(page, page.c.quotation == quotations.c.number)
        .order_by(page.c.age, page.c.article_key, page.c.position)
    )


@cache
def _newest(with_text: bool, periods: int) -> PreparedQuery:
    """The first in each of so many stretches of a list."""
    firsts = []
    for turn in range(periods):
        within = listings.c.age.between(
            sa.bindparam(f"newest{turn}"), sa.bindparam(f"oldest{turn}")
        )
        here = sa.select(listings.c.quotation).where(*_LISTED, within)
        firsts.append(sa.select(here.order_by(*_ORDER).limit(1).subquery()))
    found = sa.union_all(*firsts).subquery()
    return PreparedQuery(
        _cards(*_text(with_text))
        .join(found, found.c.quotation == quotations.c.number)
        .order_by(*_AS_READ)
    )


@cache
def _these(with_text: bool) -> sa.Select[Any]:
    """Quotations by their numbers."""
    numbers: sa.BindParameter[int] = sa.bindparam("numbers", expanding=True)
    return _cards(*_text(with_text)).where(quotations.c.number.in_(numbers)).order_by(*_AS_READ)


def _text(with_text: bool) -> tuple[sa.ColumnElement[Any], ...]:
    return (articles.c.text,) if with_text else ()


def _as_cards(
    connection: sa.Connection, rows: Sequence[Any], known: Speaker | None = None
) -> tuple[Card, ...]:
    """One query for the speakers of all rows; none where it is one who is known."""
    ids = {speaker_id(name) for row in rows for name in row.speakers}
    by_id = {known.id: known} if known else {}
    speakers = by_id if ids <= by_id.keys() else get_speakers(connection, ids)
    return tuple(
        Card(
            id=row.id,
            kind=QuotationKind(row.kind),
            pieces=_pieces(row),
            speakers=tuple(speakers[speaker_id(name)] for name in row.speakers),
            role=row.role,
            title=row.title,
            publisher=row.publisher,
            published=publication_date(row.day, row.basis),
        )
        for row in rows
    )


def _pieces(row: sa.Row[Any]) -> tuple[str, ...]:
    """The words; of reported speech with who said it and how: "denied" must not get lost."""
    contents = spans(row.contents)
    if row.kind in SHOWN_KINDS:
        return tuple(content.text for content in contents)
    parts = [*contents, *spans(row.sources), *spans([row.cue] if row.cue else [])]
    return (row.text[min(one.start for one in parts) : max(one.end for one in parts)],)


def _withdrawn(connection: sa.Connection, quotation_id: str) -> Withdrawn:
    known = sa.select(quotations.c.id).where(quotations.c.id == quotation_id)
    if connection.execute(known).one_or_none() is None:
        raise NotFoundError("quotation", quotation_id)
    return Withdrawn(id=quotation_id)
