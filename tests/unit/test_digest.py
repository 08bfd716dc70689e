"""What a digest tells: few quotations, the right ones for this reader, each once."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.digest import BUDGETS, GOOD_LENGTH, LONGEST, MOST_OF_A_SPEAKER, Choice, Offer
from briefs.model import Candidate, DigestLength, Interest, InterestKind, QuotationKind, Taste

GOOD = "the allies have agreed to meet again before the summer"


def a_candidate(
    key: str = "q1",
    *,
    words: str = GOOD,
    speakers: tuple[str, ...] = ("Ann Ode",),
    topics: tuple[str, ...] = (),
    day: str | None = "2021-03-22",
    statement: str | None = None,
    number: int = 1,
    article: str | None = None,
    title: str | None = None,
    publisher: str | None = "The Gazette",
    kind: QuotationKind = QuotationKind.DIRECT,
    said: tuple[str, ...] = (),
) -> Candidate:
    """A dated quotation of good length, alone in its article."""
    return Candidate(
        id=key,
        statement=statement or f"statement of {key}",
        number=number,
        said=(key, *said),
        kind=kind,
        text=words,
        speakers=speakers,
        topics=frozenset(topics),
        article=article or f"{key}.txt",
        title=title or key,
        publisher=publisher,
        day=dt.date.fromisoformat(day).toordinal() if day else None,
    )


def chosen(*candidates: Candidate, **taste: Any) -> Choice:
    """What a reader is told to whom all is new, unless their taste says otherwise."""
    wish: dict[str, Any] = {"after": 0, "length": DigestLength.FULL, **taste}
    return Offer(candidates).choose(Taste(**wish))


def ids(choice: Choice) -> list[str]:
    return [pick.candidate.id for pick in choice.picks]


def by_different_people(count: int) -> list[Candidate]:
    return [a_candidate(f"q{n:02}", speakers=(f"Speaker {n}",)) for n in range(count)]


def follow(value: str, kind: InterestKind = InterestKind.TOPIC) -> Interest:
    return Interest(kind=kind, value=value)


def mute(value: str, kind: InterestKind = InterestKind.TOPIC) -> Interest:
    return Interest(kind=kind, value=value, muted=True)


# -- how many --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "number"),
    [(DigestLength.HEADLINES, 5), (DigestLength.BRIEF, 5), (DigestLength.FULL, 10)],
)
def test_a_digest_can_be_finished(length, number):
    """Of twelve stories so many are told; all are counted."""
    short = [a_candidate(f"q{n:02}", words="we will meet", speakers=(str(n),)) for n in range(12)]
    choice = chosen(*short, length=length)

    assert len(choice.picks) == number
    assert choice.total == 12


def test_a_brief_digest_has_few_words():
    """Four sentences of 165 letters and who said them have room; the fifth has not."""
    sentences = [
        a_candidate(f"q{n}", words="words of ten " * 13, speakers=(str(n),)) for n in range(6)
    ]

    assert len(chosen(*sentences, length=DigestLength.BRIEF).picks) == 3


def test_what_has_no_room_makes_room_for_something_shorter():
    """Nothing is ever cut."""
    choice = chosen(
        a_candidate("q1", words="word " * 9),
        a_candidate("q2", words="word " * 39 + "x" * 700, speakers=("Ben Elm",)),
        a_candidate("q3", words="word " * 9, speakers=("Cai Fox",)),
        length=DigestLength.BRIEF,
    )

    assert ids(choice) == ["q1", "q3"]
    assert choice.total == 3


def test_the_first_story_may_take_more_room_than_a_brief_digest_has():
    """On a day with one long statement that is what there is to tell."""
    long = "word " * 400

    assert ids(chosen(a_candidate("q1", words=long), length=DigestLength.BRIEF)) == ["q1"]


def test_what_fills_more_than_a_message_is_left_out():
    choice = chosen(
        a_candidate("q1", words="x" * LONGEST, day="2021-03-23"),
        a_candidate("q2", speakers=("Ben Elm",)),
    )

    assert ids(choice) == ["q2"]
    assert choice.total == 2


def test_one_quotation_a_story():
    """Two quotations of one article: the second waits among the more."""
    choice = chosen(
        a_candidate("q1", article="summit.txt"),
        a_candidate("q2", article="summit.txt", speakers=("Ben Elm",)),
    )

    assert ids(choice) == ["q1"]
    assert choice.total == 2


def test_articles_that_share_a_statement_are_one_story():
    """The wire's words tie two articles together; neither gets a second quotation."""
    choice = chosen(
        a_candidate("q1", statement="wire", article="a.txt", publisher="The Gazette"),
        a_candidate("q2", statement="wire", article="b.txt", publisher="The Herald"),
        a_candidate("q3", article="b.txt", publisher="The Herald", speakers=("Ben Elm",)),
    )

    assert ids(choice) == ["q1"]
    assert choice.picks[0].publishers == 2
    assert choice.total == 2


