"""The pinned requirements agree with each other, and hold what their names promise."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.deploy.conftest import ROOT

pytestmark = pytest.mark.deploy

FILES = sorted((ROOT / "deploy" / "requirements").glob("*.txt"))


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_one_version_of_a_package_is_in_all_of_them() -> None:
    """What was tested is what runs."""
    versions = defaultdict(set)
    for path in FILES:
        for name, version in pins(path).items():
            versions[name].add(version)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_is_pinned_with_hashes(path: Path) -> None:
    """And says nothing of where it came from."""
    text = path.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())

    assert [one for one in packages if "--hash=sha256:" not in one] == []
    assert "://" not in text


def test_a_server_has_what_a_laptop_has_and_the_driver() -> None:
    """But not what builds the package."""
    folder = ROOT / "deploy" / "requirements"
    run, server, build = (pins(folder / f"{name}.txt") for name in ("run", "server", "build"))

    assert set(run) - set(build) | {"psycopg", "psycopg-binary"} == set(server)
