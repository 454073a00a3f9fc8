"""Tests the mail client with a real SMTP server; tests that use the fixture `way` also run with the fake mail client."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

import pytest

from amrutam.core.resources import Resources
from amrutam.embedded.waiting import until
from amrutam.integrations.smtp.client import MailNotSent, MailRefused, SmtpMailer, Timeouts
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.models import Contact
from amrutam.notifications.sending import send_code
from tests.cast.mailbox import Mailbox, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from amrutam.core.settings import Settings
    from amrutam.integrations.smtp.client import Mailer

SENDER = "no-reply@amrutam.example"
Received = list[tuple[str, EmailMessage]]


def message() -> bytes:
    made = EmailMessage()
    made["From"] = "no-reply@amrutam.example"
    made["To"] = "asha@example.org"
    made["Subject"] = "नमस्ते"
    made.set_content("आपका कोड\n\n012345\n")
    return made.as_bytes(policy=SMTP)


@pytest.fixture(params=["smtp", "fake"])
async def way(
    request: pytest.FixtureRequest,
) -> AsyncIterator[tuple[Mailer, Callable[[], Received]]]:
    if request.param == "fake":
        fake = FakeMailer(refused={"nobody@example.org"})
        yield fake, lambda: fake.outbox
        return
    box = Mailbox(refuse={"nobody@example.org"})
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        yield mailer, lambda: box.messages
        await mailer.aclose()


async def test_a_message_arrives_as_it_was_written(
    way: tuple[Mailer, Callable[[], Received]],
) -> None:
    mailer, received = way
    await mailer.send(message(), "asha@example.org")
    ((recipient, arrived),) = received()
    assert recipient == "asha@example.org"
    assert arrived["Subject"] == "नमस्ते"
    assert arrived.get_content().splitlines() == ["आपका कोड", "", "012345"]


async def test_a_refused_recipient_is_told_apart_and_not_named(
    way: tuple[Mailer, Callable[[], Received]],
) -> None:
    mailer, received = way
    with pytest.raises(MailRefused) as refused:
        await mailer.send(message(), "nobody@example.org")
    assert "nobody" not in str(refused.value)
    assert received() == []


async def test_a_server_that_is_away_or_silent_is_told_in_time() -> None:
    away = SmtpMailer.of_url("smtp://127.0.0.1:1", "a@amrutam.example")
    with pytest.raises(MailNotSent):
        await away.send(message(), "asha@example.org")

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    hung = SmtpMailer(
        "127.0.0.1", port, None, None, False, "a@amrutam.example", Timeouts(command=0.2)
    )
    with pytest.raises(MailNotSent):
        await asyncio.wait_for(hung.send(message(), "asha@example.org"), 5)
    server.close()


class Ending(Mailbox):
    """Records the connection of each message, and which connections ended with QUIT.

    `answers`: the answers to MAIL, message by message; "hang up" closes the connection instead.
    """

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self.answers = list(answers)
        self.connections: list[object] = []
        self.servers: list[Any] = []
        self.left: list[object] = []
        self.somebody_left = asyncio.Event()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "hang up":
            server.transport.abort()
        self.connections.append(session.peer)
        self.servers.append(server)
        envelope.mail_from = address
        return answer

    async def has_lost_the_last(self) -> bool:
        return self.servers[-1].transport is None

    async def handle_QUIT(self, _server: Any, session: Any, _envelope: Any) -> str:  # noqa: N802
        self.left.append(session.peer)
        self.somebody_left.set()
        return "221 Bye"


async def test_a_connection_serves_one_message_after_another() -> None:
    box = Ending()
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        for _ in range(3):
            await mailer.send(message(), "asha@example.org")
        assert len(set(box.connections)) == 1
        assert box.left == []
        await asyncio.gather(*(mailer.send(message(), f"p{n}@example.org") for n in range(4)))
        assert len(set(box.connections)) == 4
        await mailer.aclose()
    assert len(box.messages) == 7
    assert sorted(to for to, _ in box.messages[3:]) == [f"p{n}@example.org" for n in range(4)]
    assert set(box.left) == set(box.connections)


async def test_a_process_that_ends_says_goodbye(settings: Settings) -> None:
    box = Ending()
    async with serving(box) as url:
        process = await Resources.open(settings.model_copy(update={"smtp_url": url}))
        await send_code(process, Contact("email", "asha@example.org"), "sign_in_code", "012345")
        await process.close()
    assert len(box.messages) == 1
    assert box.left == box.connections


async def test_a_connection_that_nobody_needs_is_ended() -> None:
    box = Ending()
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        mailer.kept_seconds = 0.01
        await mailer.send(message(), "asha@example.org")
        await asyncio.wait_for(box.somebody_left.wait(), 5)
        await mailer.send(message(), "asha@example.org")
        assert len(set(box.connections)) == 2
        await mailer.aclose()


@pytest.mark.parametrize("ends", ["hang up", "421 too long"])
async def test_a_message_arrives_though_the_server_ends_the_connection_that_was_kept(
    ends: str,
) -> None:
    box = Ending("250 OK", ends)
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        await mailer.send(message(), "asha@example.org")
        await mailer.send(message(), "ravi@example.org")
        await mailer.aclose()
    assert [to for to, _ in box.messages] == ["asha@example.org", "ravi@example.org"]


async def test_a_temporary_refusal_ends_one_connection_and_leaves_the_others() -> None:
    box = Ending(*["250 OK"] * 3, "451 later")
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        await asyncio.gather(*(mailer.send(message(), f"p{n}@example.org") for n in range(3)))
        with pytest.raises(MailNotSent):
            await mailer.send(message(), "asha@example.org")
        await asyncio.gather(*(mailer.send(message(), f"q{n}@example.org") for n in range(2)))
        await mailer.aclose()
    assert len(box.connections) == 6
    assert len(set(box.connections)) == 3


async def test_a_refused_recipient_is_asked_for_once_and_the_connection_ended() -> None:
    box = Ending()
    box.refuse = {"nobody@example.org"}
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        await mailer.send(message(), "asha@example.org")
        with pytest.raises(MailRefused):
            await mailer.send(message(), "nobody@example.org")
        await until(box.has_lost_the_last, 5)
    assert len(box.connections) == 2


@pytest.mark.parametrize("answer", ["550 who are you", "530 sign in first", "451 later"])
async def test_what_is_refused_to_us_may_be_taken_later(answer: str) -> None:
    """A refusal of the sending platform itself is not final: the same message can be sent later.

    Only a refusal of the recipient or the message is final.
    """
    box = Ending(answer)
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        with pytest.raises(MailNotSent):
            await mailer.send(message(), "asha@example.org")
        await mailer.send(message(), "asha@example.org")
        await mailer.aclose()
    assert len(box.messages) == 1


def test_an_address_says_how_the_server_is_reached() -> None:
    plain = SmtpMailer.of_url("smtp://mail.example", "a@b.example")
    assert (plain.port, plain.implicit_tls, plain.username) == (25, False, None)
    submission = SmtpMailer.of_url("smtp://us%40er:p%3Aw@mail.example", "a@b.example")
    assert (submission.port, submission.username, submission.password) == (587, "us@er", "p:w")
    secure = SmtpMailer.of_url("smtps://mail.example", "a@b.example")
    assert (secure.port, secure.implicit_tls) == (465, True)


def test_a_password_never_goes_over_the_network_in_clear() -> None:
    assert SmtpMailer.of_url("smtp://u:p@mail.example", "a@b.example")._start_tls() is True
    assert SmtpMailer.of_url("smtp://mail.example", "a@b.example")._start_tls() is None
