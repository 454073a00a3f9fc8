"""One contract for the real client, against a real SMTP server, and for its fake."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from amrutam.integrations.smtp.client import MailNotSent, MailRefused, SmtpMailer
from amrutam.integrations.smtp.fake import FakeMailer
from tests.cast.mailbox import Mailbox, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from amrutam.integrations.smtp.client import Mailer

Received = list[tuple[str, EmailMessage]]


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "no-reply@amrutam.example"
    made["To"] = "asha@example.org"
    made["Subject"] = "नमस्ते"
    made.set_content("आपका कोड\n\n012345\n")
    return made


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
        yield SmtpMailer.of_url(url, "no-reply@amrutam.example"), lambda: box.messages


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
    hung = SmtpMailer("127.0.0.1", port, None, None, False, "a@amrutam.example", 0.2)
    with pytest.raises(MailNotSent):
        await asyncio.wait_for(hung.send(message(), "asha@example.org"), 5)
    server.close()


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
