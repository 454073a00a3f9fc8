"""A copy of an installed package's programs, for a user who cannot read the installed files.

Root often works below a folder of mode 0700 (`/root`) or with umask 077; PostgreSQL then runs as a
user who may not enter the virtual environment. Each build has one copy, in a folder that only root
can change. The folder's name and every check of its content use the hashes that the wheel itself
lists (its RECORD, see PyPA's "Recording installed projects").
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import distribution
from pathlib import Path

PLACES = (
    Path("/var/cache/amrutam"),
    Path("/var/lib/amrutam"),
    Path("/var/tmp/amrutam"),  # noqa: S108 - `_claim` refuses a folder that other users can change  # nosec B108
    Path("/tmp/amrutam"),  # noqa: S108 - `_claim` refuses a folder that other users can change  # nosec B108
)


class Unsuitable(Exception):
    """A place cannot hold a copy; the message says why."""


@dataclass(frozen=True)
class Build:
    """The files of one installed wheel that lie below one of `folders`."""

    package: str
    folders: tuple[str, ...]

    @cached_property
    def files(self) -> dict[str, tuple[Path, str, int]]:
        """The files by name in the copy: (path of the installed file, SHA-256 in base64 without padding, mode)."""
        listed = distribution(self.package).files or ()
        return {
            str(file): (path := Path(str(file.locate())), file.hash.value, _mode(path))
            for file in listed
            if file.hash and str(file).startswith(self.folders)
        }

    @cached_property
    def name(self) -> str:
        """The copy's folder: `<package>-<version>-<hash>`, whose hash differs between builds of one version."""
        text = "\n".join(f"{name} {digest} {mode}" for name, (_, digest, mode)
                         in sorted(self.files.items()))  # fmt: skip
        version = distribution(self.package).version
        return f"{self.package}-{version}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"

    def copy_to(self, folder: Path) -> None:
        """Copies the files into the folder, with the owner and modes that `fault_of` requires.

        Raises `Unsuitable` if a folder of the copy belongs to another user or is no folder, and `OSError`
        if a file cannot be written.
        """
        _make_folder(folder)
        for name, (installed, _, mode) in self.files.items():
            for parent in reversed(Path(name).parents):
                _make_folder(folder / parent)
            shutil.copyfile(installed, folder / name)
            (folder / name).chmod(mode)

    def fault_of(self, folder: Path) -> str | None:
        """The reason why `folder` is not a complete copy that only root can change; None if it is one."""
        if not folder.is_dir():
            return f"{folder} is missing"
        missing = set(self.files)
        for path in (folder, *folder.rglob("*")):
            name = str(path.relative_to(folder))
            found = path.lstat()
            is_folder = stat.S_ISDIR(found.st_mode)
            _, digest, mode = self.files.get(name, (None, None, 0o755 if is_folder else None))
            if not _is_roots(found) or stat.S_IMODE(found.st_mode) != mode:
                return f"others can change {path}, or cannot read it"
            if not is_folder and _sha256(path) != digest:
                return f"{path} is not the file that the package lists"
            missing.discard(name)
        return f"{folder} lacks {min(missing)}" if missing else None


def kept_copy(build: Build, place: Path) -> Path:
    """The copy in `place`; it is made if it is missing, and made again if it is damaged.

    Waits while another launcher makes it. Raises `Unsuitable` if `place` cannot hold a copy that only root can change
    and others can execute, or if the installed files are damaged, and `OSError` where nothing can be written.
    """
    _claim(place)
    copy, fresh = place / build.name, place / f"{build.name}.new"
    with _locked(place):
        if build.fault_of(copy) is None:
            return copy
        # The folder `fresh` exists already if an earlier launcher was killed while it copied
        for left in (fresh, copy):
            shutil.rmtree(left, ignore_errors=True)
        build.copy_to(fresh)
        if fault := build.fault_of(fresh):
            shutil.rmtree(fresh)
            raise Unsuitable(f"{fault}; `make clean setup` installs it again")
        fresh.rename(copy)
    return copy


def _claim(place: Path) -> None:
    """Makes the folder.

    Raises `Unsuitable` where a user other than root could put programs into it, or where other users
    cannot enter it or execute programs in it. Raises `OSError` if its parent is missing.
    """
    place = place.parent.resolve(strict=True) / place.name
    if os.statvfs(place if place.exists() else place.parent).f_flag & os.ST_NOEXEC:
        raise Unsuitable("programs cannot be executed there (mounted noexec)")
    for parent in place.parents:
        if not _is_roots(found := parent.stat(), shared=True):
            raise Unsuitable(f"others can change {parent}")
        if not found.st_mode & stat.S_IXOTH:
            raise Unsuitable(f"others may not enter {parent}")
    _make_folder(place)


def _make_folder(folder: Path) -> None:
    """Makes a folder that this process's user (root) owns and everybody may enter and read, whatever the umask is.

    Raises `Unsuitable` if another user owns the folder, or if the path is no folder.
    """
    folder.mkdir(exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Unsuitable(f"{folder} is another user's")
    if stat.S_IMODE(found.st_mode) != 0o755:
        folder.chmod(0o755)


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Lets one launcher at a time check or copy.

    Other users cannot open the lock's file, so they cannot hold the lock.
    """
    descriptor = os.open(place / "lock", os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_roots(found: os.stat_result, *, shared: bool = False) -> bool:
    """Whether only root can change the file or folder.

    `shared`: a sticky folder such as /tmp is accepted too, because nobody but root can rename
    root's files in it.
    """
    writable = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    sticky = shared and found.st_mode & stat.S_ISVTX
    return found.st_uid in (0, os.geteuid()) and (not writable or bool(sticky))


def _mode(installed: Path) -> int:
    return 0o755 if installed.stat().st_mode & stat.S_IXUSR else 0o644


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
