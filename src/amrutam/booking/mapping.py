"""From rows and holds to appointments, and their reasons in and out of the seal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from amrutam.booking.models import (
    Appointment,
    Call,
    DoctorOf,
    Money,
    PatientOf,
    Stored,
    TypeOf,
)
from amrutam.core.database import Row
from amrutam.core.key_ring import Keyring
from amrutam.doctors.models import Clinic, Location
from amrutam.holds.models import HoldToken
from amrutam.schedules.models import Calendar

_LONGEST_BUFFER = timedelta(minutes=240)
"""By the schema. The doctor's present one need not be that of the booking."""


def seal_reason(keyring: Keyring, reason: str | None, appointment_id: UUID) -> bytes | None:
    if not reason:
        return None
    return keyring.seal("reason", reason.encode(), appointment_id.bytes)


def from_hold(
    token: HoldToken,
    calendar: Calendar,
    *,
    id_: UUID,
    reference: str,
    reason: str | None,
    version: int,
    created_at: datetime,
) -> Appointment:
    """What the appointment will be once the hold is confirmed."""
    return Appointment(
        id=id_,
        reference=reference,
        status="booked",
        doctor=DoctorOf(
            calendar.doctor_id,
            calendar.doctor_name,
            calendar.registration_number,
            calendar.specialization,
        ),
        patient=PatientOf(token.patient_id, token.patient_name),
        starts_at=token.starts,
        ends_at=token.ends,
        time_zone=token.time_zone,
        mode=token.mode,
        place=calendar.clinic_of(token.clinic_id) or Call(calendar.meeting_url),
        consultation_type=TypeOf(
            token.type_id, token.type_name, (token.ends_at - token.starts_at) // 60
        ),
        fee=Money(token.fee_amount, token.fee_currency),
        reason=reason or None,
        version=version,
        created_at=created_at.replace(microsecond=0).astimezone(UTC),
        changes_until=_changes_until(token.starts, calendar.change_notice_minutes),
    )


def from_row(keyring: Keyring, row: Row) -> Stored:
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
        place=_clinic(row) or Call(row["meeting_url"]),
        consultation_type=TypeOf(row["consultation_type_id"], row["type_name"], minutes),
        fee=Money(row["fee_amount"], row["fee_currency"]),
        reason=reason,
        version=row["version"],
        created_at=row["created_at"].replace(microsecond=0),
        changes_until=_changes_until(row["starts_at"], row["change_notice_minutes"]),
    )
    return Stored(
        appointment=shown,
        account_id=row["account_id"],
        doctor_account_id=row["doctor_account_id"],
        marked_until=row["ends_at"] + _LONGEST_BUFFER,
        busy_until=row["ends_at"] + timedelta(minutes=row["buffer_minutes"]),
    )


def _changes_until(starts_at: datetime, notice_minutes: int) -> datetime:
    return starts_at - timedelta(minutes=notice_minutes)


def _clinic(row: Row) -> Clinic | None:
    if row["clinic_id"] is None:
        return None
    place = None
    if row["latitude"] is not None:
        place = Location(row["latitude"], row["longitude"])
    return Clinic(row["clinic_id"], row["clinic_name"], row["clinic_address"], row["clinic_city"],
                  row["clinic_phone"], place)  # fmt: skip