def test_articles_with_one_headline_are_one_story():
    """Told once, with the number of those who have it."""
    choice = chosen(
        a_candidate("q1", title="Allies agree on larger budget", publisher="The Gazette"),
        a_candidate(
            "q2",
            title="Larger budget: allies agree",
            publisher="The Herald",
            speakers=("Ben Elm",),
        ),
    )

    assert ids(choice) == ["q1"]
    assert choice.picks[0].publishers == 2


def test_a_story_nobody_names_a_publisher_of_has_one():
    assert chosen(a_candidate("q1", publisher=None)).picks[0].publishers == 1


def test_two_quotations_a_speaker():
    """A third story of the same speaker gives way to somebody else's."""
    choice = chosen(
        *[a_candidate(f"q{n}") for n in range(3)], a_candidate("q9", speakers=("Ben Elm",))
    )

    assert ids(choice) == ["q0", "q1", "q9"]


def test_a_joint_statement_counts_for_each_of_its_speakers():
    choice = chosen(
        a_candidate("q1", speakers=("Ann Ode", "Ben Elm")),
        a_candidate("q2", speakers=("Ann Ode",)),
        a_candidate("q3", speakers=("Ann Ode",)),
        a_candidate("q4", speakers=("Ben Elm",)),
    )

    assert ids(choice) == ["q1", "q2", "q4"]


# -- in which order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (a_candidate("q2", day="2021-03-22"), a_candidate("q1", day="2021-03-21")),
        (a_candidate("q2", day="2019-01-01"), a_candidate("q1", day=None)),
        (a_candidate("q2"), a_candidate("q1", words="we will see")),
        (a_candidate("q2"), a_candidate("q1", words="word " * 41)),
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
        "whole sentences before fragments",
        "marked words before unmarked",
        "then by id",
    ],
)
def test_what_comes_first(first, second):
    """The rules in the order they are asked, each with all others equal."""
    assert ids(chosen(second, first)) == [first.id, second.id]


def test_what_more_publishers_carry_comes_first():
    choice = chosen(
        a_candidate("q1", speakers=("Ben Elm",)),
        a_candidate("q2", statement="wire", publisher="The Gazette"),
        a_candidate("q3", statement="wire", publisher="The Herald"),
    )

    assert ids(choice) == ["q2", "q1"]


def test_undated_ones_lead_only_where_nothing_is_dated():
    assert ids(chosen(a_candidate("q1", day=None))) == ["q1"]


def test_of_one_statement_the_best_showing_is_shown():
    """A dated showing speaks for an undated one."""
    choice = chosen(
        a_candidate("q1", statement="wire", day=None), a_candidate("q2", statement="wire")
    )

    assert ids(choice) == ["q2"]


# -- for whom --------------------------------------------------------------------------------------


def test_what_was_loaded_before_the_last_edition_is_not_new():
    choice = chosen(a_candidate("q1", number=7), a_candidate("q2", number=8), after=7)

    assert ids(choice) == ["q2"]
    assert choice.total == 1


def test_what_was_sent_in_whatever_article_is_not_told_again():
    """The same words by the same speaker have another id where they stand elsewhere."""
    choice = chosen(a_candidate("q1", said=("q7",)), a_candidate("q2"), seen=["q7"])

    assert ids(choice) == ["q2"]
    assert choice.total == 1


