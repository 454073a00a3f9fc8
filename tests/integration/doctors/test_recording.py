"""Tests recording and approving doctors."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.doctors.search.reference import ensure_reference
from tests.cast.doctor_calls import is_listed, new_doctor, patch, post
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient

VERSION = Statement(
    "test_version", "SELECT schedule_version FROM doctor_booking WHERE doctor_id = $1"
)
TYPES = Statement(
    "test_types", "SELECT id, active, minutes FROM consultation_type WHERE doctor_id = $1"
)


@pytest.fixture
async def admin(resources: Resources) -> Person:
    await ensure_reference(resources.database)
    return await make_admin(resources)


async def test_a_doctor_is_recorded_approved_and_then_found(
    client: AsyncClient, admin: Person
) -> None:
    name = f"Dr. Padmavathy {uuid4().hex[:8]}"
    made = await post(client, admin, new_doctor(name=name))
    assert made.status_code == 201, made.text
    url = made.headers["location"]
    doctor = made.json()
    assert url == f"/v1/doctors/{doctor['id']}"
    assert (doctor["specialization"], doctor["city"]) == ("Panchakarma", "Kochi")
    assert doctor["languages"] == ["Malayalam", "English"]
    assert doctor["approved"] is False
    assert doctor["consultation_types"][0]["is_default"] is True
    assert (await client.get(url)).status_code == 404
    assert (await client.get(url, headers=admin.headers)).json()["name"] == name
    assert not await is_listed(client, doctor["id"], q=name)
    approved = await client.post(f"{url}/approve", headers=admin.headers)
    assert approved.json()["approved"] is True
    assert (await client.get(url)).json()["name"] == name
    assert await is_listed(client, doctor["id"], q=name)
    suspended = await client.post(f"{url}/suspend", headers=admin.headers)
    assert suspended.json()["approved"] is False
    assert (await client.get(url)).status_code == 404
    assert not await is_listed(client, doctor["id"], q=name)


async def test_only_administrators_record_and_approve(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor = await make_doctor(resources, approved=False)
    staff = await make_staff(resources, "doctor")
    patient = await sign_in_patient(resources, client)
    for who, status in ((None, 401), (patient, 403), (staff, 403)):
        assert (await post(client, who, new_doctor())).status_code == status
        headers = who.headers if who else {}
        answer = await client.post(f"/v1/doctors/{doctor.id}/approve", headers=headers)
        assert answer.status_code == status
    for id_ in (uuid4(), "x"):
        answer = await client.post(f"/v1/doctors/{id_}/approve", headers=admin.headers)
        assert answer.status_code in (404, 422)
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": " x"}, "/name"),
        ({"name": "a\r\nBcc: b"}, "/name"),
        ({"name": "x" * 121}, "/name"),
        ({"registration_number": "🙂🙂🙂"}, "/registration_number"),
        ({"specialization": "astrology"}, "/specialization"),
        ({"city": "Atlantis"}, "/city"),
        ({"languages": []}, "/languages"),
        ({"languages": ["Klingon"]}, "/languages/0"),
        ({"languages": ["hi", "Hindi"]}, "/languages"),
        ({"gender": "F"}, "/gender"),
        ({"experience_years": 81}, "/experience_years"),
        ({"experience_years": "12"}, "/experience_years"),
        ({"experience_years": True}, "/experience_years"),
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"time_zone": "../etc/passwd"}, "/time_zone"),
        ({"buffer_minutes": 7}, "/buffer_minutes"),
        ({"notice_minutes": -1}, "/notice_minutes"),
        ({"horizon_days": 0}, "/horizon_days"),
        ({"horizon_days": 367}, "/horizon_days"),
        ({"bio": "x" * 4001}, "/bio"),
        ({"consultation_types": []}, "/consultation_types"),
        ({"account_id": "x"}, "/account_id"),
        ({"approved": True}, "/approved"),
        ({"id": "018f0000-0000-7000-8000-000000000001"}, "/id"),
        ({"rating": 5}, "/rating"),
    ],
    ids=str,
)
async def test_a_record_that_does_not_fit_is_refused(
    client: AsyncClient, admin: Person, changed: dict[str, Any], pointer: str
) -> None:
    answer = await post(client, admin, new_doctor(**changed))
    assert answer.status_code == 422, answer.text
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"minutes": 7}, "/minutes"),
        ({"minutes": 0}, "/minutes"),
        ({"minutes": 485}, "/minutes"),
        ({"fee": {"amount": -1}}, "/fee/amount"),
        ({"fee": {"amount": 1.5}}, "/fee/amount"),
        ({"fee": {"amount": 1, "currency": "rupees"}}, "/fee/currency"),
        ({"fee": 500}, "/fee"),
        ({"modes": []}, "/modes"),
        ({"modes": ["phone"]}, "/modes/0"),
        ({"modes": ["online", "online"]}, "/modes"),
        ({"kind": "surgery"}, "/kind"),
        ({"id": "018f0000-0000-7000-8000-000000000001"}, "/id"),
    ],
    ids=str,
)
async def test_a_consultation_type_that_does_not_fit_is_refused(
    client: AsyncClient, admin: Person, changed: dict[str, Any], pointer: str
) -> None:
    body = new_doctor()
    body["consultation_types"][0] |= changed
    answer = await post(client, admin, body)
    assert answer.status_code == 422, answer.text
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert f"/consultation_types/0{pointer}" in pointers


async def test_two_defaults_are_refused(client: AsyncClient, admin: Person) -> None:
    body = new_doctor()
    body["consultation_types"] = [body["consultation_types"][0] | {"is_default": True}] * 2
    assert (await post(client, admin, body)).status_code == 422


async def test_a_registration_number_is_one_doctors(client: AsyncClient, admin: Person) -> None:
    body = new_doctor()
    assert (await post(client, admin, body)).status_code == 201
    again = await post(client, admin, body)
    assert again.status_code == 409
    assert again.json()["type"].endswith("/problems/registration-taken")


async def test_only_a_free_doctors_account_can_be_linked(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    staff = await make_staff(resources, "doctor")
    patient = await sign_in_patient(resources, client)
    linked = await post(client, admin, new_doctor(account_id=str(staff.account_id)))
    assert linked.status_code == 201, linked.text
    for account_id in (staff.account_id, patient.account_id, uuid4()):
        answer = await post(client, admin, new_doctor(account_id=str(account_id)))
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/problems/account-not-linkable")
    unlinked = await patch(client, admin, linked.json()["id"], {"account_id": None})
    assert unlinked.status_code == 200, unlinked.text
    assert (await patch(client, staff, linked.json()["id"], {"bio": "x"})).status_code == 404


async def test_approval_raises_the_version_once(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor = await make_doctor(resources, approved=False)
    before = await resources.database.value(VERSION, doctor.id)
    for _ in range(2):
        await client.post(f"/v1/doctors/{doctor.id}/approve", headers=admin.headers)
    assert await resources.database.value(VERSION, doctor.id) == before + 1
