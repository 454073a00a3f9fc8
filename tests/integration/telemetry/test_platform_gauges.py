"""Tests the gauges of a worker and of each process's pool, also while a part is unreachable."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import isnan
from pathlib import Path
from time import time

from cryptography import x509

from amrutam.core.database import Statement
from amrutam.core.migration import as_owner
from amrutam.core.pool_gauges import observe_pool
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.roles.backups import record_backup
from tests.cast.seeded import fresh_database
from tests.cast.tls import Certificate
from tests.engines import Engines
from tests.integration.queue.test_worker import metric, served

CERTIFICATE = "amrutam_certificate_end_timestamp_seconds"
NOBODY = "redis://127.0.0.1:1"
_ONE = Statement("test_one", "SELECT 1")


async def test_a_recorded_backup_and_the_archive_are_measured(
    settings: Settings, engines: Engines
) -> None:
    async with fresh_database(engines, settings, "backups") as own:
        async with served(own) as client:
            assert await metric(client, "amrutam_backup_end_timestamp_seconds") == 0
            assert await metric(client, "amrutam_wal_archive_failing") == 0
        owner = await Resources.open(as_owner(own))
        await record_backup(owner)
        await owner.close()
        async with served(own) as client:
            ended_at = await metric(client, "amrutam_backup_end_timestamp_seconds")
    assert abs(ended_at - time()) < 60


async def test_both_redis_are_measured_and_one_that_is_away_is_told(settings: Settings) -> None:
    async with served(settings, web_redis_url=settings.redis_url) as client:
        for server in ("holds", "pages"):
            assert await metric(client, f'amrutam_redis_up{{server="{server}"}}') == 1
            assert await metric(client, f'amrutam_redis_memory_bytes{{server="{server}"}}') > 0
    async with served(settings, web_redis_url=NOBODY) as client:
        assert await metric(client, 'amrutam_redis_up{server="holds"}') == 1
        assert await metric(client, 'amrutam_redis_up{server="pages"}') == 0
        assert isnan(await metric(client, 'amrutam_redis_memory_bytes{server="pages"}'))


async def test_a_database_that_is_away_is_told(settings: Settings) -> None:
    async with served(settings) as client:
        assert await metric(client, "amrutam_database_up") == 1
    nowhere = "postgresql://amrutam@127.0.0.1:1/amrutam"
    async with served(settings, database_url=nowhere) as client:
        assert await metric(client, "amrutam_database_up") == 0


async def test_the_pool_tells_who_uses_and_who_waits(settings: Settings) -> None:
    resources = await Resources.open(settings.model_copy(update={"database_pool_size": 1}))
    database = resources.database
    async with database.transaction():
        waiting = asyncio.ensure_future(database.value(_ONE))
        await asyncio.sleep(0)
        assert pool_of(resources) == {"in_use": 1, "idle": 0, "limit": 1, "waiting": 1}
    await waiting
    assert pool_of(resources) == {"in_use": 0, "idle": 1, "limit": 1, "waiting": 0}
    await resources.close()


def pool_of(resources: Resources) -> dict[str, float]:
    observe_pool(resources.database.pool)
    (states,), (waits,) = metrics.POOL.collect(), metrics.POOL_WAITING.collect()
    found = {sample.labels["state"]: sample.value for sample in states.samples}
    return found | {"waiting": waits.samples[0].value}


async def test_the_end_of_the_public_address_s_certificate_is_measured(
    settings: Settings, tmp_path: Path
) -> None:
    async with served(settings) as client:
        assert isnan(await metric(client, CERTIFICATE)), "plain HTTP has no certificate"
    async with https(tmp_path) as (url, ends_at), served(settings, public_url=url) as client:
        assert await metric(client, CERTIFICATE) == ends_at
    async with served(settings, public_url="https://127.0.0.1:1") as client:
        assert isnan(await metric(client, CERTIFICATE))


@asynccontextmanager
async def https(folder: Path) -> AsyncIterator[tuple[str, float]]:
    """Yields (URL with an untrusted certificate, time at which the certificate expires, in Unix seconds)."""
    certificate = Certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.file, certificate.key_file)
    server = await asyncio.start_server(
        lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context
    )
    read = x509.load_pem_x509_certificate(certificate.file.read_bytes())
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"https://127.0.0.1:{port}", read.not_valid_after_utc.timestamp()
