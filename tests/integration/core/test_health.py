from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

import asyncpg
import pytest
from httpx import AsyncClient

from amrutam.core.database_pool import PoolExhausted
from amrutam.core.http.health import readiness
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.logs import read_along
from tests.conftest import MakeClient

NOWHERE = "127.0.0.1:1"


async def owner(settings: Settings) -> asyncpg.Connection:
    assert settings.migration_database_url is not None
    connection: asyncpg.Connection = await asyncpg.connect(settings.migration_database_url)
    return connection


async def test_a_process_lives_whatever_is_away(make_client: MakeClient) -> None:
    client = await make_client(
        redis_url=f"redis://{NOWHERE}", database_url=f"postgresql://app@{NOWHERE}/none"
    )
    answer = await client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_all_well_is_ready(make_client: MakeClient) -> None:
    # Jobs of other tests wait in this database, because no worker runs, and must not cause the
    # alarm.
    patient = await make_client(queue_alarm_seconds=86_400.0)
    answer = await patient.get("/readyz")
    said = answer.json()
    assert (answer.status_code, said["status"]) == (200, "ready")
    assert {name: part["status"] for name, part in said["parts"].items()} == {
        "postgresql": "ok", "partitions": "ok", "queue": "ok", "redis": "ok",
    }  # fmt: skip


async def test_a_lost_redis_degrades_and_answers_200(make_client: MakeClient) -> None:
    answer = await (await make_client(redis_url=f"redis://{NOWHERE}")).get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["parts"]["redis"]["status"] == "away"


async def test_a_lost_database_is_unavailable_and_answers_503(make_client: MakeClient) -> None:
    client = await make_client(database_url=f"postgresql://app@{NOWHERE}/none")
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert answer.json()["parts"]["postgresql"]["status"] == "away"
    assert answer.json()["parts"]["redis"]["status"] == "ok"


@pytest.fixture
async def small(settings: Settings) -> AsyncIterator[Resources]:
    """Resources with one database connection, for which four callers can wait."""
    few = {"database_pool_size": 1, "database_pool_reserved": 0, "database_waits": 4}
    opened = await Resources.open(settings.model_copy(update=few))
    yield opened
    await opened.close()


async def test_a_busy_process_is_ready(small: Resources) -> None:
    async def keep_busy() -> None:
        while True:
            with suppress(PoolExhausted):
                await small.database.pool.fetchval("SELECT pg_sleep(0.5)")
            await asyncio.sleep(0.01)

    await small.database.pool.fetchval("SELECT 1")
    busy = [asyncio.create_task(keep_busy()) for _ in range(8)]
    await asyncio.sleep(0.6)
    found = await readiness(small)
    for task in busy:
        task.cancel()
    await asyncio.gather(*busy, return_exceptions=True)
    assert found.status == "ready"
    assert found.parts["postgresql"].status == "warning"
    assert "in use" in found.parts["postgresql"].detail


async def test_a_process_that_gets_no_answers_is_not_ready_though_it_looks_busy(
    small: Resources,
) -> None:
    await small.database.pool.fetchval("SELECT 1")
    async with small.database.pool.acquire():
        found = await readiness(small)
    assert found.status == "unavailable"
    assert found.parts["postgresql"].detail == "does not answer in time"


async def test_a_database_without_the_schema_is_not_ready(
    make_client: MakeClient, settings: Settings
) -> None:
    other = settings.database_url.rpartition("/")[0] + "/postgres"
    client = await make_client(database_url=other)
    answer = await client.get("/readyz")
    if "does not answer" in answer.json()["parts"]["postgresql"]["detail"]:
        # On a busy machine the process may open its connection late.
        answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert "schema" in answer.json()["parts"]["postgresql"]["detail"]


async def test_partitions_that_run_out_warn_long_before(make_client: MakeClient) -> None:
    client = await make_client(partition_alarm_months=100)
    answer = await client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["parts"]["partitions"]["status"] == "warning"
    assert "amrutam migrate" in answer.json()["parts"]["partitions"]["detail"]


async def test_a_job_that_waits_too_long_warns(
    make_client: MakeClient, resources: Resources
) -> None:
    pool = resources.database.pool
    job = await pool.fetchval(
        "INSERT INTO pgqueuer (priority, status, entrypoint, execute_after)"
        " VALUES (0, 'queued', 'forgotten', now() - interval '5 minutes') RETURNING id"
    )
    try:
        client = await make_client()
        ready = (await client.get("/readyz")).json()
    finally:
        await pool.execute("DELETE FROM pgqueuer WHERE id = $1", job)
    assert ready["status"] == "ready"
    assert ready["parts"]["queue"]["status"] == "warning"


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
async def test_health_checks_are_not_logged_as_requests(client: AsyncClient, path: str) -> None:
    with read_along() as logged:
        await client.get(path)
        await client.get("/v1/cities")
    assert path not in logged.getvalue()
    assert "/v1/cities" in logged.getvalue()


async def test_readiness_is_logged_when_it_changes_and_not_each_time(
    make_client: MakeClient,
) -> None:
    client = await make_client(database_url=f"postgresql://app@{NOWHERE}/none")
    with read_along() as logged:
        for _ in range(3):
            assert (await client.get("/readyz")).status_code == 503
    (line,) = [line for line in logged.getvalue().splitlines() if "readiness_changed" in line]
    said = json.loads(line)
    assert (said["status"], said["before"], said["away"]) == (
        "unavailable",
        "ready",
        ["postgresql"],
    )


async def test_readiness_is_not_asked_of_the_database_each_time(make_client: MakeClient) -> None:
    client = await make_client()
    before = await _asked(client)
    answers = [(await client.get("/readyz")).text for _ in range(20)]
    assert len(set(answers)) == 1
    assert 1 <= await _asked(client) - before <= 5


async def _asked(client: AsyncClient) -> float:
    numbers = (await client.get("/metrics")).text
    name = 'amrutam_database_query_seconds_count{query="queue_waiting"} '
    return float(numbers.partition(name)[2].split("\n")[0] or 0)


async def test_numbers_are_told_even_when_the_database_is_away(make_client: MakeClient) -> None:
    client = await make_client(database_url=f"postgresql://app@{NOWHERE}/none")
    await client.get("/livez")
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert 'amrutam_http_requests_total{method="GET",route="/livez",status="2xx"}' in answer.text


@pytest.mark.parametrize("path", ["/v1/no-such-thing/asha@clinic.example", "/x/493817"])
async def test_a_path_that_nobody_knows_is_no_label(client: AsyncClient, path: str) -> None:
    await client.get(path)
    numbers = (await client.get("/metrics")).text
    assert 'method="other",route="unmatched",status="4xx"' in numbers
    assert "asha" not in numbers
    assert "493817" not in numbers
