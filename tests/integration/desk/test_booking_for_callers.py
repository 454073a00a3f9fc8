"""Tests how the front desk registers, finds and books patients for callers.

The front desk uses the same holds, claims and idempotency keys as patients.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import AsyncClient

from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core.resources import Resources
from tests.cast.account_codes import close_account
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.clinics import make_clinic, make_desk
from tests.cast.doctors import make_doctor
from tests.cast.front_desk import FrontDesk, make_front_desk, new_phone, register, registered
from tests.cast.graphql import data
from tests.cast.people import sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient


@pytest.fixture
async def desk(resources: Resources, client: AsyncClient) -> FrontDesk:
    return await make_front_desk(resources, client)


async def find(client: AsyncClient, desk: FrontDesk, text: str) -> list[str]:
    answer = await client.get(
        f"{desk.path}/patients", params={"q": text}, headers=desk.sita.headers
    )
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["items"]]


async def test_a_caller_is_registered_found_booked_moved_and_cancelled(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    phone = new_phone()
    patient = await registered(client, desk, name="Lakshmi Venkataraman", phone=phone)
    assert await find(client, desk, phone) == [patient]
    assert await find(client, desk, f"0{phone[3:8]} {phone[8:]}") == [patient]
    assert await find(client, desk, "venkata") == [patient]

    held = await hold(client, desk.sita, desk.doctor, local(1, "09:00"), patient_id=patient)
    assert (held.status_code, held.json()["requires_code"]) == (201, False), held.text
    key = "desk-1"
    made = await confirm(client, desk.sita, held.json()["id"], key)
    assert made.status_code == 201, made.text
    assert (await confirm(client, desk.sita, held.json()["id"], key)).content == made.content
    appointment = made.json()
    assert appointment["patient"] == {"id": patient, "name": "Lakshmi Venkataraman"}
    assert appointment["place"]["id"] == desk.clinic
    assert await find(client, desk, appointment["reference"].lower().replace("-", "")) == [patient]

    new = await hold(
        client, desk.sita, desk.doctor, local(1, "10:00"), reschedules=appointment["id"]
    )
    moved = await move(client, desk.sita, appointment["id"], new.json()["id"])
    assert moved.status_code == 200, moved.text
    gone = await cancel(client, desk.sita, appointment["id"], reason="called back")
    assert gone.json()["status"] == "cancelled", gone.text
    events = await client.get(
        f"/v1/appointments/{appointment['id']}/events", headers=desk.sita.headers
    )
    assert [(each["kind"], each["actor_role"]) for each in events.json()["items"]] == [
        ("booked", "desk"), ("moved", "desk"), ("cancelled", "desk")]  # fmt: skip
    # The patient has no e-mail address, so no message is sent; this is no error.
    await tell_appointment_changed(resources, {"appointment_id": appointment["id"], "version": 1})


async def test_a_desk_books_nothing_for_an_account_that_was_closed(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    asha = await sign_in_patient(resources)
    mine = await hold(client, asha, desk.doctor, local(1, "09:00"), mode="in_person")
    patient = (await confirm(client, asha, mine.json()["id"])).json()["patient"]["id"]
    held = await hold(client, desk.sita, desk.doctor, local(1, "10:00"), patient_id=patient)
    assert held.status_code == 201, held.text
    assert (await close_account(client, resources, asha)).status_code == 204

    refused = await confirm(client, desk.sita, held.json()["id"], reason="a rash")

    assert (refused.status_code, problem(refused)) == (404, "not-found"), refused.text
    other = await registered(client, desk)
    free = await hold(client, desk.sita, desk.doctor, local(1, "10:00"), patient_id=other)
    assert free.status_code == 201, free.text


async def test_an_administrator_books_and_moves_at_the_desk_of_any_clinic(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    """An administrator can book and move visits in person at any clinic, but cannot move a patient's online visit."""
    patient = await registered(client, desk)
    held = await hold(client, desk.admin, desk.doctor, local(1, "09:00"), patient_id=patient)
    assert (held.status_code, held.json()["requires_code"]) == (201, False), held.text
    made = (await confirm(client, desk.admin, held.json()["id"])).json()
    assert made["place"]["id"] == desk.clinic
    new = await hold(client, desk.admin, desk.doctor, local(1, "10:00"), reschedules=made["id"])
    assert new.status_code == 201, new.text
    moved = await move(client, desk.admin, made["id"], new.json()["id"])
    assert (moved.status_code, moved.json()["starts_at"]) == (200, local(1, "10:00")), moved.text

    online = await booked(
        client, await sign_in_patient(resources), await make_doctor(resources), local(1, "09:00")
    )
    doctor_id = online["doctor"]["id"]
    refused = await client.post(
        "/v1/holds",
        json={"doctor_id": doctor_id, "starts_at": local(1, "10:00"), "reschedules": online["id"]},
        headers=desk.admin.headers,
    )
    assert refused.status_code == 404, refused.text


