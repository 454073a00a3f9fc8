"""Waiting for something outside this process that tells nobody when it is ready."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


async def until(
    check: Callable[[], Awaitable[bool]], timeout_seconds: float, pause_seconds: float = 0.02
) -> None:
    """Returns when `check` says yes; raises TimeoutError."""
    async with asyncio.timeout(timeout_seconds):
        while not await check():  # noqa: ASYNC110 - nobody would set an event
            await asyncio.sleep(pause_seconds)
