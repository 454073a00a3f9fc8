"""SQL that stores, lists, finds, renames and deletes passkeys, and records their use."""

from __future__ import annotations

from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

_ADD = Statement(
    "passkey_add",
    """
    INSERT INTO passkey
        (account_id, name, credential_id, public_key, sign_count, backup_eligible, backed_up)
    SELECT $1, $2, $3, $4, $5, $6, $7 ON CONFLICT DO NOTHING
    RETURNING id
    """,
)
_COUNT = Statement("passkey_count", "SELECT count(*) FROM passkey WHERE account_id = $1")
_LIST = Statement(
    "passkeys",
    """
    SELECT id, name, credential_id, backed_up, created_at, last_used_at
    FROM passkey WHERE account_id = $1 ORDER BY id
    """,
)
_BY_CREDENTIAL = Statement(
    "passkey_by_credential",
    """
    SELECT p.id AS passkey_id, p.public_key, p.sign_count, p.backup_eligible,
        a.id, a.role, a.email_sealed, a.disabled_at, m.kind AS made_up
    FROM passkey AS p JOIN account AS a ON a.id = p.account_id
        LEFT JOIN made_up_account AS m ON m.account_id = a.id
    WHERE p.credential_id = $1
    """,
)
_USE = Statement(
    "passkey_use",
    """
    UPDATE passkey SET sign_count = $2, backed_up = $3, last_used_at = clock_timestamp()
    WHERE id = $1 AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0)) RETURNING id
    """,
)
_RENAME = Statement(
    "passkey_rename", "UPDATE passkey SET name = $3 WHERE account_id = $1 AND id = $2 RETURNING id"
)
_REMOVE = Statement(
    "passkey_remove", "DELETE FROM passkey WHERE account_id = $1 AND id = $2 RETURNING id"
)


async def add(
    queries: Queries, account_id: UUID, name: str, credential_id: bytes, public_key: bytes,
    sign_count: int, *, backup_eligible: bool, backed_up: bool,
) -> UUID | None:  # fmt: skip
    """Stores a passkey and returns its id; None if the credential is registered already, for any account.

    `public_key` is in COSE format (RFC 9052). `sign_count` is the authenticator's signature
    counter; 0 if it does not count.
    """
    made: UUID | None = await queries.value(
        _ADD, account_id, name, credential_id, public_key, sign_count, backup_eligible, backed_up
    )
    return made


async def count(queries: Queries, account_id: UUID) -> int:
    """Returns the number of the account's passkeys. Lock the account first if a limit depends on this number."""
    found: int = await queries.value(_COUNT, account_id)
    return found


async def passkeys_of(queries: Queries, account_id: UUID) -> list[Row]:
    """Returns the account's passkeys, oldest first.

    The columns are `id`, `name`, `credential_id`, `backed_up`, `created_at` and `last_used_at`
    (None before the first use). Times are in UTC.
    """
    return await queries.fetch(_LIST, account_id)


async def by_credential(queries: Queries, credential_id: bytes) -> Row | None:
    """Returns the row of the passkey with this credential id; None for an unknown one.

    The columns are `passkey_id`, `public_key`, `sign_count` and `backup_eligible` of the passkey,
    and `id`, `role`, `email_sealed`, `disabled_at` and `made_up` (`demo`, `seeded` or None) of its
    account.
    """
    return await queries.row(_BY_CREDENTIAL, credential_id)


async def use(queries: Queries, passkey_id: UUID, sign_count: int, *, backed_up: bool) -> bool:
    """Stores the passkey's signature counter, its backup state and the time of this use.

    Returns False, and stores nothing, if the passkey was removed, or if the counter has not grown,
    which suggests that the passkey was copied (WebAuthn 3, 6.1.1). A counter that is always 0 is
    accepted: such an authenticator does not count.
    """
    return await queries.value(_USE, passkey_id, sign_count, backed_up) is not None


async def rename(queries: Queries, account_id: UUID, passkey_id: UUID, name: str) -> bool:
    """Renames the account's passkey. Returns False for an unknown passkey and for that of another account."""
    return await queries.value(_RENAME, account_id, passkey_id, name) is not None


async def remove(queries: Queries, account_id: UUID, passkey_id: UUID) -> bool:
    """Deletes the account's passkey. Returns False for an unknown passkey and for that of another account."""
    return await queries.value(_REMOVE, account_id, passkey_id) is not None
