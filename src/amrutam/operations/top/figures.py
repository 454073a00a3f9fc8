"""Computes rates and latencies from two scrapes of `scraping.py`. Pure: no clock and no I/O of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, isnan, nan

from amrutam.operations.top.scraping import Look, Samples

HEALTH = ("/livez", "/readyz", "/metrics")


@dataclass(frozen=True, slots=True)
class Process:
    """The figures of one process.

    `requests`: requests per second. `cpu`: processors used; 1 is one processor, fully used.
    `memory_bytes`: its resident memory. `cpu` and `memory_bytes` are 0 for a process that does not export them.
    """

    requests: float
    cpu: float
    memory_bytes: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Rate and duration of calls.

    `rate` is calls a second; the times are in seconds, NaN where there were no calls.
    """

    rate: float
    median: float
    slow: float
    """The 95th percentile of the durations, in seconds."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures between two scrapes. Rates are per second.

    `failed_share`: the share, from 0 to 1, of `requests` with a status of 500 or above. `statements` and
    `redis`: calls of PostgreSQL and of Redis. `events`: the rate by kind of event of booking. `collisions`:
    the rate by guard. `sockets`, `subscriptions`: the numbers at the later scrape. `changes`: the rate of
    changes of doctors' times that gateways received. `processes`: by name.
    """

    requests: Latency
    failed_share: float
    statements: Latency
    redis: Latency
    events: dict[str, float]
    collisions: dict[str, float]
    waiting: dict[str, tuple[float, float]]
    """For each job: the number of due jobs, and the seconds for which the oldest has been due."""
    sockets: float
    subscriptions: float
    changes: float
    processes: dict[str, Process]


class _Between:
    """Two scrapes; a process that is in only one of them is ignored."""

    def __init__(self, before: Look, after: Look) -> None:
        self.pairs = {name: (before[name], after[name]) for name in after if name in before}

    def rate(self, name: str, **labels: str) -> float:
        """The rate per second of a counter, summed over all processes and series with these labels."""
        return sum(self.rates(name, "", **labels).values())

    def rates(self, name: str, label: str, **labels: str) -> dict[str, float]:
        """Rates per second by the values of the label; the key is "" where there is no such label."""
        found: dict[str, float] = defaultdict(float)
        for its_labels, per_second in self._rates(name, labels):
            found[its_labels.get(label, "")] += per_second
        return dict(found)

    def latency(self, name: str) -> Latency:
        """The rate and the latencies of a histogram, without requests of the health paths."""
        buckets: dict[float, float] = defaultdict(float)
        for labels, per_second in self._rates(f"{name}_bucket", {}):
            if labels.get("route") not in HEALTH:
                buckets[float(labels["le"])] += per_second
        ordered = sorted(buckets.items())
        return Latency(buckets.get(inf, 0.0), quantile(0.5, ordered), quantile(0.95, ordered))

    def _rates(self, name: str, labels: dict[str, str]) -> Iterator[tuple[dict[str, str], float]]:
        for before, after in self.pairs.values():
            seconds = after.taken_at - before.taken_at
            former = before.values.get(name, {})
            for found, value in after.each(name, **labels):
                yield found, _increase(former.get(tuple(found.items()), 0.0), value) / seconds


def figures(before: Look, after: Look) -> Figures:
    """The figures of the time between the scrapes `before` and `after`, which must differ in time.

    A process that is in only one scrape has no rates; `waiting`, `sockets` and `subscriptions` are those of `after`.
    """
    between = _Between(before, after)
    requests = between.latency("amrutam_http_request_seconds")
    failed = between.rates("amrutam_http_requests_total", "route", status="5xx")
    failures = sum(rate for route, rate in failed.items() if route not in HEALTH)
    holds = between.rates("amrutam_holds_total", "outcome")
    return Figures(
        requests=requests,
        failed_share=failures / requests.rate if requests.rate else 0.0,
        statements=between.latency("amrutam_database_query_seconds"),
        redis=between.latency("amrutam_redis_call_seconds"),
        events={
            "held": holds.get("made", 0.0) + holds.get("unprotected", 0.0),
            **between.rates("amrutam_bookings_total", "outcome"),
        },
        collisions=between.rates("amrutam_slot_collisions_total", "guard"),
        waiting=_waiting(after),
        sockets=_sum(after, "amrutam_realtime_sockets"),
        subscriptions=_sum(after, "amrutam_realtime_subscriptions"),
        changes=between.rate("amrutam_realtime_changes_total"),
        processes={name: _process(*pair) for name, pair in between.pairs.items()},
    )


def quantile(share: float, buckets: list[tuple[float, float]]) -> float:
    """Estimates a quantile as PromQL's `histogram_quantile` does; `share` is 0 to 1.

    Buckets are (upper bound in seconds, cumulative count), in order. NaN without any count.
    """
    if not buckets or not buckets[-1][1]:
        return nan
    wanted, lower, below = share * buckets[-1][1], 0.0, 0.0
    for bound, count in buckets:
        if count >= wanted:
            return (
                lower
                if bound == inf
                else lower + (bound - lower) * (wanted - below) / (count - below)
            )
        lower, below = bound, count
    return nan


def _process(before: Samples, after: Samples) -> Process:
    seconds = after.taken_at - before.taken_at

    def rate(name: str) -> float:
        return _increase(before.total(name), after.total(name)) / seconds

    requests = rate("amrutam_http_requests_total") + rate("amrutam_web_requests_total")
    return Process(
        requests, rate("process_cpu_seconds_total"), after.total("process_resident_memory_bytes")
    )


def _waiting(look: Look) -> dict[str, tuple[float, float]]:
    """The number of due jobs and the age of the oldest in seconds, by the job's name.

    Every worker exports the same values for the whole platform, so the largest value counts.
    """
    found: dict[str, tuple[float, float]] = {}
    for samples in look.values():
        for labels, depth in samples.each("amrutam_queue_depth"):
            job = labels["entrypoint"]
            age = samples.total("amrutam_queue_age_seconds", entrypoint=job)
            if not isnan(depth):
                found[job] = max(found.get(job, (0.0, 0.0)), (depth, age))
    return found


def _sum(look: Look, name: str) -> float:
    return sum(samples.total(name) for samples in look.values())


def _increase(before: float, after: float) -> float:
    """The increase of a counter. If its value has decreased, a restart has reset it to 0: the increase is `after`."""
    return after - before if after >= before else after
