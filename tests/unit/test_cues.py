"""The lexicon of saying, and how an attribution begins."""

import pytest

from briefs.cues import ATTRIBUTION_AHEAD, PHRASAL, VERBS, Form, Strength


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("said", "say", Form.PAST),
        ("says", "say", Form.PRESENT),
        ("saying", "say", Form.ING),
        ("told", "tell", Form.PAST),
        ("denies", "deny", Form.PRESENT),
        ("admitted", "admit", Form.PAST),
        ("stressing", "stress", Form.ING),
        ("teaches", None, None),
        ("urged", "urge", Form.PAST),
        ("wrote", "write", Form.PAST),
        ("referred", "refer", Form.PAST),
    ],
)
def test_verbs_are_known_in_all_their_forms(form, lemma, expected):
    cue = VERBS.get(form)

    assert (cue and cue.lemma, cue and cue.form) == (lemma, expected)


def test_verbs_whose_object_is_speech_are_stronger_than_verbs_that_may_report_it():
    assert VERBS["said"].strength is Strength.SAYING
    assert VERBS["accused"].strength is Strength.REPORTING


def test_forms_that_are_nouns_as_well_are_known_as_such():
    assert VERBS["claims"].noun_like
    assert not VERBS["claimed"].noun_like
    assert not VERBS["says"].noun_like


def test_verbs_of_two_words():
    assert PHRASAL["went on"].form is Form.PAST
    assert PHRASAL["points out"].lemma == "point out"


@pytest.mark.parametrize(
    "text",
    [
        " she said.",
        " Lind said.",
        "the secretary-general said",
        " said Foreign Minister Lind",
        " Lind, a farmer from Turku, told reporters",
        " the head of the office went on.",
        " did he declare.",
        " NATO chief told the paper",
    ],
)
def test_attributions_that_follow_quoted_words_are_seen(text):
    assert ATTRIBUTION_AHEAD.match(text)


@pytest.mark.parametrize(
    "text", [" He left the room.", " and they went home", " In May the talks", ""]
)
def test_other_words_are_no_attribution(text):
    assert not ATTRIBUTION_AHEAD.match(text)
