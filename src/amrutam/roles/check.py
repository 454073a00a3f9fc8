"""`amrutam check`: everything an operator could have got wrong, looked at in one go."""

from __future__ import annotations

import asyncpg

from amrutam.accounts.contacts import address_indexes
from amrutam.core.crypto import Keyring
from amrutam.core.database import AWAY
from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, bad
from amrutam.roles.checks.mail import mail_findings
from amrutam.roles.checks.postgresql import postgresql_findings
from amrutam.roles.checks.redis import redis_findings
from amrutam.roles.checks.settings import settings_findings
from amrutam.roles.checks.website import website_findings
from amrutam.seeding.demo import ADMIN


async def check(settings: Settings) -> list[Finding]:
    """Never raises for what it finds; `amrutam check` exits 1 if any finding is bad."""
    found = [*settings_findings(settings)]
    for looked in (postgresql_findings, redis_findings, mail_findings, website_findings):
        found += [finding async for finding in looked(settings)]
    found += await _demo_findings(settings)
    return found


async def _demo_findings(settings: Settings) -> list[Finding]:
    """Demo accounts, whose passwords everybody knows, in a production database."""
    if settings.environment != "production":
        return []
    indexes = address_indexes(Keyring.from_secret(settings.secret_key), ADMIN)
    try:
        connection = await asyncpg.connect(settings.database_url, timeout=5)
        try:
            known = await connection.fetchval(
                "SELECT count(*) FROM account WHERE email_index = ANY($1) AND disabled_at IS NULL",
                indexes,
            )
        finally:
            await connection.close()
    except (*AWAY, asyncpg.PostgresError):
        return []  # said already
    fix = "start production on a database of its own"
    return [bad("accounts", "the demo's administrator can sign in", fix)] if known else []


def exit_code(found: list[Finding]) -> int:
    return 1 if any(finding.grade == "bad" for finding in found) else 0
