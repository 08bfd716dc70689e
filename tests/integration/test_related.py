"""What lies next to a person or a topic in the store, and what others say of somebody."""

from __future__ import annotations

import pytest

from briefs.model import Speaker, SpeakerKind, Subject
from briefs.store import articles, cards, people
from briefs.store.engine import Store
from briefs.store.identity import speaker_id
from briefs.store.related import Related, find_related
from tests.builders import NOW, a_quotation, a_reading, an_article
from tests.library import count, load, said_by, words

ANN, BO = speaker_id("Ann Ode"), speaker_id("Bo Lee")


def related(store: Store, subject: Subject) -> Related:
    with store.read() as connection:
        return find_related(connection, subject)


def about(name: str) -> Subject:
    return Subject(about_id=speaker_id(name))


def a_person(name: str, count: int) -> Speaker:
    return Speaker(id=speaker_id(name), name=name, kind=SpeakerKind.PERSON, count=count)


@pytest.fixture
def talk(store: Store) -> Store:
    """Four people on four topics, and of each other."""
    said = [
        ("Ann Ode", ("china", "trade"), ("Bo Lee",)),
        ("Ann Ode", ("china", "ukraine"), ("Bo Lee",)),
        ("Ann Ode", ("china", "iraq", "trade"), ("Eve Fox",)),
        ("Bo Lee", ("china",), ("Ann Ode",)),
        ("Cy Moe", ("china",), ("Bo Lee",)),
        ("Cy Moe", ("china",), ()),
        ("Di Roe", ("china",), ()),
        ("Di Roe", (), ()),
    ]
    load(
        store,
        an_article(
            *(
                a_quotation(f"It is sentence number {n}.", by=by, topics=topics, named=named)
                for n, (by, topics, named) in enumerate(said)
            )
        ),
    )
    return store


class TestRelated:
    def test_a_person_has_the_topics_they_are_most_quoted_on(self, talk):
        """Three at most, the most quoted first, and how much others say of them."""
        assert related(talk, said_by("Ann Ode")) == Related(
            topics=(("china", 3), ("trade", 2), ("iraq", 1)), spoken_of=1
        )

    def test_a_person_without_topics_has_none(self, talk):
        assert related(talk, said_by("Eve Fox")) == Related(spoken_of=1)

    def test_a_topic_has_the_people_most_quoted_on_it(self, talk):
        """Three at most; equals by name."""
        assert related(talk, Subject(topic_id="china")).people == (
            a_person("Ann Ode", 3),
            a_person("Cy Moe", 2),
            a_person("Bo Lee", 1),
        )

    def test_a_person_on_a_topic_has_the_others_on_it(self, talk):
        both = Subject(speaker_id=ANN, topic_id="china")

        assert [one.name for one in related(talk, both).people] == ["Cy Moe", "Bo Lee", "Di Roe"]

    def test_nobody_unnamed_is_offered(self, store):
        """Two articles' "a senior official" need not be one person."""
        article = an_article(
            a_quotation("We meet here.", by="a senior official", topics=["china"]),
            a_quotation("We go there.", by="Ann Ode", topics=["china"]),
        )
        reading = a_reading(article)
        kinds = {"a senior official": SpeakerKind.UNNAMED, "Ann Ode": SpeakerKind.PERSON}
        object.__setattr__(reading, "kinds", kinds)
        with store.write() as connection:
            articles.replace_article(connection, reading, now=NOW)

        assert related(store, Subject(topic_id="china")).people == (a_person("Ann Ode", 1),)

    def test_nothing_lies_next_to_the_latest_or_to_words(self, talk):
        assert related(talk, Subject()) == related(talk, Subject(words="sentence")) == Related()


class TestSpokenOf:
    def test_what_others_say_of_somebody_is_a_list(self, talk):
        """Counted, and in the order of reading."""
        assert words(talk, about("Bo Lee")) == [
            "It is sentence number 0.",
            "It is sentence number 1.",
            "It is sentence number 4.",
        ]
        assert count(talk, about("Bo Lee")) == 3
        assert count(talk, about("Di Roe")) == 0

    def test_it_is_no_topic_and_makes_nobody_quoted(self, talk):
        """Who is only spoken of is listed among those, and nowhere else."""
        with talk.read() as connection:
            spoken_of = people.find_spoken_of(connection)
            quoted = {one.name for one in people.find_speakers(connection)}
            topics = people.count_topics(connection)

        assert spoken_of == (a_person("Bo Lee", 3), a_person("Ann Ode", 1), a_person("Eve Fox", 1))
        assert quoted == {"Ann Ode", "Bo Lee", "Cy Moe", "Di Roe"}
        assert topics == {"china": 7, "trade": 2, "iraq": 1, "ukraine": 1}

    def test_an_article_is_given_back_as_it_was_read(self, talk):
        with talk.read() as connection:
            found = articles.get_article(connection, "brussels.txt")

        assert [one.named for one in found.quotations][:4] == [
            ("Bo Lee",),
            ("Bo Lee",),
            ("Eve Fox",),
            ("Ann Ode",),
        ]

    def test_words_and_days_narrow_it(self, talk):
        """As they do for anybody's quotations."""
        asked = Subject(about_id=BO, words="sentence number 4")
        with talk.read() as connection:
            assert len(cards.find_hits(connection, asked).numbers) == 1
