"""The holds that were made from one network address, which the limit `holds_per_address` counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from amrutam.core.redis import CallName, Redis
from amrutam.core.settings import Settings
from amrutam.holds import redis_keys
from amrutam.holds.models import HoldToken
from amrutam.holds.redis_functions import milliseconds

_NEIGHBOURS = CallName("hold_neighbours")
_NOT_OF_ADDRESS = CallName("hold_not_of_address")


class Neighbour(NamedTuple):
    """A hold that was made from the same address. The hold may have ended."""

    doctor_id: UUID
    nonce: str
    account_id: UUID


def counted(settings: Settings, token: HoldToken, address: str | None) -> list[Any]:
    """The arguments of `from_address` in holds.lua: the hold's member, its lifetime in milliseconds, and the limit.

    For `address` None the member is "", which is not counted. The member must outlive the hold, so
    its lifetime includes all possible extensions.
    """
    life = settings.hold_seconds + settings.hold_extensions * settings.hold_extension_seconds
    member = f"{token.doctor_id} {token.nonce} {token.account_id}" if address else ""
    return [member, milliseconds(life), settings.holds_per_address]


def neighbours_of(members: Sequence[bytes]) -> list[Neighbour]:
    """Parses the members that `from_address` (holds.lua) returns, in their order."""
    parts = (member.decode().split() for member in members)
    return [Neighbour(UUID(doctor), nonce, UUID(account)) for doctor, nonce, account in parts]


async def still_held(redis: Redis, neighbours: Sequence[Neighbour]) -> list[Neighbour]:
    """The neighbours whose holds are still live, in the order of `neighbours`. Raises `RedisAway`."""
    commands = [("EXISTS", redis_keys.record(each)) for each in neighbours]
    alive = await redis.pipeline(_NEIGHBOURS, commands)
    return [each for each, lives in zip(neighbours, alive, strict=True) if lives]


async def count_no_more(redis: Redis, address: str, neighbours: Sequence[Neighbour]) -> None:
    """Removes holds from the address's count, because they have ended or the limit does not count them. `address`: the address's digest. Raises `RedisAway`."""
    if neighbours:
        members = [" ".join(map(str, each)) for each in neighbours]
        await redis.do(_NOT_OF_ADDRESS, "ZREM", redis_keys.of_address(address), *members)
