"""The operator's guide names commands, variables and files that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bot.cli import build_parser
from bot.config import Settings, variable

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

#: What is typed, line by line.
TYPED = re.findall(r"^ {4,}(\S.*)$", GUIDE.replace("\\\n", ""), re.MULTILINE)

#: By hand, by sudo, in a container, by another program.
_COMMAND = re.compile(
    r"(?:^|sudo |exec bot |/bin/)nato-briefs (\w[^|<>#&']*)|compose .* run .* bot (\w.*)"
)
COMMANDS = sorted({(one[1] or one[2]).strip() for line in TYPED if (one := _COMMAND.search(line))})


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_can_be_typed_as_printed(command: str) -> None:
    """Its options exist."""
    build_parser().parse_args(["7" if word == "CHAT" else word for word in shlex.split(command)])


def test_there_are_commands_to_look_at() -> None:
    """Or the test above would look at none."""
    assert {command.split()[0] for command in COMMANDS} >= {"check", "backup", "restore", "extract"}


def test_variables_are_settings() -> None:
    """None is misspelt, or gone."""
    named = set(re.findall(r"NATO_BRIEFS_[A-Z_]+", GUIDE))

    assert named <= {variable(name) for name in Settings.model_fields}


def test_targets_of_make_exist() -> None:
    """`make deploy-check` and others."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for target in re.findall(r"(?:`|    (?:sudo )?|&& )make ([a-z-]+)", GUIDE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_files_exist() -> None:
    """Those of deploy/ that one copies, and the pages one is sent to."""
    copied = re.findall(r"(?<=\s)(deploy/(?!secrets|\.env)[\w./*-]+\w)", GUIDE)
    linked = [f"docs/{path}" for path in re.findall(r"\]\(([\w./]+)[#)]", GUIDE)]

    assert copied
    for path in (*copied, *linked):
        assert [*ROOT.glob(str(Path(path)).replace("docs/../", ""))], path


def test_places_on_the_page_exist() -> None:
    """A link to a heading leads there."""
    headings = re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}

    assert set(re.findall(r"\]\(#([\w-]+)\)", GUIDE)) <= anchors
