"""SQL that erases accounts and family members, and reads the visits that are cancelled with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import asyncpg

from amrutam.accounts.errors import PatientHasVisits, StaffAccount
from amrutam.core.database import Queries, Row, Statement
from amrutam.core.errors import SignInRequired

# Reads the booked visits that have not begun, because these visits are cancelled when the account is erased.
_OPEN_VISITS = Statement(
    "privacy_open_visits",
    """
    SELECT * FROM appointment_shown WHERE account_id = $1 AND starts_at > now() AND status = 'booked'
    ORDER BY starts_at, id
    """,
)
_OPEN_OF_PATIENT = Statement(
    "privacy_open_visits_of_patient",
    """
    SELECT * FROM appointment_shown WHERE patient_id = $1 AND starts_at > now() AND status = 'booked'
    ORDER BY starts_at, id
    """,
)
_ERASE_ACCOUNT = Statement("privacy_erase_account", "SELECT * FROM erase_account($1, $2)")
_ERASE_PATIENT = Statement("privacy_erase_patient", "SELECT erase_patient($1, $2, $3)")

_REFUSALS = {"AM023": SignInRequired, "AM027": StaffAccount, "AM026": PatientHasVisits}


@contextmanager
def _refusals() -> Iterator[None]:
    """A context manager: raises the error of `_REFUSALS` for the SQLSTATE of a refusal by a function in migrations/schema/privacy.sql."""
    try:
        yield
    except asyncpg.PostgresError as error:
        refusal = _REFUSALS.get(error.sqlstate or "")
        if refusal is None:
            raise
        raise refusal from error


async def open_visits(queries: Queries, account_id: UUID) -> list[Row]:
    """Returns the account's booked visits that have not begun, by start, in the columns of the view `appointment_shown`."""
    return await queries.fetch(_OPEN_VISITS, account_id)


async def open_visits_of_patient(queries: Queries, patient_id: UUID) -> list[Row]:
    """Returns the patient's booked visits that have not begun, by start, in the columns of the view `appointment_shown`."""
    return await queries.fetch(_OPEN_OF_PATIENT, patient_id)


async def erase_account(queries: Queries, session: UUID | None, account_id: UUID) -> list[UUID]:
    """Erases the account (SQL function `erase_account`) and returns the ids of the ended sessions.

    `session`: the id of the account's own session; None for a command of the schema's owner. Raises
    `SignInRequired` if the session is not a live one of the account, and `StaffAccount` for an
    account of staff. For an account that is closed or does not exist, changes nothing and returns an empty list.
    """
    with _refusals():
        return [row[0] for row in await queries.fetch(_ERASE_ACCOUNT, session, account_id)]


async def erase_patient(
    queries: Queries, session: UUID | None, account_id: UUID, patient_id: UUID
) -> bool:
    """Erases the family member (SQL function `erase_patient`); returns False if the account has no such family member.

    `session`: the id of the account's own session; None for a command of the schema's owner. Raises `SignInRequired`
    if the session is not a live one of the account, and `PatientHasVisits` if a booked visit of the family member has
    not ended, unless `session` is None.
    """
    with _refusals():
        return bool(await queries.value(_ERASE_PATIENT, session, account_id, patient_id))
