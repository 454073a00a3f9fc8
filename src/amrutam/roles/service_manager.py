"""Notifies the service manager of the state of this process: systemd's `Type=notify`."""

from __future__ import annotations

import os
import socket


def notify(state: str) -> None:
    """Sends the state, such as `READY=1`, as a datagram to the socket in `NOTIFY_SOCKET` (sd_notify(3)).

    Without the variable nothing is sent. Raises OSError if the socket cannot be reached.
    """
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.connect(address.replace("@", "\0", 1) if address.startswith("@") else address)
        manager.send(state.encode())
