"""A topic, or a question in plain words -> the speaker, topic or words it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.briefing.directory import Answer, Count, Directory, Found
from briefs.briefing.people import choose_person, find_meant, note_on
from briefs.folding import fold
from briefs.matching import Candidate, Match
from briefs.model import Choice, NoMatch, Subject
from briefs.questions import Question, asks_for_silence, parse_question


def choose_topic(directory: Directory, name: str, *, count: Count) -> Answer:
    """What a reader meant by a topic; one that nobody listed is looked for in the full text."""
    match = directory.topic_names.match(name)
    meant = [Subject(topic_id=one.id) for one in _fitting(match)]
    if any(map(count, meant)):
        return answer_from(directory, name, meant, count)
    words = Subject(words=name)
    if count(words):
        return Found(subject=words, note=_searched(words))
    nearest = [Subject(topic_id=one.id) for one in match.nearest]
    return NoMatch(
        query=name,
        nearest=directory.options(one for one in nearest if count(one)),
        lead=_nobody_on(directory, meant),
    )


def choose_words(text: str, *, count: Count) -> Answer:
    """What has these words, and nothing else that they may mean."""
    words = Subject(words=text)
    return Found(subject=words) if count(words) else NoMatch(query=text, nearest=())


def choose_who(directory: Directory, text: str, *, on: dt.date, count: Count) -> Answer:
    """Whom a name or title means and, with "on" behind it, what of theirs: "Biden on Russia"."""
    whoswho = directory.whoswho
    if whoswho.holders(text) or whoswho.find_person(text):
        return choose_person(directory, text, on=on)
    partings = [(text[: on.start()], text[on.end() :]) for on in _ON.finditer(text)]
    for name, about in partings:
        if find_meant(directory, name):
            return _answer_by(directory, text, name, about_what(directory, about), on, count)
    answer = choose_person(directory, partings[0][0] if partings else text, on=on)
    return answer if isinstance(answer, Found) else replace(answer, query=text)


#: What parts a name from what is asked of them.
_ON = re.compile(r"\s+(?:on|about|regarding|concerning)\s+", re.IGNORECASE)


def about_what(directory: Directory, about: str) -> Question:
    """What comes after "on": a topic, or else words."""
    match = directory.topic_names.match(about)
    return Question(topic=match) if _fitting(match) else Question(words=about.strip(" ?!."))


def choose_answer(directory: Directory, text: str, *, on: dt.date, count: Count) -> Answer:
    """Whom and what a question is about: "what did the NATO chief say about China?"."""
    named, question = read_question(directory, text)
    if asks_for_silence(text):
        return _said_instead(directory, text, named, question, count)
    if named is None:
        return _about(directory, text, question, count)
    return _answer_by(directory, text, named, question, on, count)


def _said_instead(
    directory: Directory, text: str, named: str | None, question: Question, count: Count
) -> NoMatch:
    """Silence leaves no words to be found; what was said on the same is offered."""
    people = find_meant(directory, named) if named else ()
    meant = both_of(people or (Subject(),), question)
    return NoMatch(
        query=text,
        nearest=directory.options(one for one in meant if one != Subject() and count(one)),
        lead="I can only find what somebody said, not what nobody said."
        + (" What was said:" if any(count(one) for one in meant if one != Subject()) else ""),
    )


def _answer_by(  # noqa: PLR0917 -- what was asked, and what it is answered from
    directory: Directory, text: str, named: str, question: Question, on: dt.date, count: Count
) -> Answer:
    """What those who may be meant by the name said about what the question is about."""
    meant = find_meant(directory, named)
    if not meant or (question.topic is None and question.words is None):
        answer = choose_person(directory, named, on=on)
        if isinstance(answer, NoMatch) and question.speaker_text:
            return _unknown(directory, replace(answer, query=text), named, question, count)
        return answer if isinstance(answer, Found) else replace(answer, query=text)
    answer = answer_from(directory, text, both_of(meant, question), count)
    if isinstance(answer, Found):
        notes = [note_on(directory, named, answer.subject, on=on), answer.note]
        return replace(answer, note=" ".join(filter(None, notes)) or None)
    return answer


def _unknown(
    directory: Directory, answer: NoMatch, named: str, question: Question, count: Count
) -> NoMatch:
    """Nobody quoted is called so; who comes near is offered, and what others said on the same."""
    topics = [one for one in both_of((Subject(),), question) if one.topic_id and count(one)]
    return replace(
        answer,
        note=None,
        lead=answer.note or f"Nobody quoted is called “{named}”.",
        nearest=(*answer.nearest, *directory.options(topics)),
    )


def read_question(directory: Directory, text: str) -> tuple[str | None, Question]:
    """The name or title a question names, None if it names nobody, and the question.

    In bare words ("nato chief china") a title is looked for first: its own words are topics too.
    """
    whoswho = directory.whoswho
    if whoswho.holders(text) or whoswho.find_person(text):
        return text, Question()
    question = _parse(directory, text)
    named = question.speaker_text
    if named and not _fitting(question.speaker) and find_meant(directory, named):
        return named, question  # a title, or a country that somebody speaks for
    if question.speaker is None or not _fitting(question.speaker):
        title, rest = _find_title(directory, text)
        if title:
            return title, replace(_parse(directory, rest), speaker=None)
    if question.speaker is None and question.topic is None and whoswho.find_by_surname(text):
        return text, Question()
    return question.speaker_text, question


def _parse(directory: Directory, text: str) -> Question:
    return parse_question(text, speakers=directory.speaker_names, topics=directory.topic_names)


def _find_title(directory: Directory, text: str) -> tuple[str | None, str]:
    """The longest title among the words, and the words without it."""
    words = f" {fold(text)} "
    for title in directory.whoswho.titles:
        if f" {title} " in words:
            return title, words.replace(f" {title} ", " ", 1).strip()
    return None, text


def both_of(people: Sequence[Subject], question: Question) -> list[Subject]:
    """Each of the people on what the question is about."""
    topics = _fitting(question.topic)
    if topics:
        return [replace(one, topic_id=topic.id) for one in people for topic in topics]
    return [replace(one, words=question.words) for one in people]


def _about(directory: Directory, text: str, question: Question, count: Count) -> Answer:
    """A question that names nobody."""
    if question.words and question.words.startswith('"'):  # word for word
        return choose_words(question.words, count=count)
    if question.topic is not None and len(question.topic.options) > 1:
        answer = answer_from(directory, text, both_of((Subject(),), question), count)
    else:
        answer = choose_topic(directory, question.topic_text or text, count=count)
    return answer if isinstance(answer, Found) else replace(answer, query=text)


def answer_from(directory: Directory, query: str, meant: Sequence[Subject], count: Count) -> Answer:
    """The one of the subjects that has quotations, or those to choose from, or what comes near."""
    quoted = [one for one in dict.fromkeys(meant) if count(one)]
    if len(quoted) == 1:
        return Found(subject=quoted[0], note=_searched(quoted[0]))
    if quoted:
        return Choice(query=query, options=directory.options(quoted))
    near = [Subject(speaker_id=one.speaker_id) for one in meant if one.speaker_id]
    return NoMatch(query=query, nearest=directory.options(near), lead=_never_on(directory, meant))


def _fitting(match: Match | None) -> tuple[Candidate, ...]:
    if match is None:
        return ()
    return (match.best,) if match.best else match.options


def _searched(subject: Subject) -> str | None:
    """What a reader must know of an answer that rests on words, not on a topic."""
    if subject.words is None:
        return None
    return f"Found by searching for “{subject.words}” in and around the quotations."


def _nobody_on(directory: Directory, topics: Sequence[Subject]) -> str | None:
    return f"Nobody is quoted on {directory.label(topics[0])}." if len(topics) == 1 else None


def _never_on(directory: Directory, meant: Sequence[Subject]) -> str | None:
    """As in: Ann Example is quoted 7 times, never on Trade."""
    people = {one.speaker_id for one in meant}
    if len(people) != 1 or meant[0].speaker_id is None:
        return None
    speaker = directory.speakers[meant[0].speaker_id]
    about = " or ".join(directory.label(replace(one, speaker_id=None)) for one in meant)
    times = "once" if speaker.count == 1 else f"{speaker.count} times"
    return f"{speaker.name} is quoted {times}, never on {about}."
