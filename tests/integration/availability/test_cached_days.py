"""Tests the cache of slots: an answer from it contains every counted change, and is at most `SECONDS` old."""

from __future__ import annotations

import json
from datetime import date
from time import monotonic
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from httpx import AsyncClient

from amrutam.availability.answers import slots_of_many
from amrutam.availability.claims_cache import SECONDS
from amrutam.availability.models import RequestedDays
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.holds import redis_keys
from tests.cast.booking import booked, cancel, confirm, hold, move
from tests.cast.calendars import add_exception, day, put_schedule, schedule, slots, states, week
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import make_admin, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

_WEEKLY = [(n, "09:00", "10:30") for n in range(1, 8)]
_CLAIM = Statement(
    "test_claim",
    """
    INSERT INTO time_claim (party_id, during, appointment_id)
    VALUES ($1, tstzrange($2::text::timestamptz, $2::text::timestamptz + interval '30 minutes'),
        gen_random_uuid())
    """,
)


@pytest.fixture
async def other(make_client: MakeClient) -> AsyncClient:
    """Returns a client of a second api application (in this process), which has its own cache."""
    return await make_client()


async def _shown(client: AsyncClient, doctor: Doctor) -> list[str]:
    """Returns the states of tomorrow's three slots of 30 minutes.

    The calls for one doctor and for many doctors must agree.
    """
    alone = states(await slots(client, doctor, 1, 1))
    body = {"doctor_ids": [str(doctor.id)], "from": day(1), "to": day(1)}
    (among,) = (await client.post("/v1/availability/query", json=body)).json()["items"]
    assert [slot["state"] for slot in among["days"][0]["slots"]] == list(alone.values())
    return list(alone.values())


async def test_each_step_of_a_booking_is_seen_at_once_by_a_process_that_remembers(
    client: AsyncClient, other: AsyncClient, resources: Resources
) -> None:
    doctor, patient = await make_doctor(resources, weekly=_WEEKLY), await sign_in_patient(resources)

    async def seen() -> list[str]:
        shown = await _shown(other, doctor)
        assert await _shown(other, doctor) == shown
        return shown

    assert await seen() == ["open", "open", "open"]
    held = (await hold(client, patient, doctor, local(1, "09:00"))).json()
    assert await seen() == ["held", "open", "open"]
    await client.delete(f"/v1/holds/{held['id']}", headers=patient.headers)
    assert await seen() == ["open", "open", "open"]
    held = (await hold(client, patient, doctor, local(1, "09:00"))).json()
    assert await seen() == ["held", "open", "open"]
    appointment = (await confirm(client, patient, held["id"])).json()
    assert await seen() == ["booked", "open", "open"]
    wish = {"reschedules": appointment["id"]}
    held = (await hold(client, patient, doctor, local(1, "10:00"), **wish)).json()
    assert await seen() == ["booked", "open", "held"]
    assert (await move(client, patient, appointment["id"], held["id"])).status_code == 200
    assert await seen() == ["open", "open", "booked"]
    assert (await cancel(client, patient, appointment["id"])).status_code == 200
    assert await seen() == ["open", "open", "open"]


async def test_a_changed_calendar_is_seen_at_once_too(
    client: AsyncClient, other: AsyncClient, resources: Resources
) -> None:
    doctor, admin = await make_doctor(resources, weekly=_WEEKLY), await make_admin(resources)
    assert await _shown(other, doctor) == ["open"] * 3
    tag = (await schedule(client, admin, doctor)).headers["etag"]
    document: dict[str, Any] = {"rules": week("09:00", "10:00")}
    assert (await put_schedule(client, admin, doctor, document, tag)).status_code == 200
    assert await _shown(other, doctor) == ["open"] * 2
    away = {"kind": "leave", "starts_at": local(1, "00:00"), "ends_at": local(2, "00:00")}
    assert (await add_exception(client, admin, doctor, **away)).status_code == 201
    assert await _shown(other, doctor) == []
    await client.post(f"/v1/doctors/{doctor.id}/suspend", headers=admin.headers)
    assert (await slots(other, doctor, 1, 1)).status_code == 404


