"""Runs Valkey in a folder: on loopback only, with a password.

By default a server has an append-only file and evicts nothing.
"""

from __future__ import annotations

import os
import secrets
import signal
from dataclasses import dataclass
from pathlib import Path

from amrutam.embedded.binaries import valkey_program
from amrutam.embedded.orphans import evict
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import tied_to_parent
from amrutam.embedded.waiting import answers, until

STOP = signal.SIGTERM

_CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
databases 64
daemonize no
loglevel warning
"""


@dataclass(frozen=True, slots=True)
class Valkey:
    """One Valkey server. `folder` is its data directory.

    `extra`, pairs of (name, value), is appended to its configuration and so overrides earlier lines.
    """

    folder: Path
    port: int
    password: str
    extra: tuple[tuple[str, str], ...] = ()

    @classmethod
    def for_pages(cls, folder: Path, port: int, megabytes: str) -> Valkey:
        """Returns a server for cached pages, with the memory limit `megabytes` (a number as text) and a new password.

        Such a server evicts the least recently used keys when its memory is full, and stores no keys on disk.
        """
        extra = (("appendonly", "no"), ("maxmemory", f"{megabytes}mb"),
                 ("maxmemory-policy", "allkeys-lru"))  # fmt: skip
        return cls(folder, port, secrets.token_hex(16), extra)

    def url(self, database: int = 0) -> str:
        """The URL of a numbered database, with the password."""
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def prepare(self) -> None:
        """Writes the configuration (mode 0600, because it contains the password) and ends an orphaned server.

        The call blocks.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        evict(self.folder, STOP)
        quoted = str(self.folder.resolve()).replace("\\", "\\\\").replace('"', '\\"')
        text = _CONFIGURATION.format(
            host=LOOPBACK, port=self.port, password=self.password, folder=quoted
        )
        text += "".join(f"{name} {value}\n" for name, value in self.extra)
        with os.fdopen(os.open(self._file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as f:
            f.write(text)

    @property
    def _file(self) -> Path:
        return self.folder / "valkey.conf"

    def command(self) -> list[str]:
        """The command line of the server; the server stops cleanly when the launcher dies (on Linux).

        Raises `CannotRun` as `valkey_program` does.
        """
        return tied_to_parent([valkey_program(), self._file], on_parent_death=STOP)

    async def wait_ready(self, timeout_seconds: float = 60) -> None:
        """Waits until the server has loaded its data and answers; raises `TimeoutError` after `timeout_seconds`."""
        await until(self.answers, timeout_seconds)

    async def answers(self) -> bool:
        """Whether the server has loaded its data file and answers."""
        return await answers(self.port, f"AUTH {self.password}\r\nPING\r\n".encode(), b"+PONG")
