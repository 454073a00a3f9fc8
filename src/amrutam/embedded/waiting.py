"""Polls until something outside this process is ready."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from amrutam.embedded.ports import LOOPBACK


async def until(
    check: Callable[[], Awaitable[bool]], timeout_seconds: float, pause_seconds: float = 0.02
) -> None:
    """Polls `check` until it returns true, with a pause of `pause_seconds` between polls.

    Raises `TimeoutError` after `timeout_seconds`, and whatever `check` raises.
    """
    async with asyncio.timeout(timeout_seconds):
        while not await check():  # noqa: ASYNC110 - the state is outside this process, so nothing can set an event
            await asyncio.sleep(pause_seconds)


async def answers(port: int, question: bytes, expected: bytes) -> bool:
    """Whether the server on a loopback port answers the bytes `question` within a second.

    `expected` must be in the part of the answer that arrives first, of at most 4,096 bytes. False if the server cannot
    be reached.
    """
    try:
        async with asyncio.timeout(1):
            reader, writer = await asyncio.open_connection(LOOPBACK, port)
            try:
                writer.write(question)
                return expected in await reader.read(4096)
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False


async def serves_http(port: int, path: str) -> bool:
    """Whether the server on the loopback port answers GET of the path within a second, with ` 200 ` in the answer."""
    question = f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nConnection: close\r\n\r\n"
    return await answers(port, question.encode(), b" 200 ")
