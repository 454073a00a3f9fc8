"""Checks the servers that searches and slots are read from: no answer is older than allowed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import asyncpg
from httpx import AsyncClient, Response

from amrutam.core.replicas.choice import Replicas
from amrutam.roles.check import check
from tests.cast.booking import booked, confirm, hold
from tests.cast.doctors import make_doctor
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.integration.replicas.conftest import Reading, day, paused, reading, slots, usable

_READS = """
    SELECT count(*) FROM pg_stat_statements AS s JOIN pg_roles AS r ON r.oid = s.userid
    WHERE r.rolname = 'amrutam_app'
        AND (query LIKE '%time_claim AS c%' OR query LIKE '%doctor_listing AS l%'
            OR query LIKE '%consultation_type t WHERE t.doctor_id = d.id%'
            OR query LIKE '%row_to_json(p)%' OR query LIKE '%row_to_json(f)%')
"""
"""A query that counts the statements that read claims, search results, calendars, profiles or facets."""


async def statements(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        found: int = await connection.fetchval(_READS)
        return found
    finally:
        await connection.close()


def state(answer: Response, starts_at: str) -> str:
    listed = [each for found in answer.json()["days"] for each in found["slots"]]
    return next((each["state"] for each in listed if each["starts_at"] == starts_at), "none")


async def test_the_primary_sees_no_statement_of_searches_and_free_times(platform: Reading) -> None:
    doctors = [await make_doctor(platform.resources, time_zone="UTC") for _ in range(3)]
    await usable(platform, 2)
    client = platform.client
    for doctor in doctors:  # the first read begins the count of the doctor's changes
        await slots(client, doctor)
    servers = [platform.cluster.primary.engine.url("postgres"),
               *(each.url("postgres") for each in platform.cluster.standbys)]  # fmt: skip
    await platform.cluster.say("SELECT pg_stat_statements_reset()")
    for number in range(20):
        assert (await client.get("/v1/doctors", params={"limit": number + 1})).status_code == 200
        await client.get("/v1/doctors", params={"limit": number + 1, "q": doctors[0].name})
        await client.get("/v1/doctors", params={"limit": number + 1, "available_on": day()})
    for path in ("/v1/specializations", "/v1/cities", f"/v1/doctors/{doctors[0].id}"):
        assert (await client.get(path)).status_code == 200
    for doctor in doctors:
        answer = await slots(client, doctor, headers={"x-forwarded-for": "10.0.0.1"})
        assert answer.status_code == 200
    asked = {"doctor_ids": [str(each.id) for each in doctors], "from": day(), "to": day()}
    answer = await client.post("/v1/availability/query", json=asked)
    assert (answer.status_code, len(answer.json()["items"])) == (200, 3)

    assert await statements(servers[0]) == 0
    assert all([await statements(each) for each in servers[1:]])


async def test_a_time_that_was_just_booked_is_not_shown_as_free(platform: Reading) -> None:
    """A slot that was just booked is not shown as available, although no replica has the claim yet.

    The hold has already left Redis.
    """
    doctor = await make_doctor(platform.resources, time_zone="UTC")
    patient = await sign_in_patient(platform.resources)
    starts_at = f"{day()}T10:00:00Z"
    assert state(await slots(platform.client, doctor), starts_at) == "open"
    async with paused(platform):
        await booked(platform.client, patient, doctor, starts_at)
        assert state(await slots(platform.client, doctor), starts_at) == "booked"
        asked = {"doctor_ids": [str(doctor.id)], "from": day(), "to": day()}
        (item,) = (await platform.client.post("/v1/availability/query", json=asked)).json()["items"]
        assert {each["state"] for each in item["days"][0]["slots"]} >= {"booked", "open"}


async def test_a_time_that_was_just_cancelled_is_shown_as_free(platform: Reading) -> None:
    """The slot of a visit that was just cancelled is shown as available.

    The answer has the version that counts the cancellation.
    """
    doctor = await make_doctor(platform.resources, time_zone="UTC")
    patient = await sign_in_patient(platform.resources)
    starts_at = f"{day()}T10:00:00Z"
    appointment = await booked(platform.client, patient, doctor, starts_at)
    async with paused(platform):
        path = f"/v1/appointments/{appointment['id']}/cancel"
        headers = {**patient.headers, "idempotency-key": uuid4().hex}
        assert (await platform.client.post(path, json={}, headers=headers)).status_code == 200
        assert state(await slots(platform.client, doctor), starts_at) == "open"


async def test_hours_that_were_just_given_up_are_not_shown(platform: Reading) -> None:
    owner = await make_staff(platform.resources, "doctor")
    doctor = await make_doctor(platform.resources, time_zone="UTC", account_id=owner.account_id)
    starts_at = f"{day()}T10:00:00Z"
    assert state(await slots(platform.client, doctor), starts_at) == "open"
    async with paused(platform):
        leave = {"kind": "leave", "starts_at": starts_at, "ends_at": f"{day()}T12:00:00Z"}
        path = f"/v1/doctors/{doctor.id}/exceptions"
        answer = await platform.client.post(path, json=leave, headers=owner.headers)
        assert answer.status_code == 201, answer.text
        assert state(await slots(platform.client, doctor), starts_at) == "none"


async def test_a_profile_that_was_just_changed_is_not_cached_as_it_was(
    platform: Reading,
) -> None:
    """A profile that was just changed is read from a server that has the change, because Redis caches it for minutes."""
    admin = await make_admin(platform.resources)
    doctor = await make_doctor(platform.resources)
    path = f"/v1/doctors/{doctor.id}"
    assert (await platform.client.get(path)).json()["bio"] != "New"
    async with paused(platform):
        changed = await platform.client.patch(path, json={"bio": "New"}, headers=admin.headers)
        assert changed.status_code == 200, changed.text
        platform.client.cookies.clear()
        assert (await platform.client.get(path)).json()["bio"] == "New"
    assert (await platform.client.get(path)).json()["bio"] == "New"


async def test_who_has_written_reads_it_and_others_may_have_to_wait(platform: Reading) -> None:
    """A client reads its own writes at once, because it sends the log position that it got with the answer.

    Other clients may read an older state of clinics, which have no version.
    """
    admin, name = await make_admin(platform.resources), f"Clinic {uuid4().hex}"
    async with paused(platform):
        made = await platform.client.post("/v1/clinics", json=_clinic(name), headers=admin.headers)
        assert made.status_code == 201, made.text
        written = made.headers["amrutam-written"]
        assert platform.client.cookies["AMRUTAM-Written"] == written
        assert await _lists(platform.client, name)  # the browser's cookie carries the position
        platform.client.cookies.clear()
        assert not await _lists(platform.client, name)
        assert await _lists(platform.client, name, written)
        forged = f"{written.partition('.')[0]}.{'0' * 64}"
        assert not await _lists(platform.client, name, forged)


async def test_a_position_from_before_a_failover_asks_for_nothing_more(platform: Reading) -> None:
    """Every replica may answer a client whose position is on an earlier timeline than the replica's.

    The primary answers a client whose position is on a timeline that no replica has reached.
    """
    from amrutam.core.http.own_writes import signed  # noqa: PLC0415
    from amrutam.core.replicas.position import Position  # noqa: PLC0415

    await usable(platform, 2)
    replicas = platform.resources.part(Replicas)
    assert len(await replicas.ready(Position(0, 2**60))) == 2
    assert await replicas.ready(Position(2, 0)) == []
    header = {"amrutam-written": signed(platform.resources.keyring, Position(2, 0))}
    assert (await platform.client.get("/v1/clinics", headers=header)).status_code == 200


async def test_replicas_beyond_the_bound_are_not_read(platform: Reading) -> None:
    name = f"Clinic {uuid4().hex}"
    admin = await make_admin(platform.resources)
    async with paused(platform):
        made = await platform.client.post("/v1/clinics", json=_clinic(name), headers=admin.headers)
        assert made.status_code == 201, made.text
        platform.client.cookies.clear()
        await usable(platform, 0)
        assert await _lists(platform.client, name)
        ready = (await platform.client.get("/readyz")).json()
        assert ready["parts"]["replicas"]["status"] == "warning"
        text = (await platform.client.get("/metrics")).text
        assert 'amrutam_replica_usable{replica="1"} 0.0' in text
    await usable(platform, 2)


async def test_check_tells_how_far_behind_replicas_are(platform: Reading) -> None:
    await usable(platform, 2)
    assert await lags(platform) == {("replica 1", "ok"), ("replica 2", "ok")}
    async with paused(platform):
        await usable(platform, 0)
        assert await lags(platform) == {("replica 1", "warn"), ("replica 2", "warn")}
    await usable(platform, 2)


async def lags(platform: Reading) -> set[tuple[str, str]]:
    """Returns (part, grade) of each finding of `amrutam check` about a replica's lag."""
    findings = await check(platform.cluster.settings)
    return {(each.part, each.grade) for each in findings if "s behind" in each.said}


