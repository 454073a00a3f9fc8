"""Proposals: staff propose another time for an appointment, which is reserved until the patient answers or the proposal expires."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.booking import confirm_or_move, proposal_queries, rules
from amrutam.booking.cleanup import drop_ended_proposals
from amrutam.booking.errors import AlreadyStarted, NoProposal, NotBooked, ScheduleChanged
from amrutam.booking.hold_models import HoldIntent
from amrutam.booking.hold_planning import token_of
from amrutam.booking.idempotency import IdempotentRequest, kept_for, once
from amrutam.booking.mapping import doctor_of
from amrutam.booking.models import (
    Appointment,
    Call,
    Place,
    Proposal,
    Stored,
    TypeOf,
    encode,
    said_by,
)
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.database import retried
from amrutam.core.errors import NotAllowed, NotFound, Unavailable, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.core.video import join
from amrutam.holds import store
from amrutam.holds.errors import SlotTaken
from amrutam.holds.models import HoldToken
from amrutam.schedules.calendars import load_calendar
from amrutam.schedules.models import Calendar, ConsultationType, Mode
from amrutam.schedules.slot_cache import SlotCache
from amrutam.schedules.write_queries import clinics_of


async def propose_move(
    resources: Resources,
    caller: Caller,
    appointment_id: UUID,
    starts_at: datetime,
    expected: Tags,
) -> Appointment:
    """Proposes a slot, which replaces an earlier proposal, and returns the appointment.

    The doctor must offer the time for the appointment's type and mode (`SlotNotOffered`). Raises
    `NotFound` if the caller may not see the appointment, `NotAllowed` unless the caller is the
    appointment's doctor or an administrator, `NotBooked`, `AlreadyStarted` from the appointment's
    start on, `VersionMismatch` if the appointment's version is not in `expected` (None accepts
    every version), and what `reserve` raises.
    """
    stored = await _open(resources, caller, appointment_id, expected)
    if not stored.recordable_by(caller):
        raise NotAllowed
    present = stored.appointment
    if present.starts_at <= clock.now():
        raise AlreadyStarted
    await reserve(resources, caller, present, await _token(resources, caller, present, starts_at))
    return (await access_appointment(resources, caller, appointment_id)).appointment


async def reserve(
    resources: Resources,
    caller: Caller,
    present: Appointment,
    token: HoldToken,
    asked_at: datetime | None = None,
) -> None:
    """Claims the token's time for the appointment `present` until its patient answers, and marks the time as booked in Redis.

    The claim ends when the patient answers, after `proposal_hours`, or when the appointment's
    present time or the proposed time begins. `asked_at`: for a time of another doctor, the time at
    which the visits were handed over to that doctor; otherwise None. Whether the doctor offers the
    time is not checked here. Raises `SlotTaken`, also if a patient holds the time;
    `ScheduleChanged`, `FollowUpNotOffered`, `VersionMismatch`; `AlreadyStarted` if the present time
    has begun, `SlotNotOffered` if the proposed one has.
    """
    hours = timedelta(hours=resources.settings.proposal_hours)
    expires = min(clock.now() + hours, present.starts_at, token.starts)
    await _take(resources, token)
    try:
        await retried(
            lambda: proposal_queries.propose_move(
                resources.database, present, token, expires, caller, asked_at
            )
        )
    except BaseException:
        await confirm_or_move.release_hold(resources, token)
        raise
    with within(UNLIMITED), suppress(RedisAway, Unavailable):
        written = await position_text(resources)
        await store.mark_booked(resources.redis, resources.settings, token, present.id, written)


async def end_proposal(
    resources: Resources, caller: Caller, appointment_id: UUID, expected: Tags
) -> Appointment:
    """Ends the proposal, and the handover unless the proposed time is one of the appointment's own doctor; returns the changed appointment.

    The event is `move_declined` if the caller's account manages the patient, otherwise
    `move_withdrawn`. Raises `NotFound` if the caller may not see the appointment, `NotBooked`,
    `NoProposal` if there is neither a proposal nor a handover to end; `VersionMismatch` if the version
    is not in `expected` (None accepts every version), or others change the appointment meanwhile.
    """
    stored = await _open(resources, caller, appointment_id, expected)
    present = stored.appointment
    kind = "move_declined" if stored.owned_by(caller) else "move_withdrawn"
    if present.proposal is None and present.handover is not None:
        # The SQL function would take an ended proposal for the one to end, and leave the handover.
        async with resources.database.transaction() as transaction:
            await drop_ended_proposals(transaction)
    await retried(lambda: proposal_queries.end_proposal(resources.database, present, kind, caller))
    handover = None
    if present.proposal is not None:
        proposed = present.proposal
        await confirm_or_move.mark_free(
            resources, proposed.doctor_id, present.id, proposed.starts_at
        )
        handover = present.handover if proposed.doctor_id == present.doctor.id else None
    return replace(present, version=present.version + 1, proposal=None, handover=handover)


async def accept_proposal(
    resources: Resources, caller: Caller, key: str, appointment_id: UUID, expected: Tags
) -> bytes:
    """Moves the appointment to the proposed time, and returns the moved appointment's JSON. `key`: the Idempotency-Key.

    The doctor's cut-off for changes does not apply. Raises `NotFound` unless the caller's account
    manages the patient; `ScheduleChanged` if the doctor is not approved, no longer works at the
    proposed clinic, the clinic is closed or, after a handover, the doctor no longer has the
    consultation type; `NotBooked`; `NoProposal` without a proposal, and for one that has expired;
    `SlotTaken` if a desk has booked a time that is not offered, in the pause after the proposed
    time; `PatientBusy`; `FollowUpNotOffered`; `BeyondCalendar`; `VersionMismatch` if the version is
    not in `expected` (None accepts every version), or others change the appointment meanwhile;
    `KeyReused`, `RequestInProgress`.
    """
    request = IdempotentRequest(
        caller.account_id,
        "move",
        key,
        rules.body_hash("accept", appointment_id, sorted(expected or ())),
    )

    async def act() -> bytes:
        stored = await _open(resources, caller, appointment_id, expected)
        if not stored.owned_by(caller):
            raise NotFound
        return await _accept(resources, caller, request, stored)

    async def settle(answer: bytes) -> None:
        doctor_id = (
            await access_appointment(resources, caller, appointment_id)
        ).appointment.doctor.id
        version = said_by(answer).version
        await confirm_or_move.mark_left(resources, doctor_id, appointment_id, version)

    answer = await once(resources, request, act, settle)
    await settle(answer)
    return answer


async def _open(
    resources: Resources, caller: Caller, appointment_id: UUID, expected: Tags
) -> Stored:
    stored = await access_appointment(resources, caller, appointment_id)
    if expected is not None and str(stored.appointment.version) not in expected:
        raise VersionMismatch
    if stored.appointment.status != "booked":
        raise NotBooked
    return stored


async def _token(
    resources: Resources, caller: Caller, present: Appointment, starts_at: datetime
) -> HoldToken:
    """The token of a hold of the proposed slot, with the appointment's type and mode."""
    calendar = await load_calendar(resources, present.doctor.id)
    if calendar is None:
        raise NotFound
    kind, mode, clinic_id = rules.chosen_slot(
        calendar, starts_at, calendar.type_of(present.consultation_type.id), cast("Mode", present.mode),
        clock.now(), resources.part(SlotCache).day_slots,
    )  # fmt: skip
    wish = HoldIntent(
        present.doctor.id, starts_at, kind.id, mode, present.patient.id, reschedules=present.id
    )
    return token_of(caller, wish, calendar, kind, mode, clinic_id)


