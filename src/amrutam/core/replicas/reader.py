"""Reads that a replica may answer: the least loaded replica that is new enough answers, otherwise the primary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from amrutam.core.database import Database, Queries, Row, Statement
from amrutam.core.errors import OutOfTime, Unavailable
from amrutam.core.replicas.choice import Replicas
from amrutam.core.replicas.position import PRIMARY_ONLY, START, Position
from amrutam.core.replicas.replica import BUSY
from amrutam.core.replicas.request_needs import needed
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics

_Way = Literal["fetch", "row", "value"]


class Reader(Queries):
    """Runs the reads of one response. If a replica raises `Unavailable`, the next replica is tried, then the primary.

    Each method raises what `Queries.fetch` raises. `fresh_until` becomes the earliest time until which the rows of a
    replica can be cached.
    """

    # The base class's `__init__` is not called, because there is no single connection to pass to
    # it.
    def __init__(self, replicas: Replicas, primary: Database, position: Position) -> None:
        self._replicas = replicas
        self._primary = primary
        self._position = position

    async def fetch(self, statement: Statement, *args: Any) -> list[Row]:
        return await self._answer("fetch", statement, args)  # type: ignore[no-any-return]

    async def row(self, statement: Statement, *args: Any) -> Row | None:
        return await self._answer("row", statement, args)  # type: ignore[no-any-return]

    async def value(self, statement: Statement, *args: Any) -> Any:
        return await self._answer("value", statement, args)

    async def execute(self, statement: Statement, *args: Any) -> str:
        return await self._primary.execute(statement, *args)

    async def many(self, statement: Statement, rows: Sequence[Sequence[Any]]) -> None:
        await self._primary.many(statement, rows)

    async def _answer(self, way: _Way, statement: Statement, args: Sequence[Any]) -> Any:
        for replica in await self._replicas.ready(self._position):
            as_of = replica.as_of
            try:
                answer = await getattr(replica.database, way)(statement, *args)
            except OutOfTime:  # no other server could answer in time
                raise
            except BUSY:
                continue
            except Unavailable:
                replica.fail()
                continue
            self.fresh_until = min(self.fresh_until, as_of + self._replicas.bound_seconds)
            metrics.REPLICA_READS.labels("replica").inc()
            return answer
        metrics.REPLICA_READS.labels("behind" if self._replicas.usable() else "none").inc()
        return await getattr(self._primary, way)(statement, *args)


def reads(resources: Resources, position: Position = START) -> Queries:
    """Returns queries whose rows are at most `replica_lag_seconds` old, and include `position` and the client's writes.

    The client's writes are those that the request names (`needed`). Only `fetch`, `row` and `value` use replicas, so
    pass them statements that only read; `execute` and `many` go to the primary. In a process without replicas, all
    statements go to the primary.
    """
    if not resources.settings.replica_urls:
        return resources.database
    replicas = resources.part(Replicas)
    position = max(position, needed())
    if not replicas.all or position >= PRIMARY_ONLY:
        return resources.database
    return Reader(replicas, resources.database, position)
