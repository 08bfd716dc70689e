"""`extract` over many articles: one at a time in memory, in order, with any number of processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import extracting, run_command

SAID = "“We will keep the harbour open for all allies,” Jens Stoltenberg said.\n"


def lines_of(number: int) -> list[str]:
    """Articles, with a line among them that is none."""
    lines = [json.dumps({"id": n, "text": f"The {n}. summit\n\n{SAID}"}) for n in range(number)]
    return [*lines[:2], "{no json", *lines[2:]]


def test_several_processes_write_what_one_writes(tmp_path: Path, capfdbinary) -> None:
    """The same bytes in the same order, and the same error."""
    (tmp_path / "all.jsonl").write_text("\n".join(lines_of(12)), encoding="utf-8")
    command = ["extract", "--jsonl", str(tmp_path / "all.jsonl")]
    statuses, printed = [], []
    for jobs in ("1", "2"):
        statuses.append(run_command([*command, "--jobs", jobs]))
        printed.append(capfdbinary.readouterr())

    assert statuses == [1, 1]
    assert printed[0] == printed[1]
    assert [json.loads(line)["id"] for line in printed[0].out.splitlines()] == [
        str(n) for n in range(12)
    ]
    assert b"line 3: is not JSON" in printed[0].err


def test_an_article_is_answered_before_the_next_is_given() -> None:
    """So that it can stand in the middle of a pipe, however long that runs."""
    command = [sys.executable, "-m", "bot", "extract", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"id": number, "text": SAID}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)


def test_a_line_that_is_too_long_costs_no_memory(tmp_path, capfdbinary, monkeypatch) -> None:
    """It is named and left out; the next is read."""
    monkeypatch.setattr(extracting, "LONGEST_LINE", 100)
    (tmp_path / "all.jsonl").write_text("x" * 350 + '\n{"id": "b", "text": ""}\n')

    status = run_command(["extract", "--jsonl", str(tmp_path / "all.jsonl")])

    printed = capfdbinary.readouterr()
    assert status == 1
    assert b"line 1: is longer than" in printed.err
    assert json.loads(printed.out)["id"] == "b"


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_jobs_is_a_number_of_processes(jobs: str, capsys) -> None:
    with pytest.raises(SystemExit):
        run_command(["extract", "--jobs", jobs, "a.txt"])

    assert "--jobs" in capsys.readouterr().err
