"""Creates a doctor's account and links it to the doctor, in one transaction."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.staff_accounts import invite_within
from amrutam.accounts.staff_queries import add_event
from amrutam.core.resources import Resources
from amrutam.doctors.access import visible_doctor
from amrutam.doctors.cache import drop_entries_soon
from amrutam.doctors.write_queries import lock_doctor, update_doctor


async def invite_doctor(resources: Resources, caller: Caller, doctor_id: UUID, email: str) -> UUID:
    """Creates an account of the role `doctor`, links it to the doctor, and returns the account's id.

    A link that sets the password is mailed to `email`. An earlier account of the doctor (for example with
    a mistyped address) is unlinked. Raises `NotFound` for a doctor that is unknown or hidden from the caller,
    `NotAllowed` if `caller.session_id` is not the live session of an administrator, `AddressTaken` if an
    account has the address, and `Invalid` if `email` is no e-mail address.
    """
    await visible_doctor(resources, doctor_id, caller)
    async with resources.database.transaction() as database:
        await lock_doctor(database, doctor_id)
        account_id = await invite_within(resources, database, caller.session_id, "doctor", email)
        await update_doctor(database, doctor_id, {"account_id": account_id})
        await add_event(database, caller.account_id, "doctor_invited", str(doctor_id))
    await drop_entries_soon(resources)
    return account_id
