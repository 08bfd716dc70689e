"""Articles by the ten thousand, made from the quotations of a few real ones.

Few people say most, few topics are on everybody's lips, a tenth of what is said stands in several
articles, and words are as frequent as they are in English. The same number gives the same articles.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from briefs.extraction import extract_article
from briefs.ingest.readings import make_reading
from briefs.model import (
    Article,
    DateBasis,
    PublicationDate,
    Quotation,
    QuotationKind,
    Span,
)
from briefs.store.reading import Reading
from briefs.store.search import read_wanted
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

#: Quotations in an article.
IN_ARTICLE = 10
#: People for each quotation: a hundred thousand in a store of a million.
PEOPLE = 0.1
#: Which part of what is said was printed elsewhere before.
_COPIED = 0.1
_NOBODY = 0.05  #: which part has no speaker
_UNDATED = 0.1
_LAST_DAY = dt.date(2026, 3, 1).toordinal()
_DAYS = 4_000
#: Words that are rare in the real articles, for each that is in them.
_RARE = 20


class Library:
    """The articles of a store with so many quotations."""

    def __init__(self, texts: Sequence[str], quotations: int) -> None:
        self.quotations = quotations
        self._random = random.Random(quotations)  # noqa: S311 - nobody is kept out by it
        self._words, self._frequencies = _vocabulary(texts)
        people = max(10, int(quotations * PEOPLE))
        self._people = [name_of(number) for number in range(people)]
        self._fame = _zipf(people)
        self._topics = [topic.id for topic in load_taxonomy().topics]
        self._vogue = _zipf(len(self._topics))
        self._said: list[str] = []

    def readings(self) -> Iterator[Reading]:
        """The articles, as if they had just been read."""
        for number in range(0, self.quotations, IN_ARTICLE):
            article = self._article(number, min(IN_ARTICLE, self.quotations - number))
            yield make_reading(article, f"hash of {article.key}")

    def a_speaker(self) -> str:
        """Somebody, the more often the more is said by them."""
        return self._people[self._draw(self._fame)]

    def a_topic(self) -> str:
        """A topic's id, likewise."""
        return self._topics[self._draw(self._vogue)]

    def some_words(self, number: int) -> str:
        """Words as they stand in the articles."""
        return " ".join(self._words[self._draw(self._frequencies)] for _ in range(number))

    def a_word(self) -> str:
        """One that is looked for; small words are not, which takes no time."""
        return next(one for one in iter(lambda: self.some_words(1), "") if read_wanted(one).terms)

    def _draw(self, weights: Sequence[float]) -> int:
        return bisect(weights, self._random.random() * weights[-1])

    def _article(self, number: int, quotations: int) -> Article:
        text = title = self.some_words(7).capitalize()
        placed: list[Quotation] = []
        for _ in range(quotations):
            text += f"\n\n{self.some_words(12).capitalize()}.\n\n“"
            said, by, start = self._a_sentence(), self._speakers(), len(text)
            mention = by[0] if by else "an official"
            text += f"{said}” {mention} said."
            placed.append(_quotation(said, start, mention, by, self._some_topics()))
        return Article(
            key=f"{number // 100_000:03d}/{number:07d}.txt",
            text=text,
            title=title,
            publisher=f"The {self._words[number % 60].capitalize()} Gazette",
            published=self._day(),
            quotations=tuple(placed),
        )

    def _a_sentence(self) -> str:
        if self._said and self._random.random() < _COPIED:
            return self._random.choice(self._said)
        said = self.some_words(self._random.randint(8, 30)).capitalize() + ","
        if len(self._said) < 5_000:  # noqa: PLR2004 - agencies' sentences; others are said once
            self._said.append(said)
        return said

    def _speakers(self) -> tuple[str, ...]:
        if self._random.random() < _NOBODY:
            return ()
        return (self.a_speaker(),)

    def _some_topics(self) -> tuple[str, ...]:
        return tuple({self.a_topic(): None for _ in range(self._random.choice((0, 1, 1, 2)))})

    def _day(self) -> PublicationDate | None:
        if self._random.random() < _UNDATED:
            return None
        ago = int(_DAYS * self._random.random() ** 2)
        return PublicationDate(day=dt.date.fromordinal(_LAST_DAY - ago), basis=DateBasis.STATED)


def name_of(number: int) -> str:
    """The name of the person who is quoted most, second most …: the who's who's, then made up."""
    known, given, family = _names()
    if number < len(known):
        return known[number]
    number, first = divmod(number - len(known), len(given))
    number, last = divmod(number, len(family))
    name = f"{given[first]} {family[last]}"
    return f"{name}-{family[number % len(family)]}" if number else name


@cache
def _names() -> tuple[list[str], list[str], list[str]]:
    """The people of the who's who; given names; family names."""
    known = [person.name for person in load_whoswho().people if person.gender]
    given = sorted({name.split()[0] for name in known})
    return known, given, sorted({name.split()[-1] for name in known})


def _vocabulary(texts: Sequence[str]) -> tuple[list[str], list[float]]:
    """Words with what is accumulated of their frequencies; behind the real ones a long tail."""
    counts: dict[str, int] = {}
    for text in texts:
        for quotation in extract_article(text).quotations:
            for content in quotation.contents:
                for word in content.text.lower().split():
                    plain = word.strip(".,;:!?”“\"'()")
                    counts[plain] = counts.get(plain, 0) + 1
    counts.pop("", None)
    real = sorted(counts, key=lambda word: (-counts[word], word))
    made = [f"{a}{b[-4:]}" for a in real for b in real[:_RARE] if a.isalpha() and b.isalpha()]
    weights = [float(counts[word]) for word in real] + [0.02] * len(made)
    return real + made, list(accumulate(weights))


def _zipf(number: int) -> list[float]:
    """Weights, accumulated: the hundredth is drawn a tenth as often as the first."""
    return list(accumulate(1 / (rank + 10) ** 1.05 for rank in range(number)))


def _quotation(
    said: str, start: int, mention: str, by: tuple[str, ...], topics: tuple[str, ...]
) -> Quotation:
    end = start + len(said)
    source = Span(start=end + 2, end=end + 2 + len(mention), text=mention)
    return Quotation(
        kind=QuotationKind.DIRECT,
        short=False,
        contents=(Span(start=start, end=end, text=said),),
        cue=Span(start=source.end + 1, end=source.end + 5, text="said"),
        sources=(source,),
        speakers=by,
        topics=topics,
        confidence=0.9,
    )
