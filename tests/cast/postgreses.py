"""PostgreSQL servers of a test's own, which may be stopped, turned read-only, or put behind PgBouncer."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from amrutam.embedded import postgres
from amrutam.embedded.ports import free_ports

PASSWORDS = postgres.Passwords("superuser", "owner", "app")


@contextmanager
def open_folder() -> Iterator[Path]:
    """Temporary, and readable for the user that PostgreSQL runs as when we are root."""
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
        """With the roles and an empty database."""
        await asyncio.to_thread(self.engine.prepare)
        self._process = await asyncio.create_subprocess_exec(
            *map(str, self.engine.command()), stderr=asyncio.subprocess.DEVNULL
        )
        await self.engine.wait_ready()
        await self.engine.provision()

    async def stop(self) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGQUIT)
        await self._process.wait()
        self._process = None

    async def say(self, *statements: str, database: str = "postgres") -> None:
        """As the superuser, each by itself."""
        connection = await asyncpg.connect(self.engine.url("postgres", database))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def turn(self, *, read_only: bool) -> None:
        """As a standby would refuse, or a primary take, what is written."""
        value = "on" if read_only else "off"
        await self.say(
            "SET default_transaction_read_only = off",
            f"ALTER SYSTEM SET default_transaction_read_only = {value}",
            "SELECT pg_reload_conf()",
        )


@asynccontextmanager
async def silent_host() -> AsyncIterator[int]:
    """The port of a server that takes connections and never says a word."""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
