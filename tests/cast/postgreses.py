"""Runs PostgreSQL servers for one test, which the test can stop, make read-only, or use through PgBouncer."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import psutil

from amrutam.embedded import postgres
from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.ports import free_ports
from amrutam.embedded.program import tied_to_parent, unprivileged

PASSWORDS = postgres.Passwords("superuser", "owner", "app", "replication")


@contextmanager
def open_folder() -> Iterator[Path]:
    """Makes a temporary folder that the user of PostgreSQL can read when root runs the tests."""
    with TemporaryDirectory(prefix="amrutam engines ") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


class OwnPostgres:
    def __init__(self, folder: Path) -> None:
        self.engine = postgres.Postgres(folder, free_ports(1)[0], PASSWORDS)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def port(self) -> int:
        return self.engine.port

    async def start(self) -> None:
        """Starts the server, with the roles and an empty database."""
        await self.start_empty()
        await self.engine.provision()

    async def start_empty(self) -> None:
        """Starts the server without roles and databases of the platform."""
        await asyncio.to_thread(self.engine.prepare)
        self._process = await asyncio.create_subprocess_exec(
            *map(str, self.engine.command()), stderr=asyncio.subprocess.DEVNULL
        )
        await self.engine.wait_ready()

    async def start_as_standby(self, primary: OwnPostgres) -> None:
        """Copies the server `primary`, and starts the copy as a standby of it."""
        await asyncio.to_thread(copy_server, primary.engine, self.engine.folder)
        self._process = await asyncio.create_subprocess_exec(
            *map(str, self.engine.command()), stderr=asyncio.subprocess.DEVNULL
        )
        await self.engine.wait_ready()

    async def stop(self) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGQUIT)
            self._process.send_signal(signal.SIGCONT)
        await self._process.wait()
        self._process = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Suspends all of the server's processes during the block: connections stay open, and nothing is answered."""
        assert self._process is not None
        leader = psutil.Process(self._process.pid)
        family = [leader, *leader.children(recursive=True)]
        for each in family:
            each.suspend()
        try:
            yield
        finally:
            for each in family:
                with suppress(psutil.NoSuchProcess):
                    each.resume()

    async def say(self, *statements: str, database: str = "postgres") -> None:
        """Runs statements as the superuser, each in its own transaction."""
        connection = await asyncpg.connect(self.engine.url("postgres", database))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def turn(self, *, read_only: bool) -> None:
        """With `read_only`, makes new transactions read-only by default, so that the server refuses writes as a standby does.

        Otherwise new transactions can write again.

        The setting reaches open sessions a moment later, because the server reloads its configuration.
        """
        value = "on" if read_only else "off"
        await self.say(
            "SET default_transaction_read_only = off",
            f"ALTER SYSTEM SET default_transaction_read_only = {value}",
            "SELECT pg_reload_conf()",
        )


def copy_server(primary: postgres.Postgres, folder: Path) -> None:
    """Copies a running server by pg_basebackup into `folder`, which must not exist.

    Once started, the copy is a standby of its source, which sees it under the application name `standby`.
    """
    identity = unprivileged()
    folder.mkdir(mode=0o700)
    if identity:
        os.chown(folder, identity.uid, identity.gid)
    source = f"{primary.url('postgres').rpartition('/')[0]}?application_name=standby"
    command: list[str | Path] = [
        postgres_programs(identity) / "pg_basebackup", "-D", "{folder}", "-d", source,
        "-R", "-c", "fast", "-X", "stream",
    ]  # fmt: skip
    subprocess.run(tied_to_parent(command, identity=identity, folder=folder), check=True)


@asynccontextmanager
async def silent_host() -> AsyncIterator[int]:
    """Listens on a port, accepts connections and never answers; yields the port."""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
