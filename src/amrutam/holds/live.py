"""The live holds of doctors, for the computation of available slots. A live hold has neither ended nor been booked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from amrutam.core.redis import CallName, Redis, RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.resources import Resources
from amrutam.holds import redis_keys
from amrutam.holds.changes import first_epochs
from amrutam.holds.models import DoctorHolds, Periods
from amrutam.holds.redis_functions import LIVE

_OWN = CallName("hold_own")


async def live_holds(resources: Resources, doctor_ids: Sequence[UUID]) -> dict[UUID, DoctorHolds]:
    """The live holds of each of the doctors by id, read in one round trip; a doctor without holds has empty `periods`.

    Read the claims in PostgreSQL after this call, never before: a hold that is booked between the two
    reads would otherwise be in neither result. Raises `RedisAway`.
    """
    pairs = [[redis_keys.index(id_), redis_keys.version(id_)] for id_ in doctor_ids]
    if resources.redis.is_cluster:
        answers = [row for one in await resources.redis.run_each(LIVE, pairs) for row in one]
    else:
        flat = [key for pair in pairs for key in pair]
        answers = await resources.redis.run(LIVE, flat, [])
    return {id_: _doctor_holds(answer) for id_, answer in zip(doctor_ids, answers, strict=True)}


async def with_counts(
    resources: Resources, doctor_ids: Iterable[UUID], holds: dict[UUID, DoctorHolds]
) -> dict[UUID, DoctorHolds]:
    """Begins a count of changes for each of the doctors without one; returns `holds`, read again for these doctors.

    With replicas, a count without a position gets the present one. `holds`: what `live_holds`
    returned. `doctor_ids`: doctors that exist. Returns an empty dictionary if a count must be begun
    and Redis is unreachable. Raises `Unavailable` if the position cannot be read.
    """
    replicas = resources.settings.replica_urls
    new = [
        id_
        for id_ in doctor_ids
        if id_ in holds and not (holds[id_].epoch and (holds[id_].written or not replicas))
    ]
    if not new:
        return holds
    try:
        await first_epochs(resources.redis, new, await position_text(resources))
        return holds | await live_holds(resources, new)
    except RedisAway:
        return {}


async def own_holds(redis: Redis, account_id: UUID, doctor_id: UUID) -> Periods:
    """The periods of the account's own holds among the doctor's live holds; empty if there are none. Raises `RedisAway`."""
    nonces = set(await redis.do(_OWN, "HKEYS", redis_keys.of_account(account_id)))
    if not nonces:
        return ()
    pair = [redis_keys.index(doctor_id), redis_keys.version(doctor_id)]
    ((_, _, members, _),) = await redis.run(LIVE, pair, [])
    return tuple(sorted(_seconds(each) for each in members if each.split(b":")[0] in nonces))


def _doctor_holds(answer: list[Any]) -> DoctorHolds:
    epoch, count, members, written = answer
    return DoctorHolds(
        epoch=epoch.decode() if isinstance(epoch, bytes) else "",
        version=int(count) if isinstance(count, bytes) else 0,
        periods=tuple(sorted(map(_seconds, members))),
        written=written.decode() if isinstance(written, bytes) else "",
    )


def _seconds(member: bytes) -> tuple[int, int, int | None]:
    """Parses (start, busy until, end) from an index member.

    The end is None for a hold that a process of an earlier version has made.
    """
    _, starts_at, busy_until, *ends_at = member.split(b":")
    return int(starts_at), int(busy_until), int(ends_at[0]) if ends_at else None
