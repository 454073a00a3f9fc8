"""A mail server for tests, which only stores what is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from amrutam.integrations.smtp.client import MailNotSent, MailRefused


@dataclass(slots=True)
class FakeMailer:
    """A `Mailer` for tests. `outbox` contains (recipient, message).

    Recipients in `refused` are rejected; while `away` is set, every message fails.
    """

    outbox: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    away: bool = False

    async def send(self, content: bytes, recipient: str) -> None:
        """Stores the message.

        Raises `MailNotSent` while `away` is set, and `MailRefused` for a recipient in `refused`.
        """
        if self.away:
            raise MailNotSent("away")
        if recipient in self.refused:
            raise MailRefused("SMTP 550")
        self.outbox.append((recipient, message_from_bytes(content, policy=policy.default)))