async def _take(resources: Resources, token: HoldToken) -> None:
    """Reserves the slot in Redis, so that no patient holds it; without Redis the claim alone decides. Raises `SlotTaken`."""
    with suppress(RedisAway):
        if await store.acquire(resources.redis, resources.settings, token) is None:
            raise SlotTaken


async def _accept(
    resources: Resources, caller: Caller, request: IdempotentRequest, stored: Stored
) -> bytes:
    present = stored.appointment
    proposal = present.proposal
    if proposal is None:
        raise NoProposal
    calendar = await load_calendar(resources, proposal.doctor_id)
    if calendar is None:
        raise NoProposal
    if proposal.clinic_id is not None:
        is_closed = await clinics_of(resources.database, proposal.doctor_id)
        if is_closed.get(proposal.clinic_id, True):
            raise ScheduleChanged
    moved = _moved(resources, present, proposal, calendar)
    if proposal.doctor_id != present.doctor.id:
        moved = _with_doctor(moved, calendar, calendar.type_of(stored.proposed_type_id))
    answer = encode(moved)
    earlier = await retried(
        lambda: proposal_queries.accept_proposal(
            resources.database, request.key, request.body_hash, request.sealed(resources, answer),
            proposal.expires_at, kept_for(resources), present.id, present.version, caller.account_id, caller.role,
        )
    )  # fmt: skip
    if earlier is not None:
        return request.opened(resources, earlier)
    metrics.BOOKINGS.labels("moved").inc()
    return answer


def _with_doctor(
    moved: Appointment, calendar: Calendar, kind: ConsultationType | None
) -> Appointment:
    """The appointment with its new doctor. Raises `ScheduleChanged` if the doctor no longer has the type."""
    if kind is None:
        raise ScheduleChanged
    notice = timedelta(minutes=calendar.change_notice_minutes)
    return replace(
        moved,
        doctor=doctor_of(calendar),
        consultation_type=TypeOf(kind.id, kind.kind, kind.name, moved.consultation_type.minutes),
        changes_until=moved.starts_at - notice,
        handover=None,
    )


def _moved(
    resources: Resources, present: Appointment, proposal: Proposal, calendar: Calendar
) -> Appointment:
    """The appointment at the proposed time. `calendar`: the present one of the proposal's doctor."""
    notice = present.starts_at - present.changes_until
    minutes = int((proposal.ends_at - proposal.starts_at).total_seconds()) // 60
    return replace(
        present,
        starts_at=proposal.starts_at,
        ends_at=proposal.ends_at,
        time_zone=calendar.time_zone,
        consultation_type=replace(present.consultation_type, minutes=minutes),
        changes_until=proposal.starts_at - notice,
        place=_place(resources, present, proposal, calendar),
        attendance="expected",
        late_minutes=None,
        proposal=None,
        version=present.version + 1,
    )


def _place(
    resources: Resources, present: Appointment, proposal: Proposal, calendar: Calendar
) -> Place:
    if isinstance(present.place, Call):
        period = (proposal.starts_at, proposal.ends_at)
        return Call(*join(resources, present.id, period, calendar.meeting_url, is_booked=True))
    return calendar.clinic_of(proposal.clinic_id) or present.place
