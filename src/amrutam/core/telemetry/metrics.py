"""Declares the platform's Prometheus metrics, and records the durations of database statements and Redis calls.

The metrics are in no registry at first. A role registers the metrics that its processes can set or count, with the
label values that are known when it starts (`roles/series.py`, `core/http/app.py`).
"""

from __future__ import annotations

from functools import cache

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

# A `_created` series for each series of a counter or histogram would add about a tenth to every scrape.
# Prometheus sees restarts by counters that decrease and by process_start_time_seconds.
disable_created_metrics()  # type: ignore[no-untyped-call]

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_FINE_BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2)

REQUESTS = Counter(
    "amrutam_http_requests_total",
    "Answered HTTP requests, by route template (`unmatched` for other paths), method (`other`"
    " for one that the route does not accept) and status class (`2xx` to `5xx`)",
    ["route", "method", "status"],
    registry=None,
)
REQUEST_SECONDS = Histogram(
    "amrutam_http_request_seconds",
    "Seconds from a request's headers to the end of its answer, by route template (`unmatched` for other paths)",
    ["route"],
    buckets=_BUCKETS,
    registry=None,
)
DATABASE_SECONDS = Histogram(
    "amrutam_database_query_seconds",
    "Seconds that one SQL statement took with its round trip, by the statement's name",
    ["query"],
    buckets=_FINE_BUCKETS,
    registry=None,
)
REDIS_SECONDS = Histogram(
    "amrutam_redis_call_seconds",
    "Seconds that one Redis call took with its round trip, by the call's name",
    ["call"],
    buckets=_FINE_BUCKETS,
    registry=None,
)
POOL = Gauge(
    "amrutam_database_connections",
    "PostgreSQL connections in this process's pool: `in_use`, `idle`, and the highest allowed number (`limit`)",
    ["state"],
    registry=None,
)
POOL_WAITING = Gauge(
    "amrutam_database_connection_waits",
    "Callers in this process that wait for a PostgreSQL connection",
    registry=None,
)
REQUESTS_UNDER_WAY = Gauge(
    "amrutam_http_requests_under_way",
    "Requests that this process has begun and not answered (`now`), and the highest allowed number (`limit`)",
    ["state"],
    registry=None,
)
REQUESTS_SHED = Counter(
    "amrutam_http_requests_shed_total",
    "Requests that this process refused because it was overloaded, by their priority: `search`"
    " is refused first, then `ordinary`, `booking` and `last`; `never` is not refused",
    ["priority"],
    registry=None,
)
HOLDS = Counter(
    "amrutam_holds_total",
    "Events of holds, by outcome: `made`, `unprotected` (made while Redis was unreachable),"
    " `extended`, `released`, `booked`",
    ["outcome"],
    registry=None,
)
SLOT_COLLISIONS = Counter(
    "amrutam_slot_collisions_total",
    "Attempts to hold or book a time that was already taken, by the guard that refused: `lock`"
    " (a hold in Redis), `claim` (found while making a hold), `database` (the constraint), `patient`"
    " (the patient's other appointment)",
    ["guard"],
    registry=None,
)
BOOKINGS = Counter(
    "amrutam_bookings_total",
    "Changes of appointments by outcome: `booked`, `moved`, `cancelled`, `completed`, `no_show`,"
    " `reopened`. Refused bookings and moves: `expired` and `taken` (the hold has ended, or its"
    " time was taken), or the code of the error",
    ["outcome"],
    registry=None,
)
CODES = Counter(
    "amrutam_codes_total",
    "Events of one-time codes, by purpose (`sign-in`, `booking`, `proof`, `closing`, `email`)"
    " and outcome: `issued`; `sent`, `expired` (too late to be sent), `refused` (by the mail"
    " server), `staff` (no mail for staff); `right`, `wrong` (a check of a code); `beyond` (a"
    " request beyond the day's limit)",
    ["purpose", "outcome"],
    registry=None,
)
JOB_SECONDS = Histogram(
    "amrutam_job_seconds",
    "Seconds that one attempt at a job took, by the job's name and outcome: `done`, `retried` or `failed`",
    ["entrypoint", "outcome"],
    buckets=_BUCKETS,
    registry=None,
)
REPLICA_LAG = Gauge(
    "amrutam_replica_lag_seconds",
    "Upper bound in seconds of how far a read replica, named by `replica`, is behind the"
    " primary; +Inf while the replica does not answer",
    ["replica"],
    registry=None,
)
REPLICA_USABLE = Gauge(
    "amrutam_replica_usable",
    "1 if this process sends reads to the replica, else 0",
    ["replica"],
    registry=None,
)
REPLICA_READS = Counter(
    "amrutam_replica_reads_total",
    "Reads by the server that answered: a `replica`; the primary, because all replicas were `behind` what the"
    " request had to see; or the primary, because `none` of the replicas was usable",
    ["answered"],
    registry=None,
)
AVAILABILITY_INSTEAD = Counter(
    "amrutam_availability_instead_total",
    "Searches and requests for available times that an api process answered because no availability process did",
    registry=None,
)
QUEUE_DEPTH = Gauge(
    "amrutam_queue_depth",
    "Jobs of the whole platform that are due and not yet started, by the job's name; NaN while"
    " the database does not answer",
    ["entrypoint"],
    registry=None,
)
QUEUE_AGE = Gauge(
    "amrutam_queue_age_seconds",
    "Seconds since the oldest job that is due and not started became due, by the job's name;"
    " NaN while the database does not answer",
    ["entrypoint"],
    registry=None,
)
CALENDAR_MONTHS = Gauge(
    "amrutam_calendar_months_ahead",
    "Whole months ahead for which appointments can be stored; NaN while the database does not answer",
    registry=None,
)
DATABASE_UP = Gauge(
    "amrutam_database_up", "1 if PostgreSQL answers the worker, else 0", registry=None
)
BACKUP_ENDED = Gauge(
    "amrutam_backup_end_timestamp_seconds",
    "Unix time at which the last backup was complete; 0 if none was recorded, NaN while the database does not answer",
    registry=None,
)
ARCHIVE_FAILING = Gauge(
    "amrutam_wal_archive_failing",
    "1 if PostgreSQL's last attempt at archiving WAL failed, else 0; NaN while the database does not answer",
    registry=None,
)
STANDBY_MISSING = Gauge(
    "amrutam_synchronous_standby_missing",
    "1 if PostgreSQL is set to have a synchronous standby and none is connected, else 0; NaN if this"
    " cannot be read",
    registry=None,
)
REDIS_UP = Gauge(
    "amrutam_redis_up",
    "1 if a Redis server answers the worker and accepts writes, else 0; for the server of"
    " `holds` and that of the website's `pages`",
    ["server"],
    registry=None,
)
REDIS_MEMORY = Gauge(
    "amrutam_redis_memory_bytes",
    "Bytes of memory that a Redis server (`holds` or `pages`) uses",
    ["server"],
    registry=None,
)
REDIS_MEMORY_LIMIT = Gauge(
    "amrutam_redis_memory_limit_bytes",
    "Highest number of bytes that a Redis server (`holds` or `pages`) can use; 0 without a limit",
    ["server"],
    registry=None,
)
REDIS_CLIENTS = Gauge(
    "amrutam_redis_clients",
    "Open connections to a Redis server: `holds` or `pages`",
    ["server"],
    registry=None,
)
REDIS_COMMANDS = Gauge(
    "amrutam_redis_commands",
    "Commands that a Redis server (`holds` or `pages`) has run since it started",
    ["server"],
    registry=None,
)
REDIS_EVICTED = Gauge(
    "amrutam_redis_evicted_keys",
    "Keys that a Redis server (`holds` or `pages`) has evicted for lack of memory since it started",
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
"""The gauges that are set from Redis's INFO, by the name of INFO's field."""
CERTIFICATE_END = Gauge(
    "amrutam_certificate_end_timestamp_seconds",
    "Unix time at which the TLS certificate of the public address expires; NaN over plain HTTP, and while the address does not answer",
    registry=None,
)

ADMITTED = Counter(
    "amrutam_admission_admitted_total",
    "Places in admission queues that were admitted by this process",
    registry=None,
)
ADMISSION_WAITING = Gauge(
    "amrutam_admission_waiting",
    "Places that wait in the admission queues of all doctors; the same in every api process",
    registry=None,
)
SOCKETS = Gauge("amrutam_realtime_sockets", "WebSockets open in this process", registry=None)
SUBSCRIPTIONS = Gauge(
    "amrutam_realtime_subscriptions",
    "Subscriptions to doctors by the WebSockets of this process",
    registry=None,
)
CHANGES_HEARD = Counter(
    "amrutam_realtime_changes_total",
    "Changes of doctors' times that this process received for its subscribers",
    registry=None,
)
FAN_OUT = Histogram(
    "amrutam_realtime_fan_out_seconds",
    "Seconds from receiving a change to writing it to the last WebSocket",
    buckets=_BUCKETS,
    registry=None,
)
CUT_OFF = Counter(
    "amrutam_realtime_cut_off_total",
    "WebSockets that this process closed, by reason: `slow` (the client reads too slowly),"
    " `signed-out`, `idle` (no subscription), `too-many` (messages, or sockets of one account), `nonsense` (a message that"
    " cannot be read)",
    ["reason"],
    registry=None,
)


_of_statement = cache(DATABASE_SECONDS.labels)
_of_call = cache(REDIS_SECONDS.labels)


def database_seconds(name: str, seconds: float) -> None:
    """Records the duration of one run of the database statement with this name."""
    _of_statement(name).observe(seconds)


def redis_seconds(name: str, seconds: float) -> None:
    """Records the duration of one Redis call with this name."""
    _of_call(name).observe(seconds)
