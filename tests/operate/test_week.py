"""Stores a week of the demo in a Prometheus: the panels show what happened, and alerts fire for the outage only.

The test takes minutes: between two snapshots of the metrics, the platform serves the requests of visitors in
three hours of the week.
"""

from __future__ import annotations

import os
import re
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.acceptance.launched import Platform, free_port, signed_in, wait_for
from tests.operate.test_watch import DASHBOARDS, RULES, panels, rules
from tests.operate.watched import Refusing, Watched
from tests.operate.week import STEP, Prometheus, Week, fired, prometheus, store

pytestmark = pytest.mark.requires("prometheus", "promtool")
HOURS = timedelta(hours=3)
"""The time between two snapshots: short enough that quiet nights and busy days differ."""
VISITORS = [0, 1, 9, 12, 8, 12, 7, 1]
"""The number of visitors in each three hours of a day."""
RESTART = timedelta(days=2, hours=3)
"""The time from the beginning of the week to the kill of an api process."""
OUTAGE = timedelta(days=4, hours=12)
"""The time from the beginning of the week to the moment when Valkey stops answering."""
OUTAGE_LASTS = timedelta(minutes=20)
FAILING = 15
"""The number of requests that fail in the outage; the alerts on errors fire from ten on."""
BOARDS = [DASHBOARDS / f"amrutam-{name}.json" for name in ("overview", "booking", "objectives")]
SILENT = {
    "amrutam_http_requests_shed_total", "amrutam_slot_collisions_total",
    "amrutam_admission_admitted_total", "amrutam_certificate_end_timestamp_seconds",
}  # fmt: skip
"""Metrics without values in this week: nobody is refused or queues, no two patients want one time, and there is no certificate."""


class Visitors:
    """Visitors who search, look at slots and book.

    Counts their bookings, and their searches and reads of slots (`requests`).
    """

    def __init__(self, platform: Platform, inbox: Refusing) -> None:
        self._platform = platform
        self._inbox = inbox
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{platform.port}", timeout=30)
        self.requests = 0
        self.bookings = 0

    def close(self) -> None:
        self._http.close()

    def look(self) -> tuple[str, str]:
        """Searches, and reads a doctor's slots; returns (the doctor's id, the start of the last open slot)."""
        assert self._http.get("/en").status_code == 200
        doctors = self._http.get("/v1/doctors", params={"q": "joint pain"}).json()["items"]
        doctor, today = doctors[0]["id"], datetime.now(UTC).date()
        days = {"from": str(today + timedelta(2)), "to": str(today + timedelta(14))}
        found = self._http.get(f"/v1/doctors/{doctor}/slots", params=days).json()["days"]
        self.requests += 2
        free = [
            slot["starts_at"] for day in found for slot in day["slots"] if slot["state"] == "open"
        ]
        return doctor, free[-1]

    def book(self) -> None:
        token = signed_in(self._platform, self._inbox, f"visitor-{uuid4()}@example.org")
        doctor, starts_at = self.look()
        me = {"authorization": f"Bearer {token}"}
        time = {"doctor_id": doctor, "starts_at": starts_at}
        held = self._http.post("/v1/holds", json=time, headers=me)
        assert held.status_code == 201, held.text
        me["idempotency-key"] = str(uuid4())
        made = self._http.post("/v1/appointments", json={"hold_id": held.json()["id"]}, headers=me)
        assert made.status_code == 201, made.text
        self.bookings += 1

    def ask_codes(self, count: int) -> list[int]:
        """Requests `count` codes for one address; returns the HTTP statuses of the answers, in order."""
        asked = {"channel": "email", "address": "asha@example.org"}
        return [self._http.post("/v1/auth/otp", json=asked).status_code for _ in range(count)]


@dataclass(frozen=True)
class StoredWeek:
    """A week that has been stored (from `first` to `last`, UTC), and what its visitors did."""

    first: datetime
    last: datetime
    visitors: Visitors
    prometheus: Prometheus

    def count(self, series: str) -> float:
        """How much the counters that the selector `series` matches grew in the week, together."""
        return self.prometheus.value(f"sum(increase({series}[7d]))", self.last)


@pytest.fixture(scope="module")
def week() -> Iterator[StoredWeek]:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    first = today - timedelta(days=8)
    with tempfile.TemporaryDirectory(prefix="amrutam week ") as name:
        served, visitors = _served(Path(name), first)
        blocks = Path(name) / "blocks"
        store(served, list(RULES.iterdir()), blocks)
        with prometheus(blocks) as running:
            yield StoredWeek(first, served.snapshots[-2].at, visitors, running)


