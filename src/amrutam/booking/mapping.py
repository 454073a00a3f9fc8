"""Converts rows and holds to appointments, and encrypts and decrypts reasons and notes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from amrutam.booking.models import (
    Appointment,
    Call,
    DoctorOf,
    HandoverOffer,
    Money,
    PatientOf,
    Proposal,
    Status,
    Stored,
    TypeOf,
)
from amrutam.core.database import Row
from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources
from amrutam.core.video import join
from amrutam.doctors.models import Clinic, Location
from amrutam.holds.models import HoldToken
from amrutam.schedules.models import Calendar

_LONGEST_BUFFER = timedelta(minutes=240)
"""The longest buffer that the schema allows.

It is used where the buffer at the time of booking is unknown, because the doctor's present buffer
may differ from that buffer.
"""


def seal_reason(keyring: Keyring, reason: str | None, appointment_id: UUID) -> bytes | None:
    """Encrypts a reason, bound to its appointment; returns None for an empty reason and for None."""
    if not reason:
        return None
    return keyring.seal("reason", reason.encode(), appointment_id.bytes)


def opened_override(keyring: Keyring, event: Row, appointment_id: UUID) -> str | None:
    """The reason that staff gave for a time that the doctor does not offer; None if the event has no such reason.

    `event`: a row of `history_queries.events` or `events_of_many`. Raises `SealBroken`.
    """
    if event["kind"] not in ("booked", "moved"):
        return None
    return opened_note(keyring, event["note_sealed"], appointment_id)


def opened_note(keyring: Keyring, sealed: bytes | None, appointment_id: UUID) -> str | None:
    """The note of an appointment's event in clear; None for None. Raises `SealBroken`."""
    if sealed is None:
        return None
    return keyring.open("reason", sealed, appointment_id.bytes).decode()


def from_hold(
    resources: Resources,
    token: HoldToken,
    calendar: Calendar,
    *,
    id_: UUID,
    reference: str,
    reason: str | None,
    version: int,
    created_at: datetime,
) -> Appointment:
    """The appointment that the hold becomes when it is confirmed or when it moves an appointment.

    `calendar`: one that `confirm_or_move.bookable_calendar` has checked. `reason` is in clear; None
    or "" for none. The appointment has no proposal, handover or lateness, and its attendance is
    `expected`.
    """
    return Appointment(
        id=id_,
        reference=reference,
        status="booked",
        doctor=doctor_of(calendar),
        patient=PatientOf(token.patient_id, token.patient_name),
        starts_at=token.starts,
        ends_at=token.ends,
        time_zone=token.time_zone,
        mode=token.mode,
        place=calendar.clinic_of(token.clinic_id)
        or Call(
            *join(resources, id_, (token.starts, token.ends), calendar.meeting_url, is_booked=True)
        ),
        consultation_type=TypeOf(
            token.type_id,
            _kind_of(calendar, token.type_id),
            token.type_name,
            (token.ends_at - token.starts_at) // 60,
        ),
        fee=Money(token.fee_amount, token.fee_currency),
        reason=reason or None,
        version=version,
        created_at=created_at.replace(microsecond=0).astimezone(UTC),
        changes_until=_changes_until(token.starts, calendar.change_notice_minutes),
    )


def _kind_of(calendar: Calendar, type_id: UUID) -> str:
    found = calendar.type_of(type_id)
    assert found is not None  # noqa: S101 - bookable_calendar has checked it
    return found.kind


def doctor_of(calendar: Calendar) -> DoctorOf:
    """The doctor of a calendar, as an appointment shows the doctor."""
    return DoctorOf(
        calendar.doctor_id,
        calendar.doctor_name,
        calendar.registration_number,
        calendar.specialization,
    )


def from_row(resources: Resources, row: Row) -> Stored:
    """Returns the appointment of a row of the view `appointment_shown`, with its reason decrypted. Raises `SealBroken`."""
    keyring = resources.keyring
    sealed = row["reason_sealed"]
    reason = keyring.open("reason", sealed, row["id"].bytes).decode() if sealed else None
    minutes = int((row["ends_at"] - row["starts_at"]).total_seconds()) // 60
    shown = Appointment(
        id=row["id"],
        reference=row["reference"],
        status=row["status"],
        doctor=DoctorOf(
            row["doctor_id"], row["doctor_name"], row["registration_number"], row["specialization"]
        ),
        patient=PatientOf(row["patient_id"], row["patient_name"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        time_zone=row["time_zone"],
        mode=row["mode"],
        place=_clinic(row) or _call(resources, row),
        consultation_type=TypeOf(
            row["consultation_type_id"], row["type_kind"], row["type_name"], minutes
        ),
        fee=Money(row["fee_amount"], row["fee_currency"]),
        reason=reason,
        version=row["version"],
        created_at=row["created_at"].replace(microsecond=0),
        changes_until=_changes_until(row["starts_at"], row["change_notice_minutes"]),
        attendance=row["attendance"],
        late_minutes=row["late_minutes"],
        proposal=_proposal(row),
        handover=_handover(row),
    )
    return Stored(
        appointment=shown,
        account_id=row["account_id"],
        doctor_account_id=row["doctor_account_id"],
        marked_until=row["ends_at"] + _LONGEST_BUFFER,
        busy_until=row["ends_at"] + timedelta(minutes=row["buffer_minutes"]),
        proposed_type_id=row["proposed_type_id"],
    )


def _changes_until(starts_at: datetime, notice_minutes: int) -> datetime:
    return starts_at - timedelta(minutes=notice_minutes)


def _proposal(row: Row) -> Proposal | None:
    if row["proposed_starts_at"] is None:
        return None
    return Proposal(row["proposed_starts_at"], row["proposed_ends_at"], row["proposal_expires_at"],
                    row["proposed_clinic_id"], row["proposed_clinic_name"],
                    row["proposed_doctor_id"])  # fmt: skip


def _handover(row: Row) -> HandoverOffer | None:
    if row["handover_doctor_id"] is None:
        return None
    return HandoverOffer(row["handover_doctor_id"], row["handover_doctor_name"])


def _call(resources: Resources, row: Row) -> Call:
    period, is_booked = (row["starts_at"], row["ends_at"]), row["status"] == "booked"
    return Call(*join(resources, row["id"], period, row["meeting_url"], is_booked=is_booked))


def ended(present: Appointment, status: Status) -> Appointment:
    """The appointment in its next version after it was cancelled or closed: without handover, proposal, lateness and the link of its video call."""
    place = present.place
    if isinstance(place, Call):
        place = Call(None, place.join_from)
    return replace(
        present, status=status, version=present.version + 1, place=place, handover=None,
        proposal=None, late_minutes=None,
    )  # fmt: skip


def _clinic(row: Row) -> Clinic | None:
    if row["clinic_id"] is None:
        return None
    place = None
    if row["latitude"] is not None:
        place = Location(row["latitude"], row["longitude"])
    return Clinic(row["clinic_id"], row["clinic_name"], row["clinic_address"], row["clinic_city"],
                  row["clinic_phone"], place)  # fmt: skip
