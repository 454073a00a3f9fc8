"""Undoes the marking of an appointment as completed or missed (`close_appointment` in closing.py)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking import mapping, rules, write_queries
from amrutam.booking.batched import LookUps
from amrutam.booking.errors import NotClosed
from amrutam.booking.models import encode
from amrutam.booking.reading import access_appointment
from amrutam.core.errors import NotAllowed, NotFound, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics


async def reopen_appointment(
    resources: Resources, caller: Caller, appointment_id: UUID, expected: Tags
) -> bytes:
    """Makes a completed or missed appointment booked again; returns the JSON of the booked appointment.

    Raises `NotFound` if the caller may not see the appointment; `NotAllowed` unless the caller is
    an administrator, or is the appointment's doctor and closed the appointment; `NotClosed` if the
    appointment is neither completed nor missed; `ClosedTooLongAgo` later than `reopen_hours` after
    the closing; `VersionMismatch` if the version is not in `expected` (None accepts every version),
    or others change the appointment meanwhile.
    """
    stored = await access_appointment(resources, caller, appointment_id)
    if not stored.recordable_by(caller):
        raise NotAllowed
    present = stored.appointment
    if expected is not None and str(present.version) not in expected:
        raise VersionMismatch
    if not rules.allowed(present.status, "booked"):
        raise NotClosed
    within = timedelta(hours=resources.settings.reopen_hours)
    await write_queries.reopen(resources.database, present.id, present.version, caller, within)
    metrics.BOOKINGS.labels("reopened").inc()
    row = await resources.part(LookUps).of(present.id)
    if row is None:
        raise NotFound
    return encode(mapping.from_row(resources, row).appointment)
