"""Which office is shown beside a name."""

import datetime as dt

import pytest

from briefs.ingest.roles import printed_role, role_of
from briefs.whoswho import load_whoswho
from tests.builders import a_quotation


@pytest.mark.parametrize(
    ("mention", "name", "role"),
    [
        pytest.param(
            "French Foreign Minister Jean-Yves Le Drian",
            "Jean-Yves Le Drian",
            "French Foreign Minister",
            id="title before the full name",
        ),
        pytest.param(
            "the Minister of Defence, Ann Ode", "Ann Ode", "Minister of Defence", id="comma"
        ),
        pytest.param("Trade Minister Ode", "Ann Ode", "Trade Minister", id="surname alone"),
        pytest.param(
            "US Secretary of State Anthony Blinken",
            "Antony Blinken",
            "US Secretary of State",
            id="a misspelt name is no part of the title",
        ),
        pytest.param("the NATO chief", "Jens Stoltenberg", "NATO chief", id="a title alone"),
        pytest.param("Ann Ode", "Ann Ode", None, id="a name alone"),
        pytest.param("he", "Ann Ode", None, id="a pronoun"),
        pytest.param("Mr Ode", "Bo Ode", None, id="a form of address"),
        pytest.param("the tall woman", "Ann Ode", None, id="a description is no office"),
        pytest.param("told reporters that Ode", "Ann Ode", None, id="words of the sentence"),
        pytest.param("", "Ann Ode", None, id="nothing"),
    ],
)
def test_a_title_is_taken_from_the_text_only_when_it_is_one(mention, name, role):
    """A wrong office beside the right words misleads; none is better."""
    assert printed_role(mention, name, load_whoswho()) == role


def test_the_office_of_the_day_comes_before_the_printed_one():
    """The who's who knows what somebody was when the article appeared."""
    quotation = a_quotation(by="Jens Stoltenberg", mention="the former Prime Minister")

    assert role_of(quotation, dt.date(2021, 3, 23), load_whoswho()) == "NATO Secretary General"


def test_two_speakers_have_no_common_role():
    """One title cannot stand for both."""
    quotation = a_quotation(by=["Antony Blinken", "Lloyd Austin"], mention="Secretary Ode")

    assert role_of(quotation, dt.date(2021, 3, 23), load_whoswho()) is None
