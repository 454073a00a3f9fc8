"""Gauges of the Redis of holds and of the Redis of the website's pages, set when Prometheus scrapes a worker."""

from __future__ import annotations

import asyncio
from math import nan

from amrutam.core.redis import CallName, Redis, RedisAway, RedisServer
from amrutam.core.redis.cluster import open_redis
from amrutam.core.redis.info import INFO, parse_info
from amrutam.core.redis.link import Link, Refused
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics

_WRITE = CallName("gauge_write")


class RedisGauges:
    """Reads the gauges of the Redis servers; a part of a worker's `Resources`."""

    def __init__(self, resources: Resources) -> None:
        settings = resources.settings
        self._settings = settings
        self._stores = {"holds": resources.redis}
        if settings.web_redis_url:
            own = settings.model_copy(update={"redis_url": settings.web_redis_url})
            self._stores["pages"] = open_redis(own, _unobserved)
        self._nodes: dict[str, RedisServer] = {}

    async def refresh(self) -> None:
        """Writes a test key to each Redis and sets its gauges; those of a cluster are the sums over its servers.

        Raises nothing for a Redis that refuses the write or of which a server is unreachable: its gauge `REDIS_UP`
        becomes 0, and its other gauges NaN. In a cluster, only the server that stores the test key is written to.
        """
        await asyncio.gather(*(self._look_at(*store) for store in self._stores.items()))

    async def aclose(self) -> None:
        """Closes the clients that this object has opened; `Resources` closes the client of the holds' Redis."""
        pages = self._stores.get("pages")
        for redis in (*self._nodes.values(), *([pages] if pages else [])):
            await redis.close()

    async def _look_at(self, server: str, redis: Redis) -> None:
        found: list[dict[str, str]] = []
        try:
            # This is a write, because a replica and a server without free memory answer reads, but
            # refuse writes.
            await redis.do(_WRITE, "SET", "amrutam:ready", 1, "PX", 1000)
            found = [parse_info(await node.do(INFO, "INFO")) for node in await self._all(redis)]
        except (RedisAway, Refused):
            found = []
        metrics.REDIS_UP.labels(server).set(bool(found))
        for field, gauge in metrics.REDIS_INFO.items():
            total = sum(float(info.get(field, 0)) for info in found)
            gauge.labels(server).set(total if found else nan)

    async def _all(self, redis: Redis) -> list[Redis]:
        """A client for each server of a cluster, because INFO describes one server only; otherwise the one client."""
        if not redis.is_cluster:
            return [redis]
        return [self._node(url) for url in await redis.node_urls()]

    def _node(self, url: str) -> RedisServer:
        if url not in self._nodes:
            link = Link(url, self._settings.redis_timeout_seconds)
            rest = self._settings.redis_retry_seconds
            self._nodes[url] = RedisServer(link, rest, _unobserved)
        return self._nodes[url]


def _unobserved(_name: str, _seconds: float) -> None:
    """An observer that records nothing, because no visitor's request waits for the calls of these gauges."""
