"""What operators look at: bookings, holds, the queue, errors. Asked at most once a second."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from amrutam.core import clock
from amrutam.core.counters import holds_live, last_hour, sockets_open
from amrutam.core.database import Statement
from amrutam.core.platform_state import altogether, waiting_jobs
from amrutam.core.redis import Redis, RedisAway
from amrutam.core.resources import Resources

_KEPT_SECONDS = 1.0

_BOOKED = Statement(
    "tiles_booked",
    """
    SELECT count(*) AS an_hour,
        count(*) FILTER (WHERE at > clock_timestamp() - interval '1 minute') AS a_minute
    FROM appointment_event
    WHERE kind = 'booked' AND at > clock_timestamp() - interval '1 hour'
    """,
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One-time codes of the last hour."""

    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What Redis knows, over all processes; None: it is away, or nobody has told."""

    holds_live: int | None = None
    collisions_last_hour: int | None = None
    errors_last_hour: int | None = None
    sockets: int | None = None
    code_delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    bookings_last_minute: int
    bookings_last_hour: int
    queue_depth: int
    queue_age_seconds: float
    counted: Counted
    at: datetime


class _Kept:
    """What this process answered last: many who look cost as much as one."""

    def __init__(self, _resources: Resources) -> None:
        self.lock = asyncio.Lock()
        self.tiles: Tiles | None = None
        self.asked_at = 0.0


async def present_tiles(resources: Resources) -> Tiles:
    """At most a second old. Raises `Unavailable`."""
    kept = resources.part(_Kept)
    async with kept.lock:
        if kept.tiles is None or monotonic() - kept.asked_at > _KEPT_SECONDS:
            kept.tiles = await _tiles(resources)
            kept.asked_at = monotonic()
        return kept.tiles


async def _tiles(resources: Resources) -> Tiles:
    booked = await resources.database.row(_BOOKED)
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