def _served(folder: Path, first: datetime) -> tuple[Week, Visitors]:
    inbox = Refusing()
    inbox.start()
    environment = {"AMRUTAM_SMTP_URL": inbox.url, "AMRUTAM_RATE_LIMITS": "off"}
    options = ("--api", "1", "--availability", "1", "--replicas", "1")
    platform = Platform(folder / "data", free_port(), environment, options=options)
    watched, visitors = Watched(platform, inbox), Visitors(platform, inbox)
    platform.start()
    try:
        week = Week(
            platform, frozenset(re.findall(r"\b(?:amrutam|process)_\w+", " ".join(_asked())))
        )
        visitors.look()
        visitors.book()
        watched.command("backup", "record")
        wait_for(lambda: _backup_end(platform) > 0, "the backup")
        _serve(week, watched, visitors, first)
        return week, visitors
    finally:
        visitors.close()
        platform.stop()
        inbox.stop()


def _asked() -> list[str]:
    """The expressions of all rules and of the panels that are drawn."""
    drawn = [panels(board, rate_interval="10m") for board in BOARDS]
    return [rule["expr"] for rule in rules()] + [each for board in drawn for each in board]


def _serve(week: Week, watched: Watched, visitors: Visitors, first: datetime) -> None:
    """Causes the events of the week, and takes a snapshot every three hours of it."""
    visitors.requests = visitors.bookings = 0
    for number in range(7 * len(VISITORS)):
        since = number * HOURS
        coming = VISITORS[number % len(VISITORS)]
        week.look(first + since)
        if since == OUTAGE:
            _outage(week, watched, visitors, first + since)
        if since == RESTART:
            _restart(watched.platform)
        if number % len(VISITORS) == 1:
            _backup(week, watched, first + since + 2 * STEP)
        for _ in range(coming):
            visitors.look()
        if coming == max(VISITORS):
            visitors.book()
    week.look(first + timedelta(days=7))
    week.look(first + timedelta(days=7) + STEP)


def _backup(week: Week, watched: Watched, at: datetime) -> None:
    """Records a backup, and waits until the metrics contain its end;
    stores a snapshot of all metrics under the time `at`.
    """
    before = _backup_end(watched.platform)
    watched.command("backup", "record")
    wait_for(lambda: _backup_end(watched.platform) > before, "the backup")
    week.look(at)


def _backup_end(platform: Platform) -> float:
    text = httpx.get(platform.part("codes")["metrics_url"]).text
    found = re.search(r"^amrutam_backup_end_timestamp_seconds (\S+)", text, re.MULTILINE)
    assert found
    return float(found[1])


def _outage(week: Week, watched: Watched, visitors: Visitors, at: datetime) -> None:
    with watched.stopped("valkey"):
        assert set(visitors.ask_codes(FAILING)) == {503}
        week.look(at + OUTAGE_LASTS / 2)
    wait_for(lambda: watched.platform.curl("/readyz").status == 200, "Valkey")
    wait_for(lambda: visitors.ask_codes(1) == [202], "Valkey for codes")
    week.look(at + OUTAGE_LASTS)


def _restart(platform: Platform) -> None:
    before = platform.part("api-1")["pid"]
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: platform.part("api-1")["pid"] not in (None, before), "another api process")
    wait_for(lambda: platform.curl("/readyz").status == 200, "the api process")


def test_the_week_s_counts_are_what_the_visitors_did(week: StoredWeek) -> None:
    asked = 'amrutam_http_requests_total{route=~"/v1/doctors|/v1/doctors/{doctor_id}/slots"}'
    assert week.count(asked) == pytest.approx(week.visitors.requests, rel=0.05)
    booked = week.count('amrutam_bookings_total{outcome="booked"}')
    assert booked == pytest.approx(week.visitors.bookings, rel=0.05)


def test_an_alert_fires_only_in_the_outage(week: StoredWeek) -> None:
    begins = week.first + OUTAGE
    runs = fired(week.prometheus, rules(), week.first, week.last)
    assert {"AmrutamRedisAway", "AmrutamErrorsHour"} <= runs.keys()
    (away,) = runs["AmrutamRedisAway"]
    assert begins < away[0] < away[1] < begins + OUTAGE_LASTS
    # The alert on the errors of three days fires for up to six hours, because it also requires errors in the last six
    # hours.
    ends_latest = begins + timedelta(hours=7)
    outside = {name: times for name, times in runs.items()
            if not all(begins <= start < end <= ends_latest for start, end in times)}  # fmt: skip
    assert outside == {}


def test_panels_draw_the_whole_week(week: StoredWeek) -> None:
    for board in BOARDS:
        for expression in panels(board, rate_interval="10m"):
            if any(counter in expression for counter in SILENT):
                continue
            drawn = week.prometheus.range(expression, week.first, week.last, timedelta(hours=1))
            hours = {at for series in drawn for at, _ in series["values"]}
            assert len(hours) > 7 * 24 - 12, expression
