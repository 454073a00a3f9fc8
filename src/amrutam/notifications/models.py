"""Recipients of messages, and the data that messages state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from amrutam.core.zones import DEFAULT_ZONE

Channel = Literal["email", "sms"]
Locale = Literal["en", "hi"]
CalendarMethod = Literal["PUBLISH", "REQUEST", "CANCEL"]
"""The methods of iTIP (RFC 5546) that the platform's calendar files use."""
CodeTemplate = Literal["sign_in_code", "booking_code", "proof_code", "closing_code", "email_code"]
AppointmentTemplate = Literal[
    "appointment_booked", "appointment_moved", "appointment_cancelled", "appointment_move_proposed",
    "appointment_handover",
]  # fmt: skip
CancelledBy = Literal["patient", "clinic", "doctor"]
"""Who cancelled an appointment: its patient; the clinic, perhaps because the patient asked; or the doctor, who cannot see the patient."""
StaffTemplate = Literal["staff_invited", "staff_reset", "staff_forgotten", "staff_new_device"]
NoticeTemplate = Literal["account_closed", "email_changed"]
Template = CodeTemplate | AppointmentTemplate | StaffTemplate | NoticeTemplate
"""The kinds of messages. Each kind has a template file of its name in each language."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A normalised e-mail address or telephone number, its channel, and the reader's language, name (empty if unknown) and time zone (an IANA name)."""

    channel: Channel
    address: str
    locale: Locale = "en"
    name: str = ""
    time_zone: str = DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """An available slot and the path of the website's page that books the slot, without the prefix of the language.

    `doctor_name` is set if the time is not one of the appointment's doctor, and `clinic` (in words)
    if it is not at the appointment's clinic.
    """

    starts_at: datetime
    path: str
    doctor_name: str = ""
    clinic: str = ""


@dataclass(frozen=True, slots=True)
class ProposedTime:
    """A proposed new time of an appointment, reserved until `expires_at`; `clinic` is the clinic of a visit in person, in words, and empty for an online visit."""

    starts_at: datetime
    expires_at: datetime
    clinic: str


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """The data that a message about an appointment states.

    `fee_amount` is in minor units; `changes_until` is the last time at which the patient can move or cancel;
    `time_zone` is the doctor's; `address` and `phone` are those of the clinic for a visit in person, and otherwise
    empty. After a cancellation by staff, the message names the slots in `offered`, which can be booked instead.
    `previous_starts_at`: the start before a move; otherwise None. `previous_doctor_name`: the doctor before a move that
    changed the doctor. `other_doctor_name`: the doctor whom the patient is asked to see instead.
    """

    id: UUID
    reference: str
    patient_name: str
    doctor_name: str
    registration_number: str
    type_kind: str
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
    previous_starts_at: datetime | None = None
    cancelled_by: CancelledBy = "patient"
    offered: tuple[OfferedTime, ...] = ()
    proposal: ProposedTime | None = None
    previous_doctor_name: str = ""
    other_doctor_name: str = ""


@dataclass(frozen=True, slots=True)
class CancelledVisit:
    """A visit that was cancelled because the account that managed its patient was closed."""

    reference: str
    doctor_name: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An .ics file in UTF-8 to attach; `method` is the METHOD in the file, which the header of the mail's part repeats (RFC 6047, 2.4)."""

    content: bytes
    method: CalendarMethod


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered message: the subject, and the body as text and as HTML."""

    subject: str
    text: str
    html: str
