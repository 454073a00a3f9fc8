"""Runs a platform for tests that damage it: PostgreSQL and Valkey of its own, and two api processes.

Each api process is restarted when it dies.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from amrutam.core.background import running
from amrutam.core.database import Statement
from amrutam.core.migration import grant_and_partition, migrate
from amrutam.core.replicas.heartbeat import beat
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.doctors.search.reference import fill_reference
from amrutam.embedded import postgres, valkey
from amrutam.embedded.ports import free_ports
from amrutam.embedded.program import tied_to_parent
from amrutam.embedded.standby import Standby
from amrutam.embedded.valkey import Valkey
from amrutam.embedded.waiting import serves_http, until
from tests.concurrency.disk import WAL_IS_SMALL, SmallDisk, small_disk
from tests.concurrency.processes import API, START_SECONDS, environment
from tests.concurrency.proxy import Proxy
from tests.concurrency.supervised import Supervised
from tests.engines import SECRET_KEY

HOLD_SECONDS = 3
SHORT: Mapping[str, object] = {
    "hold_seconds": HOLD_SECONDS,
    "hold_extension_seconds": 2,
    # Before a confirmation, the check of its hold makes the hold last at least this long. The transaction after the
    # check must be shorter, as with the default settings; otherwise the hold could end during the transaction.
    "confirm_hold_seconds": 4,
    "confirm_deadline_seconds": 2,
    "transaction_timeout_seconds": 1.8,
    "database_timeout_seconds": 2,
    "redis_timeout_seconds": 2,
    "redis_retry_seconds": 0.5,
    "booked_marker_seconds": 3,
    "lame_duck_seconds": 0,
}
PASSWORDS = postgres.Passwords("superuser", "owner", "app", "replication")
_PLAIN = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", os.defpath)}


@dataclass
class Arena:
    """The processes of the damaged platform, and its settings.

    `settings` are those of the api processes; `direct` are settings that reach PostgreSQL and Valkey without a
    proxy. `urls` are those at which clients reach the api processes. `logs` is the folder of all logs. `proxies` have
    the names `postgres`, `valkey`, `api0`, `api1`, ...; the dictionary is empty without `proxied`. `disk` is None
    without a small disk.
    """

    settings: Settings
    direct: Settings
    urls: list[str]
    postgres: Supervised
    valkey: Supervised
    apis: list[Supervised]
    proxies: dict[str, Proxy]
    logs: Path
    disk: SmallDisk | None
    superuser_url: str
    replicas: list[Supervised]

    def complaints(self) -> str:
        """Returns the lines of the api processes' logs that report a
        defect or begin a traceback; empty if none does.
        """
        texts = [path.read_text() for path in self.logs.glob("api*.log")]
        return "\n".join(line for text in texts for line in text.splitlines()
                         if "defect" in line or "Traceback" in line)  # fmt: skip

    def ends_of_logs(self) -> str:
        """Returns the last 30 lines of each log, each log after its file's name."""
        paths = sorted(self.logs.glob("*.log"))
        return "\n".join(
            "\n".join([path.name, *path.read_text().splitlines()[-30:]]) for path in paths
        )


async def build_cluster(folder: Path) -> None:
    """Makes a PostgreSQL data folder with a migrated database, of which each arena gets a copy.

    Its server is stopped at the end.
    """
    (port,) = free_ports(1)
    server = postgres.Postgres(folder, port, PASSWORDS)
    await asyncio.to_thread(server.prepare)
    process = Supervised(server.command, _PLAIN, folder.with_suffix(".log"))
    await process.start()
    try:
        await server.wait_ready()
        await server.provision()
        settings = Settings(
            database_url=server.url(postgres.APP),
            migration_database_url=server.url(postgres.OWNER),
            redis_url="redis://127.0.0.1:9",
            secret_key=SECRET_KEY,
        )
        await migrate(settings)
        await grant_and_partition(settings)
        await fill_reference(settings)
    finally:
        await process.end(postgres.STOP)


