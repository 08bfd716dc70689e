"""Which quotation is which when an article is read again, and which words are one statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import QuotationKind
from briefs.store.identity import (
    Known,
    assign_ids,
    quotation_id,
    speaker_id,
    statement_key,
    words_of,
)
from tests.builders import a_quotation

WORDS = st.sampled_from(["allies", "agree", "we", "meet", "trade", "talks", "never"])
SENTENCES = st.lists(WORDS, min_size=3)


def known(key: str, words: str, kind: QuotationKind = QuotationKind.DIRECT) -> Known:
    return Known(id=key, kind=kind, words=words_of(a_quotation(words)))


def ids(*pieces: str, was: tuple[Known, ...] = (), taken: tuple[str, ...] = ()) -> tuple[str, ...]:
    return assign_ids("a.txt", [a_quotation(piece) for piece in pieces], was, taken)


def test_an_id_is_ten_base32_characters_typed_here_for_good():
    r"""Ids are in buttons and in what readers were sent: they never change with the code.

    Worked out by hand: printf 'a.txt\nweagree\n0' | sha256sum | xxd -r -p | base32 | head -c 10
    """
    assert quotation_id("a.txt", "weagree", 0) == "q4z5hnzxbo"
    assert quotation_id("a.txt", "weagree", 1) == "25eicpeao5"
    assert speaker_id("Jens Stoltenberg") == "dbrjtzn7tv"


def test_marks_case_and_spaces_do_not_count():
    """An id is made of letters and digits, whatever repair does to the rest."""
    assert ids("We  agree: No 5!") == ids("we agree no 5")


def test_neither_speaker_nor_position_counts():
    """Better attribution must not change an id."""
    one = assign_ids("a.txt", [a_quotation("We agree.", by="Ann Ode")], (), ())
    other = assign_ids("a.txt", [a_quotation("No."), a_quotation("We agree.", by=None)], (), ())

    assert one[0] == other[1]


def test_the_same_words_twice_are_two_quotations():
    """The number of the occurrence tells them apart."""
    first, second = ids("We agree on this.", "We agree on this.")

    assert first != second
    assert first == ids("We agree on this.")[0]


def test_the_same_words_in_another_article_have_another_id():
    """An id belongs to one place."""
    assert assign_ids("b.txt", [a_quotation("We agree.")], (), ()) != ids("We agree.")


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        pytest.param("we will meet again before the summer break", True, id="the same"),
        pytest.param("“We will meet again before the summer break,”", True, id="other marks"),
        pytest.param("will meet again before the summer break", True, id="a word shorter"),
        pytest.param("We will meet again before that summer break", True, id="a word changed"),
        pytest.param("We will meet again", False, id="half of it"),
        pytest.param(
            "We will meet again before the summer break, and then in autumn, and then in winter",
            False,
            id="twice as long",
        ),
        pytest.param("They have never spoken about these tariffs", False, id="something else"),
    ],
)
def test_a_quotation_that_overlaps_by_80_percent_keeps_its_id(new, kept):
    """Readers' buttons go on working when extraction gets better."""
    was = known("oldoldold1", "We will meet again before the summer break")

    assert (ids(new, was=(was,)) == ("oldoldold1",)) is kept


def test_the_likest_pair_keeps_the_id():
    """Of two new ones that overlap an old one, the nearer is it."""
    was = known("oldoldold1", "We will meet again before the summer break")
    assigned = ids(
        "We will meet again before the summer",
        "We will meet again before the summer break",
        was=(was,),
    )

    assert assigned[1] == "oldoldold1"
    assert assigned[0] != "oldoldold1"


def test_a_known_quotation_of_the_same_kind_comes_first():
    """The reported clause around marked words must not take their id."""
    marked = known("markedmark", "We agree on this")
    reported = known("reportedre", "We agree on this", QuotationKind.INDIRECT)
    new = [
        a_quotation("We agree on this", kind=QuotationKind.INDIRECT),
        a_quotation("We agree on this", kind=QuotationKind.DIRECT),
    ]

    assert assign_ids("a.txt", new, [marked, reported], ()) == ("reportedre", "markedmark")


def test_an_id_that_somebody_has_is_not_given_again():
    """An old quotation may have been given the id these words would get."""
    (would_be,) = ids("We agree on this.")
    was = known(would_be, "They have never spoken about these tariffs")

    assert ids("We agree on this.", was=(was,)) != (would_be,)
    assert ids("We agree on this.", taken=(would_be,)) != (would_be,)


@given(st.lists(SENTENCES.map(" ".join), max_size=8))
def test_reading_the_same_again_changes_no_id(sentences):
    """Whatever the words, repeated or alike."""
    first = ids(*sentences)
    was = tuple(known(key, words) for key, words in zip(first, sentences, strict=True))

    assert len(set(first)) == len(sentences)
    assert ids(*sentences, was=was) == first


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We want to revitalise it", "we want to revitalize it!", True),
        ("Labour and defence programmes", "Labor and defense programs", True),
        ("The theatre at the centre", "The theater at the center", True),
        ("It's cancelled", "It’s canceled", True),
        ("Mr Erdoğan agrees", "Mr Erdogan agrees", True),
        ("Lars Løkke of Łódź agrees", "Lars Lokke of Lodz agrees", True),
        ("We stand with Kyiv", "We stand with Kiev", True),
        ("Zelenskyy asked for it", "Zelensky asked for it", True),
        ("A sceptical judgement", "A skeptical judgment", True),
        ("Whilst troops manoeuvre towards us", "While troops maneuver toward us", True),
        ("2% of GDP", "2 percent of GDP", True),
        ("2 per cent of GDP", "2 percent of GDP", True),
        ("Ten kilometres of border", "Ten kilometers of border", True),
        ("a decision-making body", "a decision making body", True),
        ("We stand with Kharkiv", "We stand with Kyiv", False),
        ("2 of 3 allies", "2 percent of 3 allies", False),
        ("Four more years", "For more years", False),
        ("We will meet here", "We will meat here", False),
        ("We will meet", "We will meet again", False),
    ],
)
def test_spelling_makes_no_other_statement(one, other, same):
    """The same words in British and American spelling are one statement; other words are not."""
    assert (statement_key(a_quotation(one)) == statement_key(a_quotation(other))) is same
