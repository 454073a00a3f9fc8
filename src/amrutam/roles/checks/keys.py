"""Checks with some encrypted values of this database that the platform's secret key can decrypt them.

This detects a database that was restored from a backup without the key it was encrypted with.
"""

from __future__ import annotations

import asyncpg

from amrutam.core.database_causes import CannotConnect
from amrutam.core.key_ring import Keyring, Purpose, SealBroken, sealing_key
from amrutam.core.settings import Settings
from amrutam.roles.checks.connecting import connected
from amrutam.roles.checks.finding import Finding, bad, ok

_PART = "keys"
_FIX = "add this key to AMRUTAM_SECRET_KEY again, from the copy that was kept of it"
# Reads the signing keys that are not retired, and the encrypted address of the oldest and of the newest account.
# The key of the oldest address could have been removed from the key ring too early.
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
    """One finding: bad if the secret key cannot decrypt all values that `_SEALED` reads, otherwise ok.

    There is no finding if the database cannot be read (other checks report that), or if it has no such value.
    """
    keyring = Keyring.from_secret(settings.secret_key)
    rows = await _sealed(settings)
    closed = [row for row in rows if not _opens(keyring, row)]
    if not closed:
        return [ok(_PART, "AMRUTAM_SECRET_KEY opens what this database has sealed")] if rows else []
    what = ", ".join(dict.fromkeys(row["what"] for row in closed))
    keys = ", ".join(dict.fromkeys(_key_of(row["sealed"]) for row in closed))
    said = f"AMRUTAM_SECRET_KEY does not open this database's {what}, sealed with key {keys}"
    return [bad(_PART, said, _FIX)]


async def _sealed(settings: Settings) -> list[asyncpg.Record]:
    try:
        async with connected(settings.database_url) as connection:
            return await connection.fetch(_SEALED)
    except (CannotConnect, asyncpg.PostgresError):
        return []


def _key_of(sealed: bytes) -> str:
    try:
        return sealing_key(sealed)
    except (IndexError, UnicodeDecodeError):
        return "unknown, because the value is damaged"


def _opens(keyring: Keyring, row: asyncpg.Record) -> bool:
    purpose: Purpose = row["purpose"]
    try:
        keyring.open(purpose, row["sealed"], row["context"])
    except SealBroken:
        return False
    return True
