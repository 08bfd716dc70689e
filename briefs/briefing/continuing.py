"""A text that goes on with an earlier question: "and on Iraq?", "what about Biden?", "since 2020?".

What was asked before keeps the part that the text does not name: the person for another topic, the
topic for another person, both for other days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from briefs.briefing.directory import Answer, Count, Directory, Found
from briefs.briefing.people import find_meant
from briefs.briefing.periods import read_bare_period, read_period
from briefs.briefing.subjects import about_what, answer_from, both_of, read_question
from briefs.briefing.within import Extent, choose_in
from briefs.matching import Match
from briefs.model import NoMatch, Subject
from briefs.questions import Opened, Opening, Question, fits, read_opening

#: Whoever asks for more is told so where nothing was asked before.
MORE_OF_WHAT = (
    "More of what? Ask for a person or a topic first; for ten minutes I know what it was."
)

#: Of the best fit there is: the very name, or one of its aliases.
_EXACT_SCORE: Final = 100


def asks_for_more(text: str) -> bool:
    """Whether it asks for nothing but more of the same."""
    opened = read_opening(text)
    return opened is not None and opened.opening is Opening.MORE


def may_continue(text: str, on: dt.date) -> bool:
    """Whether it could go on with an earlier question, whatever that was."""
    _, rest = read_period(text, on)
    return read_opening(rest) is not None


def choose_continued(
    directory: Directory,
    text: str,
    kept: Subject,
    *,
    on: dt.date,
    count: Count,
    extent: Extent,
) -> Answer | None:
    """The answer with what is kept of the question before; None: the text stands by itself."""
    kept = _known(directory, kept)
    period, rest = read_period(text, on)
    opened = read_opening(rest)
    if opened is None or kept == Subject():
        return None
    if period is None and opened.name:
        bare, left = read_bare_period(opened.name, on)
        if bare and not left:
            period, opened = bare, Opened(opening=Opening.NAME)
    choose = _chooser(directory, text, opened, kept)
    if period is None:
        return None if _is_empty(opened) else choose(text, count)
    if choose(text, count) is None:
        return None

    def choose_any(asked: str, count: Count) -> Answer:
        return choose(asked, count) or NoMatch(query=text, nearest=())

    return choose_in(directory, text, rest, period, choose_any, count=count, extent=extent)


def _known(directory: Directory, kept: Subject) -> Subject:
    """Without what is gone since."""
    speaker, topic = kept.speaker_id, kept.topic_id
    return Subject(
        speaker_id=speaker if speaker in directory.speakers else None,
        topic_id=topic if topic in directory.topics else None,
    )


def _is_empty(opened: Opened) -> bool:
    return opened.opening is Opening.NAME and not opened.name


def _chooser(
    directory: Directory, text: str, opened: Opened, kept: Subject
) -> Callable[[str, Count], Answer | None]:
    def choose(_asked: str, count: Count) -> Answer | None:
        if opened.opening is Opening.MORE or _is_empty(opened):
            return Found(subject=kept)
        if opened.opening is Opening.OTHERS:
            return Found(subject=replace(kept, speaker_id=None)) if kept.topic_id else None
        if opened.opening is Opening.TOPIC:
            return _on_topic(directory, text, opened.name, kept, count)
        return _by_name(directory, text, opened.name, kept, count)

    return choose


def _on_topic(
    directory: Directory, text: str, name: str, kept: Subject, count: Count
) -> Answer | None:
    """The same person on something else; on anything, where nothing is named."""
    if kept.speaker_id is None:
        return None
    speaker = Subject(speaker_id=kept.speaker_id)
    if not name:
        return Found(subject=speaker)
    return answer_from(directory, text, both_of((speaker,), about_what(directory, name)), count)


def _by_name(
    directory: Directory, text: str, name: str, kept: Subject, count: Count
) -> Answer | None:
    """Another person on the same, or the same person on something else, as the name is either."""
    named, question = read_question(directory, name)
    if named and (question.topic or question.words):
        return None  # a whole question
    people = find_meant(directory, named) if named and kept.topic_id else ()
    topic = directory.topic_names.match(name)
    meant = [replace(one, topic_id=kept.topic_id) for one in people]
    if kept.speaker_id and fits(topic) and (named is None or _is_called(topic)):
        meant += both_of((Subject(speaker_id=kept.speaker_id),), Question(topic=topic))
    if meant:
        return answer_from(directory, text, meant, count)
    answer = None if named else _on_topic(directory, text, name, kept, count)
    return answer if isinstance(answer, Found) else None


def _is_called(match: Match) -> bool:
    """Whether it is surely a topic's name, though it is somebody's, too: "the Taliban"."""
    return match.best is not None and match.best.score == _EXACT_SCORE
