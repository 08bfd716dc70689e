"""Which office is shown beside a name."""

import pytest

from briefs.ingest.roles import find_roles, printed_role
from briefs.whoswho import load_whoswho
from tests.builders import a_day, a_quotation, an_article


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
    article = an_article(
        a_quotation(by="Jens Stoltenberg", mention="Prime Minister Jens Stoltenberg"),
        published=a_day("2021-03-23"),
    )

    assert find_roles(article, load_whoswho()) == ("NATO Secretary General",)


def test_an_undated_article_shows_what_it_prints_also_where_it_says_he():
    """Most give the title once; another speaker's is not borrowed."""
    article = an_article(
        a_quotation("We agree on this.", by="Ann Ode", mention="she"),
        a_quotation("We go on.", by="Ann Ode", mention="Trade Minister Ann Ode"),
        a_quotation("So do we.", by="Bo Lee", mention="Bo Lee"),
        published=None,
    )

    assert find_roles(article, load_whoswho()) == ("Trade Minister", "Trade Minister", None)


def test_two_speakers_have_no_common_role():
    """One title cannot stand for both."""
    article = an_article(
        a_quotation(by=["Antony Blinken", "Lloyd Austin"], mention="Secretary Blinken")
    )

    assert find_roles(article, load_whoswho()) == (None,)
