"""Jobs in the platform's own PostgreSQL (PgQueuer).

Features register the kinds of jobs here, and add jobs in the transactions that cause them; `queue_runner.py` runs the
jobs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

import msgspec

from amrutam.core.background import Loop
from amrutam.core.database import Queries
from amrutam.core.queue_queries import insert_job
from amrutam.core.telemetry.trace_context import queue_headers

Lane = Literal["codes", "general"]
"""A group of jobs: `codes` are the jobs that send one-time codes, `general` are all others.

A worker runs one lane or both (`worker_jobs`).
"""
Action = Callable[[dict[str, Any]], Awaitable[None]]
Step = Callable[[Queries], Awaitable[object]]

_NOW = timedelta(0)


class GiveUp(Exception):
    """Raised by a job for which a repetition would be useless.

    The job fails at once and stays among the failed jobs for 30 days. The message is logged and stored with the job, so
    it must not contain personal values.
    """


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of job: its action, and its retries: at most `attempts` runs, each of at most `timeout_seconds`.

    After the first failure the job waits for `first_delay`, and after each further failure twice as
    long as before, up to `longest_delay`. A run that the stop or crash of its worker interrupts never fails the job:
    the job is run again, even if `attempts` is then exceeded.
    """

    action: Action
    lane: Lane
    attempts: int
    first_delay: timedelta
    longest_delay: timedelta
    timeout_seconds: float

    def delay_after(self, attempts: int) -> timedelta:
        """How long the job waits after a failure; `attempts`: the number of runs before the one that failed."""
        return min(self.first_delay * float(2 ** min(attempts, 20)), self.longest_delay)


@dataclass(slots=True)
class Queue:
    """The jobs, upkeep and loops that a worker runs. Each feature adds its own in `tasks.register(queue, resources)`.

    `jobs`: jobs by name. `upkeeps`: (name, pause in seconds, step).
    """

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
        """Registers a kind of job; `action` gets the payload, a dictionary. The other arguments are those of `Job`.

        The action may run again after it has succeeded, because a worker can die before it records success. Raises
        `ValueError` for a second kind of job of the same name.
        """
        if name in self.jobs:
            raise ValueError(f"two jobs are called {name}")
        self.jobs[name] = Job(action, lane, attempts, first_delay, longest_delay, timeout_seconds)

    def upkeep(self, name: str, seconds: float, step: Step) -> None:
        """Registers a repeated step under this name.

        Every worker that runs the general lane calls `step` in a new transaction, with a pause of `seconds` after
        each round; a worker skips the round while another worker runs the step.
        """
        self.upkeeps.append((name, seconds, step))

    def loop(self, loop: Loop) -> None:
        """Registers a loop that runs from start to stop in every worker that runs the general lane."""
        self.loops.append(loop)


async def enqueue(
    queries: Queries,
    name: str,
    payload: Mapping[str, Any],
    *,
    after: timedelta = _NOW,
    priority: int = 0,
) -> None:
    """Adds a job in the caller's transaction: the job exists if and when that transaction commits.

    `name`: the name of a job that a worker has registered. `payload`: a JSON object of ids or sealed values, never of
    personal data in clear. The job is due when the duration `after` has passed since the transaction's start; of due
    jobs, a worker takes those of higher `priority` first. Raises `Unavailable`.
    """
    headers = queue_headers()
    told = msgspec.json.encode(headers).decode() if headers else None
    await insert_job(queries, priority, after, name, msgspec.json.encode(payload), told)
