"""The command as its own process, with one article and nothing else of ours around it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.__main__ import main
from tests.economy import forking

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
    """Run it to its end: a process of its own, forked where all it needs is imported."""
    with TemporaryDirectory() as folder:
        files = tuple(Path(folder, name) for name in ("given", "printed", "log"))
        files[0].write_text(given, encoding="utf-8")
        process = forking().Process(target=_run, args=(arguments, env, cwd, files))
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(arguments, PATIENCE)
        printed, log = (file.read_text(encoding="utf-8") for file in files[1:])
        return subprocess.CompletedProcess(arguments, process.exitcode, printed, log)


def _run(
    arguments: Sequence[str], env: dict[str, str], cwd: Path | None, files: Sequence[Path]
) -> None:
    """In the new process: its surroundings are as a shell would set them up."""
    os.environ.clear()  # noqa: TID251 -- as above
    os.environ.update(env)  # noqa: TID251 -- as above
    if cwd:
        os.chdir(cwd)
    for number, (file, mode) in enumerate(zip(files, ("rb", "wb", "wb"), strict=True)):
        with file.open(mode) as opened:
            os.dup2(opened.fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 -- multiprocessing took it away
    sys.argv = ["nato-briefs", *arguments]
    main()