def copy_cluster(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


@asynccontextmanager
async def arena(
    cluster: Path,
    *,
    proxied: bool = False,
    on_small_disk: bool = False,
    apis: Sequence[Mapping[str, str]] = ({}, {}),
    replicas: Sequence[Mapping[str, str]] = (),
    **more: object,
) -> AsyncIterator[Arena]:
    """Starts an arena with a copy of the data folder `cluster`.

    `proxied`: PostgreSQL, Valkey and each api process are reached through a `Proxy`. `on_small_disk`: PostgreSQL's
    data is on a small disk; raises `NoSmallDisk` if none can be mounted. `apis`: the additional environment
    variables of each api process. `replicas`: the PostgreSQL settings of each replica. `more`: settings of the
    platform.
    """
    folder = Path(tempfile.mkdtemp(prefix="amrutam arena "))
    async with AsyncExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        database_port, redis_port, *ports = free_ports(2 + len(apis))
        copy_cluster(cluster, folder / "postgres")
        server, database, disk = await _database(stack, folder, database_port, small=on_small_disk)
        redis = Valkey(folder / "valkey", redis_port, secrets.token_hex(8))
        redis.prepare()
        locks = Supervised(redis.command, _PLAIN, folder / "valkey.log", redis.prepare)
        for each, how in ((database, postgres.STOP), (locks, valkey.STOP)):
            stack.push_async_callback(each.end, how)
            await each.start()
        await server.wait_ready()
        await redis.wait_ready()
        direct = Settings(
            database_url=server.url(postgres.APP),
            migration_database_url=server.url(postgres.OWNER),
            redis_url=redis.url(),
            secret_key=SECRET_KEY,
            public_url="http://testserver",
            rate_limits="off",
            # An admission queue would refuse most holds of the load, and the fault would meet
            # hardly any booking.
            rush_demand=0,
            log_level="warning",
        ).model_copy(update={**SHORT, **more})
        copies: list[Supervised] = []
        if replicas:
            await _beat(stack, direct)
            copies, named = await _replicas(stack, folder, server, replicas)
            direct = direct.model_copy(update={"replica_urls": named})
        proxies: dict[str, Proxy] = {}
        settings = direct
        if proxied:
            settings = await _proxied(stack, direct, server, redis, proxies)
        served = [
            await _serve(stack, settings, folder / f"api{number}.log", port, own)
            for number, (port, own) in enumerate(zip(ports, apis, strict=True))
        ]
        for port in ports:
            await until(lambda port=port: serves_http(port, "/livez"), START_SECONDS)  # type: ignore[misc]
        if proxied:
            ports = [await _door(stack, proxies, number, port) for number, port in enumerate(ports)]
        urls = [f"http://127.0.0.1:{port}" for port in ports]
        yield Arena(
            settings, direct, urls, database, locks, served, proxies, folder, disk,
            server.url("postgres"), copies,
        )  # fmt: skip


async def _replicas(
    stack: AsyncExitStack,
    folder: Path,
    primary: postgres.Postgres,
    settings: Sequence[Mapping[str, str]],
) -> tuple[list[Supervised], str]:
    """Starts streaming replicas of the primary; returns them and their URLs, which are joined by commas."""
    standbys = [
        Standby(name := f"replica_{number}", folder / name, port, primary, tuple(own.items()))
        for number, (port, own) in enumerate(zip(free_ports(len(settings)), settings, strict=True))
    ]
    copies = []
    for each in standbys:
        await asyncio.to_thread(each.prepare)
        log = folder / f"{each.name}.log"
        copies.append(Supervised(each.command, _PLAIN, log, each.prepare))
        stack.push_async_callback(copies[-1].end, postgres.STOP)
        await copies[-1].start()
        await each.server.wait_ready()
    return copies, ",".join(each.server.url(postgres.APP) for each in standbys)


async def _beat(stack: AsyncExitStack, settings: Settings) -> None:
    """Writes heartbeats as a worker does, until the arena ends; returns once the first one is written.

    A replica that is copied after that contains a heartbeat.
    """
    resources = await Resources.open(settings)
    stack.push_async_callback(resources.close)
    await stack.enter_async_context(running(resources, [beat]))
    beats = "SELECT count(*) = 1 FROM replication_heartbeat WHERE timeline > 0"
    await until(lambda: resources.database.value(Statement("test_beats", beats)), START_SECONDS)


async def _database(
    stack: AsyncExitStack, folder: Path, port: int, *, small: bool
) -> tuple[postgres.Postgres, Supervised, SmallDisk | None]:
    log, whole = folder / "postgres.log", folder / "postgres"
    if not small:
        server = postgres.Postgres(whole, port, PASSWORDS)
        return server, Supervised(server.command, _PLAIN, log, server.prepare), None
    disk = await stack.enter_async_context(small_disk(folder / "small", whole))
    server = postgres.Postgres(disk.folder, port, PASSWORDS, WAL_IS_SMALL)
    return server, Supervised(lambda: disk.inside(server.command()), _PLAIN, log), disk


async def _proxied(
    stack: AsyncExitStack,
    direct: Settings,
    server: postgres.Postgres,
    redis: Valkey,
    proxies: dict[str, Proxy],
) -> Settings:
    for name, port in (("postgres", server.port), ("valkey", redis.port)):
        proxies[name] = await _proxy(stack, port)
    urls = {
        "database_url": direct.database_url.replace(
            f":{server.port}/", f":{proxies['postgres'].port}/"
        ),
        "redis_url": direct.redis_url.replace(f":{redis.port}/", f":{proxies['valkey'].port}/"),
    }
    return direct.model_copy(update=urls)


async def _door(stack: AsyncExitStack, proxies: dict[str, Proxy], number: int, port: int) -> int:
    proxy = proxies[f"api{number}"] = await _proxy(stack, port)
    return proxy.port


async def _proxy(stack: AsyncExitStack, port: int) -> Proxy:
    proxy = Proxy(port)
    await proxy.start()
    stack.push_async_callback(proxy.close)
    return proxy


async def _serve(
    stack: AsyncExitStack, settings: Settings, log: Path, port: int, own: Mapping[str, str]
) -> Supervised:
    serving = Supervised(
        lambda: tied_to_parent(API, on_parent_death=signal.SIGKILL),
        {**environment(settings, port=port), **own},
        log,
    )
    stack.push_async_callback(serving.end)
    await serving.start()
    return serving
