"""Marked words, who said them, and what makes one quotation: sentences, then the answer."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.model import Quotation, QuotationKind
from briefs.quotations import SURE
from tests.quoting import mentions_in, quotations_in, said_in, words_of

#: Names everybody of whom the sentences below speak.
CAST = "Hannah Lind met Peter Novak in Turku.\n\n"
LIND, NOVAK = ("Hannah Lind",), ("Peter Novak",)

WORDS = "We will keep the harbour open"


def only(text: str) -> Quotation:
    [quotation] = quotations_in(text)
    return quotation


# ------------------------------------------------------------------ where the attribution stands


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"{},” Lind said.', id="trailing"),
        pytest.param('"{}," said Lind.', id="inverted"),
        pytest.param('"{}," Lind, the mayor of Turku, told reporters on Monday.', id="apposition"),
        pytest.param('"{}," harbour chief Hannah Lind (Greens) said.', id="bracket"),
        pytest.param('"{}," Lind on Tuesday told a joint meeting of ministers.', id="time-between"),
        pytest.param('"{}," did Lind declare.', id="did-declare"),
        pytest.param('"{}," Lind went on.', id="two-words"),
        pytest.param('"{}," Lind smiled.', id="any-verb-behind-a-comma"),
        pytest.param('"{}," according to Lind.', id="according-to"),
        pytest.param('"{}," as Lind put it.', id="as-she-put-it"),
        pytest.param('"{}." – Hannah Lind', id="signature"),
        pytest.param('Lind: "{}."', id="script"),
        pytest.param('Lind said: "{}."', id="leading-colon"),
        pytest.param('Lind said, "{}."', id="leading"),
        pytest.param('Asked about it, Lind said, "{}."', id="behind-a-phrase"),
        pytest.param('Lind met Novak and said, "{}."', id="second-verb"),
        pytest.param('Lind left early, saying, "{}."', id="participle"),
        pytest.param('In a statement, Lind said: "{}."', id="statement"),
    ],
)
def test_a_sentence_is_attributed_from_every_side(text):
    """Behind it, before it, inverted, with insertions between subject and verb."""
    assert [speakers for _, speakers in said_in(CAST + text.format(WORDS))] == [LIND]


FRAGMENT = "a harbour without a sea"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Lind said that Turku was "{}" now.', id="reported-clause"),
        pytest.param('Lind said Novak had once called the town "{}".', id="outermost"),
        pytest.param('Lind told Novak that if he stays, he gets "{}".', id="clause-in-clause"),
        pytest.param('Lind called Turku "{}".', id="naming"),
        pytest.param('Lind urged Novak to leave "{}".', id="urging"),
        pytest.param('Calling Turku "{}," Lind closed the meeting.', id="participle-first"),
        pytest.param('Turku is poor, Lind said on Monday, calling it "{}".', id="participle-last"),
        pytest.param('"It is late," said Lind, a mayor, citing "{}".', id="participle-inverted"),
        pytest.param('Turku is "{}", Lind said.', id="trailing-clause"),
        pytest.param('Turku is "{}", said Lind.', id="trailing-clause-inverted"),
        pytest.param('According to Lind, Turku is now "{}".', id="according-to"),
        pytest.param('Novak angered Lind, who warned that Turku was "{}".', id="relative"),
        pytest.param('Lind praised Novak, and stressed that Turku was "{}".', id="second-verb"),
        pytest.param('Lind’s promise of "{}" was not kept.', id="her-promise"),
    ],
)
def test_a_fragment_is_attributed_within_its_sentence(text):
    """The verb that governs it, or the outermost one that reports what that verb says."""
    found = quotations_in(CAST + text.format(FRAGMENT))[-1]

    assert words_of(found)[0].startswith(FRAGMENT)
    assert found.sources[0].text.startswith("Lind")
    assert found.speakers == (LIND if found.confidence >= SURE else ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Lind left. "{}," he said.', id="nobody-fits"),
        pytest.param('Peter Novak met Mark Novak. "{}," Novak said.', id="two-of-a-name"),
        pytest.param('"{}," they said in a joint statement.', id="they-of-nobody"),
        pytest.param('"{}."', id="no-attribution"),
    ],
)
def test_nobody_is_named_when_it_is_not_sure_who_spoke(text):
    """Naming the wrong person is the worst that can happen; the mention is kept all the same."""
    quotation = only(text.format(WORDS))

    assert quotation.speakers == ()
    assert quotation.confidence < SURE


# ------------------------------------------------------------------ what is one quotation


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ('"It is late," Lind said. "We will go."', ["It is late,", "We will go."]),
        ('"It is late," Lind said, "and we will go."', ["It is late,", "and we will go."]),
        ('"It is late," said Lind at the gate. "We go."', ["It is late,", "We go."]),
        ('"Is it late?" It is never late," Lind said.', ["Is it late?", "It is never late,"]),
    ],
    ids=["next-sentence", "same-sentence", "with-a-place", "mark-missing"],
)
def test_pieces_are_one_quotation_if_only_their_attribution_stands_between(text, pieces):
    assert words_of(only(CAST + text)) == pieces


@pytest.mark.parametrize(
    "text",
    [
        '"It is late," Lind said.\n\n"We will go," she added.',
        '"It is late" for Turku, Lind said. "We will go."',
        'Lind said it was "too late" and "too cold".',
        '"It is late," Lind said. Snow fell. "We will go," she added.',
        '"It is late," Lind said, adding that it was "too cold".',
    ],
    ids=["paragraphs", "words-between", "and", "sentence-between", "second-verb"],
)
def test_anything_else_between_them_makes_two(text):
    assert len(quotations_in(CAST + text)) == 2


def test_a_quotation_handed_on_over_paragraphs_is_one():
    """Its attribution may stand behind the last paragraph, and holds for all."""
    text = CAST + "“We came to talk.\n\n“We stay to help,” Lind said."

    assert said_in(text) == [("We came to talk. / We stay to help,", LIND)]


def test_a_paragraph_of_nothing_but_speech_goes_on_with_the_speaker_before():
    text = CAST + '"It is late," Lind said.\n\n"And now we will all go home."'

    assert said_in(text)[-1] == ("And now we will all go home.", LIND)


def test_a_speaker_is_not_carried_over_a_paragraph_of_other_matter():
    text = CAST + '"It is late," Lind said.\n\nSnow fell in Turku.\n\n"Now we will all go home."'

    assert said_in(text)[-1] == ("Now we will all go home.", ())


# ------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"It is late," Lind said.', QuotationKind.DIRECT),
        ('"Is it late?" asked Lind.', QuotationKind.DIRECT),
        ('Lind said: "It is late."', QuotationKind.DIRECT),
        ('"it is late," Lind said.', QuotationKind.DIRECT),
        ('Lind said it was "much too late".', QuotationKind.MIXED),
        ('"Much too late" was what Lind said.', QuotationKind.MIXED),
        ('Turku is "much too late", Lind said.', QuotationKind.MIXED),
    ],
)
def test_direct_is_the_speakers_own_sentence_mixed_a_part_of_the_reporters(text, kind):
    found = quotations_in(CAST + text)

    assert [one.kind for one in found] == [kind] * len(found)


@pytest.mark.parametrize(("words", "short"), [("too late", True), ("much too late", False)])
def test_fewer_than_three_words_are_short(words, short):
    assert only(f'{CAST}Lind said it was "{words}".').short is short


# ------------------------------------------------------------------ no quotations


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('The so-called "friends of the harbour" met in Turku.', id="scare-quotes"),
        pytest.param('The law is known as the "Open Harbours Act".', id="law"),
        pytest.param('On "Morning in Turku" Lind said it was late.', id="broadcast"),
        pytest.param('The plan called "steady steps ahead" begins today.', id="plan"),
        pytest.param("The allies' ships met the nations' ships.", id="apostrophes"),
    ],
)
def test_names_of_things_and_words_held_at_a_distance_are_no_quotations(text):
    assert quotations_in(CAST + text) == ()


# ------------------------------------------------------------------ speakers


def test_two_people_may_speak_together():
    text = (
        'Hannah Lind and Peter Novak met in Turku.\n\n"We agree on it," they said in a statement.'
    )

    assert said_in(text) == [("We agree on it,", ("Hannah Lind", "Peter Novak"))]


def test_a_body_may_speak():
    assert said_in('The Taliban, who won, said the war was "over for good".') == [
        ("over for good", ("Taliban",))
    ]


def test_an_unnamed_speaker_is_described_as_printed():
    text = CAST + '"We will keep it open," a senior NATO official said.'

    assert said_in(text) == [("We will keep it open,", ("a senior NATO official",))]


def test_the_mention_is_kept_as_printed():
    text = CAST + 'Lind left. "It is late," she said.'

    assert mentions_in(text) == ["she"]
    assert said_in(text) == [("It is late,", LIND)]


@pytest.mark.parametrize(
    "text",
    [
        '"We will keep it open," Lind said, according to the Harbour Post.',
        'According to the Harbour Post, Lind said: "We will keep it open."',
        '"We will keep it open," said Lind, reports the Harbour Post.',
    ],
)
def test_who_passed_the_words_on_is_kept_behind_who_spoke(text):
    """Second-hand speech has two sources: the speaker, and whose account of it this is."""
    assert mentions_in(CAST + text) == ["Lind the Harbour Post"]


# ------------------------------------------------------------------ any text at all


MARKS = "\"“”'’()«â»„`‘\n\r\x00"
VERBIAGE = (" said ", "Lind", " he ", ", ", ". ", " and ", "that ", "We go", ": ", " – ", "who ")
FRAMES = ("according to ", "Mr. ", "the mayor ", "\n\n— ", "--", "after ", "'s ", "quoted ")
pieces = st.sampled_from((*MARKS, *VERBIAGE, *FRAMES))


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces, max_size=60).map("".join))
def test_any_text_gives_spans_of_itself(text):
    """Each span is a slice of the text; contents are ordered, disjoint, trimmed and not empty."""
    for quotation in quotations_in(text):
        at = 0
        for content in quotation.contents:
            assert content.text == text[content.start : content.end] == content.text.strip()
            assert at <= content.start < content.end
            at = content.end
        for span in (*quotation.sources, *filter(None, [quotation.cue])):
            assert span.text == text[span.start : span.end]
        assert 0 <= quotation.confidence <= 1
        assert not quotation.speakers or quotation.confidence >= SURE


@settings(max_examples=50, deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
def test_the_same_text_gives_the_same_quotations(text):
    assert quotations_in(text) == quotations_in(text)


SAID = '"We keep harbour {} open," Lind said. "We are not afraid of winter."'


@settings(max_examples=100, deadline=None)
@given(broken=st.integers(0, 4), mark=st.integers(0, 2))
def test_one_broken_mark_costs_no_other_paragraph(broken, mark):
    """The paragraphs beside it are read as if nothing had happened.

    The last mark of a paragraph is another matter: without it, words go on in the next one.
    """
    paragraphs = [SAID.format(number) for number in range(5)]
    places = [at for at, letter in enumerate(paragraphs[broken]) if letter == '"']
    lost = paragraphs[broken][: places[mark]] + paragraphs[broken][places[mark] + 1 :]
    whole = said_in(CAST + "\n\n".join(paragraphs))

    found = said_in(CAST + "\n\n".join([*paragraphs[:broken], lost, *paragraphs[broken + 1 :]]))

    assert [one for one in whole if f"harbour {broken}" not in one[0]] == [
        one
        for one in found
        if re.search(r"harbour \d", one[0]) and f"harbour {broken}" not in one[0]
    ]


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        '" ',
        '"a" ',
        '"Yes," he said. ',
        "and said ",
        "he said that ",
        "'a ",
        "â ",
        "A. ",
        '"a\n',
        '"a"\n\n\n\n',
        '"a." – Lind\n',
        "Lind, in A, ",
        '"a," he said, "b," ',
        "According to A, ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit):
    """Twice the text costs about twice the steps, whatever it is made of."""
    small, large = steps(unit * 300), steps(unit * 600)

    assert large < 3 * small + 20_000


def steps(text: str) -> int:
    """How many calls reading a text takes."""
    count = 0

    def tick(*_):
        nonlocal count
        count += 1

    previous = sys.getprofile()
    sys.setprofile(tick)
    try:
        quotations_in(text)
    finally:
        sys.setprofile(previous)
    return count
