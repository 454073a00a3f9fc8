"""Records where the patient of a visit is: expected, arrived, or in the doctor's room."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.booking import mapping, write_queries
from amrutam.booking.batched import LookUps
from amrutam.booking.errors import NotBooked
from amrutam.booking.models import Appointment, Attendance
from amrutam.booking.reading import access_appointment
from amrutam.clinics.access import is_at_desk
from amrutam.core.database import retried
from amrutam.core.errors import NotAllowed, NotFound, Unavailable, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.resources import Resources
from amrutam.doctors.models import Clinic

_TRIES = 3


async def set_attendance(
    resources: Resources,
    caller: Caller,
    appointment_id: UUID,
    attendance: Attendance,
    expected: Tags,
) -> Appointment:
    """Records where the patient is, and returns the changed appointment; recording the present state again changes nothing.

    The route admits only doctors, desks and administrators. The appointment has the reason for the
    visit also for a desk, to which the reason must not be shown. Raises `NotFound` if the caller
    may not see the appointment, or is a desk of another clinic; `NotAllowed` for a doctor whose
    account manages the patient of another doctor's visit; `NotBooked`; `NotYet` earlier than
    `attendance_hours_before` before the start; `ClosedTooLongAgo` for a return to an earlier state
    more than `reopen_hours` after the patient was last recorded as arrived or in the room;
    `VersionMismatch` if the version is not in `expected` (None accepts every version);
    `Unavailable`, also if others change the appointment again and again.
    """
    for _ in range(_TRIES):
        present = await _access(resources, caller, appointment_id)
        if expected is not None and str(present.version) not in expected:
            raise VersionMismatch
        if present.status != "booked":
            raise NotBooked
        if present.attendance == attendance:
            return present
        try:
            await _write(resources, caller, present, attendance)
        except VersionMismatch:
            if expected is not None:
                raise
        else:
            return replace(present, attendance=attendance, version=present.version + 1)
    raise Unavailable("The appointment was changed again and again by others")


async def _access(resources: Resources, caller: Caller, appointment_id: UUID) -> Appointment:
    """The appointment, if the caller is its doctor or an administrator or, as a desk, works at its clinic.

    Raises `NotAllowed` for another doctor whose account manages the patient, and `NotFound` for
    everybody else.
    """
    if caller.role != "desk":
        stored = await access_appointment(resources, caller, appointment_id)
        if not stored.recordable_by(caller):
            raise NotAllowed
        return stored.appointment
    row = await resources.part(LookUps).of(appointment_id)
    if row is None:
        raise NotFound
    found = mapping.from_row(resources, row).appointment
    at = found.place.id if isinstance(found.place, Clinic) else None
    if at is None or not await is_at_desk(resources.database, caller.account_id, at):
        raise NotFound
    return found


async def _write(
    resources: Resources, caller: Caller, present: Appointment, attendance: Attendance
) -> None:
    settings = resources.settings
    before = timedelta(hours=settings.attendance_hours_before)
    within = timedelta(hours=settings.reopen_hours)
    await retried(
        lambda: write_queries.set_attendance(
            resources.database, present.id, present.version, attendance, caller, before, within
        )
    )