def test_what_is_followed_leads_and_says_why():
    ann = follow("Ann Ode", InterestKind.SPEAKER)
    choice = chosen(
        a_candidate("q1", day="2021-03-23", speakers=("Ben Elm",)),
        a_candidate("q2", day="2021-03-22", topics=("norway",)),
        interests=[follow("norway"), ann],
    )

    assert ids(choice) == ["q2", "q1"]
    assert [pick.follows for pick in choice.picks] == [(follow("norway"), ann), ()]


def test_even_what_is_followed_does_not_lead_undated():
    choice = chosen(
        a_candidate("q1", day=None, topics=("norway",)),
        a_candidate("q2", speakers=("Ben Elm",)),
        a_candidate("q3", day=None, speakers=("Cai Fox",)),
        interests=[follow("norway")],
    )

    assert ids(choice) == ["q2", "q1", "q3"]


def test_only_what_is_followed_for_whoever_wants_nothing_else():
    """The rest is not counted either."""
    choice = chosen(
        a_candidate("q1", topics=("norway",)),
        a_candidate("q2", speakers=("Ben Elm",)),
        interests=[follow("norway")],
        only_followed=True,
    )

    assert ids(choice) == ["q1"]
    assert choice.total == 1


def test_who_follows_nothing_and_wants_nothing_else_is_told_nothing():
    assert chosen(a_candidate("q1"), only_followed=True) == Choice(picks=(), total=0)


@pytest.mark.parametrize(
    "interest",
    [
        mute("Ann Ode", InterestKind.SPEAKER),
        mute("norway"),
        mute("agreed summer", InterestKind.WORDS),
        mute("narvik", InterestKind.WORDS),
    ],
    ids=["the speaker", "the topic", "words of the quotation", "words of the headline"],
)
def test_what_is_muted_is_never_told(interest):
    """Nor counted; the story may be told in the words of somebody else."""
    choice = chosen(
        a_candidate("q1", topics=("norway",), title="Meeting in Narvik", article="a.txt"),
        a_candidate("q2", words="we will see", speakers=("Ben Elm",), title="b", article="a.txt"),
        interests=[interest],
    )

    assert ids(choice) == ["q2"]
    assert choice.total == 1


def test_what_is_muted_is_not_told_for_being_followed():
    choice = chosen(
        a_candidate("q1", topics=("norway",)),
        interests=[follow("norway"), mute("Ann Ode", InterestKind.SPEAKER)],
    )

    assert choice.picks == ()


@pytest.mark.parametrize(
    ("words", "text", "hit"),
    [
        ("war", "The war goes on", True),
        ("war", "We were warned", False),
        ("war", "WAR!", True),
        ("cold war", "a war in the cold", True),
        ("cold war", "a war in the heat", False),
        ("defence", "the Defence-Minister", True),
        ("chisinau", "from Chișinău to Kyiv", True),
        ("a.b", "a b", False),
        ("kyiv", "Киев", False),
    ],
)
def test_plain_words_are_whole_words_in_any_order(words, text, hit):
    """Capitals, accents and marks make no difference; what is followed is kept folded."""
    choice = chosen(
        a_candidate("q1", words=text, title="-"),
        interests=[follow(words, InterestKind.WORDS)],
        only_followed=True,
    )

    assert bool(choice.picks) is hit


# -- what was told once, and empty days ------------------------------------------------------------


def test_what_was_sent_is_found_again_in_order():
    """Whatever has been followed since leads; what was withdrawn is left out."""
    offer = Offer([a_candidate("q1"), a_candidate("q2", topics=("norway",)), a_candidate("q3")])
    choice = offer.find(["q1", "gone", "q2"], Taste(after=0, interests=[follow("norway")]))

    assert ids(choice) == ["q2", "q1"]
    assert choice.total == 3


def stand_in(*candidates: Candidate, **taste: Any) -> str | None:
    found = Offer(candidates).first_dated(Taste(after=0, **taste))
    return found.id if found else None


def test_the_newest_dated_one_stands_in():
    assert (
        stand_in(
            a_candidate("q1", day="2020-02-02"),
            a_candidate("q2", day="2020-03-03"),
            a_candidate("q3", day=None),
        )
        == "q2"
    )


def test_undated_seen_and_muted_ones_never_stand_in():
    choices = [a_candidate("q1", day=None), a_candidate("q2"), a_candidate("q3", topics=("oslo",))]

    assert stand_in(*choices, seen=["q2"], interests=[mute("oslo")]) is None


