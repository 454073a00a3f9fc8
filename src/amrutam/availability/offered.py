"""What is answered about free times, whichever protocol asks: JSON of one doctor or of many."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.availability import own, slots_json
from amrutam.availability.models import Asked, Reading
from amrutam.availability.response_cache import answered
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources
from amrutam.schedules.models import Slot


async def offered_slots(
    resources: Resources,
    caller: Caller | None,
    doctor_id: UUID,
    asked: Asked,
    consultation_type: UUID | None = None,
    reschedules: UUID | None = None,
) -> bytes:
    """One doctor's times as the caller sees them. Raises `NotFound`, `Invalid`, `SignInRequired`."""
    moved = None
    if reschedules is not None:
        moved = await own.access_moved(resources, caller, doctor_id, reschedules)
        consultation_type = consultation_type or moved.type_id
    held = await own.holds_at(resources, caller, doctor_id)

    def made(reading: Reading) -> bytes:
        return _of_type(reading, consultation_type, asked.part)

    if held or moved:
        reading = await own.read_own(resources, doctor_id, asked, held, moved)
        if reading is None:
            raise NotFound
        return made(reading)
    found = await answered(resources, [doctor_id], asked, consultation_type, made)
    if doctor_id not in found:
        raise NotFound
    return found[doctor_id]


async def slots_of_many(
    resources: Resources, doctor_ids: Sequence[UUID], asked: Asked, consultation_type: UUID | None
) -> Mapping[UUID, bytes]:
    """The same for many doctors, as everybody sees them: one statement."""

    def made(reading: Reading) -> bytes:
        return _of_type(reading, consultation_type, asked.part)

    return await answered(resources, doctor_ids, asked, consultation_type, made)


async def availability_of(
    resources: Resources,
    doctor_ids: Sequence[UUID],
    asked: Asked,
    limit: int | None,
    fits: Callable[[Slot], bool] | None = None,
    variant: Hashable = None,
) -> Mapping[UUID, bytes]:
    """Of the default type, with a limit only so many open times, of those that fit. Raises `Invalid`.

    `variant`: all that decides the answer beside the days; the limit, if nothing else does.
    """
    most = resources.settings.availability_max_doctors
    if len(doctor_ids) > most:
        raise Invalid.field("/doctor_ids", f"at most {most} doctors at once")

    def made(reading: Reading) -> bytes:
        return slots_json.one(reading, reading.calendar.type_of(None), limit, fits)

    return await answered(resources, doctor_ids, asked, variant or (limit, None, None), made)


def _of_type(reading: Reading, type_id: UUID | None, part: str) -> bytes:
    kind = reading.calendar.type_of(type_id)
    if kind is None and type_id is not None:
        raise Invalid.field(f"{part}/consultation_type", "not a consultation type of this doctor")
    return slots_json.one(reading, kind)
