"""An export of any size is imported in the same memory."""
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))


def peak(megabytes):
    """In MB.  Asked of a small process: a child's peak begins with what its
    parent had at the fork, and a worker of pytest may have 100 MB."""
    said = subprocess.run(
        ["/usr/bin/python3", ROOT / "bench/export.py", "--measure", BUILD,
         str(megabytes)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"(\d+) MB of memory", said)[1])


@pytest.mark.skipif("san" in BUILD.name, reason="a sanitizer has its own memory")
def test_memory_does_not_grow_with_the_export():
    small = peak(2)
    large = peak(16)
    assert large < 64
    assert large < small + 8
