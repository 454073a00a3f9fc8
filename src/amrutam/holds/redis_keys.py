"""Names of the keys of holds in Redis. Braces put all keys of a doctor on one cluster node. A tick is a period of five minutes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from uuid import UUID

from amrutam.holds.models import TICK_SECONDS, HoldToken


def index(doctor_id: UUID) -> str:
    """The sorted set of the doctor's holds, by the time of their end; holds.lua describes the members."""
    return f"doctor:{{{doctor_id}}}:holds"


def version(doctor_id: UUID) -> str:
    """The hash that counts the changes of the doctor's times."""
    return f"doctor:{{{doctor_id}}}:version"


def changes(doctor_id: UUID) -> str:
    """The channel (sharded pub/sub) to which each change of the doctor's version is published."""
    return f"doctor:{{{doctor_id}}}:changes"


class _Named(Protocol):
    @property
    def doctor_id(self) -> UUID: ...
    @property
    def nonce(self) -> str: ...


class _Timed(_Named, Protocol):
    @property
    def starts_at(self) -> int: ...
    @property
    def busy_until(self) -> int: ...


def record(token: _Named) -> str:
    """The hash with the state of one hold."""
    return f"doctor:{{{token.doctor_id}}}:hold:{token.nonce}"


def challenge(token: HoldToken) -> str:
    """The hash with the MAC of the hold's one-time code."""
    return f"{record(token)}:code"


def ended(token: HoldToken) -> str:
    """The key that marks an unprotected hold, which has no record in Redis, as released or used.

    The key exists at least as long as the hold could otherwise still be confirmed.
    """
    return f"{record(token)}:ended"


def ticks(doctor_id: UUID, starts_at: int, busy_until: int) -> Iterator[str]:
    """The keys of all ticks that the period from `starts_at` to `busy_until` (Unix seconds) touches, in order."""
    first = starts_at - starts_at % TICK_SECONDS
    for tick in range(first, busy_until, TICK_SECONDS):
        yield f"doctor:{{{doctor_id}}}:slot:{tick}"


def of_hold(token: _Timed) -> list[str]:
    """Returns the keys that most functions of holds.lua take: index, version, record, then the ticks."""
    doctor = f"doctor:{{{token.doctor_id}}}:"
    first = token.starts_at - token.starts_at % TICK_SECONDS
    return [
        f"{doctor}holds",
        f"{doctor}version",
        f"{doctor}hold:{token.nonce}",
        *[f"{doctor}slot:{tick}" for tick in range(first, token.busy_until, TICK_SECONDS)],
    ]


def to_take(token: HoldToken) -> list[str]:
    """The keys of a hold, then the key that counts the account's extensions for this slot."""
    extended = f"doctor:{{{token.doctor_id}}}:extended:{token.account_id}:{token.starts_at}"
    return [*of_hold(token), extended]


def of_address(address: str) -> str:
    """The sorted set of the holds that were made from an address. `address`: the address's digest, as rate limits store it."""
    return f"address:{{{address}}}:holds"


def of_account(account_id: UUID) -> str:
    """The hash of the account's holds, by nonce; holds.lua describes the values."""
    return f"account:{{{account_id}}}:holds"
