"""Redis or Valkey: short timeouts, a circuit breaker, and Lua scripts by name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from hashlib import sha1
from time import monotonic, perf_counter
from typing import Any

from redis.asyncio import Redis as Client
from redis.asyncio.cluster import RedisCluster as ClusterClient
from redis.exceptions import NoScriptError, RedisError, ResponseError

from amrutam.core.settings import Settings

Observer = Callable[[str, float], None]
"""Told each call's name and its seconds."""


_AT_ONCE = 24
"""Calls of one process under way. A crowd that all opened connections at once would make each
other late, and take a busy process for a lost Redis: measured with 200 patients and one slot."""


class RedisAway(Exception):
    """Redis does not answer, or did not a moment ago. Each caller decides what follows."""


class Script:
    """A Lua script, sent whole once and by its hash from then on."""

    def __init__(self, name: str, lua: str) -> None:
        self.name = name
        self.lua = lua
        self.sha = sha1(lua.encode(), usedforsecurity=False).hexdigest()


class Redis:
    """One client for a process. Every call either answers in time or raises `RedisAway`."""

    def __init__(self, client: Any, retry_seconds: float, observe: Observer) -> None:
        self.client = client
        self._retry_seconds = retry_seconds
        self._observe = observe
        self._rest_until = 0.0
        self._places = asyncio.Semaphore(_AT_ONCE)
        self.is_cluster = isinstance(client, ClusterClient)

    @classmethod
    def open(cls, settings: Settings, observe: Observer) -> Redis:
        seconds = settings.redis_timeout_seconds
        common: dict[str, Any] = {
            "socket_timeout": seconds,
            "socket_connect_timeout": seconds,
            "decode_responses": False,
        }
        url = settings.redis_url
        client: Any
        if url.startswith("redis+cluster://"):
            client = ClusterClient.from_url("redis://" + url.partition("://")[2], **common)
        else:
            client = Client.from_url(url, retry=None, **common)
        return cls(client, settings.redis_retry_seconds, observe)

    async def run(self, script: Script, keys: Sequence[str], args: Sequence[Any]) -> Any:
        """The script's answer. Keys of one script lie on one cluster node."""

        async def call() -> Any:
            try:
                return await self.client.evalsha(script.sha, len(keys), *keys, *args)
            except NoScriptError:
                return await self.client.eval(script.lua, len(keys), *keys, *args)

        return await self._guarded(script.name, call)

    async def run_each(self, script: Script, keys: Sequence[Sequence[str]]) -> list[Any]:
        """The script once for each list of keys, in one round trip: for clusters."""

        async def call() -> Any:
            pipe = self.client.pipeline(transaction=False)
            for some in keys:
                pipe.eval(script.lua, len(some), *some)
            return await pipe.execute()

        return await self._guarded(script.name, call)  # type: ignore[no-any-return]

    async def do(self, name: str, *command: Any) -> Any:
        """One plain command, e.g. `do("ping", "PING")`; `name` is for metrics."""
        return await self._guarded(name, lambda: self.client.execute_command(*command))

    async def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Several commands in one round trip, in order, not atomic."""

        async def call() -> list[Any]:
            pipe = self.client.pipeline(transaction=False)
            for command in commands:
                pipe.execute_command(*command)
            return await pipe.execute()  # type: ignore[no-any-return]

        return await self._guarded(name, call)  # type: ignore[no-any-return]

    async def call(self, name: str, call: Callable[[], Any]) -> Any:
        """What a library does with this Redis by itself, behind the same breaker."""
        return await self._guarded(name, call)

    async def _guarded(self, name: str, call: Callable[[], Any]) -> Any:
        async with self._places:
            return await self._timed(name, call)

    async def _timed(self, name: str, call: Callable[[], Any]) -> Any:
        if monotonic() < self._rest_until:
            raise RedisAway("resting after a failure")
        started = perf_counter()
        try:
            return await call()
        except ResponseError as reason:
            # Loading its file, a read-only replica, out of memory: away. A bug in a script: not.
            if not str(reason).startswith(("LOADING", "READONLY", "OOM", "MISCONF", "CLUSTERDOWN")):
                raise
            raise self._away() from reason
        except (RedisError, OSError, TimeoutError) as reason:
            raise self._away() from reason
        finally:
            self._observe(name, perf_counter() - started)

    def _away(self) -> RedisAway:
        self._rest_until = monotonic() + self._retry_seconds
        return RedisAway("no answer in time")

    async def close(self) -> None:
        await self.client.aclose()
