"""The end of a process: it becomes not ready, serves for a while longer, finishes open requests, and exits."""

from __future__ import annotations

from asyncio import Event


class Stopping:
    """The state of a process's shutdown.

    `begun`: the process was asked to stop; it is not ready any more, and still answers requests
    that reach it. `done`: the process has nothing left to serve and need not wait.
    """

    def __init__(self) -> None:
        self.begun = Event()
        self.done = Event()
