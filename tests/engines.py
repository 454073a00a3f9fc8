"""PostgreSQL and Valkey for a whole pytest run: `python -m tests.engines <folder> <pid of pytest>`.

The first test that needs PostgreSQL or Valkey starts this process, which stops both servers when
pytest ends, even if pytest is killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

import asyncpg

from amrutam.core.migration import grant_and_partition, migrate
from amrutam.core.settings import Settings
from amrutam.doctors.search.reference import fill_reference
from amrutam.embedded import postgres, valkey
from amrutam.embedded.ports import free_ports

TEMPLATE = "amrutam_template"
SECRET_KEY = "k1:0123456789abcdef0123456789abcdef"
# These settings make tests faster. After a power failure the data would be lost, so `amrutam up` does not set them.
_IN_A_HURRY = (("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off"))


class Engines(TypedDict):
    superuser_url: str
    owner_url: str
    app_url: str
    redis_url: str


def in_database(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"


async def run(folder: Path, owner_pid: int) -> None:
    database_port, redis_port = free_ports(2)
    passwords = postgres.Passwords(*(secrets.token_hex(16) for _ in range(3)))
    database = postgres.Postgres(folder / "postgres", database_port, passwords, _IN_A_HURRY)
    redis = valkey.Valkey(folder / "valkey", redis_port, secrets.token_hex(16))
    database.prepare()
    redis.prepare()
    children = [_start(database.command()), _start(redis.command())]
    try:
        await _fill(database, redis)
        engines = _describe(database, redis)
        (folder / "fresh.json").write_text(json.dumps(engines))
        (folder / "fresh.json").rename(folder / "engines.json")
        await _until_ended(owner_pid)
    finally:
        for child, stop in zip(children, (postgres.STOP, valkey.STOP), strict=True):
            child.send_signal(stop)
        for child in children:
            child.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, start_new_session=True)


async def _fill(database: postgres.Postgres, redis: valkey.Valkey) -> None:
    await database.wait_ready()
    await redis.wait_ready()
    await database.provision()
    connection = await asyncpg.connect(database.url("postgres", "postgres"))
    await connection.execute(f"CREATE DATABASE {TEMPLATE} OWNER {postgres.OWNER}")
    await connection.close()
    settings = Settings(
        database_url=database.url(postgres.APP, TEMPLATE),
        migration_database_url=database.url(postgres.OWNER, TEMPLATE),
        redis_url=redis.url(),
        secret_key=SECRET_KEY,
    )
    await migrate(settings)
    await grant_and_partition(settings)
    await fill_reference(settings)


def _describe(database: postgres.Postgres, redis: valkey.Valkey) -> Engines:
    return Engines(
        superuser_url=database.url("postgres", "postgres"),
        owner_url=database.url(postgres.OWNER),
        app_url=database.url(postgres.APP),
        redis_url=redis.url().rpartition("/")[0],
    )


async def _until_ended(owner_pid: int) -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    while not ended.is_set():
        try:
            os.kill(owner_pid, 0)
        except ProcessLookupError:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), timeout=0.5)


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), int(sys.argv[2])))
