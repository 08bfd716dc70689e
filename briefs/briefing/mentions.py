"""A name or a title -> whom it means among those others speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from briefs.briefing.directory import MOST_OPTIONS, Answer, Directory, Found
from briefs.briefing.people import find_meant
from briefs.briefing.tenures import in_words
from briefs.model import Choice, NoMatch, Option, Speaker, Subject


def choose_spoken_of(spoken_of: Directory, quoted: Directory, name: str, *, on: dt.date) -> Answer:
    """Whom a reader meant, of those who are spoken of; of several, none is guessed.

    Both directories: whoever is quoted and not spoken of is told so by name.
    """
    meant = [spoken_of.speakers[one.speaker_id or ""] for one in find_meant(spoken_of, name)]
    if len(meant) == 1:
        note = _tenure(spoken_of, name, meant[0], on)
        return Found(subject=Subject(about_id=meant[0].id), note=note)
    if meant:
        return Choice(query=name, options=_options(meant))
    known = [quoted.speakers[one.speaker_id or ""] for one in find_meant(quoted, name)]
    if len(known) == 1:
        return say_nobody(known[0], name)
    person = quoted.whoswho.find_person(name)
    namesakes = (person,) if person else quoted.whoswho.find_by_surname(name)
    near = spoken_of.speaker_names.match(name).nearest
    return NoMatch(
        query=name,
        nearest=() if namesakes else _options(spoken_of.speakers[one.id] for one in near),
        lead=_nobody_speaks_of(namesakes[0].name) if len(namesakes) == 1 else None,
    )


def say_nobody(person: Speaker, query: str) -> NoMatch:
    """Nobody else speaks of somebody who is quoted; what that person said is a button."""
    said = Option(
        label=f"What {person.name} said ({person.count}) ›", subject=Subject(speaker_id=person.id)
    )
    return NoMatch(query=query, nearest=(said,), lead=_nobody_speaks_of(person.name))


def _nobody_speaks_of(name: str) -> str:
    return f"Nobody else is quoted speaking of {name}."


def _tenure(directory: Directory, name: str, person: Speaker, on: dt.date) -> str | None:
    """Who typed a title must know when its holder held it."""
    held = (one for one in directory.whoswho.holders(name) if one.holder == person.name)
    tenure = next(held, None)
    return in_words(tenure, on) if tenure else None


def _options(people: Iterable[Speaker]) -> tuple[Option, ...]:
    return tuple(
        Option(label=f"{one.name} ({one.count})", subject=Subject(about_id=one.id))
        for one in list(people)[:MOST_OPTIONS]
    )
