"""Mounts a small disk that a test can fill: a tmpfs in a mount namespace of its own.

A helper process keeps the namespace alive and ends with the tests' process, so that no mount is left behind. If
the tests do not run as root, the mount namespace is within a user namespace.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg

_MEGABYTES = 160
_MOUNT = """
mkdir "$1" && mount -t tmpfs -o size="$3"m,mode=0700 amrutam "$1" || exit 1
cp -a "$2/." "$1/" && echo mounted && exec cat
"""
WAL_IS_SMALL = (("min_wal_size", "32MB"), ("max_wal_size", "48MB"))


class NoSmallDisk(Exception):
    """Raised if no small disk can be mounted, for example because the machine allows no mount in a user namespace."""


@dataclass(frozen=True)
class SmallDisk:
    folder: Path
    pid: int

    @property
    def seen(self) -> Path:
        """The disk's folder, as a path that is also valid outside of the disk's mount namespace."""
        return Path(f"/proc/{self.pid}/root{self.folder}")

    def inside(self, command: Sequence[str]) -> list[str]:
        """Returns the command line that runs `command` in the mount namespace, so that the program sees the disk."""
        enter = ["nsenter", "-t", str(self.pid), "-m"]
        if os.geteuid() == 0:
            return [*enter, "--", *command]
        # In the first user namespace the process is root, and PostgreSQL refuses to run as root, so a second user
        # namespace maps the process to its own user again.
        ourselves = [f"--map-user={os.geteuid()}", f"--map-group={os.getegid()}"]
        return [*enter, "-U", "--preserve-credentials", "--", "unshare", "-U", *ourselves, "--",
                *command]  # fmt: skip

    async def fill(self) -> None:
        await self._run('cat /dev/zero > "$1/ballast" 2>/dev/null; true')

    async def empty(self) -> None:
        await self._run('rm -f "$1/ballast"')

    async def _run(self, script: str) -> None:
        command = self.inside(["sh", "-c", script, "sh", str(self.folder)])
        process = await asyncio.create_subprocess_exec(*command)
        await process.wait()


@asynccontextmanager
async def small_disk(
    folder: Path, content: Path, *, megabytes: int = _MEGABYTES
) -> AsyncIterator[SmallDisk]:
    """Mounts a disk of this size (MiB) at `folder`, with a copy of the folder `content`, during the block.

    Raises `NoSmallDisk` if that fails, also because `unshare` is missing or the copy does not fit.
    """
    as_root = ["-m"] if os.geteuid() == 0 else ["-r", "-m"]
    try:
        keeper = await asyncio.create_subprocess_exec(
            "unshare", *as_root, "sh", "-c", _MOUNT, "sh", str(folder), str(content), str(megabytes),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    except FileNotFoundError as reason:
        raise NoSmallDisk(str(reason)) from reason
    assert keeper.stdin
    assert keeper.stdout
    assert keeper.stderr
    try:
        if await keeper.stdout.readline() != b"mounted\n":
            raise NoSmallDisk((await keeper.stderr.read()).decode().strip())
        yield SmallDisk(folder, keeper.pid)
    finally:
        keeper.stdin.close()
        await keeper.wait()


async def fill_until_checkpoint(disk: SmallDisk, superuser_url: str) -> None:
    """Fills the disk and starts a checkpoint, which otherwise would come within five minutes by default.

    The checkpoint fails, and PostgreSQL ends.
    """
    # Connects before the disk is full, because a new connection can fail afterwards.
    connection = await asyncpg.connect(superuser_url, timeout=5)
    try:
        await disk.fill()
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await connection.execute("CHECKPOINT", timeout=10)
    finally:
        connection.terminate()


async def ask_for_more_log(superuser_url: str) -> None:
    """Makes the write-ahead log need new segments (files), for which a full disk has no room."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        connection = await asyncpg.connect(superuser_url, timeout=2)
        try:
            for _ in range(4):
                await connection.execute("SELECT txid_current(), pg_switch_wal()", timeout=2)
        finally:
            connection.terminate()
