"""The command as its own process, with one article and nothing else of ours around it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ARTICLE = """Allies meet in Narvik

Brussels, 23 March 2021

“We will keep the harbour open for all allies,” NATO Secretary General Jens Stoltenberg said.
"""
SAID = "We will keep the harbour open for all allies"

#: Seconds after which something hangs. Each wait ends with what it waits for; beside much else, a
#: process takes half a minute for what takes it a second.
PATIENCE = 300


def prepare(folder: Path) -> dict[str, str]:
    """The environment of a process that finds one article and a database of its own here."""
    articles = folder / "articles"
    articles.mkdir()
    (articles / "narvik.txt").write_text(ARTICLE, encoding="utf-8")
    return surroundings(folder)


def surroundings(folder: Path) -> dict[str, str]:
    """The same of a folder that was prepared before, or of its copy."""
    outer = dict(os.environ)  # noqa: TID251 -- what a process is started with
    bare = {name: value for name, value in outer.items() if not name.startswith("NATO_BRIEFS_")}
    return {
        **bare,
        "NATO_BRIEFS_ARTICLES": str(folder / "articles"),
        "NATO_BRIEFS_DATABASE_URL": f"sqlite:///{folder / 'briefs.db'}",
    }


def nato_briefs(
    *arguments: str, env: dict[str, str], given: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=env,
        input=given,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
