"""Finds made-up accounts (demo, seeded) that the environment bars from signing in."""

from __future__ import annotations

import asyncpg

from amrutam.accounts.made_up import barred
from amrutam.core.database_causes import CannotConnect
from amrutam.core.settings import Settings
from amrutam.roles.checks.connecting import connected
from amrutam.roles.checks.finding import Finding, bad, warn

_COUNTS = """
    SELECT kind, count(*) AS accounts FROM made_up_account WHERE kind = ANY($1)
    GROUP BY kind ORDER BY kind
"""


async def account_findings(settings: Settings) -> list[Finding]:
    """A finding for each kind of barred account (`accounts.made_up.barred`) that the database has.

    The finding is bad in production, otherwise a warning. Empty also if the database cannot be read, because other
    checks report that.
    """
    try:
        async with connected(settings.database_url) as connection:
            rows = await connection.fetch(_COUNTS, list(barred(settings)))
    except (CannotConnect, asyncpg.PostgresError):
        return []
    return [_finding(settings, row["kind"], row["accounts"]) for row in rows]


def _finding(settings: Settings, kind: str, accounts: int) -> Finding:
    made_by = "a demo's" if kind == "demo" else "made up by `amrutam seed`"
    said = f"AMRUTAM_ENVIRONMENT is {settings.environment}, and the database has {accounts} accounts that are {made_by}"
    if settings.environment == "production":
        return bad("accounts", said, "give production a database (or a --data folder) of its own")
    return warn("accounts", f"{said}: they cannot sign in", "to use them, set it to demo")
