"""Tests Redis over TLS: one server, a cluster, and the findings of `amrutam check` about a failed connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from amrutam.core.redis import Redis, RedisAway
from amrutam.core.redis.cluster import open_redis
from amrutam.core.redis.subscriber import Subscriber
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import until
from amrutam.holds import redis_functions
from amrutam.roles.checks.redis import redis_findings
from tests.cast.tls import MISSING, Certificate, RedisWithTls, program
from tests.cast.valkeys import PATIENCE_SECONDS, OwnValkey, valkey_cluster
from tests.integration.core.test_redis_subscriber import Messages

pytestmark = pytest.mark.skipif(program() is None, reason=MISSING)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path)


@pytest.fixture
def port() -> int:
    return free_ports(1)[0]


@pytest.fixture(params=["no", "yes"])
async def server(
    request: pytest.FixtureRequest, tmp_path: Path, certificate: Certificate, port: int
) -> AsyncIterator[OwnValkey]:
    """Yields a running Redis server with TLS.

    A test runs with a server that requires no certificate of its clients and with one that does, unless the test's
    parameters name one of them.
    """
    extra = tuple(certificate.served_at(port, request.param).items())
    made = OwnValkey(tmp_path / "redis", extra=extra, kind=RedisWithTls)
    try:
        await made.start()
        yield made
    finally:
        await made.kill()


def opened(settings: Settings, url: str) -> Redis:
    changed = {"redis_url": url, "redis_timeout_seconds": 2, "redis_retry_seconds": 0.2}
    return open_redis(settings.model_copy(update=changed), lambda _name, _seconds: None)


async def _serves(redis: Redis, keys: list[str]) -> None:
    """Checks that commands, functions and messages work."""
    messages = Messages()
    subscriber = Subscriber(redis, messages)
    running = asyncio.create_task(subscriber.run())
    try:
        for key in keys:
            assert await redis.do("set", "SET", key, key) == b"OK"
            assert await redis.run(redis_functions.NEW_EPOCH, [key + " none"], ["old", "new"]) == 1
        await asyncio.wait_for(messages.hears.wait(), PATIENCE_SECONDS)
        for key in keys:
            assert await subscriber.add(key)
            await redis.do("publish", "SPUBLISH", key, b"hello")
            said = await asyncio.wait_for(messages.said.get(), PATIENCE_SECONDS)
            assert said == (key, b"hello")
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_one_server_is_reached_over_tls(
    settings: Settings, server: OwnValkey, certificate: Certificate, port: int
) -> None:
    ours = f"ssl_certfile={certificate.file}&ssl_keyfile={certificate.key_file}"
    url = f"{certificate.url(port)}?ssl_ca_certs={certificate.file}&{ours}"
    redis = opened(settings, url)
    try:
        await _serves(redis, ["a key"])
    finally:
        await redis.close()
    assert not await _bad(settings, url)


@pytest.mark.parametrize("server", ["no"], indirect=True)
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("rediss://:secret@127.0.0.1:{tls}", "has a certificate that is not trusted"),
        ("rediss://:secret@localhost:{tls}?ssl_ca_certs={ca}", "is not trusted"),
        ("rediss://:secret@127.0.0.1:{plain}?ssl_ca_certs={ca}", "does not answer"),
        ("redis://:secret@127.0.0.1:{tls}", "does not answer"),
        ("rediss+cluster://:secret@127.0.0.1:{tls}?ssl_ca_certs={ca}", "is no cluster"),
    ],
)
async def test_check_says_why_not(
    settings: Settings, server: OwnValkey, certificate: Certificate, port: int,
    address: str, said: str,
) -> None:  # fmt: skip
    url = address.format(tls=port, plain=server.engine.port, ca=certificate.file)
    assert said in await _bad(settings, url)


async def _bad(settings: Settings, url: str) -> str:
    asked = settings.model_copy(update={"redis_url": url})
    return "; ".join([f.said async for f in redis_findings(asked) if f.grade == "bad"])


@pytest.mark.xdist_group("redis cluster")
async def test_a_cluster_is_reached_over_tls_also_after_a_failover(
    settings: Settings, certificate: Certificate
) -> None:
    async with valkey_cluster(certificate) as cluster:
        redis = opened(settings, cluster.url)
        try:
            keys = [uuid4().hex for _ in range(10)]
            await _serves(redis, keys)
            assert not await _bad(settings, cluster.url)
            homes = await redis.node_urls()
            assert len(homes) == 3
            assert all(url.startswith("rediss://") for url in homes)
            await cluster.primaries[0].kill()

            async def is_taken_over() -> bool:
                try:
                    await _serves(redis, keys)
                except RedisAway:  # a server may still report the old servers of the hash slots
                    return False
                return await redis.node_urls() != homes

            await until(is_taken_over, PATIENCE_SECONDS, 0.2)
        finally:
            await redis.close()
