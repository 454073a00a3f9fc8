"""The website: told of changes, and its kept pages in a memory of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

from redis.exceptions import RedisError

from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, ok, warn
from amrutam.roles.checks.redis import client_of, of_one_node

_PART = "website"


async def website_findings(settings: Settings) -> AsyncIterator[Finding]:
    if not settings.web_url:
        yield warn(_PART, NOT_TOLD, NOT_TOLD_FIX)
    else:
        yield ok(_PART, "workers tell it which doctors have changed")
    if not settings.web_redis_url:
        said = "AMRUTAM_WEB_REDIS_URL is not set: each page is made when it is asked for"
        yield warn(_PART, said, "name a small Redis or Valkey with maxmemory-policy allkeys-lru")
        return
    if _server(settings.web_redis_url) == _server(settings.redis_url):
        said = "its pages are kept in the memory of holds and codes"
        yield warn(_PART, said, "give AMRUTAM_WEB_REDIS_URL a server of its own")
        return
    for finding in await _memory(settings.web_redis_url):
        yield finding


NOT_TOLD = "AMRUTAM_WEB_URL is not set: the page of a doctor who changes stays old for a day"
NOT_TOLD_FIX = "set it to the website's own server, http://host:3000; ignore this without a website"


async def _memory(url: str) -> list[Finding]:
    client = client_of(url)
    try:
        info = of_one_node(await client.execute_command("INFO", "memory"))
    except (RedisError, OSError, TimeoutError) as error:
        fix = "see that it runs, and that AMRUTAM_WEB_REDIS_URL names it"
        return [
            warn(_PART, f"the Redis of its pages cannot be reached ({type(error).__name__})", fix)
        ]
    finally:
        await client.aclose()
    return list(_of_info(info))


def _of_info(info: dict[str, Any]) -> Iterator[Finding]:
    policy = str(info.get("maxmemory_policy", "noeviction"))
    if not int(info.get("maxmemory", 0)) or not policy.startswith("allkeys-"):
        fix = "set maxmemory (64mb will do) and maxmemory-policy allkeys-lru there"
        yield warn(_PART, "the Redis of its pages does not forget what is used least", fix)
    else:
        yield ok(_PART, "its pages are kept, and those used least are forgotten")


def _server(url: str) -> tuple[str | None, int | None]:
    parts = urlsplit(url)
    return parts.hostname or parts.path, parts.port
