"""Makes, changes and searches for doctors through the public API, for several tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from tests.cast.people import Person


def new_doctor(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Dr. Meera Nair",
        "registration_number": f"KL-{uuid4().hex[:10]}",
        "specialization": "Panchakarma",
        "city": "Kochi",
        "languages": ["malayalam", "en"],
        "gender": "female",
        "experience_years": 12,
        "consultation_types": [
            {
                "kind": "first_visit",
                "name": "First visit",
                "minutes": 30,
                "fee": {"amount": 60_000},
                "modes": ["online", "in_person"],
            }
        ],
        **changed,
    }


async def post(client: AsyncClient, who: Person | None, body: dict[str, Any]) -> Response:
    return await client.post("/v1/doctors", json=body, headers=who.headers if who else {})


async def patch(
    client: AsyncClient, who: Person, doctor_id: Any, body: dict[str, Any], **headers: str
) -> Response:
    return await client.patch(
        f"/v1/doctors/{doctor_id}", json=body, headers={**who.headers, **headers}
    )


async def is_listed(client: AsyncClient, doctor_id: Any, **query: Any) -> bool:
    answer = await client.get("/v1/doctors", params={"limit": 100, **query})
    return any(item["id"] == str(doctor_id) for item in answer.json()["items"])
