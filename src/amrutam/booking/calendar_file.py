"""One appointment as an iCalendar file (RFC 5545), with which calendar programs add, change or cancel the event (RFC 5546).

`calendar_feed.py` writes the file of all appointments of a doctor.
"""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress
from msgspec.structs import astuple

from amrutam.booking.calendar_zone import times_of_event, vtimezone
from amrutam.booking.clinic_text import in_words
from amrutam.booking.models import Appointment, Call
from amrutam.core import clock
from amrutam.core.settings import Settings
from amrutam.doctors.models import Clinic
from amrutam.notifications.letters import answering_address
from amrutam.notifications.models import CalendarMethod, Locale
from amrutam.notifications.rendering import without_line_breaks
from amrutam.notifications.words import mode_name, reference_in_words, type_name

_HEAD = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Amrutam//Appointments//EN\r\nMETHOD:{method}\r\n"
)
_SUMMARY = {"en": "Consultation with {doctor}", "hi": "{doctor} के साथ परामर्श"}
_PLACE = {"en": "At the clinic", "hi": "क्लिनिक में"}


def calendar_file(
    settings: Settings,
    appointment: Appointment,
    method: CalendarMethod,
    locale: Locale,
    *,
    attendee: str = "",
) -> bytes:
    """The bytes of the iCalendar file of one appointment.

    The event's UID stays the same through moves and a cancellation; SEQUENCE grows with each
    change. `method`: the file's METHOD (RFC 5546 1.4). `locale`: the language of the texts.
    `attendee`: the e-mail address to which the file is sent; with "" the event has no ATTENDEE,
    which RFC 5546 3.2.1 forbids in a published file.
    """
    visit_url = f"{settings.public_url}/{locale}/appointments/{appointment.id}"
    zone = ZoneInfo(appointment.time_zone)
    event = Event()
    event.add("uid", f"{appointment.id}@amrutam")
    event.add("sequence", appointment.version - 1)
    event.add("dtstamp", clock.now().astimezone(UTC))
    starts, ends = times_of_event(zone, appointment.starts_at, appointment.ends_at)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add(
        "summary", without_line_breaks(_SUMMARY[locale].format(doctor=appointment.doctor.name))
    )
    event.add("location", _location(appointment, locale, visit_url))
    if isinstance(appointment.place, Clinic) and appointment.place.location is not None:
        event.add("geo", astuple(appointment.place.location))
    event.add("description", _description(appointment, locale, visit_url))
    event.add("status", "CANCELLED" if appointment.status == "cancelled" else "CONFIRMED")
    event.add("url", visit_url)
    event["organizer"] = _person(answering_address(settings), appointment.doctor.name)
    if attendee:
        event["attendee"] = _person(attendee, appointment.patient.name, "ACCEPTED")
    body: bytes = event.to_ical()
    zone_of_event = vtimezone(appointment.time_zone, appointment.starts_at.year)
    return _HEAD.format(method=method).encode() + zone_of_event + body + b"END:VCALENDAR\r\n"


def _location(appointment: Appointment, locale: Locale, visit_url: str) -> str:
    match appointment.place:
        case Clinic() as clinic:
            return without_line_breaks(in_words(clinic, appointment.doctor.id)) or _PLACE[locale]
        case Call():
            return visit_url  # the appointment's page, which has the link of the video call


def _description(appointment: Appointment, locale: Locale, visit_url: str) -> str:
    consultation = appointment.consultation_type
    name = type_name(consultation.kind, consultation.name, locale)
    kind = f"{name}, {mode_name(appointment.mode, locale)}"
    reference = reference_in_words(appointment.reference, locale)
    return "\n".join([reference, without_line_breaks(kind), visit_url])


def _person(address: str, name: str, answer: str = "") -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["CN"] = without_line_breaks(name)
    if answer:
        person.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": answer, "RSVP": "FALSE"})
    return person
