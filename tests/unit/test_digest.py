"""What a digest carries: few quotations, the right ones, each once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.digest import (
    GOOD_LENGTH,
    MOST_CARDS,
    MOST_OF_A_SPEAKER,
    ROOM,
    compose_digest,
)
from briefs.model import (
    Candidate,
    Card,
    DateBasis,
    Digest,
    Material,
    PublicationDate,
    QuotationKind,
    Speaker,
    SpeakerKind,
)

TUESDAY = dt.date(2021, 3, 23)
GOOD = "the allies have agreed to meet again before the summer"


def a_candidate(
    key: str = "q1",
    *,
    words: str = GOOD,
    speakers: tuple[str, ...] = ("Ann Ode",),
    day: str | None = "2021-03-22",
    statement: str | None = None,
    articles: tuple[str, ...] | None = None,
    kind: QuotationKind = QuotationKind.DIRECT,
) -> Candidate:
    """A dated, attributed quotation of good length, alone in its article."""
    published = (
        PublicationDate(day=dt.date.fromisoformat(day), basis=DateBasis.STATED) if day else None
    )
    card = Card(
        id=key,
        kind=kind,
        pieces=(words,),
        speakers=tuple(
            Speaker(id=name.lower(), name=name, kind=SpeakerKind.PERSON, count=1)
            for name in speakers
        ),
        role=None,
        title="A meeting",
        publisher="The Gazette",
        published=published,
    )
    return Candidate(
        card=card,
        statement=statement or f"statement of {key}",
        articles=frozenset(articles or (f"{key}.txt",)),
    )


def composed(
    *new: Candidate, archive: tuple[Candidate, ...] = (), total: int | None = None
) -> Digest:
    material = Material(
        local_date=TUESDAY,
        covers=(),
        new=new,
        total=len({candidate.statement for candidate in new}) if total is None else total,
        archive=archive,
        articles=3,
        newest=dt.date(2021, 3, 22),
    )
    return compose_digest(material)


def ids(digest: Digest) -> list[str]:
    return [card.id for card in digest.cards]


def by_different_people(count: int) -> list[Candidate]:
    return [a_candidate(f"q{n:02}", speakers=(f"Speaker {n}",)) for n in range(count)]


# -- which and how many ----------------------------------------------------------------------------


def test_a_digest_can_be_finished():
    """Of eight stories five are shown and three are counted."""
    digest = composed(*by_different_people(8))

    assert len(digest.cards) == MOST_CARDS == 5
    assert digest.more == 3


def test_what_was_only_counted_is_more_too():
    """A store with thousands of new statements hands over the best and says how many there are."""
    digest = composed(*by_different_people(2), total=4_000)

    assert digest.more == 3_998


def test_one_quotation_a_story():
    """Two quotations of one article: the second waits among the more."""
    digest = composed(
        a_candidate("q1", articles=("summit.txt",)),
        a_candidate("q2", articles=("summit.txt",), speakers=("Ben Elm",)),
    )

    assert ids(digest) == ["q1"]
    assert digest.more == 1


def test_articles_that_share_a_statement_are_one_story():
    """The wire's words tie two articles together; neither gets a second quotation."""
    digest = composed(
        a_candidate("q1", statement="wire", articles=("a.txt",)),
        a_candidate("q2", statement="wire", articles=("b.txt",)),
        a_candidate("q3", articles=("b.txt",), speakers=("Ben Elm",)),
    )

    assert ids(digest) == ["q1"]


def test_two_quotations_a_speaker():
    """A third story of the same speaker gives way to somebody else's."""
    digest = composed(
        *[a_candidate(f"q{n}") for n in range(3)], a_candidate("q9", speakers=("Ben Elm",))
    )

    assert ids(digest) == ["q0", "q1", "q9"]


def test_a_joint_statement_counts_for_each_of_its_speakers():
    digest = composed(
        a_candidate("q1", speakers=("Ann Ode", "Ben Elm")),
        a_candidate("q2", speakers=("Ann Ode",)),
        a_candidate("q3", speakers=("Ann Ode",)),
        a_candidate("q4", speakers=("Ben Elm",)),
    )

    assert ids(digest) == ["q1", "q2", "q4"]


def test_nobody_is_quoted_without_a_name():
    """A quotation whose speaker is not certain never comes unasked."""
    digest = composed(a_candidate("q1", speakers=()))

    assert digest.cards == ()


def test_a_quotation_is_never_cut_but_left_out_whole():
    """One too long for a message makes room for the next instead."""
    digest = composed(
        a_candidate("q1", words="word " * ROOM, day="2021-03-23"),
        a_candidate("q2", speakers=("Ben Elm",)),
    )

    assert ids(digest) == ["q2"]
    assert digest.more == 1


