"""The cost of the jobs that the measured operations have enqueued: CPU time of the workers and PostgreSQL."""

from __future__ import annotations

import asyncio

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from bench.platform import Platform
from bench.processes import cpu_microseconds

WAITING = Statement("bench_waiting", "SELECT count(*) FROM pgqueuer WHERE execute_after <= now()")
_PATIENCE_SECONDS = 300


async def jobs(platform: Platform) -> tuple[float, int]:
    """Waits until no job is due, or for five minutes.

    Returns (CPU microseconds per job, number of jobs that were done). That number is how many fewer jobs are due at
    the end than at the start. The jobs send mails and compute free days.
    """
    resources = await Resources.open(platform.settings)
    waiting = count = await resources.database.value(WAITING)
    pids = [*platform.workers, platform.target.pids["postgres"]]
    before = sum(cpu_microseconds(pid) for pid in pids)
    for _ in range(_PATIENCE_SECONDS):
        await asyncio.sleep(1)
        waiting = await resources.database.value(WAITING)
        if not waiting:
            break
    spent = sum(cpu_microseconds(pid) for pid in pids) - before
    await resources.close()
    done = count - waiting
    return spent / max(done, 1), done
