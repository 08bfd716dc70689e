"""Everybody and everything quoted, and the ways a reader may name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefs.folding import fold
from briefs.matching import Entry, NameIndex
from briefs.model import Choice, NoMatch, Option, Speaker, SpeakerKind, Subject, Topic
from briefs.topics import Taxonomy
from briefs.whoswho import WhosWho

#: More buttons than this nobody reads.
MOST_OPTIONS = 8

#: How many quotations a subject has.
Count = Callable[[Subject], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One subject fits. The note is a sentence its reader must see first."""

    subject: Subject
    note: str | None = None


Answer = Found | Choice | NoMatch


class Directory:
    """What is in the store by name; immutable, built once for each load."""

    def __init__(
        self,
        speakers: Iterable[Speaker],
        topic_counts: Mapping[str, int],
        whoswho: WhosWho,
        taxonomy: Taxonomy,
    ) -> None:
        self.whoswho = whoswho
        self.speakers = {speaker.id: speaker for speaker in speakers}
        self._by_name = {speaker.name: speaker for speaker in self.speakers.values()}
        self.topics = {
            entry.id: Topic(id=entry.id, name=entry.name, count=topic_counts.get(entry.id, 0))
            for entry in taxonomy.topics
        }
        self.speaker_names = NameIndex(map(self._speaker_entry, self.speakers.values()))
        self.topic_names = NameIndex(
            (
                Entry(
                    id=entry.id,
                    name=entry.name,
                    aliases=entry.aliases,
                    weight=topic_counts.get(entry.id, 0),
                )
                for entry in taxonomy.topics
            ),
            people=False,
        )

    def find_speaker(self, name: str) -> Speaker | None:
        """Who is quoted under exactly this canonical name."""
        return self._by_name.get(name)

    def find_speakers(self, initial: str | None = None) -> tuple[Speaker, ...]:
        """Everybody, or those whose last name, by which people are looked up, begins so."""
        everybody = tuple(self.speakers.values())
        if initial is None:
            return everybody
        start = fold(initial)
        return tuple(one for one in everybody if _last_name(one.name).startswith(start))

    def label(self, subject: Subject) -> str:
        """What a button for the subject says."""
        speaker = self.speakers[subject.speaker_id].name if subject.speaker_id else None
        topic = self.topics[subject.topic_id].name if subject.topic_id else subject.words
        if speaker and topic:
            return f"{speaker} on {topic}"
        return speaker or topic or "Latest"

    def options(self, subjects: Iterable[Subject]) -> tuple[Option, ...]:
        """A button for each subject, the first ones only."""
        distinct = list(dict.fromkeys(subjects))[:MOST_OPTIONS]
        return tuple(Option(label=self.label(one), subject=one) for one in distinct)

    def _speaker_entry(self, speaker: Speaker) -> Entry:
        person = self.whoswho.find_person(speaker.name)
        return Entry(
            id=speaker.id,
            name=speaker.name,
            aliases=person.variants if person else (),
            weight=speaker.count,
            personal=speaker.kind is SpeakerKind.PERSON,
        )


def _last_name(name: str) -> str:
    return fold(name).rpartition(" ")[2]
