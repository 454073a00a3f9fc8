"""A caller's own view of a doctor's times: held by oneself, and freed of a visit that is to move.

Such answers are made for one caller: they are never kept for others.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.availability import queries
from amrutam.availability.models import Asked, Reading
from amrutam.availability.reading import read
from amrutam.core.errors import NotFound, SignInRequired
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds.models import Periods
from amrutam.holds.store import own_holds


async def holds_at(resources: Resources, caller: Caller | None, doctor_id: UUID) -> Periods:
    """The caller's live holds at this doctor; none while Redis cannot be asked."""
    if caller is None:
        return ()
    try:
        return await own_holds(resources.redis, caller.account_id, doctor_id)
    except RedisAway:
        return ()


async def access_moved(
    resources: Resources, caller: Caller | None, doctor_id: UUID, appointment_id: UUID
) -> queries.Moved:
    """The caller's booked appointment with that doctor. Raises `SignInRequired`, `NotFound`."""
    if caller is None:
        raise SignInRequired
    moved = await queries.moved(resources.database, appointment_id, doctor_id, caller.account_id)
    if moved is None:
        raise NotFound
    return moved


async def read_own(
    resources: Resources, doctor_id: UUID, asked: Asked, own: Periods, moved: queries.Moved | None
) -> Reading | None:
    """As `read` does, for one doctor."""
    reading = (await read(resources, [doctor_id], asked)).get(doctor_id)
    if reading is None:
        return None
    if moved is not None:
        # A doctor's claims lie apart: only that appointment's begins then.
        others = [claim for claim in reading.claims if claim[0] != moved.starts_at]
        reading = replace(reading, claims=others)
    return replace(reading, own_holds=own)
