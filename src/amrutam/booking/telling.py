"""Telling a patient what became of an appointment, and screens what became of its time."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from amrutam.availability.days import open_times
from amrutam.availability.models import Asked
from amrutam.availability.reading import read
from amrutam.booking import answers, queries
from amrutam.booking.calendar_file import calendar_file
from amrutam.booking.contacts import contact_of
from amrutam.booking.models import Stored
from amrutam.booking.together import LookUps
from amrutam.core.database import Row
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds.store import changed
from amrutam.integrations.smtp.client import MailRefused
from amrutam.notifications.messages import send_appointment
from amrutam.notifications.models import AppointmentFacts, CalendarFile, Template

_OFFERED = 3
_TEMPLATES: dict[str, Template] = {
    "booked": "appointment_booked",
    "moved": "appointment_moved",
    "cancelled": "appointment_cancelled",
}


async def tell_appointment_changed(resources: Resources, payload: dict[str, Any]) -> None:
    """A job's action. Silent about what a later change has overtaken: that one tells.

    Raises `MailNotSent`, so that the job is tried again; a refused address ends it.
    """
    id_, version = UUID(payload["appointment_id"]), int(payload["version"])
    row = await resources.part(LookUps).of(id_)
    event = await queries.event(resources.database, id_, version)
    if row is None or event is None:
        return
    await _tell_screens(resources, row, event)
    if row["version"] != version:
        return
    template = _TEMPLATES.get(event["kind"])
    contact = await contact_of(resources, row["account_id"])
    if template is None or contact is None:
        return
    stored = answers.from_row(resources.keyring, row)
    try:
        await send_appointment(
            resources,
            contact,
            template,
            await _facts(resources, stored, event),
            calendar=_file(resources, stored),
            unique=f"{id_}/{version}",
        )
    except MailRefused:
        return


async def _tell_screens(resources: Resources, row: Row, event: Row) -> None:
    """Once more: the process that changed it may have died between its commit and its telling."""
    if event["kind"] not in _TEMPLATES:
        return
    period = None  # how long the time was that was left is not known: the buffer may have changed
    if event["kind"] == "booked":
        length = row["ends_at"] - row["starts_at"] + timedelta(minutes=row["buffer_minutes"])
        period = (event["starts_at"], event["starts_at"] + length)
    with suppress(RedisAway):
        await changed(resources.redis, row["doctor_id"], period)


def _file(resources: Resources, stored: Stored) -> CalendarFile:
    cancelled = stored.appointment.status == "cancelled"
    content = calendar_file(stored.appointment, resources.settings.public_url)
    return CalendarFile(content, "CANCEL" if cancelled else "PUBLISH")


async def _facts(resources: Resources, stored: Stored, event: Row) -> AppointmentFacts:
    shown = stored.appointment
    by_staff = event["actor_role"] != "patient"
    offered = by_staff and shown.status == "cancelled"
    return AppointmentFacts(
        reference=shown.reference,
        patient_name=shown.patient.name,
        doctor_name=shown.doctor.name,
        registration_number=shown.doctor.registration_number,
        mode=shown.mode,
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        time_zone=shown.time_zone,
        address=stored.doctor_address if shown.mode == "in_person" else "",
        previous_starts_at=event["previous_starts_at"],
        by_staff=by_staff,
        new_times=await _new_times(resources, shown.doctor.id) if offered else (),
    )


async def _new_times(resources: Resources, doctor_id: UUID) -> tuple[datetime, ...]:
    """The first that are free in the next seven days; none of a doctor who is not listed."""
    asked = Asked(None, None, max_days=7)
    reading = (await read(resources, [doctor_id], asked)).get(doctor_id)
    kind = reading.calendar.type_of(None) if reading else None
    if reading is None or kind is None:
        return ()
    return tuple(islice(open_times(reading, kind), _OFFERED))