async def test_without_redis_the_primary_is_read(platform: Reading) -> None:
    """The primary is read while Redis is unreachable, because no process knows then which position a replica must have reached."""
    doctor = await make_doctor(platform.resources, time_zone="UTC")
    async with reading(platform.cluster, redis_url="redis://127.0.0.1:1") as blind:
        patient = await sign_in_patient(platform.resources)
        await usable(blind, 2)
        starts_at = f"{day()}T10:00:00Z"
        async with paused(blind):
            await booked(platform.client, patient, doctor, starts_at)
            assert state(await slots(blind.client, doctor), starts_at) == "booked"


async def test_holding_and_confirming_read_the_primary_alone(platform: Reading) -> None:
    """Holding and confirming read the primary alone: they succeed for a doctor who does not exist on the replicas."""
    patient = await sign_in_patient(platform.resources)
    async with paused(platform):
        doctor = await make_doctor(platform.resources, time_zone="UTC")
        held = await hold(platform.client, patient, doctor, f"{day()}T10:00:00Z")
        assert held.status_code == 201, held.text
        assert (await confirm(platform.client, patient, held.json()["id"])).status_code == 201


async def _lists(client: AsyncClient, name: str, written: str | None = None) -> bool:
    headers = {"amrutam-written": written} if written else {}
    answer = await client.get("/v1/clinics", params={"limit": 50}, headers=headers)
    assert answer.status_code == 200, answer.text
    return name in {each["name"] for each in answer.json()["items"]}


def _clinic(name: str) -> dict[str, Any]:
    return {"name": name, "address": "1 Street", "city": "pune", "time_zone": "Asia/Kolkata"}
