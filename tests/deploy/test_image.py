"""The image, as far as it can be had without an engine: linted, and its steps done in a folder."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.conftest import ROOT
from tests.deploy.dockerfile import Context, Replay, Stage, read_stages

pytestmark = pytest.mark.deploy

BIN = Path("opt/nato-briefs/bin")
#: Root may write what is read-only, unless it is bereft of its capabilities.
HUMBLY = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []


@pytest.fixture(scope="module")
def stages() -> list[Stage]:
    """Of the Dockerfile: the first builds, the second runs."""
    return read_stages(ROOT / "deploy" / "Dockerfile")


@pytest.fixture(scope="module")
def image(stages: list[Stage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with what the final stage copies, in which nothing can be written any more."""
    base, root = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("image")
    subprocess.run([sys.executable, "-m", "venv", base], check=True)
    Replay(root, Context(ROOT), f"{base / 'bin'}:/usr/bin:/bin").run(stages[0])
    set_writable(root, writable=False)
    yield root
    set_writable(root, writable=True)


def set_writable(root: Path, *, writable: bool) -> None:
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IWUSR if writable else mode & ~0o222)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The one folder that the bot may write: the volume."""
    folder = tmp_path / "state"
    folder.mkdir()
    return folder


def surroundings(image: Path, stage: Stage, state: Path) -> dict[str, str]:
    """The environment of the image and no other, with its folders where they are here."""
    moved = {
        name: value.replace("/opt/", f"{image}/opt/").replace("/var/lib/nato-briefs", str(state))
        for name, value in stage.environment().items()
    }
    return {**moved, "PATH": "/usr/bin:/bin"}


def nato_briefs(
    image: Path, stage: Stage, state: Path, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run it as the image would: with its environment and no other, and no rights."""
    [program] = stage.command("ENTRYPOINT")
    return subprocess.run(
        [*HUMBLY, image / BIN / program, *arguments],
        env=surroundings(image, stage, state) | settings,
        cwd=state,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_hadolint_has_nothing_to_say() -> None:
    """Without a rule switched off."""
    hadolint = Path(sys.executable).with_name("hadolint")

    found = subprocess.run(
        [hadolint, ROOT / "deploy" / "Dockerfile"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (found.returncode, found.stdout) == (0, "")


def test_it_does_not_run_as_root(stages: list[Stage]) -> None:
    """By number, so that an engine told to forbid root can tell."""
    assert stages[-1].value("USER") == "10001:10001"


def test_it_is_told_to_stop_itself(stages: list[Stage]) -> None:
    """No shell stands between the engine's signal and the bot."""
    assert stages[-1].command("ENTRYPOINT") == ["nato-briefs"]
    assert stages[-1].command("CMD") == ["run"]
    assert stages[-1].value("STOPSIGNAL") == "SIGTERM"


@pytest.mark.parametrize(
    "name",
    [".env", "deploy/.env", "deploy/secrets/nato_briefs_token", ".git/config", "bot/.env.old"],
)
def test_no_secret_of_a_checkout_is_sent_to_the_engine(name: str) -> None:
    """Whatever else lies there."""
    assert not Context(ROOT).has(name)


def test_answers_from_a_read_only_image(image: Path, stages: list[Stage], state: Path) -> None:
    """Packaged templates and articles included; what is kept is in the volume."""
    answer = nato_briefs(image, stages[-1], state, "ask", "/who Stoltenberg")

    assert answer.returncode == 0, answer.stderr
    assert "Jens Stoltenberg" in answer.stdout
    assert (state / "nato-briefs.sqlite3").is_file()


def test_extracts_in_it_too(image: Path, stages: list[Stage], state: Path) -> None:
    """The command that others spread over machines needs nothing but the image."""
    seed = next((ROOT / "seeds").glob("*.txt"))

    answer = nato_briefs(image, stages[-1], state, "extract", str(seed))

    assert json.loads(answer.stdout)["quotes"]


def test_checks_itself(image: Path, stages: list[Stage], state: Path) -> None:
    """Nothing that the program needs was left behind."""
    anywhere = {"NATO_BRIEFS_LISTEN": "127.0.0.1:0"}
    checked = nato_briefs(image, stages[-1], state, "check", "--offline", **anywhere)

    assert checked.returncode == 0, checked.stdout
    assert "fault" not in checked.stdout


def test_the_health_check_tells_whether_it_lives(
    image: Path, stages: list[Stage], state: Path
) -> None:
    """The one that an engine runs, with nothing but what is in the image."""
    python, *arguments = stages[-1].command("HEALTHCHECK")
    settings = {
        "NATO_BRIEFS_TOKEN": "123456789:AAF-a_token_that_nobody_has",
        "NATO_BRIEFS_API_URL": "http://127.0.0.1:9",
        "NATO_BRIEFS_LISTEN": "127.0.0.1:0",
    }
    bot = subprocess.Popen(
        [*HUMBLY, image / BIN / "nato-briefs", *stages[-1].command("CMD")],
        env={**surroundings(image, stages[-1], state), **settings},
        cwd=state,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert bot.stderr is not None
        [port] = re.findall(r"Listening on http://127.0.0.1:(\d+)", bot.stderr.readline())
        here = [each.replace(":8080/", f":{port}/") for each in arguments]
        alive = subprocess.run([image / BIN / python, *here], env={}, check=False)
    finally:
        bot.kill()
        bot.communicate()
    dead = subprocess.run([image / BIN / python, *here], env={}, check=False, capture_output=True)

    assert (alive.returncode, dead.returncode) == (0, 1)


def test_what_is_read_only_stays_so(image: Path) -> None:
    """Or the tests above would prove nothing."""
    touched = subprocess.run(
        [*HUMBLY, "touch", image / "opt" / "new"], check=False, capture_output=True
    )

    assert touched.returncode != 0


def test_has_the_driver_of_postgresql_and_nothing_that_builds(image: Path) -> None:
    """What is not there cannot be misused, and need not be kept up to date."""
    installed = {path.name.partition("-")[0] for path in image.rglob("*.dist-info")}

    assert {"psycopg", "psycopg_binary", "nato_briefs"} <= installed
    assert not {"pip", "setuptools", "wheel", "hatchling", "pytest"} & installed
