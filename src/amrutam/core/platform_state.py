"""State of the whole platform in the database, for gauges, tiles, readiness and `amrutam check`.

The functions that take `queries` raise `Unavailable`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amrutam.core.database import Queries, Row, Statement

WAITING_JOBS = Statement(
    "queue_waiting",
    """
    SELECT entrypoint,
           count(*) AS depth,
           extract(epoch FROM now() - min(execute_after))::float8 AS seconds
    FROM pgqueuer
    WHERE status = 'queued' AND execute_after <= now()
    GROUP BY entrypoint
    """,
)
CALENDAR_AHEAD = Statement(
    "calendar_ahead",
    "SELECT extract(epoch FROM appointment_calendar_end() - now())::float8",
)
BACKUPS = Statement(
    "backups",
    """
    SELECT coalesce((SELECT extract(epoch FROM max(ended_at))::float8 FROM backup), 0) AS ended_at,
           coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS archive_fails
    FROM pg_stat_archiver
    """,
)
STANDBY_MISSING = Statement("standby_missing", "SELECT synchronous_standby_missing()")
_SECONDS_A_MONTH = 30.44 * 86400


@dataclass(frozen=True, slots=True)
class WaitingJobs:
    """The number of jobs that are due and wait, and the seconds for which the oldest of these has been due."""

    depth: int = 0
    seconds: float = 0.0


async def waiting_jobs(queries: Queries) -> dict[str, WaitingJobs]:
    """Returns the waiting jobs by name; a name without waiting jobs is absent."""
    return waiting_of(await queries.fetch(WAITING_JOBS))


def waiting_of(rows: Iterable[Row]) -> dict[str, WaitingJobs]:
    """Turns the rows of `WAITING_JOBS` into a dictionary of waiting jobs by name."""
    return {row["entrypoint"]: WaitingJobs(row["depth"], row["seconds"]) for row in rows}


def altogether(waiting: dict[str, WaitingJobs]) -> WaitingJobs:
    """The number of all waiting jobs, and the seconds for which the oldest of them has been due."""
    depth = sum(each.depth for each in waiting.values())
    return WaitingJobs(depth, max((each.seconds for each in waiting.values()), default=0.0))


async def months_ahead(queries: Queries) -> int:
    """The number of whole months from now for which appointments can be stored; 0 without partitions."""
    return months_of(await queries.value(CALENDAR_AHEAD))


def months_of(seconds: float | None) -> int:
    """Converts the value of `CALENDAR_AHEAD` to a number of whole months of 30.44 days, at least 0.

    `seconds`: the time until the end of the last partition of appointments; None without partitions.
    """
    return max(0, int((seconds or 0) / _SECONDS_A_MONTH))


@dataclass(frozen=True, slots=True)
class Backups:
    """The recorded state of backups.

    `ended_at`: Unix time in seconds at which the last backup ended, 0 if there was none. `archive_fails`: the
    last attempt to archive PostgreSQL's write-ahead log failed.
    """

    ended_at: float
    archive_fails: bool


async def backups(queries: Queries) -> Backups:
    """The end of the last recorded backup, and whether the archiving of PostgreSQL's write-ahead log fails."""
    row = await queries.row(BACKUPS)
    assert row is not None  # noqa: S101 - PostgreSQL's view has one row
    return Backups(row["ended_at"], row["archive_fails"])


async def standby_missing(queries: Queries) -> bool | None:
    """Whether commits require a synchronous standby and no such standby is connected.

    None if commits require one, but the schema's owner may not read which are connected (`pg_read_all_stats`).
    """
    missing: bool | None = await queries.value(STANDBY_MISSING)
    return missing
