"""Sets the process's limit of open files, because every socket counts as an open file."""

from __future__ import annotations

import resource
import sys

_BESIDE = 200
"""The number of open files to allow beside clients' sockets: pools, logs, the listening socket, and a reserve."""


def raise_file_limit(sockets: int) -> None:
    """Sets the soft limit of open files to the hard limit or, if that is unlimited, to a number that is large enough.

    Exits with 2 and the reason where the hard limit is too low for that number of sockets.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = sockets + _BESIDE
    if hard != resource.RLIM_INFINITY and hard < needed:
        print(  # noqa: T201 - logs are not configured yet
            f"amrutam: AMRUTAM_REALTIME_SOCKETS: {sockets} WebSockets need {needed} open files, and "
            f"this process can have only {hard}: raise its hard limit (ulimit -Hn, LimitNOFILE), or "
            f"set at most {max(1, hard - _BESIDE)}",
            file=sys.stderr,
        )
        sys.exit(2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_soft(hard, needed), hard))


def sockets_possible() -> int | None:
    """The number of sockets, at least 1, that this process's hard limit of open files allows; None if unlimited."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if hard == resource.RLIM_INFINITY else max(1, hard - _BESIDE)


def _soft(hard: int, needed: int) -> int:
    """The soft limit to set.

    macOS refuses an unlimited soft limit, so a large number is used in its place.
    """
    return max(needed, 10_240) if hard == resource.RLIM_INFINITY else hard
