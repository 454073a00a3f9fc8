"""Stores figures that tests measure in a file of the virtual environment.

`make proof` writes docs/proof.md from these figures.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
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

This page contains the results of the last `make proof`, which writes the page itself. `make proof` runs the tests of races,
faults and random cases at full size: races of up to two hundred simultaneous requests, holds that expire, a state machine that
compares the platform with a small model, requests generated from the API's document and from the GraphQL schema, and a mixed load while
processes, networks, clocks, disks, replicas and primaries fail. `make test` runs most of these tests with small numbers, and all other
tests. The checker (`tests/concurrency/history.py`) examines the history of all requests and responses. The run fails if a rule is
violated, if a response during a fault has a status from 500 other than 503 with `Retry-After`, or if a part does not
recover in time (thirty seconds; three minutes if another primary is promoted).
"""


def record_figures(name: str, **figures: Any) -> None:
    """Appends figures under a name to the file of this size of run (small or full); the newest entry of a name counts.

    Does nothing without permission to write the file.
    """
    with suppress(PermissionError), _FILES[IS_FULL].open("a") as file:
        file.write(json.dumps({"name": name, **figures}) + "\n")


def keep_history(name: str, history: object) -> Path:
    """Pickles a `History` with violations into a file of the virtual environment, for inspection; returns its path."""
    path = Path(sys.prefix, f"proof-{name.lower().replace(' ', '-')}.pickle")
    path.write_bytes(pickle.dumps(history))
    return path


def newest(*, full: bool) -> dict[str, dict[str, Any]]:
    path = _FILES[full]
    lines = path.read_text().splitlines() if path.exists() else []
    rows = [json.loads(line) for line in lines]
    return {row.pop("name"): row for row in rows}


def page(suite: ET.Element, figures: dict[str, dict[str, Any]], seed: str) -> str:
    """Returns the text of docs/proof.md, made of pytest's report (JUnit XML) and the recorded figures.

    `suite` is the report's element `testsuite`; `seed` is Hypothesis's seed for the state machine and the generated
    requests.
    """
    parts = (_about(suite, seed), _back(figures), _figures(figures), _times(suite))
    return "\n".join([_HEAD, *(line for part in parts for line in (*part, ""))])


def _about(suite: ET.Element, seed: str) -> Iterator[str]:
    count = {name: int(suite.get(name, "0")) for name in ("tests", "skipped", "failures", "errors")}
    minutes = float(suite.get("time", "0")) / 60
    failed = count["failures"] + count["errors"]
    size = FULL
    yield "## The run"
    yield ""
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {minutes:.0f} minutes"
    yield f"- {count['tests']} tests, {count['skipped']} skipped, {failed} failed"
    yield f"- random seed {seed}; repeat the run with `make proof SEED={seed}`"
    yield f"- rounds of a race: {size.rounds} ({size.rounds // 4} with codes or idempotency keys); holds that expire: {size.holds:,}"
    yield f"- runs of the state machine: {size.runs}, each of at most {size.steps} steps"
    yield f"- seconds of each fault: {size.fault_seconds:g}; requests generated from the document: about 20,000"


