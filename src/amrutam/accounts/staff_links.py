"""Links in mail with which staff set a password: after an invitation, a reset, or when it was forgotten."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import address_indexes, opened_address
from amrutam.accounts.sessions import hashed
from amrutam.core.database import Queries
from amrutam.core.key_ring import SealBroken
from amrutam.core.queue import GiveUp, enqueue
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.client import MailRefused
from amrutam.notifications.messages import send_staff
from amrutam.notifications.models import Contact, StaffTemplate

JOB = "send_staff_message"
_CONTEXT = b"staff message"

Kind = Literal["invited", "reset", "forgotten", "new_device"]
_TEMPLATES: dict[Kind, StaffTemplate] = {
    "invited": "staff_invited",
    "reset": "staff_reset",
    "forgotten": "staff_forgotten",
    "new_device": "staff_new_device",
}


class StaffMessage(msgspec.Struct, frozen=True):
    """What a job carries, sealed. `address` of whoever says it is theirs, else the account's id."""

    kind: Kind
    account_id: UUID | None = None
    address: str = ""
    device: str = ""


async def enqueue_message(database: Queries, resources: Resources, message: StaffMessage) -> None:
    sealed = resources.keyring.seal("job", msgspec.json.encode(message), _CONTEXT)
    await enqueue(database, JOB, {"sealed": b64encode(sealed).decode()})


async def send_message(resources: Resources, payload: dict[str, Any]) -> None:
    """Mails staff a link to set a password. Patients, disabled accounts and unknown addresses get none."""
    try:
        plain = resources.keyring.open("job", b64decode(payload["sealed"]), _CONTEXT)
    except SealBroken as reason:
        raise GiveUp("SealBroken") from reason
    message = msgspec.json.decode(plain, type=StaffMessage)
    found = await _account_of(resources, message)
    if found is None:
        return
    account_id, contact = found
    url = ""
    if message.kind != "new_device":
        url = await new_link(resources.database, resources, account_id, contact.locale)
    try:
        await send_staff(
            resources, contact, _TEMPLATES[message.kind], url=url, device=message.device
        )
    except MailRefused:
        return


async def _account_of(resources: Resources, message: StaffMessage) -> tuple[UUID, Contact] | None:
    account_id = message.account_id
    if account_id is None:
        indexes = address_indexes(resources.keyring, message.address)
        known = await queries.account_by_email(resources.database, indexes)
        account_id = known["id"] if known else None
    row = await queries.account(resources.database, account_id) if account_id else None
    if row is None or row["role"] == "patient" or row["disabled_at"] is not None:
        return None
    address = opened_address(resources.keyring, row["email_sealed"])
    return (row["id"], Contact("email", address, row["locale"])) if address else None


async def new_link(
    database: Queries, resources: Resources, account_id: UUID, locale: str = "en"
) -> str:
    """Works once, for a day. The token is behind `#`, which browsers send to nobody."""
    token = secrets.token_urlsafe(32)
    life = timedelta(seconds=resources.settings.staff_link_seconds)
    await staff_queries.add_token(database, hashed(token), account_id, life)
    return f"{resources.settings.public_url}/{locale}/sign-in/password#{token}"
