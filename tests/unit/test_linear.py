"""The work for each marked words is bounded, however many of them a sentence or an article holds.

Counted in candidates and comparisons, not in seconds.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.extraction import extract_article
from briefs.learning.examples import scene_of
from briefs.page import read_page
from briefs.quotations.about import Surroundings
from briefs.quotations.learned.options import find_options
from briefs.whoswho import load_whoswho

#: Pairs of a nominee and a cue that are looked at for marked words in a list of them.
_MOST = 60


def _ways(text: str) -> int:
    """How many pairs of a nominee and a cue are looked at for all marked words of a text."""
    scene = scene_of({"id": "x", "text": text, "quotes": []})
    options = [one for unit in scene.units.at for one in find_options(scene, unit, None)[1]]
    return sum(len(option.cues) for option in options)


@pytest.mark.parametrize("repeated", ["“Yes,” he said, ", "According to Lind, “it is” "])
@pytest.mark.parametrize("times", [100, 400])
def test_a_list_of_marked_words_has_few_candidates_for_each(repeated: str, times: int) -> None:
    """A paragraph of nothing but short quotations is read in time that grows with its length."""
    assert 0 < _ways(repeated * times) <= _MOST * times


class _Counted(tuple[str, ...]):
    """Speakers who notice how often they are compared."""

    __slots__ = ()
    times = 0

    def __ne__(self, other: object) -> bool:
        _Counted.times += 1
        return super().__ne__(other)

    __hash__ = tuple.__hash__


@pytest.mark.parametrize("times", [50, 200])
def test_what_a_quotation_is_about_is_read_beside_it(times: int) -> None:
    """Of an article with very many quotations only those in the same sentences are looked at."""
    text = "\n\n".join(f"Lind spoke. “We go on to number {n},” Lind said." for n in range(times))
    article = extract_article(text)
    quotations = [replace(one, speakers=_Counted(("Anna Lind",))) for one in article.quotations]
    around = Surroundings(text, read_page(text).body, quotations, load_whoswho())

    _Counted.times = 0
    for quotation in quotations:
        around.words_about(quotation)

    assert len(quotations) == times
    assert 0 < _Counted.times <= 4 * times
