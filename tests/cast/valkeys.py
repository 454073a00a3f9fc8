"""Valkeys of a test's own, which may be killed: one, or a cluster of them."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from amrutam.core.redis.link import Link
from amrutam.embedded.ports import LOOPBACK, free_ports
from amrutam.embedded.valkey import Valkey
from amrutam.embedded.waiting import until

PATIENCE_SECONDS = 30
SLOTS = 16_384


class OwnValkey:
    def __init__(
        self, folder: Path, port: int | None = None, extra: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.engine = Valkey(folder, port or free_ports(1)[0], "secret", tuple(extra))
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.engine.prepare()
        self._process = await asyncio.create_subprocess_exec(*map(str, self.engine.command()))
        await self.engine.wait_ready()

    async def kill(self) -> None:
        if self._process is None:  # it did not come to be started
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def ask(self, *command: Any) -> Any:
        """The answer as it comes."""
        link = Link(self.engine.url(), PATIENCE_SECONDS)
        try:
            return await link.call(*command)
        finally:
            await link.close()

    async def says(self, said: bytes, *command: Any) -> bool:
        """Whether its answer to a command holds that."""
        return said in await self.ask(*command)


class ValkeyCluster:
    """Three with a third of the slots each, and one that stands by for the first of them."""

    def __init__(self, folder: Path) -> None:
        ports = free_ports(8)
        names = ("a", "b", "c", "stands by")
        self._all = [_member(folder / name, ports.pop(), ports.pop()) for name in names]
        *self.primaries, self.replica = self._all

    @property
    def url(self) -> str:
        """Names the second: the first may be killed."""
        return self.primaries[1].engine.url().replace("redis://", "redis+cluster://")

    async def start(self) -> None:
        await asyncio.gather(*(member.start() for member in self._all))
        for number, primary in enumerate(self.primaries):
            first, last = SLOTS * number // 3, SLOTS * (number + 1) // 3 - 1
            await primary.ask("CLUSTER", "ADDSLOTSRANGE", first, last)
        met = self.primaries[0].engine
        for member in self._all[1:]:
            await member.ask("CLUSTER", "MEET", LOOPBACK, met.port, dict(met.extra)["cluster-port"])
        for member in self._all:
            for said in (b"cluster_state:ok", b"cluster_known_nodes:%d" % len(self._all)):
                await until(partial(member.says, said, "CLUSTER", "INFO"), PATIENCE_SECONDS)
        await self.replica.ask(
            "CLUSTER", "REPLICATE", await self.primaries[0].ask("CLUSTER", "MYID")
        )
        link = partial(self.replica.says, b"master_link_status:up", "INFO", "replication")
        await until(link, PATIENCE_SECONDS)

    async def stop(self) -> None:
        await asyncio.gather(*(member.kill() for member in self._all))


@asynccontextmanager
async def valkey_cluster() -> AsyncIterator[ValkeyCluster]:
    with tempfile.TemporaryDirectory(prefix="amrutam valkeys ") as folder:
        made = ValkeyCluster(Path(folder))
        try:
            await made.start()
            yield made
        finally:
            await made.stop()


def _member(folder: Path, port: int, bus_port: int) -> OwnValkey:
    extra = {
        "cluster-enabled": "yes",
        "cluster-node-timeout": "3000",
        "cluster-port": str(bus_port),  # else ten thousand above the other, which there may not be
        "cluster-require-full-coverage": "no",
        "primaryauth": "secret",
        "repl-diskless-sync-delay": "0",
    }
    return OwnValkey(folder, port, tuple(extra.items()))
