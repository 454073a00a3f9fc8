"""Redis or Valkey: short timeouts, a circuit breaker, and Lua functions by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Any, ClassVar

from amrutam.core.redis.causes import AWAY_ANSWERS, why_lost, why_refused
from amrutam.core.redis.library import Function
from amrutam.core.redis.link import Link, LinkLost, Refused
from amrutam.core.telemetry.outages import Outages

Observer = Callable[[str, float], None]
"""Told each call's name and its seconds."""


class RedisAway(Exception):
    """Redis does not answer or cannot be used, or could not a moment ago. Its text is the cause.

    Each caller decides what follows.
    """


class CallName(str):
    """The name that a plain command has in metrics: a constant of its module, so that it is known."""

    __slots__ = ()


class Redis(ABC):
    """Every call either answers in time or raises `RedisAway`."""

    is_cluster: ClassVar[bool]

    def run(self, function: Function, keys: Sequence[str], args: Sequence[Any]) -> Awaitable[Any]:
        """The function's answer. Keys of one call lie on one cluster node."""
        return self.do(function.name, "FCALL", function, len(keys), *keys, *args)

    def run_each(self, function: Function, keys: Sequence[Sequence[str]]) -> Awaitable[list[Any]]:
        """The function once for each list of keys, in one round trip: for clusters."""
        commands = [("FCALL", function, len(some), *some) for some in keys]
        return self.pipeline(function.name, commands)

    @abstractmethod
    def do(self, name: str, *command: Any) -> Awaitable[Any]:
        """One plain command, e.g. `do("ping", "PING")`; `name` is for metrics."""

    @abstractmethod
    def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> Awaitable[list[Any]]:
        """Several commands in one round trip, not atomic; those of one key in their order."""

    @abstractmethod
    async def homes(self) -> list[str]:
        """The URLs of all servers that have keys, as they are now. Raises `RedisAway`."""

    @abstractmethod
    def home(self, key: str, /) -> str:
        """The URL of the server that has this key, as was known last. Raises `RedisAway`."""

    @abstractmethod
    async def close(self) -> None: ...


class RedisServer(Redis):
    """One server, behind a circuit breaker."""

    is_cluster = False

    def __init__(
        self,
        link: Link,
        retry_seconds: float,
        observe: Observer,
        outages: Outages | None = None,
        away: tuple[str, ...] = AWAY_ANSWERS,
    ) -> None:
        """`away`: how answers begin that count as an outage; without `outages` none is told of."""
        self._link = link
        self._retry_seconds = retry_seconds
        self._observe = observe
        self._outages = outages
        self._away_answers = away
        self._rest_until = 0.0
        self._cause = ""

    def do(self, name: str, *command: Any) -> Awaitable[Any]:
        return self._call(name, self._link.call, command)

    def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> Awaitable[list[Any]]:
        return self._call(name, self._link.calls, (commands,))

    async def homes(self) -> list[str]:
        return [self._link.url]

    def home(self, _key: str, /) -> str:
        return self._link.url

    async def close(self) -> None:
        await self._link.close()

    async def _call(
        self, name: str, call: Callable[..., Awaitable[Any]], args: tuple[Any, ...]
    ) -> Any:
        started = monotonic()
        if started < self._rest_until:
            raise RedisAway(self._cause)
        try:
            return await call(*args)
        except Refused as reason:
            # Loading its file, a read-only replica, out of memory: away. A bug in a script: not.
            if not str(reason).startswith(self._away_answers):
                raise
            raise self._away(reason, *why_refused(str(reason))) from reason
        except (LinkLost, OSError, TimeoutError) as reason:
            raise self._away(reason, *why_lost(reason.__cause__ or reason)) from reason
        finally:
            self._observe(name, monotonic() - started)

    def _away(self, reason: Exception, cause: str, is_refusal: bool) -> RedisAway:  # noqa: FBT001 - see `why_refused`
        self._rest_until = monotonic() + self._retry_seconds
        self._cause = cause
        if self._outages:
            self._outages.tell(cause, reason, is_refusal=is_refusal)
        return RedisAway(cause)
