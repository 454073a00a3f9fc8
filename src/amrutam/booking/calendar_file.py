"""An appointment as an iCalendar event (RFC 5545)."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from amrutam.booking.models import Appointment
from amrutam.core import clock


def calendar_file(appointment: Appointment, public_url: str) -> bytes:
    """UID stays the same through moves and cancels; SEQUENCE grows with each."""
    event = Event()
    event.add("uid", f"{appointment.id}@amrutam")
    event.add("sequence", appointment.version - 1)
    event.add("dtstamp", clock.now().astimezone(UTC))
    zone = ZoneInfo(appointment.time_zone)
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add(
        "summary", _one_line(f"{appointment.doctor.name}, {appointment.doctor.specialization}")
    )
    event.add("description", f"{appointment.reference}, {appointment.mode.replace('_', ' ')}")
    event.add("status", "CANCELLED" if appointment.status == "cancelled" else "CONFIRMED")
    event.add("url", f"{public_url}/appointments/{appointment.id}")
    calendar = Calendar()
    calendar.add("prodid", "-//Amrutam//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_time_zone(appointment.time_zone))
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


@lru_cache(maxsize=128)
def _time_zone(name: str) -> Timezone:
    """Its VTIMEZONE: ten milliseconds to work out, for each of a few zones once."""
    return Timezone.from_tzid(name)


def _one_line(text: str) -> str:
    return " ".join(text.split())
