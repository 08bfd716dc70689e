"""What every error of ours promises."""

import pickle

import pytest

from briefs.errors import (
    BriefsError,
    DataFileError,
    IngestError,
    InvalidQueryError,
    LoadingError,
    NotFoundError,
    StoreError,
    WorkersError,
)
from briefs.ingest.files import PassingError

EXAMPLES = [
    (NotFoundError("speaker", "abc"), "There is no speaker 'abc'."),
    (InvalidQueryError("Give a time like 08:00."), "Give a time like 08:00."),
    (IngestError("a.txt", "is empty"), "a.txt: is empty"),
    (LoadingError("Wait until it is done."), "Wait until it is done."),
    (WorkersError("Is there enough memory?"), "Is there enough memory?"),
    (DataFileError("people.toml", "entry 3", "no name", 12), "people.toml:12, entry 3: no name"),
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


@pytest.mark.parametrize(
    "error",
    [
        IngestError("a.txt", "is empty"),
        PassingError("a.txt", "cannot be opened"),
        DataFileError("people.toml", "entry 3", "no name"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_of_a_worker_survives_the_way_back(error):
    """Processes hand it over as a value; one that cannot be made anew would end them all."""
    copy = pickle.loads(pickle.dumps(error))

    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
