"""What a question in plain words names: a speaker, a topic, both, or words."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.matching import Entry, Match, NameIndex
from briefs.questions import Question, parse_question

SPEAKERS = {
    "Jens Stoltenberg": (),
    "Antony Blinken": ("Anthony Blinken",),
    "Joe Biden": (),
    "Donald Trump": (),
    "Melania Trump": (),
    "Theresa May": (),
    "Ursula von der Leyen": (),
    "Lloyd Austin": (),
    "Sergey Lavrov": (),
    "Emmanuel Macron": (),
    "Taliban": ("the Taliban",),
    "Kremlin": (),
    "White House": (),
}
TOPICS = {
    "Afghanistan": ("Afghan", "Kabul"),
    "China": ("Chinese", "Beijing"),
    "Russia": ("Russian", "Moscow", "Kremlin"),
    "Ukraine": (),
    "Iraq": (),
    "Nord Stream": ("Nord Stream 2",),
    "NATO": ("the alliance",),
    "NATO 2030": (),
    "Taliban": (),
    "Defence spending": ("military spending",),
    "Cyber": ("cyber attack",),
    "Terrorism": ("war on terror",),
    "Brexit": (),
    "Sanctions": (),
    "Enlargement": ("NATO enlargement",),
}
ORGANISATIONS = {"Taliban", "Kremlin", "White House"}


def index(names: dict[str, tuple[str, ...]], *, people: bool) -> NameIndex:
    return NameIndex(
        (
            Entry(id=name, name=name, aliases=aliases, weight=1, personal=name not in ORGANISATIONS)
            for name, aliases in names.items()
        ),
        people=people,
    )


@cache
def ask(text: str) -> Question:
    return parse_question(
        text, speakers=index(SPEAKERS, people=True), topics=index(TOPICS, people=False)
    )


def name_of(match: Match | None) -> str | None:
    return match.best.name if match and match.best else None


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        # sentences
        ("what did Blinken say about Afghanistan?", "Antony Blinken", "Afghanistan"),
        ("What has Stoltenberg said on China", "Jens Stoltenberg", "China"),
        ("what does macron think about nato", "Emmanuel Macron", "NATO"),
        ("Did Biden ever talk about Nord Stream 2?", "Joe Biden", "Nord Stream"),
        ("has lavrov said anything about sanctions", "Sergey Lavrov", "Sanctions"),
        ("what Blinken said about Kabul", "Antony Blinken", "Afghanistan"),
        ("blinken said what about afghanistan", "Antony Blinken", "Afghanistan"),
        ("what did Theresa May say about Brexit", "Theresa May", "Brexit"),
        ("What did Blinken's say about Afganistan", "Antony Blinken", "Afghanistan"),
        ("what is Macron's position on NATO", "Emmanuel Macron", "NATO"),
        ("Biden’s remarks on China", "Joe Biden", "China"),
        ("quotes by Biden on Russia", "Joe Biden", "Russia"),
        ("anything from von der Leyen about Ukraine?", "Ursula von der Leyen", "Ukraine"),
        ("latest from Stoltenberg on cyber attacks", "Jens Stoltenberg", "Cyber"),
        ("please show me quotes by Lloyd Austin about Iraq", "Lloyd Austin", "Iraq"),
        # phrases
        ("Blinken on defence spending", "Antony Blinken", "Defence spending"),
        ("the Taliban about Afghanistan", "Taliban", "Afghanistan"),
        ("lavrov: sanctions", "Sergey Lavrov", "Sanctions"),
        ("Blinken on the war on terror", "Antony Blinken", "Terrorism"),
        # names in either order
        ("stoltenberg china", "Jens Stoltenberg", "China"),
        ("china stoltenberg", "Jens Stoltenberg", "China"),
        ("joe biden nord stream 2", "Joe Biden", "Nord Stream"),
        ("white house ukraine", "White House", "Ukraine"),
        ("von der leyen military spending", "Ursula von der Leyen", "Defence spending"),
        ("stoltenburg afganistan", "Jens Stoltenberg", "Afghanistan"),
        ("Столтенберг china", "Jens Stoltenberg", "China"),
        ("Στόλτενμπεργκ NATO 2030", "Jens Stoltenberg", "NATO 2030"),
        ("may brexit", "Theresa May", "Brexit"),
        # times are not understood, and no names
        ("what did Blinken say about Iraq last week?", "Antony Blinken", "Iraq"),
        ("what did Theresa May say about Brexit in May 2019", "Theresa May", "Brexit"),
        ("what did Blinken say in March 2021 about Iraq", "Antony Blinken", "Iraq"),
        ("stoltenberg china since 2019", "Jens Stoltenberg", "China"),
        ("stoltenberg nato 2030", "Jens Stoltenberg", "NATO 2030"),
    ],
)
def test_a_speaker_and_a_topic(text, speaker, topic):
    """Both are named, in whichever shape."""
    question = ask(text)

    assert (name_of(question.speaker), name_of(question.topic)) == (speaker, topic)
    assert question.words is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("afghanistan", "Afghanistan"),
        ("afganistan", "Afghanistan"),
        ("Moscow", "Russia"),
        ("NATO", "NATO"),
        ("taliban", "Taliban"),
        ("war on terror", "Terrorism"),
        ("who talked about Nord Stream last summer?", "Nord Stream"),
        ("who has said anything about cyber attacks", "Cyber"),
        ("Who mentioned sanctions?", "Sanctions"),
        ("has anyone spoken about NATO 2030?", "NATO 2030"),
        ("what was said about Iraq", "Iraq"),
        ("tell me about NATO enlargement", "Enlargement"),
        ("latest on Ukraine", "Ukraine"),
        ("news about China, please", "China"),
        ("what did he say about Iraq", "Iraq"),
        ("what do they think about Russia", "Russia"),
        ("and on Iraq?", "Iraq"),
    ],
)
def test_a_topic_alone(text, topic):
    """Nobody in particular is asked about."""
    question = ask(text)

    assert name_of(question.topic) == topic
    assert question.speaker is None
    assert question.words is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("stoltenberg", "Jens Stoltenberg"),
        ("Jens Stoltenberg", "Jens Stoltenberg"),
        ("blinkin", "Antony Blinken"),
        ("may", "Theresa May"),
        ("theresa may", "Theresa May"),
        ("kremlin", "Kremlin"),
        ("what did Biden say", "Joe Biden"),
        ("what did Biden say yesterday?", "Joe Biden"),
        ("latest from Lavrov", "Sergey Lavrov"),
        ("who is Jens Stoltenberg?", "Jens Stoltenberg"),
        ("President Biden", "Joe Biden"),
    ],
)
def test_a_speaker_alone(text, speaker):
    """Whatever they said."""
    question = ask(text)

    assert name_of(question.speaker) == speaker
    assert question.topic is None
    assert question.words is None


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("windmills", None, "windmills"),
        ("Blinken on windmills", "Antony Blinken", "windmills"),
        ("stoltenberg windmills", "Jens Stoltenberg", "windmills"),
        ("what did Biden say about old windmills?", "Joe Biden", "old windmills"),
        ("who talked about the windmills", None, "windmills"),
        ("russia ukraine", None, "russia ukraine"),
        ("'); DROP TABLE quotations;--", None, "drop table quotations"),
    ],
)
def test_words_that_no_topic_is_called(text, speaker, words):
    """They are looked for in the full text."""
    question = ask(text)

    assert name_of(question.speaker) == speaker
    assert question.topic is None
    assert question.words == words


@pytest.mark.parametrize(
    ("text", "speaker_text", "topic"),
    [
        ("What has the NATO chief said on China", "nato chief", "China"),
        ("nato chief on china", "nato chief", "China"),
        ("what did the US top diplomat say yesterday about Iraq?", "us top diplomat", "Iraq"),
        ("who is the NATO chief", "nato chief", None),
        ("What did Dumbledore say about China?", "dumbledore", "China"),
    ],
)
def test_a_speaker_nobody_is_called(text, speaker_text, topic):
    """The words are handed on: they may be a title, and if not, the reader is told."""
    question = ask(text)

    assert question.speaker is not None
    assert question.speaker.best is None
    assert question.speaker.options == ()
    assert question.speaker_text == speaker_text
    assert name_of(question.topic) == topic


def test_two_people_of_the_name_stay_options():
    """A question does not guess between them either."""
    question = ask("what did Trump say about NATO?")

    assert question.speaker is not None
    assert {one.name for one in question.speaker.options} == {"Donald Trump", "Melania Trump"}
    assert ask("trump nato").topic == question.topic


@pytest.mark.parametrize("text", ["", "   ", "???", "❤️", "who spoke?", "what did he say?"])
def test_nothing_is_asked(text):
    """Nobody and nothing is named; the reader is helped by others."""
    assert ask(text) == Question()


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    """A question never fails, and words are there only where no topic is."""
    question = ask(text)

    assert question.topic is None or question.words is None


@given(
    st.sampled_from(["Antony Blinken", "Joe Biden", "Lloyd Austin"]),
    st.sampled_from(["China", "Nord Stream", "Sanctions"]),
    st.sampled_from(
        ["what did {} say about {}?", "{} on {}", "{} {}", "quotes by {} about {}", "{}: {}"]
    ),
)
def test_every_shape_holds_every_name(speaker, topic, shape):
    """What is understood does not hang on who and what is named."""
    question = ask(shape.format(speaker, topic))

    assert (name_of(question.speaker), name_of(question.topic)) == (speaker, topic)
