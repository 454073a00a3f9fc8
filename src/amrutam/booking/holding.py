"""Making holds: Redis reserves the slot first, then claims are checked in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace as struct_replace

from amrutam.accounts.access import access_patient
from amrutam.accounts.models import Caller
from amrutam.admission.actions import enter
from amrutam.booking import hold_queries
from amrutam.booking.address_limits import check_crowd
from amrutam.booking.batched import HoldFacts
from amrutam.booking.collisions import count_collision
from amrutam.booking.earlier_holds import hold_off_the_grid, same_hold
from amrutam.booking.errors import FollowUpNotOffered, SlotNotOffered
from amrutam.booking.hold_models import Hold, HoldIntent, UncheckedHold
from amrutam.booking.hold_planning import as_move, plan_hold, token_of, with_known_patient
from amrutam.core.errors import NotFound, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.resources import Resources
from amrutam.holds import store
from amrutam.holds.counting import Outcome, count_living
from amrutam.holds.errors import SlotTaken
from amrutam.holds.models import HoldState, HoldToken
from amrutam.holds.neighbours import Neighbour
from amrutam.holds.tokens import seal_hold
from amrutam.schedules.calendars import calendar_of
from amrutam.schedules.models import Calendar

_TRIES = 3


async def hold_time(
    resources: Resources,
    caller: Caller,
    wish: HoldIntent,
    address: str | None = None,
    place: str | None = None,
) -> Hold:
    """Makes and returns a hold of a slot for this account, after the check of the doctor's admission queue.

    A repeated request gets the account's live hold of the slot. While Redis is unreachable the hold
    is unprotected. `address`: the client's address as rate limits store it; None does not count the
    address, which is also not counted if a desk or an administrator holds for a clinic's patient.
    `place`: the signed place in the admission queue that the request carries; None without one.

    Raises `AdmissionRequired` if the doctor's admission queue is on and has not admitted the
    patient who calls; `NotFound` for a doctor who is unknown or not approved, and for a patient or
    an appointment that the caller may not use; `NotAllowed` for an override by anybody but a desk
    or an administrator for a clinic's patient; `SlotNotOffered`; `SlotTaken` if the slot is held or
    booked; `TooManyHolds` at `holds_per_account` or `holds_per_address`; `FollowUpNotOffered`;
    `Unavailable`, also if the schedule changes again and again; for a move also what `as_move`
    raises.
    """
    admission = await enter(resources, caller, wish.doctor_id, place)
    held = await _hold_time(resources, caller, wish, address)
    if admission is not None:
        await admission.done()
    return held


async def _hold_time(
    resources: Resources, caller: Caller, wish: HoldIntent, address: str | None
) -> Hold:
    """Makes the hold: Redis reserves the slot, then claims are checked in PostgreSQL.

    Arguments and errors as for `hold_time`, without those of the admission queue.
    """
    if wish.reschedules:
        wish = await as_move(resources, caller, wish, wish.reschedules)
    wish = await with_known_patient(resources, caller, wish)
    if wish.known is not None:
        address = None  # a desk holds for many people, so holds from its address are not limited
    calendar = await calendar_of(resources, wish.doctor_id)
    for _ in range(_TRIES):
        calendar, unchecked = await _planned(resources, caller, wish, calendar, address)
        try:
            facts = await _facts(resources, caller, wish, unchecked.token)
            await _check_follow_up(resources, calendar, unchecked.token, facts.patient_id)
        except BaseException:
            await _let_go(resources, unchecked)
            raise
        if facts.schedule_version == calendar.version:
            return _held(resources, unchecked, facts)
        await _let_go(resources, unchecked)
        calendar = await calendar_of(resources, wish.doctor_id, version=facts.schedule_version)
    raise Unavailable("The doctor's schedule was changed again and again by others")


async def _planned(
    resources: Resources,
    caller: Caller,
    wish: HoldIntent,
    calendar: Calendar | None,
    address: str | None,
) -> tuple[Calendar, UncheckedHold]:
    """Reserves the slot that the calendar offers, or finds the account's own hold of that slot.

    Returns the calendar by which the hold was planned, and the hold, whose data in PostgreSQL are
    not checked yet. A hold that was found can be at a time that the calendar no longer offers.
    """
    try:
        calendar, token = await plan_hold(resources, caller, wish, calendar)
    except SlotNotOffered:
        kept = await _kept(resources, caller, wish)
        if kept is None:
            raise
        return kept
    return calendar, await _take(resources, token, address)


async def _kept(
    resources: Resources, caller: Caller, wish: HoldIntent
) -> tuple[Calendar, UncheckedHold] | None:
    calendar = await calendar_of(resources, wish.doctor_id)
    kind = calendar.type_of(wish.type_id) if calendar else None
    if calendar is None or kind is None or wish.override:
        return None
    modes = (wish.mode,) if wish.mode else kind.modes
    tokens = {mode: token_of(caller, wish, calendar, kind, mode, None) for mode in modes}
    unchecked = await hold_off_the_grid(resources, calendar, tokens)
    return (calendar, unchecked) if unchecked else None


async def _take(resources: Resources, token: HoldToken, address: str | None) -> UncheckedHold:
    """Reserves the slot in Redis, or finds the account's own live hold for the same request.

    Raises `SlotTaken` if another hold or a booking has the slot; `TooManyHolds` at a limit. While Redis
    is unreachable the hold is unprotected: nothing reserves its slot, and the first confirmation gets
    the time.
    """
    settings = resources.settings
    try:
        while True:
            taken = await store.take(resources.redis, settings, token, address)
            if taken is None:
                count_collision(resources, "lock")
                raise SlotTaken
            if isinstance(taken, store.Taken):
                unchecked = UncheckedHold(token, taken.state)
                if address is not None and taken.crowd:
                    await _check_address(resources, unchecked, address, taken.crowd)
                return unchecked
            same = await same_hold(resources, token, taken)
            if same is not None:
                return same
    except RedisAway:
        promise = struct_replace(token, protected=False)
        ends = promise.unprotected_end(settings.hold_seconds)
        return UncheckedHold(promise, HoldState(ends, 0, verified=False))


async def _check_address(
    resources: Resources, unchecked: UncheckedHold, address: str, crowd: Sequence[Neighbour]
) -> None:
    """Raises what `check_crowd` raises, after the new hold was released."""
    try:
        await check_crowd(resources, unchecked.token, address, crowd)
    except BaseException:
        await _let_go(resources, unchecked)
        raise


@dataclass(frozen=True, slots=True)
class _Facts:
    schedule_version: int
    patient_id: UUID
    patient_name: str


async def _facts(
    resources: Resources, caller: Caller, wish: HoldIntent, token: HoldToken
) -> _Facts:
    """Reads the schedule's version, the patient and the claims from the database, after the slot was reserved. Raises `NotFound`, `SlotTaken`."""
    row = await resources.part(HoldFacts).of(token, wish.patient_id)
    if row["schedule_version"] is None:
        raise NotFound
    claimed = row["claimed"]
    if claimed and token.is_override:
        claimed = await hold_queries.visit_in_the_way(resources.database, token)
    if claimed:
        count_collision(resources, "claim")
        raise SlotTaken
    if row["patient_id"] is None:
        patient = await access_patient(resources, caller, wish.patient_id)
        return _Facts(row["schedule_version"], patient.id, patient.name)
    return _Facts(row["schedule_version"], row["patient_id"], row["patient_name"])


async def _check_follow_up(
    resources: Resources, calendar: Calendar, token: HoldToken, patient_id: UUID
) -> None:
    """Raises `FollowUpNotOffered` if the hold is for a follow-up that the doctor does not offer this patient.

    The transaction that books repeats this check.
    """
    kind = calendar.type_of(token.type_id)
    if kind is None or kind.kind != "follow_up":
        return
    offered = await hold_queries.follow_up_offered(
        resources.database, patient_id, token.doctor_id, token.starts
    )
    if not offered:
        raise FollowUpNotOffered


def _held(resources: Resources, unchecked: UncheckedHold, facts: _Facts) -> Hold:
    outcome: Outcome = "made" if unchecked.token.protected else "unprotected"
    count_living(resources, outcome, unchecked.token, unchecked.state.expires_at)
    token = struct_replace(
        unchecked.token, patient_id=facts.patient_id, patient_name=facts.patient_name
    )
    return Hold(seal_hold(resources.keyring, token), token, unchecked.state)


async def _let_go(resources: Resources, unchecked: UncheckedHold) -> None:
    if unchecked.token.protected:
        with within(UNLIMITED), suppress(RedisAway):
            await store.undo(resources.redis, unchecked.token)
