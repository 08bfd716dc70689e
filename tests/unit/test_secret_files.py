"""Secrets as files: what systemd (`LoadCredential=`) and container engines give a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import config
from bot.config import ConfigError, Settings, load_settings, variable

TOKEN = "123456789:AAF-a_token_that_nobody_has"


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that systemd names; no variable of ours, no .env file, no container."""
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "ENGINE_SECRETS", tmp_path / "none")
    folder = tmp_path / "credentials"
    folder.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    return folder


def test_a_file_named_like_the_variable_is_its_value(secrets: Path) -> None:
    """In lower case; the newline that editors leave at the end is none of it."""
    (secrets / "nato_briefs_token").write_text(TOKEN + "\n", encoding="utf-8")

    token = load_settings().token

    assert token is not None
    assert token.get_secret_value() == TOKEN


def test_so_is_one_that_an_engine_lays_in_its_own_folder(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no variable to point at it."""
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    monkeypatch.setattr(config, "ENGINE_SECRETS", secrets)
    (secrets / "nato_briefs_token").write_text(TOKEN, encoding="utf-8")

    assert load_settings().token is not None


def test_the_environment_wins_over_a_file(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set for one run is meant for it."""
    (secrets / "nato_briefs_timezone").write_text("Europe/Kyiv", encoding="utf-8")
    monkeypatch.setenv("NATO_BRIEFS_TIMEZONE", "Europe/Oslo")

    assert load_settings().timezone == "Europe/Oslo"


def test_a_bad_secret_is_named_and_not_repeated(secrets: Path) -> None:
    """As if it stood in the environment."""
    (secrets / "nato_briefs_token").write_text("a secret of no shape", encoding="utf-8")

    with pytest.raises(ConfigError) as raised:
        load_settings()

    assert "NATO_BRIEFS_TOKEN: This is not a bot token." in str(raised.value)
    assert "of no shape" not in str(raised.value)


def test_a_file_that_is_not_ours_to_read_is_named(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual mistake with a container: the file belongs to another user of the host."""
    path = secrets / "nato_briefs_token"
    path.write_text(TOKEN, encoding="utf-8")

    def refuse(self: Path, *_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_text", refuse)  # root, as in CI, may read everything

    with pytest.raises(ConfigError) as raised:
        load_settings()

    assert f"{path}: It cannot be read (Permission denied)." in str(raised.value)


def test_a_file_that_holds_no_text_is_refused(secrets: Path) -> None:
    """Without a traceback, which might show what it holds."""
    (secrets / "nato_briefs_token").write_bytes(b"\xff\xfe")

    with pytest.raises(ConfigError, match=r"A secret file: It is not text"):
        load_settings()
