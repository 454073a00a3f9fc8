from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.doctors import make_doctor
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

EVENTS = Statement(
    "test_events",
    "SELECT kind, version FROM appointment_event WHERE appointment_id = $1 ORDER BY version",
)
CLAIMS = Statement("test_claims", "SELECT count(*) FROM time_claim WHERE appointment_id = $1")


async def test_a_confirmed_hold_is_an_appointment(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources, fee=70_000), await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"), mode="in_person")).json()

    answer = await confirm(client, person, held["id"], reason="सिर दर्द since Monday")

    assert answer.status_code == 201
    body = answer.json()
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["location"] == f"/v1/appointments/{body['id']}"
    assert answer.headers["cache-control"] == "no-store"
    expected = {
        "status": "booked", "mode": "in_person", "starts_at": held["starts_at"],
        "ends_at": held["ends_at"], "time_zone": "Asia/Kolkata", "version": 1,
        "fee": {"amount": 70_000, "currency": "INR"}, "reason": "सिर दर्द since Monday",
    }  # fmt: skip
    assert {name: body[name] for name in expected} == expected
    assert body["doctor"]["id"] == str(doctor.id)
    assert body["patient"]["id"] == str(person.patient_id)
    read = await client.get(f"/v1/appointments/{body['id']}", headers=person.headers)
    assert read.json() == body
    assert read.headers["etag"] == '"1"'


