"""Handing mail to an SMTP server: smtp:// (STARTTLS where it is offered) or smtps://."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

_TIMEOUT_SECONDS = 15.0
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class MailNotSent(Exception):
    """The server did not take the message now; another try may succeed. Holds no address."""


class MailRefused(Exception):
    """The server will never take this message (an SMTP 5xx answer about it). Holds no address."""


class Mailer(Protocol):
    async def send(self, message: EmailMessage, recipient: str) -> None:
        """Raises `MailNotSent` or `MailRefused`. `recipient` is the envelope's, and the only one."""


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    host: str
    port: int
    username: str | None
    password: str | None
    implicit_tls: bool
    sender: str
    timeout_seconds: float = _TIMEOUT_SECONDS

    @classmethod
    def of_url(cls, url: str, sender: str) -> SmtpMailer:
        """`sender` is the envelope's bare address."""
        parts = urlsplit(url)
        implicit = parts.scheme == "smtps"
        return cls(
            host=parts.hostname or "localhost",
            port=parts.port or (465 if implicit else 587 if parts.username else 25),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            implicit_tls=implicit,
            sender=sender,
        )

    async def send(self, message: EmailMessage, recipient: str) -> None:
        try:
            await aiosmtplib.send(
                message,
                sender=self.sender,
                recipients=[recipient],
                hostname=self.host,
                port=self.port,
                username=self.username,
                password=self.password,
                use_tls=self.implicit_tls,
                start_tls=None if self.implicit_tls else self._start_tls(),
                local_hostname=self.sender.rpartition("@")[2] or "localhost",
                timeout=self.timeout_seconds,
            )
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPResponseException) as error:
            raise _judged(error) from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise MailNotSent(type(error).__name__) from None

    def _start_tls(self) -> bool | None:
        """A password goes over the network only inside TLS; else TLS where the server offers it."""
        return True if self.username and self.host not in _LOOPBACK else None


def _judged(error: aiosmtplib.SMTPException) -> MailNotSent | MailRefused:
    refusals = error.recipients if isinstance(error, aiosmtplib.SMTPRecipientsRefused) else [error]
    codes = [int(getattr(refusal, "code", 0)) for refusal in refusals]
    about_us = isinstance(error, aiosmtplib.SMTPAuthenticationError)
    if codes and all(code >= 500 for code in codes) and not about_us:
        return MailRefused(f"SMTP {codes[0]}")
    return MailNotSent(f"SMTP {codes[0] if codes else ''}".strip())