# -- in which order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (a_candidate("q2", day="2021-03-22"), a_candidate("q1", day="2021-03-21")),
        (a_candidate("q2", day="2019-01-01"), a_candidate("q1", day=None)),
        (a_candidate("q2"), a_candidate("q1", words="we will see")),
        (a_candidate("q2"), a_candidate("q1", words="word " * 41)),
        (a_candidate("q2", articles=("a.txt", "b.txt")), a_candidate("q1")),
        (a_candidate("q2"), a_candidate("q1", kind=QuotationKind.MIXED)),
        (
            a_candidate("q2", kind=QuotationKind.MIXED),
            a_candidate("q1", kind=QuotationKind.INDIRECT),
        ),
        (a_candidate("q1"), a_candidate("q2")),
    ],
    ids=[
        "newest first",
        "dated before undated",
        "good length before short",
        "good length before long",
        "more articles first",
        "whole sentences before fragments",
        "marked words before unmarked",
        "then by id",
    ],
)
def test_what_comes_first(first, second):
    """The rules in the order they are asked, each with all others equal."""
    assert ids(composed(second, first)) == [first.card.id, second.card.id]


def test_undated_ones_lead_only_where_nothing_is_dated():
    digest = composed(a_candidate("q1", day=None))

    assert ids(digest) == ["q1"]
    assert digest.cards[0].published is None


def test_of_one_statement_the_best_showing_is_shown():
    """A dated showing speaks for an undated one."""
    digest = composed(
        a_candidate("q1", statement="wire", day=None), a_candidate("q2", statement="wire")
    )

    assert ids(digest) == ["q2"]


# -- empty days ------------------------------------------------------------------------------------


def test_an_empty_day_has_the_newest_dated_quotation_of_the_archive():
    digest = composed(
        archive=(
            a_candidate("q1", day="2020-02-02"),
            a_candidate("q2", day="2020-03-03"),
            a_candidate("q3", day=None),
        )
    )

    assert digest.cards == ()
    assert digest.archive is not None
    assert digest.archive.id == "q2"


def test_undated_and_unattributed_ones_never_stand_in():
    digest = composed(archive=(a_candidate("q1", day=None), a_candidate("q2", speakers=())))

    assert digest.archive is None


def test_a_day_with_news_needs_no_archive():
    digest = composed(a_candidate("q1"), archive=(a_candidate("q2"),))

    assert digest.archive is None


# -- rules without exception -----------------------------------------------------------------------

some_candidates = st.lists(
    st.builds(
        a_candidate,
        st.integers(0, 30).map("q{:02}".format),
        words=st.integers(1, 900).map(lambda count: "word 💬" * count),
        speakers=st.lists(st.sampled_from("ABCD"), max_size=2, unique=True).map(tuple),
        day=st.sampled_from([None, "2021-03-20", "2021-03-21", "2021-03-22"]),
        statement=st.sampled_from([None, "s1", "s2", "s3"]),
        articles=st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=2).map(tuple),
        kind=st.sampled_from(QuotationKind),
    ),
    max_size=20,
    unique_by=lambda candidate: candidate.card.id,
)


@given(some_candidates, st.randoms())
def test_the_same_values_in_any_order_give_the_same_digest(candidates, random):
    shuffled = random.sample(candidates, len(candidates))

    assert composed(*candidates) == composed(*shuffled)


@given(some_candidates)
def test_the_budget_holds_for_anything(candidates):
    """Number, stories, speakers and room, whatever came in."""
    digest = composed(*candidates)
    by_id = {candidate.card.id: candidate for candidate in candidates}
    chosen = [by_id[card.id] for card in digest.cards]
    voices = [speaker.id for card in digest.cards for speaker in card.speakers]

    assert len(chosen) <= MOST_CARDS
    assert len(set().union(*(c.articles for c in chosen))) == len(
        [key for c in chosen for key in c.articles]
    )
    assert all(voices.count(voice) <= MOST_OF_A_SPEAKER for voice in voices)
    assert all(card.speakers for card in digest.cards)
    text = "".join(piece for card in digest.cards for piece in card.pieces)
    assert len(text.encode("utf-16-le")) <= 2 * ROOM
    assert len(chosen) + digest.more == len({c.statement for c in candidates})


@given(some_candidates)
def test_undated_ones_never_come_before_dated_ones(candidates):
    undated = [card.published is None for card in composed(*candidates).cards]

    assert undated == sorted(undated)


def test_good_length_is_counted_in_words():
    """Eight to forty, both included."""
    assert 8 in GOOD_LENGTH
    assert 40 in GOOD_LENGTH
    assert 41 not in GOOD_LENGTH
