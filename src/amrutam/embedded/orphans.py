"""Finds and ends engines that outlived a killed launcher, so that their data can be taken over."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep


def occupants(folder: Path) -> list[int]:
    """Processes that work inside the folder. The engines change into their data directory."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == folder.resolve():
                found.append(int(entry.name))
        except OSError:  # gone, or another user's
            continue
    return [pid for pid in found if pid != os.getpid()]


def evict(folder: Path, polite: signal.Signals, patience_seconds: float = 20) -> bool:
    """Asks what runs in the folder to stop, and in the end makes it. True if there was anything."""
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
