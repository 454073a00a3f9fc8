"""Prepares a PostgreSQL server, a Valkey server and a shell in which the commands of `docs/how-to/restore.md` can run."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from httpx import AsyncClient

from amrutam.core.settings import Settings
from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.ports import free_ports
from amrutam.embedded.postgres import APP, OWNER, Postgres
from amrutam.embedded.program import unprivileged
from amrutam.embedded.waiting import serves_http, until
from tests.cast.postgreses import PASSWORDS
from tests.cast.shell import Shell, shell
from tests.cast.valkeys import OwnValkey
from tests.concurrency.processes import START_SECONDS, environment
from tests.engines import SECRET_KEY

TOP = Path(__file__).parents[2]
_NAMES = """
scripts="$FOLDER/scripts" configuration="$FOLDER/etc/conf.d"
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid "$owner" --regid "$group" --clear-groups "$@"; else "$@"; fi; }
start_postgresql() {
    as_postgres pg_ctl -D "$PGDATA" -w -s -l "$FOLDER/log/postgresql" -o "-c config_file='$FOLDER/etc/postgresql.conf'" start
}
stop_postgresql() { as_postgres pg_ctl -D "$PGDATA" -w -s -m fast stop; }
amrutam() { "$PYTHON" -m amrutam "$@"; }
start_platform() { "$PYTHON" -m amrutam serve api >>"$FOLDER/api" 2>&1 & platform=$!; }
stop_platform() { kill "$platform"; wait "$platform" || true; }
empty_redis() { "$PYTHON" -c 'import os, redis; redis.Redis.from_url(os.environ["AMRUTAM_REDIS_URL"]).flushdb()'; }
trap 'kill $(jobs -p); as_postgres pg_ctl -D "$PGDATA" -s -m immediate stop' EXIT
"""


@dataclass(frozen=True)
class BackedUp:
    """The servers and the shell of a restore.

    All files are below `folder`; PostgreSQL's data is in its subfolder `data`.
    """

    folder: Path
    engine: Postgres
    valkey: OwnValkey
    settings: Settings
    shell: Shell

    async def serve(self) -> AsyncClient:
        """Waits until the api process, which the shell's `start_platform` has started, answers; returns a client of it.

        The caller closes the client. Raises TimeoutError after `START_SECONDS`.
        """
        port = self.settings.port
        await until(lambda: serves_http(port, "/livez"), START_SECONDS)
        return AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)


@asynccontextmanager
async def backed_up(folder: Path) -> AsyncIterator[BackedUp]:
    """Prepares the servers that docs/how-to/restore.md expects: only Valkey runs at first, and PostgreSQL's cluster is new and empty."""
    database_port, api_port = free_ports(2)
    engine = Postgres(folder / "data", database_port, PASSWORDS)
    engine.prepare()
    valkey = OwnValkey(folder / "valkey")
    settings = Settings(
        database_url=engine.url(APP), migration_database_url=engine.url(OWNER),
        redis_url=valkey.engine.url(), secret_key=SECRET_KEY, environment="development",
        port=api_port, rate_limits="off", lame_duck_seconds=0,
        redis_timeout_seconds=10, database_timeout_seconds=30, transaction_timeout_seconds=30,
    )  # fmt: skip
    _configure(folder, database_port)
    await valkey.start()
    try:
        async with shell(_environment(folder, engine, settings), TOP) as opened:
            await opened.run(_NAMES)
            yield BackedUp(folder, engine, valkey, settings, opened)
    finally:
        await valkey.kill()


def _configure(folder: Path, port: int) -> None:
    (folder / "etc" / "conf.d").mkdir(parents=True)
    (folder / "etc" / "postgresql.conf").write_text(
        f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n"
        "timezone = 'UTC'\ninclude_dir = 'conf.d'\n"
    )
    (folder / "log").mkdir()
    identity = unprivileged()
    if identity:
        os.chown(folder / "log", identity.uid, identity.gid)
        os.chown(folder, identity.uid, identity.gid)


def _environment(folder: Path, engine: Postgres, settings: Settings) -> dict[str, str]:
    identity = unprivileged()
    owner, group = (identity.uid, identity.gid) if identity else (os.getuid(), os.getgid())
    path = f"{folder / 'scripts'}:{postgres_programs(identity)}:{os.environ['PATH']}"
    return environment(settings) | {
        "PATH": path, "LC_ALL": "C.UTF-8", "PYTHON": sys.executable, "FOLDER": str(folder),
        "BACKUPS": str(folder / "back ups"), "PGDATA": str(folder / "data"),
        "owner": str(owner), "group": str(group),
        "PGHOST": "127.0.0.1", "PGPORT": str(engine.port), "PGUSER": "postgres",
        "PGPASSWORD": PASSWORDS.superuser,
    }  # fmt: skip
