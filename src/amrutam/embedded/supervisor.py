"""Starts the processes of one launcher, and stops them in stages.

`supervised_process.py` restarts a process that ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from amrutam.embedded.supervised_process import Child, Part


class Supervisor:
    """Runs child processes. `changed` is called with a child after each change of its state, pid or restarts."""

    def __init__(self, changed: Callable[[Child], None]) -> None:
        self._changed = changed
        self.children: dict[str, Child] = {}

    def start(self, parts: Iterable[Part]) -> None:
        """Starts a child process for each part, without waiting until it is ready."""
        for part in parts:
            child = self.children[part.name] = Child(part, self._changed)
            child.start()

    async def ready(self, parts: Iterable[Part]) -> None:
        """Waits until the children of all parts, which `start` has started, have been ready once.

        Raises the first error that kept one of them from starting, and `TimeoutError` for a child that did
        not become ready.
        """
        await asyncio.gather(*(self.children[part.name].ready() for part in parts))

    async def stop(self, stages: Sequence[Iterable[str]]) -> None:
        """Stops the children stage by stage. A stage is a list of beginnings of children's names.

        Children that no stage names stop last.
        """
        for stage in (*stages, ("",)):
            names = [name for name in self.children if name.startswith(tuple(stage))]
            await asyncio.gather(*(self.children.pop(name).stop() for name in names))
