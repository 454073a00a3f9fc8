"""The steps that confirming and moving share: check the hold, commit, then update Redis.

The order is: `own_hold` and `check_hold` before the transaction; `commit`, whose transaction
decides; then `mark_booked` or, for a time that was lost, `release_hold`. An unprotected hold is one
that was made while Redis was unreachable, so Redis does not reserve its slot.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.accounts.one_time_codes import code_macs
from amrutam.booking import history_queries, queries
from amrutam.booking.collisions import count_collision
from amrutam.booking.errors import (
    FollowUpNotOffered,
    PatientBusy,
    ScheduleChanged,
    TooManyAppointments,
    TooManyChanges,
)
from amrutam.booking.existing_holds import access_hold
from amrutam.core import clock
from amrutam.core.database import retried
from amrutam.core.errors import Invalid, NotFound, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import changes, promises, store
from amrutam.holds.counting import count_gone
from amrutam.holds.errors import CodeRefused, CodeRequired, HoldExpired, SlotTaken
from amrutam.holds.models import HoldToken
from amrutam.schedules.calendars import calendar_of, load_calendar
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import covers

log = structlog.get_logger("amrutam.booking")

_LONGEST = timedelta(hours=12)
"""The longest time from the start of a visit to the end of its buffer; the schema allows none longer."""

_REFUSALS = {
    "expired": HoldExpired,
    "code-required": CodeRequired,
    "code-refused": CodeRefused,
}

Write = Callable[[HoldToken], Awaitable[bytes | None]]
"""A function that writes a booking or a move for a hold that was made under one schedule version.

