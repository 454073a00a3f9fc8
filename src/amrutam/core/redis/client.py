"""Redis or Valkey: short timeouts, a circuit breaker, and Lua scripts by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha1
from time import monotonic, perf_counter
from typing import Any, ClassVar

from amrutam.core.redis.causes import AWAY_ANSWERS, why_lost, why_refused
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


class Script:
    """A Lua script, sent whole once and by its hash from then on."""

    def __init__(self, name: str, lua: str) -> None:
        self.name = name
        self.lua = lua
        self.sha = sha1(lua.encode(), usedforsecurity=False).hexdigest()


class Redis(ABC):
    """Every call either answers in time or raises `RedisAway`."""

    is_cluster: ClassVar[bool]

    async def run(self, script: Script, keys: Sequence[str], args: Sequence[Any]) -> Any:
        """The script's answer. Keys of one script lie on one cluster node."""
        try:
            return await self.do(script.name, "EVALSHA", script.sha, len(keys), *keys, *args)
        except Refused as reason:
            if not str(reason).startswith("NOSCRIPT"):
                raise
        return await self.do(script.name, "EVAL", script.lua, len(keys), *keys, *args)

    async def run_each(self, script: Script, keys: Sequence[Sequence[str]]) -> list[Any]:
        """The script once for each list of keys, in one round trip: for clusters."""
        commands = [("EVAL", script.lua, len(some), *some) for some in keys]
        return await self.pipeline(script.name, commands)

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
        return self._call(name, self._link.call, *command)

    def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> Awaitable[list[Any]]:
        return self._call(name, self._link.calls, commands)

    async def homes(self) -> list[str]:
        return [self._link.url]

    def home(self, _key: str, /) -> str:
        return self._link.url

    async def close(self) -> None:
        await self._link.close()

    async def _call(self, name: str, call: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        if monotonic() < self._rest_until:
            raise RedisAway(self._cause)
        started = perf_counter()
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
            self._observe(name, perf_counter() - started)

    def _away(self, reason: Exception, cause: str, is_refusal: bool) -> RedisAway:  # noqa: FBT001 - see `why_refused`
        self._rest_until = monotonic() + self._retry_seconds
        self._cause = cause
        if self._outages:
            self._outages.tell(cause, reason, is_refusal=is_refusal)
        return RedisAway(cause)
