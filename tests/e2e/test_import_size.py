"""An export of any size is imported in the same memory."""
import os
import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
sys.path.insert(0, str(ROOT / "bench"))
import export  # noqa: E402


@pytest.mark.skipif("san" in BUILD.name, reason="a sanitizer has its own memory")
def test_memory_does_not_grow_with_the_export():
    _, _, small = export.measure(BUILD, 2)
    _, _, large = export.measure(BUILD, 16)
    assert large < 64
    assert large < small + 8
