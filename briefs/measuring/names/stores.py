"""Whom the trials are about, and names by the hundred thousand."""

from __future__ import annotations

import random
from collections.abc import Sequence

from briefs.extraction import extract_article
from briefs.matching import Entry
from briefs.whoswho import load_whoswho


def stored_entries(texts: Sequence[str]) -> list[Entry]:
    """The who's who, and whoever else is quoted in these articles."""
    people = load_whoswho().people
    entries = {
        one.name: Entry(
            id=one.name,
            name=one.name,
            aliases=one.variants,
            weight=1,
            personal=one.gender is not None,
        )
        for one in people
    }
    for text in texts:
        for quotation in extract_article(text).quotations:
            for name in quotation.speakers:
                entries.setdefault(name, Entry(id=name, name=name, aliases=(), weight=1))
    return list(entries.values())


def many_entries(entries: Sequence[Entry], number: int) -> list[Entry]:
    """These, and made-up people up to the number.

    Half of these have a surname that others have; half one put together from two.
    """
    dice = random.Random(number)  # noqa: S311 - nobody is kept out by it
    people = [one.name.split() for one in entries if one.personal and " " in one.name]
    given, surnames = [words[0] for words in people], [words[-1] for words in people]
    made: dict[str, None] = {}
    while len(made) + len(entries) < number:
        start, end = dice.choice(surnames), dice.choice(surnames)
        blend = start[: len(start) // 2 + 1] + end[len(end) // 2 :]
        made[f"{dice.choice(given)} {dice.choice((start, blend))}"] = None
    return [
        *entries,
        *(Entry(id=name, name=name, aliases=(), weight=0) for name in made),
    ]
