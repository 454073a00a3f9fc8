"""Tests the page that `make proof` writes (docs/proof.md)."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from tests.concurrency.figures import page

_REPORT = """
<testsuite tests="3" skipped="1" failures="0" errors="0" time="3000.4">
  <testcase classname="tests.concurrency.test_overlaps" name="test_quick" time="0.2"/>
  <testcase classname="tests.concurrency.test_overlaps" name="test_slow" time="120.4"/>
</testsuite>
"""


def test_the_page_tells_the_run_its_figures_and_its_longest_tests() -> None:
    suite = ET.fromstring(_REPORT)  # noqa: S314 - written above
    figures: dict[str, dict[str, Any]] = {
        "Valkey killed": {
            "strikes": 9,
            "slowest_back_seconds": 1.5,
            "ok": 70,
            "slots_judged": False,
        },
        "One key": {"rounds": 50, "requests_at_once": 20},
    }
    lines = page(suite, figures, "123").splitlines()

    assert "- 3 tests, 1 skipped, 0 failed" in lines
    assert any(line.endswith("cores, 50 minutes") for line in lines)
    assert "- random seed 123; repeat the run with `make proof SEED=123`" in lines
    assert "| Valkey killed | 9 | 1.5 | 70 | 0 | 0 | 0 | 0 | 0 | no |" in lines
    assert "| One key | rounds: 50, requests at once: 20 |" in lines
    slow, quick = (next(n for n, line in enumerate(lines) if name in line)
                   for name in ("test_slow | 120", "test_quick | 0"))  # fmt: skip
    assert slow < quick


def test_the_page_tells_when_bookings_are_written_again_the_quickest_fault_first() -> None:
    figures: dict[str, dict[str, Any]] = {
        "Patroni: primary killed": {
            "strikes": 9,
            "slowest_back_seconds": 3.7,
            "longest_seconds_of_503": [0.1, 3.1],
        },
        "Patroni: primary killed: past the platform": {
            "longest_seconds_without_writes": 2.9,
            "longest_seconds_until_found": 0.4,
        },
        "Valkey killed": {"strikes": 9, "slowest_back_seconds": 1.5},
        "One key": {"rounds": 50},
    }
    lines = page(ET.fromstring(_REPORT), figures, "123").splitlines()  # noqa: S314 - written above
    first = lines.index("| Valkey killed | 1.5 |  |  |  |")
    assert lines[first + 1] == "| Patroni: primary killed | 3.7 | 0.1 and 3.1 | 2.9 | 0.4 |"
    assert lines[first + 2] == ""
