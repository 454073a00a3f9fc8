"""Checks that the servers of the tests are set up as the platform's own: the processes' role owns nothing, and Valkey never evicts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.embedded.postgres import Passwords, Postgres
from amrutam.embedded.program import CannotRun
from tests.engines import Engines


async def test_the_schema_is_there_and_the_processes_role_owns_nothing(
    resources: Resources,
) -> None:
    owned = await resources.database.value(
        Statement("owned", "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
    )
    tables = await resources.database.value(
        Statement("tables", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    )
    assert owned == 0
    assert tables > 10


async def test_valkey_never_evicts(resources: Resources) -> None:
    answer = await resources.redis.do("config", "CONFIG", "GET", "maxmemory-policy")
    assert b"noeviction" in (answer if isinstance(answer, list) else list(answer.values()))


async def test_another_password_than_the_server_s_is_reported(
    engines: Engines, tmp_path: Path
) -> None:
    port = urlsplit(engines["superuser_url"]).port
    assert port
    with pytest.raises(CannotRun, match="another password"):
        await Postgres(tmp_path, port, Passwords("wrong", "wrong", "wrong")).answers()
