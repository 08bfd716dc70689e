"""The file of publishers: what may not be in it, told with its line."""

from __future__ import annotations

import pytest

from briefs.page.publishers import find_faults

GOOD = """[[publisher]]
name = "The Gazette"
variants = ["Gazette"]

[[publisher]]
name = "NTB"
agency = true
"""


def test_the_file_has_none():
    """What ships is sound, and so is this."""
    assert find_faults() == ()
    assert find_faults(GOOD) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "NTB"', 'nam = "NTB"', "publishers.toml:5, publisher None: needs a name"),
        ('name = "NTB"', 'name = ""', "publishers.toml:5, publisher '': needs a name"),
        ('["Gazette"]', '"Gazette"', "publishers.toml:1, publisher 'The Gazette': needs a name"),
        ("agency = true", "agncy = true", "publishers.toml:5, publisher 'NTB': unknown field"),
        ("agency = true", 'agency = "yes"', "publishers.toml:5, publisher 'NTB': agency is true"),
        ('"NTB"', '"gazette"', "publishers.toml:5, publisher 'gazette': 'gazette' is also"),
        ('[[publisher]]\nname = "NTB"', "[outlet]\nname = 1", "outlet: unknown section"),
        ("agency = true", "agency = ", "publishers.toml:7, the file: Invalid value"),
    ],
)
def test_each_fault_is_told_with_its_line(old, new, told):
    """As an editor takes it."""
    assert old in GOOD

    assert told in str(find_faults(GOOD.replace(old, new, 1))[0])
