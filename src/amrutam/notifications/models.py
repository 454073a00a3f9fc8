"""To whom messages go, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from amrutam.core.zones import DEFAULT_ZONE

Channel = Literal["email", "sms"]
Locale = Literal["en", "hi"]
CalendarMethod = Literal["PUBLISH", "REQUEST", "CANCEL"]
"""iTIP's (RFC 5546)."""
CodeTemplate = Literal["sign_in_code", "booking_code"]
AppointmentTemplate = Literal["appointment_booked", "appointment_moved", "appointment_cancelled"]
StaffTemplate = Literal["staff_invited", "staff_reset", "staff_forgotten", "staff_new_device"]
Template = CodeTemplate | AppointmentTemplate | StaffTemplate
"""Every kind of message, with a file of this name in each language."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A normalised address, how it is reached, and who reads there: a name, a language, a zone."""

    channel: Channel
    address: str
    locale: Locale = "en"
    name: str = ""
    time_zone: str = DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """A time that is free, and where on the website it is booked, without the language."""

    starts_at: datetime
    path: str


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """What a message about an appointment tells.

    `fee_amount` is in minor units, `changes_until` when the patient can move or cancel for the last time,
    `time_zone` the doctor's, `address` and `phone` where to go and whom to ask for a visit in person, `join_url` the
    room of one online if the doctor has named it. `by_staff`: the doctor or an administrator changed it; `offered`
    can then be booked instead.
    """

    id: UUID
    reference: str
    patient_name: str
    doctor_name: str
    registration_number: str
    type_name: str
    minutes: int
    mode: str
    fee_amount: int
    fee_currency: str
    starts_at: datetime
    changes_until: datetime
    time_zone: str
    address: str = ""
    phone: str = ""
    join_url: str = ""
    previous_starts_at: datetime | None = None
    by_staff: bool = False
    offered: tuple[OfferedTime, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An .ics to attach; its own METHOD is this one (RFC 6047 2.4)."""

    content: bytes
    method: CalendarMethod


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str
