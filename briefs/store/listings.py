"""What each speaker, topic and pair of both lists, how many, and on which days: kept in step.

A statement is listed once, by its first quotation that names a speaker. Reading a page of any
subject is then one walk along the primary key, and its total is one row, whatever the size; how
much was said on a topic within years is a sum over days. A further copy of known words costs the
same whether there are three of them or ten thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa

from briefs.store.engine import batches, upsert
from briefs.store.schema import days, listings, quotations, subjects
from briefs.store.standing import (
    Membership,
    Standing,
    find_leads,
    find_same_words,
    group_statements,
    ids_of,
    memberships,
    places,
)

_Standings = Mapping[int, Standing]

#: By how much each list grows: speaker, topic, age.
_Growth = Counter[tuple[str, str, int]]


class _Lead(NamedTuple):
    """The quotation a statement is shown by, as it was before the change."""

    number: int
    voices: tuple[str, ...]
    statement: str


@dataclass(kw_only=True, slots=True)
class _Plan:
    """What has to be written."""

    unlist: set[int] = field(default_factory=set)
    members: dict[int, Membership] = field(default_factory=dict)
    enlist: dict[int, Standing] = field(default_factory=dict)
    #: Statement keys whose statements are worked out anew from all that have them.
    anew: set[str] = field(default_factory=set)


def refresh(connection: sa.Connection, before: _Standings, after: _Standings) -> None:
    """List what can be shown now; to be called after each change to quotations.

    Takes what could be shown of the articles concerned before the change, and what can be now.
    """
    changed = {number for number in {*before, *after} if before.get(number) != after.get(number)}
    if not changed:
        return
    plan = _Plan()
    known = _find_memberships(connection, changed & before.keys())
    for number in changed & before.keys():
        _take_away(plan, before[number], after.get(number), known[number])
    added = [after[number] for number in sorted(changed & after.keys())]
    leads = _find_leads(connection, {one.statement_key for one in added}, apart=plan.members)
    for one in added:
        if not _is_same_member(before.get(one.number), one) and one.statement_key not in plan.anew:
            _add(plan, one, leads[one.statement_key])
    _work_out_anew(connection, plan)
    _write(connection, plan)


def rearrange(connection: sa.Connection, keys: Collection[str]) -> None:
    """Work out all statements with these keys anew: whom a name stands for has changed."""
    plan = _Plan(anew=set(keys))
    _work_out_anew(connection, plan)
    _write(connection, plan)


def _take_away(plan: _Plan, old: Standing, new: Standing | None, known: Membership) -> None:
    """A statement is worked out anew when it loses the one it is shown by or named after."""
    if new is not None and _is_same_member(old, new):
        if known.leads:  # it only moved
            plan.unlist.add(old.number)
            plan.enlist[old.number] = new
        return
    if known.leads or known.statement == old.id:
        plan.anew.add(old.statement_key)
    if known.leads:
        plan.unlist.add(old.number)
    plan.members[old.number] = Membership(old.number, None, leads=False)


def _is_same_member(old: Standing | None, new: Standing) -> bool:
    return old is not None and (old.statement_key, old.voices) == (new.statement_key, new.voices)


def _add(plan: _Plan, new: Standing, leads: list[_Lead]) -> None:
    """Add a quotation to the statements that have its words; `leads` is kept in step."""
    own = _find_own(new, leads)
    if own is None:
        plan.anew.add(new.statement_key)
        return
    if own and (own[0].voices or not new.voices):
        plan.members[new.number] = Membership(new.number, own[0].statement, leads=False)
        return
    statement = own[0].statement if own else new.id
    for lead in own:  # whoever is named from now on shows what nobody was named for
        plan.unlist.add(lead.number)
        plan.enlist.pop(lead.number, None)
        plan.members[lead.number] = Membership(lead.number, statement, leads=False)
        leads.remove(lead)
    leads.append(_Lead(new.number, new.voices, statement))
    plan.members[new.number] = Membership(new.number, statement, leads=True)
    plan.enlist[new.number] = new


def _find_own(new: Standing, leads: list[_Lead]) -> list[_Lead] | None:
    """The statement a quotation joins, if there is one; None: that takes a look at all members."""
    if any(lead.number > new.number for lead in leads):
        return None  # it was there before, and comes first again
    own = [lead for lead in leads if lead.voices == new.voices]
    attributed = [lead for lead in leads if lead.voices]
    if own:
        return own
    if new.voices and len(attributed) == 1:
        return None  # what is unattributed joined the only voice, and has to leave it
    if new.voices:
        return [] if attributed else leads[:]
    return attributed if len(attributed) == 1 else []


def _work_out_anew(connection: sa.Connection, plan: _Plan) -> None:
    for leads in _find_leads(connection, plan.anew).values():
        plan.unlist.update(lead.number for lead in leads)
    plan.enlist = {n: one for n, one in plan.enlist.items() if one.statement_key not in plan.anew}
    for same_words in find_same_words(connection, plan.anew):
        for statement in group_statements(same_words):
            plan.enlist[statement[0].number] = statement[0]
            plan.members.update((one.number, one) for one in memberships(statement))


def _write(connection: sa.Connection, plan: _Plan) -> None:
    """All are taken away before any is listed: an article's may have changed places."""
    growth = _unlist(connection, plan.unlist)
    if plan.members:
        connection.execute(_set_membership, [_as_row(one) for one in plan.members.values()])
    listed = [place for one in plan.enlist.values() for place in places(one)]
    if listed:
        connection.execute(sa.insert(listings), listed)
    growth.update(_subject_and_age(place) for place in listed)
    _count_subjects(connection, growth)
    _count_days(connection, growth)


