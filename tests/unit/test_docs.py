"""The documentation names what there is: a command or variable without a word about it fails."""

import re
from pathlib import Path

import pytest

from bot.application import COMMANDS
from bot.cli import build_parser
from bot.config import Settings, variable

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for name in ("bot", "briefs")
    for path in (ROOT / name).rglob("*.py")
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_readme_names_each_command(command) -> None:
    """With its other names."""
    for name in (command.name, *command.aliases):
        assert f"`/{name}" in README


@pytest.mark.parametrize("field", Settings.model_fields)
def test_the_readme_names_each_variable(field: str) -> None:
    """Under the name by which it is set."""
    assert f"`{variable(field)}`" in README


def test_the_readme_names_each_subcommand() -> None:
    """As one types it."""
    for name in re.findall(r"^    (\w+)  ", build_parser().format_help(), re.MULTILINE):
        assert re.search(rf"^\| `{name}[ `]", README, re.MULTILINE), name


def test_glossary_terms_are_words_of_the_code() -> None:
    """A word that the code never uses is nobody's term."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z][^|]*?) \|", glossary, re.MULTILINE)
    terms = [term.strip() for row in rows for term in re.sub(r"\(.*\)", "", row).split(",")]

    assert [term for term in terms if term != "word" and term not in CODE.lower()] == []


def test_pictures_of_the_readme_exist() -> None:
    """Every image it shows is in the repository."""
    for path in re.findall(r'<img src="([^"]+)"', README):
        assert (ROOT / path).is_file()
