"""Rate limits of accounts and network addresses, counted in Redis by all processes together.

Headers follow draft-ietf-httpapi-ratelimit-headers-10. While Redis is unreachable, each process
counts alone in bounded memory, so that booking goes on.
"""

from __future__ import annotations

from asyncio import gather
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from time import time
from typing import Literal, NamedTuple
from uuid import UUID

from starlette.requests import Request

from amrutam.core.cache import LRUCache
from amrutam.core.errors import TooManyRequests
from amrutam.core.http.address import counted_address
from amrutam.core.redis import Library, RedisAway
from amrutam.core.resources import Resources, resources_of

Policy = Literal["account", "ip", "holds", "sign_in", "export"]
AccountOf = Callable[[Request], Awaitable[UUID | None]]

_REMEMBERED = 10_000
_VISITOR = "amrutam.visitor"

# The Python package `limits` is not used: it sends two commands a check, and opens a connection for each
# concurrent call. With two hundred visitors at once, calls would wait for a connection beyond the Redis timeout,
# which would look like an outage.
_HIT = Library.read("limits").function("rate_limit")


class Rate(NamedTuple):
    """A limit of `calls` calls in a window of `seconds` seconds."""

    calls: int
    seconds: int


Limit = tuple[str, Rate, str]
"""A limit: (the policy's name, the rate, the id of the counted account or the hash of the counted address).

The hash is that of `limited_visitor`.
"""


def limited(policy: Policy) -> Callable[[Request], Awaitable[None]]:
    """Returns a FastAPI dependency that limits the rate: `dependencies=[Depends(limited("holds"))]`.

    The dependency counts one call of the client's address under the policy `ip`, and one call under `policy`: of the
    signed-in account or, without one, of the address. `account` counts only accounts, `sign_in` only addresses. The
    website's own requests for pages that it renders for all visitors are not counted; no request is counted while
    the setting `rate_limits` is `off`. The RateLimit headers are added to the response. Raises `TooManyRequests` if
    the request exceeds a limit, and `OutOfTime`.
    """

    async def check(request: Request) -> None:
        resources = resources_of(request)
        if resources.settings.rate_limits == "off":
            return
        limits = await _limits(request, resources, policy)
        if not limits:
            return
        counted = await resources.part(RateLimits).count(limits)
        request.scope.setdefault("amrutam.headers", []).extend(_headers(counted))
        over = [count for count in counted if count.over]
        if over:
            raise TooManyRequests(retry_after=max(count.seconds_left for count in over))

    return check


@dataclass(frozen=True, slots=True)
class Count:
    """The state of one limit after a call was counted.

    `quota`: the number of calls that are allowed in the window; `used`: the number of calls in the window, this one
    included; `ends_at`: the end of the window as Unix time in seconds.
    """

    name: str
    quota: int
    window_seconds: int
    used: int
    ends_at: float

    @property
    def over(self) -> bool:
        """Whether the call exceeds the limit."""
        return self.used > self.quota

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the window ends, at least 1."""
        return max(1, ceil(self.ends_at - time()))


class RateLimits:
    """Counts calls in fixed windows, each of which begins with its first call."""

    def __init__(self, resources: Resources) -> None:
        self._redis = resources.redis
        self._local: LRUCache[str, tuple[int, float]] = LRUCache(_REMEMBERED)

    async def count(self, limits: list[Limit]) -> list[Count]:
        """Counts one call for each limit and returns the states of the limits, in the order of `limits`.

        Sends one command to Redis; on a cluster, where the keys can be on different servers, one command for each
        limit, all at the same time. While Redis is unreachable, the process counts alone. Raises `OutOfTime` once the
        request's time is over.
        """
        if self._redis.is_cluster:
            apart = await gather(*(self._count([limit]) for limit in limits))
            return [count for one in apart for count in one]
        return await self._count(limits)

    async def _count(self, limits: list[Limit]) -> list[Count]:
        keys = [f"rate:{name}:{who}:{rate.calls}/{rate.seconds}" for name, rate, who in limits]
        windows = [rate.seconds for _, rate, _ in limits]
        try:
            answers = await self._redis.run(_HIT, keys, [seconds * 1000 for seconds in windows])
            counted = [(used, time() + left / 1000) for used, left in answers]
        except RedisAway:
            counted = [self._alone(*each) for each in zip(keys, windows, strict=True)]
        return [
            Count(name, rate.calls, seconds, used, ends_at)
            for (name, rate, _), seconds, (used, ends_at) in zip(
                limits, windows, counted, strict=True
            )
        ]

    def _alone(self, key: str, seconds: int) -> tuple[int, float]:
        used, ends_at = self._local.get(key) or (0, 0.0)
        if ends_at <= time():
            used, ends_at = 0, time() + seconds
        self._local.put(key, (used + 1, ends_at))
        return used + 1, ends_at


def limited_visitor(request: Request) -> str | None:
    """A keyed hash (24 hexadecimal digits) of the address that `counted_address` returns.

    None for a request of the website for a page that it renders for all visitors.
    """
    if _VISITOR not in request.scope:
        address = counted_address(request)
        mac = resources_of(request).keyring.mac
        request.scope[_VISITOR] = address and mac("address", address.encode())[:12].hex()
    visitor: str | None = request.scope[_VISITOR]
    return visitor


async def _limits(request: Request, resources: Resources, policy: Policy) -> list[Limit]:
    settings = resources.settings
    hidden = limited_visitor(request)
    account_of: AccountOf | None = getattr(request.app.state, "account_of", None)
    account = (
        None if policy in ("ip", "sign_in") or account_of is None else await account_of(request)
    )
    limits: list[Limit] = []
    who = str(account) if account else hidden
    if who and policy != "ip" and (account or policy != "account"):
        limits.append((policy, _rate(getattr(settings, f"rate_limit_{policy}")), who))
    if hidden:
        limits.append(("ip", _rate(settings.rate_limit_ip), hidden))
    return limits


@lru_cache(64)
def _rate(text: str) -> Rate:
    calls, _, seconds = text.partition("/")
    return Rate(int(calls), int(seconds))


def _headers(counts: list[Count]) -> list[tuple[bytes, bytes]]:
    policies = ", ".join(f'"{c.name}";q={c.quota};w={c.window_seconds}' for c in counts)
    states = ", ".join(
        f'"{c.name}";r={max(0, c.quota - c.used)};t={c.seconds_left}' for c in counts
    )
    return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", states.encode())]
