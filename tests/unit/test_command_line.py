"""What the command line says before there is anything to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import run_command


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No .env file."""
    monkeypatch.chdir(tmp_path)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """For a bug report."""
    with pytest.raises(SystemExit) as ended:
        run_command(["--version"])

    assert ended.value.code == 0
    assert re.fullmatch(r"nato-briefs \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_misspelt_variable_is_told_beside_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may be the very one that is missing."""
    monkeypatch.setenv("NATO_BRIEFS_DIGEST_TIME", "8")
    monkeypatch.setenv("NATO_BRIEFS_TIMEZON", "Europe/Kyiv")

    status = run_command(["run"])

    told = capsys.readouterr().err
    assert status == 2
    assert "NATO_BRIEFS_DIGEST_TIME: '8' is not a time of day." in told
    assert told.endswith(
        "NATO_BRIEFS_TIMEZON is set but means nothing. Did you mean NATO_BRIEFS_TIMEZONE?\n"
    )


def test_a_folder_is_no_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to name instead."""
    status = run_command(["extract", str(tmp_path)])

    assert status == 1
    assert capsys.readouterr().err == (
        f"{tmp_path}: is a folder; name its files, like {tmp_path}/*.txt\n"
    )
