"""The names that matching is measured with: what is asked, how an answer counts, and the bars."""

from __future__ import annotations

import random

import pytest

from briefs.matching import Entry
from briefs.measuring import names
from briefs.measuring.names import Answer, Tally, Trial, mistakes, scripts

DICE = random.Random(1)


def entry(name: str, *, personal: bool = True) -> Entry:
    return Entry(id=name, name=name, aliases=(), weight=1, personal=personal)


PEOPLE = [entry(name) for name in ("Ann Miller", "Bob Miller", "Jo Keller", "Miller Smith")]


def judged(query: str, meant: str | None, answer: Answer) -> Tally:
    trial = Trial(kind="one", query=query, meant=meant)
    return names.judge([trial], lambda _: answer, PEOPLE)["one"]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (mistakes.abbreviate("Jose Luis Zapatero", DICE), "J. L. Zapatero"),
        (mistakes.lower("Jens Stoltenberg", DICE), "jens stoltenberg"),
        (scripts.in_cyrillic("Jens Stoltenberg", DICE), "йенс столтенберг"),
        (scripts.in_greek("Boris", DICE), "μπορις"),
        (scripts.in_georgian("Blinken", DICE), "ბლინკენი"),
    ],
)
def test_mistakes_of_which_there_is_only_one(made, expected):
    """Letter for letter."""
    assert made == expected


def test_the_same_name_gets_the_same_mistakes():
    """Or two runs could not be compared."""
    assert list(names.make_trials(PEOPLE)) == list(names.make_trials(PEOPLE))


def test_who_is_answered_is_right_or_somebody_else():
    """Nobody else will do."""
    right = judged("jo kellr", "Jo Keller", Answer(best="Jo Keller"))
    wrong = judged("jo kellr", "Jo Keller", Answer(best="Ann Miller"))

    assert (right.at_once, right.offered, right.answered) == (1, 1, 0)
    assert (wrong.at_once, wrong.offered, wrong.answered) == (0, 0, 1)


def test_a_choice_of_those_who_are_as_near_is_right():
    """Two have the surname, a third the given name."""
    equals = judged("millr", "Ann Miller", Answer(options=["Ann Miller", "Miller Smith"]))
    unequal = judged("millr", "Ann Miller", Answer(options=["Ann Miller", "Jo Keller"]))

    assert (equals.at_once, equals.offered) == (1, 1)
    assert (unequal.at_once, unequal.offered) == (0, 1)


def test_any_answer_to_a_name_that_nobody_has_is_false():
    """To offer what is near is not."""
    assert judged("zorg", None, Answer(best="Jo Keller")).answered == 1
    assert judged("zorg", None, Answer(options=["Jo Keller", "Ann Miller"])).asked == 1
    assert judged("zorg", None, Answer(nearest=["Jo Keller"])).answered == 0


def test_who_was_taken_out_is_in_no_name_that_is_left():
    """A surname that somebody else has too is not asked for by itself."""
    asked = {trial.query for trial in names.make_hidden(PEOPLE[:1], PEOPLE[1:])}

    assert asked == {"Ann Miller"}


def test_the_bars_hold_for_every_seventh_query():
    """At once for one slip, offered whatever the mistake, hardly ever somebody for nobody."""
    entries = names.stored_entries([])
    people = [one for one in entries if one.personal]
    understood = names.judge([*names.make_trials(people)][::7], names.answering(entries), entries)
    refused = names.judge(names.make_absent(entries), names.answering(entries), entries)
    near = names.total(understood[kind] for kind in names.NEAR)
    every, none = names.total(understood.values()), names.total(refused.values())

    assert near.at_once >= 0.96 * near.trials
    assert every.offered >= 0.985 * every.trials
    assert every.answered <= 0.005 * every.trials
    assert none.answered <= 0.01 * none.trials
