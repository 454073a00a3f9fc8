"""Every socket is an open file."""

from __future__ import annotations

import resource
import sys

_BESIDE = 200
"""Files that are no sockets: pools, logs, the listening socket, and some room."""


def raise_file_limit(sockets: int) -> None:
    """To the hard limit. Exits 2, and says why, where that is too low for so many sockets."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = sockets + _BESIDE
    if hard != resource.RLIM_INFINITY and hard < needed:
        print(  # noqa: T201 - before there is a log
            f"amrutam: AMRUTAM_REALTIME_SOCKETS: {sockets} sockets need {needed} open files, and "
            f"this process may have {hard}: raise its hard limit (ulimit -Hn, LimitNOFILE), or "
            f"set at most {max(1, hard - _BESIDE)}",
            file=sys.stderr,
        )
        sys.exit(2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_soft(hard, needed), hard))


def sockets_possible() -> int | None:
    """How many this machine lets a process have; None: any number."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if hard == resource.RLIM_INFINITY else max(1, hard - _BESIDE)


def _soft(hard: int, needed: int) -> int:
    """MacOS refuses a soft limit without end."""
    return max(needed, 10_240) if hard == resource.RLIM_INFINITY else hard
