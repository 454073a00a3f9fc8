"""Counts the changes of a doctor's times, so that readers recognise stale data, and publishes the changes to screens.

Each function raises `RedisAway`. `written` is the position of a commit in PostgreSQL's log; ""
without replicas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from secrets import token_hex
from uuid import UUID

from amrutam.core.redis import CallName, Redis
from amrutam.holds import redis_keys
from amrutam.holds.models import Watched
from amrutam.holds.redis_functions import FREED, NEW_EPOCH, WATCH, marker

_FIRST_EPOCHS = CallName("hold_first_epochs")


async def mark_freed(
    redis: Redis,
    doctor_id: UUID,
    appointment_id: UUID,
    starts_at: datetime,
    marked_until: datetime,
    busy_until: datetime | None = None,
    *,
    kept: Sequence[tuple[datetime, datetime]] = (),
    written: str,
) -> None:
    """Frees a time that an appointment had or that was proposed for it, so that the time can be held at once.

    The appointment's `booked` markers from `starts_at` up to `marked_until` are deleted, and the
    change is counted and published. `busy_until`: the published end of the freed time; None stands
    for `marked_until`. `kept`: times (start, end) whose markers stay. `written`: the position of the change's commit, ""
    without replicas. Raises `RedisAway`.
    """
    starts, until = int(starts_at.timestamp()), int(marked_until.timestamp())
    ticks = _ticks(doctor_id, starts_at, marked_until)
    stay = {tick for period in kept for tick in _ticks(doctor_id, *period)}
    told_until = int(busy_until.timestamp()) if busy_until else until
    await redis.run(
        FREED,
        [redis_keys.version(doctor_id), *(tick for tick in ticks if tick not in stay)],
        [marker(appointment_id), token_hex(8), f"{starts}:{told_until}", written],
    )


def _ticks(doctor_id: UUID, starts_at: datetime, until: datetime) -> Iterator[str]:
    return redis_keys.ticks(doctor_id, int(starts_at.timestamp()), int(until.timestamp()))


async def changed(
    redis: Redis, doctor_id: UUID, written: str, period: tuple[datetime, datetime] | None = None
) -> None:
    """Counts and publishes a change of the doctor's times that is not a hold's, such as a new schedule.

    `written`: the position of the change's commit, "" without replicas. `period`: the affected time
    (start, end), None for all of the doctor's times. Raises `RedisAway`.
    """
    touched = f"{int(period[0].timestamp())}:{int(period[1].timestamp())}" if period else ""
    await redis.run(FREED, [redis_keys.version(doctor_id)], ["", token_hex(8), touched, written])


async def watch(redis: Redis, doctor_id: UUID) -> Watched:
    """Publishes the ends of expired holds, so that screens stop showing these holds; returns the doctor's version.

    Begins an epoch if there is none. Raises `RedisAway`.
    """
    epoch, version, left_ms = await redis.run(
        WATCH, [redis_keys.index(doctor_id), redis_keys.version(doctor_id)], [token_hex(8)]
    )
    ends_in = left_ms / 1000 if left_ms >= 0 else None
    return Watched(epoch.decode(), version, ends_in)


async def first_epochs(redis: Redis, doctor_ids: Sequence[UUID], written: str) -> None:
    """Begins the count of changes of doctors for whom no change, or no position, is known yet.

    `written`: a position that all changes so far precede; "" without replicas. Raises `RedisAway`.
    """
    commands = [("HSETNX", redis_keys.version(id_), "epoch", token_hex(8)) for id_ in doctor_ids]
    if written:
        commands += [("HSETNX", redis_keys.version(id_), "written", written) for id_ in doctor_ids]
    await redis.pipeline(_FIRST_EPOCHS, commands)


async def begin_epoch(redis: Redis, doctor_id: UUID, instead_of: str) -> None:
    """Begins a new epoch of the doctor's changes in place of the epoch `instead_of`. Raises `RedisAway`.

    Changes nothing if the doctor has another epoch already. A new epoch is needed when Redis has
    lost its last changes: the numbers that it counts next would otherwise occur twice.
    """
    await redis.run(NEW_EPOCH, [redis_keys.version(doctor_id)], [instead_of, token_hex(8)])
