"""Mails to staff: links at which staff set a password, and reports of a sign-in from a new device.

A link is sent after an invitation, after a reset, and for a forgotten password.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from contextlib import suppress
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import address_indexes, opened_address
from amrutam.accounts.models import Locale
from amrutam.accounts.sessions import hashed
from amrutam.core.database import Queries
from amrutam.core.key_ring import SealBroken
from amrutam.core.queue import GiveUp, enqueue
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.client import MailRefused
from amrutam.notifications.models import Contact, StaffTemplate
from amrutam.notifications.sending import send_staff

JOB = "send_staff_message"
_CONTEXT = b"staff message"

LinkKind = Literal["invited", "reset", "forgotten", "new_device"]
_TEMPLATES: dict[LinkKind, StaffTemplate] = {
    "invited": "staff_invited",
    "reset": "staff_reset",
    "forgotten": "staff_forgotten",
    "new_device": "staff_new_device",
}


class StaffMessage(msgspec.Struct, frozen=True):
    """The content of a job's encrypted payload.

    A message has either the normalised e-mail address `address` that a visitor entered for a
    forgotten password, or the id of an account. `device` is the device's name for `new_device`,
    otherwise empty.
    """

    kind: LinkKind
    account_id: UUID | None = None
    address: str = ""
    device: str = ""


async def enqueue_message(database: Queries, resources: Resources, message: StaffMessage) -> None:
    """Enqueues the job that mails the message, in the caller's transaction.

    The job's payload is `{"sealed": <base64 of the encrypted message>}`.
    """
    sealed = resources.keyring.seal("job", msgspec.json.encode(message), _CONTEXT)
    await enqueue(database, JOB, {"sealed": b64encode(sealed).decode()})


async def send_message(resources: Resources, payload: dict[str, Any]) -> None:
    """Mails a message to a member of staff, with a new link to set a password unless it reports a new device.

    `payload` is that of `enqueue_message`. Patients, disabled accounts, accounts without an e-mail
    address and unknown addresses get no mail. If the mail server refuses the mail, the job ends
    without a retry. Raises `MailNotSent` if the mail was not sent, so that the job is repeated, and
    `GiveUp` if the payload cannot be decrypted.
    """
    try:
        plain = resources.keyring.open("job", b64decode(payload["sealed"]), _CONTEXT)
    except SealBroken as reason:
        raise GiveUp("SealBroken") from reason
    message = msgspec.json.decode(plain, type=StaffMessage)
    found = await _account_of(resources, message)
    if found is None:
        return
    account_id, contact = found
    template = _TEMPLATES[message.kind]
    with suppress(MailRefused):
        if message.kind == "new_device":
            await send_staff(resources, contact, template, url="", device=message.device)
        else:
            await _send_link(resources, account_id, contact, template)


async def _send_link(
    resources: Resources, account_id: UUID, contact: Contact, template: StaffTemplate
) -> None:
    """Mails a new link, which stops working if the mail was not sent or the mail server did not answer.

    The mail may have arrived nevertheless, but the repetition of the job mails another link. Raises
    `MailNotSent` and `MailRefused`.
    """
    token = await _new_token(resources.database, resources, account_id)
    url = _url(resources, token, contact.locale)
    try:
        await send_staff(resources, contact, template, url=url, device="")
    except BaseException:
        await staff_queries.forget_token(resources.database, hashed(token))
        raise


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


async def new_link(database: Queries, resources: Resources, account_id: UUID) -> str:
    """Stores a new token for the account, and returns the URL of the English page on which its owner sets a password.

    The URL works once, within `staff_link_seconds`, unless another link of the account is used
    first. The account must exist (otherwise `asyncpg.ForeignKeyViolationError`).
    """
    return _url(resources, await _new_token(database, resources, account_id), "en")


async def _new_token(database: Queries, resources: Resources, account_id: UUID) -> str:
    """Returns a new token of a link. Only the token's hash is stored."""
    token = secrets.token_urlsafe(32)
    life = timedelta(seconds=resources.settings.staff_link_seconds)
    await staff_queries.add_token(database, hashed(token), account_id, life)
    return token


def _url(resources: Resources, token: str, locale: Locale) -> str:
    """Returns the URL of the page, in the language `locale`, on which a password is set.

    The token is the part behind `#`, which browsers do not send to servers.
    """
    return f"{resources.settings.public_url}/{locale}/sign-in/password#{token}"
