"""Mails that report a change of an account to the address that the account had before.

The job's payload has the address, encrypted, because the account no longer has it.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

import msgspec

from amrutam.core.database import Queries
from amrutam.core.key_ring import SealBroken
from amrutam.core.queue import GiveUp, enqueue
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.client import MailRefused
from amrutam.notifications import sending
from amrutam.notifications.models import CancelledVisit, Contact, NoticeTemplate

JOB = "send_account_notice"
_CONTEXT = b"account notice"


class AccountNotice(msgspec.Struct, frozen=True):
    """A mail about the account.

    `id` is the same in each attempt to send the mail, so that repeated mails are recognisable.
    `visits` are the appointments that were cancelled because the account was closed.
    """

    id: str
    template: NoticeTemplate
    contact: Contact
    visits: tuple[CancelledVisit, ...] = ()


async def enqueue_notice(database: Queries, resources: Resources, notice: AccountNotice) -> None:
    """Enqueues the job that mails the notice, in the caller's transaction.

    The job's payload is `{"sealed": <base64 of the encrypted notice>}`.
    """
    sealed = resources.keyring.seal("job", msgspec.json.encode(notice), _CONTEXT)
    await enqueue(database, JOB, {"sealed": b64encode(sealed).decode()})


async def send_notice(resources: Resources, payload: dict[str, Any]) -> None:
    """Sends the e-mail that tells a person that the account was closed, or that its e-mail address was changed.

    `payload` is the one that `enqueue_notice` enqueues: `{"sealed": <base64 of the encrypted notice>}`.

    A contact with a phone number gets no message. If the mail server refuses the mail, the job ends
    without a retry. Raises `MailNotSent` if the mail was not sent, so that the job is repeated, and
    `GiveUp` if the payload cannot be decrypted.
    """
    try:
        plain = resources.keyring.open("job", b64decode(payload["sealed"]), _CONTEXT)
    except SealBroken as reason:
        raise GiveUp("SealBroken") from reason
    notice = msgspec.json.decode(plain, type=AccountNotice)
    if notice.contact.channel != "email":
        return
    try:
        await sending.send_notice(
            resources, notice.contact, notice.template, notice.visits, notice.id
        )
    except MailRefused:
        return
