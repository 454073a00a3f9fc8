"""Jobs on the same PostgreSQL: enqueued in the causing transaction, run by the worker (PgQueuer)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

import msgspec

from amrutam.core.database import Queries, Statement
from amrutam.core.resources import Resources
from amrutam.core.telemetry.trace_context import queue_headers

Lane = Literal["codes", "general"]
Action = Callable[[dict[str, Any]], Awaitable[None]]
Step = Callable[[Queries], Awaitable[object]]
Loop = Callable[[Resources], Awaitable[None]]

_NOW = timedelta(0)

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


class GiveUp(Exception):
    """Raised by a job that no repetition can help: it fails at once, and stays visible."""


@dataclass(frozen=True, slots=True)
class Job:
    """What runs under a name. After a failure it waits `first_delay`, then twice as long each time."""

    action: Action
    lane: Lane
    attempts: int
    first_delay: timedelta
    longest_delay: timedelta
    timeout_seconds: float

    def delay_after(self, attempts: int) -> timedelta:
        return min(self.first_delay * float(2 ** min(attempts, 20)), self.longest_delay)


@dataclass(slots=True)
class Queue:
    """What a worker runs: features add to it in their `tasks.register(queue, resources)`."""

    jobs: dict[str, Job] = field(default_factory=dict)
    upkeeps: list[tuple[str, float, Step]] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)

    def job(
        self,
        name: str,
        action: Action,
        *,
        lane: Lane = "general",
        attempts: int = 12,
        first_delay: timedelta = timedelta(seconds=2),
        longest_delay: timedelta = timedelta(minutes=15),
        timeout_seconds: float = 60,
    ) -> None:
        """`action` is given the payload. It may run twice: a worker can die before it says done."""
        if name in self.jobs:
            raise ValueError(f"two jobs are called {name}")
        self.jobs[name] = Job(action, lane, attempts, first_delay, longest_delay, timeout_seconds)

    def upkeep(self, name: str, seconds: float, step: Step) -> None:
        """Repeats `step` in a transaction of its own; of several workers, one at a time runs it."""
        self.upkeeps.append((name, seconds, step))

    def loop(self, loop: Loop) -> None:
        """Runs beside the jobs from start to stop, in every worker of the general lane."""
        self.loops.append(loop)


async def enqueue(
    queries: Queries,
    name: str,
    payload: Mapping[str, Any],
    *,
    after: timedelta = _NOW,
    priority: int = 0,
) -> None:
    """A job that exists exactly when the caller's transaction commits.

    The payload carries ids or sealed values, never personal data in clear.
    """
    headers = queue_headers()
    told = msgspec.json.encode(headers).decode() if headers else None
    await queries.execute(_ENQUEUE, priority, after, name, msgspec.json.encode(payload), told)


async def announce(queries: Queries) -> None:
    """Wakes the workers at commit instead of at their next poll.

    For codes only: NOTIFY makes commits wait for each other.
    """
    await queries.execute(_ANNOUNCE)


async def forget_old_jobs(queries: Queries) -> None:
    """Upkeep: the log of finished jobs for a week, failed ones for a month."""
    for statement in (_FORGET_LOG, _FORGET_FAILED, _FORGET_STATISTICS):
        await queries.execute(statement)
