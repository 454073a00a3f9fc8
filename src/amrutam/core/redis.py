"""Redis or Valkey: short timeouts, a circuit breaker, and Lua scripts by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha1
from time import monotonic, perf_counter
from typing import Any

from redis.asyncio import Redis as Client
from redis.asyncio.cluster import RedisCluster as ClusterClient
from redis.exceptions import NoScriptError, RedisError, ResponseError

from amrutam.core.redis_link import Link, LinkLost, Refused
from amrutam.core.settings import Settings

Observer = Callable[[str, float], None]
"""Told each call's name and its seconds."""


_AWAY_ANSWERS = (
    "LOADING", "READONLY", "OOM", "MISCONF", "CLUSTERDOWN", "MASTERDOWN", "NOAUTH", "WRONGPASS",
)  # fmt: skip


class RedisAway(Exception):
    """Redis does not answer, or did not a moment ago. Each caller decides what follows."""


class Script:
    """A Lua script, sent whole once and by its hash from then on."""

    def __init__(self, name: str, lua: str) -> None:
        self.name = name
        self.lua = lua
        self.sha = sha1(lua.encode(), usedforsecurity=False).hexdigest()


class Redis:
    """Every call either answers in time or raises `RedisAway`."""

    def __init__(
        self, client: Any, link: Link | None, retry_seconds: float, observe: Observer
    ) -> None:
        """`client` is redis-py's, for clusters and for libraries; `link` carries our own calls."""
        self.client = client
        self._link = link
        self._ask = client.execute_command if link is None else link.call
        self._retry_seconds = retry_seconds
        self._observe = observe
        self._rest_until = 0.0
        self.is_cluster = link is None

    @classmethod
    def open(cls, settings: Settings, observe: Observer) -> Redis:
        seconds, url = settings.redis_timeout_seconds, settings.redis_url
        common: dict[str, Any] = {
            "socket_timeout": seconds,
            "socket_connect_timeout": seconds,
            "decode_responses": False,
        }
        client: Any
        link: Link | None = None
        if url.startswith("redis+cluster://"):
            client = ClusterClient.from_url("redis://" + url.partition("://")[2], **common)
        else:
            client = Client.from_url(url, retry=None, **common)
            link = Link(url, seconds)
        return cls(client, link, settings.redis_retry_seconds, observe)

    async def run(self, script: Script, keys: Sequence[str], args: Sequence[Any]) -> Any:
        """The script's answer. Keys of one script lie on one cluster node."""
        try:
            return await self.do(script.name, "EVALSHA", script.sha, len(keys), *keys, *args)
        except (Refused, NoScriptError) as reason:
            if not str(reason).startswith("NOSCRIPT") and not isinstance(reason, NoScriptError):
                raise
        return await self.do(script.name, "EVAL", script.lua, len(keys), *keys, *args)

    async def run_each(self, script: Script, keys: Sequence[Sequence[str]]) -> list[Any]:
        """The script once for each list of keys, in one round trip: for clusters."""
        commands = [("EVAL", script.lua, len(some), *some) for some in keys]
        return await self.pipeline(script.name, commands)

    def do(self, name: str, *command: Any) -> Awaitable[Any]:
        """One plain command, e.g. `do("ping", "PING")`; `name` is for metrics."""
        return self.call(name, self._ask, *command)

    async def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Several commands in one round trip, in order, not atomic."""
        link = self._link

        async def call() -> list[Any]:
            if link is not None:
                return await link.calls(commands)
            pipe = self.client.pipeline(transaction=False)
            for command in commands:
                pipe.execute_command(*command)
            return await pipe.execute()  # type: ignore[no-any-return]

        return await self.call(name, call)  # type: ignore[no-any-return]

    async def call(self, name: str, call: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        """Our own call, or what a library does with this Redis by itself, behind one breaker."""
        if monotonic() < self._rest_until:
            raise RedisAway("resting after a failure")
        started = perf_counter()
        try:
            return await call(*args)
        except (ResponseError, Refused) as reason:
            # Loading its file, a read-only replica, out of memory: away. A bug in a script: not.
            if not str(reason).startswith(_AWAY_ANSWERS):
                raise
            raise self._away() from reason
        except (LinkLost, RedisError, OSError, TimeoutError) as reason:
            raise self._away() from reason
        finally:
            self._observe(name, perf_counter() - started)

    def _away(self) -> RedisAway:
        self._rest_until = monotonic() + self._retry_seconds
        return RedisAway("no answer in time")

    async def close(self) -> None:
        if self._link is not None:
            await self._link.close()
        await self.client.aclose()
