"""The job that follows a change of an appointment, except of its reason or attendance.

The job mails the patient, and publishes the change of the doctor's times.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from amrutam.accounts.recipient import contact_of
from amrutam.booking import history_queries, mapping
from amrutam.booking.batched import LookUps
from amrutam.booking.calendar_file import calendar_file
from amrutam.booking.clinic_text import in_words
from amrutam.booking.models import Appointment, Proposal, Stored
from amrutam.booking.offered_times import offered_instead
from amrutam.core.database import Row
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.doctors.models import Clinic
from amrutam.holds.changes import changed
from amrutam.integrations.smtp.client import MailRefused
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CalendarFile,
    CalendarMethod,
    CancelledBy,
    Contact,
    OfferedTime,
    ProposedTime,
)
from amrutam.notifications.sending import send_appointment
from amrutam.schedules.calendars import load_calendar

_TEMPLATES: dict[str, AppointmentTemplate] = {
    "booked": "appointment_booked",
    "moved": "appointment_moved",
    "cancelled": "appointment_cancelled",
    "move_proposed": "appointment_move_proposed",
    "handover_asked": "appointment_handover",
}
_UNTOLD = ("completed", "no_show", "reopened")
"""Kinds of events that change no times of a doctor, so they are not published."""


async def tell_appointment_changed(resources: Resources, payload: dict[str, Any]) -> None:
    """A job: publishes a change of an appointment to screens, and mails the patient about it.

    No mail is sent about a change without a template (`_template`), if a later change has a mail of its
    own, or if the account has no address. `payload` has `appointment_id` and `version`, as
    `enqueue_changed` in booking_shared.sql writes it. Raises `MailNotSent` if the message could not be
    sent, and `Unavailable`, so that the job is repeated. If the mail server refuses the message for
    good, the job ends.
    """
    id_, version = UUID(payload["appointment_id"]), int(payload["version"])
    row = await resources.part(LookUps).of(id_)
    event = await history_queries.event(resources.database, id_, version, list(_TEMPLATES))
    if row is None or event is None:
        return
    await _tell_screens(resources, row, event)
    if not event["is_latest"]:
        return
    template = _template(event, row)
    contact = await contact_of(resources, row["account_id"])
    if template is None or contact is None:
        return
    stored = mapping.from_row(resources, row)
    try:
        await send_appointment(
            resources,
            contact,
            template,
            await _facts(resources, stored, event),
            calendar=mailed_file(resources.settings, stored.appointment, contact, template),
            unique=f"{id_}/{version}",
        )
    except MailRefused:
        return


def _template(event: Row, row: Row) -> AppointmentTemplate | None:
    """The template of the message about the change; None if the change has no message, or if the proposal or handover that it began has ended."""
    kind, other = event["kind"], event["doctor_id"]
    if kind == "move_proposed" and row["proposed_starts_at"] is None:
        return None
    if kind in ("move_proposed", "handover_asked") and other is not None:
        return "appointment_handover" if row["handover_doctor_id"] == other else None
    return _TEMPLATES.get(kind)


async def _tell_screens(resources: Resources, row: Row, event: Row) -> None:
    """Publishes the change of the doctor's times again; while Redis is unreachable, nothing is published.

    The process that made the change may have died between its commit and its publishing. Raises
    `Unavailable` if the position cannot be read.
    """
    if event["kind"] in _UNTOLD:
        return
    period = None  # the length of the old time is unknown, because the buffer may have changed
    if event["kind"] == "booked":
        length = row["ends_at"] - row["starts_at"] + timedelta(minutes=row["buffer_minutes"])
        period = (event["starts_at"], event["starts_at"] + length)
    others = {event["doctor_id"], event["previous_doctor_id"]} - {None, row["doctor_id"]}
    with suppress(RedisAway):
        written = await position_text(resources)
        await changed(resources.redis, row["doctor_id"], written, period)
        for doctor_id in others:
            await changed(resources.redis, doctor_id, written, None)


def mailed_file(
    settings: Settings, appointment: Appointment, contact: Contact, template: AppointmentTemplate
) -> CalendarFile | None:
    """The calendar file to attach; None for a message that asks the patient a question, because nothing has moved yet.

    Its METHOD is CANCEL for a cancelled appointment, otherwise REQUEST (RFC 5546 3.2).
    """
    if template in ("appointment_move_proposed", "appointment_handover"):
        return None
    method: CalendarMethod = "CANCEL" if appointment.status == "cancelled" else "REQUEST"
    attendee = contact.address if contact.channel == "email" else ""
    content = calendar_file(settings, appointment, method, contact.locale, attendee=attendee)
    return CalendarFile(content, method)


async def _facts(resources: Resources, stored: Stored, event: Row) -> AppointmentFacts:
    shown = stored.appointment
    is_offered = event["actor_role"] != "patient" and shown.status == "cancelled"
    offered = await offered_instead(resources, shown) if is_offered else ()
    facts = facts_of(shown, event["previous_starts_at"], offered)
    return replace(
        facts,
        previous_doctor_name=event["previous_doctor_name"] or "",
        cancelled_by=await _cancelled_by(resources, shown, event["actor_role"]),
        proposal=await _proposed(resources, shown.proposal),
    )


async def _cancelled_by(resources: Resources, shown: Appointment, role: str) -> CancelledBy:
    """Who cancelled the appointment, as its patient is told.

    A cancellation by a desk or an administrator counts as the doctor's if the doctor is on leave
    during the visit, or not approved. Otherwise it counts as the clinic's, and the patient may have
    asked for it, because mails ask patients to call the clinic. For an appointment that is not
    cancelled the result is `patient`.
    """
    if shown.status != "cancelled" or role == "patient":
        return "patient"
    if role == "doctor":
        return "doctor"
    calendar = await load_calendar(resources, shown.doctor.id)
    is_away = calendar is None or not calendar.approved or any(
        each.kind == "leave" and each.starts_at < shown.ends_at and shown.starts_at < each.ends_at
        for each in calendar.exceptions
    )  # fmt: skip
    return "doctor" if is_away else "clinic"


async def _proposed(resources: Resources, proposal: Proposal | None) -> ProposedTime | None:
    if proposal is None:
        return None
    calendar = await load_calendar(resources, proposal.doctor_id)
    clinic = calendar.clinic_of(proposal.clinic_id) if calendar else None
    return proposed_time(proposal, clinic)


def proposed_time(proposal: Proposal, clinic: Clinic | None) -> ProposedTime:
    """The proposal as a message states it. `clinic`: the clinic with the proposal's `clinic_id`; None for an online visit, or if the calendar lacks the clinic."""
    words = in_words(clinic, proposal.doctor_id) if clinic else proposal.clinic_name or ""
    return ProposedTime(proposal.starts_at, proposal.expires_at, words)


def facts_of(
    shown: Appointment,
    previous_starts_at: datetime | None = None,
    offered: tuple[OfferedTime, ...] = (),
) -> AppointmentFacts:
    """The data that a message states about the appointment, without its proposal.

    `previous_starts_at`: the start before a move; None for any other change. `offered`: other times
    that can be booked instead; empty for none.
    """
    return AppointmentFacts(
        id=shown.id,
        reference=shown.reference,
        patient_name=shown.patient.name,
        doctor_name=shown.doctor.name,
        registration_number=shown.doctor.registration_number,
        type_kind=shown.consultation_type.kind,
        type_name=shown.consultation_type.name,
        minutes=shown.consultation_type.minutes,
        mode=shown.mode,
        fee_amount=shown.fee.amount,
        fee_currency=shown.fee.currency,
        starts_at=shown.starts_at,
        changes_until=shown.changes_until,
        time_zone=shown.time_zone,
        address=in_words(shown.place, shown.doctor.id) if isinstance(shown.place, Clinic) else "",
        phone=shown.place.phone or "" if isinstance(shown.place, Clinic) else "",
        previous_starts_at=previous_starts_at,
        other_doctor_name=shown.handover.doctor_name if shown.handover else "",
        offered=offered,
    )
