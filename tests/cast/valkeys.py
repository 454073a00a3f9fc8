"""Runs Valkey servers for one test (a single server or a cluster), which the test can kill."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from amrutam.core.redis.link import Link
from amrutam.embedded.ports import LOOPBACK, free_ports
from amrutam.embedded.valkey import Valkey
from amrutam.embedded.waiting import until
from tests.cast.tls import Certificate, RedisWithTls

PATIENCE_SECONDS = 30
SLOTS = 16_384


class OwnValkey:
    def __init__(
        self, folder: Path, port: int | None = None, extra: Sequence[tuple[str, str]] = (),
        kind: type[Valkey] = Valkey,
    ) -> None:  # fmt: skip
        self.engine = kind(folder, port or free_ports(1)[0], "secret", tuple(extra))
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.engine.prepare()
        self._process = await asyncio.create_subprocess_exec(*map(str, self.engine.command()))
        await self.engine.wait_ready()

    async def kill(self) -> None:
        if self._process is None:  # the server's process was never started
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Suspends the server during the block: connections stay open, and nothing is answered."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    async def ask(self, *command: Any) -> Any:
        """Sends a command and returns the undecoded answer."""
        link = Link(self.engine.url(), PATIENCE_SECONDS)
        try:
            return await link.call(*command)
        finally:
            await link.close()

    async def says(self, said: bytes, *command: Any) -> bool:
        """Whether the answer to a command contains the bytes `said`."""
        return said in await self.ask(*command)


class ValkeyCluster:
    """Runs three servers, each with a third of the slots, and a replica of the first server.

    A slot is here a hash slot of a Redis Cluster, by which the cluster distributes keys.
    """

    def __init__(self, folder: Path, certificate: Certificate | None = None) -> None:
        """`certificate`: the servers use TLS with it, also between each other; None: plain TCP."""
        ports, names = free_ports(12), ("a", "b", "c", "stands by")
        self._all = [
            _member(folder / name, (ports.pop(), ports.pop(), ports.pop()), certificate)
            for name in names
        ]
        *self.primaries, self.replica = self._all
        self._certificate = certificate

    @property
    def url(self) -> str:
        """Returns the URL of the second server, because tests kill the first."""
        named = self.primaries[1].engine
        if self._certificate is None:
            return named.url().replace("redis://", "redis+cluster://")
        url = self._certificate.url(_met_at(named), cluster=True)
        return f"{url}?ssl_ca_certs={self._certificate.file}"

    async def start(self) -> None:
        await asyncio.gather(*(member.start() for member in self._all))
        for number, primary in enumerate(self.primaries):
            first, last = SLOTS * number // 3, SLOTS * (number + 1) // 3 - 1
            await primary.ask("CLUSTER", "ADDSLOTSRANGE", first, last)
        met = self.primaries[0].engine
        for member in self._all[1:]:
            await member.ask(
                "CLUSTER", "MEET", LOOPBACK, _met_at(met), dict(met.extra)["cluster-port"]
            )
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
async def valkey_cluster(
    certificate: Certificate | None = None,
) -> AsyncIterator[ValkeyCluster]:
    with tempfile.TemporaryDirectory(prefix="amrutam valkeys ") as folder:
        made = ValkeyCluster(Path(folder), certificate)
        try:
            await made.start()
            yield made
        finally:
            await made.stop()


def _met_at(member: Valkey) -> int:
    return int(dict(member.extra).get("tls-port", member.port))


def _member(
    folder: Path, ports: tuple[int, int, int], certificate: Certificate | None
) -> OwnValkey:
    port, bus_port, tls_port = ports
    extra = {
        "cluster-enabled": "yes",
        "cluster-node-timeout": "3000",
        # Without this setting the bus port would be the port plus 10000, which can be larger than any
        # port number.
        "cluster-port": str(bus_port),
        "cluster-require-full-coverage": "no",
        "masterauth": "secret",
        "repl-diskless-sync-delay": "0",
    }
    if certificate is None:
        return OwnValkey(folder, port, tuple(extra.items()))
    extra |= certificate.served_at(tls_port) | {"tls-cluster": "yes", "tls-replication": "yes"}
    return OwnValkey(folder, port, tuple(extra.items()), RedisWithTls)
