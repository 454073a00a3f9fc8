"""Checks by the settings that the website is informed of changes and has a Redis of its own for cached pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from amrutam.core.redis import RedisAway
from amrutam.core.redis.info import INFO, parse_info
from amrutam.core.redis.link import Refused
from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, ok, warn
from amrutam.roles.checks.redis import redis_at

_PART = "website"


async def website_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Findings about the settings by which workers reach the website, and about the Redis of the website's pages."""
    if not settings.web_url:
        yield warn(_PART, NOT_TOLD, NOT_TOLD_FIX)
    else:
        yield ok(_PART, "workers tell it which doctors have changed")
    if not settings.web_redis_url:
        said = "AMRUTAM_WEB_REDIS_URL is not set: each page is rendered at every request"
        yield warn(_PART, said, "name a small Redis or Valkey with maxmemory-policy allkeys-lru")
        return
    if _server(settings.web_redis_url) == _server(settings.redis_url):
        said = "its pages are cached in the Redis of holds and codes"
        yield warn(_PART, said, "give AMRUTAM_WEB_REDIS_URL a server of its own")
        return
    for finding in await _memory(settings):
        yield finding


NOT_TOLD = (
    "AMRUTAM_WEB_URL is not set: the page of a doctor stays out of date for a day after a change"
)
NOT_TOLD_FIX = "set it to the website's own server, http://host:3000; ignore this without a website"


async def _memory(settings: Settings) -> list[Finding]:
    try:
        async with redis_at(settings.web_redis_url, settings) as redis:
            infos = [await _info(url, settings) for url in await redis.node_urls()]
    except (RedisAway, Refused) as error:
        fix = "see that it runs, and that AMRUTAM_WEB_REDIS_URL names it"
        return [warn(_PART, f"the Redis of its pages cannot be used: it {error}", fix)]
    if not all(map(_evicts, infos)):
        fix = "set maxmemory (64mb will do) and maxmemory-policy allkeys-lru there"
        said = "the Redis of its pages does not evict the pages that are used least"
        return [warn(_PART, said, fix)]
    return [ok(_PART, "its pages are cached, and those used least are evicted")]


async def _info(url: str, settings: Settings) -> dict[str, str]:
    async with redis_at(url, settings) as server:
        return parse_info(await server.do(INFO, "INFO", "memory"))


def _evicts(info: dict[str, str]) -> bool:
    policy = info.get("maxmemory_policy", "noeviction")
    return int(info.get("maxmemory", 0)) > 0 and policy.startswith("allkeys-")


def _server(url: str) -> tuple[str | None, int | None]:
    parts = urlsplit(url)
    return parts.hostname or parts.path, parts.port
