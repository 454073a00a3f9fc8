"""Holds in Redis: every change of a doctor's times is one Lua call, and Redis's clock decides when a hold has expired.

A hold keeps other patients from starting to book the same time. The claim in PostgreSQL prevents
double booking, so the caller of a function that raises `RedisAway` goes on without holds or answers
503. A tick is a period of five minutes: a held or booked time has one key for each of its ticks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from secrets import token_hex
from typing import NamedTuple
from uuid import UUID

from amrutam.core.redis import CallName, Redis
from amrutam.core.settings import Settings
from amrutam.holds import redis_keys
from amrutam.holds.errors import HoldExpired, NoMoreExtensions, NotYet, TooManyHolds
from amrutam.holds.models import HoldState, HoldToken
from amrutam.holds.neighbours import Neighbour, counted, neighbours_of
from amrutam.holds.promises import end_promise
from amrutam.holds.redis_functions import (
    ACQUIRE,
    BOOKED,
    BOOKED_HERE,
    CHECK,
    EXTEND,
    FROM_ADDRESS,
    RELEASE,
    RESERVE,
    SHARE,
    TAKE,
    UNDO,
    instant,
    marker,
    milliseconds,
)

_UNRESERVE = CallName("hold_unreserve")
_RESERVE_LONGER = CallName("hold_reserve_longer")
_STATE = CallName("hold_state")
_CHALLENGE = CallName("hold_challenge")
_FIND = CallName("hold_find")


@dataclass(frozen=True, slots=True)
class Same:
    """The account's own earlier hold for the same request.

    Times are Unix seconds. `ends_at` is the end of the visit, `busy_until` that of the pause after it;
    `nonce` and `issued_at` are those of the earlier hold's token.
    """

    nonce: str
    issued_at: float
    ends_at: int
    busy_until: int

    @property
    def ends(self) -> datetime:
        """The end of the visit, in UTC."""
        return datetime.fromtimestamp(self.ends_at, UTC)


@dataclass(frozen=True, slots=True)
class Taken:
    """A new hold. `crowd`: all recorded holds of its address, the new one included, if they are more than `holds_per_address`; otherwise empty."""

    state: HoldState
    crowd: Sequence[Neighbour] = ()


class _Place(NamedTuple):
    """A hold as it is parsed from the account's key: the fields that name the hold's own keys, and the end of its visit."""

    doctor_id: UUID
    nonce: str
    starts_at: int
    busy_until: int
    ends_at: int


async def take(
    redis: Redis, settings: Settings, token: HoldToken, address: str | None
) -> Taken | Same | None:
    """Makes the hold, counts it for the account and for `address`, and reserves its time for `hold_seconds`.

    `address`: the client's address as rate limits store it; None counts no address.

    Returns `Taken` for a new hold, and `Same` for the account's own live hold for the same request.
    Returns None when a part of the time is held or was just booked; nothing is counted then. Raises
    `TooManyHolds` if the account has `holds_per_account` live holds; `RedisAway`. On a cluster,
    whose servers may each have some of the keys, up to three calls are sent instead of one.
    """
    hold_ms = milliseconds(settings.hold_seconds)
    reservation = [
        token.nonce, hold_ms, settings.holds_per_account, token.wish, _terms(token),
    ]  # fmt: skip
    account = redis_keys.of_account(token.account_id)
    if redis.is_cluster:
        answer = await redis.run(RESERVE, [account], reservation)
    else:
        answer = await redis.run(
            TAKE,
            [account, *redis_keys.to_take(token), redis_keys.of_address(address or "")],
            [*reservation, _period(token), token_hex(8), _own_marker(token),
             *counted(settings, token, address)],
        )  # fmt: skip
    match answer[0]:
        case b"same":
            return _same(answer[1], answer[2])
        case b"full":
            raise TooManyHolds(retry_after=answer[1] / 1000)
        case b"held":
            state = HoldState(instant(answer[1]), answer[2], verified=False)
            return Taken(state, neighbours_of(answer[3]))
        case b"taken":
            return None
    acquired = await acquire(redis, settings, token)
    if acquired is None:
        await unreserve(redis, token)
        return None
    if address is None:
        return Taken(acquired)
    crowd = await redis.run(
        FROM_ADDRESS, [redis_keys.of_address(address)], counted(settings, token, address)
    )
    return Taken(acquired, neighbours_of(crowd))


async def find(redis: Redis, token: HoldToken) -> Same | None:
    """The account's own hold for the same request as `token`, which may have ended; None without one.

    Raises `RedisAway`.
    """
    found = await redis.do(_FIND, "HGETALL", redis_keys.of_account(token.account_id))
    for nonce, place in zip(found[::2], found[1::2], strict=True):
        _, wish, terms = place.split(b" ")
        if wish.decode() == token.wish:
            return _same(nonce, terms)
    return None


def _same(nonce: bytes, terms: bytes) -> Same:
    issued_at, ends_at, busy_until, *_ = terms.split(b":")
    return Same(nonce.decode(), float(issued_at), int(ends_at), int(busy_until))


async def unreserve(redis: Redis, token: HoldToken) -> None:
    """Removes the hold from the account's holds. Raises `RedisAway`."""
    await redis.do(_UNRESERVE, "HDEL", redis_keys.of_account(token.account_id), token.nonce)


