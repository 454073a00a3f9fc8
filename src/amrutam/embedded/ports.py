"""Finds free ports."""

from __future__ import annotations

import socket
from random import SystemRandom

LOOPBACK = "127.0.0.1"
# These ports are below the range that Linux uses for outgoing connections by default. From that range, an outgoing
# connection could take a server's port before the server starts, or while it restarts.
_INNER = range(15_000, 32_000)


def is_free(port: int, address: str = LOOPBACK) -> bool:
    """Whether a server can listen at present on the port of that IPv4 address or host name."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
        return True


def free_ports(count: int) -> list[int]:
    """Returns `count` different free ports of the loopback interface, or fewer if the machine has no more.

    The ports are chosen at random, so that two platforms on one machine rarely choose the same port.
    """
    found: list[int] = []
    for port in SystemRandom().sample(_INNER, len(_INNER)):
        if len(found) == count:
            break
        if is_free(port):
            found.append(port)
    return found


def free_near(port: int) -> int:
    """Returns a port that is free on the loopback interface: the first above `port`, or a random one.

    The random port is used if the 200 ports after `port` are all in use.
    """
    return next((near for near in range(port + 1, port + 201) if is_free(near)), free_ports(1)[0])
