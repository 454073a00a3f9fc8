"""Command lines of child processes: each child ends with its parent, and a child of root can run as another user."""

from __future__ import annotations

import errno
import json
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_DIE_WITH_PARENT = Path(__file__).with_name("die_with_parent.py")
_UNPRIVILEGED = ("nobody", "daemon", "www-data")
_MAY_NOT_CHANGE_USER = (errno.EPERM, errno.EINVAL)
"""The errors of changing the user where that is not possible: without CAP_SETUID, or in a user
namespace without that user.
"""


class CannotRun(Exception):
    """The embedded platform cannot run, for example on a machine that lacks something; the message says why."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An existing user other than root, as which a child of root runs; PostgreSQL refuses to run as root."""

    uid: int
    gid: int


def unprivileged(preferred: Sequence[str] = _UNPRIVILEGED) -> Identity | None:
    """The user as which a child process runs when the launcher is root; None stands for the launcher's own user.

    The user is the first of the names in `preferred` that exists, otherwise any other user. Raises
    `CannotRun` if root finds no user but itself.
    """
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    for entry in [known[name] for name in preferred if name in known] + list(known.values()):
        return Identity(entry.pw_uid, entry.pw_gid)
    raise CannotRun(
        "PostgreSQL refuses to run as root, and this machine has no other user. "
        "Add one (useradd amrutam), or start as an ordinary user."
    )


def user_name(identity: Identity) -> str:
    """The name of the user."""
    return pwd.getpwuid(identity.uid).pw_name


def can_execute(program: Path, identity: Identity) -> bool:
    """Whether `program --version` succeeds as that user. Only running the program tests every mount option.

    Raises `CannotRun` if this process may not become another user.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own packages  # nosec B603
            [program, "--version"],
            user=identity.uid,
            group=identity.gid,
            extra_groups=[],
            cwd="/",
            env={"LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
    except OSError as reason:
        if reason.errno in _MAY_NOT_CHANGE_USER:
            raise CannotRun(
                "PostgreSQL refuses to run as root, and changing user is not allowed here. "
                "Start as an ordinary user."
            ) from reason
        return False
    return done.returncode == 0


def tied_to_parent(
    command: Sequence[str | Path],
    *,
    on_parent_death: signal.Signals = signal.SIGTERM,
    identity: Identity | None = None,
    folder: Path | None = None,
) -> list[str]:
    """The command line of a program that gets the signal `on_parent_death` when this process dies.

    `identity`: the user as which the program runs, None for this process's user. The text `{folder}` in
    an argument becomes a path by which that user reaches `folder`, even below directories that the
    user may not enter. On systems other than Linux, the program gets no signal.
    """
    settings = {
        "signal": int(on_parent_death),
        "parent": os.getpid(),
        "user": [identity.uid, identity.gid] if identity else None,
        "folder": str(folder) if folder and identity else None,
    }
    arguments = [str(part) for part in command]
    if folder and not identity:
        arguments = [part.replace("{folder}", str(folder)) for part in arguments]
    return [sys.executable, "-I", "-S", str(_DIE_WITH_PARENT), json.dumps(settings), *arguments]
