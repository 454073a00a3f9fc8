"""Reads available times and changes schedules through the public API; changes patients' names by SQL."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor
from tests.cast.people import Person


def day(days: int, time_zone: str = "Asia/Kolkata") -> str:
    """Returns the date that is `days` days after today in the time zone, as text (ISO 8601)."""
    return (datetime.now(ZoneInfo(time_zone)).date() + timedelta(days=days)).isoformat()


async def slots(
    client: AsyncClient, doctor: Doctor, first: int, last: int, **more: Any
) -> Response:
    """Reads the slots of the doctor's local days from `first` to `last` days after today, both included.

    Returns the answer.
    """
    zone = doctor.time_zone
    asked = {"from": day(first, zone), "to": day(last, zone), **more}
    return await client.get(f"/v1/doctors/{doctor.id}/slots", params=asked)


def states(answer: Response, time_zone: str = "Asia/Kolkata") -> dict[str, str]:
    """Returns the state of each slot by its local start (`HH:MM`), from an answer of `slots` for one day."""
    assert answer.status_code == 200, answer.text
    (only,) = answer.json()["days"]
    return {
        datetime.fromisoformat(slot["starts_at"])
        .astimezone(ZoneInfo(time_zone))
        .strftime("%H:%M"): slot["state"]
        for slot in only["slots"]
    }


async def schedule(client: AsyncClient, person: Person, doctor: Doctor) -> Response:
    return await client.get(f"/v1/doctors/{doctor.id}/schedule", headers=person.headers)


async def put_schedule(
    client: AsyncClient, person: Person, doctor: Doctor, document: dict[str, Any], etag: str
) -> Response:
    headers = {**person.headers, "if-match": etag}
    return await client.put(f"/v1/doctors/{doctor.id}/schedule", json=document, headers=headers)


async def add_exception(
    client: AsyncClient, person: Person, doctor: Doctor, **document: Any
) -> Response:
    return await client.post(
        f"/v1/doctors/{doctor.id}/exceptions", json=document, headers=person.headers
    )


def week(starts: str, ends: str, **more: Any) -> list[dict[str, Any]]:
    """Returns seven weekly rules with the same session on every weekday;
    `starts` and `ends` are local times (`HH:MM`), and `more` are further fields of each rule.
    """
    return [{"weekday": n, "starts": starts, "ends": ends, **more} for n in range(1, 8)]


async def name_patient(resources: Resources, person: Person, name: str) -> None:
    await resources.database.pool.execute(
        "UPDATE patient SET name = $2 WHERE id = $1", person.patient_id, name
    )
