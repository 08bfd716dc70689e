"""How weights are learned, and how quality is measured."""

import json
from typing import Any

import pytest

from briefs.learning import measure, read_corpus, train_weights
from briefs.learning.calibration import rated, reliability
from briefs.learning.linear import fit
from briefs.learning.scoring import count, find_spans, head_phrase, is_sentence, summarise


def span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def quote(text: str, content: str, source: str) -> dict[str, Any]:
    return {"cue": None, "sources": [span(text, source)], "contents": [span(text, content)]}


def annotated(number: int, name: str) -> dict[str, Any]:
    """An article of a made-up corpus, where everybody is said to say something thrice."""
    text = "\n\n".join(
        f"“{words} is what we need,” {verb} {name} on a Monday."
        for words, verb in (("Patience", "said"), ("Courage", "said"), ("A plan", "said"))
    )
    quotes = [
        {
            "cue": span(text, "said"),
            "sources": [span(text, name)],
            "contents": [span(text, f"{words} is what we need,")],
        }
        for words in ("Patience", "Courage", "A plan")
    ]
    return {"id": f"paper_2016-01-{number:02}_story", "text": text, "quotes": quotes}


@pytest.fixture
def corpus(tmp_path):
    file = tmp_path / "train.jsonl"
    names = ["Anna Berg", "Ivan Novak", "Lena Holt", "Marc Petit", "Eva Stern"]
    articles = [annotated(day, names[day % 5]) for day in range(20, 0, -1)]
    file.write_text("".join(json.dumps(article) + "\n" for article in articles))
    return file


def test_the_last_tenth_by_date_is_left_out(corpus):
    """Whatever the order of the file."""
    kept = read_corpus(corpus, tenths=range(9))

    assert [article["id"][6:16] for article in kept] == [f"2016-01-{d:02}" for d in range(1, 19)]


def test_the_same_corpus_gives_the_same_bytes(corpus, tmp_path):
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"

    assert train_weights(corpus, one) == train_weights(corpus, other) == 18
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes()


def test_what_decides_examples_gets_the_weight():
    """A feature of every right candidate outweighs one that stands on both sides."""
    examples = [([["right", "both"], ["wrong", "both"]], [True, False])] * 20

    weights = fit(examples, epochs=4)

    assert weights["right"] > 0 > weights["wrong"]
    assert abs(weights.get("both", 0.0)) < weights["right"] / 4


TEXT = "“We will not leave,” said Anna Berg. It was “a bad day” for her, she said."


def test_marked_spans_have_at_least_three_words():
    text = TEXT + " “No,” she said."

    assert [text[a:b] for ((a, b),) in find_spans(text)] == ["We will not leave,", "a bad day"]


def test_a_span_runs_on_where_the_next_paragraph_opens_with_a_mark():
    text = "“We will not leave.\n\n“We will stay,” she said."

    ((first, second),) = find_spans(text)

    assert (text[slice(*first)], text[slice(*second)]) == ("We will not leave.", "We will stay,")


def test_shapes():
    spans = find_spans(TEXT)

    assert [is_sentence(TEXT, one) for one in spans] == [True, False]


@pytest.mark.parametrize(
    ("mention", "head"),
    [
        ("Anna Berg, the envoy to Oslo", "Anna Berg"),
        ("the head of the mission", "the head"),
        ("Berg's", "Berg"),
    ],
)
def test_head_phrase(mention, head):
    assert head_phrase(mention) == head


def test_right_wrong_missed_and_extra():
    """The same last name is right; another is wrong for both precision and recall."""
    text = TEXT + " Berg left. “That is a pity,” said Ivan Novak."
    gold = [
        quote(text, "We will not leave,", "Anna Berg"),
        quote(text, "That is a pity,", "Ivan Novak"),
    ]
    later = text.index("Berg left")
    surname = {"start": later, "end": later + len("Berg"), "text": "Berg"}
    said = {**quote(text, "We will not leave,", "Anna Berg"), "sources": [surname]}
    guess = [said, quote(text, "a bad day", "she")]

    counts = count(text, gold, guess)

    assert (counts["all gold"], counts["all guess"], counts["all right"]) == (2, 2, 1)
    assert summarise(counts, "all").f1 == pytest.approx(0.5)
    assert summarise(counts, "fragment").precision == 0


def test_confidence_is_compared_with_what_turned_out_right():
    """Of two attributions given about 0.9, one is right; one given 0.3 is wrong."""
    table = reliability([(0.92, True), (0.9, False), (0.3, False)])

    assert [(one.low, one.number, one.right) for one in table] == [(0.2, 1, 0.0), (0.9, 2, 0.5)]
    assert table[1].given == pytest.approx(0.91)


def test_only_attributed_marked_words_are_rated():
    """Indirect speech and quotations of nobody have no part in it."""
    text = TEXT + " Berg left. “That is a pity,” said Ivan Novak."
    gold = [quote(text, "We will not leave,", "Anna Berg")]
    said = {**quote(text, "We will not leave,", "Anna Berg"), "kind": "direct", "confidence": 0.8}
    nobody = {**said, "sources": [], "speakers": []}
    indirect = {**said, "kind": "indirect"}

    assert list(rated(text, gold, [said])) == [(0.8, True)]
    assert list(rated(text, gold, [nobody, indirect])) == []


def test_nothing_annotated_is_nothing_found():
    quality = measure([{"id": "a", "text": "It rained.", "quotes": []}])

    assert (quality.articles, quality.spans) == (1, 0)
    assert quality.shares["all"].f1 == 0
