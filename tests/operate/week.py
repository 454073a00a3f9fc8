"""Fills a Prometheus with a week of metrics, without waiting for a week.

Real snapshots of the metrics are stored as if hours lay between them.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.acceptance.launched import Platform, free_port, wait_for

STEP = timedelta(seconds=150)
"""The time between two stored samples: two samples are in five minutes, the shortest window of rules and panels."""
_COUNTERS = ("_total", "_count", "_sum", "_bucket")
_INSTANTS = "_timestamp_seconds"

Labels = tuple[tuple[str, str], ...]
Series = tuple[str, Labels]
Runs = list[tuple[datetime, datetime]]


@dataclass(frozen=True)
class Snapshot:
    """The samples of all processes at one time of the week (`at`), without counters at zero.

    `taken_at`: the real time of the snapshot, in Unix seconds.
    """

    at: datetime
    taken_at: float
    values: dict[Series, float]

    def value(self, series: Series) -> float | None:
        """The value of the series. Without a sample of the series: 0 for a counter, None otherwise."""
        return self.values.get(series, 0 if series[0].endswith(_COUNTERS) else None)


@dataclass
class Week:
    """The snapshots, in the order of their times. `names`: the metrics that the snapshots contain."""

    platform: Platform
    names: frozenset[str]
    snapshots: list[Snapshot] = field(default_factory=list)

    def look(self, at: datetime) -> None:
        """Scrapes every process of the platform, and stores the samples under the time `at`."""
        values = dict[Series, float]()
        for part in self.platform.state()["parts"]:
            if url := part.get("metrics_url"):
                own = _labels(part["name"])
                values["up", own] = 1
                for name, labels, value in self._samples(url):
                    if value or not name.endswith(_COUNTERS):
                        values[name, labels + own] = value
        self.snapshots.append(Snapshot(at, time(), values))

    def _samples(self, url: str) -> Iterator[tuple[str, Labels, float]]:
        """The samples of one process, as (name, labels, value).

        Metrics that are not in `names` are left out before parsing, because parsing all of them takes a second.
        """
        text = httpx.get(url, timeout=30).text
        kept = [line for line in text.splitlines() if _metric_of(line) in self.names]
        for family in text_string_to_metric_families("\n".join(kept) + "\n"):
            for sample in family.samples:
                yield sample.name, tuple(sample.labels.items()), sample.value

    def lines(self) -> Iterator[str]:
        """The samples of every `STEP` in the text format of OpenMetrics,
        without the counters that stayed at 0 all week.

        Between two snapshots, counters grow evenly, and other series keep their value.
        """
        every = {series for each in self.snapshots for series in each.values}
        for before, after in zip(self.snapshots, self.snapshots[1:], strict=False):
            steps = (after.at - before.at) // STEP
            times = [(before.at + n * STEP).timestamp() for n in range(steps)]
            for series in every:
                if (value := before.value(series)) is None:
                    continue
                name, growth = _text_of(series), _growth(series, value, after) / steps
                shown = self._in_the_week(series, value, before)
                for n, at in enumerate(times):
                    yield f"{name} {shown + n * growth:.12g} {at:.0f}\n"
        yield "# EOF\n"

    def _in_the_week(self, series: Series, value: float, seen: Snapshot) -> float:
        """The value; for a series of instants, such as the end of the last
        backup, the corresponding instant of the week.

        Instants are in Unix seconds.
        """
        if not series[0].endswith(_INSTANTS) or not value > 0:  # NaN: unknown
            return value
        before = [each for each in self.snapshots if each.taken_at <= value] or self.snapshots[:1]
        return min(before[-1].at, seen.at).timestamp()


def _metric_of(line: str) -> str:
    return line.partition("{")[0].partition(" ")[0]


def _labels(part: str) -> Labels:
    role = "worker" if part == "codes" else part.partition("-")[0]
    return ("job", "amrutam"), ("part", part), ("instance", part), ("role", role)


def _text_of(series: Series) -> str:
    name, labels = series
    return f"{name}{{{','.join(f'{label}={json.dumps(value)}' for label, value in labels)}}}"


def _growth(series: Series, value: float, after: Snapshot) -> float:
    """How much a counter grew until the next snapshot; 0 for a counter
    that a restart set back, and for other series.
    """
    if not series[0].endswith(_COUNTERS):
        return 0
    return max((after.value(series) or 0) - value, 0)


@dataclass(frozen=True)
class Prometheus:
    """A Prometheus that answers from its stored blocks."""

    port: int

    def range(self, query: str, first: datetime, last: datetime, step: timedelta) -> list[Any]:
        """The series of a range query, as Prometheus's API gives them. A refused query fails the test."""
        asked = urlencode({"query": query, "start": first.timestamp(), "end": last.timestamp(),
                           "step": step.total_seconds()})  # fmt: skip
        url = f"http://127.0.0.1:{self.port}/api/v1/query_range?{asked}"
        with urlopen(url, timeout=60) as answer:
            found = json.load(answer)
        assert found["status"] == "success", found
        return list(found["data"]["result"])

    def value(self, query: str, at: datetime) -> float:
        """The value of a query at one time; fails the test unless there is exactly one."""
        (found,) = self.range(query, at, at, timedelta(minutes=1))
        return float(found["values"][0][1])


