"""Making, keeping and letting go of holds."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from uuid import UUID

from msgspec.structs import replace

from amrutam.accounts.access import access_patient
from amrutam.accounts.models import Caller
from amrutam.booking import queries, rules
from amrutam.booking.errors import AlreadyStarted, HoldNotForThis, NotBooked
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.errors import NotFound
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import store
from amrutam.holds.errors import HoldExpired, NoMoreExtensions, SlotTaken
from amrutam.holds.models import HoldState, HoldToken
from amrutam.holds.tokens import open_hold, seal_hold
from amrutam.schedules.calendars import calendar_of
from amrutam.schedules.models import Mode


@dataclass(frozen=True, slots=True)
class Wish:
    """What a patient asks to hold. None stands for the doctor's or the account's own default."""

    doctor_id: UUID
    starts_at: datetime
    type_id: UUID | None = None
    mode: Mode | None = None
    patient_id: UUID | None = None
    reschedules: UUID | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    id: str
    token: HoldToken
    state: HoldState


async def hold_time(resources: Resources, caller: Caller, wish: Wish) -> Hold:
    """Takes the time for this account. The lock comes first, the look at the claims after it.

    Raises `NotFound` (doctor, patient or appointment), `SlotNotOffered`, `SlotTaken`,
    `TooManyHolds`.
    """
    token = await _token(resources, caller, wish)
    try:
        hold = await _locked(resources, token)
    except RedisAway:
        hold = _promised(resources, token)
    if hold.token.nonce == token.nonce or not hold.token.protected:
        await _refuse_if_claimed(resources, hold.token)
    metrics.HOLDS.labels("made" if hold.token.protected else "unprotected").inc()
    return hold


async def _token(resources: Resources, caller: Caller, wish: Wish) -> HoldToken:
    if wish.reschedules:
        wish = await _as_move(resources, caller, wish)
    facts = await queries.hold_facts(
        resources.database, wish.doctor_id, caller.account_id, wish.patient_id
    )
    if facts is None:
        raise NotFound
    calendar = await calendar_of(resources, wish.doctor_id, version=facts["schedule_version"])
    if calendar is None:
        raise NotFound
    patient_id, name = facts["patient_id"], facts["patient_name"]
    if patient_id is None:
        patient = await access_patient(resources, caller, wish.patient_id)
        patient_id, name = patient.id, patient.name
    kind, mode = rules.chosen_slot(
        calendar, wish.starts_at, calendar.type_of(wish.type_id), wish.mode, clock.now()
    )
    starts_at = int(wish.starts_at.timestamp())
    return HoldToken(
        account_id=caller.account_id,
        patient_id=patient_id,
        patient_name=name,
        doctor_id=wish.doctor_id,
        starts_at=starts_at,
        ends_at=starts_at + kind.minutes * 60,
        busy_until=int(rules.busy_until(calendar, wish.starts_at, kind).timestamp()),
        type_id=kind.id,
        type_name=kind.name,
        mode=mode,
        fee_amount=kind.fee_amount,
        fee_currency=kind.fee_currency,
        time_zone=calendar.time_zone,
        schedule_version=calendar.version,
        requires_code=calendar.code_policy == "always" or not caller.contact_verified,
        protected=True,
        reschedules=wish.reschedules,
        issued_at=clock.now().timestamp(),
        nonce=token_hex(8),
    )


async def _as_move(resources: Resources, caller: Caller, wish: Wish) -> Wish:
    """The same patient and doctor as the appointment that is to move; type and mode if not said."""
    assert wish.reschedules is not None  # noqa: S101 - asked for by the only caller
    stored = await access_appointment(resources, caller, wish.reschedules)
    present = stored.appointment
    if not stored.owned_by(caller):
        raise NotFound
    if present.status != "booked":
        raise NotBooked
    if present.starts_at <= clock.now():
        raise AlreadyStarted
    same_doctor = present.doctor.id == wish.doctor_id
    if not same_doctor or wish.patient_id not in (None, present.patient.id):
        raise HoldNotForThis("An appointment moves to another time of the same doctor and patient")
    return Wish(
        wish.doctor_id,
        wish.starts_at,
        wish.type_id or present.consultation_type.id,
        wish.mode,
        present.patient.id,
        wish.reschedules,
    )


async def _locked(resources: Resources, token: HoldToken) -> Hold:
    """The account's place first, then the doctor's time; undone if the time is taken."""
    redis, settings = resources.redis, resources.settings
    hold_id = seal_hold(resources.keyring, token)
    while same_id := await store.reserve(redis, settings, token, hold_id):
        same = await _same_hold(resources, same_id)
        if same is not None:
            return same
    state = await store.acquire(redis, settings, token)
    if state is None:
        await store.unreserve(redis, token)
        metrics.SLOT_COLLISIONS.labels("lock").inc()
        raise SlotTaken
    return Hold(hold_id, token, state)


async def _same_hold(resources: Resources, hold_id: str) -> Hold | None:
    """The account's earlier hold of the same time; gives it a moment if it is just being made."""
    token = open_hold(resources.keyring, hold_id)
    for _ in range(5):
        with suppress(HoldExpired):
            return Hold(hold_id, token, await store.state_of(resources.redis, token))
        await asyncio.sleep(0.02)
    await store.unreserve(resources.redis, token)
    return None


