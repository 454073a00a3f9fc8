"""The steps that confirming and moving share: check the hold, commit, then tell Redis.

In this order: `own_hold` and `check_hold` before the transaction; `commit` runs it, which decides; then
`mark_booked` or, for a time that was lost, `release_hold`.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.accounts.one_time_codes import code_macs
from amrutam.booking import queries
from amrutam.booking.collisions import count_collision
from amrutam.booking.errors import (
    FollowUpNotOffered,
    PatientBusy,
    ScheduleChanged,
    TooManyAppointments,
    TooManyChanges,
)
from amrutam.booking.holding import access_hold
from amrutam.core import clock
from amrutam.core.database import retried
from amrutam.core.errors import Invalid, NotFound, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import store
from amrutam.holds.counting import count_gone
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


def own_hold(resources: Resources, caller: Caller, hold_id: str) -> HoldToken:
    """The hold that a body names. Forged, foreign and absent ones raise the same `Invalid`."""
    try:
        return access_hold(resources, caller, hold_id)
    except NotFound as reason:
        raise Invalid.field("/hold_id", "not a hold of yours") from reason


async def check_hold(
    resources: Resources, token: HoldToken, code: str | None
) -> tuple[datetime, datetime]:
    """The transaction's deadline and the present time.

    Raises `HoldExpired`, `CodeRequired`, `CodeRefused`, `SlotTaken`; `Unavailable` where a code
    cannot be checked.
    """
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
    """A hold made without Redis takes its time when it is used. Raises `SlotTaken`."""
    if await store.acquire(resources.redis, resources.settings, token) is None:
        count_collision(resources, "lock")
        metrics.BOOKINGS.labels("taken").inc()
        raise SlotTaken


async def bookable_calendar(resources: Resources, token: HoldToken) -> Calendar:
    """The calendar of the version that the hold was made on. Raises `ScheduleChanged`."""
    calendar = await calendar_of(resources, token.doctor_id, version=token.schedule_version)
    if calendar is None or (token.clinic_id and calendar.clinic_of(token.clinic_id) is None):
        raise ScheduleChanged
    return calendar


async def commit(resources: Resources, token: HoldToken, write: queries.Write) -> bytes | None:
    """Runs the transaction: None, or the answer that the same request got before.

    A schedule that has changed since the hold is checked again. A time that another booking took
    ends the hold. Raises `SlotTaken`, `PatientBusy`, `ScheduleChanged`, `Unavailable`.
    """
    for _ in range(3):
        try:
            return await retried(lambda token=token: write(token))  # type: ignore[misc]
        except ScheduleChanged:
            token = await _on_present_schedule(resources, token)
        except (SlotTaken, PatientBusy) as lost:
            count_collision(resources, "database" if isinstance(lost, SlotTaken) else "patient")
            metrics.BOOKINGS.labels(lost.code).inc()
            await release_hold(resources, token)
            raise
        except (FollowUpNotOffered, TooManyAppointments, TooManyChanges) as refused:
            metrics.BOOKINGS.labels(refused.code).inc()  # the hold stays: another can be cancelled
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
        and covers(calendar, token.starts, token.ends, mode, token.clinic_id)
    )


async def release_hold(resources: Resources, token: HoldToken) -> None:
    """Ends a hold that lost its time, or that the same request used before (its process may have died)."""
    count_gone(resources, token)
    with suppress(RedisAway):
        await store.release(resources.redis, resources.settings, token)


async def mark_booked(resources: Resources, token: HoldToken, appointment_id: UUID) -> None:
    """After the commit. While Redis is away the claims in PostgreSQL alone say it."""
    count_gone(resources, token, "booked")
    try:
        await store.mark_booked(resources.redis, resources.settings, token, appointment_id)
    except RedisAway:
        log.warning("booked_unmarked")
