"""A name -> the people and topics that somebody may mean to follow by it, or else words."""

from __future__ import annotations

from briefs.briefing.directory import Directory
from briefs.briefing.people import find_meant, find_unquoted
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


def choose_words_of(directory: Directory, text: str) -> tuple[str, str | None]:
    """The words to follow where a name finds nobody, folded, and who is known by it unquoted.

    Of somebody whose name was misspelt they are the name: what was typed no article has.
    """
    known = find_unquoted(directory, text)
    if len(known) != 1:
        return fold(text), None
    name, words = known[0].name, fold(text)
    return (words if f" {words} " in f" {fold(name)} " else fold(name)), name
