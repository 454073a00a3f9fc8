"""Reads messages by recipient: codes from the job queue, decrypted as
the worker does, and mails on a real SMTP server.
"""

# ruff: noqa: ARG002 - aiosmtpd calls its handlers with all of these arguments

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import msgspec
from aiosmtpd.smtp import SMTP

from amrutam.accounts.one_time_codes import JOB, open_code
from amrutam.core.database import Statement

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from email.message import EmailMessage

    from amrutam.core.resources import Resources

_JOBS = Statement(
    "test_code_jobs", "SELECT payload FROM pgqueuer WHERE entrypoint = $1 ORDER BY id DESC"
)


async def code_sent_to(resources: Resources, address: str) -> str:
    """Returns the newest code for the address in the job queue, and leaves its job there; fails the test if there is none.

    No worker may be running, because it would take the job.
    """
    for row in await resources.database.fetch(_JOBS, JOB):
        sealed = open_code(resources.keyring, msgspec.json.decode(row["payload"]))
        if sealed.contact.address == address:
            return sealed.code
    raise AssertionError("the queue has no code for this address")


@dataclass
class Mailbox:
    """Keeps the messages that a real SMTP server receives (`serving` runs the server).

    `refuse`: recipients whom the server refuses with 550.
    """

    messages: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refuse:
            return f"550 no such mailbox: {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.messages += [(to, message) for to in envelope.rcpt_tos]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [message for recipient, message in self.messages if recipient == address]


@asynccontextmanager
async def serving(mailbox: Mailbox) -> AsyncIterator[str]:
    """Yields the URL of the mailbox for AMRUTAM_SMTP_URL, while the mailbox accepts mail."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, loop=loop), "127.0.0.1", 0)
    try:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
