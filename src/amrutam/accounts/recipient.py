"""Finds the recipient of an account's messages."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts import queries
from amrutam.accounts.contacts import opened_address
from amrutam.core.resources import Resources
from amrutam.notifications.models import Channel, Contact

_COLUMNS: tuple[tuple[Channel, str], ...] = (("email", "email_sealed"), ("sms", "phone_sealed"))


async def contact_of(resources: Resources, account_id: UUID) -> Contact | None:
    """Returns the account's e-mail address or, if there is none, its phone number.

    The contact has the owner's name, "" if it is unknown. None for an account with neither, such as
    a closed one, and for an unknown account. Raises `SealBroken` if no key of the ring decrypts the
    address or number.
    """
    account = await queries.recipient(resources.database, account_id)
    if account is None:
        return None
    for channel, column in _COLUMNS:
        address = opened_address(resources.keyring, account[column])
        if address is not None:
            return Contact(
                channel, address, account["locale"], account["name"], account["time_zone"]
            )
    return None
