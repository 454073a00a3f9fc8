"""Checks that a plan_cache_mode that the operator sets is kept.

Citus needs another mode than the platform's, because it plans with the values of the parameters.
"""

from __future__ import annotations

import asyncpg

from amrutam.core.database_connecting import connect
from amrutam.core.database_session import session_settings, settle
from amrutam.core.settings import Settings
from tests.cast.seeded import fresh_database
from tests.engines import Engines


async def test_what_is_set_for_the_database_is_not_overruled(
    engines: Engines, settings: Settings
) -> None:
    async with fresh_database(engines, settings, "planned") as fresh:
        assert await _mode(fresh) == "force_generic_plan"
        superuser = await asyncpg.connect(engines["superuser_url"])
        name = fresh.database_url.rpartition("/")[2]
        await superuser.execute(
            f"ALTER ROLE amrutam_app IN DATABASE {name} SET plan_cache_mode = 'auto'"
        )
        await superuser.close()
        assert await _mode(fresh) == "auto"


async def _mode(settings: Settings) -> object:
    connection = await connect(settings.database_url)
    try:
        await settle(connection, session_settings(settings))
        return await connection.fetchval("SHOW plan_cache_mode")
    finally:
        await connection.close()
