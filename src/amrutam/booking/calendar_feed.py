"""Writes a doctor's appointments as one iCalendar file (RFC 5545). Pure.

The events are written as text and not as objects of the icalendar library, which cost a tenth of a
millisecond for each event: a file can have thousands of events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from icalendar.parser import Contentline
from icalendar.prop import vText

from amrutam.booking.clinic_text import in_words
from amrutam.core.database import Row
from amrutam.doctors.models import Clinic
from amrutam.notifications.models import Locale
from amrutam.notifications.rendering import without_line_breaks
from amrutam.notifications.words import mode_name, reference_in_words, type_name

FeedRow = Row | Mapping[str, Any]
"""A row of an appointment with the columns of `calendar_link_queries.BOOKED`."""

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Amrutam//Calendar//EN", "METHOD:PUBLISH",
         "REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M")  # fmt: skip

_PATIENT: dict[Locale, str] = {"en": "Patient", "hi": "मरीज़"}


def feed(owner: Row, appointments: Iterable[FeedRow], organizer: str, now: datetime) -> bytes:
    """The bytes of the iCalendar file of a doctor's appointments.

    `owner`: the doctor's row of `calendar_link_queries.OWNER`, whose `locale` is the language of
    the texts; `appointments`: rows of `BOOKED`, which are written in their order; `organizer`: the
    platform's e-mail address; `now`: the time that each event states as its DTSTAMP.

    Patients appear by their initials only, because a subscribed calendar is stored on other
    companies' servers. An appointment that was cancelled, or that moved to another doctor, stays in
    the file as CANCELLED, because a program may keep an event that is only absent from the file.
    """
    lines = [line.encode() for line in _HEAD]
    lines += [_text("X-WR-CALNAME", owner["name"]), _text("X-WR-TIMEZONE", owner["time_zone"])]
    organized_by = f"ORGANIZER:mailto:{organizer}".encode()
    for row in appointments:
        lines += _event(row, organized_by, owner, now)
    return b"\r\n".join([*lines, b"END:VCALENDAR", b""])


def initials(name: str, locale: Locale) -> str:
    """Initials such as `A. R.`, of the first three words at most that begin with a letter.

    If no word of the name does, the result is the word for a patient in `locale`.
    """
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return " ".join(f"{letter}." for letter in letters[:3]) or _PATIENT[locale]


def _event(row: FeedRow, organized_by: bytes, owner: Row, now: datetime) -> Iterator[bytes]:
    yield b"BEGIN:VEVENT"
    yield f"UID:{row['id']}@amrutam".encode()
    yield f"SEQUENCE:{row['version'] - 1}".encode()
    for name, instant in (
        ("DTSTAMP", now), ("DTSTART", row["starts_at"]), ("DTEND", row["ends_at"])
    ):  # fmt: skip
        yield f"{name}:{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()
    kind = type_name(row["type_kind"], row["type_name"], owner["locale"])
    yield _text("SUMMARY", f"{initials(row['patient_name'], owner['locale'])}, {kind}")
    reference = reference_in_words(row["reference"], owner["locale"])
    yield _text("DESCRIPTION", f"{reference}, {mode_name(row['mode'], owner['locale'])}")
    if row["clinic_id"] is not None and (place := in_words(_clinic(row), owner["id"])):
        yield _text("LOCATION", place)
    yield organized_by
    yield b"STATUS:CANCELLED" if row["status"] == "cancelled" else b"STATUS:CONFIRMED"
    yield b"END:VEVENT"


def _clinic(row: FeedRow) -> Clinic:
    return Clinic(row["clinic_id"], row["clinic_name"], row["clinic_address"], row["clinic_city"])


def _text(name: str, value: str) -> bytes:
    """Returns the content line `name:value` of the calendar file, escaped and folded.

    A line break in `value` cannot begin another line.
    """
    escaped = vText(without_line_breaks(value)).to_ical().decode()
    line: bytes = Contentline(f"{name}:{escaped}").to_ical()  # type: ignore[no-untyped-call]
    return line
