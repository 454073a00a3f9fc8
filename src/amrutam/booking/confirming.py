"""Confirming a hold: Redis checks it, then one transaction decides."""

from __future__ import annotations

from datetime import datetime

from uuid_utils.compat import uuid7

from amrutam.accounts.models import Caller
from amrutam.booking import mapping, rules, transition
from amrutam.booking.batched import Bookings
from amrutam.booking.errors import HoldNotForThis
from amrutam.booking.idempotency import IdempotentRequest, once
from amrutam.booking.models import encode
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds.models import HoldToken


async def confirm_hold(
    resources: Resources,
    caller: Caller,
    key: str,
    *,
    hold_id: str,
    code: str | None,
    reason: str | None,
) -> bytes:
    """Books what the hold promises; the appointment's JSON.

    Raises `SlotTaken`, `PatientBusy`, `TooManyAppointments`, `HoldExpired`, `ScheduleChanged`, `CodeRequired`,
    `CodeRefused`, `RequestInProgress`, `KeyReused`, `BeyondCalendar`, `Unavailable`.
    """
    request = IdempotentRequest(
        caller.account_id, "book", key, rules.body_hash("book", hold_id, code, reason)
    )

    async def act() -> bytes:
        token = transition.own_hold(resources, caller, hold_id)
        if token.reschedules is not None:
            raise HoldNotForThis
        deadline, present = await transition.check_hold(resources, token, code)
        return await _book(resources, caller, request, token, reason, deadline, present)

    async def settle(_answer: bytes) -> None:
        await transition.release_hold(resources, transition.own_hold(resources, caller, hold_id))

    return await once(resources, request, act, settle)


async def _book(
    resources: Resources,
    caller: Caller,
    request: IdempotentRequest,
    token: HoldToken,
    reason: str | None,
    deadline: datetime,
    present: datetime,
) -> bytes:
    id_, reference = uuid7(), rules.new_reference()
    created_at = present.replace(microsecond=0)
    answer = b""

    async def write(token: HoldToken) -> bytes | None:
        nonlocal answer  # of the schedule that the hold is written under: it may have changed since
        answer = encode(
            mapping.from_hold(
                token,
                await transition.bookable_calendar(resources, token),
                id_=id_,
                reference=reference,
                reason=reason,
                version=1,
                created_at=created_at,
            )
        )
        return await resources.part(Bookings).write((
            request.key, request.body_hash, request.sealed(resources, answer), deadline, id_,
            reference, caller.account_id, caller.role, token.doctor_id, token.patient_id,
            token.starts, token.ends, token.busy, token.schedule_version, token.type_id, token.mode,
            token.fee_amount, token.fee_currency, token.time_zone,
            mapping.seal_reason(resources.keyring, reason, id_), created_at, token.clinic_id,
        ))  # fmt: skip

    earlier = await transition.commit(resources, token, write)
    if earlier is not None:
        await transition.release_hold(resources, token)
        return request.opened(resources, earlier)
    metrics.BOOKINGS.labels("booked").inc()
    await transition.mark_booked(resources, token, id_)
    return answer
