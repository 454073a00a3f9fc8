"""What lies where in a platform's data directory, and the lock that one launcher holds on it."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from amrutam.embedded.program import CannotRun

if TYPE_CHECKING:
    from amrutam.embedded.postgres import Passwords


@dataclass(frozen=True, slots=True)
class Layout:
    folder: Path

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def valkey(self) -> Path:
        return self.folder / "valkey"

    @property
    def valkey_pages(self) -> Path:
        return self.folder / "valkey-pages"

    @property
    def nginx(self) -> Path:
        return self.folder / "nginx"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def state(self) -> Path:
        return self.run / "state.json"

    @property
    def credentials(self) -> Path:
        return self.folder / "credentials.json"

    @property
    def schema(self) -> Path:
        """The revision of the schema that the database of this folder is at."""
        return self.folder / "schema"

    @property
    def demo(self) -> Path:
        """The demo sign-ins; it exists once the demo data is whole."""
        return self.folder / "demo.json"

    def make(self) -> None:
        """Folders that others on the machine cannot look into."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (self.logs, self.run, self.nginx):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


class InUse(CannotRun):
    """Another launcher serves this data directory."""


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Held while a launcher lives; the kernel lets go when it dies, however it dies.

    Raises `InUse`.
    """
    layout.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (layout.folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise InUse(
                f"{layout.folder} is in use by the platform of process {lock.read().strip()}. "
                "Stop that one, or give this one a directory of its own with --data."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@dataclass(frozen=True, slots=True)
class Credentials:
    secret_key: str
    superuser: str
    owner: str
    app: str
    valkey: str

    @property
    def passwords(self) -> Passwords:
        from amrutam.embedded.postgres import Passwords  # noqa: PLC0415 - see up.py: light first

        return Passwords(self.superuser, self.owner, self.app)


def credentials_of(layout: Layout) -> Credentials:
    """Made once; whoever reads this file can do everything the platform can."""
    if layout.credentials.exists():
        return Credentials(**json.loads(layout.credentials.read_text()))
    fresh = Credentials(f"k1:{secrets.token_hex(32)}", *(secrets.token_hex(16) for _ in range(4)))
    write_private(layout.credentials, json.dumps(asdict(fresh)).encode())
    return fresh


def write_private(path: Path, content: bytes) -> None:
    """Readable for its owner only, and seen whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
