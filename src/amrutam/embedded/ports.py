"""Free ports of this machine."""

from __future__ import annotations

import socket
from random import SystemRandom

from amrutam.embedded.program import CannotRun

LOOPBACK = "127.0.0.1"
# These ports are below the range that Linux uses for outgoing connections by default. From that range, an outgoing
# connection could take a server's port before the server starts, or while it restarts.
_INNER = range(15_000, 32_000)


def is_free(port: int, address: str = LOOPBACK) -> bool:
    """Whether a server can listen on the port of that IPv4 address or host name now; port 0 stands for any port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
        return True


def free_ports(count: int, address: str = LOOPBACK) -> list[int]:
    """Returns `count` different free ports of the address. Raises `CannotRun` if the machine has fewer.

    The ports are chosen at random, so that two platforms on one machine rarely choose the same port.
    """
    found: list[int] = []
    for port in SystemRandom().sample(_INNER, len(_INNER)):
        if len(found) == count:
            break
        if is_free(port, address):
            found.append(port)
    if len(found) < count:
        raise CannotRun(
            f"This machine has too few free ports at {address}: {count} are needed between {_INNER.start}"
            f" and {_INNER.stop - 1}, and {len(found)} are free. Stop other programs, then start again."
        )
    return found


def free_near(port: int, address: str) -> int:
    """Returns a free port of the address: the first above `port`, or a random one if the 200 ports after `port` are all in use.

    Raises `CannotRun` if the machine has none.
    """
    near = next((each for each in range(port + 1, port + 201) if is_free(each, address)), None)
    return free_ports(1, address)[0] if near is None else near