def _back(figures: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yields the lines of the table of recovery times in docs/proof.md.

    `longest_seconds_without_writes` and `longest_seconds_until_found` were measured past the API:
    by a client that writes to PostgreSQL directly, and by one that reads each server's timeline.
    """
    yield "## Seconds until bookings are written again"
    yield ""
    yield "The table shows, for each fault, the longest time in seconds from the end of the fault until every api process could book again, and for"
    yield "each of the two api processes the longest time from the first to the last 503 response that one fault caused, to any request. In the rows of"
    yield "Patroni, the first process knows all hosts of PostgreSQL, and the second reaches the primary through HAProxy. If a primary was lost, the"
    yield "table also shows the longest time in which PostgreSQL accepted no write, and the longest time from the promotion of another primary until the"
    yield "connections of the platform reached it. In an empty cell nothing was measured, because no other server became the primary."
    yield ""
    yield "| fault | bookings, s | 503 responses, s | PostgreSQL, s | new primary found, s |"
    yield "|---|---|---|---|---|"
    found = {name: row for name, row in figures.items() if "slowest_back_seconds" in row}
    for name, row in sorted(found.items(), key=lambda each: each[1]["slowest_back_seconds"]):
        past = figures.get(f"{name}: past the platform", {})
        pause = past.get("longest_seconds_without_writes", "")
        until_found = past.get("longest_seconds_until_found", "")
        answered = " and ".join(map(str, row.get("longest_seconds_of_503", ())))
        yield f"| {name} | {row['slowest_back_seconds']} | {answered} | {pause} | {until_found} |"


_COLUMNS = {
    "strikes": "times caused",
    "slowest_back_seconds": "longest recovery, s",
    "ok": "succeeded",
    "fail": "refused",
    "unknown": "unknown",
    "answered_503": "answered 503",
    "broken": "connections cut",
    "bookings": "appointments",
    "slots_judged": "holds checked",
}
"""The columns of the table of faults, by the name under which a test records the figure."""

_WORDS = {
    "alive_after_five_seconds": "holds left five seconds after their end",
    "answered_201": "answered 201 (made)",
    "answered_409": "answered 409 (refused)",
    "bookings": "appointments",
    "ok": "succeeded",
}
"""Words for figures in the table of other tests, by the name under
which a test records the figure, if it is not plain.
"""


def _figures(figures: dict[str, dict[str, Any]]) -> Iterator[str]:
    faults = {name: row for name, row in sorted(figures.items()) if "strikes" in row}
    yield "## Faults under load"
    yield ""
    yield "Clients hold, book, move and cancel while the fault is caused again and again. The columns are:"
    yield ""
    yield "- *times caused*: how often the fault was caused;"
    yield "- *longest recovery, s*: the longest time in seconds from the end of a fault until bookings succeeded again;"
    yield "- *succeeded*: requests that had their effect;"
    yield "- *refused*: requests that the API refused without an effect, for example because another patient had the time;"
    yield "- *unknown*: requests whose effect the client cannot know: no response came, or one with a status from 500;"
    yield "- *answered 503*: responses that say that a part of the platform is unavailable;"
    yield "- *connections cut*: connections that ended before the response;"
    yield "- *appointments*: appointments in the database after the run;"
    yield '- *holds checked*: "yes" if the checker also examined that a held time was nobody else\'s until the hold ended, which is'
    yield "  possible only if Redis protected every hold of the run. Bookings are examined in every run."
    yield ""
    yield _line(["fault", *_COLUMNS.values()])
    yield "|" + "---|" * (len(_COLUMNS) + 1)
    for name, row in faults.items():
        yield _line([name, *(_cell(row.get(key, 0)) for key in _COLUMNS)])
    yield ""
    yield "## Figures of other tests"
    yield ""
    yield "*Rounds* are repetitions of a race, *cases* are generated requests, and *operations* are methods of paths in the API's document; `gw0` and"
    yield "`gw1` are the two processes that sent the generated requests. In *One slot* all patients try to book one time at once: *with the lock*"
    yield "Redis lets one patient hold the time; *past the lock* all patients hold the time while Redis is unreachable, and the database lets one"
    yield "patient book. A figure that is named by the code of an error, such as `slot-taken`, is the number of requests that were refused with that"
    yield "error ([errors](reference/errors.md))."
    yield ""
    yield "| test | figures |"
    yield "|---|---|"
    for name, row in sorted(figures.items()):
        if "strikes" not in row:
            told = ", ".join(f"{_word(key)}: {_cell(value)}" for key, value in row.items())
            yield f"| {name} | {told} |"


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _cell(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _word(key: str) -> str:
    return _WORDS.get(key, key.replace("_", " "))


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
    (suite,) = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest has just written this file
    target.write_text(page(suite, newest(full=True), seed))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
