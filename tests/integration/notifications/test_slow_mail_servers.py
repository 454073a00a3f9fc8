"""Checks that, with a mail server that answers late, each message arrives once and delays no other.

RFC 5321 4.5.3.2.6 allows a server ten minutes for its answer to a whole message.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.accounts import account_notices, one_time_codes, staff_links
from amrutam.core.database import Statement
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.waiting import until
from amrutam.integrations.smtp.client import MailUnanswered, SmtpMailer, Timeouts
from amrutam.notifications.sending import job_seconds
from amrutam.roles.worker import queue_of
from tests.cast.mailbox import Mailbox, serving
from tests.cast.seeded import fresh_database
from tests.conftest import MakeClient
from tests.integration.integrations.test_smtp import SENDER, message
from tests.integration.queue.test_worker import worker

PATIENCE_SECONDS = 20
COMMAND_SECONDS = 0.3
"""The client's time for one SMTP command; these servers take longer to answer a whole message."""

_JOBS = Statement("test_jobs", "SELECT status::text, attempts FROM pgqueuer")


class LateMailbox(Mailbox):
    """Receives each message at once, but accepts late messages only when `answers` is set.

    `slow`: the recipients of the late messages; without recipients all messages are late.
    """

    def __init__(self, *slow: str) -> None:
        super().__init__()
        self.slow = slow
        self.answers = asyncio.Event()
        self.begun: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        self.begun += envelope.rcpt_tos
        if not self.slow or set(self.slow) & set(envelope.rcpt_tos):
            await self.answers.wait()
        return answer

    async def has_begun(self) -> bool:
        return bool(self.begun)


async def outlast_commands() -> None:
    """Waits longer than the time for a command.

    A client that waited for the answer to a message only as long as for a command would have given
    up by then.
    """
    await asyncio.sleep(2 * COMMAND_SECONDS)


@pytest.fixture
async def own(engines: Any, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "slowmail") as own:
        yield own


def every_job(queue: Queue, resources: Resources) -> None:
    queue.jobs.update(queue_of(resources).jobs)


async def ask_for_code(client: AsyncClient) -> str:
    address = f"asha.{uuid4().hex[:8]}@example.org"
    answer = await client.post("/v1/auth/otp", json={"channel": "email", "address": address})
    assert answer.status_code == 202
    return address


async def test_each_job_that_sends_a_mail_waits_as_long_as_a_server_may_take(
    resources: Resources,
) -> None:
    jobs = queue_of(resources).jobs
    names = (
        one_time_codes.JOB, staff_links.JOB, account_notices.JOB, "appointment_changed",
    )  # fmt: skip
    assert {jobs[name].timeout_seconds for name in names} == {job_seconds(resources.settings)}


async def test_a_message_that_is_answered_late_is_sent_once() -> None:
    box = LateMailbox()
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER, Timeouts(command=COMMAND_SECONDS))
        sending = asyncio.create_task(mailer.send(message(), "asha@example.org"))
        await until(box.has_begun, PATIENCE_SECONDS)
        await outlast_commands()
        box.answers.set()
        await asyncio.wait_for(sending, PATIENCE_SECONDS)
        await mailer.aclose()
    assert len(box.messages) == 1


async def test_a_message_without_any_answer_is_not_sent_again_at_once() -> None:
    """The client does not repeat a message without an answer, because the server may have accepted it.

    The job decides when to try again.
    """
    box = LateMailbox("ravi@example.org")
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER, Timeouts(accept=COMMAND_SECONDS))
        # the connection is kept for the next message
        await mailer.send(message(), "asha@example.org")
        with pytest.raises(MailUnanswered):
            await mailer.send(message(), "ravi@example.org")
        assert box.begun == ["asha@example.org", "ravi@example.org"]
        box.answers.set()
        await mailer.aclose()


