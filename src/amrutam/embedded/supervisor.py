"""The children of one launcher: started in any order, stopped in the reverse of it, and reported."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from amrutam.embedded.supervised_process import Child, Part


class Supervisor:
    """`changed` is told of every child whose state changed."""

    def __init__(self, changed: Callable[[Child], None]) -> None:
        self._changed = changed
        self.children: dict[str, Child] = {}

    def start(self, parts: Iterable[Part]) -> None:
        for part in parts:
            child = self.children[part.name] = Child(part, self._changed)
            child.start()

    async def ready(self, parts: Iterable[Part]) -> None:
        """Until all were ready once; raises what kept one from it."""
        await asyncio.gather(*(self.children[part.name].ready() for part in parts))

    async def stop(self, stages: Sequence[Iterable[str]]) -> None:
        """Stage by stage by name's beginning; what no stage names is stopped last."""
        for stage in (*stages, ("",)):
            names = [name for name in self.children if name.startswith(tuple(stage))]
            await asyncio.gather(*(self.children.pop(name).stop() for name in names))