def _promised(resources: Resources, token: HoldToken) -> Hold:
    """Without a lock server: a promise that the first confirm keeps."""
    promise = replace(token, protected=False)
    ends = promise.unprotected_end(resources.settings.hold_seconds)
    return Hold(seal_hold(resources.keyring, promise), promise, HoldState(ends, 0, verified=False))


async def _refuse_if_claimed(resources: Resources, token: HoldToken) -> None:
    try:
        claimed = await queries.is_claimed(resources.database, token)
    except BaseException:
        await _let_go(resources, token)
        raise
    if claimed:
        await _let_go(resources, token)
        metrics.SLOT_COLLISIONS.labels("claim").inc()
        raise SlotTaken


async def _let_go(resources: Resources, token: HoldToken) -> None:
    with suppress(RedisAway):
        await store.release(resources.redis, token)


def access_hold(resources: Resources, caller: Caller, hold_id: str) -> HoldToken:
    """The only way from an id a caller sent to a hold. Raises `NotFound`."""
    token = open_hold(resources.keyring, hold_id)
    if token.account_id != caller.account_id:
        raise NotFound
    return token


async def read_hold(resources: Resources, caller: Caller, hold_id: str) -> Hold:
    """Raises `NotFound`, `HoldExpired`, `RedisAway`."""
    token = access_hold(resources, caller, hold_id)
    if token.protected:
        return Hold(hold_id, token, await store.state_of(resources.redis, token))
    ends = token.unprotected_end(resources.settings.hold_seconds)
    if ends <= clock.now():
        raise HoldExpired
    return Hold(hold_id, token, HoldState(ends, 0, verified=False))


async def extend_hold(resources: Resources, caller: Caller, hold_id: str) -> Hold:
    """Raises `NotFound`, `HoldExpired`, `NoMoreExtensions`, `RedisAway`."""
    token = access_hold(resources, caller, hold_id)
    if not token.protected:
        raise NoMoreExtensions
    state = await store.extend(resources.redis, resources.settings, token, hold_id)
    metrics.HOLDS.labels("extended").inc()
    return Hold(hold_id, token, state)


async def release_hold(resources: Resources, caller: Caller, hold_id: str) -> None:
    """Harmless to repeat. Raises `NotFound`, `RedisAway`."""
    token = access_hold(resources, caller, hold_id)
    if token.protected and await store.release(resources.redis, token):
        metrics.HOLDS.labels("released").inc()
