"""Runs a migrated primary and its streaming replicas for one test, which can kill, suspend and delay replicas."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg

from amrutam.core.migration import grant_and_partition, migrate
from amrutam.core.settings import Settings
from amrutam.doctors.search.reference import fill_reference
from amrutam.embedded import postgres
from amrutam.embedded.ports import free_ports
from amrutam.embedded.standby import Standby
from tests.cast.postgreses import OwnPostgres, open_folder


class OwnStandby:
    """Runs a standby, with methods like those of `OwnPostgres`."""

    def __init__(self, standby: Standby) -> None:
        self.standby = standby
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, **extra: str) -> None:
        """Starts the standby with the PostgreSQL settings `extra`; copies the primary first if there is no copy yet."""
        standby = replace(self.standby, extra=tuple(extra.items()))
        await asyncio.to_thread(standby.prepare)
        self.process = await asyncio.create_subprocess_exec(
            *standby.command(), stderr=asyncio.subprocess.DEVNULL
        )
        await standby.server.wait_ready()

    async def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(how)
            self.process.send_signal(signal.SIGCONT)
            await self.process.wait()

    def url(self, role: str = postgres.APP) -> str:
        return self.standby.server.url(role)

    async def say(self, *statements: str) -> None:
        """Runs statements as the superuser, each in its own transaction."""
        await _say(self.url("postgres"), statements)

    async def value(self, sql: str) -> Any:
        return await _value(self.url("postgres"), sql)


@dataclass
class Replicated:
    """The servers of a test. `settings` contain the URLs of the primary and of all replicas."""

    primary: OwnPostgres
    standbys: list[OwnStandby]
    settings: Settings

    async def say(self, *statements: str) -> None:
        await _say(self.primary.engine.url("postgres"), statements)

    async def value(self, sql: str) -> object:
        return await _value(self.primary.engine.url("postgres"), sql)


@asynccontextmanager
async def replicated(redis: Settings, count: int = 2, **more: object) -> AsyncIterator[Replicated]:
    """Starts a primary with `count` replicas.

    All settings but the databases' URLs are those of `redis`, such as the URL of Redis and the secrets; `more` changes
    further settings.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        primary = OwnPostgres(folder / "primary")
        primary.engine = replace(primary.engine, extra=_WATCHED)
        stack.push_async_callback(primary.stop)
        await primary.start()
        settings = redis.model_copy(
            update={
                "database_url": primary.engine.url(postgres.APP),
                "migration_database_url": primary.engine.url(postgres.OWNER),
            }
        )
        await migrate(settings)
        await grant_and_partition(settings)
        await fill_reference(settings)
        standbys = [_standby(folder, number, port, primary) for number, port in
                    enumerate(free_ports(count), start=1)]  # fmt: skip
        for each in standbys:
            stack.push_async_callback(each.stop)
            await each.start()
        urls = ",".join(each.url() for each in standbys)
        found = settings.model_copy(update={"replica_urls": urls, **more})
        yield Replicated(primary, standbys, found)


_WATCHED = (("shared_preload_libraries", "pg_stat_statements"),)


def _standby(folder: Path, number: int, port: int, primary: OwnPostgres) -> OwnStandby:
    name = f"replica_{number}"
    return OwnStandby(Standby(name, folder / name, port, primary.engine))


async def _value(url: str, sql: str) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def _say(url: str, statements: Sequence[str]) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
