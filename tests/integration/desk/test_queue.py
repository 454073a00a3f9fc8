"""Tests the clinic queue: numbers without gaps, the state of each patient, and the display."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.embedded.waiting import until
from tests.cast.booking import cancel, confirm, hold, problem
from tests.cast.clinics import work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.front_desk import FrontDesk, make_front_desk, registered
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.cast.times import local
from tests.cast.world import add_child

AT_ONCE = 30

MARK_LEFT = Statement(
    "test_mark_left", "UPDATE queue_ticket SET state = 'left' WHERE id = $1::text::uuid"
)
WAITING = Statement(
    "test_waiting",
    """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
    """,
)


@pytest.fixture
async def desk(resources: Resources, client: AsyncClient) -> FrontDesk:
    return await make_front_desk(resources, client)


async def take(
    client: AsyncClient,
    desk: FrontDesk,
    patient: str,
    *,
    key: str | None = None,
    doctor: Doctor | None = None,
    person: Person | None = None,
) -> Response:
    body = {"doctor_id": str((doctor or desk.doctor).id), "patient_id": patient}
    headers = (person or desk.sita).headers | {"idempotency-key": key or uuid4().hex}
    return await client.post(f"{desk.path}/queue", json=body, headers=headers)


async def change(
    client: AsyncClient, desk: FrontDesk, ticket: dict[str, Any], **to: str
) -> Response:
    path = f"{desk.path}/queue/{ticket['id']}"
    return await client.patch(path, json=to, headers=desk.sita.headers)


async def test_a_number_is_taken_called_and_done(client: AsyncClient, desk: FrontDesk) -> None:
    first = await take(client, desk, await registered(client, desk), key="number-1")
    assert (first.status_code, first.json()["number"]) == (201, 1), first.text
    patient = first.json()["patient"]["id"]
    again = await take(client, desk, patient, key="number-1")
    assert (again.status_code, again.content) == (201, first.content)
    waiting = await take(client, desk, patient)
    assert (waiting.status_code, problem(waiting)) == (409, "already-in-queue")
    assert waiting.json()["number"] == 1
    second = await take(client, desk, await registered(client, desk))
    assert second.json()["number"] == 2  # the refused request leaves no gap

    ticket = first.json()
    called = await change(client, desk, ticket, state="called", room="2")
    assert (called.json()["state"], called.json()["room"]) == ("called", "2")
    assert (await change(client, desk, ticket, state="in_room")).json()["room"] == "2"
    assert (await change(client, desk, ticket, state="done")).status_code == 200
    late = await change(client, desk, ticket, state="called")
    assert (late.status_code, problem(late), late.json()["state"]) == (
        409,
        "ticket-moved-on",
        "done",
    )
    assert (await change(client, desk, ticket, state="waiting")).status_code == 200
    shown = await client.get(f"{desk.path}/queue", headers=desk.sita.headers)
    assert [(each["number"], each["state"]) for each in shown.json()["tickets"]] == [
        (1, "waiting"), (2, "waiting")]  # fmt: skip


async def test_a_refused_change_names_the_state_that_prevents_it(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    """Of two changes at once, the one that is refused names the state that the other one has set."""
    ticket = (await take(client, desk, await registered(client, desk))).json()
    async with resources.database.transaction() as other:
        await other.execute(MARK_LEFT, ticket["id"])
        calling = asyncio.create_task(change(client, desk, ticket, state="called"))

        async def is_waiting() -> bool:
            return bool(await resources.database.value(WAITING))

        await until(is_waiting, 10)
    refused = await calling
    assert (problem(refused), refused.json()["state"]) == ("ticket-moved-on", "left")


async def test_a_number_does_not_return_beside_a_newer_one_of_its_patient(
    client: AsyncClient, desk: FrontDesk
) -> None:
    first = (await take(client, desk, await registered(client, desk))).json()
    patient = first["patient"]["id"]
    assert (await change(client, desk, first, state="left")).status_code == 200
    second = (await take(client, desk, patient)).json()

    refused = await change(client, desk, first, state="waiting")
    assert (refused.status_code, problem(refused)) == (409, "already-in-queue")
    assert refused.json()["number"] == second["number"]

    assert (await change(client, desk, second, state="left")).status_code == 200
    at_once = [change(client, desk, each, state="waiting") for each in (first, second)]
    answers = await asyncio.gather(*at_once)
    assert sorted(each.status_code for each in answers) == [200, 409]


async def test_the_number_of_a_removed_patient_does_not_return(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    asha = await sign_in_patient(resources)
    child = await add_child(client, asha)
    held = await hold(
        client, asha, desk.doctor, local(1, "09:00"), patient_id=child, mode="in_person"
    )
    visit = (await confirm(client, asha, held.json()["id"])).json()
    ticket = (await take(client, desk, child)).json()
    await cancel(client, asha, visit["id"])
    removed = await client.delete(f"/v1/me/patients/{child}", headers=asha.headers)
    assert removed.status_code == 204, removed.text

    refused = await change(client, desk, ticket, state="waiting")

    assert (refused.status_code, problem(refused)) == (404, "not-found")


async def test_each_doctor_and_each_day_begins_at_one(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    other = await make_doctor(resources)
    await work_at(client, desk.admin, desk.clinic, other)
    patient = await registered(client, desk)
    assert (await take(client, desk, patient)).json()["number"] == 1
    assert (await take(client, desk, patient, doctor=other)).json()["number"] == 1
    pool = resources.database.pool
    days = await pool.fetch(
        "SELECT local_day FROM queue_counter WHERE doctor_id = $1", desk.doctor.id
    )
    assert len(days) == 1
    insert = "INSERT INTO queue_counter SELECT doctor_id, clinic_id, local_day - 1, 40 FROM queue_counter WHERE doctor_id = $1"
    await pool.execute(insert, desk.doctor.id)  # yesterday's number does not count
    assert (await take(client, desk, await registered(client, desk))).json()["number"] == 2


async def test_many_desks_at_once_leave_no_gap_and_repeat_nothing(
    client: AsyncClient, desk: FrontDesk
) -> None:
    patients = [await registered(client, desk) for _ in range(AT_ONCE)]
    taken = await asyncio.gather(*[take(client, desk, each) for each in patients])
    assert sorted(answer.json()["number"] for answer in taken) == list(range(1, AT_ONCE + 1))


async def test_a_patient_or_doctor_of_elsewhere_has_no_number_here(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    other = await make_front_desk(resources, client)
    stranger, patient = await registered(client, other), await registered(client, desk)
    assert (await take(client, desk, stranger)).status_code == 404
    assert (await take(client, desk, patient, doctor=other.doctor)).status_code == 404
    assert (await take(client, desk, patient, person=other.sita)).status_code == 404
    assert (await take(client, desk, patient)).json()["number"] == 1


async def make_display(client: AsyncClient, desk: FrontDesk, person: Person) -> dict[str, str]:
    answer = await client.post(
        f"{desk.path}/displays", json={"name": "Entrance"}, headers=person.headers
    )
    assert answer.status_code == 201, answer.text
    made: dict[str, str] = answer.json()
    return made


async def test_of_many_displays_made_at_once_no_more_than_the_limit_are_made(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    most = resources.settings.clinic_max_displays
    answers = await asyncio.gather(
        *(
            client.post(
                f"{desk.path}/displays", json={"name": f"Room {n}"}, headers=desk.sita.headers
            )
            for n in range(AT_ONCE)
        )
    )
    assert [answer.status_code for answer in answers].count(201) == most
    refused = [answer.json() for answer in answers if answer.status_code != 201]
    assert {(each["status"], each["limit"]) for each in refused} == {(422, "clinic_max_displays")}
    listed = (await client.get(f"{desk.path}/displays", headers=desk.sita.headers)).json()["items"]
    assert len(listed) == most

    await client.delete(f"{desk.path}/displays/{listed[0]['id']}", headers=desk.sita.headers)
    await make_display(client, desk, desk.sita)  # a display that is revoked makes room for another


async def look(client: AsyncClient, display: dict[str, str]) -> Response:
    return await client.get("/v1/display", headers={"amrutam-display": display["token"]})


async def test_a_display_shows_numbers_and_rooms_and_no_names(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    display = await make_display(client, desk, desk.sita)
    first = await take(client, desk, await registered(client, desk, name="Zephyrina Q"))
    await take(client, desk, await registered(client, desk))
    await change(client, desk, first.json(), state="called", room="2")
    shown = await look(client, display)
    assert shown.status_code == 200, shown.text
    (only,) = shown.json()["doctors"]
    assert (only["doctor"], only["waiting"]) == (desk.doctor.name, [2])
    assert [(each["number"], each["room"], each["state"]) for each in only["called"]] == [
        (1, "2", "called")]  # fmt: skip
    assert "Zephyrina" not in shown.text
    kept = await resources.database.pool.fetchval(
        "SELECT string_agg(clinic_display::text, '') FROM clinic_display"
    )
    assert display["token"] not in kept
    listed = await client.get(f"{desk.path}/displays", headers=desk.sita.headers)
    assert [each["name"] for each in listed.json()["items"]] == ["Entrance"]
    gone = await client.delete(f"{desk.path}/displays/{display['id']}", headers=desk.sita.headers)
    assert gone.status_code == 204
    assert (await look(client, display)).status_code == 404


async def test_a_display_follows_its_maker_and_its_clinic(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    other = await make_admin(resources)
    of_desk, of_admin = (
        await make_display(client, desk, desk.sita),
        await make_display(client, desk, other),
    )
    path = f"{desk.path}/desk/{desk.sita.account_id}"
    assert (await client.delete(path, headers=desk.admin.headers)).status_code == 204
    assert (await look(client, of_desk)).status_code == 404
    assert (await look(client, of_admin)).status_code == 200
    assert (await client.put(path, headers=desk.admin.headers)).status_code == 204
    assert (await look(client, of_desk)).status_code == 200
    staff = f"/v1/staff/{other.account_id}"
    await client.patch(staff, json={"disabled": True}, headers=desk.admin.headers)
    assert (await look(client, of_admin)).status_code == 404
    closed = await client.post(f"{desk.path}/close", headers=desk.admin.headers)
    assert closed.status_code == 200
    assert (await look(client, of_desk)).status_code == 404
    for token in ("", "x", of_desk["token"][::-1]):
        assert (await look(client, {"token": token})).status_code == 404
