"""Checks that calendar links, tickets, holds and mailed codes stop working once their doctor or account may not use them.

A doctor may be suspended, deleted, unlinked or linked to another account; an account may be disabled or change its role.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from httpx import AsyncClient

from amrutam.accounts.actions import change_role, disable_account
from amrutam.core.database import Statement
from amrutam.core.errors import SignInRequired
from amrutam.core.resources import Resources
from amrutam.realtime import tickets
from tests.cast.booking import confirm, hold, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.mailbox import code_sent_to
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, session_ends, sign_in_patient
from tests.cast.times import local
from tests.cast.world import open_calendar

DELETE = Statement("test_delete", "DELETE FROM doctor WHERE id = $1")
End = Callable[[AsyncClient, Resources, Doctor, Person], Awaitable[None]]


async def suspended(client: AsyncClient, resources: Resources, doctor: Doctor, _: Person) -> None:
    admin = await make_admin(resources)
    answer = await client.post(f"/v1/doctors/{doctor.id}/suspend", headers=admin.headers)
    assert answer.status_code == 200


async def disabled(_: AsyncClient, owners: Resources, _doctor: Doctor, meera: Person) -> None:
    await disable_account(owners, None, meera.account_id)


async def no_doctor_any_more(
    _: AsyncClient, owners: Resources, _doctor: Doctor, meera: Person
) -> None:
    await change_role(owners, None, meera.account_id, "admin")


async def linked_to_another(
    client: AsyncClient, resources: Resources, doctor: Doctor, _: Person
) -> None:
    await _link(client, resources, doctor, (await make_staff(resources, "doctor")).account_id)


async def unlinked(client: AsyncClient, resources: Resources, doctor: Doctor, _: Person) -> None:
    await _link(client, resources, doctor, None)


async def _link(
    client: AsyncClient, resources: Resources, doctor: Doctor, account_id: UUID | None
) -> None:
    admin = await make_admin(resources)
    body = {"account_id": str(account_id) if account_id else None}
    answer = await client.patch(
        f"/v1/doctors/{doctor.id}", json=body, headers={**admin.headers, "if-match": "*"}
    )
    assert answer.status_code == 200, answer.text


async def deleted(_: AsyncClient, owners: Resources, doctor: Doctor, _meera: Person) -> None:
    async with owner(owners) as database:
        await database.execute(DELETE, doctor.id)


@pytest.mark.parametrize(
    "end", [suspended, disabled, no_doctor_any_more, linked_to_another, unlinked, deleted]
)
async def test_a_calendar_link_opens_nothing_after_its_doctors_state_ends(
    client: AsyncClient, owner_resources: Resources, end: End
) -> None:
    meera = await make_staff(owner_resources, "doctor")
    doctor = await make_doctor(owner_resources, account_id=meera.account_id)
    path = f"/v1/calendars/{await open_calendar(client, meera, doctor)}.ics"
    assert (await client.get(path)).status_code == 200

    await end(client, owner_resources, doctor, meera)

    gone, unknown = await client.get(path), await client.get("/v1/calendars/unknown.ics")
    assert (gone.status_code, problem(gone)) == (404, "not-found")
    assert gone.json() | {"instance": ""} == unknown.json() | {"instance": ""}


async def test_a_doctor_who_is_approved_again_reads_by_the_same_link(
    client: AsyncClient, resources: Resources
) -> None:
    meera, admin = await make_staff(resources, "doctor"), await make_admin(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    path = f"/v1/calendars/{await open_calendar(client, meera, doctor)}.ics"
    for what, status in (("suspend", 404), ("approve", 200)):
        await client.post(f"/v1/doctors/{doctor.id}/{what}", headers=admin.headers)
        assert (await client.get(path)).status_code == status


async def test_a_hold_is_worth_nothing_once_its_doctor_is_suspended(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    held = (await hold(client, asha, doctor, local(2, "10:00"))).json()["id"]
    await suspended(client, resources, doctor, asha)

    answers = [
        await client.post(f"/v1/holds/{held}/{what}", headers=asha.headers)
        for what in ("extend", "code")
    ]
    booked = await confirm(client, asha, held)

    assert [(each.status_code, problem(each)) for each in answers] == [(409, "hold-expired")] * 2
    assert (booked.status_code, problem(booked)) == (422, "schedule-changed")


async def test_a_hold_of_a_disabled_account_books_nothing(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    admin = await make_admin(resources)
    held = (await hold(client, asha, doctor, local(2, "10:00"))).json()["id"]
    await disable_account(resources, await _session(resources, admin), asha.account_id)
    assert await session_ends(client, asha)
    assert (await confirm(client, asha, held)).status_code == 401


async def test_a_ticket_of_a_disabled_account_opens_no_socket(
    client: AsyncClient, resources: Resources
) -> None:
    asha, admin = await sign_in_patient(resources), await make_admin(resources)
    answer = await client.post("/v1/realtime/ticket", headers=asha.headers)
    await disable_account(resources, await _session(resources, admin), asha.account_id)
    with pytest.raises(SignInRequired):
        await tickets.redeem(resources, answer.json()["ticket"])


async def test_a_code_that_was_mailed_before_the_account_was_disabled_signs_nobody_in(
    client: AsyncClient, resources: Resources, owner_resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    body = {"channel": "email", "address": asha.email}
    challenge = (await client.post("/v1/auth/otp", json=body)).json()["challenge_id"]
    code = await code_sent_to(resources, asha.email)
    await disable_account(owner_resources, None, asha.account_id)
    answer = await client.post("/v1/auth/token", json={"challenge_id": challenge, "code": code})
    assert (answer.status_code, problem(answer)) == (400, "wrong-code")


async def _session(resources: Resources, person: Person) -> UUID:
    found: UUID = await resources.database.pool.fetchval(
        "SELECT id FROM session WHERE account_id = $1", person.account_id
    )
    return found