async def acquire(redis: Redis, settings: Settings, token: HoldToken) -> HoldState | None:
    """Reserves the hold's time for `hold_seconds`, without counting the hold for the account.

    Returns None when a part of the time is held or was just booked. Raises `RedisAway`.
    """
    held = await redis.run(
        ACQUIRE,
        redis_keys.to_take(token),
        [token.nonce, milliseconds(settings.hold_seconds), _period(token), token_hex(8),
         _own_marker(token)],
    )  # fmt: skip
    return HoldState(instant(held[0]), held[1], verified=False) if held else None


async def share(redis: Redis, token: HoldToken) -> HoldState:
    """Counts one more request that gets this hold as its answer; returns the hold's state. Raises `HoldExpired` if Redis has no record of the hold, `RedisAway`."""
    return _state(await redis.run(SHARE, [redis_keys.record(token)], []))


async def undo(redis: Redis, token: HoldToken) -> None:
    """Counts one request less that got this hold as its answer, because a later check refused the request. Raises `RedisAway`.

    The hold is released when no request that got the hold is left.
    """
    if await redis.run(
        UNDO, redis_keys.of_hold(token), [token.nonce, _period(token), token_hex(8)]
    ):
        await unreserve(redis, token)


async def release(redis: Redis, settings: Settings, token: HoldToken) -> bool:
    """Releases the hold's time, and removes the hold from the account's holds; returns True if Redis had the hold.

    The end of an unprotected hold is recorded (`end_promise`). Raises `RedisAway`.
    """
    await end_promise(redis, settings, token)
    had = await redis.run(
        RELEASE, redis_keys.of_hold(token), [token.nonce, _period(token), token_hex(8)]
    )
    await unreserve(redis, token)
    return bool(had)


async def release_all(redis: Redis, account_id: UUID) -> None:
    """Releases every protected hold of an account. Repeating the call changes nothing. Raises `RedisAway`."""
    found = await redis.do(_FIND, "HGETALL", redis_keys.of_account(account_id))
    for nonce, place in zip(found[::2], found[1::2], strict=True):
        _, ends_at, busy_until, doctor, starts_at = place.split(b" ")[2].decode().split(":")
        hold = _Place(UUID(doctor), nonce.decode(), int(starts_at), int(busy_until), int(ends_at))
        period = f"{hold.starts_at}:{hold.busy_until}:{hold.ends_at}"
        await redis.run(RELEASE, redis_keys.of_hold(hold), [hold.nonce, period, token_hex(8)])
    await redis.do(_UNRESERVE, "DEL", redis_keys.of_account(account_id))


