"""Runs an application with a Valkey whose clock a test advances, so that no test waits for the end of a hold.

The application runs on an event loop of its own, so that tests that are no coroutines can call the application.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.valkey import Valkey
from amrutam.roles.api import create
from tests.concurrency.client import InProcess
from tests.concurrency.clocks import Clock
from tests.concurrency.supervised import Supervised

T = TypeVar("T")

_PATIENT = {"redis_timeout_seconds": 30, "database_timeout_seconds": 30,
            "transaction_timeout_seconds": 30}  # fmt: skip
"""Generous timeouts, because delays on a busy machine are not under test."""


@dataclass(frozen=True)
class World:
    loop: asyncio.AbstractEventLoop
    resources: Resources
    door: InProcess
    clock: Clock

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(what)

    def wait(self, seconds: int) -> None:
        """Advances Valkey's clock by `seconds`; the clocks of the application and of PostgreSQL stay as they are."""
        self.clock.move(self.clock.offset_seconds + seconds)

    def forget(self) -> None:
        """Simulates that Redis loses all its data."""

        async def flush() -> None:
            await self.resources.redis.do("test_flush", "FLUSHDB")

        self.do(flush())


@contextmanager
def world(settings: Settings, clock: Clock, folder: Path, **more: object) -> Iterator[World]:
    """Runs the application and its Valkey during the block; `more`: settings that replace those of `settings`."""
    loop = asyncio.new_event_loop()
    ready: asyncio.Future[World] = loop.create_future()
    over = asyncio.Event()
    changed = settings.model_copy(update={**_PATIENT, **more})
    hosting = loop.create_task(_host(changed, clock, folder, ready, over))
    hosting.add_done_callback(lambda _: ready.done() or ready.cancel())
    try:
        loop.run_until_complete(asyncio.wait([ready]))
        if hosting.done():
            hosting.result()
        yield ready.result()
    finally:
        over.set()
        loop.run_until_complete(hosting)
        loop.close()


async def _host(
    settings: Settings,
    clock: Clock,
    folder: Path,
    ready: asyncio.Future[World],
    over: asyncio.Event,
) -> None:
    (port,) = free_ports(1)
    server = Valkey(folder / "valkey", port, secrets.token_hex(8))
    server.prepare()
    environment = {"PATH": os.environ.get("PATH", os.defpath), **clock.environment}
    process = Supervised(server.command, environment, folder / "valkey.log")
    await process.start()
    try:
        await server.wait_ready()
        app, bounded = create(settings.model_copy(update={"redis_url": server.url()}))
        async with app.router.lifespan_context(app):
            loop = asyncio.get_running_loop()
            ready.set_result(World(loop, app.state.resources, InProcess(bounded), clock))
            await over.wait()
    finally:
        await process.end(signal.SIGTERM)
