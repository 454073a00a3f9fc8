"""CPU time (user and system), memory and descendants of processes, from Linux's /proc."""

from __future__ import annotations

import os
from pathlib import Path

_MICROSECONDS_A_TICK = 1_000_000 // os.sysconf("SC_CLK_TCK")


def _fields(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def cpu_microseconds(pid: int) -> int:
    """The CPU time, in microseconds, of the process and its descendants; 0 if the process has ended.

    It is counted in clock ticks, usually of 10,000 microseconds. Ended descendants count once their parent has reaped
    them.
    """
    try:
        user, system, ended_user, ended_system = map(int, _fields(pid)[11:15])
        children = _children(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0
    own = (user + system + ended_user + ended_system) * _MICROSECONDS_A_TICK
    return own + sum(cpu_microseconds(child) for child in children)


def family(pid: int) -> list[int]:
    """The pids of the process, which must be running, and of its descendants."""
    return [pid, *(each for child in _children(pid) for each in family(child))]


def resident_bytes(pid: int) -> int:
    """The resident memory of the process, which must be running, in bytes and without its descendants."""
    said = Path(f"/proc/{pid}/status").read_text()
    return int(said.partition("VmRSS:")[2].split()[0]) * 1024


def settled_cpu_microseconds(pid: int) -> float:
    """The CPU time of the process's present threads, without descendants, in microseconds, precise to a nanosecond.

    Waits until the main thread sleeps, because it can still work after its answer has arrived. The process must be
    running.
    """
    while _fields(pid)[0] == "R":
        pass
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1000
