"""The units, by systemd's own judgement."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.config import Settings, variable
from tests.deploy.conftest import ROOT, need

pytestmark = pytest.mark.deploy

SERVICES = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
UNITS = [*SERVICES, *sorted((ROOT / "deploy" / "systemd").glob("*.timer"))]

#: Tenths: 2.0 of 10, where 9.6 is a unit without any of it.
MOST_EXPOSED = "20"

each_service = pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)


def analyze(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [need("systemd-analyze", "systemd"), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def settings_of(unit: Path) -> list[tuple[str, str]]:
    """The [Service] section; a key may stand in it more than once."""
    section = unit.read_text(encoding="utf-8").partition("[Service]\n")[2].partition("\n[")[0]
    return re.findall(r"^(\w+)=(.*)$", section, re.MULTILINE)


def test_systemd_understands_every_line(tmp_path: Path) -> None:
    """Of units whose program is installed, which here stands in for."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = text.replace("/opt/nato-briefs/bin/nato-briefs", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")

    found = analyze("verify", *tmp_path.iterdir())

    assert (found.returncode, found.stdout + found.stderr) == (0, "")


@each_service
def test_it_is_hardened(unit: Path) -> None:
    """As `systemd-analyze security` counts."""
    found = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit)

    assert found.returncode == 0, found.stdout


@each_service
def test_it_sets_what_is_a_setting(unit: Path) -> None:
    """In variables and, for secrets, in credentials."""
    known = {variable(name) for name in Settings.model_fields}
    given = [value for key, value in settings_of(unit) if key in {"Environment", "LoadCredential"}]
    names = [re.split("[=:]", value)[0].upper() for value in given]

    assert {name for name in names if name.startswith("NATO_BRIEFS_")} <= known


def test_a_command_by_hand_has_the_settings_of_the_service() -> None:
    """Above all its database: another one would be made, and found empty."""
    script = (ROOT / "deploy" / "systemd" / "nato-briefs.sh").read_text(encoding="utf-8")
    services = [dict(settings_of(unit)) for unit in SERVICES]
    urls = re.findall(r"DATABASE_URL=\S+", script + "".join(map(Path.read_text, SERVICES)))

    assert len(urls) == 1 + len(SERVICES)
    assert len(set(urls)) == 1
    assert {unit["User"] for unit in services} == {"nato-briefs"}
    assert "--reuid=nato-briefs " in script


def test_the_bot_has_time_to_end() -> None:
    """It is killed if it takes longer; it takes 10 s at most."""
    unit = dict(settings_of(ROOT / "deploy" / "systemd" / "nato-briefs.service"))

    assert int(unit["TimeoutStopSec"]) > 10
    assert unit["RestartPreventExitStatus"] == "2"
