"""Moving an appointment to a held time: old claims out, new ones in, or nothing at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking import mapping, queries, rules, transition
from amrutam.booking.batched import Moves
from amrutam.booking.errors import HoldNotForThis, NotBooked
from amrutam.booking.idempotency import IdempotentRequest, once
from amrutam.booking.models import Stored, encode, said_by
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.errors import NotFound, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import store
from amrutam.holds.models import HoldToken

_LONGEST = timedelta(hours=12)
"""No consultation and the buffer after it together last longer: the schema sees to that."""


async def move_appointment(
    resources: Resources,
    caller: Caller,
    key: str,
    appointment_id: UUID,
    *,
    hold_id: str,
    code: str | None,
    expected: Tags,
) -> bytes:
    """The moved appointment's JSON. The hold was made with `reschedules`.

    Raises what `confirm_hold` raises, and `NotFound`, `NotBooked`, `VersionMismatch`.
    """
    request = IdempotentRequest(
        caller.account_id,
        "move",
        key,
        rules.body_hash("move", appointment_id, hold_id, code, sorted(expected or ())),
    )

    async def act() -> bytes:
        stored = await movable(resources, caller, appointment_id, expected)
        token = transition.own_hold(resources, caller, hold_id)
        if token.reschedules != appointment_id:
            raise HoldNotForThis
        deadline, _ = await transition.check_hold(resources, token, code)
        return await _move(resources, caller, request, token, stored, deadline)

    async def settle(answer: bytes) -> None:
        await _settle(
            resources, transition.own_hold(resources, caller, hold_id), appointment_id, answer
        )

    return await once(resources, request, act, settle)


async def movable(
    resources: Resources, caller: Caller, appointment_id: UUID, expected: Tags
) -> Stored:
    stored = await access_appointment(resources, caller, appointment_id)
    if not stored.owned_by(caller):
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
) -> bytes:
    present = stored.appointment
    answer = b""

    async def write(token: HoldToken) -> bytes | None:
        nonlocal answer  # of the schedule that the hold is written under: it may have changed since
        answer = encode(
            mapping.from_hold(
                token,
                await transition.bookable_calendar(resources, token),
                id_=present.id,
                reference=present.reference,
                reason=present.reason,
                version=present.version + 1,
                created_at=present.created_at,
            )
        )
        return await resources.part(Moves).write((
            request.key, request.body_hash, request.sealed(resources, answer), deadline,
            present.id, present.version, caller.account_id, caller.role, token.doctor_id,
            token.patient_id, token.starts, token.ends, token.busy, token.schedule_version,
            token.type_id, token.mode, token.fee_amount, token.fee_currency, token.time_zone,
            token.clinic_id,
        ))  # fmt: skip

    earlier = await transition.commit(resources, token, write)
    if earlier is not None:
        answer = request.opened(resources, earlier)
        await _settle(resources, token, present.id, answer)
        return answer
    metrics.BOOKINGS.labels("moved").inc()
    with suppress(RedisAway):
        await store.mark_freed(
            resources.redis,
            present.doctor.id,
            present.id,
            present.starts_at,
            stored.marked_until,
            stored.busy_until,
        )
    await transition.mark_booked(resources, token, present.id)
    return answer


async def _settle(
    resources: Resources, token: HoldToken, appointment_id: UUID, answer: bytes
) -> None:
    """The lock server learns what became of both times: see `once`.

    How long the old time was is not known any more; a marker names its appointment, so that too
    many ticks do no harm.
    """
    await transition.release_hold(resources, token)
    moved = await queries.event(resources.database, appointment_id, said_by(answer).version)
    if moved is None or moved["previous_starts_at"] is None:
        return
    left = moved["previous_starts_at"]
    with suppress(RedisAway):
        await store.mark_freed(
            resources.redis, token.doctor_id, appointment_id, left, left + _LONGEST
        )
