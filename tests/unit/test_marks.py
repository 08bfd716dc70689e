"""Which words stand between quote marks, however the marks were written or damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.marks import find_marked
from tests.quoting import marked_in, paragraphs_of

WORDS = "We are ready for it,"

shapes = pytest.mark.parametrize(
    "text",
    [
        pytest.param('"We are ready for it," Lind said.', id="straight"),
        pytest.param("“We are ready for it,” Lind said.", id="curly"),
        pytest.param("”We are ready for it,“ Lind said.", id="turned-round"),
        pytest.param("“We are ready for it,“ Lind said.", id="closing-turned-round"),
        pytest.param("“We are ready for it, “Lind said.", id="closing-moved-to-the-next-word"),
        pytest.param('""We are ready for it,"" Lind said.', id="doubled"),
        pytest.param("``We are ready for it,'' Lind said.", id="latex"),
        pytest.param('``We are ready for it," Lind said.', id="latex-and-straight"),
        pytest.param("«We are ready for it,» Lind said.", id="guillemets"),
        pytest.param("»We are ready for it,« Lind said.", id="guillemets-turned-round"),
        pytest.param("„We are ready for it,“ Lind said.", id="low"),
        pytest.param("‘We are ready for it,’ Lind said.", id="single-curly"),
        pytest.param("'We are ready for it,' Lind said.", id="single-straight"),
        pytest.param("â€œWe are ready for it,â€\x9d Lind said.", id="wrongly-decoded"),
        pytest.param("âWe are ready for it,â Lind said.", id="what-is-left-of-a-mark"),
        pytest.param("“We are ready for it, âLind said.", id="debris-moved-to-the-next-word"),
        pytest.param("&ldquo;We are ready for it,&rdquo; Lind said.", id="entities"),
        pytest.param('We are ready for it," Lind said.', id="opening-missing"),
        pytest.param('"We are ready for it, Lind said.', id="closing-missing"),
        pytest.param('"We are ready for it,"Lind said.', id="space-missing"),
    ],
)


@shapes
def test_marks_are_read_in_every_shape(text):
    """Glyph and place may each be wrong; what stands around the marks tells."""
    assert marked_in(text) == [WORDS]


@pytest.mark.parametrize(
    "text",
    [
        "The allies’ ships left the nations’ ports.",
        "The allies' ships left the nations' ports in the '90s.",
        "It’s Lind’s turn, and they don’t like it.",
        "The barrel is 6' long and 2\" wide.",
        "They defend values ââand interests at the château.",
        '<a class="lead" href="/news">More of it</a>',
    ],
    ids=["plurals", "straight-plurals", "contractions", "feet-and-inches", "debris", "mark-up"],
)
def test_not_every_mark_is_a_quote_mark(text):
    assert marked_in(text) == []


def test_single_marks_close_behind_a_plural_only_if_nothing_better_follows():
    """British papers quote in single marks, and plurals end in an apostrophe."""
    text = "'The allies' answer is a firm one,' Lind said. 'It's ours.'"

    assert marked_in(text) == ["The allies' answer is a firm one,", "It's ours."]


def test_marked_words_within_marked_words_belong_to_them():
    text = "“They call it a ‘new age’ and “a gift” of history,” Lind said."

    assert marked_in(text) == ["They call it a ‘new age’ and “a gift” of history,"]


def test_a_quotation_goes_on_in_the_next_paragraph_when_its_mark_was_left_open():
    """Each paragraph of it opens with a mark; only the last one closes."""
    text = "“We came to talk.\n\n“We stay to help,” Lind said."

    assert marked_in(text) == ["We came to talk.", "+We stay to help,"]


def test_a_closed_quotation_does_not_go_on():
    text = "“We came to talk.”\n\n“We stay to help,” Lind said."

    assert marked_in(text) == ["We came to talk.", "We stay to help,"]


def test_one_broken_mark_costs_one_sentence():
    """The paragraphs after it are read as if nothing had happened."""
    text = 'Lind spoke of "a long road. Others left.\n\nShe said: "We stay." And: "We help."'

    assert marked_in(text) == ["a long road.", "We stay.", "We help."]


def test_words_without_an_opening_mark_reach_back_to_the_start_of_their_sentence():
    text = '"Is it late?" It is never too late for peace," Lind said.'

    assert marked_in(text) == ["Is it late?", "It is never too late for peace,"]


def test_words_that_nothing_closes_end_before_the_attribution():
    text = '"We will help them, Lind said. Then she left for Riga.'

    assert marked_in(text) == ["We will help them,"]


def test_marks_turned_round_in_the_middle_of_a_paragraph():
    """No mark opens a quotation of the words "she said"."""
    text = "“It is too early, “she said.” At dusk, nobody wants to go home. “"

    assert marked_in(text) == ["It is too early,", "At dusk, nobody wants to go home."]


def test_a_quotation_may_begin_as_attributions_do():
    text = 'Lind left. "My brother said it all." Novak stayed. "Not a man who says no."'

    assert marked_in(text) == ["My brother said it all.", "Not a man who says no."]


def test_a_mark_that_opens_nothing_is_passed_over():
    text = 'Lind promised ``to "rebuild the old strength" of the fleet.'

    assert marked_in(text) == ["rebuild the old strength"]


@given(st.text(alphabet="\"“”‘’'«»`„â ,.aZ\n\x00", max_size=80))
def test_marked_words_are_ordered_disjoint_and_within_one_paragraph(text):
    """Any text will do, and every place is a place of the text as read."""
    paragraphs = paragraphs_of(text)
    found = find_marked(text, paragraphs)

    at = 0
    for words in found:
        assert at <= words.outer_start <= words.start < words.end <= words.outer_end
        assert paragraphs[words.paragraph].start <= words.outer_start
        assert words.outer_end <= paragraphs[words.paragraph].end
        assert text[words.start : words.end].strip() == text[words.start : words.end]
        at = words.outer_end


@given(st.lists(st.sampled_from(["We go.", "Lind left.", "It rains, he says."]), max_size=5))
def test_text_without_marks_has_no_marked_words(lines):
    assert marked_in("\n".join(lines)) == []
