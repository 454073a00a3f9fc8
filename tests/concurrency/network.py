"""Simulates a network between machines, from which a machine can be cut off.

All traffic between machines passes through this network. Connections are not reset: bytes wait at
the cut and continue when it ends, as if TCP had sent dropped packets again.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import psutil

from amrutam.embedded.ports import LOOPBACK

T = TypeVar("T")


@dataclass(frozen=True)
class Machine:
    """A machine: the processes `pids` and their children. `server` is the folder of its PostgreSQL."""

    pids: tuple[int, ...]
    server: Path

    def processes(self) -> list[psutil.Process]:
        """Returns all processes of the machine.

        PostgreSQL is found by its pid file, because the Patroni that started PostgreSQL can have ended.
        """
        pids = list(self.pids)
        with suppress(OSError, IndexError):
            pids.append(int((self.server / "postmaster.pid").read_text().split()[0]))
        return [each for pid in pids for each in _with_children(pid)]


def _with_children(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    return []


class Link:
    """One connection through the network, from `source_port` of a process to a port of the machine `owner`.

    While `passes` is not set, no byte is forwarded.
    """

    def __init__(self, owner: str, source_port: int) -> None:
        self.owner = owner
        self.source_port = source_port
        self.passes = asyncio.Event()
        self.passes.set()


class Network:
    """Runs the network in a thread of its own, so that a test does not delay it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._servers: list[asyncio.Server] = []
        self._links: dict[Link, asyncio.Task[None]] = {}
        self._cut_off: str | None = None
        self._machine: Machine | None = None
        # The ports are read in a separate process. In a thread, each of a thousand short reads
        # would wait for Python's interpreter lock, for seconds on a busy machine, and connecting
        # clients would give up in the meantime.
        self._looking = ProcessPoolExecutor(1, get_context("spawn"))
        self._one_look = asyncio.Lock()
        self._next_look: asyncio.Task[set[int]] | None = None

    async def gate(self, owner: str, port: int) -> int:
        """Returns a port at which the other machines reach `port` of the machine `owner`."""
        return await self._there(self._gate(owner, port))

    async def _there(self, what: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(what, self._loop))

    async def _gate(self, owner: str, port: int) -> int:

        async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            link = Link(owner, writer.get_extra_info("peername")[1])
            task = asyncio.current_task()
            assert task is not None
            self._links[link] = task
            try:
                with suppress(
                    asyncio.CancelledError
                ):  # `close` cancels the handler, and asyncio would log that as an error
                    await self._carry(link, port, reader, writer)
            finally:
                self._links.pop(link, None)
                writer.transport.abort()

        server = await asyncio.start_server(accept, LOOPBACK, 0)
        self._servers.append(server)
        opened: int = server.sockets[0].getsockname()[1]
        return opened

    async def cut_off(self, owner: str, machine: Machine) -> None:
        """Lets nothing pass between this machine, whose name is `owner`, and the others, until `heal` is called."""
        await self._there(self._cut(owner, machine))

    async def _cut(self, owner: str, machine: Machine) -> None:
        self._cut_off, self._machine = owner, machine
        outside = await self._outside()
        for link in self._links:
            if link.owner == owner or link.source_port not in outside:
                link.passes.clear()

    async def heal(self) -> None:
        await self._there(self._heal())

    async def _heal(self) -> None:
        self._cut_off = None
        for link in self._links:
            link.passes.set()

    async def close(self) -> None:
        await self._there(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)
        await asyncio.to_thread(self._looking.shutdown)
        self._loop.close()

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        tasks = list(self._links.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(server.wait_closed() for server in self._servers))
        await asyncio.sleep(0)  # aborted sockets are closed in the next turn of the event loop

    async def _crosses(self, link: Link) -> bool:
        """Whether the connection is between the machine that is cut off and another one.

        True also for a connection that its client has closed in the meantime, because it is unknown
        on which machine that client was.
        """
        return self._cut_off == link.owner or link.source_port not in await self._outside()

    async def _outside(self) -> set[int]:
        """Returns the local ports of connections of the machines that are not cut off.

        Callers that arrive while the ports are read share the next reading.
        """
        if self._next_look is None:
            self._next_look = asyncio.create_task(self._look())
        return await asyncio.shield(self._next_look)

    async def _look(self) -> set[int]:
        assert self._machine is not None
        async with self._one_look:
            self._next_look = None
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._looking, ports_outside, self._machine)

    async def _carry(
        self,
        link: Link,
        port: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        if self._cut_off and await self._crosses(link):
            link.passes.clear()
        await link.passes.wait()
        with suppress(OSError):
            there, far = await asyncio.open_connection(LOOPBACK, port)
            ways = [
                asyncio.create_task(_pump(link, *way)) for way in ((reader, far), (there, writer))
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                far.transport.abort()


def ports_outside(machine: Machine) -> set[int]:
    """Returns the local ports of all IPv4 connections but the machine's own, by /proc/net/tcp (Linux)."""
    own: set[str] = set()
    for process in machine.processes():
        folder = f"/proc/{process.pid}/fd"
        with suppress(OSError):
            for name in os.listdir(folder):  # noqa: PTH208 - faster than pathlib for thousands of entries
                with suppress(OSError):
                    own.add(os.readlink(f"{folder}/{name}"))  # noqa: PTH115
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    rows = [line.split() for line in lines]
    # A closed socket has inode 0 and belongs to no machine.
    return {
        int(row[1].partition(":")[2], 16) for row in rows
        if row[9] != "0" and f"socket:[{row[9]}]" not in own
    }  # fmt: skip


async def _pump(link: Link, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            await link.passes.wait()
            writer.write(data)
            await writer.drain()