@contextmanager
def prometheus(folder: Path) -> Iterator[Prometheus]:
    """Runs a Prometheus on the data in `folder` within the `with` statement."""
    port, config = free_port(), folder.parent / "empty.yml"
    config.write_text("")
    command = ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder}",
               "--storage.tsdb.retention.time=60d", f"--web.listen-address=127.0.0.1:{port}"]  # fmt: skip
    with (folder.parent / "prometheus.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)

    def is_ready() -> bool:
        assert process.poll() is None, (folder.parent / "prometheus.log").read_text()
        try:
            with urlopen(f"http://127.0.0.1:{port}/-/ready", timeout=5):
                return True
        except OSError:
            return False

    try:
        wait_for(is_ready, "Prometheus")
        yield Prometheus(port)
    finally:
        process.terminate()
        process.wait()


def store(week: Week, rules: Sequence[Path], folder: Path) -> None:
    """Writes the week's samples, and the series that the rules record from them, as blocks in `folder`."""
    text = folder.parent / "week.txt"
    with text.open("w") as file:
        file.writelines(week.lines())
    _promtool("create-blocks-from", "openmetrics", str(text), str(folder))
    text.unlink()
    first, last = week.snapshots[0].at, week.snapshots[-1].at
    # A recorded series can be computed from another recorded series, which the first round writes.
    for _ in range(2):
        with prometheus(folder) as running:
            recorded = folder.parent / "recorded"
            _promtool("create-blocks-from", "rules", f"--url=http://127.0.0.1:{running.port}",
                      f"--start={first.timestamp():.0f}", f"--end={last.timestamp():.0f}",
                      f"--eval-interval={STEP.total_seconds():.0f}s", f"--output-dir={recorded}", *map(str, rules))  # fmt: skip
        for block in recorded.iterdir():
            block.rename(folder / block.name)


def _promtool(*words: str) -> None:
    # Without this option promtool makes a block for every two hours, and reads the whole text again
    # for each block.
    words = (*words[:2], "--max-block-duration=336h", *words[2:])
    done = subprocess.run(["promtool", "tsdb", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def fired(
    running: Prometheus, rules: Iterable[dict[str, Any]], first: datetime, last: datetime
) -> dict[str, Runs]:
    """The periods (first time, last time) of each alert that would have fired, by its name, as `_runs` gives them.

    Alerts that would not have fired are left out.
    """
    alerts = [rule for rule in rules if "alert" in rule]
    runs = {rule["alert"]: list(_runs(running, rule, first, last)) for rule in alerts}
    return {name: times for name, times in runs.items() if times}


def _runs(
    running: Prometheus, rule: dict[str, Any], first: datetime, last: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The periods (first time, last time) in which the alert's expression was true for at least the rule's `for`.

    A period begins when the expression becomes true, not when the alert fires. The times have the zone of `first`.
    """
    waits = _duration(rule.get("for", "0m"))
    for series in running.range(rule["expr"], first, last, STEP):
        times = [datetime.fromtimestamp(at, first.tzinfo) for at, _ in series["values"]]
        begin = times[0]
        for time_, following in zip(times, [*times[1:], None], strict=True):
            if following is None or following - time_ > STEP:
                if time_ - begin >= waits:
                    yield begin, time_
                if following is not None:
                    begin = following


def _duration(text: str) -> timedelta:
    """Parses a duration as rules write it: `2m`, `1h`, `1d`."""
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[text[-1]]
    return timedelta(**{unit: int(text[:-1])})
