"""The times that a mail offers instead of an appointment that staff have cancelled."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from urllib.parse import urlencode
from uuid import UUID

from amrutam.availability.days import open_slots
from amrutam.availability.models import RequestedDays
from amrutam.availability.reading import read
from amrutam.booking import queries
from amrutam.booking.clinic_text import in_words
from amrutam.booking.models import Appointment
from amrutam.core.resources import Resources
from amrutam.doctors.models import Clinic
from amrutam.notifications.models import OfferedTime
from amrutam.schedules.calendars import calendars_of
from amrutam.schedules.models import Calendar, Slot
from amrutam.schedules.rules import offered_slot
from amrutam.schedules.slot_cache import SlotCache

_OFFERED = 3


async def offered_instead(resources: Resources, cancelled: Appointment) -> tuple[OfferedTime, ...]:
    """The doctor's first three available slots of today and the next six days; without any, the first slot of each of up to three other doctors.

    Days are those of the doctor's zone, and all slots are in the appointment's mode. The doctor's
    slots are for the appointment's type, or the default type if the doctor no longer has that type.
    Other doctors are those of `queries.other_doctors`, and their slots are for their default types.
    The result is empty if nobody has such a slot. Raises `Unavailable` as
    `availability.reading.read` does.
    """
    own = await _own_times(resources, cancelled)
    return own or await _others_times(resources, cancelled)


async def _own_times(resources: Resources, cancelled: Appointment) -> tuple[OfferedTime, ...]:
    doctor_id = cancelled.doctor.id
    asked = RequestedDays(None, None, max_days=7)
    reading = (await read(resources, [doctor_id], asked)).get(doctor_id)
    if reading is None:
        return ()
    calendar = reading.calendar
    kind = calendar.type_of(cancelled.consultation_type.id) or calendar.type_of(None)
    if kind is None:
        return ()
    in_mode = (slot for slot in open_slots(reading, kind) if cancelled.mode in slot.modes)
    return tuple(
        OfferedTime(
            slot.starts_at,
            booking_path(doctor_id, kind.id, cancelled.mode, slot.starts_at),
            clinic=_other_clinic(cancelled, calendar, slot),
        )
        for slot in islice(in_mode, _OFFERED)
    )


async def _others_times(resources: Resources, cancelled: Appointment) -> tuple[OfferedTime, ...]:
    rows = await queries.other_doctors(
        resources.database, cancelled.doctor.id, cancelled.mode, _OFFERED
    )
    calendars = await calendars_of(resources, {row["doctor_id"]: None for row in rows})
    found = []
    for row in rows:
        calendar, starts_at = calendars[row["doctor_id"]], row["starts_at"]
        kind = calendar.type_of(row["type_id"])
        if kind is None:
            continue
        slot = offered_slot(calendar, starts_at, kind, resources.part(SlotCache).day_slots)
        # The search index, from which `starts_at` comes, may be older than the calendar.
        if slot is not None and cancelled.mode in slot.modes:
            path = booking_path(row["doctor_id"], row["type_id"], cancelled.mode, starts_at)
            clinic = _other_clinic(cancelled, calendar, slot)
            found.append(OfferedTime(starts_at, path, row["name"], clinic))
    return tuple(found)


def _other_clinic(cancelled: Appointment, calendar: Calendar, slot: Slot) -> str:
    """The clinic of the slot in words; empty for an online visit, and if it is the cancelled appointment's clinic."""
    if cancelled.mode == "online":
        return ""
    if isinstance(cancelled.place, Clinic) and cancelled.place.id == slot.clinic_id:
        return ""
    clinic = calendar.clinic_of(slot.clinic_id)
    return in_words(clinic, calendar.doctor_id) if clinic else ""


def booking_path(doctor_id: UUID, type_id: UUID, mode: str, at: datetime) -> str:
    """The path of the website's booking page, without the language, with the parameters that the page reads.

    `mode`: `online` or `in_person`. `at`: the start, which must be in UTC.
    """
    asked = {
        "doctor": doctor_id, "starts_at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "type": type_id, "mode": mode,
    }  # fmt: skip
    return f"/book?{urlencode(asked)}"
