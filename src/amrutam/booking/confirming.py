"""Confirming a hold: the lock server's yes, then one transaction that decides."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from msgspec.structs import replace
from uuid_utils.compat import uuid7

from amrutam.accounts.codes import code_macs
from amrutam.accounts.models import Caller
from amrutam.booking import answers, queries, rules
from amrutam.booking.collisions import count_collision
from amrutam.booking.errors import HoldNotForThis, PatientBusy, ScheduleChanged
from amrutam.booking.holding import access_hold
from amrutam.booking.idempotency import Repeatable, once
from amrutam.booking.models import encode
from amrutam.booking.together import Bookings
from amrutam.core import clock
from amrutam.core.database import retried
from amrutam.core.errors import Invalid, NotFound, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import store
from amrutam.holds.counting import HoldCount
from amrutam.holds.errors import CodeRefused, CodeRequired, HoldExpired, SlotTaken
from amrutam.holds.models import HoldToken
from amrutam.schedules.calendars import calendar_of, load_calendar
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import covers

log = structlog.get_logger("amrutam.booking")

_REFUSALS = {
    "expired": HoldExpired,
    "code-required": CodeRequired,
    "code-refused": CodeRefused,
}


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

    Raises `SlotTaken`, `PatientBusy`, `HoldExpired`, `ScheduleChanged`, `CodeRequired`,
    `CodeRefused`, `RequestInProgress`, `KeyReused`, `BeyondCalendar`, `Unavailable`.
    """
    request = Repeatable(
        caller.account_id, "book", key, rules.body_hash("book", hold_id, code, reason)
    )

    async def act() -> bytes:
        token = sent_hold(resources, caller, hold_id)
        if token.reschedules is not None:
            raise HoldNotForThis
        deadline, present = await cleared(resources, token, code)
        return await _book(resources, caller, request, token, reason, deadline, present)

    async def settle(_answer: bytes) -> None:
        await let_go(resources, sent_hold(resources, caller, hold_id))

    return await once(resources, request, act, settle)


def sent_hold(resources: Resources, caller: Caller, hold_id: str) -> HoldToken:
    """A hold named in a body: forged, foreign and absent ones are told alike."""
    try:
        return access_hold(resources, caller, hold_id)
    except NotFound as reason:
        raise Invalid.field("/hold_id", "not a hold of yours") from reason


async def cleared(
    resources: Resources, token: HoldToken, code: str | None
) -> tuple[datetime, datetime]:
    """The transaction's deadline and the present time, once the hold and the code are right."""
    redis, settings = resources.redis, resources.settings
    promise_ends = token.unprotected_end(settings.hold_seconds)
    macs = code_macs(resources.keyring, token.nonce, code) if code else []
    mac = ",".join(each.hex() for each in macs)
    try:
        outcome, present = await store.check(redis, settings, token, mac)
        is_promised = not token.protected and present < promise_ends
        if outcome == "expired" and is_promised and not await store.has_ended(redis, token):
            await _acquire_promised(resources, token)
            outcome, present = await store.check(redis, settings, token, mac)
    except RedisAway as reason:
        if token.requires_code:
            raise Unavailable from reason
        return promise_ends, clock.now()
    if outcome != "ok":
        metrics.BOOKINGS.labels(outcome).inc()
        raise _REFUSALS[outcome]
    return present + timedelta(seconds=settings.confirm_deadline_seconds), present


async def _acquire_promised(resources: Resources, token: HoldToken) -> None:
    """The time of an unprotected hold is taken when it is used. Raises `SlotTaken`."""
    if await store.acquire(resources.redis, resources.settings, token) is None:
        count_collision(resources, "lock")
        metrics.BOOKINGS.labels("taken").inc()
        raise SlotTaken


async def _book(
    resources: Resources,
    caller: Caller,
    request: Repeatable,
    token: HoldToken,
    reason: str | None,
    deadline: datetime,
    present: datetime,
) -> bytes:
    id_, reference = uuid7(), rules.new_reference()
    created_at = present.replace(microsecond=0)
    answer = encode(
        answers.from_hold(
            token,
            await bookable_calendar(resources, token),
            id_=id_,
            reference=reference,
            reason=reason,
            version=1,
            created_at=created_at,
        )
    )

    async def write(token: HoldToken) -> bytes | None:
        return await resources.part(Bookings).write((
            request.key, request.body_hash, request.sealed(resources, answer), deadline, id_,
            reference, caller.account_id, caller.role, token.doctor_id, token.patient_id,
            token.starts, token.ends, token.busy, token.schedule_version, token.type_id, token.mode,
            token.fee_amount, token.fee_currency, token.time_zone,
            answers.seal_reason(resources.keyring, reason, id_), created_at,
        ))  # fmt: skip

    earlier = await decided(resources, token, write)
    if earlier is not None:
        await let_go(resources, token)
        return request.opened(resources, earlier)
    metrics.BOOKINGS.labels("booked").inc()
    await mark_booked(resources, token, id_)
    return answer


async def bookable_calendar(resources: Resources, token: HoldToken) -> Calendar:
    calendar = await calendar_of(resources, token.doctor_id, version=token.schedule_version)
    if calendar is None:
        raise ScheduleChanged
    return calendar


async def decided(resources: Resources, token: HoldToken, write: queries.Write) -> bytes | None:
    """Runs the transaction; checks a changed schedule again, and lets go of a time that is lost."""
    for _ in range(3):
        try:
            return await retried(lambda token=token: write(token))  # type: ignore[misc]
        except ScheduleChanged:
            token = await _on_present_schedule(resources, token)
        except (SlotTaken, PatientBusy) as lost:
            count_collision(resources, "database" if isinstance(lost, SlotTaken) else "patient")
            metrics.BOOKINGS.labels(lost.code).inc()
            await let_go(resources, token)
            raise
    raise Unavailable("The doctor's schedule keeps changing")


async def _on_present_schedule(resources: Resources, token: HoldToken) -> HoldToken:
    """The hold under the schedule as it is now, if the doctor still works then.

    It may be off the present grid: whoever holds a time was promised it.
    """
    calendar = await load_calendar(resources, token.doctor_id)
    if calendar is None or not _still_offers(calendar, token):
        metrics.BOOKINGS.labels("schedule-changed").inc()
        raise ScheduleChanged
    return replace(token, schedule_version=calendar.version)


def _still_offers(calendar: Calendar, token: HoldToken) -> bool:
    mode, kind = token.mode, calendar.type_of(token.type_id)
    return (
        calendar.approved
        and kind is not None
        and mode in kind.modes
        and covers(calendar, token.starts, token.ends, mode)
    )


async def let_go(resources: Resources, token: HoldToken) -> None:
    """Of a hold that lost, or was used by the same request before, perhaps by a process that died."""
    resources.part(HoldCount).gone(token.nonce)
    with suppress(RedisAway):
        await store.release(resources.redis, resources.settings, token)


async def mark_booked(resources: Resources, token: HoldToken, appointment_id: UUID) -> None:
    """After the commit. Without the lock server the claims in PostgreSQL say it alone."""
    metrics.HOLDS.labels("booked").inc()
    resources.part(HoldCount).gone(token.nonce)
    try:
        await store.mark_booked(resources.redis, resources.settings, token, appointment_id)
    except RedisAway:
        log.warning("booked_unmarked")
