"""docs/tour.md is what the bot does: each of its chats is run, and must end as it is told there.

With NATO_BRIEFS_GOLDEN=rewrite the tour is written anew; read it before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.tour.chats import STORIES
from tests.tour.telling import TOUR, opened_stage, run, write_down


async def test_the_tour_is_what_happens(tmp_path: Path) -> None:
    """Word for word."""
    told = []
    for story in STORIES:
        folder = tmp_path / story.slug
        folder.mkdir()
        async with opened_stage(folder) as stage:
            told.append((story, await run(stage, story)))
    text = write_down(told)
    if os.environ.get("NATO_BRIEFS_GOLDEN") == "rewrite":  # noqa: TID251 -- of this test alone
        TOUR.write_text(text, encoding="utf-8")

    assert TOUR.read_text(encoding="utf-8") == text


def test_there_are_ten_chats() -> None:
    """Each with a picture of its own."""
    assert len({story.slug for story in STORIES}) == 10
