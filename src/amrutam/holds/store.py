"""Holds in Redis: every change is one Lua call, and Redis's clock decides.

A lock here is a courtesy between patients. The guarantee is the claim in PostgreSQL, so each
function may raise `RedisAway` and its caller goes on, or says 503, as the design has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from secrets import token_hex
from typing import Any, NamedTuple
from uuid import UUID

from amrutam.core.redis import CallName, Library, Redis
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.holds import keys
from amrutam.holds.errors import HoldExpired, NoMoreExtensions, NotYet, TooManyHolds
from amrutam.holds.models import DoctorHolds, HoldState, HoldToken, Periods, Watched

_UNRESERVE = CallName("hold_unreserve")
_RESERVE_LONGER = CallName("hold_reserve_longer")
_FIRST_EPOCHS = CallName("hold_first_epochs")
_STATE = CallName("hold_state")
_CHALLENGE = CallName("hold_challenge")
_END = CallName("hold_end")
_HAS_ENDED = CallName("hold_has_ended")
_OWN = CallName("hold_own")
_FIND = CallName("hold_find")
_NEIGHBOURS = CallName("hold_neighbours")
_NOT_OF_ADDRESS = CallName("hold_not_of_address")

HOLDS = Library.read("holds")
TAKE, RESERVE, ACQUIRE = map(HOLDS.function, ("hold_take", "hold_reserve", "hold_acquire"))
SHARE, UNDO, RELEASE = map(HOLDS.function, ("hold_share", "hold_undo", "hold_release"))
EXTEND, CHECK, LIVE = map(HOLDS.function, ("hold_extend", "hold_check", "hold_live"))
BOOKED, BOOKED_HERE = map(HOLDS.function, ("hold_booked", "hold_booked_here"))
FREED, WATCH = map(HOLDS.function, ("hold_freed", "hold_watch"))
NEW_EPOCH, FROM_ADDRESS = map(HOLDS.function, ("hold_new_epoch", "hold_from_address"))


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _period(token: HoldToken) -> str:
    return f"{token.starts_at}:{token.busy_until}:{token.ends_at}"


@dataclass(frozen=True, slots=True)
class Same:
    """The account's own live hold of the same wish, with the times that it took."""

    nonce: str
    issued_at: float
    ends_at: int
    busy_until: int

    @property
    def ends(self) -> datetime:
        return datetime.fromtimestamp(self.ends_at, UTC)


@dataclass(frozen=True, slots=True)
class Taken:
    """A new hold. `crowd`: the address's holds, this one too, if they are more than it may have."""

    state: HoldState
    crowd: Sequence[Neighbour] = ()


class Neighbour(NamedTuple):
    """A hold that was made from the same address, and may have ended."""

    doctor_id: UUID
    nonce: str
    account_id: UUID


async def take(
    redis: Redis, settings: Settings, token: HoldToken, address: str | None
) -> Taken | Same | None:
    """Reserves the account's place, takes the time, counts it for the address if one is given.

    None when any of the time is held or booked: that counts for nobody. Raises `TooManyHolds`. On a
    cluster the keys may lie apart, and it takes three calls.
    """
    hold_ms = _milliseconds(settings.hold_seconds)
    reservation = [
        token.nonce, hold_ms, settings.holds_per_account, token.wish, _terms(token),
    ]  # fmt: skip
    account = keys.of_account(token.account_id)
    if redis.is_cluster:
        answer = await redis.run(RESERVE, [account], reservation)
    else:
        answer = await redis.run(
            TAKE,
            [account, *keys.to_take(token), keys.of_address(address or "")],
            [*reservation, _period(token), token_hex(8), _own_marker(token),
             *_counted(settings, token, address)],
        )  # fmt: skip
    match answer[0]:
        case b"same":
            return _same(answer[1], answer[2])
        case b"full":
            raise TooManyHolds(retry_after=answer[1] / 1000)
        case b"held":
            state = HoldState(_instant(answer[1]), answer[2], verified=False)
            return Taken(state, _neighbours(answer[3]))
        case b"taken":
            return None
    acquired = await acquire(redis, settings, token)
    if acquired is None:
        await unreserve(redis, token)
        return None
    if address is None:
        return Taken(acquired)
    crowd = await redis.run(
        FROM_ADDRESS, [keys.of_address(address)], _counted(settings, token, address)
    )
    return Taken(acquired, _neighbours(crowd))


