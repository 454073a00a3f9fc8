"""Every Prometheus metric of the platform, declared once.

No metric is in a registry yet: a role registers those that it can raise (`roles/series.py`), with every
label value that can occur, so that each series is there with 0 from the start.
"""

from __future__ import annotations

from functools import cache

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

# A `_created` series for each counter and histogram would add a tenth to every scrape; Prometheus
# learns of restarts from counters that go back, and from process_start_time_seconds.
disable_created_metrics()  # type: ignore[no-untyped-call]

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_FINE_BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2)

REQUESTS = Counter(
    "amrutam_http_requests_total",
    "HTTP requests answered, by route template, method and status class",
    ["route", "method", "status"],
    registry=None,
)
REQUEST_SECONDS = Histogram(
    "amrutam_http_request_seconds",
    "Time from a request's headers to the end of its answer, by route template",
    ["route"],
    buckets=_BUCKETS,
    registry=None,
)
DATABASE_SECONDS = Histogram(
    "amrutam_database_query_seconds",
    "Time of one SQL statement with its round trip, by the statement's name",
    ["query"],
    buckets=_FINE_BUCKETS,
    registry=None,
)
REDIS_SECONDS = Histogram(
    "amrutam_redis_call_seconds",
    "Time of one Redis call with its round trip, by the call's name",
    ["call"],
    buckets=_FINE_BUCKETS,
    registry=None,
)
POOL = Gauge(
    "amrutam_database_connections",
    "PostgreSQL connections of this process's pool by state, and what it may have at most",
    ["state"],
    registry=None,
)
POOL_WAITING = Gauge(
    "amrutam_database_connection_waits",
    "Callers that wait for a PostgreSQL connection of this process",
    registry=None,
)
HOLDS = Counter(
    "amrutam_holds_total",
    "Holds made, made without Redis (unprotected), extended, released and booked",
    ["outcome"],
    registry=None,
)
SLOT_COLLISIONS = Counter(
    "amrutam_slot_collisions_total",
    "Attempts at a time that was already taken, by the guard that refused",
    ["guard"],
    registry=None,
)
BOOKINGS = Counter(
    "amrutam_bookings_total",
    "Appointments booked, moved and closed, and bookings refused, by outcome",
    ["outcome"],
    registry=None,
)
CODES = Counter(
    "amrutam_codes_total",
    "One-time codes by purpose, and what became of them",
    ["purpose", "outcome"],
    registry=None,
)
JOB_SECONDS = Histogram(
    "amrutam_job_seconds",
    "Time of one attempt at a job, by the job's name and outcome",
    ["entrypoint", "outcome"],
    buckets=_BUCKETS,
    registry=None,
)
QUEUE_DEPTH = Gauge(
    "amrutam_queue_depth",
    "Jobs of the whole platform that are due and wait; NaN while the database does not answer",
    ["entrypoint"],
    registry=None,
)
QUEUE_AGE = Gauge(
    "amrutam_queue_age_seconds",
    "Time that the oldest waiting job has been due; NaN while the database does not answer",
    ["entrypoint"],
    registry=None,
)
CALENDAR_MONTHS = Gauge(
    "amrutam_calendar_months_ahead",
    "Whole months for which appointments can be stored; NaN while the database does not answer",
    registry=None,
)
DATABASE_UP = Gauge(
    "amrutam_database_up", "1 if PostgreSQL answers the worker, else 0", registry=None
)
BACKUP_ENDED = Gauge(
    "amrutam_backup_end_timestamp_seconds",
    "Unix time at which the last backup was whole; 0 if none was recorded",
    registry=None,
)
ARCHIVE_FAILING = Gauge(
    "amrutam_wal_archive_failing",
    "1 if PostgreSQL's last attempt at archiving WAL failed, else 0",
    registry=None,
)
REDIS_UP = Gauge(
    "amrutam_redis_up",
    "1 if this Redis answers the worker and takes writes, else 0; `holds` or the website's `pages`",
    ["server"],
    registry=None,
)
REDIS_MEMORY = Gauge(
    "amrutam_redis_memory_bytes",
    "Memory in use, as this Redis tells",
    ["server"],
    registry=None,
)
REDIS_MEMORY_LIMIT = Gauge(
    "amrutam_redis_memory_limit_bytes",
    "Most memory that this Redis may use; 0 without a limit",
    ["server"],
    registry=None,
)
REDIS_CLIENTS = Gauge(
    "amrutam_redis_clients",
    "Open connections, as this Redis tells",
    ["server"],
    registry=None,
)
REDIS_COMMANDS = Gauge(
    "amrutam_redis_commands",
    "Commands since this Redis started, as it counts them itself",
    ["server"],
    registry=None,
)
REDIS_EVICTED = Gauge(
    "amrutam_redis_evicted_keys",
    "Keys that this Redis has forgotten for want of memory, as it counts them itself",
    ["server"],
    registry=None,
)
REDIS_INFO = {
    "used_memory": REDIS_MEMORY,
    "maxmemory": REDIS_MEMORY_LIMIT,
    "connected_clients": REDIS_CLIENTS,
    "total_commands_processed": REDIS_COMMANDS,
    "evicted_keys": REDIS_EVICTED,
}
"""By the field of Redis's INFO."""
CERTIFICATE_END = Gauge(
    "amrutam_certificate_end_timestamp_seconds",
    "Unix time at which the certificate of the public address ends; NaN over plain HTTP",
    registry=None,
)

SOCKETS = Gauge("amrutam_realtime_sockets", "WebSockets open in this process", registry=None)
SUBSCRIPTIONS = Gauge(
    "amrutam_realtime_subscriptions",
    "Subscriptions to a doctor by sockets of this process",
    registry=None,
)
CHANGES_HEARD = Counter(
    "amrutam_realtime_changes_total",
    "Published changes of watched doctors that this process received",
    registry=None,
)
FAN_OUT = Histogram(
    "amrutam_realtime_fan_out_seconds",
    "Time from receiving a change to writing it to the last socket",
    buckets=_BUCKETS,
    registry=None,
)
CUT_OFF = Counter(
    "amrutam_realtime_cut_off_total",
    "Sockets that this process closed, by reason",
    ["reason"],
    registry=None,
)


_of_statement = cache(DATABASE_SECONDS.labels)
_of_call = cache(REDIS_SECONDS.labels)


def database_seconds(name: str, seconds: float) -> None:
    _of_statement(name).observe(seconds)


def redis_seconds(name: str, seconds: float) -> None:
    _of_call(name).observe(seconds)
