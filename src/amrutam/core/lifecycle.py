"""How a process ends: it says so first, goes on serving for a while, and is drained then."""

from __future__ import annotations

from asyncio import Event


class Stopping:
    """What a process knows of its own end.

    `begun`: it was asked to stop. It is not ready any more, and answers what still reaches it.
    `done`: it has nothing left to serve for, and need not wait.
    """

    def __init__(self) -> None:
        self.begun = Event()
        self.done = Event()