async def find(redis: Redis, token: HoldToken) -> Same | None:
    """The account's own hold of the same wish; it may have ended."""
    found = await redis.do(_FIND, "HGETALL", keys.of_account(token.account_id))
    for nonce, place in zip(found[::2], found[1::2], strict=True):
        _, wish, terms = place.split(b" ")
        if wish.decode() == token.wish:
            return _same(nonce, terms)
    return None


def _same(nonce: bytes, terms: bytes) -> Same:
    issued_at, ends_at, busy_until = terms.split(b":")
    return Same(nonce.decode(), float(issued_at), int(ends_at), int(busy_until))


def _counted(settings: Settings, token: HoldToken, address: str | None) -> list[Any]:
    """What from_address of holds.lua takes; a hold that lives longest ends with all its extensions."""
    life = settings.hold_seconds + settings.hold_extensions * settings.hold_extension_seconds
    member = f"{token.doctor_id} {token.nonce} {token.account_id}" if address else ""
    return [member, _milliseconds(life), settings.holds_per_address]


def _neighbours(members: Sequence[bytes]) -> list[Neighbour]:
    parts = (member.decode().split() for member in members)
    return [Neighbour(UUID(doctor), nonce, UUID(account)) for doctor, nonce, account in parts]


async def still_held(redis: Redis, neighbours: Sequence[Neighbour]) -> list[Neighbour]:
    """Those whose hold lives."""
    commands = [("EXISTS", keys.record(each)) for each in neighbours]
    alive = await redis.pipeline(_NEIGHBOURS, commands)
    return [each for each, lives in zip(neighbours, alive, strict=True) if lives]


async def count_no_more(redis: Redis, address: str, neighbours: Sequence[Neighbour]) -> None:
    """For holds that ended, or are not to be counted for the address."""
    if neighbours:
        members = [" ".join(map(str, each)) for each in neighbours]
        await redis.do(_NOT_OF_ADDRESS, "ZREM", keys.of_address(address), *members)


async def unreserve(redis: Redis, token: HoldToken) -> None:
    await redis.do(_UNRESERVE, "HDEL", keys.of_account(token.account_id), token.nonce)


async def acquire(redis: Redis, settings: Settings, token: HoldToken) -> HoldState | None:
    """Takes the time, or returns None when any five minutes of it are held or just booked."""
    held = await redis.run(
        ACQUIRE,
        keys.to_take(token),
        [token.nonce, _milliseconds(settings.hold_seconds), _period(token), token_hex(8),
         _own_marker(token)],
    )  # fmt: skip
    return HoldState(_instant(held[0]), held[1], verified=False) if held else None


async def share(redis: Redis, token: HoldToken) -> HoldState:
    """For one more request that asks for the same. Raises `HoldExpired`."""
    return _state(await redis.run(SHARE, [keys.record(token)], []))


async def undo(redis: Redis, token: HoldToken) -> None:
    """For a request that had the hold and is refused; the last of those who asked lets go of it."""
    if await redis.run(UNDO, keys.of_hold(token), [token.nonce, _period(token), token_hex(8)]):
        await unreserve(redis, token)


async def release(redis: Redis, settings: Settings, token: HoldToken) -> bool:
    """Lets go of the time and the account's place; True if the hold was live."""
    await _end_promise(redis, settings, token)
    had = await redis.run(RELEASE, keys.of_hold(token), [token.nonce, _period(token), token_hex(8)])
    await unreserve(redis, token)
    return bool(had)


async def _end_promise(redis: Redis, settings: Settings, token: HoldToken) -> None:
    """An unprotected hold has no record whose absence says that it has ended."""
    if not token.protected:
        await redis.do(_END, "SET", keys.ended(token), 1,
                       "PX", _milliseconds(settings.hold_seconds))  # fmt: skip


