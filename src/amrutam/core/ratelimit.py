"""How often one account, and one address, may call: counted in Redis by every process together.

Headers after draft-ietf-httpapi-ratelimit-headers-10. While Redis is away each process counts
alone, in bounded memory: booking goes on.
"""

from __future__ import annotations

from asyncio import gather
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from time import time
from typing import Any, Literal
from uuid import UUID

from limits import RateLimitItemPerSecond
from starlette.requests import Request

from amrutam.core.errors import TooManyRequests
from amrutam.core.http.address import client_address, limited_address
from amrutam.core.redis import RedisAway, Script
from amrutam.core.resources import Resources, resources_of

Policy = Literal["account", "ip", "holds", "sign_in"]
AccountOf = Callable[[Request], Awaitable[UUID | None]]

_REMEMBERED = 10_000

# `limits` asks twice, and over a connection for each call: two hundred visitors at once then wait
# for connections longer than Redis is waited for, which looks like an outage.
_HIT = Script(
    "rate_limit",
    """
    local used = redis.call('INCR', KEYS[1])
    local left = redis.call('PTTL', KEYS[1])
    if left < 0 then
        left = tonumber(ARGV[1])
        redis.call('PEXPIRE', KEYS[1], left)
    end
    return {used, left}
    """,
)


def limited(policy: Policy) -> Callable[[Request], Awaitable[None]]:
    """A FastAPI dependency: `dependencies=[Depends(limited("holds"))]`.

    Counts one call against the policy, for the account (without one: the address), and one
    against the address. `sign_in` goes by address only. Raises `TooManyRequests`.
    """

    async def check(request: Request) -> None:
        resources = resources_of(request)
        if resources.settings.rate_limits == "off":
            return
        counted = await resources.part(RateLimits).count(await _counts(request, resources, policy))
        request.scope.setdefault("amrutam.headers", []).extend(_headers(counted))
        over = [count for count in counted if count.over]
        if over:
            raise TooManyRequests(retry_after=max(count.seconds_left for count in over))

    return check


@dataclass(frozen=True, slots=True)
class Count:
    """One limit, after this call was counted."""

    name: str
    quota: int
    window_seconds: int
    used: int
    ends_at: float

    @property
    def over(self) -> bool:
        return self.used > self.quota

    @property
    def seconds_left(self) -> int:
        return max(1, ceil(self.ends_at - time()))


class RateLimits:
    """Fixed windows that begin with the first call, so that the call after the last is refused."""

    def __init__(self, resources: Resources) -> None:
        self._redis = resources.redis
        self._local: dict[str, tuple[int, float]] = {}

    async def count(self, limits: list[tuple[str, RateLimitItemPerSecond, str]]) -> list[Count]:
        """`limits` are (name, quota in its window, who). One round trip each, at the same time."""
        return list(await gather(*(self._count(*limit) for limit in limits)))

    async def _count(self, name: str, item: RateLimitItemPerSecond, who: str) -> Count:
        key, seconds = item.key_for("rate", name, who), item.get_expiry()
        try:
            used, left = await self._redis.run(_HIT, [key], [seconds * 1000])
            ends_at = time() + left / 1000
        except RedisAway:
            used, ends_at = self._alone(key, seconds)
        return Count(name, item.amount, seconds, used, ends_at)

    def _alone(self, key: str, seconds: int) -> tuple[int, float]:
        used, ends_at = self._local.get(key, (0, 0.0))
        if ends_at <= time():
            used, ends_at = 0, time() + seconds
        _bounded(self._local)[key] = (used + 1, ends_at)
        return used + 1, ends_at


async def _counts(
    request: Request, resources: Resources, policy: Policy
) -> list[tuple[str, RateLimitItemPerSecond, str]]:
    settings = resources.settings
    address = limited_address(client_address(request))
    account_of: AccountOf | None = getattr(request.app.state, "account_of", None)
    account = (
        None if policy in ("ip", "sign_in") or account_of is None else await account_of(request)
    )
    hidden = resources.keyring.mac("address", address.encode())[:12].hex()
    counts = []
    if policy != "ip" and (account or policy != "account"):
        counts.append((policy, _item(getattr(settings, f"rate_limit_{policy}")),
                       str(account) if account else hidden))  # fmt: skip
    return [*counts, ("ip", _item(settings.rate_limit_ip), hidden)]


def _item(rate: str) -> RateLimitItemPerSecond:
    calls, _, seconds = rate.partition("/")
    return RateLimitItemPerSecond(int(calls), int(seconds))


def _headers(counts: list[Count]) -> list[tuple[bytes, bytes]]:
    policies = ", ".join(f'"{c.name}";q={c.quota};w={c.window_seconds}' for c in counts)
    states = ", ".join(
        f'"{c.name}";r={max(0, c.quota - c.used)};t={c.seconds_left}' for c in counts
    )
    return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", states.encode())]


def _bounded(memory: dict[str, Any]) -> dict[str, Any]:
    while len(memory) >= _REMEMBERED:
        del memory[next(iter(memory))]
    return memory
