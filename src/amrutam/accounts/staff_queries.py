"""SQL of staff's accounts.

SQL functions with the rights of the schema's owner create, disable and reset accounts, and change
roles, because the processes' database role must not.

`acting`: the id of the acting administrator's session; None for a command, which must connect as
the schema's owner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import asyncpg

from amrutam.accounts.models import StaffRole
from amrutam.core.database import Queries, Row, Statement
from amrutam.core.errors import NotAllowed, NotFound

_CREATE = Statement("staff_create", "SELECT create_staff($1, $2, $3, $4)")
_SET_ROLE = Statement("account_set_role", "SELECT * FROM set_account_role($1, $2, $3)")
_SET_DISABLED = Statement("account_set_disabled", "SELECT * FROM set_account_disabled($1, $2, $3)")
_RESET = Statement("staff_reset", "SELECT * FROM reset_staff($1, $2)")
_LIST = Statement(
    "staff",
    """
    SELECT a.id, a.role, a.email_sealed, a.disabled_at, a.created_at, d.id AS doctor_id,
        a.password_hash IS NOT NULL AS has_password, a.totp_sealed IS NOT NULL AS has_factor,
        (SELECT count(*) FROM passkey AS p WHERE p.account_id = a.id) AS passkeys,
        (SELECT max(s.last_seen_at) FROM session AS s WHERE s.account_id = a.id) AS last_seen_at
    FROM account AS a LEFT JOIN doctor AS d ON d.account_id = a.id
    WHERE a.role <> 'patient' AND ($1::uuid IS NULL OR a.id < $1) AND ($3::text IS NULL OR a.role = $3)
    ORDER BY a.id DESC LIMIT $2
    """,
)
_IS_STAFF = Statement("is_staff", "SELECT true FROM account WHERE id = $1 AND role <> 'patient'")
_IS_DISABLED = Statement(
    "staff_is_disabled", "SELECT disabled_at IS NOT NULL FROM account WHERE id = $1"
)
_END_SESSIONS = Statement(
    "staff_sessions_end",
    """
    WITH ended AS (
        UPDATE session SET revoked_at = clock_timestamp()
        WHERE account_id = $1 AND revoked_at IS NULL RETURNING id
    ), noted AS (
        INSERT INTO staff_event (account_id, kind, actor_account_id) VALUES ($1, 'sessions_ended', $2)
    )
    SELECT id FROM ended
    """,
)
_SECRETS = Statement(
    "staff_secrets",
    """
    SELECT id, role, locale, email_sealed, password_hash, totp_sealed, disabled_at
    FROM account WHERE id = $1 AND role <> 'patient' AND disabled_at IS NULL
    """,
)
_EVENT = Statement(
    "staff_event",
    "INSERT INTO staff_event (account_id, kind, detail, actor_account_id) VALUES ($1, $2, $3, $1)",
)
_ADD_TOKEN = Statement(
    "staff_token_add",
    """
    INSERT INTO staff_token (token_hash, account_id, expires_at)
    VALUES ($1, $2, clock_timestamp() + $3::interval)
    """,
)
_TOKEN = Statement(
    "staff_token",
    """
    SELECT t.account_id FROM staff_token AS t JOIN account AS a ON a.id = t.account_id
    WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > clock_timestamp()
        AND a.disabled_at IS NULL AND a.role <> 'patient'
    """,
)
_USE_TOKENS = Statement(
    "staff_tokens_use",
    """
    UPDATE staff_token SET used_at = clock_timestamp()
    WHERE account_id = $1 AND used_at IS NULL RETURNING token_hash
    """,
)
_FORGET_TOKEN = Statement("staff_token_forget", "DELETE FROM staff_token WHERE token_hash = $1")
_FORGET_TOKENS = Statement(
    "staff_tokens_forget", "DELETE FROM staff_token WHERE expires_at < now() - interval '1 day'"
)
_FORGET_RECOVERY = Statement(
    "recovery_codes_forget", "DELETE FROM recovery_code WHERE account_id = $1"
)
_NEW_DEVICE = Statement(
    "staff_device_new",
    """
    INSERT INTO staff_device (account_id, device_mac) VALUES ($1, $2)
    ON CONFLICT DO NOTHING RETURNING true
    """,
)

_REFUSALS = {"AM023": NotAllowed, "AM024": NotFound}


_SET_SECRETS = Statement(
    "account_set_secrets",
    "UPDATE account SET password_hash = $2, totp_sealed = $3 WHERE id = $1",
)
_SET_HASH = Statement(
    "account_set_password_hash", "UPDATE account SET password_hash = $2 WHERE id = $1"
)
_REPLACE_HASH = Statement(
    "account_replace_password_hash",
    "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING id",
)
_SET_FACTOR = Statement(
    "account_set_factor", "UPDATE account SET totp_sealed = $2, totp_last_step = $3 WHERE id = $1"
)
_TAKE_STEP = Statement(
    "account_take_totp_step",
    """
    UPDATE account SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2
    RETURNING id
    """,
)
_ADD_RECOVERY = Statement(
    "recovery_code_add",
    "INSERT INTO recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])",
)
_TAKE_RECOVERY = Statement(
    "recovery_code_take",
    """
    UPDATE recovery_code SET used_at = now()
    WHERE account_id = $1 AND code_hash = ANY($2) AND used_at IS NULL
    RETURNING account_id
    """,
)


@contextmanager
def refusals() -> Iterator[None]:
    """A context manager that translates errors of the schema owner's SQL functions.

    The SQLSTATE AM023 becomes `NotAllowed`, and AM024 becomes `NotFound`; other errors pass.
    """
    try:
        yield
    except asyncpg.PostgresError as error:
        refusal = _REFUSALS.get(error.sqlstate or "")
        if refusal is None:
            raise
        raise refusal from error


async def insert_staff(
    queries: Queries, acting: UUID | None, role: StaffRole, email: tuple[bytes, bytes]
) -> UUID | None:
    """Inserts a staff account (SQL function `create_staff`) and returns its id.

    Returns None if another account has the address. `email` is (sealed address, blind index).
    Raises `NotAllowed` if `acting` is not the live session of an administrator.
    """
    with refusals():
        made: UUID | None = await queries.value(_CREATE, acting, role, *email)
    return made


async def set_role(
    queries: Queries, acting: UUID | None, account_id: UUID, role: StaffRole
) -> list[UUID]:
    """Changes a staff account's role, removes the account from desks and ends its sessions; returns the sessions' ids.

    Runs the SQL function `set_account_role`. Raises `NotAllowed` if `acting` is not the live
    session of an administrator; `NotFound` for an unknown account, for patients and for the
    administrator's own account.
    """
    with refusals():
        return [row[0] for row in await queries.fetch(_SET_ROLE, acting, account_id, role)]


async def set_disabled(
    queries: Queries, acting: UUID | None, account_id: UUID, *, disabled: bool
) -> list[UUID]:
    """Disables or enables an account of staff or a patient and ends its sessions; returns the ids of these sessions.

    Runs the SQL function `set_account_disabled`. Raises `NotAllowed` if `acting` is not the live
    session of an administrator; `NotFound` for an unknown or closed account and for the
    administrator's own account.
    """
    with refusals():
        rows = await queries.fetch(_SET_DISABLED, acting, account_id, disabled)
    return [row[0] for row in rows]


async def reset(queries: Queries, acting: UUID | None, account_id: UUID) -> list[UUID]:
    """Deletes all sign-in secrets of a staff account and ends its sessions; returns the ids of these sessions.

    The secrets are the password, the authenticator, recovery codes and passkeys; unused links are
    marked as used. Runs the SQL function `reset_staff`. Raises `NotAllowed` and `NotFound` as
    `set_role` does.
    """
    with refusals():
        return [row[0] for row in await queries.fetch(_RESET, acting, account_id)]


async def staff(
    queries: Queries, after: UUID | None, limit: int, role: StaffRole | None
) -> list[Row]:
    """Returns a page of at most `limit` staff accounts, the newest first.

    `after`: the id of the last account of the previous page; None for the first page. `role`: only
    accounts with this role; None for every role. The columns are `id`, `role`, `email_sealed`,
    `disabled_at`, `created_at`, `doctor_id` (None without a doctor), `has_password`, `has_factor`,
    `passkeys` (their number), and `last_seen_at` (the last recorded use of a session that is still
    stored; None without one).
    """
    return await queries.fetch(_LIST, after, limit, role)


async def is_staff(queries: Queries, account_id: UUID) -> bool:
    """Whether the account exists and is not a patient's."""
    return await queries.value(_IS_STAFF, account_id) is True