The function returns None, or the stored answer of an earlier identical request.
"""


def own_hold(resources: Resources, caller: Caller, hold_id: str) -> HoldToken:
    """The token of the hold that the field `hold_id` of a request's body names.

    Raises the same `Invalid` for a forged hold, an unknown one and another account's.
    """
    try:
        return access_hold(resources, caller, hold_id)
    except NotFound as reason:
        raise Invalid.field("/hold_id", "must be a hold of your account") from reason


async def check_hold(
    resources: Resources, token: HoldToken, code: str | None
) -> tuple[datetime, datetime]:
    """Checks the hold, with the one-time code if it needs one; returns (the transaction's deadline, Redis's present time).

    `code` None or "" is no code; for a hold that needs none, or for which the code was entered
    before, `code` is ignored. A hold that would end sooner is extended to end in
    `confirm_hold_seconds`, and the slot of an unprotected hold is reserved. While Redis is
    unreachable, a hold that needs no code is not checked; the result is then (the end of the hold's
    first lifetime, this process's time). Times are in UTC.

    Raises `HoldExpired` if the hold has ended or was released or used; `CodeRequired` without a code;
    `CodeRefused` for a wrong or expired code, or after too many tries; `SlotTaken` for an unprotected hold
    whose slot others have; `Unavailable` if a code is needed and Redis is unreachable.
    """
    redis, settings = resources.redis, resources.settings
    promise_ends = token.unprotected_end(settings.hold_seconds)
    macs = code_macs(resources.keyring, token.nonce, code) if code else []
    mac = ",".join(each.hex() for each in macs)
    try:
        outcome, present = await store.check(redis, settings, token, mac)
        is_promised = not token.protected and present < promise_ends
        if outcome == "expired" and is_promised and not await promises.has_ended(redis, token):
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
    """Reserves the slot of an unprotected hold in Redis when the hold is confirmed.

    Raises `SlotTaken` if others hold the slot or have just booked it.
    """
    if await store.acquire(resources.redis, resources.settings, token) is None:
        count_collision(resources, "lock")
        metrics.BOOKINGS.labels("taken").inc()
        raise SlotTaken


async def bookable_calendar(resources: Resources, token: HoldToken) -> Calendar:
    """The calendar in the version on which the hold was made, or a newer one.

    Raises `ScheduleChanged` if there is no calendar, or if it lacks the hold's consultation type or
    clinic. The doctor's approval and hours are not checked here.
    """
    calendar = await calendar_of(resources, token.doctor_id, version=token.schedule_version)
    if calendar is None or calendar.type_of(token.type_id) is None:
        raise ScheduleChanged
    if token.clinic_id and calendar.clinic_of(token.clinic_id) is None:
        raise ScheduleChanged
    return calendar


async def commit(resources: Resources, token: HoldToken, write: Write) -> bytes | None:
    """Runs the transaction `write`. Returns None, or the sealed answer that the same request got earlier.

    If the schedule has changed since the hold was made, the time is checked against the present
    schedule and `write` is called again. Raises `SlotTaken` and `PatientBusy`, after which the hold
    has ended; `FollowUpNotOffered`, `TooManyAppointments` and `TooManyChanges`, after which the hold
    stays; `ScheduleChanged` if the doctor is not approved, no longer has the type in the hold's
    mode, or no longer works through the held slot (for an override: no longer works at the clinic);
    `Unavailable`, also if the schedule changes again and again; and what else `write` raises.
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
            # the hold stays, so that the patient can cancel another appointment and try again
            metrics.BOOKINGS.labels(refused.code).inc()
            raise
    raise Unavailable("The doctor's schedule was changed again and again by others")


async def _on_present_schedule(resources: Resources, token: HoldToken) -> HoldToken:
    """The hold with the version of the present schedule.

    Raises `ScheduleChanged` if the doctor is not approved, no longer has the type in the hold's mode,
    or no longer works through the held slot (for an override: no longer works at the clinic). The slot
    need not begin at one of the present schedule's start times, because the hold promised this slot.
    """
    calendar = await load_calendar(resources, token.doctor_id)
    if calendar is None or not _still_offers(calendar, token):
        metrics.BOOKINGS.labels("schedule-changed").inc()
        raise ScheduleChanged
    return replace(token, schedule_version=calendar.version)


def _still_offers(calendar: Calendar, token: HoldToken) -> bool:
    mode, kind, clinic_id = token.mode, calendar.type_of(token.type_id), token.clinic_id
    if not calendar.approved or kind is None or mode not in kind.modes:
        return False
    if token.is_override:
        return calendar.clinic_of(clinic_id) is not None
    return covers(calendar, token.starts, token.ends, mode, clinic_id)


async def release_hold(resources: Resources, token: HoldToken) -> None:
    """Ends the hold. Raises nothing: while Redis is unreachable, the hold ends when it expires."""
    count_gone(resources, token)
    with within(UNLIMITED), suppress(RedisAway):
        await store.release(resources.redis, resources.settings, token)


async def mark_booked(resources: Resources, token: HoldToken, appointment_id: UUID) -> None:
    """Replaces the hold in Redis by a `booked` marker, after the commit.

    Raises nothing. While Redis is unreachable only the claims in PostgreSQL show the booking. If the
    commit's position cannot be read, the hold stays until it expires, because a replica may not
    have the claim yet.
    """
    count_gone(resources, token, "booked")
    try:
        with within(UNLIMITED):
            written = await position_text(resources)
            await store.mark_booked(
                resources.redis, resources.settings, token, appointment_id, written
            )
    except (RedisAway, Unavailable):
        log.warning("booking_not_marked_in_redis")


async def mark_left(
    resources: Resources, doctor_id: UUID, appointment_id: UUID, version: int
) -> None:
    """Frees in Redis the time that the appointment had before the move that led to its version `version`.

    `doctor_id` is the doctor after the move. A repeated call only publishes the change again. Does
    nothing if `version` does not come from a move. Raises `Unavailable` if the appointment's
    history cannot be read.
    """
    moved = await history_queries.event(resources.database, appointment_id, version)
    if moved is not None and moved["previous_starts_at"] is not None:
        left = moved["previous_doctor_id"] or doctor_id
        await mark_free(resources, left, appointment_id, moved["previous_starts_at"])


async def mark_free(
    resources: Resources, doctor_id: UUID, appointment_id: UUID, starts_at: datetime
) -> None:
    """Frees in Redis an earlier or a proposed time of the appointment. Raises nothing.

    `doctor_id` and `starts_at`: the doctor and the start of that time, not those of the appointment.
    The length of the time is unknown, so the ticks (periods of five minutes) of the twelve hours
    from `starts_at` on are examined; only ticks with this appointment's marker are deleted, and of
    those none in a time that the appointment claims now.
    """
    with within(UNLIMITED), suppress(RedisAway, Unavailable):
        claimed = await queries.claimed(resources.database, appointment_id, doctor_id)
        await changes.mark_freed(
            resources.redis, doctor_id, appointment_id, starts_at, starts_at + _LONGEST,
            kept=claimed, written=await position_text(resources),
        )  # fmt: skip
