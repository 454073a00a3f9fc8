"""Tests a patient's own account and family members, through the public API."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from amrutam.accounts.access import access_patient, caller_of_token
from amrutam.core.errors import NotFound
from tests.cast.people import sign_in_patient

if TYPE_CHECKING:
    from httpx import AsyncClient

    from amrutam.core.resources import Resources
    from tests.conftest import MakeClient


async def test_family_members_are_added_and_listed_after_oneself(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    body = {"name": "  मीरा O'Neil % _ 🌿 ", "relation": "child", "birth_date": "2020-02-29"}
    added = await client.post("/v1/me/patients", json=body, headers=asha.headers)
    assert added.status_code == 201
    assert added.json()["name"] == "मीरा O'Neil % _ 🌿"
    listed = (await client.get("/v1/me/patients", headers=asha.headers)).json()["items"]
    assert [p["relation"] for p in listed] == ["self", "child"]
    assert listed[1] == added.json()


async def test_ones_name_language_and_zone_can_be_changed(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    change = {"name": "Asha", "locale": "hi", "time_zone": "Asia/Kathmandu"}
    answer = await client.patch("/v1/me", json=change, headers=asha.headers)
    assert answer.status_code == 200
    assert answer.json() | change == answer.json()
    unchanged = await client.patch("/v1/me", json={"locale": "en"}, headers=asha.headers)
    assert unchanged.json()["name"] == "Asha"


async def test_born_today_means_the_account_s_own_day(
    client: AsyncClient, resources: Resources
) -> None:
    """A date of birth may be today in the time zone of the account, and not later.

    Kiritimati's clock is 25 hours ahead of Pago Pago's, so their dates always differ.
    """
    today = datetime.now(ZoneInfo("Pacific/Kiritimati")).date().isoformat()
    body = {"name": "Mira", "relation": "child", "birth_date": today}
    answers = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        asha = await sign_in_patient(resources)
        await client.patch("/v1/me", json={"time_zone": zone}, headers=asha.headers)
        answers.append(await client.post("/v1/me/patients", json=body, headers=asha.headers))
    assert [each.status_code for each in answers] == [201, 422]
    assert answers[1].json()["errors"][0]["pointer"] == "/birth_date"


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Mira", "relation": "self"},
        {"name": "Mira", "relation": "child", "account_id": str(uuid4())},
        {"name": "", "relation": "child"},
        {"name": "  ", "relation": "child"},
        {"name": "Mira\nBcc: x@y.example", "relation": "child"},
        {"name": "M" * 121, "relation": "child"},
        {"name": "Mira", "relation": "child", "birth_date": "2021-02-29"},
        {"name": "Mira", "relation": "child", "birth_date": "9999-12-31"},
        {"name": "Mira", "relation": "child", "birth_date": "1066-10-14"},
        {"name": 7, "relation": "child"},
        {"relation": "child"},
    ],
    ids=range(11),
)
async def test_what_does_not_fit_is_refused(
    client: AsyncClient, resources: Resources, body: dict[str, Any]
) -> None:
    asha = await sign_in_patient(resources)
    answer = await client.post("/v1/me/patients", json=body, headers=asha.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    "body", [{"role": "admin"}, {"time_zone": "Mars/Olympus"}, {"locale": "de"}, {"email": "a@b.c"}]
)
async def test_role_and_address_cannot_be_assigned(
    client: AsyncClient, resources: Resources, body: dict[str, Any]
) -> None:
    asha = await sign_in_patient(resources)
    assert (await client.patch("/v1/me", json=body, headers=asha.headers)).status_code == 422


async def test_the_number_of_patients_is_bounded_exactly(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(patients_per_account=4)
    asha = await sign_in_patient(resources)
    body = {"name": "Mira", "relation": "other"}
    answers = await asyncio.gather(
        *(client.post("/v1/me/patients", json=body, headers=asha.headers) for _ in range(10))
    )
    assert sorted(a.status_code for a in answers) == [201] * 3 + [409] * 7


async def test_anothers_patient_does_not_exist(resources: Resources) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    caller = await caller_of_token(resources, asha.headers["authorization"].split()[1])
    assert (await access_patient(resources, caller, None)).id == asha.patient_id
    assert (await access_patient(resources, caller, asha.patient_id)).id == asha.patient_id
    for stranger in (ravi.patient_id, uuid4()):
        with pytest.raises(NotFound):
            await access_patient(resources, caller, stranger)


async def test_the_contact_that_was_proved_is_shown_masked(
    client: AsyncClient, resources: Resources
) -> None:
    email = f"asha-{uuid4().hex}@people.example"
    person = await sign_in_patient(resources, email=email)
    me = (await client.get("/v1/me", headers=person.headers)).json()
    assert me["verified_contact"] == {"channel": "email", "masked": "a***@people.example"}
    assert (me["locale"], me["time_zone"]) == ("en", "Asia/Kolkata")
    unproved = await sign_in_patient(resources, verified=False)
    me = (await client.get("/v1/me", headers=unproved.headers)).json()
    assert me["verified_contact"] is None
