"""Checks that `make bench` runs to its end on a small platform, so that the SQL of its measurements fits the schema.

The measurements of its options, such as `--growth`, are not checked.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.acceptance

SMALL = ("--doctors=30", "--appointments=500", "--count=400", "--connections=4")
ROWS = ("floor: pgbench", "search", "hold + confirm", "move", "cancel", "a search page, not kept")


def test_every_row_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.run", *SMALL], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for row in ROWS:
        assert f"\n{row}" in done.stdout


def test_too_small_a_count_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.run", "--count=1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "at least 400" in done.stderr
