"""Ends a booked appointment: cancelled, completed, or missed by the patient. `reopening.py` undoes a completion or a missed visit."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking import mapping, rules, write_queries
from amrutam.booking.batched import Endings
from amrutam.booking.errors import NotBooked
from amrutam.booking.idempotency import IdempotentRequest, kept_for, once
from amrutam.booking.models import Status, Stored, encode
from amrutam.booking.reading import access_appointment
from amrutam.booking.refusals import refusals
from amrutam.core import clock
from amrutam.core.database import Queries, retried
from amrutam.core.errors import NotAllowed, Unavailable, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import changes

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
    """Cancels the appointment, and returns the cancelled appointment's JSON. The freed time can be booked at once.

    Every caller who may see the appointment may cancel it. `key`: the Idempotency-Key. `reason`:
    stored with the event, encrypted; None without one. Raises `NotFound` if the caller may not see
    the appointment; `NotBooked`; for patients `AlreadyStarted`, `TooLateToChange`,
    `TooManyChanges`, and `SignInRequired` if the account was closed; `VersionMismatch` if the
    version is not in `expected` (None accepts every version); `KeyReused`, `RequestInProgress`;
    `Unavailable`, also if others change the appointment again and again.
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
        await mark_time_free(resources, await access_appointment(resources, caller, appointment_id))

    return await once(resources, request, act, settle)


async def cancel_for_leave(resources: Resources, caller: Caller, appointment_id: UUID) -> Status:
    """Cancels an appointment that is still booked; returns its status afterwards.

    Repeating the call changes nothing. `caller`: the staff member who added the leave or suspended
    the doctor; it must not be a patient, for whom cut-offs and limits would apply. Raises
    `NotFound` if the caller may not see the appointment, and `Unavailable`, also if others change
    the appointment again and again.
    """
    try:
        await _end(resources, caller, appointment_id, "cancelled", None, None)
    except NotBooked:
        stored = await access_appointment(resources, caller, appointment_id)
        return stored.appointment.status
    return "cancelled"


async def cancel_within(
    database: Queries, resources: Resources, caller: Caller, appointments: Sequence[Stored]
) -> None:
    """Cancels booked appointments in the caller's transaction, in spite of cut-offs and limits.

    `caller` is recorded as the account that cancelled, and its rights are not checked here. After
    the commit, call `mark_time_free` for each appointment. Raises `VersionMismatch` if one of the
    appointments has changed since it was read, or is not booked.
    """
    endings = [
        (None, None, None, each.appointment.id, each.appointment.version, "cancelled",
         caller.account_id, caller.role, None)
        for each in appointments
    ]  # fmt: skip
    with refusals():
        await write_queries.transitions(
            database, write_queries.END, kept_for(resources), None, endings
        )


async def close_appointment(
    resources: Resources,
    caller: Caller,
    appointment_id: UUID,
    status: Status,
    expected: Tags,
) -> bytes:
    """Marks the appointment as `completed` or `no_show` (`status`), and returns the marked appointment's JSON.

    For the appointment's doctor and administrators. Raises `NotFound` if the caller may not see the
    appointment, `NotAllowed` for every other caller who may see it; `NotBooked`; `NotYet` before
    the start; `VersionMismatch` if the version is not in `expected` (None accepts every version);
    `Unavailable`, also if others change the appointment again and again.
    """
    stored = await access_appointment(resources, caller, appointment_id)
    if not stored.recordable_by(caller):
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
    """Reads the appointment and ends it with `status`; returns the appointment's JSON.

    If somebody changes the appointment between the read and the write, it is read again, up to
    `_TRIES` times in all; if `expected` is not None, `VersionMismatch` is raised instead. `request`
    None: no idempotency key is stored. `note`: the reason for the appointment's history.
    """
    for _ in range(_TRIES):
        stored = await access_appointment(resources, caller, appointment_id)
        _check(caller, stored, status, expected)
        try:
            return await _write(resources, caller, stored, status, request, note)
        except VersionMismatch:
            if expected is not None:
                raise
    raise Unavailable("The appointment was changed again and again by others")


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
    answer = encode(mapping.ended(present, status))
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
        await mark_time_free(resources, stored)
        return request.opened(resources, earlier)
    metrics.BOOKINGS.labels(status).inc()
    if status == "cancelled":
        await mark_time_free(resources, stored)
    return answer


async def mark_time_free(resources: Resources, stored: Stored) -> None:
    """Deletes the appointment's `booked` marker in Redis, so that its time can be held again, and publishes the change.

    A repeated call only publishes the change again. Raises nothing: while Redis is unreachable, or
    the commit's position cannot be read, the marker stays until it expires.
    """
    gone = stored.appointment
    with within(UNLIMITED), suppress(RedisAway, Unavailable):
        await changes.mark_freed(
            resources.redis,
            gone.doctor.id,
            gone.id,
            gone.starts_at,
            stored.marked_until,
            stored.busy_until,
            written=await position_text(resources),
        )
