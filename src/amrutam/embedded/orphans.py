"""Finds and ends servers (PostgreSQL, Valkey, nginx) that outlived a killed launcher.

A new launcher can then use their folders and ports.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep


def occupants(folder: Path) -> list[int]:
    """The ids of other processes whose working directory is the folder, as far as this user may see them (Linux only).

    The processes of PostgreSQL, Valkey and nginx have their data directory as working directory.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == folder.resolve():
                found.append(int(entry.name))
        except OSError:  # the process has ended, or belongs to another user
            continue
    return [pid for pid in found if pid != os.getpid()]


def evict(folder: Path, polite: signal.Signals, patience_seconds: float = 20) -> bool:
    """Stops the processes whose working directory is the folder by the signal `polite`.

    Those that remain after `patience_seconds` get SIGKILL. The call blocks until no such process remains. Returns True
    if there were any.
    """
    pids = occupants(folder)
    for pid in pids:
        _signal(pid, polite)
    until = monotonic() + patience_seconds
    while occupants(folder) and monotonic() < until:
        sleep(0.05)
    for pid in occupants(folder):
        _signal(pid, signal.SIGKILL)
    while occupants(folder):
        sleep(0.05)
    return bool(pids)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
