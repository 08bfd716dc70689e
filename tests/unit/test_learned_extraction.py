"""What the learned part of extraction promises, whatever its weights say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.extraction import extract_article
from briefs.model import Quotation, QuotationKind
from briefs.quotations.learned.weights import Model, load_model, read_model, write_model

INDIRECT = QuotationKind.INDIRECT

PIECES = st.sampled_from(
    [
        "“We will stay,”",
        "‘Never',",
        '"',
        "''",
        " he said.",
        " said Anna Berg, the envoy.",
        " The minister told reporters that ",
        "according to two officials,",
        "\n",
        "\n\n",
        "Mr. Novak ",
        "denied it",
        " (a lie) ",
        "—",
        ": ",
        "who had warned of “a long winter” ",
        "\u00a0",
        "😀",
    ]
)
ARTICLES = st.lists(PIECES, max_size=40).map("".join)


def indirect(text: str) -> list[Quotation]:
    return [found for found in extract_article(text).quotations if found.kind is INDIRECT]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "Anna Berg said that the talks would go on in Oslo.",
            "the talks would go on in Oslo",
            "Anna Berg",
        ),
        (
            "The talks will go on in Oslo, Anna Berg said.",
            "The talks will go on in Oslo",
            "Anna Berg",
        ),
        (
            "According to Anna Berg, the talks will go on in Oslo.",
            "the talks will go on in Oslo",
            "Anna Berg",
        ),
    ],
)
def test_a_reported_clause_is_an_indirect_quotation(text, content, source):
    """Its content is the clause: without the attribution, the conjunction and the full stop."""
    (found,) = indirect(text)

    assert content in found.contents[0].text
    assert len(found.contents[0].text) <= len(content) + len("that ")
    assert [span.text for span in found.sources] == [source]
    assert found.speakers == ("Anna Berg",)


def test_a_mixed_quotation_stands_beside_the_clause_around_it():
    """The mixed one holds the marked words alone; the whole clause is a further entry."""
    text = "Anna Berg said on Monday that the offer was “far too little and late” for her country."

    mixed, whole = extract_article(text).quotations

    assert (mixed.kind, mixed.contents[0].text) == (QuotationKind.MIXED, "far too little and late")
    assert whole.kind is INDIRECT
    assert "the offer was “far too little and late” for her country" in whole.contents[0].text
    assert mixed.speakers == whole.speakers == ("Anna Berg",)


def test_a_sentence_of_the_reporters_is_no_quotation():
    assert (
        extract_article("The train left the station at noon. It rained all day.").quotations == ()
    )


@given(ARTICLES)
@settings(max_examples=150, deadline=None)
def test_each_span_is_a_slice_and_contents_are_ordered_and_disjoint(text):
    for found in extract_article(text).quotations:
        spans = [*found.contents, *found.sources, *filter(None, [found.cue])]
        assert all(span.text == text[span.start : span.end] for span in spans)
        ends = [0, *(content.end for content in found.contents)]
        assert all(
            end <= content.start < content.end
            for end, content in zip(ends, found.contents, strict=False)
        )
        assert 0 <= found.confidence <= 1


@given(ARTICLES)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_quotations(text):
    assert extract_article(text) == extract_article(text)


class Counted(dict[str, float]):
    """Weights that count how often one is asked for."""

    asked = 0

    def get(self, name: str, default: float = 0.0) -> float:  # type: ignore[override]
        self.asked += 1
        return super().get(name, default)


@pytest.mark.parametrize(
    "piece",
    [
        "“Yes,” he said, ",
        "he said that she said ",
        "said, ",
        "Anna Berg ",
        "\"' ",
        "that who of - : ",
    ],
)
def test_work_grows_no_faster_than_the_text(piece):
    """Counted in features looked up, not in seconds: four times the text, about four times them."""
    model = load_model()

    def looked_up(times: int) -> int:
        weights = {name: Counted(known) for name, known in model.weights.items()}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(model, "weights", weights)
            extract_article(piece * times)
        return sum(known.asked for known in weights.values())

    assert model is load_model()
    assert looked_up(1600) <= 6 * looked_up(400) + 2000


def test_weights_survive_being_written_and_read():
    """A weight is kept to a sixteenth; what is less is nothing."""
    model = Model({"cue": {"wsaid": 1.26, "tp": -0.5, "slight": 0.01}})

    text = write_model(model)

    assert read_model(text).weights["cue"] == {"wsaid": 1.25, "tp": -0.5}
    assert write_model(read_model(text)) == text


def test_the_shipped_weights_are_what_they_would_be_written_as():
    """The file is written by `train`, never by hand."""
    model = load_model()

    assert read_model(write_model(model)).weights == model.weights


def test_a_damaged_line_of_weights_is_an_error():
    with pytest.raises(ValueError, match="invalid literal"):
        read_model("cue many\twsaid\n")


def test_a_pronoun_is_nobody_whom_its_own_clause_names():
    """Who says “She said that Berg …” speaks of two people, so nobody is named for it."""
    text = "Anna Berg met the ministers on Monday.\n\nShe said that Berg would come again in May."

    [found] = indirect(text)

    assert [span.text for span in found.sources] == ["She"]
    assert found.speakers == ()
