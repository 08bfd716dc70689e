"""The work for each marked words is bounded, however many of them a sentence holds.

Counted in candidates, not in seconds.
"""

from __future__ import annotations

import pytest

from briefs.learning.examples import scene_of
from briefs.quotations.learned.options import find_options

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
