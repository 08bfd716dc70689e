"""What the checks of deployment need and a machine may lack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def deploy() -> Path:
    """The folder that is checked."""
    return ROOT / "deploy"


def need(program: str, package: str) -> str:
    """The path of a program. Without it the test is skipped, and says so."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not at hand: apt-get install {package}")
    return path
