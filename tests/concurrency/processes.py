"""Real api processes on free ports, for tests that race them."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx

from amrutam.core.settings import Settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(settings: Settings, **more: object) -> dict[str, str]:
    """What a process needs in order to have these settings."""
    named = settings.model_dump(exclude_none=True) | more
    ours = {f"AMRUTAM_{name.upper()}": str(value) for name, value in named.items()}
    return {**os.environ, **ours}


@asynccontextmanager
async def api_process(settings: Settings, **more: object) -> AsyncIterator[str]:
    """The address of one api process; it is ended, and waited for, at the end."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", "serve", "api",
        env=environment(settings, port=port, **more),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        await _until_alive(url, process)
        yield url
    finally:
        process.terminate()
        await process.wait()


async def _until_alive(url: str, process: asyncio.subprocess.Process) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(400):
            assert process.returncode is None, "the api process has ended"
            try:
                if (await client.get(url + "/livez")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    raise AssertionError("the api process does not answer")


@asynccontextmanager
async def api_clients(
    settings: Settings, count: int, **more: object
) -> AsyncIterator[list[httpx.AsyncClient]]:
    """A client for each of `count` processes."""
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    async with AsyncExitStack() as stack:
        urls = [
            await stack.enter_async_context(api_process(settings, **more)) for _ in range(count)
        ]
        yield [
            await stack.enter_async_context(
                httpx.AsyncClient(base_url=url, limits=limits, timeout=60)
            )
            for url in urls
        ]
