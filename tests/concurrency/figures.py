"""What a run measured, kept beside the installation; `make proof` makes docs/proof.md of it."""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tests.concurrency.sizes import FULL, IS_FULL

_FILES = {True: Path(sys.prefix, "proof-full.jsonl"), False: Path(sys.prefix, "proof-small.jsonl")}
_SLOWEST = 25

_HEAD = """\
# Proof

What `make proof` found, written by itself. It runs every test at full size: races of a hundred and
fifty at once, holds left to end, a state machine against a small model, requests made up from the
API's document, and a mixed load while processes, networks, clocks and disks fail. A history of what each
client asked and was told is judged afterwards (`tests/concurrency/history.py`); any violation, any answer
but 503 with `Retry-After` while a part is away, or a part that is not back in thirty seconds fails the run.
"""


def record_figures(name: str, **figures: Any) -> None:
    """Appended; the newest of a name counts."""
    with suppress(PermissionError), _FILES[IS_FULL].open("a") as file:
        file.write(json.dumps({"name": name, **figures}) + "\n")


def keep_history(name: str, history: object) -> Path:
    """A history that went wrong, for whoever looks into it: pickled, as the checker takes it."""
    path = Path(sys.prefix, f"proof-{name.lower().replace(' ', '-')}.pickle")
    path.write_bytes(pickle.dumps(history))
    return path


def newest(*, full: bool) -> dict[str, dict[str, Any]]:
    path = _FILES[full]
    lines = path.read_text().splitlines() if path.exists() else []
    rows = [json.loads(line) for line in lines]
    return {row.pop("name"): row for row in rows}


def page(suite: ET.Element, figures: dict[str, dict[str, Any]], seed: str) -> str:
    """docs/proof.md, of what pytest reported (JUnit's form) and what the tests recorded.

    `seed`: with which Hypothesis made up the state machine's runs and the requests.
    """
    return "\n".join([_HEAD, *_about(suite, seed), "", *_figures(figures), "", *_times(suite), ""])


def _about(suite: ET.Element, seed: str) -> Iterator[str]:
    count = {name: int(suite.get(name, "0")) for name in ("tests", "skipped", "failures", "errors")}
    minutes = float(suite.get("time", "0")) / 60
    failed = count["failures"] + count["errors"]
    size = FULL
    yield "## The run"
    yield ""
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {minutes:.0f} minutes"
    yield f"- {count['tests']} tests, {count['skipped']} skipped, {failed} failed"
    yield f"- made up with seed {seed}; again with the same: `make proof SEED={seed}`"
    yield f"- rounds of a race: {size.rounds}; holds left to end: {size.holds:,}"
    yield f"- runs of the state machine: {size.runs}, each of at most {size.steps} steps"
    yield f"- seconds of each fault: {size.fault_seconds:g}; requests made up from the document: 20,000"


def _figures(figures: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield "## Figures"
    yield ""
    yield "Of a fault: how often it struck, the slowest way back, and what the clients were told."
    yield ""
    yield "| test | figures |"
    yield "|---|---|"
    for name, row in sorted(figures.items()):
        told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in row.items())
        yield f"| {name} | {told} |"


def _times(suite: ET.Element) -> Iterator[str]:
    cases = sorted(suite.iter("testcase"), key=lambda case: -float(case.get("time", "0")))
    yield "## The longest tests"
    yield ""
    yield "| test | seconds |"
    yield "|---|---|"
    for case in cases[:_SLOWEST]:
        module = case.get("classname", "").removeprefix("tests.")
        yield f"| {module}: {case.get('name')} | {float(case.get('time', '0')):.0f} |"


def main(report: Path, target: Path, seed: str) -> None:
    (suite,) = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - what pytest has just written
    target.write_text(page(suite, newest(full=True), seed))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
