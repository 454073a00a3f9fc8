"""Sends mail to an SMTP server: smtp:// or smtps://.

With smtp://, STARTTLS is used where the server offers it, and is required before a password is sent to another machine.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

_CLOSING = 421
_GOODBYE_SECONDS = 1.0
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class MailNotSent(Exception):
    """The server did not accept the message, or was not reached; a repetition may succeed.

    The exception's text contains no address.
    """


class MailUnanswered(MailNotSent):
    """The server's answer to the message did not arrive, so the message may have been accepted."""


class MailRefused(Exception):
    """The server will never accept this message (a 5xx answer to its recipient or content).

    The exception's text contains no address.
    """


class Mailer(Protocol):
    """A mail server: `SmtpMailer`, or `FakeMailer` in tests."""

    async def send(self, content: bytes, recipient: str) -> None:
        """Sends one message. `content` is the whole message (RFC 5322); `recipient` is the only envelope recipient.

        Raises `MailNotSent` (`MailUnanswered` if the message may have been accepted) or `MailRefused`.
        """


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The timeouts, in seconds.

    `command`: for connecting, and for each command. `accept`: for the answer to a whole message
    (RFC 5321 4.5.3.2.6: ten minutes); a client that gives up earlier sends the message a second
    time. `shutdown`: how long a cancelled send still waits for the answer to its message.
    """

    command: float = 15
    accept: float = 600
    shutdown: float = 20


@dataclass(slots=True)
class SmtpMailer:
    """Sends mail over SMTP.

    `username` and `password` are None for a server without sign-in. `sender` is the bare address of the
    envelope. Idle connections stay open for `kept_seconds` for the next messages, because opening a
    connection costs more than sending a message.
    """

    host: str
    port: int
    username: str | None
    password: str | None
    implicit_tls: bool
    sender: str
    timeouts: Timeouts = Timeouts()
    kept_seconds: float = 10.0
    _kept: list[tuple[aiosmtplib.SMTP, asyncio.TimerHandle]] = field(default_factory=list)
    _goodbyes: set[asyncio.Future[None]] = field(default_factory=set)

    @classmethod
    def of_url(cls, url: str, sender: str, timeouts: Timeouts = Timeouts()) -> SmtpMailer:
        """Returns a mailer for the server at `url`: smtp(s)://[user:password@]host[:port].

        The default ports are 465 (smtps), 587 (with a user), 25. `sender` is the bare address of
        the envelope.
        """
        parts = urlsplit(url)
        implicit = parts.scheme == "smtps"
        return cls(
            host=parts.hostname or "localhost",
            port=parts.port or (465 if implicit else 587 if parts.username else 25),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            implicit_tls=implicit,
            sender=sender,
            timeouts=timeouts,
        )

    async def send(self, content: bytes, recipient: str) -> None:
        """Sends one message; arguments and exceptions as for `Mailer.send`."""
        try:
            while (server := self._idle()) is not None:
                try:
                    return await self._hand_over(server, content, recipient)
                except (aiosmtplib.SMTPException, OSError) as error:
                    # Servers close idle connections; any other failure is about this message.
                    if not _is_disconnect(error):
                        raise
            await self._hand_over(self.connection(), content, recipient)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise _judged(error) from None

    def _idle(self) -> aiosmtplib.SMTP | None:
        """Returns a kept connection that is still open, which is then kept no more; None if there is none."""
        while self._kept:
            server, leaving = self._kept.pop()
            leaving.cancel()
            if server.is_connected:
                return server
        return None

    async def _hand_over(self, server: aiosmtplib.SMTP, content: bytes, recipient: str) -> None:
        """Sends one message over the connection, which is kept after success and closed after any failure.

        Raises `MailUnanswered`, aiosmtplib's errors and `OSError`.
        """
        is_taken = False
        try:
            if not server.is_connected:
                await server.connect()
            await server.mail(self.sender)
            await server.rcpt(recipient)
            await self._accepted(server, content)
            is_taken = True
        finally:
            if not is_taken:
                server.close()
        leaving = asyncio.get_running_loop().call_later(self.kept_seconds, self._leave, server)
        self._kept.append((server, leaving))

    async def _accepted(self, server: aiosmtplib.SMTP, content: bytes) -> None:
        """Sends the content and waits for the server's answer.

        After a cancellation the call waits for at most `timeouts.shutdown` seconds more. If the server accepts the
        message or refuses it for good within them, that is the outcome and the cancellation has no effect. Raises
        `MailUnanswered` if the connection ends without an answer, and aiosmtplib's error if the server refuses the
        message.
        """
        answer = asyncio.ensure_future(server.data(content, timeout=self.timeouts.accept))
        try:
            await self._awaited(answer)
        except aiosmtplib.SMTPDataError:
            raise
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailUnanswered(type(error).__name__) from None

    async def _awaited(self, answer: asyncio.Future[aiosmtplib.SMTPResponse]) -> None:
        try:
            await asyncio.shield(answer)
        except asyncio.CancelledError:
            await asyncio.wait({answer}, timeout=self.timeouts.shutdown)
            if not answer.done():
                answer.cancel()
                raise
            if _is_refused_for_now(answer.exception()):
                raise  # nothing was accepted, so the cancellation may take effect
            await answer

    def _leave(self, server: aiosmtplib.SMTP) -> None:
        goodbye = asyncio.ensure_future(_quit(server))
        self._goodbyes.add(goodbye)
        goodbye.add_done_callback(self._goodbyes.discard)

    async def aclose(self) -> None:
        """Closes idle connections, and waits until they are closed; messages that are being sent are not disturbed."""
        while self._kept:
            server, leaving = self._kept.pop()
            leaving.cancel()
            self._leave(server)
        await asyncio.gather(*self._goodbyes)

    def connection(self) -> aiosmtplib.SMTP:
        """A new connection, which is not open yet. Opening it signs in, if the URL has a user name."""
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.implicit_tls,
            start_tls=None if self.implicit_tls else self._start_tls(),
            local_hostname=self.sender.rpartition("@")[2] or "localhost",
            timeout=self.timeouts.command,
        )

    def _start_tls(self) -> bool | None:
        """The argument `start_tls` of aiosmtplib: True requires TLS, so that no password is sent without it.

        None uses TLS where the server offers it: for a server without sign-in or on this machine.
        """
        return True if self.username and self.host not in _LOOPBACK else None


async def _quit(server: aiosmtplib.SMTP) -> None:
    with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
        await server.quit(timeout=_GOODBYE_SECONDS)
    server.close()


def _is_refused_for_now(error: BaseException | None) -> bool:
    return isinstance(error, aiosmtplib.SMTPDataError) and error.code < 500


def _is_disconnect(error: Exception) -> bool:
    """Whether the server closed the connection, also if it said so (answer 421) before it did."""
    is_said = isinstance(error, aiosmtplib.SMTPResponseException) and error.code == _CLOSING
    return is_said or isinstance(error, ConnectionError)


def _judged(error: Exception) -> MailNotSent | MailRefused:
    """Classifies an SMTP error.

    Returns `MailRefused` if the server will never accept this message for this recipient, otherwise
    `MailNotSent`.
    """
    match error:
        case aiosmtplib.SMTPRecipientRefused() | aiosmtplib.SMTPDataError():
            kind = MailRefused if error.code >= 500 else MailNotSent
            return kind(f"SMTP {error.code}")
        case aiosmtplib.SMTPResponseException():
            return MailNotSent(f"SMTP {error.code}")
        case _:
            return MailNotSent(type(error).__name__)