async def extend(redis: Redis, settings: Settings, token: HoldToken) -> HoldState:
    """Extends the hold by `hold_extension_seconds` and returns its new state.

    Raises `HoldExpired` if the hold has ended or is unprotected; `NoMoreExtensions` if the account has extended its holds
    of the slot `hold_extensions` times; `NotYet` earlier than `hold_extension_window_seconds` before the end,
    with the seconds to wait; `RedisAway`.
    """
    answer = await redis.run(
        EXTEND,
        redis_keys.to_take(token),
        [token.nonce, milliseconds(settings.hold_extension_seconds), settings.hold_extensions,
         _period(token), milliseconds(settings.hold_extension_window_seconds),
         milliseconds(settings.hold_extensions_kept_seconds)],
    )  # fmt: skip
    if answer[0] == 0:
        raise HoldExpired
    if answer[0] == -1:
        raise NoMoreExtensions
    if answer[0] == -2:
        raise NotYet(possible_in_seconds=ceil(answer[1] / 1000))
    place = f"{answer[1]} {token.wish} {_terms(token)}"
    await redis.do(_RESERVE_LONGER, "HSET", redis_keys.of_account(token.account_id),
                   token.nonce, place)  # fmt: skip
    return HoldState(instant(answer[1]), answer[2], verified=answer[3] == 1)


async def state_of(redis: Redis, token: HoldToken) -> HoldState:
    """The state of a protected hold.

    Raises `HoldExpired` when the hold's record is gone, because the hold ended, was released or was
    booked; `RedisAway`.
    """
    found = await redis.do(
        _STATE, "HMGET", redis_keys.record(token), "expires", "extensions", "verified"
    )
    return _state(found if found[0] else None)


def _state(found: list[bytes] | None) -> HoldState:
    if found is None:
        raise HoldExpired
    return HoldState(instant(int(found[0])), int(found[1]), found[2] == b"1")


async def check(
    redis: Redis, settings: Settings, token: HoldToken, code_mac: str
) -> tuple[str, datetime]:
    """Checks whether a protected hold can be booked. Returns (`ok` or the reason why not, Redis's present time in UTC).

    The reasons are `expired`, `code-required` and `code-refused`. `code_mac`: the code's MACs under all
    keys of the key ring, in hexadecimal, separated by commas; "" without a code. Counts a try of the
    code; a hold with the right code is verified from then on. After `ok`, the hold lasts at least
    `confirm_hold_seconds`. Raises `RedisAway`.
    """
    all_keys = redis_keys.of_hold(token)
    answer = await redis.run(
        CHECK,
        [*all_keys[:3], redis_keys.challenge(token), *all_keys[3:]],
        [token.nonce, milliseconds(settings.confirm_hold_seconds), _period(token),
         int(token.requires_code), code_mac, settings.code_tries],
    )  # fmt: skip
    return answer[0].decode(), instant(answer[1])


async def mark_booked(
    redis: Redis, settings: Settings, token: HoldToken, appointment_id: UUID, written: str
) -> None:
    """Replaces the hold by a `booked` marker after the commit, and removes the hold from the account's holds.

    `written`: the commit's position, which readers of replicas need; "" without replicas. Raises
    `RedisAway`.
    """
    await end_promise(redis, settings, token)
    facts = [
        token.nonce, milliseconds(settings.booked_marker_seconds), _period(token), token_hex(8),
        marker(appointment_id), written,
    ]  # fmt: skip
    if redis.is_cluster:
        await redis.run(BOOKED, redis_keys.of_hold(token), facts)
        await unreserve(redis, token)
    else:
        account = redis_keys.of_account(token.account_id)
        await redis.run(BOOKED_HERE, [account, *redis_keys.of_hold(token)], facts)


async def set_challenge(redis: Redis, settings: Settings, token: HoldToken, mac: str) -> None:
    """Stores the challenge of a new code for `code_seconds`; an older code of the hold becomes invalid.

    `mac`: the code's MAC in hexadecimal. Raises `RedisAway`.
    """
    key = redis_keys.challenge(token)
    await redis.pipeline(
        _CHALLENGE,
        [
            ("DEL", key),
            ("HSET", key, "mac", mac, "tries", 0),
            ("PEXPIRE", key, milliseconds(settings.code_seconds)),
        ],
    )


def _period(token: HoldToken) -> str:
    return f"{token.starts_at}:{token.busy_until}:{token.ends_at}"


def _terms(token: HoldToken) -> str:
    """The text that is stored with the hold in the account's key: the doctor, the start, and `issued_at`, `ends_at` and `busy_until`.

    From these three fields a later request can make the same token again, although the doctor's
    buffer may have changed since the hold was made.
    """
    return f"{token.issued_at!r}:{token.ends_at}:{token.busy_until}:{token.doctor_id}:{token.starts_at}"


def _own_marker(token: HoldToken) -> str:
    return marker(token.reschedules) if token.reschedules else ""
