"""Valkeys of a test's own, which may be killed: one, or a cluster of them."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from amrutam.core.redis_link import Link
from amrutam.embedded.ports import LOOPBACK, free_ports
from amrutam.embedded.valkey import Valkey
from amrutam.embedded.waiting import until

PATIENCE_SECONDS = 30
SLOTS = 16_384


class OwnValkey:
    def __init__(self, folder: Path, extra: Sequence[tuple[str, str]] = ()) -> None:
        self.engine = Valkey(folder, free_ports(1)[0], "secret", tuple(extra))
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.engine.prepare()
        self._process = await asyncio.create_subprocess_exec(*map(str, self.engine.command()))
        await self.engine.wait_ready()

    async def kill(self) -> None:
        assert self._process is not None
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
        self.primaries = [_member(folder / name) for name in ("a", "b", "c")]
        self.replica = _member(folder / "replica")
        self._all = [*self.primaries, self.replica]

    @property
    def url(self) -> str:
        """Names the second: the first may be killed."""
        return self.primaries[1].engine.url().replace("redis://", "redis+cluster://")

    async def start(self) -> None:
        await asyncio.gather(*(member.start() for member in self._all))
        for number, primary in enumerate(self.primaries):
            first, last = SLOTS * number // 3, SLOTS * (number + 1) // 3 - 1
            await primary.ask("CLUSTER", "ADDSLOTSRANGE", first, last)
        met = self.primaries[0].engine.port
        for member in self._all[1:]:
            bus = dict(self.primaries[0].engine.extra)["cluster-port"]
            await member.ask("CLUSTER", "MEET", LOOPBACK, met, bus)
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


def _member(folder: Path) -> OwnValkey:
    return OwnValkey(
        folder,
        [
            ("cluster-enabled", "yes"),
            ("cluster-node-timeout", "1000"),
            ("cluster-require-full-coverage", "no"),
            # Else ten thousand above the other, which there may not be.
            ("cluster-port", str(free_ports(1)[0])),
            ("primaryauth", "secret"),
            ("repl-diskless-sync-delay", "0"),
        ],
    )
