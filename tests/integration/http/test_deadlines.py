"""Checks that the remaining time of a request limits each statement, each wait for a connection and each Redis call."""

from __future__ import annotations

import asyncio
from datetime import datetime
from uuid import UUID

from httpx import AsyncClient, Response

from amrutam.booking.confirm_or_move import mark_free
from amrutam.core.database import Statement
from amrutam.core.request_budget import BOOKING, Budget, within
from amrutam.core.resources import Resources
from tests.cast.booking import booked, hold
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

_LOCK = Statement("lock", "LOCK TABLE patient, appointment_place IN ACCESS EXCLUSIVE MODE")
_LOCK_CLAIMS = Statement("lock_claims", "LOCK TABLE time_claim IN ACCESS EXCLUSIVE MODE")
_LOCK_APPOINTMENTS = Statement(
    "lock_appointments", "LOCK TABLE appointment IN ACCESS EXCLUSIVE MODE"
)
_UNCLAIM = Statement("unclaim", "DELETE FROM time_claim WHERE appointment_id = $1::text::uuid")
_RUNNING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE state = 'active' AND pid <> pg_backend_pid() AND datname = current_database() AND wait_event_type = 'Lock'
"""


def check_out_of_time(answer: Response) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith("/problems/out-of-time")
    assert int(answer.headers["retry-after"]) > 0


async def test_a_statement_ends_with_its_request(
    make_client: MakeClient, resources: Resources
) -> None:
    patient = await sign_in_patient(resources)
    client = await make_client(request_seconds=0.4)
    await client.get("/v1/me", headers=patient.headers)
    async with owner(resources) as transaction:
        await transaction.execute(_LOCK)
        answer = await client.get("/v1/me/patients", headers=patient.headers)
        await _nothing_runs(resources)
    check_out_of_time(answer)


async def test_a_wait_for_a_connection_ends_with_its_request(
    make_client: MakeClient, resources: Resources
) -> None:
    patient = await sign_in_patient(resources)
    client = await make_client(request_seconds=0.4, database_pool_size=1)
    await client.get("/v1/me", headers=patient.headers)
    async with owner(resources) as transaction:
        await transaction.execute(_LOCK)
        answers = await asyncio.gather(
            *(client.get("/v1/me/patients", headers=patient.headers) for _ in range(3))
        )
    for answer in answers:
        check_out_of_time(answer)


async def test_a_request_without_time_asks_nothing_of_redis(make_client: MakeClient) -> None:
    client = await make_client(request_seconds=1e-9)
    check_out_of_time(
        await client.post("/v1/auth/otp", json={"channel": "email", "address": "a@b.example"})
    )


async def test_a_hold_whose_request_ran_out_of_time_is_given_back(
    make_client: MakeClient, client: AsyncClient, resources: Resources
) -> None:
    """A hold is released if the request's time runs out in PostgreSQL, after the hold was made in Redis."""
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    hurried = await make_client(request_seconds=1)
    # This hold makes the process cache the calendar.
    await hold(hurried, ravi, doctor, local(3, "10:00"))
    async with owner(resources) as transaction:
        await transaction.execute(_LOCK)
        check_out_of_time(await hold(hurried, asha, doctor, local(3, "11:00")))
    assert (await hold(client, ravi, doctor, local(3, "11:00"))).status_code == 201


async def test_a_proposed_time_whose_request_ran_out_of_time_is_given_back(
    make_client: MakeClient, client: AsyncClient, resources: Resources
) -> None:
    meera, asha, ravi = (
        await make_staff(resources, "doctor"),
        await sign_in_patient(resources),
        await sign_in_patient(resources),
    )
    doctor = await make_doctor(resources, account_id=meera.account_id)
    visit = await booked(client, asha, doctor, local(3, "10:00"))
    hurried = await make_client(request_seconds=1)
    async with owner(resources) as transaction:
        await transaction.execute(_LOCK_CLAIMS)
        answer = await hurried.put(
            f"/v1/appointments/{visit['id']}/proposal",
            json={"starts_at": local(3, "11:00")},
            headers=meera.headers,
        )
        check_out_of_time(answer)
    assert (await hold(client, ravi, doctor, local(3, "11:00"))).status_code == 201


async def test_a_hold_whose_address_could_not_be_counted_in_time_is_given_back(
    make_client: MakeClient, client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    asha, ravi, sita = [await sign_in_patient(resources) for _ in range(3)]
    hurried = await make_client(
        request_seconds=1, rate_limits="on", holds_per_address=1, trusted_proxies="127.0.0.1"
    )
    hurried.headers["x-forwarded-for"] = "198.51.100.7"  # an address of no other test's holds
    assert (await hold(hurried, ravi, doctor, local(3, "10:00"))).status_code == 201
    async with owner(resources) as transaction:
        await transaction.execute(_LOCK_APPOINTMENTS)
        check_out_of_time(await hold(hurried, asha, doctor, local(3, "11:00")))
    assert (await hold(client, sita, doctor, local(3, "11:00"))).status_code == 201


async def test_a_time_is_freed_although_the_time_of_the_request_is_over(
    client: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor, at = await make_doctor(resources), local(3, "10:00")
    id_ = (await booked(client, asha, doctor, at))["id"]
    await resources.database.execute(_UNCLAIM, id_)
    with within(Budget(ends_at=0, priority=BOOKING)):
        await mark_free(resources, doctor.id, UUID(id_), datetime.fromisoformat(at))
    assert (await hold(client, ravi, doctor, at)).status_code == 201


async def test_the_page_of_the_problem_explains_it(client: AsyncClient) -> None:
    for code in ("out-of-time", "overloaded"):
        page = await client.get(f"/problems/{code}")
        assert page.status_code == 200
        assert "Retry-After" in page.text


async def _nothing_runs(resources: Resources) -> None:
    """Waits until no statement waits for a lock, because the server cancels a statement with a short delay."""
    async with asyncio.timeout(5):
        while await resources.database.pool.fetchval(_RUNNING):  # noqa: ASYNC110 - the server's state can only be polled
            await asyncio.sleep(0.02)
