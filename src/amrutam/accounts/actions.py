"""Actions on accounts: people read and change their own account; administrators change roles and disable accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import opened_address
from amrutam.accounts.errors import TooManyPatients
from amrutam.accounts.models import Account, Caller, Gender, Locale, Patient, Relation, StaffRole
from amrutam.accounts.revocations import Revocations
from amrutam.accounts.schemas import NOT_BORN
from amrutam.core.clock import now
from amrutam.core.errors import Invalid, NotFound, SignInRequired
from amrutam.core.resources import Resources


async def own_account(resources: Resources, account_id: UUID) -> tuple[Account, Patient]:
    """Returns the account and the patient record of its owner, which is created on first use.

    Raises `SignInRequired` if there is no such account, and `SealBroken` if no key of the ring
    decrypts an address. A closed account has no addresses.
    """
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


async def time_zone_of(resources: Resources, account_id: UUID) -> ZoneInfo:
    """Returns the account's time zone, which decides what "today" means for the account. The account must exist."""
    return ZoneInfo(await queries.time_zone_of(resources.database, account_id))


async def change_own_account(
    resources: Resources,
    caller: Caller,
    *,
    name: str | None,
    locale: Locale | None,
    time_zone: str | None,
) -> None:
    """Changes the account's language, its time zone (an IANA name) and its owner's name.

    None keeps the present value. A name is stored in the owner's patient record, which is then
    created if it is missing.
    """
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
    """Adds a family member and returns the new patient; None as birth date or gender means unknown.

    Raises `TooManyPatients` if the account has `patients_per_account` patients or has added as many
    in the last 24 hours, and `Invalid` for a birth date after today in the account's time zone.
    """
    await _check_born(resources, caller, birth_date)
    async with resources.database.transaction() as transaction:
        await queries.lock_account(transaction, caller.account_id)
        added = await queries.add_patient(
            transaction, caller.account_id, name, relation, birth_date, gender,
            at_most=resources.settings.patients_per_account,
        )  # fmt: skip
    if added is None:
        raise TooManyPatients
    return added


async def change_patient(
    resources: Resources, caller: Caller, patient_id: UUID, given: dict[str, Any]
) -> Patient:
    """Changes a patient's details and returns the changed patient.

    `given` maps names of `Patient`'s fields to new values; all other fields stay. Raises `NotFound`
    if the account has no such patient; `Invalid` for a birth date after today in the account's time
    zone, and for a `relation` given for the account's owner.
    """
    await _check_born(resources, caller, given.get("birth_date"))
    async with resources.database.transaction() as transaction:
        await queries.lock_account(transaction, caller.account_id)
        present = await queries.patient_of(transaction, caller.account_id, patient_id)
        if present is None:
            raise NotFound
        if present.relation == "self" and "relation" in given:
            raise Invalid.field("/relation", "cannot be changed for the owner of the account")
        changed = replace(present, **given)
        await queries.set_patient(transaction, caller.account_id, changed)
    return changed


async def _check_born(resources: Resources, caller: Caller, birth_date: date | None) -> None:
    today = now().astimezone(await time_zone_of(resources, caller.account_id)).date()
    if birth_date is not None and birth_date > today:
        raise Invalid.field("/birth_date", NOT_BORN)


async def change_role(
    resources: Resources, acting: UUID | None, account_id: UUID, role: StaffRole
) -> None:
    """Changes the role of a staff account, removes the account from its clinics' desks, and ends its sessions.

    The sessions end because their tokens contain the old role. `acting`: the id of the acting
    administrator's session; None for a command of the schema's owner. Raises `NotAllowed` if
    `acting` is not the live session of an administrator, or is None without the owner's rights;
    `NotFound` for an unknown account, for patients and for the administrator's own account.
    """
    ended = await staff_queries.set_role(resources.database, acting, account_id, role)
    note_ended(resources, ended)


async def disable_account(
    resources: Resources, acting: UUID | None, account_id: UUID, *, disabled: bool = True
) -> None:
    """Disables an account of staff or of a patient and ends its sessions.

    If `disabled` is false, enables the account again. `acting`: the id of the acting
    administrator's session; None for a command of the schema's owner. Raises `NotAllowed` if
    `acting` is not the live session of an administrator, or is None without the owner's rights;
    `NotFound` for an unknown or closed account and for the administrator's own account.
    """
    database = resources.database
    note_ended(
        resources, await staff_queries.set_disabled(database, acting, account_id, disabled=disabled)
    )


def note_ended(resources: Resources, ended: list[UUID]) -> None:
    """Records the ids of sessions that were just ended in the database.

    This process then refuses these sessions at once.
    """
    for session_id in ended:
        resources.part(Revocations).note(session_id)
