"""Makes bookings through the public API, for tests of what follows a booking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor
from tests.cast.owner import owner
from tests.cast.people import Person

_STARTS = Statement(
    "test_starts", "SELECT starts_at FROM appointment_place WHERE id = $1::text::uuid"
)
_BACK = [
    Statement("test_begin", sql)
    for sql in (
        """
        UPDATE appointment SET starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval
        WHERE id = $1::text::uuid
        """,
        "UPDATE appointment_place SET starts_at = starts_at - $2::interval WHERE id = $1::text::uuid",
        """
        UPDATE time_claim
        SET during = tstzrange(lower(during) - $2::interval, upper(during) - $2::interval)
        WHERE appointment_id = $1::text::uuid
        """,
    )
]


async def hold(
    client: AsyncClient, person: Person, doctor: Doctor, starts_at: str, **more: Any
) -> Response:
    body = {"doctor_id": str(doctor.id), "starts_at": starts_at, **more}
    return await client.post("/v1/holds", json=body, headers=person.headers)


async def confirm(
    client: AsyncClient, person: Person, hold_id: str, key: str | None = None, **more: Any
) -> Response:
    headers = {**person.headers, "idempotency-key": key or uuid4().hex}
    return await client.post("/v1/appointments", json={"hold_id": hold_id, **more}, headers=headers)


async def booked(
    client: AsyncClient,
    person: Person,
    doctor: Doctor,
    starts_at: str,
    *,
    patient_id: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Books an appointment and returns it as the API shows it; fails the test if a step is refused."""
    held = await hold(client, person, doctor, starts_at, patient_id=patient_id)
    assert held.status_code == 201, held.text
    answer = await confirm(client, person, held.json()["id"], **more)
    assert answer.status_code == 201, answer.text
    appointment: dict[str, Any] = answer.json()
    return appointment


async def visit(
    client: AsyncClient, person: Person, doctor: Doctor, starts_at: str, mode: str
) -> dict[str, Any]:
    """Books an appointment in this mode; returns the body of the confirmation's answer, which is a problem if the booking was refused."""
    held = await hold(client, person, doctor, starts_at, mode=mode)
    appointment: dict[str, Any] = (await confirm(client, person, held.json()["id"])).json()
    return appointment


async def cancel(
    client: AsyncClient, person: Person, appointment_id: str, key: str | None = None, **more: Any
) -> Response:
    headers = {**person.headers, "idempotency-key": key or uuid4().hex}
    return await client.post(
        f"/v1/appointments/{appointment_id}/cancel", json=more or None, headers=headers
    )


async def move(
    client: AsyncClient,
    person: Person,
    appointment_id: str,
    hold_id: str,
    key: str | None = None,
    **headers: str,
) -> Response:
    return await client.post(
        f"/v1/appointments/{appointment_id}/reschedule",
        json={"hold_id": hold_id},
        headers={**person.headers, "idempotency-key": key or uuid4().hex, **headers},
    )


async def begin(resources: Resources, appointment_id: str, hours: float = 1) -> None:
    """Changes a booked appointment and its claims by SQL so that it began `hours` ago; a negative number is in the future.

    The API has no call for this.
    """
    by = timedelta(hours=hours)
    async with owner(resources) as database:
        starts: datetime = await database.value(_STARTS, appointment_id)
        back = starts - (datetime.now(UTC) - by)
        for statement in _BACK:
            await database.execute(statement, appointment_id, back)


def problem(answer: Response) -> str:
    """Returns the code of a problem, such as `slot-taken`: the last part of its type.

    Fails the test for any other answer.
    """
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert body["status"] == answer.status_code
    return str(body["type"]).rsplit("/", 1)[-1]
