"""Tests reading the slots of many doctors in one call, and the cost of that call."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from httpx import AsyncClient, Response
from pytest import MonkeyPatch  # noqa: PT013 - only the type is imported

from amrutam.availability.claims_cache import SECONDS
from amrutam.availability.queries import CLAIMS
from amrutam.core.resources import Resources
from tests.cast.booking import booked, hold, problem
from tests.cast.calendars import day, slots
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.times import local


async def ask(client: AsyncClient, doctors: list[Doctor], **more: object) -> Response:
    body = {"doctor_ids": [str(doctor.id) for doctor in doctors], **more}
    return await client.post("/v1/availability/query", json=body)


async def test_many_doctors_answer_as_each_would(client: AsyncClient, resources: Resources) -> None:
    doctors = [
        await make_doctor(resources),
        await make_doctor(resources, time_zone="America/New_York", minutes=20),
        await make_doctor(resources, time_zone="Australia/Lord_Howe", buffer=10),
    ]
    await booked(client, await sign_in_patient(resources), doctors[0], local(1, "10:00"))

    answer = await ask(client, doctors, **{"from": day(1), "to": day(3)})

    each = [
        (
            await client.get(
                f"/v1/doctors/{doctor.id}/slots", params={"from": day(1), "to": day(3)}
            )
        ).json()
        for doctor in doctors
    ]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {"items": each, "missing": []}


def starts(answer: Response) -> list[list[tuple[str, str, str]]]:
    """Returns for each doctor the slots as (date, start, state)."""
    return [
        [(day["date"], slot["starts_at"], slot["state"])
         for day in item["days"] for slot in day["slots"]]
        for item in answer.json()["items"]
    ]  # fmt: skip


async def test_a_limit_leaves_the_first_open_times_and_their_days(
    client: AsyncClient, resources: Resources
) -> None:
    patient = await sign_in_patient(resources)
    busy = await make_doctor(resources, weekly=[(n, "10:00", "12:00") for n in range(1, 8)])
    away = await make_doctor(resources, weekly=())
    await booked(client, patient, busy, local(1, "10:00"))
    await hold(client, patient, busy, local(1, "11:30"))

    answer = await ask(client, [busy, away], **{"from": day(1), "to": day(9)}, limit=3)

    assert starts(answer) == [
        [(day(1), local(1, "10:30"), "open"), (day(1), local(1, "11:00"), "open"),
         (day(2), local(2, "10:00"), "open")],
        [],
    ]  # fmt: skip
    assert [len(item["days"]) for item in answer.json()["items"]] == [2, 0]


async def test_a_limit_beyond_what_is_open_leaves_all_of_it(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources, weekly=[(n, "10:00", "11:00") for n in range(1, 8)])
    answer = await ask(client, [doctor], **{"from": day(1), "to": day(2)}, limit=50)
    assert [at for _, at, _ in starts(answer)[0]] == [
        local(1, "10:00"), local(1, "10:30"), local(2, "10:00"), local(2, "10:30")]  # fmt: skip


async def test_absent_and_unapproved_doctors_are_missing_alike(
    client: AsyncClient, resources: Resources
) -> None:
    present, hidden = await make_doctor(resources), await make_doctor(resources, approved=False)
    absent = str(uuid4())
    wanted = [absent, str(present.id), str(hidden.id), str(present.id)]
    body = (await client.post("/v1/availability/query", json={"doctor_ids": wanted})).json()
    assert [item["doctor_id"] for item in body["items"]] == [str(present.id)]
    assert body["missing"] == [absent, str(hidden.id)]


async def test_what_does_not_fit_is_refused(client: AsyncClient) -> None:
    one = str(uuid4())
    bad = [
        {"doctor_ids": []},
        {"doctor_ids": [str(uuid4()) for _ in range(101)]},
        {"doctor_ids": [one] * 101},
        {"doctor_ids": ["x"]},
        {"doctor_ids": [one], "from": 20270101},
        {"doctor_ids": [one], "from": "2027-01-02", "to": "2027-01-01"},
        {"doctor_ids": [one], "from": "2027-01-01", "to": "2027-02-01"},
        {"doctor_ids": [one], "since": "2027-01-01"},
        {"doctor_ids": [one], "limit": 0},
        {"doctor_ids": [one], "limit": 51},
        {"doctor_ids": [one], "limit": "3"},
        {"doctor_ids": [one], "limit": 1.5},
        {"doctor_ids": [one], "limit": True},
        {},
    ]
    for body in bad:
        answer = await client.post("/v1/availability/query", json=body)
        assert (answer.status_code, problem(answer)) == (422, "invalid-request"), body


async def test_a_hundred_doctors_cost_at_most_one_round_trip_to_each_store(
    app: FastAPI, client: AsyncClient, resources: Resources, monkeypatch: MonkeyPatch
) -> None:
    doctors = [await make_doctor(resources) for _ in range(100)]
    now = monotonic()
    for module in ("claims_cache", "response_cache"):
        monkeypatch.setattr(f"amrutam.availability.{module}.monotonic", lambda: now)
    await ask(client, doctors)
    asked: list[str] = []
    served: Resources = app.state.resources
    monkeypatch.setattr(served.database, "_observe", lambda name, _: asked.append(name))
    monkeypatch.setattr(served.redis, "_observe", lambda name, _: asked.append(name))

    # The first call uses the cached claims (booked periods) of the doctors, and the second call reads them again.
    for expected in (["hold_live"], ["hold_live", "claims_of_doctors"]):
        answer = await ask(client, doctors)

        assert len(answer.json()["items"]) == 100
        # Other parts of the process may run statements of their own meanwhile.
        ours = [name for name in asked if name in ("hold_live", "claims_of_doctors", "calendars")]
        assert ours == expected
        now += SECONDS
        asked.clear()


async def test_claims_are_found_by_index_however_long_the_history(resources: Resources) -> None:
    doctor = uuid4()
    now = datetime.now(UTC)
    async with resources.database.pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(
            """
            INSERT INTO time_claim
            SELECT CASE WHEN n % 10 = 0 THEN $1 ELSE gen_random_uuid() END,
                tstzrange($2::timestamptz - n * interval '1 hour',
                          $2::timestamptz - n * interval '1 hour' + interval '30 minutes'),
                gen_random_uuid()
            FROM generate_series(1, 20000) AS n
            """,
            doctor,
            now,
        )
        plan = await connection.fetch(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {CLAIMS.sql}",
            [doctor], [now], [now + timedelta(days=7)],
        )  # fmt: skip
        await transaction.rollback()
    scans = [node for node in nodes(json.loads(plan[0][0])[0]["Plan"]) if reads_claims(node)]
    # PostgreSQL may plan an index scan, or a bitmap scan of the index and of the rows that it finds.
    assert "Seq Scan" not in {node["Node Type"] for node in scans}
    assert {node["Index Name"] for node in scans if "Index Name" in node} == {"time_claim_pkey"}
    assert scans[0]["Shared Hit Blocks"] + scans[0]["Shared Read Blocks"] < 20


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", []):
        yield from nodes(part)


def reads_claims(node: dict[str, Any]) -> bool:
    return node.get("Relation Name") == "time_claim" or "time_claim" in node.get("Index Name", "")


async def test_a_slot_list_reads_the_doctors_own_time_zone(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(
        resources, weekly=[(n, "00:00", "01:00") for n in range(1, 8)], time_zone="Pacific/Apia"
    )
    (only,) = (await slots(client, doctor, 1, 1)).json()["days"]
    assert [slot["starts_at"] for slot in only["slots"]] == [
        local(1, "00:00", "Pacific/Apia"), local(1, "00:30", "Pacific/Apia")]  # fmt: skip
