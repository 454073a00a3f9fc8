"""Confirming a hold: Redis checks it, then one transaction decides."""

from __future__ import annotations

from datetime import datetime

from uuid_utils.compat import uuid7

from amrutam.accounts.models import Caller
from amrutam.accounts.queries import is_open
from amrutam.booking import confirm_or_move, mapping, rules
from amrutam.booking.batched import Bookings
from amrutam.booking.errors import HoldNotForThis
from amrutam.booking.idempotency import IdempotentRequest, once
from amrutam.booking.models import encode
from amrutam.booking.references import new_reference
from amrutam.core.errors import NotFound, SignInRequired
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
    override_reason: str | None = None,
) -> bytes:
    """Books the hold's slot for its patient; returns the appointment's JSON. `key`: the Idempotency-Key.

    `code`: the one-time code, if the hold needs one. `reason`: the reason for the visit; None or ""
    for none. `override_reason` is required for a time that the doctor does not offer, and refused
    for any other (`OverrideReasonNeeded`). Raises `Invalid` for an unknown hold and for another
    account's, `HoldNotForThis` for a hold that moves an appointment, `SlotNotOffered` for a start
    that has passed, `BeyondCalendar` for a month without a partition, `SignInRequired` for a closed
    account, `NotFound` if the patient was removed, also by closing the patient's account;
    `RequestInProgress`, `KeyReused`, and what `check_hold` and `commit` in confirm_or_move.py
    raise, except `TooManyChanges`.
    """
    request = IdempotentRequest(
        caller.account_id,
        "book",
        key,
        rules.body_hash("book", hold_id, code, reason, *filter(None, [override_reason])),
    )

    async def act() -> bytes:
        token = confirm_or_move.own_hold(resources, caller, hold_id)
        if token.reschedules is not None:
            raise HoldNotForThis
        rules.check_override(token, override_reason)
        deadline, present = await confirm_or_move.check_hold(resources, token, code)
        texts = (reason, override_reason)
        return await _book(resources, caller, request, token, texts, deadline, present)

    async def settle(_answer: bytes) -> None:
        await confirm_or_move.release_hold(
            resources, confirm_or_move.own_hold(resources, caller, hold_id)
        )

    return await once(resources, request, act, settle)


async def _book(
    resources: Resources,
    caller: Caller,
    request: IdempotentRequest,
    token: HoldToken,
    texts: tuple[str | None, str | None],
    deadline: datetime,
    present: datetime,
) -> bytes:
    """Runs the transaction that books; returns the appointment's JSON.

    `texts` are the reason for the visit, and the reason for a time that the doctor does not offer.
    """
    reason, override_reason = texts
    id_, reference = uuid7(), new_reference()
    created_at = present.replace(microsecond=0)
    answer = b""

    async def write(token: HoldToken) -> bytes | None:
        # `commit` can call this function again with a token of a newer schedule version. The answer
        # states the doctor, the clinic and the cut-off of that version, so it is encoded here.
        nonlocal answer
        answer = encode(
            mapping.from_hold(
                resources,
                token,
                await confirm_or_move.bookable_calendar(resources, token),
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
            token.patient_account_id or caller.account_id,
            mapping.seal_reason(resources.keyring, override_reason, id_),
        ))  # fmt: skip

    try:
        earlier = await confirm_or_move.commit(resources, token, write)
    except NotFound:
        await confirm_or_move.release_hold(resources, token)
        if not await is_open(resources.database, caller.account_id):
            raise SignInRequired from None
        raise
    if earlier is not None:
        await confirm_or_move.release_hold(resources, token)
        return request.opened(resources, earlier)
    metrics.BOOKINGS.labels("booked").inc()
    await confirm_or_move.mark_booked(resources, token, id_)
    return answer
