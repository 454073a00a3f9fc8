"""The state of a process's shutdown, which `/readyz` reports. `roles/server.py` begins the shutdown on SIGTERM."""

from __future__ import annotations

from asyncio import Event


class Stopping:
    """Two events of a process's shutdown.

    `begun` is set when the process was asked to stop: the process is not ready, but still answers requests that
    reach it. A worker sets `done` when its jobs have ended, so that the rest of the lame-duck time is skipped.
    """

    def __init__(self) -> None:
        self.begun = Event()
        self.done = Event()
