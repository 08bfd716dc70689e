"""A name or a title -> whom it means among those who are quoted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefs.briefing.directory import MOST_OPTIONS, Answer, Directory, Found
from briefs.briefing.tenures import in_words, is_held, years
from briefs.folding import fold
from briefs.model import Choice, NoMatch, Option, Subject, Tenure
from briefs.whoswho import Person

#: Beside somebody known who is not quoted, others are offered from this score on: a slip or two.
_CLOSE = 60


def choose_person(directory: Directory, name: str, *, on: dt.date) -> Answer:
    """Whom a reader meant by a name or a title. Two who fit are offered, never guessed between."""
    meant = find_meant(directory, name)
    if len(meant) == 1:
        return Found(subject=meant[0], note=note_on(directory, name, meant[0], on=on))
    if not meant:
        return _nobody(directory, name, on)
    tenures = directory.whoswho.holders(name)
    if tenures:
        note = _present_unquoted(directory, tenures, on)
        return Choice(query=name, options=_holders(directory, tenures, on), note=note)
    return Choice(query=name, options=directory.options(meant))


def find_meant(directory: Directory, name: str) -> tuple[Subject, ...]:
    """Everybody quoted whom the name or title may mean; of a title's holders, latest first.

    Somebody known by this name is meant, quoted or not, and nobody who merely sounds alike. A
    country, its capital or its officials mean those who speak for it, the most quoted first.
    """
    person = directory.whoswho.find_person(name)
    known = [tenure.holder for tenure in directory.whoswho.holders(name)]
    known = known or ([person.name] if person else [])
    if known:
        speakers = map(directory.find_speaker, dict.fromkeys(known))
        return tuple(Subject(speaker_id=speaker.id) for speaker in speakers if speaker)
    match = directory.speaker_names.match(name)
    fitting = (match.best,) if match.best else match.options
    namesakes = {one.name for one in directory.whoswho.find_by_surname(name)}
    if namesakes:
        fitting = tuple(one for one in fitting if one.name in namesakes or _has(one.name, name))
    if not any(_has(one.name, name) for one in fitting):
        voices = directory.speaking_for(name)
        if voices:
            return tuple(Subject(speaker_id=speaker.id) for speaker in voices)
    return tuple(Subject(speaker_id=one.id) for one in fitting)


def _has(name: str, part: str) -> bool:
    """Whether the words of the part stand in the name as they were typed."""
    return f" {fold(part)} " in f" {fold(name)} "


def note_on(directory: Directory, name: str, subject: Subject, *, on: dt.date) -> str | None:
    """What a reader who typed a title must know: when its holder held it, and who does now."""
    tenures = directory.whoswho.holders(name)
    if not tenures or subject.speaker_id is None:
        return None
    holder = directory.speakers[subject.speaker_id].name
    tenure = next(tenure for tenure in tenures if tenure.holder == holder)
    present = _present_unquoted(directory, tenures, on)
    return " ".join(filter(None, [in_words(tenure, on), present]))


def _nobody(directory: Directory, name: str, on: dt.date) -> NoMatch:
    tenures = directory.whoswho.holders(name)
    if tenures:
        note = _present_unquoted(directory, tenures, on) or "Nobody who held it is quoted."
        return NoMatch(query=name, nearest=(), note=note)
    match = directory.speaker_names.match(name)
    namesakes = find_unquoted(directory, name)
    near = [*([match.best] if match.best else []), *match.options, *match.nearest]
    if namesakes:
        near = [one for one in near if one.score >= _CLOSE]
    return NoMatch(
        query=name,
        nearest=directory.options(Subject(speaker_id=one.id) for one in near),
        note=_unquoted(namesakes),
    )


def find_unquoted(directory: Directory, name: str) -> tuple[Person, ...]:
    """Whom the who's who knows by a name, also a misspelt one, that nobody quoted has."""
    missing = directory.speaker_names.match(name).missing
    person = directory.whoswho.find_person(missing.name if missing else name)
    return directory.whoswho.find_by_surname(name) or ((person,) if person else ())


def _unquoted(namesakes: Sequence[Person]) -> str | None:
    if not namesakes:
        return None
    if len(namesakes) > 1:
        return "Nobody of that name whom I know is quoted in the articles."
    return f"{namesakes[0].name} is not quoted in the articles."


def _present_unquoted(directory: Directory, tenures: Sequence[Tenure], on: dt.date) -> str | None:
    """Who holds the office now, in one line, if a reader would miss them.

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


def _holders(directory: Directory, tenures: Sequence[Tenure], on: dt.date) -> tuple[Option, ...]:
    """A button for each holder who is quoted: the years and, where they differ, the offices."""
    quoted: dict[str, Tenure] = {}
    for tenure in tenures:
        if directory.find_speaker(tenure.holder):
            quoted.setdefault(tenure.holder, tenure)
    several = len({tenure.office for tenure in quoted.values()}) > 1
    options = []
    for holder, tenure in list(quoted.items())[:MOST_OPTIONS]:
        details = [*([tenure.office] if several else []), *filter(None, [years(tenure, on)])]
        label = f"{holder} ({', '.join(details)})" if details else holder
        speaker = directory.find_speaker(holder)
        assert speaker is not None
        options.append(Option(label=label, subject=Subject(speaker_id=speaker.id)))
    return tuple(options)
