"""Makes clinics of the cast through the public API."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor
from tests.cast.people import Person, make_staff


def new_clinic(**changed: Any) -> dict[str, Any]:
    return {"name": f"Amrutam {uuid4().hex[:8]}", "address": "1 MG Road", "city": "Pune", **changed}


async def make_clinic(client: AsyncClient, admin: Person, **fields: Any) -> str:
    """Makes a clinic and returns its id."""
    answer = await client.post("/v1/clinics", json=new_clinic(**fields), headers=admin.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def work_at(client: AsyncClient, admin: Person, clinic: str, doctor: Doctor) -> None:
    path = f"/v1/clinics/{clinic}/doctors/{doctor.id}"
    answer = await client.put(path, headers=admin.headers)
    assert answer.status_code == 204, answer.text


async def make_desk(
    resources: Resources, client: AsyncClient, admin: Person, *clinics: str
) -> Person:
    """Makes a person who works at the desk of these clinics."""
    desk = await make_staff(resources, "desk")
    for clinic in clinics:
        path = f"/v1/clinics/{clinic}/desk/{desk.account_id}"
        answer = await client.put(path, headers=admin.headers)
        assert answer.status_code == 204, answer.text
    return desk
