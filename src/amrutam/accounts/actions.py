"""What people do with their account, and operators with others'."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.access import zone_of
from amrutam.accounts.contacts import opened_address
from amrutam.accounts.errors import TooManyPatients
from amrutam.accounts.models import Account, Caller, Gender, Locale, Patient, Relation, Role
from amrutam.accounts.revocations import Revocations
from amrutam.accounts.schemas import NOT_BORN
from amrutam.core.clock import now
from amrutam.core.errors import Invalid, SignInRequired
from amrutam.core.resources import Resources


async def own_account(resources: Resources, account_id: UUID) -> tuple[Account, Patient]:
    """The account and its own patient, who is made on first use."""
    row = await queries.account(resources.database, account_id)
    if row is None:
        raise SignInRequired
    keyring = resources.keyring
    account = Account(
        row["id"], row["role"], row["locale"], row["time_zone"],
        opened_address(keyring, row["email_sealed"]),
        opened_address(keyring, row["phone_sealed"]),
        row["created_at"], row["doctor_id"] if row["role"] == "doctor" else None,
    )  # fmt: skip
    return account, await queries.self_patient(resources.database, account_id)


async def change_own_account(
    resources: Resources,
    caller: Caller,
    *,
    name: str | None,
    locale: Locale | None,
    time_zone: str | None,
) -> None:
    """None leaves a thing as it is."""
    async with resources.database.transaction() as transaction:
        await queries.set_place(transaction, caller.account_id, locale, time_zone)
        if name is not None:
            await queries.self_patient(transaction, caller.account_id)
            await queries.set_own_name(transaction, caller.account_id, name)


async def add_patient(
    resources: Resources,
    caller: Caller,
    *,
    name: str,
    relation: Relation,
    birth_date: date | None,
    gender: Gender | None,
) -> Patient:
    """A member of the caller's family. Raises `TooManyPatients`, and `Invalid` for a day to come."""
    today = now().astimezone(await zone_of(resources, caller.account_id)).date()
    if birth_date is not None and birth_date > today:
        raise Invalid.field("/birth_date", NOT_BORN)
    async with resources.database.transaction() as transaction:
        await queries.lock_account(transaction, caller.account_id)
        added = await queries.add_patient(
            transaction, caller.account_id, name, relation, birth_date, gender,
            at_most=resources.settings.patients_per_account,
        )  # fmt: skip
    if added is None:
        raise TooManyPatients
    return added


async def change_role(
    resources: Resources, acting: UUID | None, account_id: UUID, role: Role
) -> None:
    """Ends the account's sessions: their tokens name the old role.

    Raises `NotAllowed`; `NotFound` for patients and for oneself. `acting`: see `staff_queries`.
    """
    ended = await staff_queries.set_role(resources.database, acting, account_id, role)
    note_ended(resources, ended)


async def disable_account(
    resources: Resources, acting: UUID | None, account_id: UUID, *, disabled: bool = True
) -> None:
    """Nobody signs in to it any more, and its sessions end; or it is open again.

    Raises `NotAllowed`; `NotFound`, also for oneself. `acting`: see `staff_queries`.
    """
    database = resources.database
    note_ended(
        resources, await staff_queries.set_disabled(database, acting, account_id, disabled=disabled)
    )


def note_ended(resources: Resources, ended: list[UUID]) -> None:
    """Sessions that this process has just ended in the database."""
    for session_id in ended:
        resources.part(Revocations).note(session_id)
