"""Names the files and folders of a platform's data directory, makes its secrets, and locks it for one launcher."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from amrutam.embedded.options import BadRequest
from amrutam.embedded.program import CannotRun

if TYPE_CHECKING:
    from amrutam.embedded.postgres import Passwords


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths in the data directory `folder`."""

    folder: Path

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    def replica(self, name: str) -> Path:
        """The data directory of the replica with this name."""
        return self.folder / name

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
        """The file with the revision of the database's schema."""
        return self.folder / "schema"

    @property
    def demo(self) -> Path:
        """The file with the demo's sign-ins as a JSON list; the list is empty where there is no demo data.

        The file exists once the first start has filled the database.
        """
        return self.folder / "demo.json"

    def make(self) -> None:
        """Makes the data directory and its folders `logs`, `run` and `nginx` where they are missing, with mode 0700.

        Only their owner and root can enter them. Each server makes its own folder when it starts.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (self.logs, self.run, self.nginx):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


class InUse(CannotRun):
    """Another launcher uses this data directory."""


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Context manager: makes the data directory if it is missing, and locks it for this launcher.

    The kernel releases the lock however the launcher dies. Raises `InUse` if another launcher has the
    lock, `BadRequest` if the folder cannot be made, and `OSError` if the lock's file cannot be written.
    """
    try:
        layout.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as reason:
        raise BadRequest(f"{layout.folder}: {reason.strerror}; give another path") from None
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
    """The generated secrets of a data directory: `secret_key`, passwords of four database roles, and that of Valkey.

    `secret_key` has the form of `AMRUTAM_SECRET_KEY`.
    """

    secret_key: str
    superuser: str
    owner: str
    app: str
    valkey: str
    replication: str = ""

    @property
    def passwords(self) -> Passwords:
        """The passwords of the database roles."""
        from amrutam.embedded.postgres import Passwords  # noqa: PLC0415 - imported late, so that `amrutam up` starts quickly

        return Passwords(self.superuser, self.owner, self.app, self.replication)


def credentials_of(layout: Layout) -> Credentials:
    """Returns the secrets of the credentials file; makes the file if it is missing.

    A file without a password for replication gets one. Whoever can read the file has full access to the platform.
    """
    if layout.credentials.exists():
        kept = Credentials(**json.loads(layout.credentials.read_text()))
        if kept.replication:
            return kept
        # A version without replicas wrote the file.
        fresh = replace(kept, replication=secrets.token_hex(16))
    else:
        made = (secrets.token_hex(16) for _ in range(5))
        fresh = Credentials(f"k1:{secrets.token_hex(32)}", *made)
    write_private(layout.credentials, json.dumps(asdict(fresh)).encode())
    return fresh


def write_private(path: Path, content: bytes) -> None:
    """Writes a file of mode 0600 and flushes it to disk. The new file replaces the old one atomically."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
