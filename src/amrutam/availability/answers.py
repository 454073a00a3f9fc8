"""Makes the JSON of slots, of one doctor or of many, for REST and GraphQL."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.availability import caller_view, slots_json
from amrutam.availability.models import Reading, RequestedDays
from amrutam.availability.response_cache import answered
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources
from amrutam.schedules.models import Slot


async def offered_slots(
    resources: Resources,
    caller: Caller | None,
    doctor_id: UUID,
    asked: RequestedDays,
    consultation_type: UUID | None = None,
    reschedules: UUID | None = None,
) -> bytes:
    """Returns the JSON of one doctor's slots as the caller sees them, in the shape of `SlotsAnswer`.

    `caller` is None for the public. `consultation_type` is the id of a type; None is the type of
    the appointment to be moved, otherwise, and for an appointment that is handed over to the
    doctor, the doctor's default type. `reschedules`: the id of an appointment that the caller wants
    to move, whose time is shown as free; None for no appointment. Raises `NotFound` (an unknown or
    unapproved doctor, or an appointment that the caller cannot move to this doctor), `Invalid` (the
    days, as for `reading.read`, or a type that the doctor does not have, also that of the
    appointment to be moved), `SignInRequired` for `reschedules` without a caller, and `Unavailable`
    as `reading.read` does.
    """
    moved = None
    if reschedules is not None:
        moved = await caller_view.access_moved(resources, caller, doctor_id, reschedules)
        consultation_type = consultation_type or moved.type_id
    held = await caller_view.holds_at(resources, caller, doctor_id)

    def made(reading: Reading) -> bytes:
        return _of_type(reading, consultation_type, asked.part)

    if held or moved:
        reading = await caller_view.read_own(resources, doctor_id, asked, held, moved)
        if reading is None:
            raise NotFound
        return made(reading)
    found = await answered(resources, [doctor_id], asked, consultation_type, made)
    if doctor_id not in found:
        raise NotFound
    return found[doctor_id]


async def slots_of_many(
    resources: Resources,
    doctor_ids: Sequence[UUID],
    asked: RequestedDays,
    consultation_type: UUID | None,
) -> Mapping[UUID, bytes]:
    """Returns the JSON (`SlotsAnswer`) of each approved doctor's slots as the public sees them, by doctor id.

    Unknown and unapproved doctors are left out. The number of doctors is not limited here; the
    number of round trips does not depend on it. `consultation_type` None is the default type of
    each doctor. Raises `Invalid` for days that `reading.read` refuses and for a type that one of
    the doctors does not have, and `Unavailable` as `reading.read` does.
    """

    def made(reading: Reading) -> bytes:
        return _of_type(reading, consultation_type, asked.part)

    return await answered(resources, doctor_ids, asked, consultation_type, made)


async def availability_of(
    resources: Resources,
    doctor_ids: Sequence[UUID],
    asked: RequestedDays,
    limit: int | None,
    fits: Callable[[Slot], bool] | None = None,
    variant: Hashable = None,
) -> Mapping[UUID, bytes]:
    """Returns the JSON (`SlotsAnswer`) of each approved doctor's slots of the default type, by doctor id.

    Unknown and unapproved doctors are left out. With a `limit`, the JSON has only the first `limit`
    open slots for which `fits` is true (`fits` None: all open slots); without a `limit`, `fits` has
    no effect. `variant` is a cache key that identifies `limit` and `fits`; it can be left out only
    if `fits` is None. Raises `Invalid` for days that `reading.read` refuses and for more than
    `availability_max_doctors` ids, repeated ones included, and `Unavailable` as `reading.read` does.
    """
    most = resources.settings.availability_max_doctors
    if len(doctor_ids) > most:
        raise Invalid.field("/doctor_ids", f"must have at most {most} doctors")

    def made(reading: Reading) -> bytes:
        return slots_json.one(reading, reading.calendar.type_of(None), limit, fits)

    wanted = list(dict.fromkeys(doctor_ids))
    return await answered(resources, wanted, asked, variant or (limit, None, None), made)


def _of_type(reading: Reading, type_id: UUID | None, part: str) -> bytes:
    kind = reading.calendar.type_of(type_id)
    if kind is None and type_id is not None:
        raise Invalid.field(
            f"{part}/consultation_type", "must be a consultation type of this doctor"
        )
    return slots_json.one(reading, kind)
