"""Checks the next slots on the card of a doctor who was found by clinic or city.

Slots in person are at that clinic or in that city. A search by city also shows slots online; a search by clinic shows
none. If the search names the mode online, the card shows slots online, and slots in person at any clinic.
"""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.availability.free_days import refresh
from amrutam.core.resources import Resources
from tests.cast.booking import visit
from tests.cast.calendars import add_exception, day, put_schedule, week
from tests.cast.clinics import make_clinic, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

NAMES = ("available", "online", "in_person")


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, city="haridwar", account_id=meera.account_id)


@pytest.fixture
async def clinic(
    client: AsyncClient, resources: Resources, admin: Person, meera: Person, doctor: Doctor
) -> str:
    """Makes a clinic in another city, where the doctor works in the evening; returns its id.

    In the morning the doctor works at their own practice, at noon online.
    """
    clinic = await make_clinic(client, admin, city="Kanpur")
    await work_at(client, admin, clinic, doctor)
    rules = [
        *week("09:00", "11:00", modes=["in_person"], valid_from=day(1)),
        *week("12:00", "13:00", modes=["online"], valid_from=day(1)),
        *week("18:00", "20:00", clinic_id=clinic, valid_from=day(1)),
    ]
    await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    await refresh(resources)
    return clinic


async def card(client: AsyncClient, doctor: Doctor, **query: Any) -> dict[str, str | None] | None:
    """Searches with the filters `query`; returns the start of the doctor's next slot of each kind in `NAMES`.

    A kind without a slot is None, and the result is None if the search did not find the doctor. Fails if
    the cards of two sort orders differ.
    """
    found = []
    for sort in ("next_available", "fee"):
        asked = {"limit": 100, "sort": sort, **query}
        page = (await client.get("/v1/doctors", params=asked)).json()
        cards = [item for item in page["items"] if item["id"] == str(doctor.id)]
        found.append({name: cards[0][f"next_{name}_at"] for name in NAMES} if cards else None)
    assert found[0] == found[1]
    return found[0]


def nexts(available: str, online: str | None, in_person: str | None) -> dict[str, str | None]:
    return dict(zip(NAMES, (available, online, in_person), strict=True))


PRACTICE, ONLINE, THERE = "09:00", "12:00", "18:00"


async def test_a_card_found_by_clinic_or_city_has_the_next_times_there(
    client: AsyncClient, doctor: Doctor, clinic: str
) -> None:
    practice, online, there = (local(1, hour) for hour in (PRACTICE, ONLINE, THERE))
    own = str(doctor.id)
    for query, expected in (
        ({"clinic": clinic}, nexts(there, None, there)),
        ({"clinic": clinic, "city": "kanpur"}, nexts(there, None, there)),
        ({"clinic": clinic, "mode": "in_person"}, nexts(there, None, there)),
        ({"clinic": clinic, "mode": "online"}, nexts(online, online, practice)),
        ({"clinic": own}, nexts(practice, None, practice)),
        ({"city": "kanpur"}, nexts(online, online, there)),
        ({"city": "kanpur", "mode": "in_person"}, nexts(there, online, there)),
        ({"city": "kanpur", "mode": "online"}, nexts(online, online, practice)),
        ({"city": "haridwar"}, nexts(practice, online, practice)),
    ):
        assert await card(client, doctor, **query) == expected, query


async def test_a_day_is_free_if_there_is_a_time_there(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor, clinic: str
) -> None:
    leave = {"kind": "leave", "starts_at": local(1, "17:00"), "ends_at": local(1, "23:00")}
    assert (await add_exception(client, meera, doctor, **leave)).status_code == 201
    await refresh(resources)
    for query, free in (
        ({"clinic": clinic}, False), ({"clinic": str(doctor.id)}, True),
        ({"clinic": clinic, "mode": "online"}, True), ({"city": "kanpur", "mode": "in_person"}, False),
        ({"city": "kanpur"}, True), ({"city": "haridwar", "mode": "in_person"}, True),
    ):  # fmt: skip
        found = await card(client, doctor, available_on=day(1), **query)
        assert (found is not None) is free, query
        assert await card(client, doctor, available_on=day(2), **query) is not None, query


