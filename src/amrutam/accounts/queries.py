"""SQL of accounts, their secrets and recovery codes, and of patients."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg

from amrutam.accounts.errors import AddressTaken
from amrutam.accounts.models import Gender, Locale, Patient, Relation
from amrutam.core.database import Queries, Row, Statement
from amrutam.core.errors import SignInRequired
from amrutam.core.zones import DEFAULT_ZONE

_PATIENT_COLUMNS = "id, name, relation, birth_date, gender"

_INSERT_ACCOUNT = Statement(
    "account_insert",
    """
    INSERT INTO account (locale, time_zone, email_sealed, email_index, phone_sealed, phone_index)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING
    RETURNING id
    """,
)
_ACCOUNT = Statement(
    "account",
    """
    SELECT a.id, a.role, a.locale, a.time_zone, a.email_sealed, a.phone_sealed, a.created_at,
        a.disabled_at, d.id AS doctor_id
    FROM account AS a LEFT JOIN doctor AS d ON d.account_id = a.id
    WHERE a.id = $1
    """,
)
_RECIPIENT = Statement(
    "account_recipient",
    """
    SELECT a.locale, a.time_zone, a.email_sealed, a.phone_sealed, coalesce(p.name, '') AS name
    FROM account AS a LEFT JOIN patient AS p ON p.account_id = a.id AND p.relation = 'self'
    WHERE a.id = $1
    """,
)
_PATIENT_WITH_CONTACT = Statement(
    "patient_with_contact",
    """
    SELECT p.name, p.birth_date, p.gender, a.email_sealed, a.phone_sealed
    FROM patient AS p JOIN account AS a ON a.id = p.account_id WHERE p.id = $1
    """,
)
_BY_EMAIL = Statement(
    "account_by_email",
    """
    SELECT id, role, locale, password_hash, totp_sealed, totp_last_step, disabled_at,
        (SELECT kind FROM made_up_account WHERE account_id = account.id) AS made_up
    FROM account WHERE email_index = ANY($1)
    """,
)
_BY_PHONE = Statement(
    "account_by_phone",
    """
    SELECT id, role, locale, disabled_at,
        (SELECT kind FROM made_up_account WHERE account_id = account.id) AS made_up
    FROM account WHERE phone_index = ANY($1)
    """,
)
_SET_PLACE = Statement(
    "account_set_place",
    """
    UPDATE account SET locale = coalesce($2, locale), time_zone = coalesce($3, time_zone)
    WHERE id = $1
    """,
)
_TIME_ZONE = Statement("account_time_zone", "SELECT time_zone FROM account WHERE id = $1")
_SELF = Statement(
    "patient_self",
    f"SELECT {_PATIENT_COLUMNS} FROM patient WHERE account_id = $1 AND relation = 'self'",
)
_MAKE_SELF = Statement(
    "patient_make_self",
    """
    INSERT INTO patient (account_id, name) VALUES ($1, '')
    ON CONFLICT (account_id) WHERE relation = 'self' DO NOTHING
    """,
)
_SET_NAME = Statement(
    "patient_set_name",
    "UPDATE patient SET name = $2 WHERE account_id = $1 AND relation = 'self'",
)
_PATIENT = Statement(
    "patient",
    f"SELECT {_PATIENT_COLUMNS} FROM patient WHERE id = $2 AND account_id = $1 AND removed_at IS NULL",
)
_PATIENTS = Statement(
    "patients",
    f"""
    SELECT {_PATIENT_COLUMNS} FROM patient WHERE account_id = $1 AND removed_at IS NULL
    ORDER BY relation <> 'self', created_at, id
    """,
)
_ADD_PATIENT = Statement(
    "patient_add",
    f"""
    INSERT INTO patient (account_id, name, relation, birth_date, gender)
    SELECT $1, $2, $3, $4, $5 WHERE (
        SELECT count(*) FILTER (WHERE removed_at IS NULL) < $6
            AND count(*) FILTER (WHERE created_at > now() - interval '1 day') < $6
        FROM patient WHERE account_id = $1)
    RETURNING {_PATIENT_COLUMNS}
    """,
)
# Sets all fields: a field that does not change is passed with its present value.
_SET_PATIENT = Statement(
    "patient_set",
    """
    UPDATE patient SET name = $3, relation = $4, birth_date = $5, gender = $6
    WHERE account_id = $1 AND id = $2 AND removed_at IS NULL
    """,
)
# The SQLSTATE with which a function of migrations/schema/accounts.sql refuses a caller.
_NOT_ALLOWED = "AM023"
_SET_EMAIL = Statement("account_set_email", "SELECT * FROM set_own_email($1, $2, $3, $4)")
_IS_OPEN = Statement(
    "account_is_open", "SELECT EXISTS (SELECT FROM account WHERE id = $1 AND closed_at IS NULL)"
)
_LOCK_ACCOUNT = Statement("account_lock", "SELECT id FROM account WHERE id = $1 FOR UPDATE")


async def insert_account(
    queries: Queries,
    locale: Locale,
    *,
    time_zone: str = DEFAULT_ZONE,
    email: tuple[bytes, bytes] | None = None,
    phone: tuple[bytes, bytes] | None = None,
) -> UUID | None:
    """Inserts a patient's account and returns its id.

    Returns None if another account has the e-mail address or the phone number. `email` and `phone`
    are each (sealed address, blind index), or None. `time_zone` is an IANA name.
    """
    found: UUID | None = await queries.value(
        _INSERT_ACCOUNT, locale, time_zone, *(email or (None, None)), *(phone or (None, None))
    )
    return found


async def account(queries: Queries, account_id: UUID) -> Row | None:
    """Returns the account's row, also for a closed account; None if there is no such account.

    The columns are `id`, `role`, `locale`, `time_zone`, `email_sealed` and `phone_sealed` (None if
    the account has none), `created_at`, `disabled_at` (None while the account is enabled), and
    `doctor_id` (None if the account is not linked to a doctor).
    """
    return await queries.row(_ACCOUNT, account_id)


async def recipient(queries: Queries, account_id: UUID) -> Row | None:
    """Returns a row about the recipient of the account's messages; None if there is no such account.

    The row's columns are `locale`, `time_zone`, `email_sealed`, `phone_sealed` and `name` (of the
    account's own patient record, "" if unknown).
    """
    return await queries.row(_RECIPIENT, account_id)


async def patient_with_contact(queries: Queries, patient_id: UUID) -> Row | None:
    """Returns the patient's row, also for a removed patient; None for an unknown patient.

    The columns are `name`, `birth_date`, `gender`, and `email_sealed` and `phone_sealed` of the
    account that manages the patient.
    """
    return await queries.row(_PATIENT_WITH_CONTACT, patient_id)


async def account_by_email(queries: Queries, indexes: Sequence[bytes]) -> Row | None:
    """Returns the row of the account with this e-mail address; None if no account has the address.

    `indexes`: the address's blind index under each key of the ring. The columns are `id`, `role`,
    `locale`, `password_hash` and `totp_sealed` (None if the account has none), `totp_last_step`,
    `disabled_at` (None while the account is enabled), and `made_up` (`demo`, `seeded` or None).
    """
    return await queries.row(_BY_EMAIL, indexes)


async def account_by_phone(queries: Queries, indexes: Sequence[bytes]) -> Row | None:
    """Returns the row of the account with this phone number; None if no account has the number.

    `indexes`: the number's blind index under each key of the ring. The columns are `id`, `role`,
    `locale`, `disabled_at` (None while the account is enabled), and `made_up` (`demo`, `seeded` or
    None).
    """
    return await queries.row(_BY_PHONE, indexes)


async def set_place(
    queries: Queries, account_id: UUID, locale: Locale | None, time_zone: str | None
) -> None:
    """Changes the account's language and time zone (an IANA name); None keeps the present value."""
    await queries.execute(_SET_PLACE, account_id, locale, time_zone)


