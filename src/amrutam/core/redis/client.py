"""Redis or Valkey: short timeouts, a circuit breaker, and Lua functions by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Any, ClassVar

from amrutam.core.errors import OutOfTime
from amrutam.core.redis.causes import AWAY_ANSWERS, why_lost, why_refused
from amrutam.core.redis.library import Function
from amrutam.core.redis.link import Link, LinkLost, Refused
from amrutam.core.request_budget import BUDGET
from amrutam.core.telemetry.outages import Outages

Observer = Callable[[str, float], None]
"""A function that is called with each call's name and its duration in seconds."""


class RedisAway(Exception):
    """Redis is unreachable or cannot be used, or that was so less than `retry_seconds` ago. The message is the cause.

    Each caller decides how to go on without Redis; a route that lets the error through answers 503.
    """


class CallName(str):
    """The name of a plain command (one that is no Lua function) in metrics.

    Define each name as a constant of a module, so that all names are known when a process starts.
    """

    __slots__ = ()


class Redis(ABC):
    """The interface of a Redis client.

    Every call either returns in time or raises `RedisAway`; once the request's time is over, every call
    raises `OutOfTime`. An error answer that means no outage, such as a defect in a Lua function,
    raises `Refused`.
    """

    is_cluster: ClassVar[bool]

    def run(self, function: Function, keys: Sequence[str], args: Sequence[Any]) -> Awaitable[Any]:
        """Runs a Lua function and returns its undecoded answer.

        All keys of one call must be on one cluster node. Raises `RedisAway`, `OutOfTime`, and `Refused`
        for an error of the function.
        """
        return self.do(function.name, "FCALL", function, len(keys), *keys, *args)

    def run_each(self, function: Function, keys: Sequence[Sequence[str]]) -> Awaitable[list[Any]]:
        """Runs the function once for each list of keys, in one round trip; returns the answers in order.

        The lists may be on different nodes of a cluster. Raises `RedisAway`, `OutOfTime`, and `Refused`
        for an error of the function.
        """
        commands = [("FCALL", function, len(some), *some) for some in keys]
        return self.pipeline(function.name, commands)

    @abstractmethod
    def do(self, name: str, *command: Any) -> Awaitable[Any]:
        """Sends one plain command, e.g. `do("ping", "PING")`, and returns its undecoded answer.

        `name` is the command's label in metrics. Raises `RedisAway`, `OutOfTime` if the request's
        deadline has passed, and `Refused` for an error answer that means no outage.
        """

    @abstractmethod
    def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> Awaitable[list[Any]]:
        """Sends several commands in one round trip, without a transaction; returns their answers in order.

        `name` is the commands' label in metrics. Commands with the same key keep their order. Raises
        what `do` raises, for the first command that fails.
        """

    @abstractmethod
    async def node_urls(self) -> list[str]:
        """The URLs of all servers that store keys, read anew from a cluster. Raises `RedisAway`."""

    @abstractmethod
    def node_url(self, key: str, /) -> str:
        """The URL of the server that stores this key, by the map of the cluster's slots that was read last.

        On a cluster, call `node_urls` or `do` before, which read the map. Raises `RedisAway` if no server has the
        key's slot.
        """

    @abstractmethod
    async def close(self) -> None: ...


class RedisServer(Redis):
    """A client of one server, with a circuit breaker."""

    is_cluster = False

    def __init__(
        self,
        link: Link,
        retry_seconds: float,
        observe: Observer,
        outages: Outages | None = None,
        away: tuple[str, ...] = AWAY_ANSWERS,
    ) -> None:
        """`retry_seconds`: how long calls are refused after an outage, before the server is tried again.

        `away`: prefixes of error answers that count as an outage. `outages` logs outages; None logs
        none. `observe` is called after each call.
        """
        self._link = link
        self._retry_seconds = retry_seconds
        self._observe = observe
        self._outages = outages
        self._away_answers = away
        self._rest_until = 0.0
        self._cause = ""

    def do(self, name: str, *command: Any) -> Awaitable[Any]:
        """Sends one command and returns its undecoded answer. `name` is its label in metrics.

        Raises `RedisAway`, `OutOfTime` if the request's deadline has passed, and `Refused` for an error
        answer that means no outage.
        """
        return self._call(name, self._link.call, command)

    def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> Awaitable[list[Any]]:
        """Sends the commands in one write; returns their answers in order. `name` is their label in metrics.

        Raises what `do` raises, for the first command that fails.
        """
        return self._call(name, self._link.calls, (commands,))

    async def node_urls(self) -> list[str]:
        return [self._link.url]

    def node_url(self, _key: str, /) -> str:
        return self._link.url

    async def close(self) -> None:
        """Closes the connection."""
        await self._link.close()

    async def _call(
        self, name: str, call: Callable[..., Awaitable[Any]], args: tuple[Any, ...]
    ) -> Any:
        started = monotonic()
        # The deadline is checked only before sending, because a call that was sent has a short timeout of its own.
        if started >= BUDGET.get().ends_at:
            raise OutOfTime
        if started < self._rest_until:
            raise RedisAway(self._cause)
        try:
            return await call(*args)
        except Refused as reason:
            # The answers in `_away_answers` mean an outage: the server is still loading its data
            # file, is a read-only replica, or is out of memory, for example. Any other error answer,
            # such as an error inside a script, is a defect.
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
