"""Actions of the admission queue: taking and giving up a place, turning the queue on and off, the check before a hold.

A doctor in rush is one whose admission queue is on: patients hold the doctor's times in the order
of the queue. Functions that use Redis also raise `OutOfTime` once the request's time is over.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from time import monotonic
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.admission import store
from amrutam.admission.errors import AdmissionRequired
from amrutam.admission.models import Place, PlaceState, Rush
from amrutam.admission.places import new_place, places_of
from amrutam.core.redis import RedisAway
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.resources import Resources

OPEN = PlaceState("open")


class Rushes:
    """The admission queues and the demand as this process knows them; a part of `Resources`.

    `doctors`: the ids of the doctors whose admission queue is on, which `AdmissionLoop` reads again
    about every `admission_step_seconds`; empty after Redis was unreachable. `demand`: the number of
    requests for holds by doctor's id, which the loop resets every `rush_demand_window_seconds`.
    `took` and `hold_seconds` measure the durations of making holds, which show the platform's load.
    """

    def __init__(self, _resources: Resources) -> None:
        self.doctors: frozenset[UUID] = frozenset()
        self.demand: Counter[UUID] = Counter()
        self._holds, self._seconds = 0, 0.0

    def took(self, seconds: float) -> None:
        """Records the duration of making one hold, in seconds."""
        self._holds += 1
        self._seconds += seconds

    def hold_seconds(self) -> float:
        """Returns the mean of the durations recorded since the last call of this method, in seconds; 0 without any."""
        mean = self._seconds / self._holds if self._holds else 0.0
        self._holds, self._seconds = 0, 0.0
        return mean


class Admission:
    """A request for a hold that `enter` let pass because of its admitted place; call `done` once the hold is made."""

    __slots__ = ("_place", "_resources", "_started")

    def __init__(self, resources: Resources, place: Place) -> None:
        self._resources = resources
        self._place = place
        self._started = monotonic()

    async def done(self) -> None:
        """Records that the admitted caller holds a slot (`store.served`), so that another place can be admitted.

        Also records in `Rushes` the duration since `enter` returned. While Redis is unreachable,
        only the duration is recorded.
        """
        self._resources.part(Rushes).took(monotonic() - self._started)
        settings = self._resources.settings
        longest = settings.hold_seconds + settings.hold_extensions * settings.hold_extension_seconds
        with within(UNLIMITED), suppress(RedisAway):
            await store.served(self._resources.redis, self._place, longest)


async def enter(
    resources: Resources, caller: Caller, doctor_id: UUID, shown: str | None
) -> Admission | None:
    """Checks that the caller is allowed to hold a slot of the doctor now, and counts the request in `Rushes.demand`.

    Returns None where no admission is needed: the doctor's admission queue is off, the caller is
    staff, or Redis is unreachable. `shown` is the signed place that the request carries, or None.
    The place that admits the caller is bound to the caller's account. Raises `AdmissionRequired` if
    the account can use neither the shown place nor its own place (`store.use`).
    """
    rushes = resources.part(Rushes)
    rushes.demand[doctor_id] += 1
    if doctor_id not in rushes.doctors or caller.role != "patient":
        return None
    try:
        for place in places_of(resources.keyring, doctor_id, shown, caller):
            if await store.use(resources.redis, place, caller.account_id):
                return Admission(resources, place)
    except RedisAway:
        return None
    url = f"{resources.settings.public_url}/v1/doctors/{doctor_id}/admission"
    raise AdmissionRequired(retry_after=2, place_url=url)


async def rush_of(resources: Resources, doctor_id: UUID) -> Rush | None:
    """Returns the doctor's rush; None while the queue is off, and for an unknown doctor. Raises `RedisAway`.

    A rush that `Rushes.doctors` lacks has just begun, or the list has lost it, so it is listed again
    (`store.enlist`).
    """
    rush = await store.rush_of(resources.redis, doctor_id)
    rushes = resources.part(Rushes)
    if rush is not None and doctor_id not in rushes.doctors:
        await store.enlist(resources.redis, doctor_id)
        rushes.doctors |= {doctor_id}
    return rush


async def take_place(
    resources: Resources,
    doctor_id: UUID,
    caller: Caller | None,
    shown: str | None,
    address: str | None,
) -> tuple[Place | None, PlaceState, Rush | None]:
    """Takes a place in the doctor's admission queue. Returns (place, state of the place, rush).

    `caller` is None for somebody who has not signed in. `shown` is the signed place that the
    request carries, or None. The place is the first of `places_of` that is still in the queue and that no
    other account has used; without one, a new place: that of the account, or an anonymous one. `address` is the hash of the client's IP address
    (`limited_visitor`); None does not limit the places. The rush is as it was before a new place
    was added. While the queue is off, and while Redis is unreachable, place and rush are None and
    the state is `open`. Raises `TooManyPlaces` instead of adding an anonymous place if the address
    has `admission_places_per_address` of them in the queue.
    """
    try:
        found = await _found(resources, doctor_id, caller, shown)
        if found[1].state != "none":
            return found
        place = new_place(doctor_id, caller)
        most = resources.settings.admission_places_per_address
        state = await store.join(resources.redis, place, None if caller else address, most)
    except RedisAway:
        return None, OPEN, None
    if state.state == "none":
        return None, OPEN, None
    return place, state, found[2]


async def place_state(
    resources: Resources, doctor_id: UUID, caller: Caller | None, shown: str | None
) -> tuple[Place | None, PlaceState, Rush | None]:
    """Returns (place of the request, state of the place, rush); reading the state keeps the place in the queue.

    A waiting place whose state is not read for `admission_presence_seconds` is removed from the
    queue. `shown` is the signed place that the request carries, or None. The place is the first of
    `places_of` that is in the queue and that no other account has used; without one, the place is
    None and the state is `none`. While the queue is off, and while Redis is unreachable, place and
    rush are None, and the state is `open`.
    """
    try:
        return await _found(resources, doctor_id, caller, shown)
    except RedisAway:
        return None, OPEN, None


async def _found(
    resources: Resources, doctor_id: UUID, caller: Caller | None, shown: str | None
) -> tuple[Place | None, PlaceState, Rush | None]:
    """Returns what `place_state` returns. Raises `RedisAway`."""
    rush = await rush_of(resources, doctor_id)
    if rush is None:
        return None, OPEN, None
    account_id = caller.account_id if caller else None
    for place in places_of(resources.keyring, doctor_id, shown, caller):
        (state,) = await store.look(resources.redis, doctor_id, [place.id], account_id)
        if state.state != "none":
            return place, state, rush
    return None, PlaceState("none"), rush


async def give_up(
    resources: Resources, doctor_id: UUID, caller: Caller | None, shown: str | None
) -> None:
    """Removes the place of the request, as `place_state` finds it, from the doctor's queue.

    `shown` is the signed place that the request carries, or None. Without a place in the queue,
    nothing changes. Raises `RedisAway`.
    """
    place, _, _ = await _found(resources, doctor_id, caller, shown)
    if place is not None:
        await store.leave(resources.redis, place)


async def set_rush(resources: Resources, doctor_id: UUID, *, on: bool) -> Rush | None:
    """Turns the doctor's admission queue on for `rush_hours`, or off; returns the rush, None if the queue is off.

    Check the caller's rights first (`access_rush`). The rush counts as started by staff. A queue
    that is on ends `rush_hours` from now instead. Turning the queue off deletes its places. Raises
    `RedisAway`.
    """
    if on:
        await store.begin(resources.redis, doctor_id, "staff", resources.settings.rush_hours * 3600)
    else:
        await store.end(resources.redis, doctor_id)
    resources.part(Rushes).doctors = await store.doctors(resources.redis)
    return await rush_of(resources, doctor_id)
