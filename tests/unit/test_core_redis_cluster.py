from __future__ import annotations

from typing import Any

import pytest

from amrutam.core.redis.causes import why_refused
from amrutam.core.redis.cluster import RedisCluster
from amrutam.core.redis.link import Link


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis+cluster://host", "redis://host:7000"),
        ("redis+cluster://:secret@host:6379/0", "redis://:secret@host:7000/0"),
        ("rediss+cluster://[::1]", "rediss://[::1]:7000"),
        ("redis+cluster://:secret@[::1]:6379", "redis://:secret@[::1]:7000"),
    ],
)
async def test_a_server_that_names_only_its_port_has_the_host_of_the_url(
    monkeypatch: pytest.MonkeyPatch, url: str, expected: str
) -> None:
    async def answer(_link: Link, *_command: Any) -> list[Any]:
        return [[0, 16_383, [None, 7000]]]

    monkeypatch.setattr(Link, "call", answer)
    redis = RedisCluster(url, 1, 1, lambda _name, _seconds: None)
    assert await redis.node_urls() == [expected]
    await redis.close()


def test_a_cluster_that_has_no_numbered_databases_says_so() -> None:
    """Redis answers with this error to the `SELECT 1` of `redis+cluster://host/1`; Valkey 9 can have numbered databases."""
    cause, is_refusal = why_refused("ERR SELECT is not allowed in cluster mode")
    assert "without the number of a database" in cause
    assert is_refusal
