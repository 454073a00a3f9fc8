"""SQL of the queue's tables, which belong to PgQueuer."""

from __future__ import annotations

from datetime import timedelta

from amrutam.core.database import Queries, Statement

_ENQUEUE = Statement(
    "job_enqueue",
    """
    INSERT INTO pgqueuer (priority, status, execute_after, entrypoint, payload, headers)
    VALUES ($1, 'queued', now() + $2::interval, $3, $4, $5)
    """,
)
_ANNOUNCE = Statement(
    "job_announce",
    """
    SELECT pg_notify('ch_pgqueuer', json_build_object(
        'channel', 'ch_pgqueuer', 'operation', 'insert', 'sent_at', clock_timestamp(),
        'table', 'pgqueuer', 'type', 'table_changed_event')::text)
    """,
)
_FORGET_LOG = Statement(
    "job_log_forget",
    """
    DELETE FROM pgqueuer_log WHERE id IN (
        SELECT id FROM pgqueuer_log WHERE created < now() - interval '7 days' LIMIT 20000)
    """,
)
_FORGET_FAILED = Statement(
    "job_failed_forget",
    """
    DELETE FROM pgqueuer WHERE id IN (
        SELECT id FROM pgqueuer
        WHERE status = 'failed' AND updated < now() - interval '30 days' LIMIT 5000)
    """,
)
_FORGET_STATISTICS = Statement(
    "job_statistics_forget",
    "DELETE FROM pgqueuer_statistics WHERE created < now() - interval '30 days'",
)


async def insert_job(
    queries: Queries,
    priority: int,
    after: timedelta,
    name: str,
    payload: bytes,
    headers: str | None,
) -> None:
    """Adds a job that is due when the duration `after` has passed since the transaction's start.

    Of due jobs, a worker takes those of higher `priority` first. `name`: the job's name. `payload` and `headers` are
    JSON objects; `headers` is None without headers. Raises `Unavailable`.
    """
    await queries.execute(_ENQUEUE, priority, after, name, payload, headers)


async def announce(queries: Queries) -> None:
    """Wakes the workers when the caller's transaction commits, before their next poll. Raises `Unavailable`.

    Use it for one-time codes only: transactions with NOTIFY commit one after the other.
    """
    await queries.execute(_ANNOUNCE)


async def forget_old_jobs(queries: Queries) -> None:
    """Upkeep: deletes rows of the log after 7 days, and failed jobs and statistics after 30 days.

    A call deletes at most 20 000 rows of the log and 5000 failed jobs. Raises `Unavailable`.
    """
    for statement in (_FORGET_LOG, _FORGET_FAILED, _FORGET_STATISTICS):
        await queries.execute(statement)
