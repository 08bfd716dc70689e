"""The articles folder: which files are articles, and what is said of those that are not."""

import os
from pathlib import Path

import pytest

from briefs.errors import IngestError
from briefs.ingest.files import MOST_BYTES, list_folder, read_text
from tests.folders import closed_to, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def keys(folder: Path) -> list[str]:
    return sorted(key for key, _, _ in list_folder(folder).files)


class TestFolder:
    def test_articles_are_the_txt_files_in_and_below_it(self, folder):
        """By path below the folder, with forward slashes."""
        for key in ("b.txt", "a.txt", "2021/march/c.txt"):
            write(folder, key)

        assert keys(folder) == ["2021/march/c.txt", "a.txt", "b.txt"]

    def test_an_ending_in_capitals_is_one_too(self, folder):
        """As files from other systems have it."""
        write(folder, "A.TXT")

        assert keys(folder) == ["A.TXT"]

    @pytest.mark.parametrize("key", [".hidden.txt", ".git/a.txt", "notes.md", "a.txt~", "txt"])
    def test_hidden_and_other_files_are_left_out(self, folder, key):
        """An editor's and a version control's files are no articles."""
        write(folder, key)

        assert keys(folder) == []

    def test_a_folder_called_like_an_article_is_a_folder(self, folder):
        write(folder, "odd.txt/a.txt")

        assert keys(folder) == ["odd.txt/a.txt"]

    def test_a_pipe_is_no_article(self, folder):
        """Reading it would wait for ever."""
        os.mkfifo(folder / "pipe.txt")

        assert keys(folder) == []

    def test_a_link_to_an_article_is_one_and_a_linked_folder_is_not_entered(self, folder):
        """It may lead back to where it lies."""
        target = write(folder, "a.txt")
        (folder / "link.txt").symlink_to(target)
        (folder / "loop").symlink_to(folder)

        assert keys(folder) == ["a.txt", "link.txt"]

    def test_a_link_to_nothing_is_reported(self, folder):
        (folder / "gone.txt").symlink_to(folder / "nowhere.txt")

        (failure,) = list_folder(folder).failures
        assert (
            str(failure) == "gone.txt: cannot be read (No such file or directory); check the link"
        )

    def test_a_name_that_is_not_utf8_is_reported(self, folder):
        """It could not be a key."""
        write(folder, "a.txt").rename(folder / os.fsdecode(b"caf\xe9.txt"))

        (failure,) = list_folder(folder).failures
        assert failure.key == r"caf\udce9.txt"
        assert failure.reason == "has a name that is not UTF-8; rename it"

    @pytest.mark.parametrize("name", ["nowhere", "file"])
    def test_a_missing_folder_names_the_setting(self, tmp_path, name):
        (tmp_path / "file").write_text("")

        with pytest.raises(
            IngestError, match=f"{name}: there is no such folder; .*NATO_BRIEFS_ARTICLES"
        ):
            list_folder(tmp_path / name)

    def test_a_folder_that_cannot_be_listed_names_the_setting(self, folder, monkeypatch):
        """Its articles are not gone; nobody may look."""
        monkeypatch.setattr(os, "scandir", closed_to("articles"))

        with pytest.raises(IngestError, match=r"Permission denied.*NATO_BRIEFS_ARTICLES"):
            list_folder(folder)


class TestReading:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            pytest.param(b"", "is empty; fill it or remove it", id="empty"),
            pytest.param(b" \r\n\t ", "is empty; fill it or remove it", id="only spaces"),
            pytest.param(
                b"\xef\xbb\xbf", "is empty; fill it or remove it", id="only a byte order mark"
            ),
            pytest.param(
                b"PK\0\x03", "is binary, not text; save it as plain text in UTF-8", id="binary"
            ),
            pytest.param(
                b"caf\xe9",
                "is not UTF-8 (byte 3 from the start); save it anew as UTF-8",
                id="Latin-1",
            ),
            pytest.param(
                b"x" * (MOST_BYTES + 1),
                "is larger than 10 MB, too large for an article; split it",
                id="enormous",
            ),
        ],
    )
    def test_what_cannot_be_read_says_why_and_what_to_do(self, folder, content, reason):
        write(folder, "bad.txt", content)

        with pytest.raises(IngestError) as caught:
            read_text(folder, "bad.txt")

        assert (caught.value.key, caught.value.reason) == ("bad.txt", reason)

    def test_a_file_that_vanished_is_reported(self, folder):
        """Between listing and reading."""
        with pytest.raises(IngestError, match=r"bad\.txt: was removed while"):
            read_text(folder, "bad.txt")

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
            ("“café” عربي 🕊".encode(), "“café” عربي 🕊"),
            (b"\xef\xbb\xbfmarked", "marked"),
        ],
    )
    def test_the_text_is_exactly_what_is_in_the_file(self, folder, content, text):
        """Offsets count these characters: line ends stay as they are."""
        write(folder, "a.txt", content)

        assert read_text(folder, "a.txt")[0] == text

    def test_the_largest_article_is_still_read(self, folder):
        write(folder, "a.txt", b"x" * MOST_BYTES)

        assert len(read_text(folder, "a.txt")[0]) == MOST_BYTES
