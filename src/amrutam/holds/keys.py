"""Names of the keys in Redis. Braces put all keys of a doctor on one cluster node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from uuid import UUID

from amrutam.holds.models import TICK_SECONDS, HoldToken


def index(doctor_id: UUID) -> str:
    return f"doctor:{{{doctor_id}}}:holds"


def version(doctor_id: UUID) -> str:
    return f"doctor:{{{doctor_id}}}:version"


def changes(doctor_id: UUID) -> str:
    """The channel (sharded pub/sub) on which each change of the version is told."""
    return f"doctor:{{{doctor_id}}}:changes"


class _Named(Protocol):
    @property
    def doctor_id(self) -> UUID: ...
    @property
    def nonce(self) -> str: ...


def record(token: _Named) -> str:
    return f"doctor:{{{token.doctor_id}}}:hold:{token.nonce}"


def challenge(token: HoldToken) -> str:
    return f"{record(token)}:code"


def ended(token: HoldToken) -> str:
    """Exists while an unprotected hold that was released or used could still be confirmed."""
    return f"{record(token)}:ended"


def ticks(doctor_id: UUID, starts_at: int, busy_until: int) -> Iterator[str]:
    """Every five-minute key that the claim touches; starts and ends are whole ticks already."""
    first = starts_at - starts_at % TICK_SECONDS
    for tick in range(first, busy_until, TICK_SECONDS):
        yield f"doctor:{{{doctor_id}}}:slot:{tick}"


def of_hold(token: HoldToken) -> list[str]:
    """Index, version, record, then the ticks: what most scripts take."""
    doctor = f"doctor:{{{token.doctor_id}}}:"
    first = token.starts_at - token.starts_at % TICK_SECONDS
    return [
        f"{doctor}holds",
        f"{doctor}version",
        f"{doctor}hold:{token.nonce}",
        *[f"{doctor}slot:{tick}" for tick in range(first, token.busy_until, TICK_SECONDS)],
    ]


def to_take(token: HoldToken) -> list[str]:
    """The same, then how often the account has extended holds of this slot."""
    extended = f"doctor:{{{token.doctor_id}}}:extended:{token.account_id}:{token.starts_at}"
    return [*of_hold(token), extended]


def of_address(address: str) -> str:
    """`address`: as the limits know it, not in clear."""
    return f"address:{{{address}}}:holds"


def of_account(account_id: UUID) -> str:
    return f"account:{{{account_id}}}:holds"