async def is_disabled(queries: Queries, account_id: UUID) -> bool:
    """Whether the account is disabled; False also for an unknown account."""
    return await queries.value(_IS_DISABLED, account_id) is True


async def end_sessions(queries: Queries, account_id: UUID, actor: UUID) -> list[UUID]:
    """Ends the account's sessions and adds an event about this; returns the ids of the ended sessions.

    `actor`: the id of the acting administrator's account.
    """
    return [row["id"] for row in await queries.fetch(_END_SESSIONS, account_id, actor)]


async def secrets_of(queries: Queries, account_id: UUID) -> Row | None:
    """Returns the row of a staff account with its secrets; None for patients, and for disabled and unknown accounts.

    The columns are `id`, `role`, `locale`, `email_sealed`, `password_hash`, `totp_sealed` (the
    authenticator's sealed secret; None without one) and `disabled_at` (always None).
    """
    return await queries.row(_SECRETS, account_id)


async def add_event(queries: Queries, account_id: UUID, kind: str, detail: str = "") -> None:
    """Adds an entry to the ledger `staff_event`: the account made a change, to itself or as an administrator.

    `kind` is one of the kinds that `migrations/schema/accounts.sql` lists for the table; `detail`
    is the id of the changed object, such as a clinic's, or empty.
    """
    await queries.execute(_EVENT, account_id, kind, detail)