def _subject_and_age(place: Mapping[str, Any]) -> tuple[str, str, int]:
    return place["speaker_id"], place["topic_id"], place["age"]


def _count_subjects(connection: sa.Connection, growth: _Growth) -> None:
    changes = Counter[tuple[str, str]]()
    for (speaker, topic, _), change in growth.items():
        changes[speaker, topic] += change
    rows = [
        {"speaker_id": speaker, "topic_id": topic, "count": change}
        for (speaker, topic), change in sorted(changes.items())
        if change
    ]
    upsert(connection, subjects, rows, lambda new: {"count": subjects.c.count + new["count"]})


def _count_days(connection: sa.Connection, growth: _Growth) -> None:
    rows = [
        {"topic_id": topic, "age": age, "count": change}
        for (speaker, topic, age), change in sorted(growth.items())
        if change and not speaker
    ]
    upsert(connection, days, rows, lambda new: {"count": days.c.count + new["count"]})


def _unlist(connection: sa.Connection, numbers: Iterable[int]) -> _Growth:
    """Take all their listings away; how many each list loses by it, as negative numbers."""
    lost = _Growth()
    subject = (listings.c.speaker_id, listings.c.topic_id, listings.c.age)
    for some in batches(sorted(numbers)):
        here = listings.c.quotation.in_(some)
        counted = sa.select(*subject, sa.func.count()).where(here).group_by(*subject)
        for speaker, topic, age, count in connection.execute(counted):
            lost[speaker, topic, age] -= count
        connection.execute(sa.delete(listings).where(here))
    return lost


_set_membership = (
    sa.update(quotations)
    .where(quotations.c.number == sa.bindparam("of"))
    .values(statement=sa.bindparam("belongs_to"), listed=sa.bindparam("leads"))
)


def _as_row(one: Membership) -> dict[str, object]:
    return {"of": one.number, "belongs_to": one.statement, "leads": one.leads}


def _find_memberships(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, Membership]:
    query = sa.select(quotations.c.number, quotations.c.statement, quotations.c.listed)
    return {
        row.number: Membership(*row)
        for some in batches(sorted(numbers))
        for row in connection.execute(query.where(quotations.c.number.in_(some)))
    }


def _find_leads(
    connection: sa.Connection, keys: Collection[str], *, apart: Collection[int] = ()
) -> defaultdict[str, list[_Lead]]:
    """By whom the statements with these keys are shown, apart from those that have just left."""
    found: defaultdict[str, list[_Lead]] = defaultdict(list)
    led = find_leads(connection)
    columns = quotations.c
    query = sa.select(columns.statement_key, columns.number, columns.speakers, columns.statement)
    for some in batches(sorted(keys)):
        here = columns.statement_key.in_(some) & columns.listed.is_(True)
        for key, number, speakers, statement in connection.execute(query.where(here)):
            if number not in apart:
                voices = tuple(sorted(ids_of(speakers, led)))
                found[key].append(_Lead(number, voices, statement))
    return found
