"""Making, keeping and letting go of holds."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from secrets import token_hex
from uuid import UUID

import msgspec
from msgspec.structs import replace as struct_replace

from amrutam.accounts.access import access_patient
from amrutam.accounts.models import Caller
from amrutam.booking import queries, rules
from amrutam.booking.address_limits import check_crowd
from amrutam.booking.batched import HoldFacts
from amrutam.booking.collisions import count_collision
from amrutam.booking.errors import (
    FollowUpNotOffered,
    HoldNotForThis,
    NotBooked,
    SlotNotOffered,
)
from amrutam.booking.found_again import Locked, hold_off_the_grid, same_hold
from amrutam.booking.models import Money
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.errors import NotFound, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds import store
from amrutam.holds.counting import Outcome, count_gone, count_living
from amrutam.holds.errors import HoldExpired, NoMoreExtensions, SlotTaken
from amrutam.holds.models import HoldState, HoldToken
from amrutam.holds.tokens import open_hold, seal_hold
from amrutam.schedules.calendars import calendar_of, load_calendar
from amrutam.schedules.models import Calendar, ConsultationType, Mode
from amrutam.schedules.slot_cache import SlotCache

_TRIES = 3
_packed = msgspec.msgpack.Encoder(uuid_format="bytes").encode


@dataclass(frozen=True, slots=True)
class HoldIntent:
    """What a patient asks to hold. None stands for the doctor's or the account's own default."""

    doctor_id: UUID
    starts_at: datetime
    type_id: UUID | None = None
    mode: Mode | None = None
    patient_id: UUID | None = None
    reschedules: UUID | None = None

    def digest(self, type_id: UUID, mode: Mode) -> str:
        """Equal for requests that ask for the same."""
        parts = (self.doctor_id, self.starts_at.timestamp(), type_id, mode, self.patient_id,
                 self.reschedules)  # fmt: skip
        return blake2b(_packed(parts), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Hold:
    id: str
    token: HoldToken
    state: HoldState


class HoldShown(msgspec.Struct, frozen=True):
    """A hold as its holder sees it."""

    id: str
    doctor_id: UUID
    patient_id: UUID
    starts_at: datetime
    ends_at: datetime
    consultation_type_id: UUID
    mode: str
    clinic_id: UUID | None
    fee: Money
    reschedules: UUID | None
    expires_at: datetime
    extensions_left: int
    protected: bool
    requires_code: bool

    @classmethod
    def of(cls, hold: Hold, extensions: int) -> HoldShown:
        """`extensions`: how many a protected hold may have in all."""
        token, state = hold.token, hold.state
        return cls(
            id=hold.id,
            doctor_id=token.doctor_id,
            patient_id=token.patient_id,
            starts_at=token.starts,
            ends_at=token.ends,
            consultation_type_id=token.type_id,
            mode=token.mode,
            clinic_id=token.clinic_id,
            fee=Money(token.fee_amount, token.fee_currency),
            reschedules=token.reschedules,
            expires_at=state.expires_at,
            extensions_left=max(0, extensions - state.extensions) if token.protected else 0,
            protected=token.protected,
            requires_code=token.requires_code and not state.verified,
        )


async def hold_time(
    resources: Resources, caller: Caller, wish: HoldIntent, address: str | None = None
) -> Hold:
    """Takes the time for this account. The lock comes first, the look at the claims after it.

    `address`: where the account asks from, as the limits know it; None is counted for none.

    Raises `NotFound` (doctor, patient or appointment), `SlotNotOffered`, `SlotTaken`,
    `TooManyHolds`, `FollowUpNotOffered`, and for a move `NotBooked`, `AlreadyStarted`,
    `TooLateToChange`, `HoldNotForThis`.
    """
    if wish.reschedules:
        wish = await _as_move(resources, caller, wish)
    calendar = await calendar_of(resources, wish.doctor_id)
    for _ in range(_TRIES):
        calendar, locked = await _planned(resources, caller, wish, calendar, address)
        try:
            facts = await _facts(resources, caller, wish, locked.token)
            await _check_follow_up(resources, calendar, locked.token, facts.patient_id)
        except BaseException:
            await _let_go(resources, locked)
            raise
        if facts.schedule_version == calendar.version:
            return _held(resources, locked, facts)
        await _let_go(resources, locked)
        calendar = await calendar_of(resources, wish.doctor_id, version=facts.schedule_version)
    raise Unavailable("The doctor's schedule keeps changing")


async def _planned(
    resources: Resources,
    caller: Caller,
    wish: HoldIntent,
    calendar: Calendar | None,
    address: str | None,
) -> tuple[Calendar, Locked]:
    """The time of the calendar, locked; or what the account holds of it already, on the grid or off it."""
    try:
        calendar, token = await _plan(resources, caller, wish, calendar)
    except SlotNotOffered:
        kept = await _kept(resources, caller, wish)
        if kept is None:
            raise
        return kept
    return calendar, await _locked(resources, token, address)


async def _kept(
    resources: Resources, caller: Caller, wish: HoldIntent
) -> tuple[Calendar, Locked] | None:
    calendar = await calendar_of(resources, wish.doctor_id)
    kind = calendar.type_of(wish.type_id) if calendar else None
    if calendar is None or kind is None:
        return None
    modes = (wish.mode,) if wish.mode else kind.modes
    tokens = {mode: _token_of(caller, wish, calendar, kind, mode, None) for mode in modes}
    locked = await hold_off_the_grid(resources, calendar, tokens)
    return (calendar, locked) if locked else None


async def _plan(
    resources: Resources, caller: Caller, wish: HoldIntent, calendar: Calendar | None
) -> tuple[Calendar, HoldToken]:
    """What would be held. A refusal is only believed of a calendar that was just read."""
    if calendar is not None and calendar.approved:
        with suppress(SlotNotOffered):
            return calendar, _token(resources, caller, wish, calendar)
    calendar = await load_calendar(resources, wish.doctor_id)
    if calendar is None or not calendar.approved:
        raise NotFound
    return calendar, _token(resources, caller, wish, calendar)


def _token(resources: Resources, caller: Caller, wish: HoldIntent, calendar: Calendar) -> HoldToken:
    """Everything but the patient, whom the database is asked for once the time is ours."""
    kind, mode, clinic_id = rules.chosen_slot(
        calendar, wish.starts_at, calendar.type_of(wish.type_id), wish.mode, clock.now(),
        resources.part(SlotCache).day_slots,
    )  # fmt: skip
    return _token_of(caller, wish, calendar, kind, mode, clinic_id)


def _token_of(
    caller: Caller,
    wish: HoldIntent,
    calendar: Calendar,
    kind: ConsultationType,
    mode: Mode,
    clinic_id: UUID | None,
) -> HoldToken:
    starts_at = int(wish.starts_at.timestamp())
    ends_at = starts_at + kind.minutes * 60
    return HoldToken(
        account_id=caller.account_id,
        patient_id=wish.patient_id or caller.account_id,
        patient_name="",
        doctor_id=wish.doctor_id,
        starts_at=starts_at,
        ends_at=ends_at,
        busy_until=ends_at + calendar.buffer_minutes * 60,
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
        wish=wish.digest(kind.id, mode),
        clinic_id=clinic_id,
    )


async def _as_move(resources: Resources, caller: Caller, wish: HoldIntent) -> HoldIntent:
    """The same patient and doctor as the appointment that is to move; its type if none is said."""
    assert wish.reschedules is not None  # noqa: S101 - asked for by the only caller
    stored = await access_appointment(resources, caller, wish.reschedules)
    present = stored.appointment
    if not stored.owned_by(caller):
        raise NotFound
    if present.status != "booked":
        raise NotBooked
    rules.check_changeable(stored, caller, clock.now())
    same_doctor = present.doctor.id == wish.doctor_id
    if not same_doctor or wish.patient_id not in (None, present.patient.id):
        raise HoldNotForThis("An appointment moves to another time of the same doctor and patient")
    type_id = wish.type_id or present.consultation_type.id
    return replace(wish, type_id=type_id, patient_id=present.patient.id)


async def _locked(resources: Resources, token: HoldToken, address: str | None) -> Locked:
    """Without a lock server it is a promise, which the first confirm keeps."""
    settings = resources.settings
    try:
        while True:
            taken = await store.take(resources.redis, settings, token, address)
            if taken is None:
                count_collision(resources, "lock")
                raise SlotTaken
            if isinstance(taken, store.Taken):
                if address is not None and taken.crowd:
                    await check_crowd(resources, token, address, taken.crowd)
                return Locked(token, taken.state)
            same = await same_hold(resources, token, taken)
            if same is not None:
                return same
    except RedisAway:
        promise = struct_replace(token, protected=False)
        ends = promise.unprotected_end(settings.hold_seconds)
        return Locked(promise, HoldState(ends, 0, verified=False))


@dataclass(frozen=True, slots=True)
class _Facts:
    schedule_version: int
    patient_id: UUID
    patient_name: str


async def _facts(
    resources: Resources, caller: Caller, wish: HoldIntent, token: HoldToken
) -> _Facts:
    """What the database says, now that the time is held: one look at version, patient, claims."""
    row = await resources.part(HoldFacts).of(token, wish.patient_id)
    if row["schedule_version"] is None:
        raise NotFound
    if row["claimed"]:
        count_collision(resources, "claim")
        raise SlotTaken
    if row["patient_id"] is None:
        patient = await access_patient(resources, caller, wish.patient_id)
        return _Facts(row["schedule_version"], patient.id, patient.name)
    return _Facts(row["schedule_version"], row["patient_id"], row["patient_name"])


async def _check_follow_up(
    resources: Resources, calendar: Calendar, token: HoldToken, patient_id: UUID
) -> None:
    """Raises `FollowUpNotOffered`; the transaction that books looks again."""
    kind = calendar.type_of(token.type_id)
    if kind is None or kind.kind != "follow_up":
        return
    offered = await queries.follow_up_offered(
        resources.database, patient_id, token.doctor_id, token.starts
    )
    if not offered:
        raise FollowUpNotOffered


def _held(resources: Resources, locked: Locked, facts: _Facts) -> Hold:
    outcome: Outcome = "made" if locked.token.protected else "unprotected"
    count_living(resources, outcome, locked.token, locked.state.expires_at)
    token = struct_replace(
        locked.token, patient_id=facts.patient_id, patient_name=facts.patient_name
    )
    return Hold(seal_hold(resources.keyring, token), token, locked.state)


async def _let_go(resources: Resources, locked: Locked) -> None:
    if locked.token.protected:
        with suppress(RedisAway):
            await store.undo(resources.redis, locked.token)


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
    return Hold(hold_id, token, await _promise(resources, token))


async def _promise(resources: Resources, token: HoldToken) -> HoldState:
    """Of an unprotected hold. While Redis is away, only its time ends it. Raises `HoldExpired`."""
    ends = token.unprotected_end(resources.settings.hold_seconds)
    has_ended = ends <= clock.now()
    with suppress(RedisAway):
        has_ended = has_ended or await store.has_ended(resources.redis, token)
    if has_ended:
        raise HoldExpired
    return HoldState(ends, 0, verified=False)


async def check_offered(resources: Resources, token: HoldToken) -> None:
    """A hold is worth what its doctor's approval is. Raises `HoldExpired` once that has ended."""
    if not await queries.is_approved(resources.database, token.doctor_id):
        raise HoldExpired


async def extend_hold(resources: Resources, caller: Caller, hold_id: str) -> Hold:
    """Raises `NotFound`, `HoldExpired`, `NoMoreExtensions`, `NotYet`, `RedisAway`."""
    token = access_hold(resources, caller, hold_id)
    if not token.protected:
        await _promise(resources, token)
        raise NoMoreExtensions
    await check_offered(resources, token)
    state = await store.extend(resources.redis, resources.settings, token)
    count_living(resources, "extended", token, state.expires_at)
    return Hold(hold_id, token, state)


async def release_hold(resources: Resources, caller: Caller, hold_id: str) -> None:
    """Harmless to repeat. Raises `NotFound`, and `RedisAway` for a protected hold."""
    token = access_hold(resources, caller, hold_id)
    try:
        was_live = await store.release(resources.redis, resources.settings, token)
    except RedisAway:
        if token.protected:
            raise
        return
    if was_live:
        count_gone(resources, token, "released")
