"""Polls the replicas of a process in the background, and chooses the replicas that can answer a read.

`reader.py` tries the replicas that `Replicas.ready` lists, then the primary.
"""

from __future__ import annotations

import asyncio
from itertools import count
from operator import attrgetter

from amrutam.core.background import every
from amrutam.core.database import Database
from amrutam.core.replicas.position import Position
from amrutam.core.replicas.replica import Replica
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.tracing import traced_calls


class Replicas:
    """The replicas that this process reads from; a part of `Resources`.

    `all`: every replica of the settings; empty before `open` and in a process without the loop `follow_replicas`.
    """

    def __init__(self, resources: Resources) -> None:
        self.bound_seconds = resources.settings.replica_lag_seconds
        self.all: list[Replica] = []
        self._resources = resources
        self._timeline = 0
        self._turns = count()

    async def open(self) -> None:
        """Makes a pool of connections for each replica in the settings; the replicas are named `1`, `2` and so on.

        The time limit of a statement is the smaller of `database_timeout_seconds` and `replica_timeout_seconds`.
        """
        settings = self._resources.settings
        patience = min(settings.database_timeout_seconds, settings.replica_timeout_seconds)
        settings = settings.model_copy(update={"database_timeout_seconds": patience})
        observe = traced_calls(metrics.database_seconds, "postgresql")
        opened = []
        for number, url in enumerate(settings.replicas, start=1):
            name = str(number)
            database = await Database.open(settings, observe, url, f"replica {name}")
            opened.append(Replica(name, database))
        self.all = opened

    async def look(self) -> None:
        """Polls all replicas, of which there must be at least one, and stores the newest timeline that was seen."""
        await asyncio.gather(*(replica.look() for replica in self.all))
        self._timeline = max(self._timeline, *(each.position.timeline for each in self.all))

    def usable(self) -> list[Replica]:
        """The replicas that are at most `replica_lag_seconds` behind and follow the newest timeline that was seen.

        Each failover begins a new timeline.
        """
        return [
            each
            for each in self.all
            if each.lag_seconds <= self.bound_seconds and each.position.timeline >= self._timeline
        ]

    async def ready(self, needed: Position) -> list[Replica]:
        """The usable replicas that have replayed `needed`, the least loaded first.

        If no usable replica had replayed `needed` at its last poll, all usable replicas are polled again, because
        one may have replayed `needed` since then. The list is empty if none has.
        """
        usable = self.usable()
        found = [each for each in usable if each.position >= needed]
        if usable and not found:
            await asyncio.gather(*(replica.look() for replica in usable))
            found = [each for each in self.usable() if each.position >= needed]
        if len(found) > 1:
            turn = next(self._turns) % len(found)
            found = sorted(found[turn:] + found[:turn], key=attrgetter("load"))
        return found

    async def aclose(self) -> None:
        """Closes the pools of all replicas."""
        await asyncio.gather(*(replica.database.close() for replica in self.all))


async def follow_replicas(resources: Resources) -> None:
    """A background loop: opens the replicas' pools, and polls the replicas with a pause of `replica_look_seconds`.

    Returns at once if the settings name no replica.
    """
    replicas = resources.part(Replicas)
    await replicas.open()
    if replicas.all:
        await every(resources.settings.replica_look_seconds, "replicas", replicas.look)
