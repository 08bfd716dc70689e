"""`extract` as a user meets it: files and lines in, lines of JSON out, faults named."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.cli import run_command
from tests.command_line import ARTICLE, SAID, nato_briefs, prepare


def test_extract_writes_a_line_of_json_for_each_article(tmp_path, capfdbinary) -> None:
    """Quotations with spans that are slices of the text as read."""
    (tmp_path / "narvik.txt").write_text(ARTICLE, encoding="utf-8")

    status = run_command(["extract", str(tmp_path / "narvik.txt")])

    [line] = capfdbinary.readouterr().out.splitlines()
    article = json.loads(line)
    assert status == 0
    assert article["id"] == str(tmp_path / "narvik.txt")
    assert article["text"] == ARTICLE
    [quote] = [quote for quote in article["quotes"] if quote["kind"] == "direct"]
    [content] = quote["contents"]
    assert content["text"].startswith(SAID)
    assert content["text"] == ARTICLE[content["start"] : content["end"]]


def test_extract_translates_no_newline(tmp_path, capfdbinary) -> None:
    """Offsets are of the input exactly as read, byte order mark and carriage returns included."""
    text = "\ufeff" + ARTICLE.replace("\n", "\r\n")
    (tmp_path / "dos.txt").write_bytes(text.encode())

    run_command(["extract", str(tmp_path / "dos.txt")])

    assert json.loads(capfdbinary.readouterr().out)["text"] == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe", "is not UTF-8 (byte 0 from the start)"),
        (b"a\0b", "is binary, not text"),
        (b" \n", "is empty"),
        (None, "cannot be read (No such file or directory)"),
    ],
    ids=["encoding", "binary", "empty", "missing"],
)
def test_extract_goes_on_after_a_bad_file(tmp_path, capfdbinary, content, reason) -> None:
    """The reason is on standard error; the others come out; the status is 1."""
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    if content is not None:
        bad.write_bytes(content)
    good.write_text(ARTICLE, encoding="utf-8")

    status = run_command(["extract", str(bad), str(good)])

    printed = capfdbinary.readouterr()
    assert status == 1
    assert printed.err.decode() == f"{bad}: {reason}\n"
    assert len(printed.out.splitlines()) == 1


def test_extract_reads_json_lines(tmp_path) -> None:
    """What a line says of its article overrides what the text says; other keys are ignored."""
    lines = [
        {"id": 7, "text": ARTICLE, "date": "2022-02-03", "publisher": "The Gazette", "x": 1},
        {"id": "b", "text": ""},
    ]

    done = nato_briefs(
        "extract", "--jsonl", "-", env=prepare(tmp_path), given="\n".join(map(json.dumps, lines))
    )

    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert (first["id"], second["id"]) == ("7", "b")
    assert first["published"] == {"day": "2022-02-03", "basis": "stated"}
    assert first["publisher"] == "The Gazette"
    assert second["quotes"] == []


def test_extract_names_the_line_that_is_none(tmp_path) -> None:
    """And reads on."""
    given = 'no json\n{"id": "b"}\n{"id": "c", "text": "", "date": "soon"}\n{"id": "d", "text": ""}'

    done = nato_briefs("extract", "--jsonl", env=prepare(tmp_path), given=given)

    assert done.returncode == 1
    assert [line.split(" ", 3)[2] for line in done.stderr.splitlines()] == ["1:", "2:", "3:"]
    assert json.loads(done.stdout)["id"] == "d"


def test_extract_starts_without_telegram(tmp_path) -> None:
    """It is a tool of its own, and a quick one."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    code = (
        "import sys; from bot.cli import run_command; run_command(sys.argv[1:]);"
        "print(sorted({'telegram', 'jinja2', 'pydantic', 'alembic'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, "extract", str(tmp_path / "a.txt")],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "[]"
