"""Names that articles print for one person: merged and parted as administrators decide."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from briefs.briefing import Directory
from briefs.errors import InvalidQueryError
from briefs.matching import sounding_alike
from briefs.model import Speaker, SpeakerKind
from briefs.newsroom.base import Base
from briefs.store.aliases import Alias, Moved, add_alias, find_aliases, remove_alias
from briefs.store.identity import speaker_id

__all__ = ["Alias", "Aliases", "Moved"]

#: So many are proposed; more nobody decides at a time.
_MOST_PROPOSED = 5


class Aliases(Base):
    """Decisions about names. Each holds for what is stored and for what will be loaded."""

    def find_aliases(self) -> tuple[Alias, ...]:
        """All that were made."""
        with self._store.read() as connection:
            return find_aliases(connection)

    def propose_aliases(self) -> tuple[tuple[Speaker, Speaker], ...]:
        """Pairs of names that sound alike, the less quoted first: perhaps one person.

        Whoever knows decides; two people whom the who's who tells apart are not among them.
        """
        alike: defaultdict[str, list[Speaker]] = defaultdict(list)
        directory = self._quoted()
        for speaker in directory.speakers.values():
            if speaker.kind is SpeakerKind.PERSON and " " in speaker.name:
                alike[sounding_alike(speaker.name)].append(speaker)
        pairs = [pair for several in alike.values() for pair in _pairs(directory, several)]
        pairs.sort(key=lambda pair: (-pair[1].count, -pair[0].count, pair[0].name))
        return tuple(pairs[:_MOST_PROPOSED])

    def merge_names(self, name: str, stands_for: str, *, now: dt.datetime) -> tuple[Alias, Moved]:
        """From now on a name that is quoted stands for somebody who is known.

        Raises InvalidQueryError with a sentence that says why not, and what instead.
        """
        directory = self._quoted()
        with self._store.write(turn="aliases") as connection:
            decided = {speaker_id(one.name): one for one in find_aliases(connection)}
            mine = _find_quoted(directory, decided, name)
            other, kind = _find_known(directory, decided, stands_for)
            _refuse(directory, decided, (mine, name), other)
            moved = add_alias(connection, mine, other, kind=kind, now=now)
        self._catch_up()
        return Alias(mine, other, now), moved

    def split_name(self, name: str) -> tuple[Alias, Moved]:
        """The name stands for itself again. Raises InvalidQueryError for one that does."""
        with self._store.write(turn="aliases") as connection:
            decided = {speaker_id(one.name): one for one in find_aliases(connection)}
            alias = decided.get(speaker_id(name))
            if alias is None:
                names = _listed([one.name for one in decided.values()])
                rest = f". What does: {names}" if names else ", and no other name does"
                raise InvalidQueryError(f"“{name}” stands for nobody else{rest}.")
            moved = remove_alias(connection, alias.name)
        self._catch_up()
        return alias, moved


_Decided = dict[str, Alias]


def _find_quoted(directory: Directory, decided: _Decided, name: str) -> str:
    """The name as it is stored, of somebody who is quoted by it."""
    if alias := decided.get(speaker_id(name)):
        raise InvalidQueryError(
            f"“{alias.name}” stands for {alias.stands_for} already. "
            f"To change that, first: /alias remove {alias.name}"
        )
    person = directory.whoswho.find_person(name)
    for one in (name, *([person.name] if person else [])):
        if speaker := directory.speakers.get(speaker_id(one)):
            return speaker.name
    raise InvalidQueryError(f"Nobody is quoted as “{name}”.{_nearest(directory, name)}")


def _find_known(directory: Directory, decided: _Decided, name: str) -> tuple[str, SpeakerKind]:
    """Whom a name can stand for: somebody who is quoted, or in the who's who."""
    if alias := decided.get(speaker_id(name)):
        raise InvalidQueryError(
            f"“{alias.name}” itself stands for {alias.stands_for}; name {alias.stands_for} instead."
        )
    if speaker := directory.speakers.get(speaker_id(name)):
        return speaker.name, speaker.kind
    if person := directory.whoswho.find_person(name):
        return person.name, person.kind
    raise InvalidQueryError(f"I know nobody called “{name}”.{_nearest(directory, name)}")


def _refuse(directory: Directory, decided: _Decided, names: tuple[str, str], other: str) -> None:
    """What would take words out of a right mouth, or lead nowhere. A name: as stored, as typed."""
    mine, typed = names
    if speaker_id(mine) == speaker_id(other):
        raise InvalidQueryError(f"“{typed}” and “{other}” are one person already.")
    standing = [
        one.name for one in decided.values() if speaker_id(one.stands_for) == speaker_id(mine)
    ]
    if standing:
        raise InvalidQueryError(
            f"“{standing[0]}” stands for {mine}, who therefore cannot stand for somebody else. "
            f"First: /alias remove {standing[0]}"
        )
    known, meant = map(directory.whoswho.find_person, (mine, other))
    if known and meant:
        raise InvalidQueryError(f"The who’s who knows {mine} and {other} as two.")
    if known:
        raise InvalidQueryError(
            f"The who’s who knows {mine}, with dates of office. Say it the other way round: "
            f"/alias {other} = {mine}"
        )


def _listed(names: list[str]) -> str:
    """A few of them; the rest is counted."""
    more = len(names) - _MOST_PROPOSED
    return ", ".join(names[:_MOST_PROPOSED]) + (f" and {more} more" if more > 0 else "")


def _nearest(directory: Directory, name: str) -> str:
    match = directory.speaker_names.match(name)
    near: list[Any] = [*([match.best] if match.best else []), *match.options, *match.nearest]
    names = ", ".join(one.name for one in near[:_MOST_PROPOSED])
    return f" The nearest: {names}." if names else ""


def _pairs(directory: Directory, several: list[Speaker]) -> Iterator[tuple[Speaker, Speaker]]:
    """Each of the names with the one that the others may stand for."""
    if len(several) == 1:
        return
    known = [one for one in several if directory.whoswho.find_person(one.name)]
    meant = max(known or several, key=lambda one: (one.count, one.name))
    for one in several:
        if one not in {meant, *known}:
            yield one, meant