async def test_a_cancelled_send_waits_for_the_answer_to_a_whole_message() -> None:
    box = LateMailbox()
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        sending = asyncio.create_task(mailer.send(message(), "asha@example.org"))
        await until(box.has_begun, PATIENCE_SECONDS)
        sending.cancel()
        await asyncio.sleep(0)
        box.answers.set()
        await asyncio.wait_for(sending, PATIENCE_SECONDS)
        await mailer.aclose()


async def test_a_cancelled_send_waits_no_longer_than_the_setting() -> None:
    box = LateMailbox()
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER, Timeouts(shutdown=0.05))
        sending = asyncio.create_task(mailer.send(message(), "asha@example.org"))
        await until(box.has_begun, PATIENCE_SECONDS)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(sending, PATIENCE_SECONDS)
        box.answers.set()


class Parting(LateMailbox):
    """Answers a message to `ravi@example.org`, once `answers` is set, with `farewell`, and closes the connection.

    Other messages are accepted at once.
    """

    def __init__(self, farewell: bytes) -> None:
        super().__init__("ravi@example.org")
        self.farewell = farewell

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if "ravi@example.org" in envelope.rcpt_tos:
            server.transport.write(self.farewell)
            server.transport.close()
        return answer


@pytest.mark.parametrize(
    ("farewell", "outcome"),
    [
        (b"", MailUnanswered),
        (b"\x00\x00\r\n", MailUnanswered),  # no answer of SMTP
        (b"451 later\r\n", asyncio.CancelledError),
    ],
)
async def test_a_cancelled_send_does_not_try_the_next_connection(
    farewell: bytes, outcome: type[BaseException]
) -> None:
    box = Parting(farewell)
    async with serving(box) as url:
        mailer = SmtpMailer.of_url(url, SENDER)
        # two connections are kept for the next messages
        await asyncio.gather(*(mailer.send(message(), f"p{n}@example.org") for n in range(2)))
        sending = asyncio.create_task(mailer.send(message(), "ravi@example.org"))
        await until(lambda: _has(box, "ravi@example.org"), PATIENCE_SECONDS)
        sending.cancel()
        await asyncio.sleep(0)
        box.answers.set()
        with pytest.raises(outcome):
            await asyncio.wait_for(sending, PATIENCE_SECONDS)
        await mailer.aclose()
    assert len(box.to("ravi@example.org")) == 1


async def test_others_messages_do_not_wait_for_a_slow_one(
    own: Settings, make_client: MakeClient
) -> None:
    client = await make_client(database_url=own.database_url)
    slow, quick = await ask_for_code(client), await ask_for_code(client)
    box = LateMailbox(slow)
    async with serving(box) as url, worker(own, every_job, smtp_url=url):
        await until(lambda: _has(box, quick), PATIENCE_SECONDS)
        box.answers.set()
    assert len(box.to(slow)) == 1


@pytest.mark.parametrize("answers", [True, False])
async def test_the_end_of_a_worker_waits_for_the_answer(
    own: Settings, make_client: MakeClient, *, answers: bool
) -> None:
    client = await make_client(database_url=own.database_url)
    address = await ask_for_code(client)
    box = LateMailbox()
    resources = await Resources.open(own)
    ends: dict[str, Any] = {
        "shutdown_grace_seconds": 0.1,
        "mail_shutdown_seconds": PATIENCE_SECONDS if answers else 0.1,
    }
    async with serving(box) as url:
        async with worker(own, every_job, smtp_url=url, **ends) as task:
            await until(box.has_begun, PATIENCE_SECONDS)
            task.cancel()
            await outlast_commands()
            if answers:
                box.answers.set()
            await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
        box.answers.set()
    left = [tuple(row.values()) for row in await resources.database.fetch(_JOBS)]
    await resources.close()
    assert left == ([] if answers else [("queued", 1)])
    assert len(box.to(address)) == 1


async def _has(box: Mailbox, address: str) -> bool:
    return bool(box.to(address))
