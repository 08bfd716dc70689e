"""Folders of articles, as they are found on disks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

GOOD = """Allies meet in Brussels

“We will stand together as allies in every crisis,” Ann Ode said on Tuesday.
"""


def write(folder: Path, key: str, content: str | bytes = GOOD) -> Path:
    """An article in the folder; without content a good one, with one quotation."""
    file = folder / key
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def closed_to(name: str) -> Callable[[Any], Any]:
    """`os.scandir` for somebody who may not list folders of this name."""
    scandir = os.scandir

    def closed(path: Any) -> Any:
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    return closed
