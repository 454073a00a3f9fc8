"""A doctor's appointments as one iCalendar file (RFC 5545), written out by hand.

The library's objects take a tenth of a millisecond an event; a feed has thousands. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from icalendar.parser import Contentline
from icalendar.prop import vText

from amrutam.booking.clinic_text import in_words
from amrutam.core.database import Row
from amrutam.doctors.models import Clinic
from amrutam.notifications.rendering import one_line
from amrutam.notifications.words import mode_name

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Amrutam//Calendar//EN", "METHOD:PUBLISH",
         "REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M")  # fmt: skip


def feed(owner: Row, appointments: Iterable[Row], organizer: str, now: datetime) -> bytes:
    """Patients by their initials only: a subscribed calendar lies on other companies' servers.

    `organizer`: the platform's address. A cancelled appointment stays, as CANCELLED: a program that
    only misses it may keep it.
    """
    lines = [line.encode() for line in _HEAD]
    lines += [_text("X-WR-CALNAME", owner["name"]), _text("X-WR-TIMEZONE", owner["time_zone"])]
    organized_by = f"ORGANIZER:mailto:{organizer}".encode()
    for row in appointments:
        lines += _event(row, organized_by, owner, now)
    return b"\r\n".join([*lines, b"END:VCALENDAR", b""])


def initials(name: str) -> str:
    """At most three; `Patient` for a name without letters."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return " ".join(f"{letter}." for letter in letters[:3]) or "Patient"


def _event(row: Row, organized_by: bytes, owner: Row, now: datetime) -> Iterator[bytes]:
    yield b"BEGIN:VEVENT"
    yield f"UID:{row['id']}@amrutam".encode()
    yield f"SEQUENCE:{row['version'] - 1}".encode()
    for name, instant in (
        ("DTSTAMP", now), ("DTSTART", row["starts_at"]), ("DTEND", row["ends_at"])
    ):  # fmt: skip
        yield f"{name}:{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()
    yield _text("SUMMARY", f"{initials(row['patient_name'])}, {row['type_name']}")
    yield _text("DESCRIPTION", f"{row['reference']}, {mode_name(row['mode'], owner['locale'])}")
    if row["clinic_id"] is not None and (place := in_words(_clinic(row), owner["id"])):
        yield _text("LOCATION", place)
    yield organized_by
    yield b"STATUS:CANCELLED" if row["status"] == "cancelled" else b"STATUS:CONFIRMED"
    yield b"END:VEVENT"


def _clinic(row: Row) -> Clinic:
    return Clinic(row["clinic_id"], row["clinic_name"], row["clinic_address"], row["clinic_city"])


def _text(name: str, value: str) -> bytes:
    """Escaped and folded; no line break of a name begins a line of its own."""
    escaped = vText(one_line(value)).to_ical().decode()
    line: bytes = Contentline(f"{name}:{escaped}").to_ical()  # type: ignore[no-untyped-call]
    return line
