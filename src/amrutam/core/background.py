"""Background loops of a process: each runs beside the process's main task, and is cancelled when the process ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import structlog

from amrutam.core.errors import Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import sentry

log = structlog.get_logger("amrutam.background")


@asynccontextmanager
async def running(
    resources: Resources, loops: Sequence[Callable[[Resources], Awaitable[None]]]
) -> AsyncIterator[None]:
    """A context manager: runs the loops beside its body, and cancels the loops when the body ends."""
    tasks = [asyncio.ensure_future(loop(resources)) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def every(seconds: float, name: str, step: Callable[[], Awaitable[object]]) -> None:
    """Repeats `step`, with a pause of `seconds` between rounds, until this loop is cancelled.

    `name` names the loop in the log. An exception in one round is logged and does not end the loop.
    """
    while True:
        try:
            await step()
        except (Unavailable, RedisAway):
            log.warning("loop_round_skipped", loop=name)
        except Exception as error:
            log.error("loop_round_failed", loop=name, exc_info=error)
            sentry.report(error, loop=name)
        await asyncio.sleep(seconds)
