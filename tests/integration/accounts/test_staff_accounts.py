"""Staff's accounts: invited, changed, disabled, reset; their own secrets and sessions; when a session ends."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import time
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pyotp
import pytest
from httpx import AsyncClient, Response

from amrutam.accounts.access import COOKIE
from amrutam.accounts.sessions import open_cookie_session
from amrutam.accounts.staff import NewAccount, create_account
from amrutam.accounts.staff_links import JOB, send_message
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.messages import Mailers
from tests.cast.booking import problem
from tests.cast.doctor_calls import new_doctor
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.realtime import environment_of
from tests.cast.world import make_world
from tests.conftest import MakeClient

PASSWORD, OTHER = "seven brass lamps at dusk", "nine copper bowls at noon"
TAKE_JOBS = Statement(
    "test_staff_jobs", "DELETE FROM pgqueuer WHERE entrypoint = $1 RETURNING payload"
)
SESSION = "SELECT expires_at FROM session WHERE account_id = $1 ORDER BY created_at DESC LIMIT 1"
Act = Callable[[AsyncClient, Person], Awaitable[Response]]


async def mails(resources: Resources, address: str) -> list[Any]:
    """What staff's jobs have sent to the address, once they have run."""
    mailer = FakeMailer()
    resources.part(Mailers).email = mailer
    for row in await resources.database.fetch(TAKE_JOBS, JOB):
        await send_message(resources, msgspec.json.decode(row["payload"]))
    return [message for to, message in mailer.outbox if to == address]


async def link_in_mail(resources: Resources, address: str) -> str:
    (message,) = await mails(resources, address)
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


@pytest.fixture
async def meera(client: AsyncClient, owner_resources: Resources) -> Staff:
    """With a password, an authenticator, recovery codes and a session."""
    email = f"meera.{uuid4().hex[:10]}@clinic.example"
    account = await create_account(owner_resources, "doctor", email, PASSWORD)
    # No code of the authenticator: the tests use those of the time they run at, and each serves once.
    answer = await sign_in(client, email, PASSWORD, account.recovery_codes[-1])
    assert answer.status_code == 200, answer.text
    me = answer.json()["account"]
    headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
    return Staff(account, Person(headers, UUID(me["id"]), UUID(me["patient_id"]), email))


async def test_who_is_invited_sets_a_password_and_signs_in_with_a_new_authenticator(
    client: AsyncClient, resources: Resources
) -> None:
    admin, email = await make_admin(resources), f"{uuid4().hex}@clinic.example"
    body = {"email": email, "role": "doctor"}
    invited = await client.post("/v1/staff", json=body, headers=admin.headers)
    again = await client.post("/v1/staff", json=body, headers=admin.headers)
    token = await link_in_mail(resources, email)
    weak = await client.post("/v1/auth/password", json={"token": token, "password": "short"})
    set_up = await set_password(client, token)
    reused = await set_password(client, token)

    assert (invited.status_code, weak.status_code, set_up.status_code) == (201, 422, 200)
    assert (again.status_code, problem(again)) == (409, "address-taken")
    assert (reused.status_code, problem(reused)) == (400, "link-refused")
    assert len(set_up.json()["recovery_codes"]) == 10
    opened = await sign_in(client, email, OTHER, code_of(set_up.json()["totp_uri"]))
    assert opened.json()["account"]["id"] == invited.json()["id"]
    assert (await sign_in(client, email, OTHER, "")).status_code == 400


