"""The admission queue in Redis: functions of `lua/admission.lua` change places atomically, by Redis's clock.

Each function that sends a command raises `RedisAway` if Redis is unreachable, and `OutOfTime` once
the request's time is over. A rush is the time in which a doctor's admission queue is on. During a
rush, each step, which admits waiting places, is done by one process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from amrutam.admission.errors import TooManyPlaces
from amrutam.admission.models import By, Place, PlaceState, Rush
from amrutam.admission.rules import Decision
from amrutam.core.redis import CallName, Library, Redis

_ADMISSION = Library.read("admission")
_JOIN, _LOOK, _USE, _SERVED, _LEAVE, _STEP, _ADMIT, _BEGIN, _RUSH = (
    _ADMISSION.function(f"admission_{name}")
    for name in ("join", "look", "use", "served", "leave", "step", "admit", "begin", "rush")
)
_DOCTORS = CallName("admission_doctors")
_END = CallName("admission_end")
_TELL_LOAD = CallName("admission_tell_load")
_WAITING = CallName("admission_waiting")

_DOCTORS_KEY = "admission:doctors"
_LOAD_KEY = "admission:load"
_LOAD_SECONDS = 3


def _keys(doctor_id: UUID) -> list[str]:
    rush = f"doctor:{{{doctor_id}}}:rush"
    return [rush, *(f"{rush}:{name}" for name in ("queue", "seen", "admitted", "served", "owners"))]


async def join(redis: Redis, place: Place, address: str | None, most: int) -> PlaceState:
    """Adds the place at the end of the queue, unless it waits or is admitted already, and returns its state.

    The state is `none` if the queue is off; the place is then not added. `address` is the hash of the
    client's IP address (`limited_visitor`) for an anonymous place; None does not limit the places.
    Raises `TooManyPlaces` if the address has `most` places in this queue, and `RedisAway`.
    """
    keys = _keys(place.doctor_id)
    bound = f"{keys[0]}:from:{address or ''}"
    answer = await redis.run(_JOIN, [*keys, bound], [place.id, most if address else 0])
    if answer[0] == b"full":
        raise TooManyPlaces
    return _state(answer)


async def look(
    redis: Redis, doctor_id: UUID, places: Sequence[str], account_id: UUID | None = None
) -> list[PlaceState]:
    """Returns the states of the places with the ids `places`, in the same order.

    The state of an id that is not in the queue is `none`. Reading the state of a waiting place
    keeps the place in the queue. `account_id`: the account that asks, for which the state of a
    place that another account has used is `none` too; None does not check who has used a place.
    Raises `RedisAway`.
    """
    args = [str(account_id or ""), *places]
    return [_state(each) for each in await redis.run(_LOOK, _keys(doctor_id), args)]


def _state(answer: Sequence[bytes | int]) -> PlaceState:
    match answer:
        case [b"admitted", int(ends)]:
            return PlaceState("admitted", turn_ends_at=datetime.fromtimestamp(ends / 1000, UTC))
        case [b"waiting", int(position)]:
            return PlaceState("waiting", position)
        case _:
            return PlaceState("none")


async def use(redis: Redis, place: Place, account_id: UUID) -> bool:
    """Whether the place is admitted and the account is allowed to hold a slot with it now.

    The first account that uses an admitted place owns the place from then on. Returns False for every
    other account, and for an account that has used another place whose turn has not ended. Raises
    `RedisAway`.
    """
    return bool(await redis.run(_USE, _keys(place.doctor_id), [place.id, str(account_id)]))


async def served(redis: Redis, place: Place, longest_hold_seconds: float) -> None:
    """Records that the account of an admitted place holds a slot, so that another place can be admitted.

    The place stays admitted for `longest_hold_seconds`, so that its account can choose another
    slot, but it does not count as a place without a hold. For a place for which this was recorded
    before, and for one that is not admitted, nothing changes. Raises `RedisAway`.
    """
    await redis.run(_SERVED, _keys(place.doctor_id), [place.id, int(longest_hold_seconds * 1000)])


async def leave(redis: Redis, place: Place) -> None:
    """Removes the place, whether it waits or is admitted; a place that is not in the queue changes nothing. Raises `RedisAway`."""
    await redis.run(_LEAVE, _keys(place.doctor_id), [place.id])


async def begin(redis: Redis, doctor_id: UUID, by: By, seconds: float) -> None:
    """Turns the doctor's admission queue on for `seconds`; a queue that is on ends `seconds` from now instead.

    `by`: `staff` or `demand`. Demand does not change a rush that staff started. Raises `RedisAway`.
    """
    await redis.run(_BEGIN, _keys(doctor_id), [by, int(seconds * 1000)])
    await enlist(redis, doctor_id)


async def enlist(redis: Redis, doctor_id: UUID) -> None:
    """Adds the doctor to those whom `doctors` returns. Raises `RedisAway`.

    The list and the rush are not changed together, because they can be on two servers of a cluster:
    `step` can remove a doctor whose queue was turned on meanwhile, and `begin` can fail before the
    doctor is listed.
    """
    await redis.do(_DOCTORS, "SADD", _DOCTORS_KEY, str(doctor_id))


async def end(redis: Redis, doctor_id: UUID) -> None:
    """Turns the doctor's admission queue off and deletes its places; repeating the call changes nothing. Raises `RedisAway`."""
    await redis.do(_END, "UNLINK", *_keys(doctor_id))
    await redis.do(_DOCTORS, "SREM", _DOCTORS_KEY, str(doctor_id))


