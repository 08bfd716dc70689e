"""The text of one article -> what the store keeps of it. Runs in worker processes.

Says too by which rules and data that happens, so that better ones read every article anew.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefs.errors import IngestError
from briefs.extraction import extract_article
from briefs.folding import fold
from briefs.ingest.files import read_text
from briefs.ingest.roles import role_of
from briefs.model import Article, SpeakerKind
from briefs.store.reading import Reading
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

_PACKAGE = Path(__file__).parents[1]
#: Parts of the package that do not bear on what is read out of an article.
_NOT_READING = frozenset(
    {"store", "migrations", "newsroom", "briefing", "digest", "schedule", "questions", "matching"}
)
#: How a description begins that is nobody's name: "a senior official".
_DETERMINERS = frozenset(
    {"a", "an", "the", "one", "two", "three", "some", "several", "many", "another", "his", "her"}
)
#: Lower-case words inside names.
_PARTICLES = frozenset(
    {"al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el"}
    | {"ibn", "la", "le", "ten", "ter", "van", "von", "zu"}
)


class Task(NamedTuple):
    """One article to read."""

    folder: str
    key: str
    content_hash: str | None  #: when the content still has it, nothing needs to be read out of it


class Unchanged(NamedTuple):
    """The file was touched, its content is the same."""


Outcome = Reading | Unchanged | IngestError


def read_article(task: Task) -> Outcome:
    """The article as it is now. A fault of one article is an outcome, not an exception."""
    try:
        text, content_hash = read_text(Path(task.folder), task.key)
    except IngestError as failure:
        return failure
    if content_hash == task.content_hash:
        return Unchanged()
    return make_reading(extract_article(text, key=task.key), content_hash)


def make_reading(article: Article, content_hash: str) -> Reading:
    """The article with what the who's who and the taxonomy add to it."""
    whoswho = load_whoswho()
    on = article.published.day if article.published else None
    names = dict.fromkeys(name for one in article.quotations for name in one.speakers)
    return Reading(
        article=article,
        content_hash=content_hash,
        roles=tuple(role_of(quotation, on, whoswho) for quotation in article.quotations),
        filed_under=tuple(_with_parents(one.topics) for one in article.quotations),
        kinds={name: _kind_of(name) for name in names},
    )


def _with_parents(topics: tuple[str, ...]) -> tuple[str, ...]:
    """The topics and all they are part of: who speaks of Crimea speaks of Ukraine."""
    parents = _parents()
    found = dict.fromkeys(topics)
    left = list(topics)
    while left:
        new = [parent for parent in parents.get(left.pop(), ()) if parent not in found]
        found.update(dict.fromkeys(new))
        left += new
    return tuple(found)


@cache
def _parents() -> dict[str, tuple[str, ...]]:
    return {topic.id: topic.parents for topic in load_taxonomy().topics}


@cache
def fingerprint() -> str:
    """Changes with every change to the code and data that read articles; costs a few ms once.

    A number raised by hand would be forgotten.
    """
    digest = sha256()
    for file in sorted(_PACKAGE.rglob("*")):
        part = file.relative_to(_PACKAGE)
        if file.suffix in {".py", ".toml", ".json", ".txt"} and not _is_apart(part):
            digest.update(part.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def _is_apart(part: Path) -> bool:
    top = part.parts[0].removesuffix(".py")
    return top in _NOT_READING or top == "seeds"


def _kind_of(name: str) -> SpeakerKind:
    """As the who's who has it; a name it does not know is a person's, a description nobody's."""
    person = load_whoswho().find_person(name)
    if person is not None:
        return person.kind
    words = name.split()
    if not words or fold(words[0]) in _DETERMINERS:
        return SpeakerKind.UNNAMED
    named = all(word[0].isupper() or word in _PARTICLES for word in words)
    return SpeakerKind.PERSON if named else SpeakerKind.UNNAMED
