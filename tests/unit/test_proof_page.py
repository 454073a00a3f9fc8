"""The page that `make proof` writes."""

from __future__ import annotations

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
    figures = {"Valkey killed": {"strikes": 9, "slowest_back_seconds": 1.5}}
    lines = page(suite, figures, "123").splitlines()

    assert "- 3 tests, 1 skipped, 0 failed" in lines
    assert any(line.endswith("cores, 50 minutes") for line in lines)
    assert "- made up with seed 123; again with the same: `make proof SEED=123`" in lines
    assert "| Valkey killed | strikes 9, slowest back seconds 1.5 |" in lines
    slow, quick = (next(n for n, line in enumerate(lines) if name in line)
                   for name in ("test_slow | 120", "test_quick | 0"))  # fmt: skip
    assert slow < quick
