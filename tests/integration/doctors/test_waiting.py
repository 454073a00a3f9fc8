"""Tests doctors who wait for approval: the list for administrators, and what these doctors see of their own record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient

WAITING = "/v1/doctors?approved=false"


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


async def walk(client: AsyncClient, admin: Person, limit: int) -> list[dict[str, Any]]:
    """Follows the pages by their Link headers; returns the doctors of all pages."""
    items: list[dict[str, Any]] = []
    url: str | None = f"{WAITING}&limit={limit}"
    while url:
        answer = await client.get(url, headers=admin.headers)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        items += answer.json()["items"]
        link = answer.headers.get("link")
        assert (link is None) == (answer.json()["next_cursor"] is None)
        url = link.partition(">")[0].removeprefix("<") if link else None
    return items


async def test_those_that_wait_come_oldest_first_and_leave_when_approved(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    made = [await make_doctor(resources, approved=False, city="agra") for _ in range(3)]
    approved = await make_doctor(resources)
    ids = [str(doctor.id) for doctor in made]

    items = await walk(client, admin, 2)

    assert [item["id"] for item in items if item["id"] in ids] == ids
    assert str(approved.id) not in [item["id"] for item in items]
    times = [datetime.fromisoformat(item["created_at"]) for item in items]
    assert times == sorted(times)
    mine = next(item for item in items if item["id"] == ids[0])
    assert (mine["name"], mine["city"], mine["specialization"]) == (
        made[0].name, "Agra", "Kayachikitsa")  # fmt: skip
    assert set(mine) == {
        "id", "name", "registration_number", "specialization", "city", "created_at"
    }  # fmt: skip
    shown = await client.get(f"/v1/doctors/{ids[0]}", headers=admin.headers)
    assert shown.json()["approved"] is False

    await client.post(f"/v1/doctors/{ids[1]}/approve", headers=admin.headers)
    left = [item["id"] for item in await walk(client, admin, 100)]
    assert [id_ for id_ in ids if id_ in left] == [ids[0], ids[2]]


async def test_only_administrators_see_who_waits(client: AsyncClient, resources: Resources) -> None:
    patient, staff = await sign_in_patient(resources), await make_staff(resources, "doctor")
    for person in (patient, staff):
        assert (await client.get(WAITING, headers=person.headers)).status_code == 403
    assert (await client.get(WAITING)).status_code == 401


@pytest.mark.parametrize(
    "more", ["q=rao", "city=Jaipur", "sort=fee", "limit=0", "cursor=x", "mode=online", "page=2"]
)
async def test_it_is_a_list_and_no_search(client: AsyncClient, admin: Person, more: str) -> None:
    answer = await client.get(f"{WAITING}&{more}", headers=admin.headers)
    assert answer.status_code == 422, answer.text


async def test_a_cursor_of_the_search_is_none_of_this_list(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    for _ in range(2):
        await make_doctor(resources)
    page = await client.get("/v1/doctors?limit=1")
    answer = await client.get(
        f"{WAITING}&cursor={page.json()['next_cursor']}", headers=admin.headers
    )
    assert answer.status_code == 422


async def test_approved_true_is_the_search_as_ever(client: AsyncClient) -> None:
    plain = await client.get("/v1/doctors?limit=3")
    said = await client.get("/v1/doctors?limit=3&approved=true")
    assert said.json()["items"] == plain.json()["items"]


async def test_a_doctors_account_says_which_doctor_it_is(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    staff = await make_staff(resources, "doctor")
    assert (await client.get("/v1/me", headers=staff.headers)).json()["doctor_id"] is None
    doctor = await make_doctor(resources, account_id=staff.account_id, approved=False)
    assert (await client.get("/v1/me", headers=staff.headers)).json()["doctor_id"] == str(doctor.id)
    assert (await client.get("/v1/me", headers=admin.headers)).json()["doctor_id"] is None