async def rush_of(redis: Redis, doctor_id: UUID) -> Rush | None:
    """Returns the doctor's rush; None while the queue is off. Raises `RedisAway`."""
    answer = await redis.run(_RUSH, _keys(doctor_id), [])
    if answer is None:
        return None
    by, left_ms, waiting, admitted, rate = answer
    ends_at = datetime.now(UTC).replace(microsecond=0) + timedelta(milliseconds=left_ms)
    return Rush("staff" if by == b"staff" else "demand", ends_at, waiting, admitted, float(rate))


async def doctors(redis: Redis) -> frozenset[UUID]:
    """Returns the ids of the doctors whose admission queue is on, and possibly of doctors whose queue has just ended.

    Raises `RedisAway`.
    """
    return frozenset(
        UUID(each.decode()) for each in await redis.do(_DOCTORS, "SMEMBERS", _DOCTORS_KEY)
    )


async def waiting(redis: Redis, doctor_ids: Iterable[UUID]) -> int:
    """Returns the number of waiting places in the queues of the doctors. Raises `RedisAway`."""
    counts = [("ZCARD", _keys(doctor_id)[1]) for doctor_id in doctor_ids]
    return sum(await redis.pipeline(_WAITING, counts))


async def step(
    redis: Redis, doctor_id: UUID, step_seconds: float, presence_seconds: float
) -> tuple[int, int, int, float] | None:
    """Begins the next step in this process; returns (waiting, admitted, window, admissions per second).

    `step_seconds`: the time from one step to the next; no other process begins a step for nine
    tenths of it. `waiting` is the number of waiting places, `admitted` that of admitted places
    without a hold; `window` is that of `rules.Measured`. At most 5,000 waiting places that were not
    polled for `presence_seconds`, and all turns that have ended, are removed first. Returns None if
    another process does this step, and if the queue is off; in the latter case `doctors` then does
    not list the doctor. Raises `RedisAway`.
    """
    keys = _keys(doctor_id)
    args = [int(step_seconds * 900), int(presence_seconds * 1000)]
    answer = await redis.run(_STEP, [*keys, f"{keys[0]}:step"], args)
    if answer is None:
        await redis.do(_DOCTORS, "SREM", _DOCTORS_KEY, str(doctor_id))
    if not answer:
        return None
    waiting, admitted, window, rate = answer
    return waiting, admitted, window, float(rate)


async def admit(
    redis: Redis, doctor_id: UUID, decision: Decision, turn_seconds: float, go_on_seconds: float
) -> None:
    """Admits as many places as `decision` says, each for `turn_seconds`; stores the decision's window and rate.

    A rush that demand started is set to end `go_on_seconds` from now; 0 leaves its end unchanged.
    Nothing is done if the queue is off. Raises `RedisAway`.
    """
    args = [
        decision.admit,
        int(turn_seconds * 1000),
        decision.window,
        f"{decision.rate:.4f}",
        int(go_on_seconds * 1000),
    ]
    await redis.run(_ADMIT, _keys(doctor_id), args)


async def tell_load(redis: Redis, process: str, load: float) -> float:
    """Stores the load of this process (1 is full load) in Redis under the process's id `process`.

    Returns the highest load that any process has reported in the last three seconds. Raises
    `RedisAway`.
    """
    now = datetime.now(UTC).timestamp()
    told = [
        ("HSET", _LOAD_KEY, process, f"{load:.4f} {now + _LOAD_SECONDS:.0f}"),
        ("EXPIRE", _LOAD_KEY, 60),
        ("HVALS", _LOAD_KEY),
    ]
    loads = (each.decode().split(" ") for each in (await redis.pipeline(_TELL_LOAD, told))[2])
    return max((float(each) for each, until in loads if float(until) >= now), default=load)