async def add_token(queries: Queries, token_hash: bytes, account_id: UUID, life: timedelta) -> None:
    """Stores the hash of a link's token; the link is valid for `life`."""
    await queries.execute(_ADD_TOKEN, token_hash, account_id, life)


async def account_of_token(queries: Queries, token_hash: bytes) -> UUID | None:
    """Returns the id of the account of the link with this token hash.

    None if the link is used, expired or unknown, or if the account is disabled or a patient's.
    """
    found: UUID | None = await queries.value(_TOKEN, token_hash)
    return found


async def use_tokens(queries: Queries, account_id: UUID) -> list[bytes]:
    """Marks the account's unused links as used, also expired ones, and returns their token hashes.

    Of two concurrent calls only one call gets the hashes.
    """
    return [row["token_hash"] for row in await queries.fetch(_USE_TOKENS, account_id)]


async def forget_token(queries: Queries, token_hash: bytes) -> None:
    """Deletes the link with this token hash, so that the link stops working."""
    await queries.execute(_FORGET_TOKEN, token_hash)


async def forget_tokens(queries: Queries) -> None:
    """Upkeep: deletes links that expired more than 24 hours ago, whether they were used or not."""
    await queries.execute(_FORGET_TOKENS)


async def forget_recovery_codes(queries: Queries, account_id: UUID) -> None:
    """Deletes the account's recovery codes."""
    await queries.execute(_FORGET_RECOVERY, account_id)


async def is_new_device(queries: Queries, account_id: UUID, device_mac: bytes) -> bool:
    """Stores the MAC of a device for the account; returns True if the MAC was not stored before."""
    return bool(await queries.value(_NEW_DEVICE, account_id, device_mac))


async def set_secrets(
    queries: Queries, account_id: UUID, password_hash: str, totp_sealed: bytes | None
) -> None:
    """Stores the account's argon2id password hash and the sealed secret of its authenticator.

    `totp_sealed` is None for an account without an authenticator.
    """
    await queries.execute(_SET_SECRETS, account_id, password_hash, totp_sealed)


async def set_password_hash(queries: Queries, account_id: UUID, password_hash: str) -> None:
    """Stores the hash of the account's new password."""
    await queries.execute(_SET_HASH, account_id, password_hash)


async def replace_password_hash(
    queries: Queries, account_id: UUID, verified: str, password_hash: str
) -> bool:
    """Stores a password hash in place of `verified`, the hash with which the account's password was verified.

    Returns False, and changes nothing, if the account has another hash or none by now: a concurrent
    change or reset of the password must not be undone.
    """
    return (await queries.value(_REPLACE_HASH, account_id, verified, password_hash)) is not None


async def set_factor(queries: Queries, account_id: UUID, totp_sealed: bytes, step: int) -> None:
    """Replaces the account's authenticator: stores the new sealed secret and the time step of its last used code.

    `step` is 0 if no code of the new authenticator was used.
    """
    await queries.execute(_SET_FACTOR, account_id, totp_sealed, step)


async def take_totp_step(queries: Queries, account_id: UUID, step: int) -> bool:
    """Records the time step (RFC 6238) of a code; returns False when this step or a later one was used already."""
    return await queries.value(_TAKE_STEP, account_id, step) is not None


async def add_recovery_codes(
    queries: Queries, account_id: UUID, code_hashes: Sequence[bytes]
) -> None:
    """Adds recovery codes to the account's codes, which stay valid.

    `code_hashes`: for each code, the key ring's MAC for the purpose `totp` of the account's id (16
    bytes) and the code, under the newest key.
    """
    await queries.execute(_ADD_RECOVERY, account_id, code_hashes)


async def take_recovery_code(
    queries: Queries, account_id: UUID, code_hashes: Sequence[bytes]
) -> bool:
    """Marks a recovery code as used. Returns False for a used or unknown code; of concurrent calls one returns True.

    `code_hashes`: the code's hash, as for `add_recovery_codes`, under each key of the ring.
    """
    return await queries.value(_TAKE_RECOVERY, account_id, code_hashes) is not None
