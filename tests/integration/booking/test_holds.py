from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.booking import holding
from amrutam.core.errors import Unavailable
from amrutam.core.resources import Resources
from amrutam.holds.redis_keys import of_account
from tests.cast.booking import booked, confirm, hold, problem
from tests.cast.doctors import make_doctor
from tests.cast.people import make_admin, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient


async def test_a_held_time_is_nobody_elses(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)

    held = await hold(client, first, doctor, local(1, "10:00"))
    refused = await hold(client, second, doctor, local(1, "10:00"))

    assert held.status_code == 201
    body = held.json()
    assert body["protected"] is True
    assert body["requires_code"] is False
    assert body["doctor_id"] == str(doctor.id)
    lasts = datetime.fromisoformat(body["ends_at"]) - datetime.fromisoformat(body["starts_at"])
    assert lasts.total_seconds() == 30 * 60
    assert (refused.status_code, problem(refused)) == (409, "slot-taken")


async def test_times_that_overlap_in_part_collide(
    client: AsyncClient, resources: Resources
) -> None:
    longer = {"minutes": 45, "name": "Therapy", "kind": "therapy"}
    doctor = await make_doctor(resources, minutes=15, more_types=[longer])
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)

    held = await hold(
        client, first, doctor, local(1, "10:00"), consultation_type_id=str(doctor.type_ids[1])
    )
    inside = await hold(client, second, doctor, local(1, "10:30"))
    after = await hold(client, second, doctor, local(1, "10:45"))

    assert held.status_code == 201
    assert (inside.status_code, problem(inside)) == (409, "slot-taken")
    assert after.status_code == 201


async def test_a_buffer_keeps_the_next_time_free(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources, buffer=10, step=30)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)

    assert (await hold(client, first, doctor, local(1, "10:00"))).status_code == 201
    assert problem(await hold(client, second, doctor, local(1, "10:30"))) == "slot-taken"
    assert (await hold(client, second, doctor, local(1, "11:00"))).status_code == 201


