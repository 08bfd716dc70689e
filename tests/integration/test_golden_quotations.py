"""The five articles of seeds/ against what a reader typed by hand (tests/golden/quotations/)."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefs.extraction import extract_article
from briefs.model import Article, DateBasis, PublicationDate, Quotation, QuotationKind

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden" / "quotations"
STEMS = sorted(path.stem for path in GOLDEN.glob("*.toml"))

#: What general rules miss, by test id, with the reason. Found after all, an entry here fails.
MISSED: dict[str, str] = {}

_MARKED = {QuotationKind.DIRECT, QuotationKind.MIXED}
_SHORT = 3
_NAMED = 4


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One quotation as typed, with the places of its pieces."""

    id: str
    stem: str
    kind: str
    short: bool
    places: tuple[tuple[int, int], ...]
    contents: tuple[str, ...]
    sources: tuple[str, ...]
    speakers: tuple[str, ...]
    doubtful: bool

    def overlaps(self, quotation: Quotation) -> bool:
        return any(
            start < content.end and content.start < end
            for start, end in self.places
            for content in quotation.contents
        )


@cache
def read_seed(stem: str) -> str:
    return (SEEDS / f"{stem}.txt").read_bytes().decode()


@cache
def read_golden(stem: str) -> dict[str, Any]:
    return tomllib.loads((GOLDEN / f"{stem}.toml").read_text(encoding="utf-8"))


@cache
def extracted(stem: str) -> Article:
    return extract_article(read_seed(stem), key=f"{stem}.txt")


@cache
def expected_of(stem: str) -> tuple[Expected, ...]:
    return tuple(expected(stem, entry) for entry in read_golden(stem)["quotation"])


def expected(stem: str, entry: dict[str, Any]) -> Expected:
    pieces = [piece if isinstance(piece, dict) else {"text": piece} for piece in entry["contents"]]
    words = re.sub(r"[’']", "", pieces[0]["text"].lower())
    return Expected(
        id="-".join([stem[:3], *re.findall(r"[a-z0-9]+", words)[:_NAMED]]),
        stem=stem,
        kind=entry["kind"],
        short=entry.get("short", False),
        places=tuple(place_of(stem, **piece) for piece in pieces),
        contents=tuple(piece["text"] for piece in pieces),
        sources=as_tuple(entry.get("source", ())),
        speakers=tuple(entry["speakers"]),
        doubtful=entry.get("doubtful", False),
    )


def as_tuple(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def place_of(stem: str, text: str, occurrence: int = 1) -> tuple[int, int]:
    found = [match.start() for match in re.finditer(re.escape(text), read_seed(stem))]
    start = found[occurrence - 1] if len(found) >= occurrence else -1
    return start, start + len(text)


def marked(stem: str) -> list[Quotation]:
    return [found for found in extracted(stem).quotations if found.kind in _MARKED]


TYPED = tuple(entry for stem in STEMS for entry in expected_of(stem))
REQUIRED = [
    pytest.param(
        entry,
        id=entry.id,
        marks=[pytest.mark.xfail(reason=MISSED[entry.id], strict=True)]
        if entry.id in MISSED
        else [],
    )
    for entry in TYPED
    if not entry.doubtful
]
each_article = pytest.mark.parametrize("stem", STEMS)


@each_article
def test_each_article_has_its_file(stem):
    assert (SEEDS / f"{stem}.txt").is_file()


def test_no_article_is_left_out():
    assert sorted(path.stem for path in SEEDS.glob("*.txt")) == STEMS


@each_article
def test_what_was_typed_stands_in_the_article(stem):
    """Each piece occurs exactly once, or says which of several occurrences is meant."""
    text = read_seed(stem)
    for entry in read_golden(stem)["quotation"]:
        for piece in entry["contents"]:
            words = piece["text"] if isinstance(piece, dict) else piece
            times = text.count(words)
            assert (times > 1) if isinstance(piece, dict) else (times == 1), words
        assert all(source in text for source in as_tuple(entry.get("source", ())))


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.id) for entry in TYPED])
def test_what_was_typed_keeps_to_the_definitions(entry):
    """Short is fewer than three words; pieces are ordered; marks and outer space are left out."""
    assert entry.short == (sum(len(piece.split()) for piece in entry.contents) < _SHORT)
    assert entry.kind in _MARKED
    assert list(entry.places) == sorted(entry.places)
    for piece in entry.contents:
        assert piece == piece.strip(' \n“”"')
    assert entry.speakers


def test_ids_and_places_are_unique():
    assert len({entry.id for entry in TYPED}) == len(TYPED)
    assert len({(entry.stem, entry.places) for entry in TYPED}) == len(TYPED)
    assert {entry.id for entry in TYPED} >= MISSED.keys()


@each_article
def test_title(stem):
    assert extracted(stem).title == read_golden(stem).get("title", "")


@each_article
def test_publisher(stem):
    assert extracted(stem).publisher == read_golden(stem).get("publisher")


@each_article
def test_date(stem):
    """A date is stated or inferred from the text, and otherwise there is none."""
    typed = read_golden(stem).get("published")

    assert extracted(stem).published == (
        typed and PublicationDate(day=typed["day"], basis=DateBasis(typed["basis"]))
    )


@pytest.mark.parametrize("entry", REQUIRED)
def test_quotation_is_as_typed(entry):
    """The very words, their kind, and who is shown to have said them."""
    found = [
        (
            tuple((content.start, content.end) for content in quotation.contents),
            tuple(content.text for content in quotation.contents),
            quotation.kind.value,
            quotation.short,
            quotation.speakers,
        )
        for quotation in marked(entry.stem)
        if entry.overlaps(quotation)
    ]

    assert found == [(entry.places, entry.contents, entry.kind, entry.short, entry.speakers)]


@pytest.mark.parametrize(
    "entry", [pytest.param(entry, id=entry.id) for entry in TYPED if entry.sources]
)
def test_the_mention_at_the_cue_is_the_printed_one(entry):
    """What the page shows as evidence: "he", or a name, with more or less of its description."""
    for quotation in marked(entry.stem):
        if entry.overlaps(quotation):
            printed = [set(re.findall(r"\w+", span.text)) for span in quotation.sources]
            typed = [set(re.findall(r"\w+", source)) for source in entry.sources]
            assert any(one <= other or other <= one for one in printed for other in typed)


@each_article
def test_nothing_else_is_shown_as_a_quotation(stem):
    """Headlines, captions, links and scare quotes are not quotations."""
    extra = [
        [content.text for content in quotation.contents]
        for quotation in marked(stem)
        if not quotation.short and not any(entry.overlaps(quotation) for entry in expected_of(stem))
    ]

    assert extra == []


@each_article
def test_nobody_is_shown_as_the_speaker_of_what_another_said(stem):
    """Naming the wrong person is the worst the bot can do; naming nobody is allowed."""
    wrong = [
        (quotation.contents[0].text, quotation.speakers, entry.speakers)
        for quotation in marked(stem)
        for entry in expected_of(stem)
        if entry.overlaps(quotation) and quotation.speakers not in {(), entry.speakers}
    ]

    assert wrong == []


@each_article
def test_each_span_is_a_slice_of_the_article(stem):
    text = read_seed(stem)

    for quotation in extracted(stem).quotations:
        spans = [*quotation.contents, *quotation.sources, *filter(None, [quotation.cue])]
        for span in spans:
            assert span.text == text[span.start : span.end]
