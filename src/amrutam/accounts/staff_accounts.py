"""What administrators do with staff's accounts, by calls and by commands.

`acting`: the session of the administrator who does it; None is a command of the schema's owner.
"""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.actions import note_ended
from amrutam.accounts.contacts import address_indexes, normalised, sealed_address
from amrutam.accounts.errors import AddressTaken
from amrutam.accounts.models import Role
from amrutam.accounts.staff_links import StaffMessage, enqueue_message, new_link
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources


async def invite(resources: Resources, acting: UUID | None, role: Role, email: str) -> UUID:
    """An account without secrets, and a mail with the link that sets them.

    Raises `NotAllowed`, `AddressTaken`, `Invalid`.
    """
    if role == "patient":
        raise Invalid.field("/role", "patients make their accounts by signing in")
    address = sealed_address(resources.keyring, normalised("email", email))
    async with resources.database.transaction() as database:
        account_id = await staff_queries.create(database, acting, role, address)
        if account_id is None:
            raise AddressTaken
        await enqueue_message(database, resources, StaffMessage("invited", account_id))
    return account_id


async def reset(resources: Resources, acting: UUID | None, account_id: UUID) -> None:
    """Takes every secret away, ends every session, and mails a link that sets new ones.

    Raises `NotAllowed`; `NotFound` for patients and for oneself.
    """
    async with resources.database.transaction() as database:
        ended = await staff_queries.reset(database, acting, account_id)
        await enqueue_message(database, resources, StaffMessage("reset", account_id))
    note_ended(resources, ended)


async def link_for(resources: Resources, account_id: UUID) -> str:
    """For an operator who gives it to its owner: what the mail has, should none arrive."""
    return await new_link(resources.database, resources, account_id)


async def staff_by_email(resources: Resources, email: str) -> UUID:
    """Raises `NotFound` for addresses of patients and of nobody, `Invalid`."""
    indexes = address_indexes(resources.keyring, normalised("email", email))
    row = await queries.account_by_email(resources.database, indexes)
    if row is None or row["role"] == "patient":
        raise NotFound("Nobody of the staff has this address")
    account_id: UUID = row["id"]
    return account_id
