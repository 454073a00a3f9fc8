"""Free ports on the loopback interface."""

from __future__ import annotations

import socket
from random import SystemRandom

LOOPBACK = "127.0.0.1"
# Below the range that systems give to outgoing connections: one of those could take the port
# between our look and a server's start, or while a server restarts.
_INNER = range(15_000, 32_000)


def is_free(port: int, address: str = LOOPBACK) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
        return True


def free_ports(count: int) -> list[int]:
    """Different ones, chosen at random so that platforms side by side hardly meet."""
    found: list[int] = []
    for port in SystemRandom().sample(_INNER, len(_INNER)):
        if len(found) == count:
            break
        if is_free(port):
            found.append(port)
    return found


def free_near(port: int) -> int:
    """The first free one after `port`."""
    return next((near for near in range(port + 1, port + 200) if is_free(near)), free_ports(1)[0])
