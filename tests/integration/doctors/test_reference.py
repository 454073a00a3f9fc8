"""Checks that a platform without demo data can record doctors, because the migration adds the reference lists."""

from __future__ import annotations

import asyncio
import os
import sys

from httpx import AsyncClient

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

FORGET = Statement("test_forget", "DELETE FROM search_term WHERE slug = 'noida'")
KNOWN = Statement("test_known", "SELECT count(*) FROM search_term WHERE slug = 'noida'")


async def test_migrate_brings_what_is_missing_of_the_lists(
    client: AsyncClient, owner_resources: Resources, settings: Settings
) -> None:
    await owner_resources.database.execute(FORGET)
    given = settings.model_dump(include={"database_url", "migration_database_url", "redis_url",
                                         "secret_key"})  # fmt: skip
    environment = os.environ | {f"AMRUTAM_{name.upper()}": value for name, value in given.items()}
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "amrutam", "migrate", env=environment,
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert await process.wait() == 0
    assert await owner_resources.database.value(KNOWN) > 0
    facets = (await client.get("/v1/cities")).json()["items"]
    assert "noida" in {city["slug"] for city in facets}
