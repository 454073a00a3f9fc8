"""Checks that a process of the role `availability` serves while the primary is unreachable."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from amrutam.embedded.waiting import until
from amrutam.roles import availability
from tests.cast.doctors import make_doctor
from tests.concurrency.proxy import Proxy
from tests.integration.replicas.conftest import Reading, day, reading, slots, usable

WAIT_SECONDS = 30
OTHER_CLIENT = {"x-forwarded-for": "10.0.0.1"}


@asynccontextmanager
async def behind_a_proxy(platform: Reading) -> AsyncIterator[tuple[Proxy, str]]:
    """Yields a proxy, which can cut the primary off, and the primary's URL through it."""
    port = platform.cluster.primary.port
    proxy = Proxy(port)
    await proxy.start()
    try:
        url = platform.cluster.settings.database_url
        yield proxy, url.replace(f":{port}/", f":{proxy.port}/")
    finally:
        await proxy.close()


async def says(process: Reading, status: int, said: str) -> None:
    """Waits until the process reports this readiness, which it caches for a second."""

    async def is_so() -> bool:
        answer = await process.client.get("/readyz")
        return (answer.status_code, answer.json()["status"]) == (status, said)

    await until(is_so, WAIT_SECONDS)


async def test_it_is_ready_and_answers_while_the_primary_is_away(platform: Reading) -> None:
    doctor = await make_doctor(platform.resources, time_zone="UTC")
    await usable(platform, 2)
    async with (
        behind_a_proxy(platform) as (proxy, url),
        reading(platform.cluster, availability.create, database_url=url) as process,
        reading(platform.cluster, database_url=url) as api,
    ):
        await usable(process, 2)
        await says(process, 200, "ready")
        # The first read of a doctor's slots begins the count of the doctor's changes, which needs the primary.
        assert (await slots(process.client, doctor)).status_code == 200
        proxy.turn("drop")
        await says(process, 200, "degraded")
        await says(api, 503, "unavailable")
        assert (await process.client.get("/v1/doctors", params={"limit": 81})).status_code == 200
        assert (await slots(process.client, doctor, headers=OTHER_CLIENT)).status_code == 200
        asked = {"doctor_ids": [str(doctor.id)], "from": day(), "to": day()}
        answer = await process.client.post("/v1/availability/query", json=asked)
        assert [each["doctor_id"] for each in answer.json()["items"]] == [str(doctor.id)]
        proxy.turn("pass")
        await says(process, 200, "ready")
