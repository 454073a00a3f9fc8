"""Makes staff with their own secrets, for tests of sign-in, links in mails, and sessions that began some time ago."""

from __future__ import annotations

from dataclasses import dataclass
from time import time
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pyotp
from httpx import AsyncClient, Response

from amrutam.accounts.staff_links import JOB, send_message
from amrutam.accounts.staff_sign_in import NewAccount, create_account
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.owner import owner
from tests.cast.people import Person

PASSWORD, OTHER = "seven brass lamps at dusk", "nine copper bowls at noon"
TAKE_JOBS = Statement(
    "test_staff_jobs", "DELETE FROM pgqueuer WHERE entrypoint = $1 RETURNING payload"
)


async def mails(resources: Resources, address: str) -> list[Any]:
    """Takes all jobs that send mails to staff from the queue and runs them with a `FakeMailer`; returns the mails to this address."""
    mailer = FakeMailer()
    resources.part(Mailers).email = mailer
    for row in await resources.database.fetch(TAKE_JOBS, JOB):
        await send_message(resources, msgspec.json.decode(row["payload"]))
    return [message for to, message in mailer.outbox if to == address]


async def link_in_mail(resources: Resources, address: str) -> str:
    (message,) = await mails(resources, address)
    return link_of(message)


def link_of(message: Any) -> str:
    """Returns the token of the link in a mail."""
    body = message.get_body(("plain",)).get_content()
    assert "/sign-in/password#" in body
    return str(body.split("/sign-in/password#")[1].split()[0])


async def set_password(client: AsyncClient, token: str, totp: str | None = None) -> Response:
    body = {"token": token, "password": OTHER, "totp": totp}
    return await client.post("/v1/auth/password", json=body)


async def sign_in(
    client: AsyncClient, email: str, password: str, totp: str, agent: str = "test"
) -> Response:
    body = {"email": email, "password": password, "totp": totp}
    return await client.post("/v1/auth/token", json=body, headers={"user-agent": agent})


def code_of(uri: str | None, steps: int = 0) -> str:
    totp = pyotp.parse_uri(uri or "")
    assert isinstance(totp, pyotp.TOTP)
    return totp.at(int(time()) + 30 * steps)


@dataclass
class Staff:
    account: NewAccount
    person: Person

    @property
    def headers(self) -> dict[str, str]:
        return self.person.headers


async def age(resources: Resources, account_id: UUID, changes: str) -> None:
    async with owner(resources) as database:
        statement = Statement("test_age", f"UPDATE session SET {changes} WHERE account_id = $1")
        await database.execute(statement, account_id)


async def make_vaidya(client: AsyncClient, owner_resources: Resources) -> Staff:
    """Makes an account of a doctor with the password `PASSWORD`, an authenticator, recovery codes and a session.

    The last recovery code is used up.
    """
    email = f"meera.{uuid4().hex[:10]}@clinic.example"
    account = await create_account(owner_resources, "doctor", email, PASSWORD)
    # Signs in with a recovery code, because the authenticator's code of a time step works once and a test may need it.
    answer = await sign_in(client, email, PASSWORD, account.recovery_codes[-1])
    assert answer.status_code == 200, answer.text
    me = answer.json()["account"]
    headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
    return Staff(account, Person(headers, UUID(me["id"]), UUID(me["patient_id"]), email))
