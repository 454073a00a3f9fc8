"""Tests how staff accounts are invited, changed, disabled and reset, by the API and by commands."""

from __future__ import annotations

import asyncio
import sys
from uuid import UUID, uuid4

import msgspec
import pytest
from httpx import AsyncClient

from amrutam.accounts.staff_links import JOB, send_message
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.integrations.smtp.client import MailUnanswered
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import booked, problem
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.cast.realtime import environment_of
from tests.cast.staff import (
    OTHER,
    PASSWORD,
    TAKE_JOBS,
    Staff,
    code_of,
    link_in_mail,
    link_of,
    mails,
    make_vaidya,
    set_password,
    sign_in,
)
from tests.cast.times import local
from tests.cast.visits import visited
from tests.cast.world import make_world

CLOSE = Statement("test_close", "UPDATE account SET closed_at = now() WHERE id = $1")


@pytest.fixture
async def meera(client: AsyncClient, owner_resources: Resources) -> Staff:
    return await make_vaidya(client, owner_resources)


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


async def test_the_list_can_be_read_by_role_page_by_page(
    client: AsyncClient, resources: Resources
) -> None:
    admin = await make_admin(resources)
    desks = {str((await make_staff(resources, "desk")).account_id) for _ in range(3)}
    others = [await make_staff(resources, "doctor"), admin]
    found: list[str] = []
    cursor: str | None = None
    while not found or cursor:
        query = {"role": "desk", "limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/v1/staff", params=query, headers=admin.headers)).json()
        assert {each["role"] for each in page["items"]} == {"desk"}
        found += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert len(found) == len(set(found))
    assert desks <= set(found)
    assert not {str(each.account_id) for each in others} & set(found)
    first = await client.get("/v1/staff?role=desk&limit=1", headers=admin.headers)
    of_desk = first.json()["next_cursor"]
    other = await client.get(
        "/v1/staff", params={"role": "admin", "cursor": of_desk}, headers=admin.headers
    )
    assert other.status_code == 422


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


async def test_a_mail_that_is_sent_again_has_the_only_link_that_works(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    """The mail server accepted the first mail too, but its answer was lost."""
    await mails(resources, meera.person.email)
    await client.post("/v1/auth/password/forgotten", json={"email": meera.person.email})
    ((payload,),) = await resources.database.fetch(TAKE_JOBS, JOB)
    message, mailer = msgspec.json.decode(payload), _Unanswering()
    resources.part(Mailers).email = mailer
    with pytest.raises(MailUnanswered):
        await send_message(resources, message)
    mailer.answers = True
    await send_message(resources, message)
    first, second = [link_of(mail) for _, mail in mailer.outbox]
    code = meera.account.recovery_codes[0]

    assert problem(await set_password(client, first, code)) == "link-refused"
    assert (await set_password(client, second, code)).status_code == 200


class _Unanswering(FakeMailer):
    answers = False

    async def send(self, content: bytes, recipient: str) -> None:
        await super().send(content, recipient)
        if not self.answers:
            raise MailUnanswered("timeout")


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


async def test_a_disabled_account_is_not_reset_and_keeps_its_secrets(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    await mails(resources, meera.person.email)
    admin = await make_admin(resources)
    path = f"/v1/staff/{meera.person.account_id}"
    await client.patch(path, json={"disabled": True}, headers=admin.headers)
    refused = await client.post(f"{path}/reset", headers=admin.headers)
    await client.patch(path, json={"disabled": False}, headers=admin.headers)
    code = meera.account.recovery_codes[0]
    signed_in = await sign_in(client, meera.person.email, PASSWORD, code)

    assert refused.status_code == 409
    assert problem(refused) == "account-disabled"
    assert await mails(resources, meera.person.email) == []
    assert signed_in.status_code == 200


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


async def test_role_and_disabling_are_changed_together_or_not_at_all(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    admin, path = await make_admin(resources), f"/v1/staff/{meera.person.account_id}"
    async with owner(resources) as database:  # a closed account cannot be disabled
        await database.execute(CLOSE, meera.person.account_id)
    body = {"role": "admin", "disabled": True}
    refused = await client.patch(path, json=body, headers=admin.headers)

    assert refused.status_code == 404
    assert (await client.get("/v1/me", headers=meera.headers)).json()["role"] == "doctor"


async def test_an_account_of_a_patient_is_no_account_of_staff(
    client: AsyncClient, resources: Resources
) -> None:
    admin, asha = await make_admin(resources), await sign_in_patient(resources)
    answers = [
        await client.patch(f"/v1/staff/{id_}", json=body, headers=admin.headers)
        for body in ({"disabled": True}, {"disabled": False}, {"role": "desk"})
        for id_ in (asha.account_id, uuid4())
    ]

    assert [(each.status_code, problem(each)) for each in answers] == [(404, "not-found")] * 6
    assert (await client.get("/v1/me", headers=asha.headers)).status_code == 200


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
    code, other_code = set_up.json()["recovery_codes"][:2]
    closed = await sign_in(client, email, OTHER, code)
    not_reset = await _command(settings, "reset", email)
    enabled = await _command(settings, "disable", email, "--enable")
    opened = await sign_in(client, email, OTHER, code)
    reset = await _command(settings, "reset", email)
    gone = await sign_in(client, email, OTHER, other_code)
    unknown = await _command(settings, "role", f"{uuid4().hex}@clinic.example", "admin")

    assert [each[0] for each in (invited, changed, disabled, enabled, reset)] == [0] * 5
    assert (closed.status_code, opened.status_code) == (400, 200)
    assert opened.json()["account"]["role"] == "admin"
    assert "#" in reset[1]
    assert gone.status_code == 400
    assert unknown[0] == not_reset[0] == 1
    assert "Check the id" not in unknown[1]
    assert f"--enable {email}" in not_reset[1]


async def test_earlier_visits_that_an_administrator_reads_stand_in_the_chain(
    client: AsyncClient, resources: Resources
) -> None:
    admin, asha = await make_admin(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    await visited(client, resources, asha, doctor)
    visit = await booked(client, asha, doctor, local(2, "10:00"))
    path = f"/v1/appointments/{visit['id']}/patient"
    shown = (await client.get(path, headers=admin.headers)).json()["earlier_visits"]

    rows = await resources.database.pool.fetch(
        "SELECT appointment_ids FROM record_read WHERE account_id = $1", admin.account_id
    )
    assert len(shown) == 1
    assert {id_ for row in rows for id_ in row["appointment_ids"]} == {
        UUID(visit["id"]), UUID(shown[0]["id"]),
    }  # fmt: skip


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