async def test_a_link_serves_one_of_racing_requests(
    client: AsyncClient, resources: Resources
) -> None:
    admin, email = await make_admin(resources), f"{uuid4().hex}@clinic.example"
    body = {"email": email, "role": "doctor"}
    await client.post("/v1/staff", json=body, headers=admin.headers)
    token = await link_in_mail(resources, email)
    answers = await asyncio.gather(*(set_password(client, token) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]


async def test_a_forgotten_password_is_set_by_mail_and_factor(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    await mails(resources, meera.person.email)
    asked = [
        await client.post("/v1/auth/password/forgotten", json={"email": email})
        for email in (meera.person.email, f"{uuid4().hex}@people.example")
    ]
    token = await link_in_mail(resources, meera.person.email)
    without = [await set_password(client, token, totp) for totp in (None, "000000")]
    changed = await set_password(client, token, meera.account.recovery_codes[0])

    assert [answer.status_code for answer in asked] == [202, 202]
    assert asked[0].content == asked[1].content
    assert [problem(answer) for answer in without] == ["wrong-credentials"] * 2
    assert changed.json() == {"totp_uri": None, "recovery_codes": []}
    assert (await client.get("/v1/me", headers=meera.headers)).status_code == 401
    code = meera.account.recovery_codes[1]
    assert (await sign_in(client, meera.person.email, PASSWORD, code)).status_code == 400
    assert (await sign_in(client, meera.person.email, OTHER, code)).status_code == 200


async def test_a_patient_is_mailed_no_link(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    await client.post("/v1/auth/password/forgotten", json={"email": asha.email})
    assert await mails(resources, asha.email) == []


async def test_a_link_of_a_disabled_account_opens_nothing(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    await mails(resources, meera.person.email)
    admin = await make_admin(resources)
    await client.post("/v1/auth/password/forgotten", json={"email": meera.person.email})
    token = await link_in_mail(resources, meera.person.email)
    path = f"/v1/staff/{meera.person.account_id}"
    disabled = await client.patch(path, json={"disabled": True}, headers=admin.headers)
    refused = await set_password(client, token, meera.account.recovery_codes[0])
    await client.patch(path, json={"disabled": False}, headers=admin.headers)
    accepted = await set_password(client, token, meera.account.recovery_codes[0])

    assert disabled.status_code == 204
    assert (await client.get("/v1/me", headers=meera.headers)).status_code == 401
    assert problem(refused) == "link-refused"
    assert accepted.status_code == 200


async def test_an_administrator_changes_roles_and_resets_but_not_their_own(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    await mails(resources, meera.person.email)
    admin = await make_admin(resources)
    path = f"/v1/staff/{meera.person.account_id}"
    own = f"/v1/staff/{admin.account_id}"
    changed = await client.patch(path, json={"role": "admin"}, headers=admin.headers)
    reset = await client.post(f"{path}/reset", headers=admin.headers)
    refused = [
        await client.patch(own, json={"role": "doctor"}, headers=admin.headers),
        await client.patch(own, json={"disabled": True}, headers=admin.headers),
        await client.post(f"{own}/reset", headers=admin.headers),
    ]
    code = meera.account.recovery_codes[0]
    signed_in = await sign_in(client, meera.person.email, PASSWORD, code)
    set_up = await set_password(client, await link_in_mail(resources, meera.person.email))
    listed = await client.get("/v1/staff?limit=2", headers=admin.headers)

    assert (changed.status_code, reset.status_code) == (204, 204)
    assert [answer.status_code for answer in refused] == [404] * 3
    assert signed_in.status_code == 400
    assert set_up.json()["totp_uri"]
    newest = [each["id"] for each in listed.json()["items"]]
    assert newest == [str(admin.account_id), str(meera.person.account_id)]
    events = await resources.database.pool.fetch(
        "SELECT kind FROM staff_event WHERE account_id = $1 ORDER BY id", meera.person.account_id
    )
    assert [row["kind"] for row in events] == ["created", "role", "reset", "password", "factor"]


async def test_another_password_ends_the_other_sessions(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    _, cookie = await open_cookie_session(resources, meera.person.account_id, verified=False)
    other = {"cookie": f"{COOKIE}={cookie}"}
    assert (await client.get("/v1/me", headers=other)).status_code == 200

    async def change(present: str, password: str) -> Response:
        body = {"current_password": present, "password": password}
        return await client.put("/v1/me/password", json=body, headers=meera.headers)

    wrong, weak = await change("wrong", OTHER), await change(PASSWORD, "short")
    right = await change(PASSWORD, OTHER)

    assert [problem(wrong), problem(weak)] == ["wrong-credentials", "weak-password"]
    assert right.status_code == 204
    assert (await client.get("/v1/me", headers=meera.headers)).status_code == 200
    assert (await client.get("/v1/me", headers=other)).status_code == 401


async def test_an_authenticator_and_its_recovery_codes_are_changed(
    client: AsyncClient, meera: Staff
) -> None:
    begun = (await client.post("/v1/me/factor", headers=meera.headers)).json()

    async def finish(code: str) -> Response:
        body = {"pending": begun["pending"], "code": code}
        return await client.put("/v1/me/factor", json=body, headers=meera.headers)

    wrong = await finish("000000")
    old = await sign_in(client, meera.person.email, PASSWORD, code_of(meera.account.totp_uri))
    done = await finish(code_of(begun["totp_uri"]))
    again = await client.post("/v1/me/recovery-codes", headers=meera.headers)

    assert (problem(wrong), old.status_code, done.status_code) == ("wrong-credentials", 200, 200)
    refused = [
        await sign_in(client, meera.person.email, PASSWORD, code)
        for code in (
            code_of(meera.account.totp_uri, 1), meera.account.recovery_codes[0],
            done.json()["recovery_codes"][0],
        )
    ]  # fmt: skip
    assert [answer.status_code for answer in refused] == [400] * 3
    codes = again.json()["recovery_codes"]
    opened = [
        await sign_in(client, meera.person.email, PASSWORD, code)
        for code in (code_of(begun["totp_uri"], 1), codes[0])
    ]
    assert [answer.status_code for answer in opened] == [200] * 2


async def test_sessions_are_listed_and_ended(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    await open_cookie_session(
        resources, meera.person.account_id, verified=False, user_agent="A phone"
    )
    stranger = await make_staff(resources, "doctor")
    listed = (await client.get("/v1/me/sessions", headers=meera.headers)).json()["items"]
    (phone,) = [each for each in listed if each["browser"]]
    path = f"/v1/me/sessions/{phone['id']}"
    others = await client.delete(path, headers=stranger.headers)
    ended = await client.delete(path, headers=meera.headers)
    again = await client.delete(path, headers=meera.headers)

    assert (phone["user_agent"], phone["current"]) == ("A phone", False)
    assert [each["current"] for each in listed if not each["browser"]] == [True]
    assert [others.status_code, ended.status_code, again.status_code] == [404, 204, 404]
    left = (await client.get("/v1/me/sessions", headers=meera.headers)).json()["items"]
    assert [each["current"] for each in left] == [True]


async def age(resources: Resources, account_id: UUID, changes: str) -> None:
    async with owner(resources) as database:
        statement = Statement("test_age", f"UPDATE session SET {changes} WHERE account_id = $1")
        await database.execute(statement, account_id)


async def left(resources: Resources, account_id: UUID) -> timedelta:
    expires: datetime = await resources.database.pool.fetchval(SESSION, account_id)
    return expires - datetime.now(UTC)


@pytest.mark.parametrize("role", ["doctor", "admin"])
async def test_staffs_session_ends_after_half_an_hour_without_use_and_a_poll_is_no_use(
    client: AsyncClient, resources: Resources, role: Any
) -> None:
    person = await make_staff(resources, role)
    _, cookie = await open_cookie_session(resources, person.account_id, verified=False)
    headers = {"cookie": f"{COOKIE}={cookie}"}
    assert await left(resources, person.account_id) <= timedelta(minutes=30)
    await age(
        resources, person.account_id,
        "last_seen_at = now() - interval '25 minutes', expires_at = now() + interval '5 minutes'",
    )  # fmt: skip

    polled = await client.get("/v1/me", headers={**headers, "amrutam-passive": "1"})
    after_poll = await left(resources, person.account_id)
    used = await client.get("/v1/me", headers=headers)
    after_use = await left(resources, person.account_id)

    assert (polled.status_code, used.status_code) == (200, 200)
    assert after_poll <= timedelta(minutes=5)
    assert timedelta(minutes=29) < after_use <= timedelta(minutes=30)
    await age(resources, person.account_id, "expires_at = now() - interval '1 second'")
    _, other = await open_cookie_session(resources, person.account_id, verified=False)
    await age(resources, person.account_id, "expires_at = now() - interval '1 second'")
    gone = await client.get("/v1/me", headers={"cookie": f"{COOKIE}={other}"})
    assert gone.status_code == 401


async def test_staffs_session_ends_twelve_hours_after_signing_in_whatever_is_done(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    _, cookie = await open_cookie_session(resources, meera.person.account_id, verified=False)
    await age(
        resources, meera.person.account_id,
        "created_at = now() - interval '11 hours 50 minutes', last_seen_at = now() - interval '5 minutes'",
    )  # fmt: skip
    used = await client.get("/v1/me", headers={"cookie": f"{COOKIE}={cookie}"})
    assert used.status_code == 200
    rows = await resources.database.pool.fetch(
        "SELECT expires_at - now() AS left FROM session WHERE account_id = $1 AND cookie_hash IS NOT NULL",
        meera.person.account_id,
    )
    assert [row["left"] <= timedelta(minutes=10) for row in rows] == [True]


async def test_a_program_of_staff_refreshes_no_longer_than_its_session_lives(
    make_client: MakeClient, owner_resources: Resources, resources: Resources
) -> None:
    client = await make_client()
    email = f"{uuid4().hex}@clinic.example"
    account = await create_account(owner_resources, "admin", email, PASSWORD)
    pair = (await sign_in(client, email, PASSWORD, code_of(account.totp_uri))).json()
    body = {"refresh_token": pair["refresh_token"]}
    fresh = await client.post("/v1/auth/refresh", json=body)
    assert fresh.status_code == 200
    assert await left(resources, account.id) <= timedelta(minutes=30)
    await age(resources, account.id, "expires_at = now() - interval '1 second'")
    body = {"refresh_token": fresh.json()["refresh_token"]}
    assert (await client.post("/v1/auth/refresh", json=body)).status_code == 400


async def test_a_patients_session_lives_on_as_before(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    assert await left(resources, asha.account_id) > timedelta(days=29)


async def approve(client: AsyncClient, admin: Person) -> Response:
    made = await client.post("/v1/doctors", json=new_doctor(), headers=admin.headers)
    return await client.post(f"/v1/doctors/{made.json()['id']}/approve", headers=admin.headers)


async def link_account(client: AsyncClient, admin: Person) -> Response:
    body = new_doctor(account_id=str(uuid4()))
    answer = await client.post("/v1/doctors", json=body, headers=admin.headers)
    assert answer.status_code in (403, 409, 422), answer.text
    return answer


async def unlink_account(client: AsyncClient, admin: Person) -> Response:
    made = await client.post("/v1/doctors", json=new_doctor(), headers=admin.headers)
    path, body = f"/v1/doctors/{made.json()['id']}", {"account_id": None}
    return await client.patch(path, json=body, headers=admin.headers)


async def invite(client: AsyncClient, admin: Person) -> Response:
    body = {"email": f"{uuid4().hex}@clinic.example", "role": "doctor"}
    return await client.post("/v1/staff", json=body, headers=admin.headers)


@pytest.mark.parametrize("act", [approve, link_account, unlink_account, invite])
async def test_what_a_stolen_session_must_not_do_asks_who_it_is(
    client: AsyncClient, resources: Resources, act: Act
) -> None:
    admin = await make_admin(resources)
    assert (await act(client, admin)).status_code != 403
    await age(resources, admin.account_id, "proved_at = now() - interval '11 minutes'")
    refused = await act(client, admin)
    assert (refused.status_code, problem(refused)) == (403, "step-up-required")


async def test_a_step_up_opens_the_way_again(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    doctor = await make_doctor(resources, account_id=meera.person.account_id)
    path = f"/v1/doctors/{doctor.id}/calendar-link"
    await age(resources, meera.person.account_id, "proved_at = now() - interval '11 minutes'")
    before = await client.post(path, headers=meera.headers)

    async def step_up(password: str, totp: str) -> Response:
        body = {"password": password, "totp": totp}
        return await client.post("/v1/auth/step-up", json=body, headers=meera.headers)

    code = code_of(meera.account.totp_uri, 1)
    wrong = [await step_up("wrong", code), await step_up(PASSWORD, "000000")]
    right = await step_up(PASSWORD, code)

    assert problem(before) == "step-up-required"
    assert [problem(answer) for answer in wrong] == ["wrong-credentials"] * 2
    assert right.status_code == 204
    assert (await client.post(path, headers=meera.headers)).status_code == 201


async def test_a_new_device_is_told_of_by_mail_once(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    """The fixture has signed in from one."""
    (first,) = await mails(resources, meera.person.email)
    codes = iter(meera.account.recovery_codes)
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    for agent in ("test", firefox, firefox):
        await sign_in(client, meera.person.email, PASSWORD, next(codes), agent)
    (second,) = await mails(resources, meera.person.email)

    assert "new device" in first["subject"]
    assert "Firefox, Windows" in second.get_body(("plain",)).get_content()


async def _command(settings: Settings, *arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", "staff", *arguments, env=environment_of(settings),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


async def test_the_commands_do_the_same_for_an_operator(
    client: AsyncClient, settings: Settings, resources: Resources
) -> None:
    email = f"{uuid4().hex}@clinic.example"
    invited = await _command(settings, "invite", email, "--role", "doctor")
    changed = await _command(settings, "role", email, "admin")
    set_up = await set_password(client, invited[1].strip().rpartition("#")[2])
    disabled = await _command(settings, "disable", email)
    code = set_up.json()["recovery_codes"][0]
    closed = await sign_in(client, email, OTHER, code)
    enabled = await _command(settings, "disable", email, "--enable")
    opened = await sign_in(client, email, OTHER, code)
    reset = await _command(settings, "reset", email)
    unknown = await _command(settings, "role", f"{uuid4().hex}@clinic.example", "admin")

    assert [each[0] for each in (invited, changed, disabled, enabled, reset)] == [0] * 5
    assert (closed.status_code, opened.status_code) == (400, 200)
    assert opened.json()["account"]["role"] == "admin"
    assert "#" in reset[1]
    assert (await client.get("/v1/me", headers={
        "authorization": f"Bearer {opened.json()['access_token']}"
    })).status_code in (200, 401)  # fmt: skip
    assert unknown[0] == 1


async def test_what_an_administrator_reads_of_patients_stands_in_the_chain(
    client: AsyncClient, resources: Resources
) -> None:
    world = await make_world(resources, client)
    id_, doctor = world.appointment_id, world.doctor.id
    day = (await client.get(f"/v1/appointments/{id_}", headers=world.asha.headers)).json()
    paths = {
        f"/v1/appointments/{id_}": "appointment",
        f"/v1/appointments/{id_}.ics": "appointment",
        f"/v1/appointments/{id_}/events": "appointment",
        f"/v1/appointments?reference={day['reference']}": "list",
        f"/v1/doctors/{doctor}/agenda?date={day['starts_at'][:10]}": "agenda",
    }
    for path in paths:
        for who in (world.admin, world.asha, world.meera):
            await client.get(path, headers=who.headers)

    rows = await resources.database.pool.fetch(
        "SELECT account_id, what FROM record_read WHERE $1 = ANY(appointment_ids) ORDER BY id",
        UUID(id_),
    )
    assert [row["what"] for row in rows] == list(paths.values())
    assert {row["account_id"] for row in rows} == {world.admin.account_id}
