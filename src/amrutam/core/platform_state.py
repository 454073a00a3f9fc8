"""What gauges, tiles, readiness and `amrutam check` ask of the database as a whole."""

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
_SECONDS_A_MONTH = 30.44 * 86400


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many jobs are due and wait, and for how long the oldest of them has been due."""

    depth: int = 0
    seconds: float = 0.0


async def waiting_jobs(queries: Queries) -> dict[str, Waiting]:
    """By the job's name; names of which none waits are absent."""
    return waiting_of(await queries.fetch(WAITING_JOBS))


def waiting_of(rows: Iterable[Row]) -> dict[str, Waiting]:
    """The answer of `WAITING_JOBS`."""
    return {row["entrypoint"]: Waiting(row["depth"], row["seconds"]) for row in rows}


def altogether(waiting: dict[str, Waiting]) -> Waiting:
    depth = sum(each.depth for each in waiting.values())
    return Waiting(depth, max((each.seconds for each in waiting.values()), default=0.0))


async def months_ahead(queries: Queries) -> int:
    return months_of(await queries.value(CALENDAR_AHEAD))


def months_of(seconds: float | None) -> int:
    """The answer of `CALENDAR_AHEAD`: whole months for which appointments can be stored."""
    return max(0, int((seconds or 0) / _SECONDS_A_MONTH))


@dataclass(frozen=True, slots=True)
class Backups:
    """`ended_at`: Unix time of the last one's end, 0 if none was recorded."""

    ended_at: float
    archive_fails: bool


async def backups(queries: Queries) -> Backups:
    row = await queries.row(BACKUPS)
    assert row is not None  # noqa: S101 - PostgreSQL's view has one row
    return Backups(row["ended_at"], row["archive_fails"])
