"""The interface `Redis` of the clients of Redis or Valkey, and `RedisServer`, a client of one server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Any, ClassVar

from amrutam.core.errors import OutOfTime
from amrutam.core.redis.causes import AWAY_ANSWERS, REFUSED_WRITES, why_lost, why_refused
from amrutam.core.redis.library import Function
from amrutam.core.redis.link import Link, LinkLost, Refused
from amrutam.core.request_budget import BUDGET
from amrutam.core.telemetry.outages import Outages

Observer = Callable[[str, float], None]
"""A function that is called after each call to a server, also a failed one, with its name and duration in seconds.

A call that is refused without an attempt, by the circuit breaker or because the request's time is over, is left out.
"""


class RedisAway(Exception):
    """Redis is unreachable or cannot be used, was so less than `redis_retry_seconds` ago, or refuses this write.

    The message is the cause, in words for an operator. Each caller decides how to go on without Redis; a route that
    lets the error through answers 503.
    """


class CallName(str):
    """The name of a plain command (one that is no Lua function) in metrics.

    Define each name as a constant of a module: `telemetry/series.py` finds it there and creates its metric at the
    start of a process.
    """

    __slots__ = ()


class Redis(ABC):
    """The interface of a client of one server or of a cluster."""

    is_cluster: ClassVar[bool]

    def run(self, function: Function, keys: Sequence[str], args: Sequence[Any]) -> Awaitable[Any]:
        """Runs a Lua function and returns its undecoded answer.

        On a cluster, all keys of one call must be in one slot. Raises what `do` raises; `Refused` then means an error
        of the function.
        """
        return self.do(function.name, "FCALL", function, len(keys), *keys, *args)

    def run_each(self, function: Function, keys: Sequence[Sequence[str]]) -> Awaitable[list[Any]]:
        """Runs the function once for each list of keys, without arguments; returns the undecoded answers in order.

        On a cluster, the keys of one list must be in one slot. Otherwise as `pipeline`.
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
        """Sends several commands without a transaction and returns their undecoded answers in order.

        The commands are sent to each server at once and in their order. `name` is their label in metrics. If a command
        fails, raises what `do` raises; the other commands can have been run.
        """

    @abstractmethod
    async def node_urls(self) -> list[str]:
        """The URLs of all servers that store keys, without replicas; read again from a cluster. Raises `RedisAway`."""

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

        `away`: prefixes of error answers that count as an outage. `outages` logs outages; None logs none.
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
        """Sends the commands in one write; returns their undecoded answers in order. `name` is their label in metrics.

        If a command fails, raises what `do` raises; the other commands can have been run.
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
            # The answers in `_away_answers` mean an outage: the server is still loading its data file, is a
            # read-only replica, or is out of memory, for example. Any other error answer is raised as it is: an
            # error inside a Lua function is a defect, and `RedisCluster` follows the redirections of a cluster.
            answer = str(reason)
            if not answer.startswith(self._away_answers):
                raise
            away = self._away(reason, *why_refused(answer))
            # A server that is full still answers reads and lets go of holds.
            if not answer.startswith(REFUSED_WRITES):
                self._rest(away)
            raise away from reason
        except (LinkLost, OSError, TimeoutError) as reason:
            away = self._away(reason, *why_lost(reason.__cause__ or reason))
            self._rest(away)
            raise away from reason
        finally:
            self._observe(name, monotonic() - started)

    def _away(self, reason: Exception, cause: str, is_refusal: bool) -> RedisAway:  # noqa: FBT001 - see `why_refused`
        if self._outages:
            self._outages.tell(cause, reason, is_refusal=is_refusal)
        return RedisAway(cause)

    def _rest(self, away: RedisAway) -> None:
        """Opens the circuit breaker: the next calls are refused with the same cause."""
        self._rest_until = monotonic() + self._retry_seconds
        self._cause = str(away)
