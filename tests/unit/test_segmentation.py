"""Paragraphs, sentences and tokens keep their places in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.segmentation import TOKEN, find_paragraphs, find_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text, 0, len(text))]


def test_paragraphs_are_the_lines_that_say_something():
    """Blank lines part them, white space around them is left out."""
    text = "One. \r\n\r\n  Two,\n\tthree.\n"

    assert [text[start:end] for start, end in find_paragraphs(text)] == ["One.", "Two,", "three."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. They spoke.", ["They met.", "They spoke."]),
        ("Did they meet? They did!", ["Did they meet?", "They did!"]),
        (
            "Gen. Marek Novak met Dr. Lind. They spoke.",
            ["Gen. Marek Novak met Dr. Lind.", "They spoke."],
        ),
        ("J. P. Lind of the U.S. Army left.", ["J. P. Lind of the U.S. Army left."]),
        ("He flew to the U.S. The talks failed.", ["He flew to the U.S.", "The talks failed."]),
        ("It rose by 2.5 percent in Oct. 2019.", ["It rose by 2.5 percent in Oct. 2019."]),
        ("“We came.” Then they left.", ["“We came.”", "Then they left."]),
        ("It was … late. So they left.", ["It was … late.", "So they left."]),
        ("See nato.int for more. Thanks.", ["See nato.int for more.", "Thanks."]),
    ],
    ids=["stops", "ends", "titles", "initials", "last", "numbers", "marks", "dots", "addresses"],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    """A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le Drian’s co-operation, he said.",
            ["Le", "Drian’s", "co-operation", ",", "he", "said", "."],
        ),
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("allies’ ships", ["allies’", "ships"]),
        ("2.5% (of it)", ["2.5", "%", "(", "of", "it", ")"]),
    ],
)
def test_words_keep_their_inner_marks(text, expected):
    """Apostrophes, hyphens and stops within a word are part of it."""
    assert TOKEN.findall(text) == expected


@given(st.text(alphabet="ab .!?…”\n\x00A", max_size=60))
def test_sentences_hold_all_but_white_space(text):
    """Nothing is lost between sentences, and they do not overlap."""
    places = list(find_sentences(text, 0, len(text)))

    assert places == sorted(places)
    assert "".join("".join(text[s:e].split()) for s, e in places) == "".join(text.split())
