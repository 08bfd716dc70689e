"""Who people are, and which office they held when: read from data/people.toml and offices.toml.

The files say only what is certain, and so do the answers. Linking the mentions inside an article
is left to coreference, understanding what a reader types to matching.
"""

from functools import cache

from briefs.whoswho.people import Gender, Person, surnames_of
from briefs.whoswho.register import WhosWho, find_faults, read_whoswho

__all__ = [
    "Gender",
    "Person",
    "WhosWho",
    "find_faults",
    "load_whoswho",
    "read_whoswho",
    "surnames_of",
]


@cache
def load_whoswho() -> WhosWho:
    """The who's who of the two files, read once; DataFileError names the first fault."""
    return read_whoswho()
