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

Loop = Callable[[Resources], Awaitable[None]]

_AGAIN_SECONDS = 1.0


@asynccontextmanager
async def running(resources: Resources, loops: Sequence[Loop]) -> AsyncIterator[None]:
    """Context manager: runs the loops beside its body, cancels them when the body ends, and waits for their end.

    An exception of a loop is logged and reported as a defect; the loop starts again a second later. A loop that
    returns has ended. Neither affects the body.
    """
    tasks = [asyncio.ensure_future(_kept_running(loop, resources)) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _kept_running(loop: Loop, resources: Resources) -> None:
    while True:
        try:
            await loop(resources)
        except Exception as error:
            name = getattr(loop, "__qualname__", type(loop).__name__)
            log.error("loop_failed", loop=name, exc_info=error)
            sentry.report(error, loop=name)
        else:
            return
        await asyncio.sleep(_AGAIN_SECONDS)


async def every(seconds: float, name: str, step: Callable[[], Awaitable[object]]) -> None:
    """Repeats `step`, with a pause of `seconds` after each call, until this loop is cancelled.

    `name`: the loop's name in the log. An exception of `step` is logged and does not end the loop; an exception
    other than `Unavailable` and `RedisAway` is also reported as a defect.
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
