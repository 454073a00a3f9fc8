"""To whom messages go, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Channel = Literal["email", "sms"]
Locale = Literal["en", "hi"]
Template = Literal[
    "sign_in_code",
    "booking_code",
    "appointment_booked",
    "appointment_moved",
    "appointment_cancelled",
    "staff_invited",
    "staff_reset",
    "staff_new_device",
]
StaffTemplate = Literal["staff_invited", "staff_reset", "staff_new_device"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A normalised address, how it is reached, and in which language."""

    channel: Channel
    address: str
    locale: Locale = "en"


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """What a message about an appointment tells. `address` is where to go, for a visit in person.

    `by_staff`: the doctor or an administrator changed it; `new_times` are then free instead.
    """

    reference: str
    patient_name: str
    doctor_name: str
    registration_number: str
    mode: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    address: str = ""
    previous_starts_at: datetime | None = None
    by_staff: bool = False
    new_times: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An .ics to attach; `method` is iTIP's (RFC 5546): PUBLISH, REQUEST or CANCEL."""

    content: bytes
    method: str = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str