async def test_asking_again_gives_the_same_hold(client: AsyncClient, resources: Resources) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)

    answers = await asyncio.gather(
        *(hold(client, person, doctor, local(1, "10:00")) for _ in range(5))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


@pytest.mark.parametrize("fails", [False, True], ids=["plans anew", "fails"])
async def test_a_hold_told_to_the_second_request_is_not_let_go_of_by_the_first(
    client: AsyncClient,
    resources: Resources,
    monkeypatch: pytest.MonkeyPatch,
    *,
    fails: bool,
) -> None:
    """A hold that was also returned to a second request is not released by the first request.

    Two requests get the same hold. The first request continues only after the second is answered, as
    in a process that was suspended and resumes.
    """
    facts, locked, may_go_on = holding._facts, asyncio.Event(), asyncio.Event()

    async def late_at_first(*asked: Any) -> Any:
        if not locked.is_set():
            locked.set()
            await may_go_on.wait()
            if fails:
                raise Unavailable
        return await facts(*asked)

    monkeypatch.setattr(holding, "_facts", late_at_first)
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    first = asyncio.create_task(hold(client, asha, doctor, local(1, "10:00")))
    await locked.wait()
    if not fails:
        admin, changed = await make_admin(resources), {"notice_minutes": 5}
        path = f"/v1/doctors/{doctor.id}"
        assert (await client.patch(path, json=changed, headers=admin.headers)).is_success
        # After these requests the process has cached the new schedule.
        other = await sign_in_patient(resources)
        assert (await hold(client, other, doctor, local(1, "11:00"))).is_success
    second = await hold(client, asha, doctor, local(1, "10:00"))
    may_go_on.set()
    told = await first
    assert told.status_code == (503 if fails else 201)
    assert (await confirm(client, asha, second.json()["id"])).status_code == 201


async def test_a_hold_that_nobody_was_told_of_is_let_go_of(
    client: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hold is released when both requests that got it have failed."""
    locked: list[None] = []
    both = asyncio.Event()

    async def fails(*_asked: Any) -> Any:
        locked.append(None)
        if len(locked) == 2:
            both.set()
        await both.wait()
        raise Unavailable

    doctor = await make_doctor(resources)
    asha, other = await sign_in_patient(resources), await sign_in_patient(resources)
    with monkeypatch.context() as broken:
        broken.setattr(holding, "_facts", fails)
        asked = [hold(client, asha, doctor, local(1, "10:00")) for _ in range(2)]
        assert [answer.status_code for answer in await asyncio.gather(*asked)] == [503, 503]
    assert (await hold(client, other, doctor, local(1, "10:00"))).status_code == 201


async def test_holds_of_more_than_an_hour_are_counted_until_they_end(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(hold_seconds=4000)
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    assert (await hold(client, person, doctor, local(1, "10:00"))).status_code == 201
    left = await resources.redis.do("test_left", "PTTL", of_account(person.account_id))
    assert left > 4_000_000


async def test_an_account_holds_two_times_at_once(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)

    first = await hold(client, person, doctor, local(1, "10:00"))
    await hold(client, person, doctor, local(1, "11:00"))
    third = await hold(client, person, doctor, local(1, "12:00"))
    assert (third.status_code, problem(third)) == (429, "too-many-holds")
    assert 0 < int(third.headers["retry-after"]) <= 300

    freed = await client.delete(f"/v1/holds/{first.json()['id']}", headers=person.headers)
    assert freed.status_code == 204
    assert (await hold(client, person, doctor, local(1, "12:00"))).status_code == 201


async def test_racing_holds_of_one_account_never_pass_its_limit(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    starts = [local(1, f"{hour}:00") for hour in range(10, 17)]

    answers = await asyncio.gather(*(hold(client, person, doctor, start) for start in starts))

    assert sorted(answer.status_code for answer in answers) == [201, 201, 429, 429, 429, 429, 429]


async def test_a_released_time_is_free_at_once(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    held = (await hold(client, first, doctor, local(1, "10:00"))).json()

    for _ in range(2):
        released = await client.delete(f"/v1/holds/{held['id']}", headers=first.headers)
        assert released.status_code == 204

    assert (await hold(client, second, doctor, local(1, "10:00"))).status_code == 201
    late = await confirm(client, first, held["id"])
    assert (late.status_code, problem(late)) == (409, "hold-expired")


async def test_a_hold_ends_by_itself(make_client: MakeClient, resources: Resources) -> None:
    client = await make_client(hold_seconds=0.3)
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    held = (await hold(client, first, doctor, local(1, "10:00"))).json()

    await asyncio.sleep(0.35)

    late = await confirm(client, first, held["id"])
    assert (late.status_code, problem(late)) == (409, "hold-expired")
    gone = await client.get(f"/v1/holds/{held['id']}", headers=first.headers)
    assert (gone.status_code, problem(gone)) == (409, "hold-expired")
    assert (await hold(client, second, doctor, local(1, "10:00"))).status_code == 201


async def test_a_hold_is_extended_in_its_last_two_minutes_only(
    make_client: MakeClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    client = await make_client(hold_seconds=121)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    path = f"/v1/holds/{held['id']}/extend"

    early = await client.post(path, headers=person.headers)

    assert (early.status_code, problem(early)) == (409, "not-yet")
    assert early.json()["possible_in_seconds"] == 1
    span = datetime.fromisoformat(held["expires_at"]) - datetime.fromisoformat(
        held["extendable_from"]
    )
    assert span == timedelta(minutes=2)
    later = await make_client(hold_extension_window_seconds=121)
    assert (await later.post(path, headers=person.headers)).status_code == 200
    # After the extension the hold has about 241 seconds left, more than the window of 121.
    again = await later.post(path, headers=person.headers)
    assert (again.status_code, problem(again)) == (409, "not-yet")


async def test_a_new_hold_of_the_same_time_brings_no_new_extensions(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(hold_extensions=3, hold_extension_window_seconds=9999)
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    for _ in range(2):
        await client.post(f"/v1/holds/{held['id']}/extend", headers=person.headers)
    await client.delete(f"/v1/holds/{held['id']}", headers=person.headers)

    held = (await hold(client, person, doctor, local(1, "10:00"))).json()

    assert held["extensions_left"] == 1
    answers = [
        await client.post(f"/v1/holds/{held['id']}/extend", headers=person.headers)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 409]
    assert problem(answers[1]) == "no-more-extensions"
    other = await sign_in_patient(resources)
    await client.delete(f"/v1/holds/{held['id']}", headers=person.headers)
    assert (await hold(client, other, doctor, local(1, "10:00"))).json()["extensions_left"] == 3


async def test_a_hold_is_extended_ten_times_and_no_more(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(hold_extension_window_seconds=9999)
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    ends = datetime.fromisoformat(held["expires_at"])

    for left in range(9, -1, -1):
        answer = await client.post(f"/v1/holds/{held['id']}/extend", headers=person.headers)
        later = datetime.fromisoformat(answer.json()["expires_at"])
        assert (later - ends).total_seconds() == 120
        assert answer.json()["extensions_left"] == left
        assert (answer.json()["extendable_from"] is None) == (left == 0)
        ends = later

    refused = await client.post(f"/v1/holds/{held['id']}/extend", headers=person.headers)
    assert (refused.status_code, problem(refused)) == (409, "no-more-extensions")
    read = await client.get(f"/v1/holds/{held['id']}", headers=person.headers)
    assert datetime.fromisoformat(read.json()["expires_at"]) == ends


async def test_another_accounts_hold_looks_like_none(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    owner, stranger = await sign_in_patient(resources), await sign_in_patient(resources)
    held = (await hold(client, owner, doctor, local(1, "10:00"))).json()
    forged = "A" * len(held["id"])

    for method, path in [("GET", ""), ("DELETE", ""), ("POST", "/extend"), ("POST", "/code")]:
        answers = [
            await client.request(method, f"/v1/holds/{id_}{path}", headers=stranger.headers)
            for id_ in (held["id"], forged)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        bodies = [{**answer.json(), "instance": ""} for answer in answers]
        assert bodies[0] == bodies[1]
    taken, absent = [await confirm(client, stranger, id_) for id_ in (held["id"], forged)]
    assert (taken.status_code, taken.content) == (422, absent.content)
    assert taken.json()["errors"][0]["pointer"] == "/hold_id"


@pytest.mark.parametrize(
    ("days", "clock"),
    [(-1, "10:00"), (1, "08:30"), (1, "10:10"), (1, "17:00"), (61, "10:00"), (3650, "10:00")],
)
async def test_only_offered_times_can_be_held(
    client: AsyncClient, resources: Resources, days: int, clock: str
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    answer = await hold(client, person, doctor, local(days, clock))
    assert (answer.status_code, problem(answer)) == (422, "slot-not-offered")


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": "2030-01-01T10:00:00"},
        {"starts_at": "9999-12-31T23:59:59Z"},
        {"starts_at": "0001-01-01T00:00:00+14:00"},
        {"starts_at": "2030-02-30T10:00:00Z"},
        {"starts_at": "2030-06-30T23:59:60Z"},
        {"starts_at": 1.5},
        {"doctor_id": "no-uuid"},
        {"mode": "by telephone"},
        {"fee": 1},
        {"status": "booked"},
        {"consultation_type_id": str(uuid4())},
    ],
)
async def test_a_hold_that_does_not_fit_is_refused_with_a_reason(
    client: AsyncClient, resources: Resources, change: dict[str, Any]
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    body = {"doctor_id": str(doctor.id), "starts_at": local(1, "10:00")} | change
    answer = await client.post("/v1/holds", json=body, headers=person.headers)
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"]


async def test_absent_and_unapproved_doctors_are_alike(
    client: AsyncClient, resources: Resources
) -> None:
    hidden, person = await make_doctor(resources, approved=False), await sign_in_patient(resources)
    for doctor_id in (hidden.id, uuid4()):
        body = {"doctor_id": str(doctor_id), "starts_at": local(1, "10:00")}
        answer = await client.post("/v1/holds", json=body, headers=person.headers)
        assert (answer.status_code, problem(answer)) == (404, "not-found")


async def test_only_an_accounts_own_patients_can_be_named(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    person, stranger = await sign_in_patient(resources), await sign_in_patient(resources)
    for patient_id in (stranger.patient_id, uuid4()):
        answer = await hold(client, person, doctor, local(1, "10:00"), patient_id=str(patient_id))
        assert (answer.status_code, problem(answer)) == (404, "not-found")


async def test_a_booked_time_cannot_be_held(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    await booked(client, first, doctor, local(1, "10:00"))
    # Without its data, Redis does not mark the time as booked; the claim in PostgreSQL stays.
    await resources.redis.do("test_flush", "FLUSHDB")

    answer = await hold(client, second, doctor, local(1, "10:00"))

    assert (answer.status_code, problem(answer)) == (409, "slot-taken")
    assert (await hold(client, second, doctor, local(1, "10:30"))).status_code == 201


async def test_holding_needs_a_signed_in_account(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    body = {"doctor_id": str(doctor.id), "starts_at": local(1, "10:00")}
    answer = await client.post("/v1/holds", json=body)
    assert (answer.status_code, problem(answer)) == (401, "sign-in-required")