async def has_ended(redis: Redis, token: HoldToken) -> bool:
    """Whether an unprotected hold was released or used, as far as Redis was told."""
    return bool(await redis.do(_HAS_ENDED, "EXISTS", keys.ended(token)))


async def extend(redis: Redis, settings: Settings, token: HoldToken) -> HoldState:
    """Raises `HoldExpired`, `NoMoreExtensions`, `NotYet`."""
    answer = await redis.run(
        EXTEND,
        keys.to_take(token),
        [token.nonce, _milliseconds(settings.hold_extension_seconds), settings.hold_extensions,
         _period(token), _milliseconds(settings.hold_extension_window_seconds),
         _milliseconds(settings.hold_extensions_kept_seconds)],
    )  # fmt: skip
    if answer[0] == 0:
        raise HoldExpired
    if answer[0] == -1:
        raise NoMoreExtensions
    if answer[0] == -2:
        raise NotYet(possible_in_seconds=ceil(answer[1] / 1000))
    place = f"{answer[1]} {token.wish} {_terms(token)}"
    await redis.do(_RESERVE_LONGER, "HSET", keys.of_account(token.account_id),
                   token.nonce, place)  # fmt: skip
    return HoldState(_instant(answer[1]), answer[2], verified=False)


async def state_of(redis: Redis, token: HoldToken) -> HoldState:
    """Raises `HoldExpired` when its record is gone: it ended, was released or was booked."""
    found = await redis.do(_STATE, "HMGET", keys.record(token), "expires", "extensions", "verified")
    return _state(found if found[0] else None)


def _state(found: list[bytes] | None) -> HoldState:
    if found is None:
        raise HoldExpired
    return HoldState(_instant(int(found[0])), int(found[1]), found[2] == b"1")


async def check(
    redis: Redis, settings: Settings, token: HoldToken, code_mac: str
) -> tuple[str, datetime]:
    """What stands between this hold and a booking ("ok" if nothing), and Redis's present time."""
    all_keys = keys.of_hold(token)
    answer = await redis.run(
        CHECK,
        [*all_keys[:3], keys.challenge(token), *all_keys[3:]],
        [token.nonce, _milliseconds(settings.confirm_hold_seconds), _period(token),
         int(token.requires_code), code_mac, settings.code_tries],
    )  # fmt: skip
    return answer[0].decode(), _instant(answer[1])


async def mark_booked(
    redis: Redis, settings: Settings, token: HoldToken, appointment_id: UUID
) -> None:
    """After the commit: a marker in place of the hold, and the account's place is free again."""
    await _end_promise(redis, settings, token)
    facts = [
        token.nonce, _milliseconds(settings.booked_marker_seconds), _period(token), token_hex(8),
        _marker(appointment_id),
    ]  # fmt: skip
    if redis.is_cluster:
        await redis.run(BOOKED, keys.of_hold(token), facts)
        await unreserve(redis, token)
    else:
        account = keys.of_account(token.account_id)
        await redis.run(BOOKED_HERE, [account, *keys.of_hold(token)], facts)


async def mark_freed(
    redis: Redis,
    doctor_id: UUID,
    appointment_id: UUID,
    starts_at: datetime,
    marked_until: datetime,
    busy_until: datetime | None = None,
) -> None:
    """After a cancel's or a move's commit: the old time can be held at once.

    `busy_until`: of what screens are told, where it is known; markers may lie later.
    """
    starts, until = int(starts_at.timestamp()), int(marked_until.timestamp())
    told_until = int(busy_until.timestamp()) if busy_until else until
    await redis.run(
        FREED,
        [keys.version(doctor_id), *keys.ticks(doctor_id, starts, until)],
        [_marker(appointment_id), token_hex(8), f"{starts}:{told_until}"],
    )


