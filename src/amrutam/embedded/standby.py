"""A read replica of `amrutam up`: a streaming standby beside the primary, made by pg_basebackup."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg

from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.orphans import evict
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.postgres import REPLICATION, STOP, Postgres
from amrutam.embedded.program import CannotRun, tied_to_parent, unprivileged

_SETTINGS = (
    # The primary keeps row versions that reads of the replica still see, so the replay rarely has to
    # cancel a read.
    ("hot_standby_feedback", "on"),
    # A read that conflicts with the replay is cancelled after half a second (by default 30 s), so
    # that no read keeps the replica behind the primary for longer.
    ("max_standby_streaming_delay", "500ms"),
    ("wal_receiver_status_interval", "1s"),
    ("wal_retrieve_retry_interval", "500ms"),
)


@dataclass(frozen=True, slots=True)
class Standby:
    """A read replica of `primary`.

    `folder` is its data directory; `name` is also the name of its replication slot at the primary.
    `extra` are settings of its server, pairs of (name, value), that override all others.
    """

    name: str
    folder: Path
    port: int
    primary: Postgres
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def server(self) -> Postgres:
        """The standby as a PostgreSQL server with its own folder and port."""
        extra = (*self.primary.extra, *_SETTINGS, *self.extra)
        return replace(self.primary, folder=self.folder, port=self.port, extra=extra)

    def prepare(self) -> None:
        """Copies the running primary, unless a copy exists for which the primary still has the log.

        Ends a server that still uses the folder. The call blocks, and must run in a thread without an
        event loop. Raises `CannotRun` if the copy fails, if root finds no other user, and as
        `postgres_programs` does.
        """
        evict(self.folder, STOP)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        if asyncio.run(_has_slot(self)) and self._is_whole():
            self._configure()
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        if identity := unprivileged():
            os.chown(self.folder, identity.uid, identity.gid)
        self._copy()
        self._configure()

    def command(self) -> list[str]:
        """The server's command line. Raises `CannotRun` as `Postgres.command` does."""
        return self.server.command()

    def _is_whole(self) -> bool:
        """Whether the copy is complete: `standby.signal` is written last."""
        return (self.folder / "standby.signal").exists()

    def _copy(self) -> None:
        identity = unprivileged()
        command: list[str | Path] = [
            postgres_programs(identity) / "pg_basebackup", "-D", "{folder}", "-h", LOOPBACK,
            "-p", str(self.primary.port), "-U", REPLICATION, "--checkpoint=fast", "--no-password",
            "--wal-method=stream", f"--slot={self.name}",
        ]  # fmt: skip
        password = self.primary.passwords.replication
        done = subprocess.run(  # noqa: S603 - our own command line  # nosec B603
            tied_to_parent(command, identity=identity, folder=self.folder),
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGPASSWORD": password},
        )
        if done.returncode:
            raise CannotRun(f"pg_basebackup failed: {done.stderr.strip()}")

    def _configure(self) -> None:
        """Writes the settings to files that only PostgreSQL's user and root can read.

        A command line would show the password.
        """
        source = (
            f"host={LOOPBACK} port={self.primary.port} user={REPLICATION}"
            f" password={self.primary.passwords.replication} application_name={self.name}"
        )
        settings = f"primary_conninfo = '{source}'\nprimary_slot_name = '{self.name}'\n"
        identity = unprivileged()
        for name, text in (("postgresql.auto.conf", settings), ("standby.signal", "")):
            file = self.folder / name
            file.write_text(text)
            file.chmod(0o600)
            if identity:
                os.chown(file, identity.uid, identity.gid)


async def keep_slots(primary: Postgres, standbys: Sequence[Standby]) -> None:
    """Drops the primary's unused physical replication slots that belong to none of the standbys.

    An unused replication slot makes the primary keep its log. The primary must be running. Raises asyncpg's errors, and
    `OSError` if the primary is unreachable.
    """
    connection = await asyncpg.connect(primary.url("postgres", "postgres"))
    try:
        await connection.execute(
            """
            SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
            WHERE slot_type = 'physical' AND NOT active AND slot_name <> ALL($1::text[])
            """,
            [each.name for each in standbys],
        )
    finally:
        await connection.close()


async def _has_slot(standby: Standby) -> bool:
    """Whether the copy's replication slot exists and is not lost, so that the primary has the log that the copy lacks.

    Otherwise makes the slot, so that the primary keeps its log from then on. True also if the primary is unreachable.
    """
    try:
        connection = await asyncpg.connect(standby.primary.url("postgres", "postgres"), timeout=5)
    except (OSError, asyncpg.CannotConnectNowError):
        return True  # the primary is restarting too
    try:
        status = await connection.fetchval(
            "SELECT wal_status FROM pg_replication_slots WHERE slot_name = $1", standby.name
        )
        if status not in (None, "lost"):
            return True
        if status == "lost":
            await connection.execute("SELECT pg_drop_replication_slot($1)", standby.name)
        await connection.execute(
            "SELECT pg_create_physical_replication_slot($1, true)", standby.name
        )
        return False
    finally:
        await connection.close()