async def test_a_claim_that_nobody_counted_is_seen_soon(
    other: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A booking is shown once the cached entry has expired, even if the process crashed before it raised the doctor's change counter."""
    now = monotonic()
    for module in ("claims_cache", "response_cache"):
        monkeypatch.setattr(f"amrutam.availability.{module}.monotonic", lambda: now)
    doctor = await make_doctor(resources, weekly=_WEEKLY)
    await _shown(other, doctor)  # the first request begins the count of the doctor's changes
    assert await _shown(other, doctor) == ["open"] * 3
    await resources.database.execute(_CLAIM, doctor.id, local(1, "09:30"))
    assert await _shown(other, doctor) == ["open"] * 3, "the answer must come from the cache"
    now += SECONDS
    assert await _shown(other, doctor) == ["open", "booked", "open"]


async def test_a_redis_that_lost_its_data_ends_all_cached_days(
    other: AsyncClient, resources: Resources
) -> None:
    """Cached answers are not used any more when Redis has lost its data.

    The next request then begins a new epoch, so that the new change counter is not confused with the lost one.
    """
    doctor = await make_doctor(resources, weekly=_WEEKLY)
    for _ in range(2):
        assert await _shown(other, doctor) == ["open"] * 3
    await resources.database.execute(_CLAIM, doctor.id, local(1, "09:30"))
    await resources.redis.do("test_forget", "DEL", redis_keys.version(doctor.id))
    assert await _shown(other, doctor) == ["open", "booked", "open"]


async def test_without_redis_nothing_is_cached(
    make_client: MakeClient, resources: Resources
) -> None:
    alone = await make_client(redis_url="redis://127.0.0.1:1", redis_retry_seconds=60)
    doctor = await make_doctor(resources, weekly=_WEEKLY)
    assert await _shown(alone, doctor) == ["open"] * 3
    await resources.database.execute(_CLAIM, doctor.id, local(1, "09:30"))
    assert await _shown(alone, doctor) == ["open", "booked", "open"]


async def test_an_id_of_no_doctor_leaves_nothing_in_redis(
    client: AsyncClient, resources: Resources
) -> None:
    absent = uuid4()
    assert (await client.get(f"/v1/doctors/{absent}/slots")).status_code == 404
    body = {"doctor_ids": [str(absent)]}
    assert (await client.post("/v1/availability/query", json=body)).json()["missing"] == [
        str(absent)
    ]
    assert await resources.redis.do("test_exists", "EXISTS", redis_keys.version(absent)) == 0


async def test_longer_periods_than_a_week_are_read_as_asked(
    client: AsyncClient, resources: Resources
) -> None:
    """A request for a later period reads its claims, although an earlier request cached only those of about a week."""
    doctor, patient = await make_doctor(resources, weekly=_WEEKLY), await sign_in_patient(resources)
    await booked(client, patient, doctor, local(20, "09:30"))
    for first, last, want in ((1, 1, "open"), (1, 1, "open"), (20, 20, "booked"), (1, 1, "open")):
        shown = states(await slots(client, doctor, first, last))
        assert list(shown.values())[1] == want


async def test_days_of_another_zone_are_other_days(resources: Resources) -> None:
    doctor, tomorrow = await make_doctor(resources, weekly=_WEEKLY), date.fromisoformat(day(1))

    async def days(zone: ZoneInfo | None = None) -> int:
        asked = RequestedDays(tomorrow, tomorrow, 31, zone=zone)
        return len(
            json.loads((await slots_of_many(resources, [doctor.id], asked, None))[doctor.id])[
                "days"
            ]
        )

    assert [await days() for _ in range(3)] == [1] * 3  # the third answer is a cached one
    assert await days(ZoneInfo("America/New_York")) == 2
