"""Prometheus metrics. With PROMETHEUS_MULTIPROC_DIR set, any process answers for all of them."""

from __future__ import annotations

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from amrutam.core.telemetry.tally import Counts, Times, write_all

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_FINE_BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2)

REQUESTS = Histogram(
    "amrutam_http_request_seconds",
    "Requests by route, method and status class",
    ["route", "method", "status"],
    buckets=_BUCKETS,
)
DATABASE = Histogram(
    "amrutam_database_query_seconds", "Statements by name", ["query"], buckets=_FINE_BUCKETS
)
REDIS = Histogram("amrutam_redis_call_seconds", "Calls by name", ["call"], buckets=_FINE_BUCKETS)
HOLDS = Counts("amrutam_holds_total", "Holds and what became of them", ["outcome"])
SLOT_COLLISIONS = Counts(
    "amrutam_slot_collisions_total",
    "Attempts at a time that was already taken, by the guard that refused",
    ["guard"],
)
BOOKINGS = Counts("amrutam_bookings_total", "Confirms, moves and cancels by outcome", ["outcome"])
CODES = Counts(
    "amrutam_codes_total", "One-time codes by purpose and outcome", ["purpose", "outcome"]
)
JOBS = Histogram(
    "amrutam_job_seconds", "Jobs by name and outcome", ["job", "outcome"], buckets=_BUCKETS
)
QUEUE_DEPTH = Gauge(
    "amrutam_queue_depth", "Jobs that wait, by name", ["job"], multiprocess_mode="mostrecent"
)
QUEUE_AGE = Gauge(
    "amrutam_queue_age_seconds",
    "Age of the oldest job that is due, by name",
    ["job"],
    multiprocess_mode="mostrecent",
)
CALENDAR_MONTHS = Gauge(
    "amrutam_calendar_months_ahead",
    "Whole months for which appointments can be stored",
    multiprocess_mode="mostrecent",
)

SOCKETS = Gauge("amrutam_realtime_sockets", "Open sockets", multiprocess_mode="livesum")
SUBSCRIPTIONS = Gauge(
    "amrutam_realtime_subscriptions", "Doctors watched, by sockets", multiprocess_mode="livesum"
)
CHANGES_HEARD = Counter("amrutam_realtime_changes_total", "Published changes of watched doctors")
FAN_OUT = Histogram(
    "amrutam_realtime_fan_out_seconds",
    "From hearing of a change to the last socket written to",
    buckets=_BUCKETS,
)
CUT_OFF = Counter("amrutam_realtime_cut_off_total", "Sockets ended by the gateway", ["reason"])

_database_children: dict[str, Times] = {}
_redis_children: dict[str, Times] = {}


def database_seconds(name: str, seconds: float) -> None:
    child = _database_children.get(name)
    if child is None:
        child = _database_children[name] = Times(DATABASE.labels(name))
    child.observe(seconds)


def redis_seconds(name: str, seconds: float) -> None:
    child = _redis_children.get(name)
    if child is None:
        child = _redis_children[name] = Times(REDIS.labels(name))
    child.observe(seconds)


def exposition() -> tuple[bytes, str]:
    """The metrics as text, and their media type."""
    write_all()
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST


_request_children: dict[tuple[str, str, int], Times] = {}
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def request_seconds(route: str, method: str, status: int, seconds: float) -> None:
    """Labels are bounded: the route's template, a known method, the status class."""
    key = (route, method if method in _METHODS else "other", status // 100)
    child = _request_children.get(key)
    if child is None:
        target = REQUESTS.labels(key[0], key[1], f"{key[2]}xx")
        child = _request_children[key] = Times(target)
    child.observe(seconds)
