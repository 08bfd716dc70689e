"""A week of three readers, as their chats show it in the end.

`make golden` writes the files anew; they are read as what readers get, and reviewed as such.
"""

from __future__ import annotations

import os
import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.newsstand import Newsstand
from tests.weeks import NEWS, READERS, live_through

GOLDEN = Path(__file__).parents[1] / "golden" / "weeks"
REWRITE = os.environ.get("NATO_BRIEFS_GOLDEN") == "rewrite"  # noqa: TID251 -- a switch of tests


@pytest.fixture(scope="module")
def chats(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    with closing(Newsstand(tmp_path_factory.mktemp("week"))) as stand:
        return live_through(stand)


@pytest.mark.parametrize("name", READERS)
def test_a_week_reads_as_reviewed(chats: dict[str, str], name: str) -> None:
    file = GOLDEN / f"{name}.txt"
    if REWRITE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(chats[name], encoding="utf-8")

    assert chats[name] == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READERS)
def test_nothing_is_told_twice_in_a_week(chats: dict[str, str], name: str) -> None:
    """Neither words nor, in headlines, a story; but for the archive's line, told once as well."""
    for printed in NEWS:
        assert chats[name].count(f"“{printed.words}”") <= 1


def test_each_digest_comes_at_the_hour_the_reader_has_chosen(chats: dict[str, str]) -> None:
    """In summer time as in winter time; after the outage one comes when the bot is back."""
    assert hours(chats["brussels"]) == ["08:00"] * 4 + ["12:00"]
    assert hours(chats["kyiv"]) == ["07:30"] * 2 + ["13:00"]


def test_everything_said_in_the_week_is_told_or_counted(chats: dict[str, str]) -> None:
    """To whoever has muted nobody."""
    for printed in NEWS:
        assert printed.words in chats["brussels"]


def test_what_is_muted_is_told_to_nobody_who_muted_it(chats: dict[str, str]) -> None:
    assert "Ann Berg" not in chats["kyiv"]
    assert "Ann Berg" in chats["brussels"]


def hours(chat: str) -> list[str]:
    return re.findall(r"^――― .*, (\d\d:\d\d) \(", chat, re.MULTILINE)