async def time_zone_of(queries: Queries, account_id: UUID) -> str:
    """Returns the IANA name of the account's time zone. The account must exist."""
    zone: str = await queries.value(_TIME_ZONE, account_id)
    return zone


async def self_patient(queries: Queries, account_id: UUID) -> Patient:
    """Returns the patient record of the account's owner, and creates the record on first use.

    The account must exist.
    """
    row = await queries.row(_SELF, account_id)
    if row is None:
        await queries.execute(_MAKE_SELF, account_id)
        row = await queries.row(_SELF, account_id)
    return Patient(**dict(row or {}))


async def set_own_name(queries: Queries, account_id: UUID, name: str) -> None:
    """Sets the name of the account's owner. Without the owner's patient record (`self_patient`) nothing changes."""
    await queries.execute(_SET_NAME, account_id, name)


async def patient_of(queries: Queries, account_id: UUID, patient_id: UUID) -> Patient | None:
    """Returns the account's patient with this id.

    None if the account has no such patient or has removed the patient.
    """
    row = await queries.row(_PATIENT, account_id, patient_id)
    return Patient(**dict(row)) if row else None


async def patients_of(queries: Queries, account_id: UUID) -> list[Patient]:
    """Returns the account's patients: its owner first, if the owner's record exists, then its family members.

    Family members are in the order in which they were added; removed ones are left out.
    """
    return [Patient(**dict(row)) for row in await queries.fetch(_PATIENTS, account_id)]


