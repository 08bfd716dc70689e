"""A name -> the people and topics that somebody may mean to follow by it."""

from __future__ import annotations

from briefs.briefing.directory import Directory
from briefs.briefing.people import find_meant
from briefs.folding import fold
from briefs.model import Interest, InterestKind


def choose_interests(directory: Directory, text: str) -> tuple[Interest, ...]:
    """The people, then the topics that fit; one alone is sure, of several none is guessed.

    What has exactly this name is meant, and nothing that merely comes near it.
    """
    people = [
        (
            directory.speakers[one.speaker_id].name,
            Interest(kind=InterestKind.SPEAKER, value=one.speaker_id),
        )
        for one in find_meant(directory, text)
        if one.speaker_id
    ]
    match = directory.topic_names.match(text)
    fitting = (match.best,) if match.best else match.options
    topics = [(one.name, Interest(kind=InterestKind.TOPIC, value=one.id)) for one in fitting]
    found = [*people, *topics]
    exact = [interest for name, interest in found if fold(name) == fold(text)]
    return tuple(exact or [interest for _, interest in found])
