"""Loops that run beside a process's work, and end with it."""

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
    tasks = [asyncio.ensure_future(loop(resources)) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def every(seconds: float, name: str, step: Callable[[], Awaitable[object]]) -> None:
    """Repeats `step` for ever; an outage or a defect in one round does not end the loop."""
    while True:
        try:
            await step()
        except (Unavailable, RedisAway):
            log.warning("round_skipped", loop=name)
        except Exception as error:
            log.error("round_failed", loop=name, exc_info=error)
            sentry.report(error, loop=name)
        await asyncio.sleep(seconds)
