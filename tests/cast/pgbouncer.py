"""Runs a real PgBouncer in front of the PostgreSQL of a test.

The program is found in PATH or where `scripts/set-up-pgbouncer` installs it.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg

from amrutam.core.database_url import parse_database_url
from amrutam.embedded.ports import LOOPBACK, free_ports
from amrutam.embedded.program import unprivileged
from amrutam.embedded.waiting import until

_FETCHED = Path(__file__).parents[2] / ".venv" / "pgbouncer"
MISSING = "no pgbouncer on PATH; `make pgbouncer` fetches one"


def program() -> Path | None:
    found = shutil.which("pgbouncer")
    fetched = _FETCHED / "usr" / "sbin" / "pgbouncer"
    return Path(found) if found else fetched if fetched.exists() else None


@asynccontextmanager
async def pgbouncer(
    folder: Path, url: str, pool_mode: str, password: str, max_client_conn: int = 100
) -> AsyncIterator[str]:
    """Yields the URL that leads through PgBouncer to the server and database of `url`.

    `pool_mode` and `max_client_conn` are settings of PgBouncer; `password` is that of the user in `url`. Raises
    TimeoutError if PgBouncer does not answer within 30 seconds.
    """
    binary = program()
    assert binary is not None, MISSING
    (port,) = free_ports(1)
    where, server = parse_database_url(url), parse_database_url(url).hosts[0]
    copied = folder / "bin"
    libraries = await asyncio.to_thread(_copied, binary, copied)
    (folder / "users.txt").write_text(f'"{where.user}" "{password}"\n')
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\n* = host={server[0]} port={server[1]}\n"
        f"[pgbouncer]\nlisten_addr = {LOOPBACK}\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {folder}/users.txt\npool_mode = {pool_mode}\n"
        f"max_client_conn = {max_client_conn}\n"
    )
    identity = unprivileged()
    whom: dict[str, Any] = {}
    if identity:
        whom = {"user": identity.uid, "group": identity.gid, "extra_groups": []}
    process = await asyncio.create_subprocess_exec(
        copied / "pgbouncer", "-q", folder / "pgbouncer.ini",
        env={"LD_LIBRARY_PATH": str(libraries)}, stderr=asyncio.subprocess.DEVNULL, **whom,
    )  # fmt: skip
    through = url.replace(f"{server[0]}:{server[1]}", f"{LOOPBACK}:{port}")
    try:
        await until(partial(_answers, through), 30)
        yield through
    finally:
        process.terminate()
        await process.wait()


def _copied(binary: Path, folder: Path) -> Path:
    """Copies the program and its libraries, so that another user can run PgBouncer, which refuses to run as root.

    Returns the folder of the libraries.
    """
    folder.mkdir()
    shutil.copy(binary, folder)
    for library in (_FETCHED / "usr" / "lib").glob("*/*.so*"):
        shutil.copy(library, folder)
    for file in folder.iterdir():
        file.chmod(0o755)
    return folder


async def _answers(url: str) -> bool:
    try:
        connection = await asyncpg.connect(url, timeout=5, statement_cache_size=0)
    except (OSError, asyncpg.PostgresError):
        return False
    await connection.close()
    return True