async def test_a_booking_there_moves_the_next_time_there(
    client: AsyncClient, resources: Resources, doctor: Doctor, clinic: str
) -> None:
    asha = await sign_in_patient(resources)
    await visit(client, asha, doctor, local(1, THERE), "in_person")
    await refresh(resources)
    found, later = await card(client, doctor, clinic=clinic), local(1, "18:30")
    assert found == nexts(later, None, later)
    other = await card(client, doctor, clinic=str(doctor.id))
    assert other == nexts(local(1, PRACTICE), None, local(1, PRACTICE))


async def test_who_is_at_one_clinic_only_is_found_there_with_every_time_in_person(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor, clinic: str
) -> None:
    rules = week("10:00", "11:00", clinic_id=clinic, valid_from=day(1))
    await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    await refresh(resources)
    at = local(1, "10:00")
    assert await card(client, doctor, clinic=clinic) == nexts(at, None, at)
    assert await card(client, doctor, city="kanpur") == nexts(at, at, at)


async def test_extra_hours_at_a_clinic_are_found_there_while_they_are_to_come(
    client: AsyncClient, resources: Resources, admin: Person, meera: Person, doctor: Doctor,
    clinic: str,
) -> None:  # fmt: skip
    other = await make_clinic(client, admin, city="Nashik")
    await work_at(client, admin, other, doctor)
    extra = {"starts_at": local(3, "14:00"), "ends_at": local(3, "16:00"), "clinic_id": other}
    added = await add_exception(client, meera, doctor, kind="extra_hours", **extra)
    await refresh(resources)
    at = local(3, "14:00")
    assert await card(client, doctor, clinic=other) == nexts(at, None, at)
    assert await card(client, doctor, city="nashik", mode="in_person") == nexts(
        at, local(1, ONLINE), at
    )
    path = f"/v1/doctors/{doctor.id}/exceptions/{added.json()['id']}"
    assert (await client.delete(path, headers=meera.headers)).status_code == 200
    for query in ({"clinic": other}, {"city": "nashik"}):
        assert await card(client, doctor, **query) is None


async def test_pages_by_clinic_are_in_the_order_of_the_times_there(
    client: AsyncClient, resources: Resources, admin: Person, doctor: Doctor, clinic: str
) -> None:
    """A list by clinic is in the order of the available slots at that clinic.

    Another doctor has the earlier slot at the clinic, although this doctor has an earlier slot
    elsewhere.
    """
    kavya = await make_staff(resources, "doctor")
    colleague = await make_doctor(resources, city="haridwar", account_id=kavya.account_id)
    await work_at(client, admin, clinic, colleague)
    rules = week("15:00", "16:00", clinic_id=clinic, valid_from=day(1))
    await put_schedule(client, kavya, colleague, {"rules": rules}, "*")
    await refresh(resources)
    found: list[str] = []
    asked: dict[str, Any] = {"clinic": clinic, "sort": "next_available", "limit": 1}
    while "cursor" not in asked or asked["cursor"] is not None:
        page = (await client.get("/v1/doctors", params=asked)).json()
        found += [item["id"] for item in page["items"]]
        asked["cursor"] = page["next_cursor"]
    assert found == [str(colleague.id), str(doctor.id)]


async def test_free_times_are_asked_of_clinics_and_modes(
    client: AsyncClient, doctor: Doctor, clinic: str
) -> None:
    async def first(**more: Any) -> list[str]:
        body = {"doctor_ids": [str(doctor.id)], "from": day(1), "to": day(1), "limit": 1, **more}
        answer = await client.post("/v1/availability/query", json=body)
        assert answer.status_code == 200, answer.text
        (item,) = answer.json()["items"]
        return [slot["starts_at"] for each in item["days"] for slot in each["slots"]]

    practice, online, there = (local(1, hour) for hour in (PRACTICE, ONLINE, THERE))
    assert await first() == [practice]
    assert await first(clinics=[clinic]) == [online]  # earlier than the slot at the clinic
    assert await first(clinics=[clinic], mode="in_person") == [there]
    assert await first(clinics=[str(doctor.id), clinic], mode="in_person") == [practice]
    assert await first(mode="online") == [online]
    assert await first(clinics=[], mode="in_person") == []
    refused = await client.post(
        "/v1/availability/query", json={"doctor_ids": [str(doctor.id)], "clinics": [clinic]}
    )
    assert refused.status_code == 422
