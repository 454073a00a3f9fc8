"""A caller's own view of a doctor's times: with the caller's holds, or with the time of a visit to be moved as free.

Such answers are made for one caller and never cached for others.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.availability import queries
from amrutam.availability.models import Reading, RequestedDays
from amrutam.availability.reading import read
from amrutam.core.errors import NotFound, SignInRequired
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds.live import own_holds
from amrutam.holds.models import Periods


async def holds_at(resources: Resources, caller: Caller | None, doctor_id: UUID) -> Periods:
    """Returns the caller's live holds of this doctor's times; empty without a caller and while Redis is unreachable."""
    if caller is None:
        return ()
    try:
        return await own_holds(resources.redis, caller.account_id, doctor_id)
    except RedisAway:
        return ()


async def access_moved(
    resources: Resources, caller: Caller | None, doctor_id: UUID, appointment_id: UUID
) -> queries.Moved:
    """Returns the booked appointment with this id, which is with the doctor or is handed over to the doctor.

    The caller's account must manage the appointment's patient. Raises `SignInRequired` without a
    caller, `NotFound` for any other appointment.
    """
    if caller is None:
        raise SignInRequired
    moved = await queries.moved(resources.database, appointment_id, doctor_id, caller.account_id)
    if moved is None:
        raise NotFound
    return moved


async def read_own(
    resources: Resources,
    doctor_id: UUID,
    asked: RequestedDays,
    own: Periods,
    moved: queries.Moved | None,
) -> Reading | None:
    """Returns the doctor's calendar and taken periods as the caller sees them.

    None for an unknown or unapproved doctor. `own`: the caller's holds. `moved`: an appointment
    whose time is shown as free, or None. Raises `Invalid` and `Unavailable` as `reading.read` does.
    """
    reading = (await read(resources, [doctor_id], asked)).get(doctor_id)
    if reading is None:
        return None
    if moved is not None:
        # Claims of a doctor do not overlap, so only the moved appointment's claim begins at its start.
        others = [claim for claim in reading.claims if claim[0] != moved.starts_at]
        reading = replace(reading, claims=others)
    return replace(reading, own_holds=own)
