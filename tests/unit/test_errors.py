"""What every error of ours promises."""

import pickle

import pytest

from briefs.errors import (
    BriefsError,
    DataFileError,
    IngestError,
    InvalidQueryError,
    NotFoundError,
    StoreError,
)

EXAMPLES = [
    (NotFoundError("speaker", "abc"), "There is no speaker 'abc'."),
    (InvalidQueryError("Give a time like 08:00."), "Give a time like 08:00."),
    (IngestError("a.txt", "is empty"), "a.txt: is empty"),
    (DataFileError("people.toml", "entry 3", "no name"), "people.toml, entry 3: no name"),
    (StoreError("The disk is full."), "The disk is full."),
]
IDS = [type(error).__name__ for error, _ in EXAMPLES]


def test_every_error_has_an_example_here():
    """A new class is added to the list above."""
    assert {type(error) for error, _ in EXAMPLES} == set(BriefsError.__subclasses__())


@pytest.mark.parametrize(("error", "text"), EXAMPLES, ids=IDS)
def test_an_error_says_what_it_is_about(error, text):
    """The key is in the text: a log line needs nothing else."""
    assert str(error) == text
    assert isinstance(error, BriefsError)


def test_a_query_that_cannot_be_used_is_a_value_error():
    """So that whoever validates a value need not know our tree."""
    assert issubclass(InvalidQueryError, ValueError)


def test_an_article_error_survives_the_way_from_a_worker():
    """Worker processes hand it back as a value."""
    error = pickle.loads(pickle.dumps(IngestError("a.txt", "is empty")))

    assert (error.key, error.reason, str(error)) == ("a.txt", "is empty", "a.txt: is empty")