def test_only_what_is_followed_stands_in_for_whoever_wants_nothing_else():
    choices = [a_candidate("q1"), a_candidate("q2", topics=("norway",), day="2019-01-01")]

    assert stand_in(*choices, interests=[follow("norway")], only_followed=True) == "q2"


# -- rules without exception -----------------------------------------------------------------------

some_interest = st.builds(
    Interest,
    kind=st.just(InterestKind.TOPIC),
    value=st.sampled_from(["t1", "t2"]),
    muted=st.booleans(),
) | st.builds(
    Interest,
    kind=st.just(InterestKind.SPEAKER),
    value=st.sampled_from("ABCD"),
    muted=st.booleans(),
)
some_taste = st.builds(
    Taste,
    after=st.integers(0, 4),
    seen=st.lists(st.integers(0, 30).map("q{:02}".format), max_size=5),
    interests=st.lists(some_interest, max_size=3, unique_by=lambda each: each.value),
    only_followed=st.booleans(),
    length=st.sampled_from(DigestLength),
)
some_candidates = st.lists(
    st.builds(
        a_candidate,
        st.integers(0, 30).map("q{:02}".format),
        words=st.integers(1, 300).map(lambda count: "word 💬" * count),
        speakers=st.lists(st.sampled_from("ABCD"), min_size=1, max_size=2, unique=True).map(tuple),
        topics=st.sets(st.sampled_from(["t1", "t2"])).map(tuple),
        day=st.sampled_from([None, "2021-03-20", "2021-03-21", "2021-03-22"]),
        number=st.integers(1, 5),
        article=st.sampled_from("abcdefgh"),
        kind=st.sampled_from(QuotationKind),
    ),
    max_size=20,
    unique_by=lambda candidate: candidate.id,
)


@given(some_candidates, some_taste, st.randoms())
def test_the_same_values_in_any_order_give_the_same_choice(candidates, taste, random):
    shuffled = random.sample(candidates, len(candidates))

    assert Offer(candidates).choose(taste) == Offer(shuffled).choose(taste)


def is_wanted(candidate: Candidate, taste: Taste) -> bool:
    """The rules, word for word."""
    has = {*candidate.topics, *candidate.speakers}
    followed = any(each.value in has for each in taste.interests if not each.muted)
    muted = any(each.value in has for each in taste.interests if each.muted)
    fits = followed or not taste.only_followed
    return candidate.number > taste.after and candidate.id not in taste.seen and fits and not muted


@given(some_candidates, some_taste)
def test_the_promises_hold_for_anything(candidates, taste):
    """Number, stories, speakers, room, and nothing unwanted; whatever came in."""
    choice = Offer(candidates).choose(taste)
    picked = [pick.candidate for pick in choice.picks]
    budget = BUDGETS[taste.length]
    voices = [speaker for candidate in picked for speaker in candidate.speakers]

    assert choice.total == sum(is_wanted(candidate, taste) for candidate in candidates)
    assert all(is_wanted(candidate, taste) for candidate in picked)
    assert len(picked) <= budget.stories
    assert len({candidate.article for candidate in picked}) == len(picked)
    assert all(voices.count(voice) <= MOST_OF_A_SPEAKER for voice in voices)
    text = "".join(candidate.text for candidate in picked[1:])
    assert len(text.encode("utf-16-le")) <= 2 * budget.room


@given(some_candidates, some_taste)
def test_somebody_is_heard_if_anybody_may_be(candidates, taste):
    """A choice is empty only where nothing is wanted, or nothing fits a message."""
    choice = Offer(candidates).choose(taste)

    assert choice.picks or not any(
        is_wanted(candidate, taste) and len(candidate.text) < LONGEST / 3
        for candidate in candidates
    )


@given(some_candidates, some_taste)
def test_undated_ones_never_come_before_dated_ones(candidates, taste):
    undated = [pick.candidate.day is None for pick in Offer(candidates).choose(taste).picks]

    assert undated == sorted(undated)


def test_good_length_is_counted_in_words():
    """Eight to forty, both included."""
    assert 8 in GOOD_LENGTH
    assert 40 in GOOD_LENGTH
    assert 41 not in GOOD_LENGTH
