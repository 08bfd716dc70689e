"""What goes to a worker process, and what comes back."""

from __future__ import annotations

from typing import NamedTuple

from briefs.errors import IngestError
from briefs.store.reading import Reading


class Task(NamedTuple):
    """One article to read."""

    folder: str
    key: str
    content_hash: str | None  #: when the content still has it, nothing needs to be read out of it


class Unchanged(NamedTuple):
    """The file was touched, its content is the same."""


Outcome = Reading | Unchanged | IngestError
