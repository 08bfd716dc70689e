"""The text of one article -> what the store keeps of it. Loaded in worker processes only."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from briefs.errors import IngestError
from briefs.extraction import extract_article
from briefs.folding import fold
from briefs.ingest.files import read_text
from briefs.ingest.reported import is_reported
from briefs.ingest.roles import find_roles
from briefs.ingest.tasks import Outcome, Task, Unchanged
from briefs.model import Article, Quotation, QuotationKind, SpeakerKind
from briefs.store.reading import Reading, as_reported, as_spoken_of
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

#: How a description begins that is nobody's name: "a senior official".
_DETERMINERS = frozenset(
    {"a", "an", "the", "one", "two", "three", "some", "several", "many", "another", "his", "her"}
)
#: Lower-case words inside names.
_PARTICLES = frozenset(
    {"al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el"}
    | {"ibn", "la", "le", "ten", "ter", "van", "von", "zu"}
)


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
    said = article.quotations
    names = dict.fromkeys(name for one in said for name in (*one.speakers, *one.named))
    return Reading(
        article=article,
        content_hash=content_hash,
        roles=find_roles(article, load_whoswho()),
        filed_under=tuple(_filed(one, article) for one in article.quotations),
        kinds={name: _kind_of(name) for name in names},
    )


def _filed(quotation: Quotation, article: Article) -> tuple[str, ...]:
    if quotation.kind is not QuotationKind.INDIRECT:
        return (*_with_parents(quotation.topics), *as_spoken_of(quotation.named))
    return as_reported(_with_parents(quotation.topics)) if is_reported(quotation, article) else ()


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
