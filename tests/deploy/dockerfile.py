"""A Dockerfile's steps in a folder, for machines without an engine.

COPY and RUN are done for real, in order, under a folder that stands for `/`; ENV and WORKDIR hold
as they would. What needs root or an image (FROM, USER, `useradd`) is not done: those who replay a
stage bring the program that its base image would have.
"""

from __future__ import annotations

import fnmatch
import json
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Step:
    """One instruction, with its continued lines joined and comments gone."""

    name: str
    rest: str


@dataclass(kw_only=True)
class Stage:
    """The instructions from one FROM to the next."""

    base: str
    name: str
    steps: list[Step] = field(default_factory=list)

    def value(self, instruction: str) -> str:
        """What the last such instruction says."""
        return [step.rest for step in self.steps if step.name == instruction][-1]

    def command(self, instruction: str) -> list[str]:
        """The program and arguments of an instruction in exec form, which needs no shell."""
        found = re.search(r"\[.*\]$", self.value(instruction))
        assert found, f"{instruction} is not in exec form"
        return [str(word) for word in json.loads(found[0])]

    def environment(self) -> dict[str, str]:
        """All that ENV sets."""
        words = (
            word for step in self.steps if step.name == "ENV" for word in shlex.split(step.rest)
        )
        return dict(word.split("=", 1) for word in words)


def read_stages(path: Path) -> list[Stage]:
    """The stages of a Dockerfile, in order."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    stages: list[Stage] = []
    for line in re.sub(r"\\\n\s*", " ", "\n".join(lines)).splitlines():
        name, _, rest = line.partition(" ")
        if name == "FROM":
            base, _, stage = rest.partition(" AS ")
            stages.append(Stage(base=base, name=stage))
        elif name:
            stages[-1].steps.append(Step(name=name, rest=rest.strip()))
    return stages


class Replay:
    """One stage, done under `root`, with `path` for finding the programs of its base image."""

    def __init__(self, root: Path, context: Context, path: str) -> None:
        self._root, self._context, self._path = root, context, path
        self._workdir = root

    def run(self, stage: Stage) -> None:
        """Do its COPY and RUN steps; one that fails raises CalledProcessError."""
        for step in stage.steps:
            if step.name == "WORKDIR":
                self._workdir = self._root / step.rest.lstrip("/")
                self._workdir.mkdir(parents=True, exist_ok=True)
            elif step.name == "COPY":
                self._copy(*step.rest.split())
            elif step.name == "RUN":
                self._shell(step.rest, stage.environment())

    def _copy(self, *names: str) -> None:
        *sources, target = names
        for source in sources:
            assert self._context.has(source), f".dockerignore keeps {source} out"
            path, to = self._context.root / source, self._workdir / target
            if path.is_dir():
                shutil.copytree(path, to, ignore=self._ignored, dirs_exist_ok=True)
            else:
                to.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, to)

    def _ignored(self, folder: str, names: list[str]) -> list[str]:
        place = Path(folder).relative_to(self._context.root)
        return [name for name in names if not self._context.has(str(place / name))]

    def _shell(self, command: str, environment: dict[str, str]) -> None:
        """As an engine would: by `sh -c`. Absolute paths of the image are those under `root`."""
        moved = command.replace(" /opt/", f" {self._root}/opt/")
        subprocess.run(
            ["sh", "-c", moved],
            cwd=self._workdir,
            env={**environment, "PATH": self._path, "HOME": str(self._root)},
            check=True,
            stdout=subprocess.DEVNULL,
        )


class Context:
    """The files that an engine would be sent: `.dockerignore` decides."""

    def __init__(self, root: Path) -> None:
        self.root = root
        lines = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
        self._patterns = [line for line in lines if line and not line.startswith("#")]

    def has(self, name: str) -> bool:
        """Whether a path is sent: the last pattern that fits it decides."""
        sent = True
        for pattern in self._patterns:
            if _fits(pattern.removeprefix("!"), name):
                sent = pattern.startswith("!")
        return sent


def _fits(pattern: str, name: str) -> bool:
    """The pattern fits the path, or a folder above it."""
    parts = Path(name).parts
    above = ["/".join(parts[: length + 1]) for length in range(len(parts))]
    if pattern.startswith("**/"):
        return any(fnmatch.fnmatch(part, pattern[3:]) for part in parts)
    return any(fnmatch.fnmatch(path, pattern) for path in above)
