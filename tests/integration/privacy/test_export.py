"""Tests the export of a person's data, for a session with a recent proof of identity."""

from __future__ import annotations

from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.account_codes import own_proof
from tests.cast.booking import booked, cancel, problem
from tests.cast.doctors import make_doctor
from tests.cast.front_desk import make_front_desk, visit_of_child
from tests.cast.people import sign_in_patient
from tests.cast.staff import age
from tests.cast.times import local
from tests.conftest import MakeClient

COPIED = {
    "account", "patient", "consent_event", "session", "staff_event", "queue_ticket", "payment", "appointment",
    "appointment_event",
}  # fmt: skip
LEFT_OUT = {
    "time_claim": "repeats the time of an appointment",
    "counted_appointment": "repeats appointments, for the limits of a day",
    "move_proposal": "the appointment shows it",
    "handover": "the appointment shows it",
    "idempotency_key": "repeats answers of the last 24 hours",
    "erasure": "names erased accounts and patients, which have no data left",
    "record_read": "names the staff who read records; an operator answers such a question",
    "clinic_patient": "is about patients whose account nobody can sign in to",
    "made_up_account": "names accounts of no real person",
    "clinic_display": "work of staff",
    "clinic_holiday": "work of staff",
    "desk_clinic": "work of staff",
    "doctor": "work of staff: the public profile",
    "running_late": "work of staff",
    "setting_change": "work of staff",
    "passkey": "a credential of staff",
    "recovery_code": "a credential of staff",
    "staff_device": "a credential of staff",
    "staff_token": "a credential of staff",
}
"""Tables that name a person and are not in the copy, with the reason."""


async def test_it_holds_all_that_one_is_shown_elsewhere_and_nothing_of_others(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    visits = [await booked(client, asha, doctor, local(day, "10:00")) for day in (2, 3)]
    await booked(client, ravi, doctor, local(4, "10:00"))
    await cancel(client, asha, visits[0]["id"], reason="feeling better")

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
    notes = [[event["note"] for event in each["history"]] for each in said["appointments"]]
    assert notes == [[None, "feeling better"], [None]]
    assert "sealed" not in answer.text
    patients = (await client.get("/v1/me/patients", headers=asha.headers)).json()["items"]
    assert said["patients"] == patients
    assert len(said["sessions"]) == 1
    assert ravi.email not in answer.text


async def test_it_holds_queue_numbers_and_payments(
    client: AsyncClient, resources: Resources
) -> None:
    desk, asha = await make_front_desk(resources, client), await sign_in_patient(resources)
    child, visit = await visit_of_child(client, asha, desk)
    paid = {"appointment_id": visit["id"], "paid": {"amount": 50_000}, "method": "cash"}
    for name, body in (
        ("queue", {"doctor_id": str(desk.doctor.id), "patient_id": child}),
        ("payments", paid),
    ):
        headers = desk.sita.headers | {"idempotency-key": name}
        made = await client.post(f"{desk.path}/{name}", json=body, headers=headers)
        assert made.status_code == 201, made.text

    said = (await client.get("/v1/me/export", headers=asha.headers)).json()

    assert [(each["number"], each["state"]) for each in said["queue_numbers"]] == [(1, "waiting")]
    assert [(each["amount"], each["appointment_id"]) for each in said["payments"]] == [
        (50_000, visit["id"])
    ]


async def test_every_table_that_names_a_person_is_in_the_copy_or_listed_as_left_out(
    resources: Resources,
) -> None:
    """If this test fails for a new table, add its rows to privacy/export.py, or list it here with the reason."""
    rows = await resources.database.pool.fetch(
        """
        SELECT DISTINCT c.relname AS table FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attname ~ '(^|_)(account_id|patient_id|party_id|appointment_id|appointment_ids)$|_by$'
        """
    )
    assert {row["table"] for row in rows} | {"account"} == COPIED | set(LEFT_OUT)


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
