"""What can be known before anything runs: whether the files and the database are fit for use.

Nothing here changes or makes anything; everything that is wrong is told, not only the first.
"""

from __future__ import annotations

import os
from pathlib import Path

from briefs import topics, whoswho
from briefs.errors import BriefsError, DataFileError, IngestError
from briefs.ingest.files import list_folder
from briefs.store.inspection import count_set_aside, inspect_database

__all__ = ["count_set_aside", "find_article_faults", "find_data_faults", "inspect_database"]


def find_data_faults() -> tuple[DataFileError, ...]:
    """Everything that is wrong with the files of people, offices, topics, publishers, weights."""
    return (*whoswho.find_faults(), *topics.find_faults(), *_load_the_rest())


def _load_the_rest() -> tuple[DataFileError, ...]:
    from briefs.page import publishers  # noqa: PLC0415 - spares the bot, which reads no page
    from briefs.quotations.learned.weights import (  # noqa: PLC0415 - as above
        load_model,
    )

    faults = publishers.find_faults()
    try:
        load_model()
    except DataFileError as fault:
        return (*faults, fault)
    return faults


def find_article_faults(folder: Path) -> tuple[int, tuple[BriefsError, ...]]:
    """How many articles a folder has, and which of them could not be read."""
    try:
        listing = list_folder(folder)
    except IngestError as fault:
        return 0, (fault,)
    closed = [
        IngestError(key, "cannot be read (Permission denied); check its rights")
        for key, *_ in sorted(listing.files)
        if not os.access(folder / key, os.R_OK)
    ]
    return len(listing.files), (*listing.failures, *closed)
