"""What extraction costs a process that has just started."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

#: Run by an interpreter of its own, in which nothing else is loaded.
_PROGRAM = """
import json, re, resource, sys, time
texts = json.load(sys.stdin)
began = time.process_time()
from briefs.extraction import extract_article
extract_article("It rained.")
load = time.process_time() - began
for text in texts:
    extract_article(text)
try:  # what getrusage tells on Linux counts the process that started this one, too
    peak = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([load, int(peak) / 1024]))
"""


def measure_fresh(texts: Sequence[str]) -> tuple[float, float]:
    """Seconds of processor time until a first article is read, imports included, and megabytes.

    The memory is the most that the process had by the end of all texts.
    """
    done = subprocess.run(  # noqa: S603 -- our own interpreter and program
        [sys.executable, "-c", _PROGRAM],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    load, peak = json.loads(done.stdout)
    return load, peak