async def is_open(queries: Queries, account_id: UUID) -> bool:
    """Whether the account exists and was not closed."""
    return bool(await queries.value(_IS_OPEN, account_id))


async def lock_account(queries: Queries, account_id: UUID) -> None:
    """Locks the account's row until the transaction ends; an unknown account locks nothing."""
    await queries.execute(_LOCK_ACCOUNT, account_id)


async def add_patient(
    queries: Queries,
    account_id: UUID,
    name: str,
    relation: Relation,
    birth_date: date | None,
    gender: Gender | None,
    *,
    at_most: int,
) -> Patient | None:
    """Adds a family member to the account's patients and returns the new patient. Lock the account first.

    Returns None when the account has `at_most` patients, or has added `at_most` patients in the
    last 24 hours. The account's owner counts as one of them.
    """
    row = await queries.row(_ADD_PATIENT, account_id, name, relation, birth_date, gender, at_most)
    return Patient(**dict(row)) if row else None


async def set_patient(queries: Queries, account_id: UUID, changed: Patient) -> None:
    """Stores all fields of `changed` for the patient with its id.

    If the account has no such patient, nothing changes.
    """
    await queries.execute(
        _SET_PATIENT, account_id, changed.id, changed.name, changed.relation, changed.birth_date,
        changed.gender,
    )  # fmt: skip


async def set_email(
    queries: Queries, session_id: UUID, account_id: UUID, email: tuple[bytes, bytes]
) -> list[UUID]:
    """Sets the account's e-mail address and ends its sessions except `session_id`.

    Returns the ids of the ended sessions. Runs the SQL function `set_own_email`. `email`: (sealed
    address, blind index). Raises `AddressTaken` if another account has the address;
    `SignInRequired` if the session `session_id` is not a live one of the account, because an access
    token can be valid after its session's end.
    """
    try:
        rows = await queries.fetch(_SET_EMAIL, session_id, account_id, *email)
    except asyncpg.UniqueViolationError as reason:
        raise AddressTaken from reason
    except asyncpg.PostgresError as error:
        if error.sqlstate != _NOT_ALLOWED:
            raise
        raise SignInRequired from error
    return [row[0] for row in rows]
