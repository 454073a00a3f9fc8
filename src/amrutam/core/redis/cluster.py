"""A client of a Redis Cluster, which sends each call to the server that stores its key.

Each server has its own connection and circuit breaker, so that one unreachable server does not
affect the others. Protocol: https://valkey.io/topics/cluster-spec
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from redis.crc import key_slot

from amrutam.core.redis.causes import AWAY_ANSWERS, NO_CLUSTER
from amrutam.core.redis.client import CallName, Observer, Redis, RedisAway, RedisServer
from amrutam.core.redis.link import Link, Refused
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.settings import Settings
from amrutam.core.telemetry.outages import Outages

_CLUSTER_SLOTS = CallName("cluster_slots")

CLUSTER = "+cluster://"
"""The mark of a cluster in a URL: the scheme is `redis+cluster`, or `rediss+cluster` for TLS to every server."""

_SLOTS = 16_384
_MOST_MOVES = 5
_AGAIN_SECONDS = 0.02


def open_redis(settings: Settings, observe: Observer, outages: Outages | None = None) -> Redis:
    """Returns a client of one server, or of a cluster if the scheme of `redis_url` ends with `+cluster`.

    The client connects at its first call. `observe` and `outages` as for `RedisServer`.
    """
    url, timeout, rest = (
        settings.redis_url, settings.redis_timeout_seconds, settings.redis_retry_seconds,
    )  # fmt: skip
    if CLUSTER in url:
        return RedisCluster(url, timeout, rest, observe, outages)
    return RedisServer(Link(url, timeout), rest, observe, outages, away=(*AWAY_ANSWERS, "MOVED"))


class RedisCluster(Redis):
    """A client of all servers of a cluster."""

    is_cluster = True

    def __init__(
        self,
        url: str,
        timeout_seconds: float,
        retry_seconds: float,
        observe: Observer,
        outages: Outages | None = None,
    ) -> None:
        """`url` names any server of the cluster; the client first asks this server for the URLs of the other servers.

        `timeout_seconds`: the time limit of one call to a server (see `Link`). The other arguments are those of
        `RedisServer`, for each server.
        """
        self._first = url.replace(CLUSTER, "://", 1)
        self._timeout = timeout_seconds
        self._retry_seconds = retry_seconds
        self._observe = observe
        self._outages = outages
        self._servers: dict[str, RedisServer] = {}
        self._gone: set[str] = set()
        self._node_of_slot: list[str] = []
        self._renewal: asyncio.Task[None] | None = None
        self._renewing_soon: asyncio.Task[None] | None = None
        self._renewed_at = 0.0

    async def do(self, name: str, *command: Any) -> Any:
        """Sends one command to the server of its key, also if the key has just moved, and returns its undecoded answer.

        `name` is the command's label in metrics. Raises `RedisAway` if no server has the key's slot, if that server
        cannot be used, if the map of slots cannot be read, or if five attempts in turn are answered with MOVED, ASK
        or TRYAGAIN; `OutOfTime` if the request's deadline has passed; and `Refused` for any other error answer that
        means no outage.
        """
        if not self._node_of_slot:
            await self._renew()
        node = self.node_url(_key_of(command))
        asking = False
        for _ in range(_MOST_MOVES):
            server = self._server(node)
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
                node, asking = _url(node, host, port), kind == "ASK"
                if not asking:
                    self._node_of_slot[int(where[0])] = node
                    self._renew_soon()
        raise RedisAway("its slot was moved on and on")

    async def pipeline(self, name: str, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Sends the commands to the servers of their keys, all at the same time; returns the answers in order.

        `name` is their label in metrics. If a command fails, raises what `do` raises; the other commands still run.
        """
        return list(await asyncio.gather(*(self.do(name, *command) for command in commands)))

    async def node_urls(self) -> list[str]:
        """The sorted URLs of the servers that hold slots, read again from the cluster. Raises `RedisAway`."""
        await self._renew()
        return sorted(set(self._node_of_slot) - {""})

    def node_url(self, key: str, /) -> str:
        """The URL of the server that stores this key. Raises `RedisAway` if no server has the key's slot.

        Call `node_urls` or `do` before, which read the map of slots; without the map, `RedisAway` is raised too.
        """
        node = self._node_of_slot[key_slot(key.encode())] if self._node_of_slot else ""
        if not node:
            self._renew_soon()
            raise RedisAway("no server is known to have this key's slot")
        return node

    def _server(self, url: str) -> RedisServer:
        server = self._servers.get(url)
        if server is None:
            link = Link(url, self._timeout)
            server = self._servers[url] = RedisServer(
                link, self._retry_seconds, self._observe, self._outages
            )
        return server

    async def _renew(self) -> None:
        """Reads the map of slots; concurrent callers share one reading. Raises `RedisAway` if none succeeds."""
        if self._renewal is None or self._renewal.done():
            with within(UNLIMITED):
                self._renewal = asyncio.ensure_future(self._renewed())
        await asyncio.shield(self._renewal)

    def _renew_soon(self) -> None:
        """Reads the map in the background, unless a reading began or ended less than `retry_seconds` ago."""
        if monotonic() - self._renewed_at < self._retry_seconds:
            return
        self._renewed_at = monotonic()
        self._renewing_soon = asyncio.ensure_future(self._renew_if_possible())

    async def _renew_if_possible(self) -> None:
        """Reads the map, or leaves the map as it is while no server answers. asyncio logs any other exception."""
        with suppress(RedisAway):
            await self._renew()

    async def _renewed(self) -> None:
        cause = "is a cluster that has given no slots to its servers"
        for url in [*self._servers, self._first]:
            server = self._server(url)
            # The server is moved to the end of the dictionary, so that it is asked last the next time.
            self._servers[url] = self._servers.pop(url)
            try:
                shares = await server.do(_CLUSTER_SLOTS, "CLUSTER", "SLOTS")
            except RedisAway as reason:
                cause = str(reason)
                continue
            except Refused:
                cause = NO_CLUSTER
                continue
            if shares:
                self._node_of_slot = _nodes_of_slots(shares, url)
                break
        else:
            raise RedisAway(cause)
        self._renewed_at = monotonic()
        gone = self._servers.keys() - {*self._node_of_slot, self._first}
        # While slots are moved, a server can be missing from the map for a moment. Therefore a
        # server's connection is closed only if the server was missing from the previous map too.
        for url in gone & self._gone:
            await self._servers.pop(url).close()
        self._gone = gone

    async def close(self) -> None:
        """Closes the connections to all servers."""
        if self._renewal is not None:
            self._renewal.cancel()
        for server in list(self._servers.values()):
            await server.close()


def _nodes_of_slots(shares: list[Any], asked: str) -> list[str]:
    """Returns the URL of the server of each slot, in the order of the slots; "" for a slot without a server.

    Each entry of `shares` is [first slot, last slot, [host, port, ...], replicas...].
    """
    nodes = [""] * _SLOTS
    for first, last, primary, *_ in shares:
        url = _url(asked, (primary[0] or b"").decode(), str(primary[1]))
        nodes[first : last + 1] = [url] * (last + 1 - first)
    return nodes


def _url(asked: str, host: str, port: str) -> str:
    """The URL of the server that an answer of a server names by host and port, with the sign-in of `asked`.

    `asked`: the URL of the server that answered. A server may leave out its own host; the host is then that of `asked`.
    """
    parts = urlsplit(asked)
    sign_in, at, _ = parts.netloc.rpartition("@")
    host = host or parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=f"{sign_in}{at}{named}:{port}").geturl()


def _key_of(command: Sequence[Any]) -> str:
    """The key of a command; "" if there is none.

    The key is the first key of a function's call, otherwise the argument after the command's name.
    """
    if command[0] in ("FCALL", "EVAL"):
        return str(command[3]) if command[2] else ""
    return str(command[1]) if len(command) > 1 else ""
