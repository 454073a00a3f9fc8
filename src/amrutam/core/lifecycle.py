"""The state of a process's shutdown, which `roles/server.py` sets on SIGTERM and `/readyz` reports."""

from __future__ import annotations

from asyncio import Event


class Stopping:
    """Two events of a process's shutdown.

    `begun`: the process was asked to stop; it is no longer ready, but still answers requests that
    reach it. `done`: the process has nothing left to serve, so its shutdown need not wait longer.
    """

    def __init__(self) -> None:
        self.begun = Event()
        self.done = Event()
