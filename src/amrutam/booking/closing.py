"""Ending a booked appointment: cancelled, completed, or the patient did not come."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.booking import mapping, rules
from amrutam.booking.batched import Endings
from amrutam.booking.errors import NotBooked
from amrutam.booking.idempotency import IdempotentRequest, once
from amrutam.booking.models import Status, Stored, encode
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.database import retried
from amrutam.core.errors import NotAllowed, Unavailable, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import store

_TRIES = 3


async def cancel_appointment(
    resources: Resources,
    caller: Caller,
    key: str,
    appointment_id: UUID,
    *,
    reason: str | None,
    expected: Tags,
) -> bytes:
    """The cancelled appointment's JSON; its time is free at once.

    Raises `NotFound`, `NotBooked`, `AlreadyStarted`, `TooLateToChange`, `TooManyChanges`,
    `VersionMismatch`, `KeyReused`.
    """
    request = IdempotentRequest(
        caller.account_id,
        "cancel",
        key,
        rules.body_hash("cancel", appointment_id, reason, sorted(expected or ())),
    )

    async def act() -> bytes:
        return await _end(resources, caller, appointment_id, "cancelled", request, expected, reason)

    async def settle(_answer: bytes) -> None:
        await _free(resources, await access_appointment(resources, caller, appointment_id))

    return await once(resources, request, act, settle)


async def cancel_for_leave(resources: Resources, caller: Caller, appointment_id: UUID) -> Status:
    """Cancels what is still booked; the status it has then. Harmless to repeat.

    Raises `NotFound`, `Unavailable`.
    """
    try:
        await _end(resources, caller, appointment_id, "cancelled", None, None)
    except NotBooked:
        stored = await access_appointment(resources, caller, appointment_id)
        return stored.appointment.status
    return "cancelled"


async def close_appointment(
    resources: Resources,
    caller: Caller,
    appointment_id: UUID,
    status: Status,
    expected: Tags,
) -> bytes:
    """Marks it completed or no_show, as its doctor or an admin. Raises `NotAllowed` for patients."""
    stored = await access_appointment(resources, caller, appointment_id)
    if not (stored.treated_by(caller) or caller.role == "admin"):
        raise NotAllowed
    return await _end(resources, caller, appointment_id, status, None, expected)


async def _end(
    resources: Resources,
    caller: Caller,
    appointment_id: UUID,
    status: Status,
    request: IdempotentRequest | None,
    expected: Tags,
    note: str | None = None,
) -> bytes:
    """Reads, then writes on the version it read; again if somebody was quicker."""
    for _ in range(_TRIES):
        stored = await access_appointment(resources, caller, appointment_id)
        _check(caller, stored, status, expected)
        try:
            return await _write(resources, caller, stored, status, request, note)
        except VersionMismatch:
            if expected is not None:
                raise
    raise Unavailable("The appointment keeps changing")


def _check(caller: Caller, stored: Stored, status: Status, expected: Tags) -> None:
    present = stored.appointment
    if expected is not None and str(present.version) not in expected:
        raise VersionMismatch
    if not rules.allowed(present.status, status):
        raise NotBooked
    if status == "cancelled" and caller.role == "patient":
        rules.check_changeable(stored, caller, clock.now())


async def _write(
    resources: Resources,
    caller: Caller,
    stored: Stored,
    status: Status,
    request: IdempotentRequest | None,
    note: str | None,
) -> bytes:
    present = stored.appointment
    answer = encode(replace(present, status=status, version=present.version + 1))
    keyed = (
        (request.key, request.body_hash, request.sealed(resources, answer))
        if request
        else (None, None, None)
    )
    sealed_note = mapping.seal_reason(resources.keyring, note, present.id)
    ending = (
        *keyed, present.id, present.version, status, caller.account_id, caller.role, sealed_note,
    )  # fmt: skip
    earlier = await retried(lambda: resources.part(Endings).write(ending))
    if earlier is not None and request is not None:
        await _free(resources, stored)
        return request.opened(resources, earlier)
    metrics.BOOKINGS.labels(status).inc()
    if status == "cancelled":
        await _free(resources, stored)
    return answer


async def _free(resources: Resources, stored: Stored) -> None:
    """The lock server is told that the time can be held again. Harmless to repeat."""
    gone = stored.appointment
    with suppress(RedisAway):
        await store.mark_freed(
            resources.redis,
            gone.doctor.id,
            gone.id,
            gone.starts_at,
            stored.marked_until,
            stored.busy_until,
        )
