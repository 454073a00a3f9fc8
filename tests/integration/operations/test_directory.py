"""Tests that administrators find doctors in every state (draft, waiting, approved, suspended), and create accounts for doctors."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin

PATH = "/v1/operations/doctors"


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


async def asked(client: AsyncClient, admin: Person, **query: str | int) -> Any:
    answer = await client.get(PATH, params=query, headers=admin.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def state_of(client: AsyncClient, admin: Person, doctor: Doctor) -> dict[str, Any]:
    answer = await client.get(f"{PATH}/{doctor.id}", headers=admin.headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_doctor_goes_from_draft_to_approved_to_suspended(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    draft = await make_doctor(resources, approved=False, weekly=())
    waiting = await make_doctor(resources, approved=False)
    assert (await state_of(client, admin, draft))["state"] == "draft"
    assert (await state_of(client, admin, waiting))["state"] == "waiting"

    for action, state in (("approve", "approved"), ("suspend", "suspended")):
        await client.post(f"/v1/doctors/{waiting.id}/{action}", headers=admin.headers)
        found = await state_of(client, admin, waiting)
        assert (found["state"], found["history"][0]["kind"]) == (state, f"doctor_{state}")
        assert found["history"][0]["by"]
        listed = await asked(client, admin, state=state, q=waiting.name)
        assert str(waiting.id) in [item["id"] for item in listed["items"]]
    assert (await state_of(client, admin, waiting))["suspended_at"]


async def test_doctors_are_found_by_name_however_it_is_written_and_by_number(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    mark = uuid4().hex[:8]
    listed = await make_doctor(resources, name=f"Dr. {mark} Ksheersagar")
    other = await make_doctor(resources, name=f"Dr. {mark} Sharma", approved=False)
    found = (await asked(client, admin, q=f"{mark} KSHIRSAGAR"))["items"]
    assert [item["id"] for item in found] == [str(listed.id)]
    found = (await asked(client, admin, q=f"{mark} शर्मा"))["items"]
    assert [item["id"] for item in found] == [str(other.id)]
    number = found[0]["registration_number"]
    assert str(other.id) in [
        item["id"] for item in (await asked(client, admin, q=number.lower()))["items"]
    ]
    assert (await asked(client, admin, q="100%_"))["items"] == []


async def test_a_doctor_without_a_free_time_has_no_next_one(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor = await make_doctor(resources, name=f"Dr. {uuid4().hex}", weekly=())
    (found,) = (await asked(client, admin, q=doctor.name))["items"]
    assert found["next_available_at"] is None


async def test_pages_go_by_name_and_counts_are_of_all(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    mark = uuid4().hex[:8]
    for letter in "bac":
        await make_doctor(resources, name=f"Dr. {mark} {letter}", approved=False)
    page = await asked(client, admin, q=mark, limit=2)
    assert page["counts"]["waiting"] >= 3
    rest = await asked(client, admin, q=mark, limit=2, cursor=page["next_cursor"])
    names = [item["name"][-1] for item in [*page["items"], *rest["items"]]]
    assert (names, rest["next_cursor"]) == (["a", "b", "c"], None)
    answer = await client.get(
        PATH, params={"q": "other", "cursor": page["next_cursor"]}, headers=admin.headers
    )
    assert answer.status_code == 422


async def test_an_invited_doctor_has_an_account_of_their_own(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor = await make_doctor(resources, approved=False)
    address = f"{uuid4().hex}@clinic.example"
    path = f"{PATH}/{doctor.id}/account"
    made = await client.post(path, json={"email": address}, headers=admin.headers)
    assert made.status_code == 201, made.text
    found = await state_of(client, admin, doctor)
    assert found["account"] == {
        "id": made.json()["id"], "email": address, "has_password": False, "disabled": False,
    }  # fmt: skip
    again = await client.post(path, json={"email": f"x{address}"}, headers=admin.headers)
    assert (await state_of(client, admin, doctor))["account"]["id"] == again.json()["id"]
    other = await make_doctor(resources, approved=False)
    taken = await client.post(
        f"{PATH}/{other.id}/account", json={"email": address}, headers=admin.headers
    )
    assert taken.json()["type"].endswith("address-taken")
    assert (await state_of(client, admin, other))["account"] is None
