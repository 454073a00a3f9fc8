"""The state of a process's shutdown, which `roles/server.py` sets on SIGTERM and `/readyz` reports."""

from __future__ import annotations

from asyncio import Event


class Stopping:
    """Two events of a process's shutdown.

    `begun` is set when the process was asked to stop: the process is not ready, but still answers requests that
    reach it. `done` is set when the process has nothing left to do, so that the rest of the lame-duck time is skipped.
    """

    def __init__(self) -> None:
        self.begun = Event()
        self.done = Event()
