"""Checks that read replicas are reachable and not far behind the primary, and that their clocks are right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import time

import asyncpg

from amrutam.core.database_causes import CannotConnect, why_unfit
from amrutam.core.settings import Settings
from amrutam.roles.checks.clocks import skew
from amrutam.roles.checks.connecting import connected
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_LEAST_SKEW_SECONDS = 0.25
"""A smaller difference of a replica's clock from this machine's is no fault, because one query cannot measure it."""


async def replica_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Findings about each read replica of the settings."""
    for number, url in enumerate(settings.replicas, start=1):
        async for finding in _replica(f"replica {number}", url, settings.replica_lag_seconds):
            yield finding


async def _replica(part: str, url: str, bound_seconds: float) -> AsyncIterator[Finding]:
    name = "AMRUTAM_REPLICA_URLS"
    try:
        async with connected(url) as connection:
            before = time()
            row = await connection.fetchrow(
                """
                SELECT extract(epoch FROM clock_timestamp())::float8 AS present,
                    extract(epoch FROM clock_timestamp() - written_at)::float8 AS age
                FROM replication_heartbeat
                """
            )
            middle = (before + time()) / 2
    except CannotConnect as error:
        yield bad(part, f"the server in {name} cannot be used: it {error}", f"correct {name}")
        return
    except asyncpg.PostgresError as error:
        yield bad(part, why_unfit(error), "see that it follows the primary")
        return
    assert row is not None  # noqa: S101 - the schema puts one row there
    # The lag is the replica's time minus the time that the primary wrote, so the clocks of the two
    # servers must differ by much less than the lag bound. Here the replica's clock is compared with
    # this machine's; postgresql.py compares the primary's.
    most = max(bound_seconds / 4, _LEAST_SKEW_SECONDS)
    yield skew(part, row["present"] - middle, most)
    yield _lag(part, row["age"], bound_seconds)


def _lag(part: str, age: float, bound_seconds: float) -> Finding:
    if age <= bound_seconds:
        return ok(part, f"is {max(age, 0):.1f} s behind")
    fix = (
        "see that it follows the primary, and that a worker runs: its heartbeat is what is measured"
    )
    return warn(part, f"is more than {bound_seconds:g} s behind, so nothing is read from it", fix)
