"""A name or a title -> whom it means among those who are quoted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefs.briefing.directory import MOST_OPTIONS, Answer, Directory, Found
from briefs.briefing.tenures import in_words, is_held, years
from briefs.model import Choice, NoMatch, Option, Speaker, Subject, Tenure


def choose_person(directory: Directory, name: str, *, on: dt.date) -> Answer:
    """Whom a reader meant by a name or a title. Two who fit are offered, never guessed between."""
    tenures = directory.whoswho.holders(name)
    if tenures:
        return _choose_holder(directory, name, tenures, on)
    person = directory.whoswho.find_person(name)
    if person is not None:
        speaker = directory.find_speaker(person.name)
        # Somebody known by exactly this name is meant, and nobody who merely sounds like it.
        if speaker is None:
            return NoMatch(query=name, nearest=(), note=not_quoted(person.name))
        return Found(subject=Subject(speaker_id=speaker.id))
    match = directory.speaker_names.match(name)
    if match.best:
        return Found(subject=Subject(speaker_id=match.best.id))
    options = directory.options(Subject(speaker_id=one.id) for one in match.options)
    if options:
        return Choice(query=name, options=options)
    nearest = directory.options(Subject(speaker_id=one.id) for one in match.nearest)
    return NoMatch(query=name, nearest=nearest)


def find_holders(
    directory: Directory, tenures: Sequence[Tenure]
) -> tuple[tuple[Speaker, Tenure], ...]:
    """The holders who are quoted, each with the latest tenure, latest first."""
    found: dict[str, tuple[Speaker, Tenure]] = {}
    for tenure in tenures:
        speaker = directory.find_speaker(tenure.holder)
        if speaker is not None:
            found.setdefault(tenure.holder, (speaker, tenure))
    return tuple(found.values())


def not_quoted(name: str) -> str:
    """The sentence that says so."""
    return f"{name} is not quoted in the articles."


def _choose_holder(
    directory: Directory, title: str, tenures: Sequence[Tenure], on: dt.date
) -> Answer:
    holders = find_holders(directory, tenures)
    present = _present_unquoted(directory, tenures, on)
    if not holders:
        return NoMatch(query=title, nearest=(), note=present or "Nobody who held it is quoted.")
    if len(holders) == 1:
        speaker, tenure = holders[0]
        note = " ".join(filter(None, [in_words(tenure, on), present]))
        return Found(subject=Subject(speaker_id=speaker.id), note=note)
    several = len({tenure.office for _, tenure in holders}) > 1
    options = tuple(
        Option(
            label=_label(tenure, on, with_office=several), subject=Subject(speaker_id=speaker.id)
        )
        for speaker, tenure in holders[:MOST_OPTIONS]
    )
    return Choice(query=title, options=options, note=present)


def _present_unquoted(directory: Directory, tenures: Sequence[Tenure], on: dt.date) -> str | None:
    """Who holds the office now, in one line, when a reader may miss them.

    A title that many offices share ("foreign minister") has too many holders to name.
    """
    if len({tenure.office for tenure in tenures}) > 1:
        return None
    missing = [
        f"{tenure.holder}, {tenure.office} now, is not quoted in the articles."
        for tenure in tenures
        if is_held(tenure, on) and directory.find_speaker(tenure.holder) is None
    ]
    return " ".join(missing) or None


def _label(tenure: Tenure, on: dt.date, *, with_office: bool) -> str:
    details = [tenure.office] if with_office else []
    details += filter(None, [years(tenure, on)])
    return f"{tenure.holder} ({', '.join(details)})" if details else tenure.holder
