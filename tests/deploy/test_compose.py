"""The compose file: what an engine would accept, and what it must not let the world do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings, variable
from tests.deploy.conftest import ROOT

yaml = pytest.importorskip("ruamel.yaml", reason="what checks deployment is not installed")

pytestmark = pytest.mark.deploy

FILE = ROOT / "deploy" / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.YAML(typ="safe").load(FILE)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]

each_service = pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))


def test_it_keeps_to_the_schema() -> None:
    """The published one of the Compose specification."""
    checker = Path(sys.executable).with_name("check-jsonschema")

    found = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", FILE],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert found.returncode == 0, found.stdout


@each_service
def test_no_service_may_do_more_than_it_must(service: dict[str, Any]) -> None:
    """A read-only root, no capability that is not named, none to be gained."""
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert set(service.get("cap_add", [])) <= {"NET_BIND_SERVICE"}
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "pid", "ipc", "network_mode", "devices"} & set(service)


@each_service
def test_each_service_has_time_to_end(service: dict[str, Any]) -> None:
    """An engine kills what has not ended within it; the bot takes 10 s at most."""
    assert int(service["stop_grace_period"].removesuffix("s")) > 10


def test_only_caddy_is_open_to_the_world() -> None:
    """The database is not even on a network that has a way out."""
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]
    assert SERVICES["postgres"]["networks"] == ["database"]
    assert COMPOSE["networks"]["database"]["internal"] is True


def test_the_bot_starts_when_the_database_answers() -> None:
    """And there are two of it."""
    bot = SERVICES["bot"]

    assert bot["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert bot["deploy"]["replicas"] == 2
    assert "healthcheck" in SERVICES["postgres"]


def test_secrets_are_files_named_like_the_setting() -> None:
    """As the bot looks for them; none stands in a variable or in a file of ours."""
    settings = {variable(name).lower() for name in Settings.model_fields}

    assert set(SERVICES["bot"]["secrets"]) <= settings
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"secrets/{name}"}
    for service in SERVICES.values():
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])
        assert not [key for key in service.get("environment", {}) if re.search("TOKEN|SECRET", key)]


def test_it_sets_what_is_a_setting() -> None:
    """A misspelt variable would be passed over."""
    ours = [name for name in SERVICES["bot"]["environment"] if name.startswith("NATO_BRIEFS_")]

    assert set(ours) <= {variable(name) for name in Settings.model_fields}


def test_the_example_of_settings_names_each_one() -> None:
    """And, besides, what the compose file is filled in with; nothing else."""
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    filled_in = set(re.findall(r"\$\{(\w+)", FILE.read_text(encoding="utf-8")))

    assert named == {variable(name) for name in Settings.model_fields} | filled_in


def test_what_it_mounts_from_here_is_here() -> None:
    """Apart from what an operator brings."""
    mounts = [mount for one in SERVICES.values() for mount in one["volumes"]]
    ours = [mount.partition(":")[0] for mount in mounts if str(mount).startswith("./")]

    assert ours
    assert all((FILE.parent / path).is_file() for path in ours)
    assert (FILE.parent / SERVICES["bot"]["build"]["context"] / "deploy" / "Dockerfile").is_file()
