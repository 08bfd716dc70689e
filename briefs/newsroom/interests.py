"""What a chat follows, and what it does not want to hear of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from briefs.briefing import choose_interests, choose_words_of
from briefs.errors import InvalidQueryError, NotFoundError
from briefs.folding import fold
from briefs.model import Destination, Interest, InterestKind, SpeakerKind
from briefs.newsroom.base import Base
from briefs.store import interests, people
from briefs.topics import load_taxonomy

#: More than anybody reads through; a digest is composed in a millisecond all the same.
MOST_INTERESTS = 100

#: Plain words are at most so long, folded.
LONGEST_WORDS = 40


class Interests(Base):
    """Following and muting people, topics and words. No subscription is needed for it."""

    def find_interests(self, text: str) -> tuple[Interest, ...]:
        """The people and topics a name may mean: one is sure, of several none is guessed."""
        return choose_interests(self._quoted(), text)

    def suggest_words(self, text: str) -> tuple[Interest | None, str | None]:
        """What can be followed where a name finds nobody: the words, None if none or too long.

        And the name of somebody whom the who's who knows by it, and nobody quotes.
        """
        words, unquoted = choose_words_of(self._quoted(), text)
        is_fit = 0 < len(words) <= LONGEST_WORDS
        return (Interest(kind=InterestKind.WORDS, value=words) if is_fit else None), unquoted

    def follow(
        self, destination: Destination, interest: Interest, *, now: dt.datetime
    ) -> tuple[Interest, ...]:
        """Follow it, or mute it if it says so; all there is then.

        What was muted is followed instead, and the reverse. Words are kept folded. Raises
        InvalidQueryError for words that are none or too long, and beyond MOST_INTERESTS;
        NotFoundError for speakers and topics that do not exist.
        """
        del now  # nothing depends on it yet, and callers always have it
        wanted = self._checked(interest)
        with self._store.write(durable=True) as connection:
            if wanted.kind is InterestKind.SPEAKER and not people.get_speakers(
                connection, [wanted.value]
            ):
                raise NotFoundError("speaker", wanted.value)
            interests.put(connection, destination, wanted)
            kept = interests.find_interests(connection, destination)
            if len(kept) > MOST_INTERESTS:  # raised inside: nothing is kept
                raise InvalidQueryError(
                    f"A chat can follow and mute {MOST_INTERESTS} people, topics and words."
                )
        return kept

    def unfollow(self, destination: Destination, interest: Interest) -> tuple[Interest, ...]:
        """Neither follow nor mute it any more; what is left."""
        if interest.kind is InterestKind.WORDS:
            interest = replace(interest, value=fold(interest.value))
        with self._store.write(durable=True) as connection:
            interests.remove(connection, destination, interest)
            return interests.find_interests(connection, destination)

    def interests(self, destination: Destination) -> tuple[Interest, ...]:
        """What it follows, then what it has muted."""
        with self._store.read() as connection:
            return interests.find_interests(connection, destination)

    def label_of(self, interest: Interest) -> str:
        """What it is called: a name, or the words; of what is gone, what it was chosen by."""
        return self.labels_of([interest])[0]

    def labels_of(self, several: Sequence[Interest]) -> tuple[str, ...]:
        """The same for several together."""
        ids = {each.value for each in several if each.kind is InterestKind.SPEAKER}
        speakers = {}
        if ids:
            with self._store.read() as connection:
                found = people.get_speakers(connection, ids)
            speakers = {id_: speaker.name for id_, speaker in found.items()}
        names = {InterestKind.SPEAKER: speakers, InterestKind.TOPIC: topic_names()}
        return tuple(names.get(each.kind, {}).get(each.value, each.value) for each in several)

    def carried(self, destination: Destination, message_id: int) -> tuple[Interest, ...]:
        """The speakers with a name and the topics of what a digest told; () if it was none.

        "A spokesman" of two articles need not be one person, and so is not to be had by name.
        """
        with self._store.read() as connection:
            carried = interests.find_carried(connection, destination, message_id)
            ids = {each.value for each in carried if each.kind is InterestKind.SPEAKER}
            speakers = people.get_speakers(connection, ids)
        unnamed = {one for one in speakers if speakers[one].kind is SpeakerKind.UNNAMED}
        return tuple(each for each in carried if each.value not in unnamed)

    def _checked(self, interest: Interest) -> Interest:
        match interest.kind:
            case InterestKind.WORDS:
                return replace(interest, value=_plain(interest.value))
            case InterestKind.TOPIC:
                if interest.value not in topic_names():
                    raise NotFoundError("topic", interest.value)
        return interest


@cache
def topic_names() -> dict[str, str]:
    """Of each topic by its id."""
    return {topic.id: topic.name for topic in load_taxonomy().topics}


def _plain(words: str) -> str:
    folded = fold(words)
    if not folded:
        raise InvalidQueryError("Give a word or two.")
    if len(folded) > LONGEST_WORDS:
        raise InvalidQueryError(f"Give at most {LONGEST_WORDS} letters.")
    return folded
