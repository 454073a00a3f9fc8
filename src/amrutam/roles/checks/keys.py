"""The secret key: it opens what this database has sealed. A restore without its key is found here."""

from __future__ import annotations

import asyncpg

from amrutam.core.database_causes import CannotConnect
from amrutam.core.database_connecting import connect
from amrutam.core.key_ring import Keyring, Purpose, SealBroken, sealing_key
from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, bad, ok

_PART = "keys"
_PATIENCE_SECONDS = 5.0
_FIX = "put the key with which it was sealed into the ring: whoever keeps the copy of it has it"
# Of addresses the oldest and the newest: a key that was taken out of the ring too early sealed the oldest.
_SEALED = """
    SELECT 'signing keys' AS what, 'signing-key' AS purpose, private_sealed AS sealed, convert_to(kid, 'UTF8') AS context
    FROM signing_key WHERE state <> 'retired'
    UNION ALL (
        SELECT 'addresses', 'contact', coalesce(email_sealed, phone_sealed), ''
        FROM account WHERE coalesce(email_sealed, phone_sealed) IS NOT NULL ORDER BY id LIMIT 1
    ) UNION ALL (
        SELECT 'addresses', 'contact', coalesce(email_sealed, phone_sealed), ''
        FROM account WHERE coalesce(email_sealed, phone_sealed) IS NOT NULL ORDER BY id DESC LIMIT 1
    )
"""


async def key_findings(settings: Settings) -> list[Finding]:
    """None for a database that cannot be read, as other checks say so, or that has nothing sealed."""
    keyring = Keyring.from_secret(settings.secret_key)
    rows = await _sealed(settings)
    closed = [row for row in rows if not _opens(keyring, row)]
    if not closed:
        return [ok(_PART, "AMRUTAM_SECRET_KEY opens what this database has sealed")] if rows else []
    what = ", ".join(dict.fromkeys(row["what"] for row in closed))
    keys = ", ".join(dict.fromkeys(sealing_key(row["sealed"]) for row in closed))
    said = f"AMRUTAM_SECRET_KEY does not open this database's {what}, sealed with key {keys}"
    return [bad(_PART, said, _FIX)]


async def _sealed(settings: Settings) -> list[asyncpg.Record]:
    try:
        connection = await connect(
            settings.database_url, timeout_seconds=_PATIENCE_SECONDS, statement_cache_size=0
        )
        try:
            return await connection.fetch(_SEALED)
        finally:
            await connection.close()
    except (CannotConnect, asyncpg.PostgresError):
        return []


def _opens(keyring: Keyring, row: asyncpg.Record) -> bool:
    purpose: Purpose = row["purpose"]
    try:
        keyring.open(purpose, row["sealed"], row["context"])
    except SealBroken:
        return False
    return True
