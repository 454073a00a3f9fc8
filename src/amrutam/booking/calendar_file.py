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
    before, after = _around(appointment.time_zone)
    file: bytes = before + event.to_ical() + after
    return file


@lru_cache(maxsize=128)
def _around(time_zone: str) -> tuple[bytes, bytes]:
    """What stands before and after the event; a VTIMEZONE takes ten milliseconds to work out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Amrutam//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_tzid(time_zone))
    before, end, after = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return before, end + after


def _one_line(text: str) -> str:
    return " ".join(text.split())
