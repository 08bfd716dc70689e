"""What can go wrong, as one tree.

    BriefsError
    ├── NotFoundError       a get_* was asked for something that is not there
    ├── InvalidQueryError   what a reader typed cannot be used; the text says what can
    ├── IngestError         one article cannot be read; the rest can
    ├── LoadingError        another process is loading articles
    ├── WorkersError        processes die, whatever they work on
    ├── DataFileError       a file in data/ is wrong, with file, line and place
    └── StoreError          the database cannot keep its promise

Absence is not an error: no quotation, no match and nothing due are empty results.
"""


class BriefsError(Exception):
    """The promise of a use case could not be kept."""


class NotFoundError(BriefsError):
    """Nothing has this key."""

    def __init__(self, kind: str, key: str) -> None:
        self.kind = kind
        self.key = key
        super().__init__(f"There is no {kind} {key!r}.")


class InvalidQueryError(BriefsError, ValueError):
    """What was typed cannot be used."""


class IngestError(BriefsError):
    """One article cannot be read."""

    def __init__(self, key: str, reason: str) -> None:
        self.key = key
        self.reason = reason
        super().__init__(f"{key}: {reason}")

    def __reduce__(self) -> tuple[type["IngestError"], tuple[str, str]]:
        """Survive the way back from a worker process, which pickles by arguments."""
        return type(self), (self.key, self.reason)


class LoadingError(BriefsError):
    """Articles are being loaded by somebody else."""


class WorkersError(BriefsError):
    """Processes die one after the other, whatever they work on."""


class DataFileError(BriefsError):
    """A file of who's who or topics is wrong."""

    def __init__(self, file: str, place: str, reason: str, line: int | None = None) -> None:
        self.file = file
        self.place = place
        self.reason = reason
        self.line = line  #: counted from 1, where it is known
        at = file if line is None else f"{file}:{line}"
        super().__init__(f"{at}, {place}: {reason}")

    def __reduce__(self) -> tuple[type["DataFileError"], tuple[str, str, str, int | None]]:
        """Survive the way back from a worker process, which pickles by arguments."""
        return type(self), (self.file, self.place, self.reason, self.line)


class StoreError(BriefsError):
    """The database cannot be used."""
