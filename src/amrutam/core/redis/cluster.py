"""Several Redis servers as one: each call goes to the server that has its key.

Each server has a link and a breaker of its own, so that one that is away leaves the others alone.
Protocol: https://valkey.io/topics/cluster-spec
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from redis.crc import key_slot

from amrutam.core.redis.causes import AWAY_ANSWERS, NO_CLUSTER
from amrutam.core.redis.client import CallName, Observer, Redis, RedisAway, RedisServer
from amrutam.core.redis.link import Link, Refused
from amrutam.core.settings import Settings
from amrutam.core.telemetry.outages import Outages

_CLUSTER_SLOTS = CallName("cluster_slots")

CLUSTER = "+cluster://"
"""After `redis`, or `rediss` for TLS to every server."""

_SLOTS = 16_384
_MOST_MOVES = 5
_AGAIN_SECONDS = 0.02


def open_redis(settings: Settings, observe: Observer, outages: Outages | None = None) -> Redis:
    """One server, or a cluster of them: as the URL says."""
    url, timeout, rest = (
        settings.redis_url, settings.redis_timeout_seconds, settings.redis_retry_seconds,
    )  # fmt: skip
    if CLUSTER in url:
        return RedisCluster(url, timeout, rest, observe, outages)
    return RedisServer(Link(url, timeout), rest, observe, outages, away=(*AWAY_ANSWERS, "MOVED"))


class RedisCluster(Redis):
    is_cluster = True

    def __init__(
        self,
        url: str,
        timeout_seconds: float,
        retry_seconds: float,
        observe: Observer,
        outages: Outages | None = None,
    ) -> None:
        """`url` names any server of it; the others are asked for."""
        self._first = url.replace(CLUSTER, "://", 1)
        self._timeout = timeout_seconds
        self._retry_seconds = retry_seconds
        self._observe = observe
        self._outages = outages
        self._servers: dict[str, RedisServer] = {}
        self._gone: set[str] = set()
        self._homes: list[str] = []
        self._renewal: asyncio.Task[None] | None = None
        self._renewed_at = 0.0

    async def do(self, name: str, *command: Any) -> Any:
        """Follows a key to where it was moved. A key's slot without a server is `RedisAway`."""
        if not self._homes:
            await self._renew()
        home = self.home(_key_of(command))
        asking = False
        for _ in range(_MOST_MOVES):
            server = self._server(home)
            try:
                if asking:
                    return (await server.pipeline(name, [("ASKING",), command]))[1]
                return await server.do(name, *command)
            except RedisAway:
                self._renew_soon()
                raise
            except Refused as reason:
                kind, *where = str(reason).split()
                if kind == "TRYAGAIN":
                    await asyncio.sleep(_AGAIN_SECONDS)
                    continue
                if kind not in ("MOVED", "ASK"):
                    raise
                host, _, port = where[1].rpartition(":")
                home, asking = _url(home, host, port), kind == "ASK"
                if not asking:
                    self._homes[int(where[0])] = home
                    self._renew_soon()
        raise RedisAway("its slot was moved on and on")

    async def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> list[Any]:
        return list(await asyncio.gather(*(self.do(name, *command) for command in commands)))

    async def homes(self) -> list[str]:
        await self._renew()
        return sorted(set(self._homes) - {""})

    def home(self, key: str, /) -> str:
        home = self._homes[key_slot(key.encode())]
        if not home:
            self._renew_soon()
            raise RedisAway("no server has this key's slot")
        return home

    def _server(self, url: str) -> RedisServer:
        server = self._servers.get(url)
        if server is None:
            link = Link(url, self._timeout)
            server = self._servers[url] = RedisServer(
                link, self._retry_seconds, self._observe, self._outages
            )
        return server

    async def _renew(self) -> None:
        """Learns who has which slots; whoever needs it meanwhile shares the question."""
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.ensure_future(self._renewed())
        await asyncio.shield(self._renewal)

    def _renew_soon(self) -> None:
        """Beside what goes on, and no more often than a server is given to come back."""
        if monotonic() - self._renewed_at < self._retry_seconds:
            return
        self._renewed_at = monotonic()
        asyncio.ensure_future(self._renew()).add_done_callback(_ended)

    async def _renewed(self) -> None:
        cause = "is a cluster that has given no slots to its servers"
        for url in [*self._servers, self._first]:
            server = self._server(url)
            self._servers[url] = self._servers.pop(url)  # asked last the next time
            try:
                shares = await server.do(_CLUSTER_SLOTS, "CLUSTER", "SLOTS")
            except RedisAway as reason:
                cause = str(reason)
                continue
            except Refused:
                cause = NO_CLUSTER
                continue
            if shares:
                self._homes = _homes(shares, url)
                break
        else:
            raise RedisAway(cause)
        self._renewed_at = monotonic()
        gone = self._servers.keys() - {*self._homes, self._first}
        for url in gone & self._gone:  # not at once: a server that hands over is out for a moment
            await self._servers.pop(url).close()
        self._gone = gone

    async def close(self) -> None:
        if self._renewal is not None:
            self._renewal.cancel()
        for server in list(self._servers.values()):
            await server.close()


def _homes(shares: list[Any], asked: str) -> list[str]:
    """Slot -> its server's URL, or "". Each share: [first, last, [host, port, ...], replicas...]."""
    homes = [""] * _SLOTS
    for first, last, primary, *_ in shares:
        url = _url(asked, (primary[0] or b"").decode(), str(primary[1]))
        homes[first : last + 1] = [url] * (last + 1 - first)
    return homes


def _url(asked: str, host: str, port: str) -> str:
    """Another server's, from that of one which named it. It leaves the host out if it is its own."""
    parts = urlsplit(asked)
    sign_in, at, own = parts.netloc.rpartition("@")
    named = f"[{host}]" if ":" in host else host or own.rpartition(":")[0]
    return parts._replace(netloc=f"{sign_in}{at}{named}:{port}").geturl()


def _key_of(command: Sequence[Any]) -> str:
    """A function's first key; else what follows the command's name; "" if nothing does."""
    if command[0] in ("FCALL", "EVAL"):
        return str(command[3]) if command[2] else ""
    return str(command[1]) if len(command) > 1 else ""


def _ended(task: asyncio.Future[None]) -> None:
    if not task.cancelled():
        task.exception()  # whoever needs the map asks again, and is told