async def test_the_first_time_of_a_doctor_at_the_clinic_is_the_next_gap(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    day = local(3, "09:00")[:10]

    async def times() -> list[str]:
        answer = await client.get(
            f"{desk.path}/times", params={"date": day}, headers=desk.sita.headers
        )
        assert answer.status_code == 200, answer.text
        (there,) = (each for each in answer.json()["doctors"] if each["id"] == str(desk.doctor.id))
        return [each["starts_at"] for each in there["times"]]

    first, second, *_ = await times()
    patient = await registered(client, desk)
    held = await hold(client, desk.sita, desk.doctor, first, patient_id=patient)
    assert held.status_code == 201, held.text
    assert (await times())[0] == second, "a held slot must not be listed"
    assert (await confirm(client, desk.sita, held.json()["id"])).status_code == 201
    assert (await times())[0] == second


async def test_of_two_desks_and_one_gap_one_wins_and_the_other_is_told(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    mira = await make_desk(resources, client, desk.admin, desk.clinic)
    patients = [await registered(client, desk) for _ in range(2)]
    held = await asyncio.gather(
        *[hold(client, person, desk.doctor, local(8, "09:00"), patient_id=patient)
          for person, patient in zip((desk.sita, mira), patients, strict=True)]
    )  # fmt: skip
    assert sorted(answer.status_code for answer in held) == [201, 409]
    (told,) = [answer for answer in held if answer.status_code == 409]
    assert problem(told) == "slot-taken"


async def test_a_registered_number_is_sealed_at_rest(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    phone = new_phone()
    await registered(client, desk, phone=phone)
    dump = await resources.database.pool.fetchval(
        "SELECT string_agg(k::text || a::text, '') FROM clinic_patient AS k, account AS a"
        " WHERE k.clinic_id = $1::text::uuid",
        desk.clinic,
    )
    assert phone[3:] not in dump
    assert phone.encode().hex() not in dump


async def test_a_second_person_of_one_number_is_asked_about_not_merged(
    client: AsyncClient, desk: FrontDesk
) -> None:
    phone = new_phone()
    first = await registered(client, desk, name="Lakshmi", phone=phone)
    asked = await register(client, desk, name="Gopal", phone=phone)
    assert (asked.status_code, problem(asked)) == (409, "phone-known")
    assert [each["id"] for each in asked.json()["patients"]] == [first]
    second = await registered(client, desk, name="Gopal", phone=phone, another_person=True)
    # Two patients have this telephone number; they are ordered by name.
    assert await find(client, desk, phone) == [second, first]
    # The two records are separate patients: if the first has the doctor's time, the second can only
    # have another time.
    at = local(2, "11:00")
    one = await booked(client, desk.sita, desk.doctor, at, patient_id=first)
    other = await hold(client, desk.sita, desk.doctor, at, patient_id=second)
    assert (other.status_code, problem(other)) == (409, "slot-taken")
    two = await booked(client, desk.sita, desk.doctor, local(2, "12:00"), patient_id=second)
    assert one["patient"]["id"] != two["patient"]["id"]


async def test_who_signs_in_with_the_number_later_has_an_account_of_their_own(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    from amrutam.accounts.contacts import sealed_address  # noqa: PLC0415
    from amrutam.accounts.queries import insert_account  # noqa: PLC0415

    phone = new_phone()
    await registered(client, desk, phone=phone)
    sealed = sealed_address(resources.keyring, phone)
    assert await insert_account(resources.database, "en", phone=sealed) is not None


async def test_a_desk_finds_and_books_for_patients_of_its_clinics_only(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    asha = await sign_in_patient(resources)
    assert await find(client, desk, "asha") == []
    elsewhere = await make_doctor(resources)
    other = await booked(client, asha, elsewhere, local(3, "09:00"))
    for answer in (
        await hold(
            client, desk.sita, desk.doctor, local(3, "10:00"), patient_id=str(asha.patient_id)
        ),
        await hold(client, desk.sita, elsewhere, local(3, "10:00"), reschedules=other["id"]),
        await client.get(f"/v1/appointments/{other['id']}", headers=desk.sita.headers),
        await cancel(client, desk.sita, other["id"]),
    ):
        assert answer.status_code == 404, answer.text
    patient = await registered(client, desk)
    away = await hold(client, desk.sita, elsewhere, local(3, "10:00"), patient_id=patient)
    assert (away.status_code, problem(away)) == (422, "slot-not-offered")
    stranger = await make_desk(resources, client, desk.admin, await make_clinic(client, desk.admin))
    for method in ("GET", "POST"):
        refused = await client.request(
            method, f"{desk.path}/patients?q=lakshmi", headers=stranger.headers,
            json={"name": "X", "phone": new_phone()} if method == "POST" else None,
        )  # fmt: skip
        assert refused.status_code == 404
    assert (
        await hold(client, stranger, desk.doctor, local(3, "10:00"), patient_id=patient)
    ).status_code == 404


async def test_a_visit_makes_its_patient_known_there_and_its_reason_stays_the_doctors(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    asha = await sign_in_patient(resources)
    held = await hold(client, asha, desk.doctor, local(4, "09:00"), mode="in_person")
    made = (await confirm(client, asha, held.json()["id"], reason="quite private")).json()
    seen = await client.get(f"/v1/appointments/{made['id']}", headers=desk.sita.headers)
    assert (seen.status_code, seen.json()["reason"]) == (200, None)
    assert await find(client, desk, made["reference"]) == [str(asha.patient_id)]
    more = await booked(
        client, desk.sita, desk.doctor, local(4, "12:00"), patient_id=str(asha.patient_id)
    )
    own = await client.get(f"/v1/appointments/{more['id']}", headers=asha.headers)
    # The appointment belongs to Asha's account, although the desk has booked it.
    assert own.status_code == 200
    await cancel(client, asha, more["id"])


async def test_limits_that_bind_persons_do_not_count_what_a_desk_books(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(rate_limits="on", open_per_doctor=1, made_per_day=1)
    desk = await make_front_desk(resources, client)
    patient = await registered(client, desk)
    for hour in ("09:00", "10:00", "11:00"):
        await booked(client, desk.sita, desk.doctor, local(5, hour), patient_id=patient)


async def test_a_doctors_notice_binds_patients_not_the_desk(
    client: AsyncClient, resources: Resources
) -> None:
    desk = await make_front_desk(resources, client, hours=("00:00", "24:00"), notice=600)
    soon = datetime.now(UTC) + timedelta(hours=1)
    at = soon.replace(minute=30 * (soon.minute // 30), second=0, microsecond=0).isoformat()
    asha = await sign_in_patient(resources)
    assert (await hold(client, asha, desk.doctor, at)).status_code == 422
    made = await booked(
        client, desk.sita, desk.doctor, at, patient_id=await registered(client, desk)
    )
    arrived = await client.put(
        f"/v1/appointments/{made['id']}/attendance",
        json={"attendance": "arrived"},
        headers=desk.sita.headers,
    )
    assert arrived.status_code == 200, arrived.text
    on = datetime.fromisoformat(at).astimezone(ZoneInfo("Asia/Kolkata")).date()
    agenda = await client.get(
        f"{desk.path}/agenda", params={"date": str(on)}, headers=desk.sita.headers
    )
    assert [each["attendance"] for each in agenda.json()["appointments"]] == ["arrived"]


async def test_a_time_outside_the_hours_needs_a_reason_that_stays_in_the_history(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    patient, at = await registered(client, desk), local(6, "19:05")
    asked = {"patient_id": patient, "clinic_id": desk.clinic}
    assert (await hold(client, desk.sita, desk.doctor, at, **asked)).status_code == 422
    held = await hold(client, desk.sita, desk.doctor, at, **asked, override=True)
    assert held.status_code == 201, held.text
    silent = await confirm(client, desk.sita, held.json()["id"])
    assert (silent.status_code, problem(silent)) == (422, "override-reason-needed")
    made = await confirm(client, desk.sita, held.json()["id"], override_reason="fever, urgent")
    assert made.status_code == 201, made.text
    path = f"/v1/appointments/{made.json()['id']}/events"
    for person in (desk.sita, desk.meera, desk.admin):
        (event,) = (await client.get(path, headers=person.headers)).json()["items"]
        assert event["override_reason"] == "fever, urgent"
    query = """query ($id: ID!, $doctor: ID!, $on: Date) {
        appointment(id: $id) { events { overrideReason } }
        calendar(doctorId: $doctor) { agenda(date: $on) { appointments { overrideReason } } } }"""
    there = {"id": made.json()["id"], "doctor": str(desk.doctor.id), "on": _day(at)}
    found = await data(client, query, desk.meera, **there)
    assert found["appointment"]["events"] == [{"overrideReason": "fever, urgent"}]
    (visit,) = found["calendar"]["agenda"]["appointments"]
    assert visit == {"overrideReason": "fever, urgent"}
    assert await _reasons_of_day(client, desk, at) == ["fever, urgent"]
    for person in (await sign_in_patient(resources), desk.meera, desk.sita):
        refused = await hold(client, person, desk.doctor, at, override=True, clinic_id=desk.clinic)
        assert (refused.status_code, problem(refused)) == (403, "not-allowed")


async def test_a_time_outside_the_hours_is_not_booked_at_a_clinic_that_has_closed(
    client: AsyncClient, desk: FrontDesk
) -> None:
    asked = {"patient_id": await registered(client, desk), "clinic_id": desk.clinic}
    held = await hold(client, desk.sita, desk.doctor, local(6, "19:10"), **asked, override=True)
    closed = await client.post(f"/v1/clinics/{desk.clinic}/close", headers=desk.admin.headers)
    assert closed.status_code in (200, 204), closed.text
    refused = await confirm(client, desk.sita, held.json()["id"], override_reason="fever, urgent")
    assert (refused.status_code, problem(refused)) == (422, "schedule-changed")


def _day(at: str) -> str:
    return str(datetime.fromisoformat(at).astimezone(ZoneInfo("Asia/Kolkata")).date())


async def test_a_blank_text_is_no_reason_and_no_search(
    client: AsyncClient, desk: FrontDesk
) -> None:
    blank = {"hold_id": "any", "override_reason": "\t "}
    headers = desk.sita.headers | {"idempotency-key": "blank"}
    for answer, pointer in (
        (await client.post("/v1/appointments", json=blank, headers=headers), "/override_reason"),
        (
            await client.post(
                f"{desk.path}/receipts/2026/1/take-back", json={"reason": "   "}, headers=headers
            ),
            "/reason",
        ),
        (
            await client.get(
                f"{desk.path}/patients", params={"q": "  "}, headers=desk.sita.headers
            ),
            "/query/q",
        ),
    ):
        assert answer.status_code == 422, answer.text
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


async def _reasons_of_day(client: AsyncClient, desk: FrontDesk, at: str) -> list[str | None]:
    """Returns the override reason (None without one) of each visit on the local day of `at`, as the front desk sees it.

    Fails if the doctor or the administrator sees other reasons.
    """
    asked = {"date": _day(at)}
    own = f"/v1/doctors/{desk.doctor.id}"
    days = [
        await client.get(f"{path}/agenda", params=asked, headers=person.headers)
        for path, person in ((desk.path, desk.sita), (own, desk.meera), (own, desk.admin))
    ]
    clinic, *doctors = [
        [each["override_reason"] for each in day.json()["appointments"]] for day in days
    ]
    assert doctors == [clinic, clinic]
    return clinic


async def test_the_owner_of_a_visit_does_not_read_why_the_desk_chose_its_time(
    client: AsyncClient, resources: Resources, desk: FrontDesk
) -> None:
    asha = await sign_in_patient(resources)
    held = await hold(client, asha, desk.doctor, local(6, "10:00"), mode="in_person")
    await confirm(client, asha, held.json()["id"])
    asked = {"patient_id": str(asha.patient_id), "clinic_id": desk.clinic, "override": True}
    held = await hold(client, desk.sita, desk.doctor, local(7, "19:05"), **asked)
    made = (await confirm(client, desk.sita, held.json()["id"], override_reason="hurt")).json()
    path = f"/v1/appointments/{made['id']}/events"
    (event,) = (await client.get(path, headers=asha.headers)).json()["items"]
    assert event["override_reason"] is None
    query = "query ($id: ID!) { appointment(id: $id) { events { kind overrideReason } } }"
    found = (await data(client, query, asha, id=made["id"]))["appointment"]["events"]
    assert found == [{"kind": "booked", "overrideReason": None}]


async def test_the_reason_of_a_time_outside_the_hours_ends_when_the_visit_moves_to_an_offered_time(
    client: AsyncClient, desk: FrontDesk
) -> None:
    patient, late = await registered(client, desk), local(6, "19:05")
    asked: dict[str, Any] = {"patient_id": patient, "clinic_id": desk.clinic, "override": True}
    held = await hold(client, desk.sita, desk.doctor, late, **asked)
    made = (await confirm(client, desk.sita, held.json()["id"], override_reason="hurt")).json()

    offered = local(6, "10:00")
    held = await hold(
        client, desk.sita, desk.doctor, offered, patient_id=patient, reschedules=made["id"]
    )
    moved = await move(client, desk.sita, made["id"], held.json()["id"])
    assert moved.status_code == 200, moved.text
    assert await _reasons_of_day(client, desk, offered) == [None]

    held = await hold(client, desk.sita, desk.doctor, late, **asked, reschedules=made["id"])
    moved = await client.post(
        f"/v1/appointments/{made['id']}/reschedule",
        json={"hold_id": held.json()["id"], "override_reason": "again"},
        headers={**desk.sita.headers, "idempotency-key": "again"},
    )
    assert moved.status_code == 200, moved.text
    assert await _reasons_of_day(client, desk, late) == ["again"]


async def test_an_override_goes_over_a_pause_and_never_over_a_visit(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(booked_marker_seconds=0.001)
    desk = await make_front_desk(resources, client, minutes=30, buffer=30)
    first, second = [await registered(client, desk) for _ in range(2)]
    await booked(client, desk.sita, desk.doctor, local(7, "09:00"), patient_id=first)

    async def over(clock: str) -> tuple[int, str]:
        held = await hold(client, desk.sita, desk.doctor, local(7, clock), patient_id=second,
                          override=True, clinic_id=desk.clinic)  # fmt: skip
        if held.status_code != 201:
            return held.status_code, problem(held)
        made = await confirm(client, desk.sita, held.json()["id"], override_reason="hurt")
        return made.status_code, made.json().get("reference", "")

    assert await over("09:15") == (409, "slot-taken")
    assert (await over("09:40"))[0] == 201
    assert await over("09:50") == (409, "slot-taken")
    claims = await resources.database.pool.fetch(
        "SELECT during, pause_minutes FROM time_claim WHERE party_id = $1 ORDER BY during",
        desk.doctor.id,
    )
    assert [row["pause_minutes"] for row in claims] == [10, 0]