async def changed(
    redis: Redis, doctor_id: UUID, period: tuple[datetime, datetime] | None = None
) -> None:
    """Counts and tells a change that is no hold's, such as a new schedule.

    `period`: what it touches, None for all of the doctor's times.
    """
    touched = f"{int(period[0].timestamp())}:{int(period[1].timestamp())}" if period else ""
    await redis.run(FREED, [keys.version(doctor_id)], ["", token_hex(8), touched])


async def watch(redis: Redis, doctor_id: UUID) -> Watched:
    """Tells of holds that have ended, so that nobody is left to see a dead one."""
    epoch, version, left_ms = await redis.run(
        WATCH, [keys.index(doctor_id), keys.version(doctor_id)], [token_hex(8)]
    )
    ends_in = left_ms / 1000 if left_ms >= 0 else None
    return Watched(epoch.decode(), version, ends_in)


async def first_epochs(redis: Redis, doctor_ids: Sequence[UUID]) -> None:
    """For doctors (they exist) of whom no change was counted yet."""
    commands = [("HSETNX", keys.version(id_), "epoch", token_hex(8)) for id_ in doctor_ids]
    await redis.pipeline(_FIRST_EPOCHS, commands)


async def begin_epoch(redis: Redis, doctor_id: UUID, instead_of: str) -> None:
    """When the count of changes has gone back: its numbers would be told twice."""
    await redis.run(NEW_EPOCH, [keys.version(doctor_id)], [instead_of, token_hex(8)])


async def set_challenge(redis: Redis, settings: Settings, token: HoldToken, mac: str) -> None:
    """Puts a new code in the place of any older one of this hold."""
    key = keys.challenge(token)
    await redis.pipeline(
        _CHALLENGE,
        [
            ("DEL", key),
            ("HSET", key, "mac", mac, "tries", 0),
            ("PEXPIRE", key, _milliseconds(settings.code_seconds)),
        ],
    )


async def live_holds(resources: Resources, doctor_ids: Sequence[UUID]) -> dict[UUID, DoctorHolds]:
    """Live holds of each doctor in one round trip; read the claims after this, never before."""
    pairs = [[keys.index(id_), keys.version(id_)] for id_ in doctor_ids]
    if resources.redis.is_cluster:
        answers = [row for one in await resources.redis.run_each(LIVE, pairs) for row in one]
    else:
        flat = [key for pair in pairs for key in pair]
        answers = await resources.redis.run(LIVE, flat, [])
    return {id_: _doctor_holds(answer) for id_, answer in zip(doctor_ids, answers, strict=True)}


async def own_holds(redis: Redis, account_id: UUID, doctor_id: UUID) -> Periods:
    """Those of the doctor's live holds that are this account's."""
    nonces = set(await redis.do(_OWN, "HKEYS", keys.of_account(account_id)))
    if not nonces:
        return ()
    pair = [keys.index(doctor_id), keys.version(doctor_id)]
    ((_, _, members),) = await redis.run(LIVE, pair, [])
    return tuple(sorted(_seconds(each) for each in members if each.split(b":")[0] in nonces))


def _doctor_holds(answer: list[Any]) -> DoctorHolds:
    epoch, count, members = answer
    return DoctorHolds(
        epoch=epoch.decode() if isinstance(epoch, bytes) else "",
        version=int(count) if isinstance(count, bytes) else 0,
        periods=tuple(sorted(map(_seconds, members))),
    )


def _seconds(member: bytes) -> tuple[int, int, int | None]:
    """A hold of a process before this version has no end of the visit."""
    _, starts_at, busy_until, *ends_at = member.split(b":")
    return int(starts_at), int(busy_until), int(ends_at[0]) if ends_at else None


def _terms(token: HoldToken) -> str:
    """What a new token for the same hold must say: the doctor's buffer may have changed since."""
    return f"{token.issued_at!r}:{token.ends_at}:{token.busy_until}"


def _own_marker(token: HoldToken) -> str:
    return _marker(token.reschedules) if token.reschedules else ""


def _marker(appointment_id: UUID) -> str:
    return f"booked:{appointment_id}"
