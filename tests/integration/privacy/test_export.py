"""Tests the export of a person's data, for a session with a recent proof of identity."""

from __future__ import annotations

from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.account_codes import own_proof
from tests.cast.booking import booked, cancel, problem
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.staff import age
from tests.cast.times import local
from tests.conftest import MakeClient


async def test_it_holds_all_that_one_is_shown_elsewhere_and_nothing_of_others(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    visits = [await booked(client, asha, doctor, local(day, "10:00")) for day in (2, 3)]
    await booked(client, ravi, doctor, local(4, "10:00"))
    await cancel(client, asha, visits[0]["id"])

    answer = await client.get("/v1/me/export", headers=asha.headers)

    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert said["account"]["email"] == asha.email
    shown = (await client.get("/v1/appointments", headers=asha.headers)).json()["items"]
    assert [each["appointment"] for each in said["appointments"]] == shown
    kinds = [[event["kind"] for event in each["history"]] for each in said["appointments"]]
    assert kinds == [["booked", "cancelled"], ["booked"]]
    patients = (await client.get("/v1/me/patients", headers=asha.headers)).json()["items"]
    assert said["patients"] == patients
    assert len(said["sessions"]) == 1
    assert ravi.email not in answer.text


async def test_an_old_session_proves_itself_with_a_code(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    await age(resources, asha.account_id, "proved_at = now() - interval '11 minutes'")
    refused = await client.get("/v1/me/export", headers=asha.headers)
    proof = await own_proof(client, resources, asha, "proof")
    wrong = await client.post(
        "/v1/auth/step-up", json=proof | {"code": "12345x"}, headers=asha.headers
    )
    proved = await client.post("/v1/auth/step-up", json=proof, headers=asha.headers)
    answer = await client.get("/v1/me/export", headers=asha.headers)

    assert problem(refused) == "step-up-required"
    assert problem(wrong) == "wrong-code"
    assert (proved.status_code, answer.status_code) == (204, 200)


async def test_copies_are_limited(make_client: MakeClient, resources: Resources) -> None:
    client = await make_client(rate_limits="on", rate_limit_export="1/3600")
    asha = await sign_in_patient(resources)
    answers = [await client.get("/v1/me/export", headers=asha.headers) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 429]
