"""Runs the queries of docs/explanation/telemetry.md on a real Prometheus, after a booking, a collision and a 503."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient, TransportError

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import until
from tests.cast.booking import booked, hold
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.seeded import fresh_database
from tests.cast.times import local
from tests.concurrency.processes import api_process, ended
from tests.engines import Engines
from tests.integration.roles.test_lame_duck import process_of

TOP = Path(__file__).parents[3]
PATIENCE_SECONDS = 120
NO_REDIS = {"redis_url": "redis://127.0.0.1:1"}
DOCUMENTED = re.findall(
    r"```promql\n(.*?)```", (TOP / "docs/explanation/telemetry.md").read_text(), re.DOTALL
)
Found = dict[str, float]


def program() -> str | None:
    known = TOP / ".venv" / "prometheus"
    if known.exists() and Path(known.read_text()).exists():
        return known.read_text()
    return shutil.which("prometheus")


class Prometheus:
    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def ask(self, query: str) -> Found:
        """Returns a query's values, by their label values joined by spaces. Fails if Prometheus refuses the query."""
        answer: Any = (await self._client.get("/api/v1/query", params={"query": query})).json()
        assert answer["status"] == "success", answer
        return {
            " ".join(v for k, v in one["metric"].items() if k != "__name__"): float(one["value"][1])
            for one in answer["data"]["result"]
        }

    async def is_true(self, query: str) -> bool:
        return bool(await self.ask(query))


@asynccontextmanager
async def prometheus(folder: Path, ports: list[int]) -> AsyncIterator[Prometheus]:
    """Runs a Prometheus that scrapes these ports of this machine every second."""
    (port,) = free_ports(1)
    targets = [f"127.0.0.1:{each}" for each in ports]
    config = folder / "prometheus.yml"
    config.write_text(
        "global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
        f"scrape_configs: [{{job_name: amrutam, static_configs: [{{targets: {targets}}}]}}]\n"
    )
    command = [program() or "", f"--config.file={config}", f"--storage.tsdb.path={folder / 'data'}",
               f"--web.listen-address=127.0.0.1:{port}"]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*command, stdout=log, stderr=log)
    try:
        async with AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            asked = Prometheus(client)
            await until(lambda: answers(client), PATIENCE_SECONDS)
            yield asked
    finally:
        await ended(process)


async def answers(client: AsyncClient) -> bool:
    with suppress(TransportError):
        return (await client.get("/-/ready")).status_code == 200
    return False


@pytest.mark.skipif(program() is None, reason="no Prometheus: `make prometheus` fetches one")
async def test_one_event_of_each_kind_is_seen_by_the_documented_queries(
    settings: Settings, engines: Engines, tmp_path: Path
) -> None:
    async with (
        fresh_database(engines, settings, "prometheus") as own,
        api_process(own) as api,
        api_process(own, **NO_REDIS) as lame,
        process_of("worker", own, worker_jobs="codes") as (worker, _),
    ):
        ports = [int(url.rpartition(":")[2]) for url in (api, lame)] + [worker]
        async with prometheus(tmp_path, ports) as asked:
            await scraped_from_the_start(asked)
            await events(own, api, lame)
            await the_queries_tell(asked)


async def scraped_from_the_start(asked: Prometheus) -> None:
    """Waits for two successful scrapes of each of the three processes: a rate of the first event needs them."""
    twice = "count(sum_over_time(up[5m]) >= 2) == 3"
    await until(lambda: asked.is_true(twice), PATIENCE_SECONDS)


async def events(settings: Settings, api: str, lame: str) -> None:
    """Causes one booking and one collision at `api`, and one 503 at `lame`, which has no Redis."""
    resources = await Resources.open(settings)
    doctor = await make_doctor(resources)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    async with AsyncClient(base_url=api, timeout=30) as client:
        await booked(client, asha, doctor, local(2, "10:00"))
        assert (await hold(client, asha, doctor, local(2, "11:00"))).status_code == 201
        assert (await hold(client, ravi, doctor, local(2, "11:00"))).status_code == 409
    async with AsyncClient(base_url=lame, timeout=30) as client:
        body = {"channel": "email", "address": "asha@example.org"}
        assert (await client.post("/v1/auth/otp", json=body)).status_code == 503
    await resources.close()


def documented(part: str) -> str:
    (found,) = [query for query in DOCUMENTED if part in query]
    return str(found)


async def the_queries_tell(asked: Prometheus) -> None:
    seen = 'amrutam_slot_collisions_total{guard="lock"} == 1'
    await until(lambda: asked.is_true(seen), PATIENCE_SECONDS)
    failed = 'sum(amrutam_http_requests_total{status="5xx", route="/v1/auth/otp"}) == 1'
    await until(lambda: asked.is_true(failed), PATIENCE_SECONDS)

    collisions = await asked.ask(documented("slot_collisions"))
    assert set(collisions) == {"lock", "claim", "database", "patient"}
    assert collisions["lock"] >= 1
    assert collisions["claim"] == 0
    for part in ("bookings_total", "5xx"):
        (value,) = (await asked.ask(documented(part))).values()
        assert value > 0, part
    rates = await asked.ask(documented("query_seconds_count"))
    assert rates["book_appointments"] > 0
    assert rates["insert_doctor"] == 0
    latency = await asked.ask(documented("(le) (rate(amrutam_database"))
    assert not any(isnan(value) for value in latency.values())
    by_statement = await asked.ask(documented("le, query"))
    assert 0 < by_statement["book_appointments"] < 10
    by_route = await asked.ask(documented("le, route"))
    assert 0 < by_route["/v1/appointments"] < 10
    depth = await asked.ask(documented("max by (entrypoint) (amrutam_queue_depth"))
    assert depth["send_code"] == 0
    for query in DOCUMENTED:
        await asked.ask(query)
    assert not await asked.ask('{exported_job!=""}')
