"""Moves an appointment to a held slot: one transaction deletes the old claims and inserts the new ones."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.booking import confirm_or_move, mapping, rules
from amrutam.booking.batched import Moves
from amrutam.booking.errors import HoldNotForThis, NotBooked
from amrutam.booking.idempotency import IdempotentRequest, once
from amrutam.booking.models import Stored, encode, said_by
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.errors import NotFound, Unavailable, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import changes
from amrutam.holds.models import HoldToken


async def move_appointment(
    resources: Resources,
    caller: Caller,
    key: str,
    appointment_id: UUID,
    *,
    hold_id: str,
    code: str | None,
    expected: Tags,
    override_reason: str | None = None,
) -> bytes:
    """Moves the appointment to the time of the hold `hold_id`; returns the moved appointment's JSON. `key`: the Idempotency-Key.

    `code` and `override_reason` as for `confirming.confirm_hold`, `expected` as for `movable`. Raises what
    `movable` raises; `HoldNotForThis` unless the hold's `reschedules` is this appointment;
    `TooManyChanges` at a limit on a patient's moves; `VersionMismatch` if others change the appointment
    meanwhile; and what else `confirm_hold` raises.
    """
    request = IdempotentRequest(
        caller.account_id,
        "move",
        key,
        rules.body_hash(
            "move",
            appointment_id,
            hold_id,
            code,
            sorted(expected or ()),
            *filter(None, [override_reason]),
        ),
    )

    async def act() -> bytes:
        stored = await movable(resources, caller, appointment_id, expected)
        token = confirm_or_move.own_hold(resources, caller, hold_id)
        if token.reschedules != appointment_id:
            raise HoldNotForThis
        rules.check_override(token, override_reason)
        deadline, _ = await confirm_or_move.check_hold(resources, token, code)
        note = mapping.seal_reason(resources.keyring, override_reason, appointment_id)
        return await _move(resources, caller, request, token, stored, deadline, note)

    async def settle(answer: bytes) -> None:
        await _settle(
            resources, confirm_or_move.own_hold(resources, caller, hold_id), appointment_id, answer
        )

    return await once(resources, request, act, settle)


async def movable(
    resources: Resources, caller: Caller, appointment_id: UUID, expected: Tags
) -> Stored:
    """The appointment, if the caller may move it now.

    `expected`: the versions that the request's If-Match names; None accepts every version. Raises
    `NotFound` if the caller may not see or move the appointment; `VersionMismatch` if the
    appointment's version is not in `expected`; `NotBooked`; `AlreadyStarted` from the start on, and
    for patients `TooLateToChange` from `changes_until` on.
    """
    stored = await access_appointment(resources, caller, appointment_id)
    if not stored.movable_by(caller):
        raise NotFound
    if expected is not None and str(stored.appointment.version) not in expected:
        raise VersionMismatch
    if stored.appointment.status != "booked":
        raise NotBooked
    rules.check_changeable(stored, caller, clock.now())
    return stored


async def _move(
    resources: Resources,
    caller: Caller,
    request: IdempotentRequest,
    token: HoldToken,
    stored: Stored,
    deadline: datetime,
    note_sealed: bytes | None,
) -> bytes:
    present = stored.appointment
    answer = b""

    async def write(token: HoldToken) -> bytes | None:
        # `commit` can call this function again with a token of a newer schedule version. The answer
        # states the doctor, the clinic and the cut-off of that version, so it is encoded here.
        nonlocal answer
        moved = mapping.from_hold(
            resources,
            token,
            await confirm_or_move.bookable_calendar(resources, token),
            id_=present.id,
            reference=present.reference,
            reason=present.reason,
            version=present.version + 1,
            created_at=present.created_at,
        )
        # A move to another time of the same doctor does not answer the question of a handover.
        handover = present.handover if token.doctor_id == present.doctor.id else None
        answer = encode(replace(moved, handover=handover))
        return await resources.part(Moves).write((
            request.key, request.body_hash, request.sealed(resources, answer), deadline,
            present.id, present.version, caller.account_id, caller.role, token.doctor_id,
            token.patient_id, token.starts, token.ends, token.busy, token.schedule_version,
            token.type_id, token.mode, token.fee_amount, token.fee_currency, token.time_zone,
            token.clinic_id, note_sealed,
        ))  # fmt: skip

    earlier = await confirm_or_move.commit(resources, token, write)
    if earlier is not None:
        answer = request.opened(resources, earlier)
        await _settle(resources, token, present.id, answer)
        return answer
    metrics.BOOKINGS.labels("moved").inc()
    with within(UNLIMITED), suppress(RedisAway, Unavailable):
        await changes.mark_freed(
            resources.redis,
            present.doctor.id,
            present.id,
            present.starts_at,
            stored.marked_until,
            stored.busy_until,
            written=await position_text(resources),
        )
    await confirm_or_move.mark_booked(resources, token, present.id)
    return answer


async def _settle(
    resources: Resources, token: HoldToken, appointment_id: UUID, answer: bytes
) -> None:
    """Ends the hold in Redis and frees the old time, after an earlier identical request has moved the appointment.

    The process of that request may have died between its commit and these steps.
    """
    await confirm_or_move.release_hold(resources, token)
    version = said_by(answer).version
    await confirm_or_move.mark_left(resources, token.doctor_id, appointment_id, version)
