"""Live figures for administrators, such as bookings, holds, due jobs and errors.

Each process queries them at most once a second.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from amrutam.core import clock
from amrutam.core.counters import holds_live, last_hour, sockets_open
from amrutam.core.platform_state import altogether, waiting_jobs
from amrutam.core.redis import Redis, RedisAway
from amrutam.core.resources import Resources
from amrutam.operations import tile_queries

_KEPT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """The numbers of one-time codes that were sent in the last hour, and of those that could not be sent."""

    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts in Redis over all processes. Every field is None if Redis is unreachable.

    `sockets` is also None if no gateway runs.
    """

    holds_live: int | None = None
    collisions_last_hour: int | None = None
    errors_last_hour: int | None = None
    sockets: int | None = None
    code_delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures over all processes, read at `at` (UTC).

    `queue_depth`: the number of due jobs. `queue_age_seconds`: the time since the oldest of them became due.
    """

    bookings_last_minute: int
    bookings_last_hour: int
    queue_depth: int
    queue_age_seconds: float
    counted: Counted
    at: datetime


class _RecentTiles:
    """The last figures that this process has read, so that many viewers cost as much as a single viewer."""

    def __init__(self, _resources: Resources) -> None:
        self.lock = asyncio.Lock()
        self.tiles: Tiles | None = None
        self.asked_at = 0.0


async def present_tiles(resources: Resources) -> Tiles:
    """Figures that this process has read at most a second ago. Raises `Unavailable` if PostgreSQL is unreachable."""
    kept = resources.part(_RecentTiles)
    async with kept.lock:
        if kept.tiles is None or monotonic() - kept.asked_at > _KEPT_SECONDS:
            kept.tiles = await _tiles(resources)
            kept.asked_at = monotonic()
        return kept.tiles


async def _tiles(resources: Resources) -> Tiles:
    booked = await resources.database.row(tile_queries.BOOKED)
    queue = altogether(await waiting_jobs(resources.database))
    assert booked is not None  # noqa: S101 - an aggregate always has a row
    return Tiles(
        bookings_last_minute=booked["a_minute"],
        bookings_last_hour=booked["an_hour"],
        queue_depth=queue.depth,
        queue_age_seconds=round(queue.seconds, 1),
        counted=await _counted(resources.redis),
        at=clock.now(),
    )


async def _counted(redis: Redis) -> Counted:
    try:
        hour = await last_hour(redis)
        return Counted(
            holds_live=await holds_live(redis),
            collisions_last_hour=hour["collisions"],
            errors_last_hour=hour["errors"],
            sockets=await sockets_open(redis),
            code_delivery=Delivery(hour["codes_sent"], hour["codes_failed"]),
        )
    except RedisAway:
        return Counted()