async def test_the_same_request_gets_the_same_answer_and_books_once(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()

    answers = await asyncio.gather(
        *(confirm(client, person, held["id"], "one-key") for _ in range(20))
    )
    await cancel(client, person, answers[0].json()["id"])
    later = await confirm(client, person, held["id"], "one-key")

    assert {answer.status_code for answer in [*answers, later]} == {201}
    assert len({answer.content for answer in [*answers, later]}) == 1


async def test_a_key_belongs_to_one_request(client: AsyncClient, resources: Resources) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    await confirm(client, person, held["id"], "one-key", reason="a")

    other = await confirm(client, person, held["id"], "one-key", reason="b")
    assert (other.status_code, problem(other)) == (422, "idempotency-key-reused")

    missing = await client.post(
        "/v1/appointments", json={"hold_id": held["id"]}, headers=person.headers
    )
    assert (missing.status_code, problem(missing)) == (400, "idempotency-key-missing")
    long = await confirm(client, person, held["id"], "k" * 256)
    assert long.status_code == 400


async def test_a_refused_request_leaves_its_key_free(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    await client.delete(f"/v1/holds/{held['id']}", headers=person.headers)
    assert (await confirm(client, person, held["id"], "again")).status_code == 409

    await hold(client, person, doctor, local(1, "10:00"))
    second = (await hold(client, person, doctor, local(1, "10:00"))).json()

    assert (await confirm(client, person, second["id"], "again")).status_code == 201


async def test_a_patient_is_in_one_place_at_a_time(
    client: AsyncClient, resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    first, second = await make_doctor(resources), await make_doctor(resources, minutes=45)
    one = (await hold(client, person, first, local(1, "10:00"))).json()
    two = (await hold(client, person, second, local(1, "09:45"))).json()
    assert (await confirm(client, person, one["id"])).status_code == 201

    busy = await confirm(client, person, two["id"])

    assert (busy.status_code, problem(busy)) == (409, "patient-busy")
    other = await sign_in_patient(resources)
    assert (await hold(client, other, second, local(1, "09:45"))).status_code == 201


async def test_a_changed_schedule_stops_a_hold_it_no_longer_offers(
    client: AsyncClient, resources: Resources
) -> None:
    staff = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=staff.account_id)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    early = (await hold(client, first, doctor, local(1, "10:00"))).json()
    late = (await hold(client, second, doctor, local(1, "15:00"))).json()
    leave = {"kind": "leave", "starts_at": local(1, "09:00"), "ends_at": local(1, "12:00")}
    made = await client.post(
        f"/v1/doctors/{doctor.id}/exceptions", json=leave, headers=staff.headers
    )
    assert made.status_code == 201, made.text

    gone = await confirm(client, first, early["id"])
    kept = await confirm(client, second, late["id"])

    assert (gone.status_code, problem(gone)) == (422, "schedule-changed")
    assert kept.status_code == 201


async def test_a_cancelled_time_is_free_at_once(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    appointment = await booked(client, first, doctor, local(1, "10:00"))

    ended = await cancel(client, first, appointment["id"], reason="feeling well")
    again = await cancel(client, first, appointment["id"])

    assert (ended.status_code, ended.json()["status"], ended.json()["version"]) == (
        200, "cancelled", 2,
    )  # fmt: skip
    assert ended.headers["etag"] == '"2"'
    assert (again.status_code, problem(again)) == (409, "not-booked")
    await booked(client, second, doctor, local(1, "10:00"))


async def test_cancelling_needs_a_key_and_is_repeatable(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    path = f"/v1/appointments/{appointment['id']}/cancel"

    missing = await client.post(path, headers=person.headers)
    answers = [await cancel(client, person, appointment["id"], "cancel-key") for _ in range(2)]

    assert problem(missing) == "idempotency-key-missing"
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content


async def test_a_move_keeps_the_appointment_and_frees_the_old_time(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    person, other = await sign_in_patient(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"), reason="knee")
    held = await hold(client, person, doctor, local(40, "11:00"), reschedules=appointment["id"])
    assert held.status_code == 201, held.text

    moved = await move(client, person, appointment["id"], held.json()["id"], "move-key")
    repeated = await move(client, person, appointment["id"], held.json()["id"], "move-key")

    assert moved.status_code == 200, moved.text
    assert moved.content == repeated.content
    body = moved.json()
    assert (body["id"], body["reference"], body["reason"], body["version"]) == (
        appointment["id"], appointment["reference"], "knee", 2,
    )  # fmt: skip
    assert body["starts_at"] == held.json()["starts_at"]
    read = await client.get(f"/v1/appointments/{appointment['id']}", headers=person.headers)
    assert read.json() == body
    await booked(client, other, doctor, local(1, "10:00"))
    events = await resources.database.fetch(EVENTS, appointment["id"])
    assert [tuple(event) for event in events] == [("booked", 1), ("moved", 2)]
    assert await resources.database.value(CLAIMS, appointment["id"]) == 2


async def test_an_appointment_can_move_onto_part_of_its_own_time(
    client: AsyncClient, resources: Resources
) -> None:
    long = {"minutes": 45, "name": "Therapy", "kind": "therapy"}
    doctor = await make_doctor(resources, minutes=15, more_types=[long])
    person = await sign_in_patient(resources)
    therapy = str(doctor.type_ids[1])
    first = await hold(client, person, doctor, local(1, "10:00"), consultation_type_id=therapy)
    appointment = (await confirm(client, person, first.json()["id"])).json()
    await resources.redis.do("test_flush", "FLUSHDB")

    held = await hold(client, person, doctor, local(1, "10:15"), reschedules=appointment["id"])
    moved = await move(client, person, appointment["id"], held.json()["id"])

    assert moved.status_code == 200, moved.text
    assert moved.json()["consultation_type"]["minutes"] == 45


async def test_a_move_that_loses_its_time_leaves_the_old_one(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    person, rival = await sign_in_patient(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    held = (
        await hold(client, person, doctor, local(1, "11:00"), reschedules=appointment["id"])
    ).json()
    busy = await make_doctor(resources)
    # The patient has another visit at this time.
    await booked(client, person, busy, local(1, "11:00"))

    refused = await move(client, person, appointment["id"], held["id"])

    assert (refused.status_code, problem(refused)) == (409, "patient-busy")
    read = await client.get(f"/v1/appointments/{appointment['id']}", headers=person.headers)
    assert read.json() == appointment
    assert await resources.database.value(CLAIMS, appointment["id"]) == 2
    taken = await hold(client, rival, doctor, local(1, "10:00"))
    assert problem(taken) == "slot-taken"


async def test_holds_are_for_what_they_were_made_for(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    plain = (await hold(client, person, doctor, local(1, "11:00"))).json()
    moving = (
        await hold(client, person, doctor, local(1, "12:00"), reschedules=appointment["id"])
    ).json()

    booking = await confirm(client, person, moving["id"])
    moved = await move(client, person, appointment["id"], plain["id"])

    assert problem(booking) == problem(moved) == "hold-not-for-this"
    stranger = await sign_in_patient(resources)
    foreign = await hold(client, stranger, doctor, local(1, "13:00"), reschedules=appointment["id"])
    assert (foreign.status_code, problem(foreign)) == (404, "not-found")


async def test_if_match_guards_against_what_one_has_not_seen(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    held = (
        await hold(client, person, doctor, local(1, "11:00"), reschedules=appointment["id"])
    ).json()

    stale = await move(client, person, appointment["id"], held["id"], **{"if-match": '"7"'})
    odd = await move(client, person, appointment["id"], held["id"], **{"if-match": "seven"})
    fresh = await move(client, person, appointment["id"], held["id"], **{"if-match": '"1"'})

    assert (stale.status_code, problem(stale)) == (412, "version-mismatch")
    assert odd.status_code == 400
    assert fresh.status_code == 200


SENT_BACK = ['W/"{}"', '"{}-gzip"', 'W/"{}-br"', '"0", "{}-zstd"', "*"]
"""Values of If-Match that must match an ETag: forms that a proxy gives it when it compresses the answer, and `*`.

`{}` stands for the version in the ETag.
"""


@pytest.mark.parametrize("sent", SENT_BACK)
async def test_an_etag_that_a_proxy_has_changed_names_the_same_version(
    client: AsyncClient, resources: Resources, sent: str
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    held = (
        await hold(client, person, doctor, local(1, "11:00"), reschedules=appointment["id"])
    ).json()

    moved = await move(
        client, person, appointment["id"], held["id"], **{"if-match": sent.format(1)}
    )
    ends = []
    for tag in (sent.replace("*", '"{}"').format(1), sent.format(2)):
        headers = {**person.headers, "idempotency-key": uuid4().hex, "if-match": tag}
        path = f"/v1/appointments/{appointment['id']}/cancel"
        ends.append((await client.post(path, headers=headers)).status_code)

    assert [moved.status_code, *ends] == [200, 412, 200]


async def test_another_persons_appointment_looks_like_none(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    owner, stranger = await sign_in_patient(resources), await sign_in_patient(resources)
    foreign_staff = await make_staff(resources, "doctor")
    appointment = await booked(client, owner, doctor, local(1, "10:00"))

    for who in (stranger, foreign_staff):
        for path in ("{}", "{}.ics"):
            answers = [
                await client.get("/v1/appointments/" + path.format(id_), headers=who.headers)
                for id_ in (appointment["id"], uuid4())
            ]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].json() | {"instance": ""} == answers[1].json() | {"instance": ""}
    assert (await cancel(client, stranger, appointment["id"])).status_code == 404


async def test_lists_are_asked_for_by_the_days_of_ones_own_zone(
    client: AsyncClient, resources: Resources
) -> None:
    """The days of a list are those in the time zone of the caller's account.

    Half past midnight in India is still the evening before in London and in UTC.
    """
    weekly = [(day, "00:00", "24:00") for day in range(1, 8)]
    doctor = await make_doctor(resources, weekly=weekly)
    person = await sign_in_patient(resources)
    made = await booked(client, person, doctor, local(3, "00:30"))

    async def on(days: int) -> list[str]:
        period = {"from": local(days, "12:00")[:10], "to": local(days, "12:00")[:10]}
        page = await client.get("/v1/appointments", params=period, headers=person.headers)
        return [item["id"] for item in page.json()["items"]]

    assert [await on(2), await on(3)] == [[], [made["id"]]]
    await client.patch("/v1/me", json={"time_zone": "Europe/London"}, headers=person.headers)
    assert [await on(2), await on(3)] == [[made["id"]], []]


async def test_lists_show_ones_own_page_by_page(client: AsyncClient, resources: Resources) -> None:
    staff, admin = await make_staff(resources, "doctor"), await make_admin(resources)
    doctor = await make_doctor(resources, account_id=staff.account_id)
    person, other = await sign_in_patient(resources), await sign_in_patient(resources)
    starts = [local(day, "10:00") for day in range(1, 6)]
    mine = [await booked(client, person, doctor, start) for start in starts]
    await booked(client, other, doctor, local(1, "12:00"))
    await cancel(client, person, mine[2]["id"])

    async def walk(who: Any, **query: Any) -> list[str]:
        seen: list[str] = []
        cursor: str | None = None
        while True:
            sent = query | ({"cursor": cursor} if cursor else {})
            page = await client.get("/v1/appointments", params=sent, headers=who.headers)
            assert page.status_code == 200, page.text
            seen += [item["id"] for item in page.json()["items"]]
            cursor = page.json()["next_cursor"]
            if cursor is None:
                return seen

    ids = [appointment["id"] for appointment in mine]
    assert await walk(person, limit=2) == ids
    assert await walk(person, limit=2, sort="-starts_at") == ids[::-1]
    assert await walk(person, status="cancelled") == [ids[2]]
    assert await walk(person, **{"from": starts[1][:10], "to": starts[3][:10]}) == ids[1:4]
    backwards = {"from": starts[1][:10], "to": starts[0][:10]}
    refused = await client.get("/v1/appointments", params=backwards, headers=person.headers)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/query/to")
    assert len(await walk(staff, limit=1)) == 6
    assert len(await walk(admin, doctor_id=str(doctor.id))) == 6

    page = await client.get("/v1/appointments?limit=2", headers=person.headers)
    cursor = page.json()["next_cursor"]
    for bad in (cursor[:-2] + "AA", "x", cursor):
        forged = await client.get(
            "/v1/appointments", params={"cursor": bad, "limit": 2}, headers=other.headers
        )
        assert (forged.status_code, problem(forged)) == (422, "invalid-request")
    for limit in (0, -1, 101, 10**9):
        wrong = await client.get(f"/v1/appointments?limit={limit}", headers=person.headers)
        assert wrong.status_code == 422


async def test_a_calendar_file_follows_the_appointment(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources, name="Dr. Rao\r\nATTENDEE:mailto:x@y.example")
    person = await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    path = f"/v1/appointments/{appointment['id']}.ics"

    before = await client.get(path, headers=person.headers)
    await cancel(client, person, appointment["id"])
    after = await client.get(path, headers=person.headers)

    assert before.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = before.text.split("\r\n")
    assert f"UID:{appointment['id']}@amrutam" in lines
    assert "SEQUENCE:0" in lines
    assert "STATUS:CONFIRMED" in lines
    assert not [line for line in lines if line.startswith("ATTENDEE")]
    assert f"UID:{appointment['id']}@amrutam" in after.text.split("\r\n")
    assert "SEQUENCE:1" in after.text.split("\r\n")
    assert "STATUS:CANCELLED" in after.text.split("\r\n")


async def test_without_redis_the_database_alone_decides(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(redis_url="redis://127.0.0.1:9", redis_timeout_seconds=0.1)
    doctor = await make_doctor(resources)
    people = [await sign_in_patient(resources) for _ in range(8)]
    held = [await hold(client, person, doctor, local(1, "10:00")) for person in people]
    assert {answer.status_code for answer in held} == {201}
    assert {answer.json()["protected"] for answer in held} == {False}

    answers = await asyncio.gather(
        *(
            confirm(client, person, answer.json()["id"])
            for person, answer in zip(people, held, strict=True)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {problem(answer) for answer in answers if answer.status_code == 409} == {"slot-taken"}
    extended = await client.post(
        f"/v1/holds/{held[0].json()['id']}/extend", headers=people[0].headers
    )
    assert problem(extended) == "no-more-extensions"


async def test_an_unprotected_hold_counts_when_redis_is_back(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    cut_off = await make_client(redis_url="redis://127.0.0.1:9", redis_timeout_seconds=0.1)
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    promise = (await hold(cut_off, first, doctor, local(1, "10:00"))).json()
    other_promise = (await hold(cut_off, first, doctor, local(1, "11:00"))).json()
    await hold(client, second, doctor, local(1, "11:00"))

    assert (await confirm(client, first, promise["id"])).status_code == 201
    lost = await confirm(client, first, other_promise["id"])
    assert (lost.status_code, problem(lost)) == (409, "slot-taken")


async def test_a_protected_hold_whose_keys_are_gone_has_expired(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    await resources.redis.do("test_flush", "FLUSHDB")
    late = await confirm(client, person, held["id"])
    assert (late.status_code, problem(late)) == (409, "hold-expired")
