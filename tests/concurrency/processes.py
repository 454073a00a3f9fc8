"""Runs real api processes on their own ports, for tests of races and faults."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from tests.concurrency.client import Client

START_SECONDS = 120
"""The time in which a process must start: long, because importing the code takes long on a busy machine."""
API = (sys.executable, "-m", "amrutam", "serve", "api")


def environment(settings: Settings, **more: object) -> dict[str, str]:
    """Returns this process's environment with the variables AMRUTAM_* that give a process these settings.

    `more`: settings that replace those of `settings`.
    """
    named = settings.model_dump(exclude_none=True) | more
    ours = {f"AMRUTAM_{name.upper()}": str(value) for name, value in named.items()}
    return {**os.environ, **ours}


@asynccontextmanager
async def api_process(settings: Settings, **more: object) -> AsyncIterator[str]:
    """Runs an api process during the block and yields its URL; stops the process at the end and waits for its end.

    Raises TimeoutError if the process does not answer within `START_SECONDS`.
    """
    (port,) = free_ports(1)
    process = await started(API, environment(settings, port=port, **more))
    try:
        await until(lambda: _alive(port, process), START_SECONDS)
        yield f"http://127.0.0.1:{port}"
    finally:
        await ended(process)


async def _alive(port: int, process: asyncio.subprocess.Process) -> bool:
    assert process.returncode is None, "the api process has ended"
    return await serves_http(port, "/livez")


async def started(
    command: tuple[str, ...] | list[str], environment: Mapping[str, str]
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *command, env=environment,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def ended(process: asyncio.subprocess.Process, how: signal.Signals = signal.SIGTERM) -> None:
    """Stops a process by the signal `how`, also a suspended one, and waits for its end; kills it after 10 seconds."""
    with suppress(ProcessLookupError):
        process.send_signal(how)
        process.send_signal(signal.SIGCONT)
    try:
        await asyncio.wait_for(process.wait(), 10)
    except TimeoutError:
        process.kill()
        await process.wait()


@asynccontextmanager
async def apis(settings: Settings, count: int, **more: object) -> AsyncIterator[list[str]]:
    """Yields the URLs of `count` api processes, which are started at the same time."""
    async with AsyncExitStack() as stack:
        starting = [
            asyncio.ensure_future(stack.enter_async_context(api_process(settings, **more)))
            for _ in range(count)
        ]
        yield [await each for each in starting]


@asynccontextmanager
async def doors(urls: list[str], count: int) -> AsyncIterator[list[Client]]:
    """Yields `count` clients of the API, each with a connection of its own, distributed evenly over the URLs."""
    clients = [Client(urls[number % len(urls)]) for number in range(count)]
    try:
        yield clients
    finally:
        for client in clients:
            client.close()
