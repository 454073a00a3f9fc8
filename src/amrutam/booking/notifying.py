"""Telling a patient what became of an appointment, and screens what became of its time."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from amrutam.availability.days import open_times
from amrutam.availability.models import Asked
from amrutam.availability.reading import read
from amrutam.booking import mapping, queries
from amrutam.booking.batched import LookUps
from amrutam.booking.calendar_file import calendar_file
from amrutam.booking.clinic_text import in_words
from amrutam.booking.contacts import contact_of
from amrutam.booking.models import Appointment, Call, Stored
from amrutam.core.database import Row
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.doctors.models import Clinic
from amrutam.holds.store import changed
from amrutam.integrations.smtp.client import MailRefused
from amrutam.notifications.messages import send_appointment
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CalendarFile,
    CalendarMethod,
    Contact,
    OfferedTime,
)

_OFFERED = 3
_TEMPLATES: dict[str, AppointmentTemplate] = {
    "booked": "appointment_booked",
    "moved": "appointment_moved",
    "cancelled": "appointment_cancelled",
}


async def tell_appointment_changed(resources: Resources, payload: dict[str, Any]) -> None:
    """Mails a patient what became of an appointment, unless a later change has a mail of its own.

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
    stored = mapping.from_row(resources.keyring, row)
    try:
        await send_appointment(
            resources,
            contact,
            template,
            await _facts(resources, stored, event),
            calendar=mailed_file(resources.settings, stored.appointment, contact),
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


def mailed_file(settings: Settings, appointment: Appointment, contact: Contact) -> CalendarFile:
    method: CalendarMethod = "CANCEL" if appointment.status == "cancelled" else "REQUEST"
    attendee = contact.address if contact.channel == "email" else ""
    content = calendar_file(settings, appointment, method, contact.locale, attendee=attendee)
    return CalendarFile(content, method)


async def _facts(resources: Resources, stored: Stored, event: Row) -> AppointmentFacts:
    shown = stored.appointment
    by_staff = event["actor_role"] != "patient"
    is_offered = by_staff and shown.status == "cancelled"
    offered = await _offered(resources, shown) if is_offered else ()
    return facts_of(shown, event["previous_starts_at"], offered, by_staff=by_staff)


def facts_of(
    shown: Appointment,
    previous_starts_at: datetime | None = None,
    offered: tuple[OfferedTime, ...] = (),
    *,
    by_staff: bool = False,
) -> AppointmentFacts:
    return AppointmentFacts(
        id=shown.id,
        reference=shown.reference,
        patient_name=shown.patient.name,
        doctor_name=shown.doctor.name,
        registration_number=shown.doctor.registration_number,
        type_name=shown.consultation_type.name,
        minutes=shown.consultation_type.minutes,
        mode=shown.mode,
        fee_amount=shown.fee.amount,
        fee_currency=shown.fee.currency,
        starts_at=shown.starts_at,
        changes_until=shown.changes_until,
        time_zone=shown.time_zone,
        address=in_words(shown.place, shown.doctor.id) if isinstance(shown.place, Clinic) else "",
        phone=shown.place.phone or "" if isinstance(shown.place, Clinic) else "",
        join_url=shown.place.join_url or "" if isinstance(shown.place, Call) else "",
        previous_starts_at=previous_starts_at,
        by_staff=by_staff,
        offered=offered,
    )


async def _offered(resources: Resources, cancelled: Appointment) -> tuple[OfferedTime, ...]:
    """The doctor's first times of the next seven days for the same consultation, if it still exists."""
    doctor_id = cancelled.doctor.id
    asked = Asked(None, None, max_days=7)
    reading = (await read(resources, [doctor_id], asked)).get(doctor_id)
    if reading is None:
        return ()
    calendar = reading.calendar
    kind = calendar.type_of(cancelled.consultation_type.id) or calendar.type_of(None)
    if kind is None:
        return ()
    mode = cancelled.mode if cancelled.mode in kind.modes else None
    times = islice(open_times(reading, kind), _OFFERED)
    return tuple(OfferedTime(at, booking_path(doctor_id, kind.id, mode, at)) for at in times)


def booking_path(doctor_id: UUID, type_id: UUID, mode: str | None, at: datetime) -> str:
    """As the website's booking page reads it."""
    asked = {"doctor": doctor_id, "starts_at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "type": type_id}
    if mode is not None:
        asked["mode"] = mode
    return f"/book?{urlencode(asked)}"
