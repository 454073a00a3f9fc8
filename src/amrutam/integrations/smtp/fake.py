"""A mail server that only remembers: for tests of what is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from amrutam.integrations.smtp.client import MailNotSent, MailRefused


@dataclass(slots=True)
class FakeMailer:
    """`outbox` holds (recipient, message); recipients in `refused` bounce, and `away` takes none."""

    outbox: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    away: bool = False

    async def send(self, content: bytes, recipient: str) -> None:
        if self.away:
            raise MailNotSent("away")
        if recipient in self.refused:
            raise MailRefused("SMTP 550")
        self.outbox.append((recipient, message_from_bytes(content, policy=policy.default)))
