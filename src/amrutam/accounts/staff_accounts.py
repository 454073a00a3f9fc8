"""Changes that administrators make to accounts of staff, over the API and by commands.

`actions.py` has the commands' changes of a role, and their disabling and enabling.

`acting` is the id of the acting administrator's session; None for a command of the schema's owner.
"""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.actions import note_ended
from amrutam.accounts.contacts import address_indexes, normalised_email, sealed_address
from amrutam.accounts.errors import AccountDisabled, AddressTaken
from amrutam.accounts.models import StaffRole
from amrutam.accounts.staff_links import StaffMessage, enqueue_message, new_link
from amrutam.core.database import Queries
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources


async def invite(resources: Resources, acting: UUID | None, role: StaffRole, email: str) -> UUID:
    """Creates a staff account without a password, enqueues a mail with a link to set one, and returns the account's id.

    Raises `NotAllowed` if `acting` is not the live session of an administrator, or is None without
    the owner's rights; `AddressTaken` if another account has the address, and `Invalid` for a text
    that is no e-mail address.
    """
    async with resources.database.transaction() as database:
        return await invite_within(resources, database, acting, role, email)


async def invite_within(
    resources: Resources, database: Queries, acting: UUID | None, role: StaffRole, email: str
) -> UUID:
    """Does what `invite` does, within the caller's transaction `database`; returns the new account's id.

    Raises what `invite` raises.
    """
    address = sealed_address(resources.keyring, normalised_email(email))
    account_id = await staff_queries.insert_staff(database, acting, role, address)
    if account_id is None:
        raise AddressTaken
    await enqueue_message(database, resources, StaffMessage("invited", account_id))
    return account_id


async def change(
    resources: Resources,
    acting: UUID | None,
    account_id: UUID,
    role: StaffRole | None,
    *,
    disabled: bool | None,
) -> None:
    """Changes the role of a staff account, disables or enables the account, or both together.

    None leaves the role, or the account's being disabled, as it is. Setting a role removes the
    account from its clinics' desks; every change ends its sessions. Raises `NotAllowed` if `acting`
    is not the live session of an administrator, or is None without the owner's rights; `NotFound`
    for an unknown account, for patients, for the administrator's own account and, if `disabled` is
    not None, for a closed account. Nothing is changed then.
    """
    ended: list[UUID] = []
    async with resources.database.transaction() as database:
        if not await staff_queries.is_staff(database, account_id):
            raise NotFound
        if role is not None:
            ended += await staff_queries.set_role(database, acting, account_id, role)
        if disabled is not None:
            ended += await staff_queries.set_disabled(
                database, acting, account_id, disabled=disabled
            )
    note_ended(resources, ended)


async def reset(resources: Resources, acting: UUID | None, account_id: UUID) -> None:
    """Deletes password, authenticator, recovery codes and passkeys of a staff account, and ends its sessions.

    Unused links of the account stop working. Enqueues a mail with a link to set a new password.
    Raises `NotAllowed` if `acting` is not the live session of an administrator, or is None without
    the owner's rights; `NotFound` for an unknown account, for patients and for the administrator's
    own account; `AccountDisabled` for a disabled account, whose links would not work. Nothing is
    changed then.
    """
    async with resources.database.transaction() as database:
        ended = await staff_queries.reset(database, acting, account_id)
        if await staff_queries.is_disabled(database, account_id):
            raise AccountDisabled
        await enqueue_message(database, resources, StaffMessage("reset", account_id))
    note_ended(resources, ended)


async def link_for(resources: Resources, account_id: UUID) -> str:
    """Makes another link at which the account's owner sets a password (`new_link`), and returns its URL.

    An operator passes the URL on if the mail does not arrive. The account must exist; the link of a
    disabled account and of a patient's account does not work.
    """
    return await new_link(resources.database, resources, account_id)


async def staff_by_email(resources: Resources, email: str, *, enabled: bool = False) -> UUID:
    """Returns the id of the staff account with this e-mail address, for commands.

    Raises `Invalid` for addresses of patients, for unknown addresses, for a text that is no e-mail
    address and, if `enabled` is true, for a disabled account.
    """
    indexes = address_indexes(resources.keyring, normalised_email(email))
    row = await queries.account_by_email(resources.database, indexes)
    if row is None or row["role"] == "patient":
        raise Invalid(f"No member of staff has the address {email}")
    if enabled and row["disabled_at"] is not None:
        raise Invalid(
            f"{email} is disabled, so no link would work: first run `amrutam staff disable --enable {email}`"
        )
    account_id: UUID = row["id"]
    return account_id
