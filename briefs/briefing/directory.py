"""Everybody and everything quoted, and the ways a reader may name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from briefs.folding import fold
from briefs.matching import Entry, NameIndex
from briefs.model import Choice, NoMatch, Option, Speaker, SpeakerKind, Subject, Topic
from briefs.topics import Taxonomy
from briefs.whoswho import Person, WhosWho

#: More buttons than this nobody reads.
MOST_OPTIONS = 8

#: Of the best fit there is: the very name, or one of its aliases.
_EXACT_SCORE: Final = 100
#: Words for those who speak for a country.
_OFFICIALS: Final = re.compile(
    r"^the |(?:'?s)? (?:officials?|politicians?|leaders?|leadership|government|ministers?|"
    r"diplomats?|authorities|representatives?|side|administration)$"
)
#: Offices of several countries together.
_COMMON_OFFICE: Final = re.compile(
    r"(?:NATO|EU|UN|European|United Nations|Supreme Allied|Deputy Supreme|OSCE|IAEA|IMF|WHO)\b"
)

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
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Put together who is quoted; `aliases` are names that stand for one of them."""
        self.whoswho = whoswho
        self.speakers = {speaker.id: speaker for speaker in speakers}
        self._by_name = {speaker.name: speaker for speaker in self.speakers.values()}
        self._aliases: defaultdict[str, list[str]] = defaultdict(list)
        for name, stands_for in aliases.items():
            self._aliases[stands_for].append(name)
            if speaker := self._by_name.get(stands_for):
                self._by_name[name] = speaker
        self._voices: defaultdict[str, list[Speaker]] = defaultdict(list)
        self.topics = {
            entry.id: Topic(id=entry.id, name=entry.name, count=topic_counts.get(entry.id, 0))
            for entry in taxonomy.topics
        }
        self._taxonomy = taxonomy
        self.speaker_names = NameIndex(
            map(self._speaker_entry, self.speakers.values()), missing=self._unquoted()
        )

    @cached_property
    def topic_names(self) -> NameIndex:
        """Every topic by its wordings, whether or not anybody speaks of it."""
        entries = (
            Entry(
                id=entry.id,
                name=entry.name,
                aliases=entry.aliases,
                weight=self.topics[entry.id].count,
            )
            for entry in self._taxonomy.topics
        )
        return NameIndex(entries, people=False)

    def prepare(self) -> None:
        """Be ready for topics and for misspelt names, which a first question would wait for."""
        self.speaker_names.prepare()
        self.topic_names.prepare()

    def find_speaker(self, name: str) -> Speaker | None:
        """Who is quoted under exactly this canonical name, or whom it stands for."""
        return self._by_name.get(name)

    def find_speakers(self, initial: str | None = None) -> tuple[Speaker, ...]:
        """Everybody, or those whose last name, by which people are looked up, begins so."""
        everybody = tuple(self.speakers.values())
        if initial is None:
            return everybody
        start = fold(initial)
        return tuple(one for one in everybody if _last_name(one.name).startswith(start))

    def speaking_for(self, country: str) -> tuple[Speaker, ...]:
        """Who is quoted of those who held its offices last, and of its bodies; most quoted first.

        A country is meant by its name, its capital or seat of power, and by "… officials".
        """
        name = _OFFICIALS.sub("", fold(country)).strip()
        topic = self.topic_names.match(name).best
        if topic is None or topic.score < _EXACT_SCORE:
            return ()
        return tuple(sorted(self._voices.get(topic.id, ()), key=lambda one: -one.count))

    def label(self, subject: Subject) -> str:
        """What a button for the subject says."""
        if subject.about_id:
            return f"Others on {self.speakers[subject.about_id].name}"
        speaker = self.speakers[subject.speaker_id].name if subject.speaker_id else None
        topic = self.topics[subject.topic_id].name if subject.topic_id else subject.words
        if speaker and topic:
            return f"{speaker} on {topic}"
        return speaker or topic or "Latest"

    def phrase(self, subject: Subject) -> str:
        """What goes on with "Nothing": " by Ann Example on Trade"; "" for the latest."""
        speaker = self.speakers[subject.speaker_id].name if subject.speaker_id else None
        topic = self.topics[subject.topic_id].name if subject.topic_id else None
        about = topic or (f"“{subject.words}”" if subject.words else None)
        about = self.speakers[subject.about_id].name if subject.about_id else about
        return (f" by {speaker}" if speaker else "") + (f" on {about}" if about else "")

    def options(self, subjects: Iterable[Subject]) -> tuple[Option, ...]:
        """A button for each subject, the first ones only."""
        distinct = list(dict.fromkeys(subjects))[:MOST_OPTIONS]
        return tuple(Option(label=self.label(one), subject=one) for one in distinct)

    def _speaker_entry(self, speaker: Speaker) -> Entry:
        person = self.whoswho.find_person(speaker.name)
        if person and person.country and self._speaks_officially(person):
            self._voices[person.country].append(speaker)
        return Entry(
            id=speaker.id,
            name=speaker.name,
            aliases=(*(person.variants if person else ()), *self._aliases[speaker.name]),
            weight=speaker.count,
            personal=speaker.kind is SpeakerKind.PERSON,
        )

    def _speaks_officially(self, person: Person) -> bool:
        """For the country; whose last office is one of NATO or the EU speaks for that."""
        if person.kind is not SpeakerKind.PERSON:
            return True
        offices = self.whoswho.offices_of(person.name)
        return bool(offices) and not _COMMON_OFFICE.match(offices[0].office)

    def _unquoted(self) -> Iterator[Entry]:
        """Whom the who's who knows and nobody quotes: whoever asks for them means nobody else."""
        for person in self.whoswho.people:
            if person.name not in self._by_name:
                personal = person.kind is SpeakerKind.PERSON
                yield Entry(
                    id=person.name,
                    name=person.name,
                    aliases=person.variants,
                    weight=0,
                    personal=personal,
                )


def _last_name(name: str) -> str:
    return fold(name).rpartition(" ")[2]
