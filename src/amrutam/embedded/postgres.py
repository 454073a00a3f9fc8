"""Runs PostgreSQL 18 in a folder: initdb, the server's command line, its roles and its database.

Roles: `postgres` (superuser, used here only), `amrutam_owner` (owns the schema, runs migrations),
`amrutam_app` (the processes' role, owns nothing) and `amrutam_replication` (for the connections of replicas).
Passwords are generated; sign-in is SCRAM-SHA-256.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from amrutam.core.database_session import alter_role
from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.orphans import evict
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import CannotRun, Identity, tied_to_parent, unprivileged
from amrutam.embedded.waiting import until

DATABASE = "amrutam"
OWNER = "amrutam_owner"
APP = "amrutam_app"
REPLICATION = "amrutam_replication"
STOP = signal.SIGINT
"""The signal for a fast shutdown: sessions are ended and data is written, so the next start needs no recovery."""

_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",  # DETAIL lines quote rows, which contain names and addresses
    "max_slot_wal_keep_size": "512MB",  # a replica that lacks more of the log than this must be copied again
}


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords of the roles `postgres`, `amrutam_owner`, `amrutam_app` and `amrutam_replication`.

    An empty `replication` means that the last of these roles is not made.
    """

    superuser: str
    owner: str
    app: str
    replication: str = ""


@dataclass(frozen=True, slots=True)
class Postgres:
    """One PostgreSQL cluster.

    `folder` is its data directory. `extra` are settings of the server, pairs of (name, value), that override
    `_SETTINGS`.
    """

    folder: Path
    port: int
    passwords: Passwords
    extra: tuple[tuple[str, str], ...] = ()

    def url(self, role: str, database: str = DATABASE) -> str:
        """The URL with which the role (`postgres`, `amrutam_owner` or `amrutam_app`) connects, with its password."""
        password = {"postgres": self.passwords.superuser, OWNER: self.passwords.owner}.get(
            role, self.passwords.app
        )
        return f"postgresql://{role}:{password}@{LOOPBACK}:{self.port}/{database}"

    def prepare(self) -> bool:
        """Makes a cluster in the folder; if there is one, ends a server that still uses it.

        Returns True if the cluster is new. The call blocks. Raises `CannotRun` if the folder has other files or initdb
        fails, if root finds no other user, and as `postgres_programs` does.
        """
        identity = unprivileged()
        if (self.folder / "PG_VERSION").exists():
            self._take_over()
            return False
        _empty_folder(self.folder, identity)
        _initialise(self.folder, identity, self.passwords.superuser)
        return True

    def command(self) -> list[str]:
        """The command line of the server; the server stops cleanly when the launcher dies (on Linux).

        Raises `CannotRun` if root finds no other user, and as `postgres_programs` does.
        """
        identity = unprivileged()
        settings = _SETTINGS | {"port": str(self.port)} | dict(self.extra)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        program = postgres_programs(identity) / "postgres"
        return tied_to_parent(
            [program, "-D", "{folder}", *options],
            on_parent_death=STOP,
            identity=identity,
            folder=self.folder,
        )

    async def wait_ready(self, timeout_seconds: float = 60) -> None:
        """Waits until the server accepts connections.

        Raises `TimeoutError` after `timeout_seconds`, and `CannotRun` as `answers` does.
        """
        await until(self.answers, timeout_seconds)

    async def answers(self) -> bool:
        """Whether the server accepts connections as the superuser; False while it starts or is not reachable.

        Raises `CannotRun` if the server refuses the password.
        """
        try:
            connection = await asyncpg.connect(self.url("postgres", "postgres"), timeout=5)
        except asyncpg.InvalidPasswordError:
            raise CannotRun(
                f"The database in {self.folder} has another password than the one in credentials.json;"
                " put back the file that was made with this database, or give another --data"
            ) from None
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError):
            return False
        await connection.close()
        return True

    async def provision(self, session: Mapping[str, str] | None = None) -> None:
        """Makes the roles and the database that are missing; roles that exist keep their passwords.

        The server must be running. `session`: settings, by name, that the processes' role gets; None gives none. Raises
        asyncpg's errors, and `OSError` if the server is unreachable.
        """
        connection = await asyncpg.connect(self.url("postgres", "postgres"))
        try:
            for role, password in ((OWNER, self.passwords.owner), (APP, self.passwords.app)):
                await _ensure_role(connection, role, password)
            if self.passwords.replication:
                await _ensure_role(
                    connection, REPLICATION, self.passwords.replication, "REPLICATION"
                )
            # Needed to check whether a synchronous standby is connected.
            await connection.execute(f"GRANT pg_read_all_stats TO {OWNER}")
            for statement in alter_role(APP, session or {}):
                await connection.execute(statement)
            if not await connection.fetchval(
                "SELECT 1 FROM pg_database WHERE datname = $1", DATABASE
            ):
                await connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        finally:
            await connection.close()

    def _take_over(self) -> None:
        """Ends a server that still uses this folder.

        The caller holds the lock on the data directory, so the server is not that of another running launcher.
        """
        evict(self.folder, STOP)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)


async def _ensure_role(
    connection: asyncpg.Connection[asyncpg.Record], role: str, password: str, also: str = ""
) -> None:
    if await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
        return
    # CREATE ROLE takes no query parameters; generated passwords are hexadecimal.
    await connection.execute(f"CREATE ROLE {role} LOGIN {also} PASSWORD '{password}'")


def _empty_folder(folder: Path, identity: Identity | None) -> None:
    """Makes an empty folder, mode 0700, for the database of the user `identity` (None: the present user).

    Raises `CannotRun` if the folder contains files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for entry in folder.iterdir():
        raise CannotRun(
            f"{folder} contains {entry.name} but no PostgreSQL database; move the folder away"
        )
    if identity:
        os.chown(folder, identity.uid, identity.gid)


def _initialise(folder: Path, identity: Identity | None, password: str) -> None:
    # the password is neither written to disk nor visible in a command line
    reading, writing = os.pipe()
    os.write(writing, password.encode() + b"\n")
    os.close(writing)
    if identity:
        os.fchown(reading, identity.uid, identity.gid)
    command: list[str | Path] = [
        postgres_programs(identity) / "initdb", "-D", "{folder}", "-U", "postgres",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8",
        "-A", "scram-sha-256", f"--pwfile=/dev/fd/{reading}", "--no-instructions",
    ]  # fmt: skip
    done = subprocess.run(  # noqa: S603 - our own command line  # nosec B603
        tied_to_parent(command, identity=identity, folder=folder),
        pass_fds=(reading,),
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
    )
    os.close(reading)
    if done.returncode:
        raise CannotRun(f"initdb failed: {(done.stderr or done.stdout).strip()}")
