"""Words in quote marks are found where they stand side by side, on both engines alike.

PostgreSQL has neighbours in its index, in two ways: all of them for the words of quotations, and
some for what stands before; the rest it reads. None of it may change what is found.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from briefs.model import Subject
from briefs.store.engine import Store
from tests.builders import a_quotation, an_article
from tests.examples import seldom
from tests.library import load, words

#: Words that are everywhere, and words that are not.
VOCABULARY = ["the", "of", "nato", "risk", "ally"]
#: Every three of them once, in a sentence of its own.
SENTENCES = [" ".join(three) for three in product(VOCABULARY, repeat=3)]


@pytest.fixture(scope="module")
def filled_store(lasting_store: Store) -> Store:
    """Each sentence is quoted in an article of its own."""
    for number, sentence in enumerate(SENTENCES):
        said = a_quotation(f"{sentence.capitalize()}.", by="Ann Ode")
        load(lasting_store, an_article(said, key=f"{number:03}.txt"))
    return lasting_store


@seldom(40, suppress=[HealthCheck.function_scoped_fixture])
@given(phrase=st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=3))
def test_a_phrase_is_found_where_it_stands(filled_store, phrase):
    """And with a minus where it does not."""
    text = " ".join(phrase)
    there = {one for one in SENTENCES if f" {text} " in f" {one} "}
    without = {one for one in SENTENCES if "risk" in one.split()} - there

    assert found(filled_store, f'"{text}"') == there
    assert found(filled_store, f'risk -"{text}"') == without


def found(store: Store, query: str) -> set[str]:
    return {one.rstrip(".").lower() for one in words(store, Subject(words=query))}


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ('"ships of nato"', True),
        ('"met grey"', True),
        ('"grey ships of norway"', True),
        ('"nato grey"', False),
        ('"grey ships of nato"', False),  # though each two of these words stand together
    ],
)
def test_a_phrase_may_stand_before_a_quotation(store, query, is_there):
    """It is looked for there if no quotation's own paragraph has it."""
    lead = "Ships of NATO met grey ships of Norway."
    load(store, an_article(a_quotation("Here we are."), lead=lead))

    assert words(store, Subject(words=query)) == (["Here we are."] if is_there else [])
