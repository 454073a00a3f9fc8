"""Tells the service manager, where there is one, that this process serves: systemd's `Type=notify`."""

from __future__ import annotations

import os
import socket


def notify(state: str) -> None:
    """`READY=1`, once. See sd_notify(3): a datagram to the socket that `NOTIFY_SOCKET` names."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.connect(address.replace("@", "\0", 1) if address.startswith("@") else address)
        manager.send(state.encode())
