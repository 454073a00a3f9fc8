"""Tests order and pages of GET /v1/doctors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import AsyncClient

from amrutam.availability.free_days import refresh
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.doctors.search.query import Search
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.owner import owner

CITY = "shimla"  # only this file's doctors are in that city


@pytest.fixture(scope="module")
async def twelve(resources: Resources) -> AsyncIterator[list[Doctor]]:
    made = [
        await make_doctor(
            resources,
            city=CITY,
            fee=10_000 * (1 + n % 4),
            experience_years=n % 5,
            rating_hundredths=None if n % 3 == 0 else 400 + n % 3,
            weekly=[(day, f"{8 + n % 6:02}:00", "18:00") for day in range(1, 8)] if n % 6 else [],
        )
        for n in range(12)
    ]
    await refresh(resources)
    yield made
    for doctor in made:
        await remove(resources, doctor)


async def get(client: AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await client.get("/v1/doctors", params={"city": CITY, **query})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def walk(client: AsyncClient, **query: Any) -> list[dict[str, Any]]:
    """Follows the pages by their Link headers; returns the doctors of all pages."""
    items: list[dict[str, Any]] = []
    url: str | None = str(
        client.build_request("GET", "/v1/doctors", params={"city": CITY, **query}).url
    )
    while url:
        answer = await client.get(url)
        assert answer.status_code == 200, answer.text
        assert answer.json()["items"], "a page is empty"
        items += answer.json()["items"]
        assert len(items) <= 100, "the pages never end"
        link = answer.headers.get("link")
        assert (link is None) == (answer.json()["next_cursor"] is None)
        url = link.partition(">")[0].removeprefix("<") if link else None
    return items


def key(sort: str, item: dict[str, Any]) -> Any:
    return {
        "fee": item["fee"]["amount"],
        "experience": -item["experience_years"],
        "rating": -(item["rating"] or -1),
        "next_available": item["next_available_at"] or "~",
    }[sort]


@pytest.mark.parametrize("sort", ["next_available", "fee", "experience", "rating"])
@pytest.mark.parametrize("limit", [1, 5, 12, 100])
async def test_pages_in_order_hold_each_doctor_once(
    client: AsyncClient, twelve: list[Doctor], sort: str, limit: int
) -> None:
    items = await walk(client, sort=sort, limit=limit)
    assert sorted(item["id"] for item in items) == sorted(str(doctor.id) for doctor in twelve)
    keys = [key(sort, item) for item in items]
    assert keys == sorted(keys)
    assert len(set(keys)) > 1


@pytest.mark.parametrize(
    "query", [{}, {"q": "rao"}, {"mode": "online"}, {"q": "rao", "sort": "fee"}]
)
async def test_pages_of_any_search_hold_each_doctor_once(
    client: AsyncClient, twelve: list[Doctor], query: dict[str, str]
) -> None:
    items = await walk(client, limit=5, **query)
    assert sorted(item["id"] for item in items) == sorted(str(doctor.id) for doctor in twelve)


@pytest.mark.parametrize("sort", ["next_available", "fee"])
async def test_a_change_between_pages_neither_doubles_nor_hides_the_others(
    client: AsyncClient, resources: Resources, twelve: list[Doctor], sort: str
) -> None:
    first = await get(client, sort=sort, limit=4)
    seen = [item["id"] for item in first["items"]]
    newcomer = await make_doctor(resources, city=CITY, fee=0, weekly=[(1, "00:00", "24:00")])
    await refresh(resources)
    rest: list[str] = []
    cursor = first["next_cursor"]
    while cursor:
        assert len(rest) <= 100, "the pages never end"
        page = await get(client, sort=sort, limit=4, cursor=cursor)
        rest += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    await remove(resources, newcomer)
    found = [id_ for id_ in seen + rest if id_ != str(newcomer.id)]
    assert sorted(found) == sorted(str(doctor.id) for doctor in twelve)


async def remove(resources: Resources, doctor: Doctor) -> None:
    async with owner(resources) as database:
        await database.execute(
            Statement("test_remove", "DELETE FROM doctor WHERE id = $1"), doctor.id
        )


async def test_the_link_repeats_the_search(client: AsyncClient, twelve: list[Doctor]) -> None:
    answer = await client.get(
        "/v1/doctors", params={"city": "Shimla", "sort": "fee", "limit": 3, "q": "asha rao"}
    )
    target, _, rel = answer.headers["link"].partition(">; ")
    assert rel == 'rel="next"'
    parts = urlsplit(target.removeprefix("<"))
    query = parse_qs(parts.query)
    cursor = answer.json()["next_cursor"]
    assert parts.path == "/v1/doctors"
    assert query == {
        "city": ["Shimla"], "sort": ["fee"], "limit": ["3"], "q": ["asha rao"], "cursor": [cursor]
    }  # fmt: skip


async def test_a_cursor_belongs_to_its_search(client: AsyncClient, twelve: list[Doctor]) -> None:
    cursor = (await get(client, sort="fee", limit=3))["next_cursor"]
    forged = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    for query in (
        {"sort": "rating", "cursor": cursor},
        {"sort": "fee", "cursor": cursor, "gender": "female"},
        {"sort": "fee", "cursor": forged},
        {"sort": "fee", "cursor": "0"},
        {"sort": "fee", "cursor": "é"},
    ):
        answer = await client.get("/v1/doctors", params={"city": CITY, **query})
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["errors"][0]["pointer"].endswith("/cursor")
    assert (await get(client, sort="fee", limit=7, cursor=cursor))["items"], (
        "a cursor must work with another limit"
    )


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0}, {"limit": 101}, {"limit": -1}, {"limit": "x"}, {"sort": "name"},
        {"mode": "phone"}, {"gender": "x"}, {"max_fee": -1}, {"max_fee": "1.5"}, {"max_fee": 10**20},
        {"available_on": "2026-02-30"}, {"available_on": "1700000000"}, {"available_on": "tomorrow"},
        {"available_on": "2026-1-1"}, {"q": "x" * 101}, {"q": "a\x00b"}, {"city": "\x00"},
        {"specialization": "x" * 101}, {"page": 2}, {"Sort": "fee"}, {"cursor": "x" * 1001},
    ],
    ids=str,
)  # fmt: skip
async def test_what_does_not_fit_is_refused(client: AsyncClient, query: dict[str, Any]) -> None:
    answer = await client.get("/v1/doctors", params=query)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert next(iter(query)) in answer.json()["errors"][0]["pointer"]


async def test_a_card_says_what_the_contract_says(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(
        resources, name='Dr. "Quote" \\ O\'Hara', city="jammu", fee=12_345, rating_hundredths=425,
        weekly=[], languages=["Kashmiri", "Urdu"], gender="male", modes=["online"],
        registration_number="CARD-1",
    )  # fmt: skip
    answer = await client.get("/v1/doctors", params={"city": "jammu"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {
        "items": [
            {
                "id": str(doctor.id),
                "name": 'Dr. "Quote" \\ O\'Hara',
                "registration_number": "CARD-1",
                "specialization": "Kayachikitsa",
                "city": "Jammu",
                "languages": ["Kashmiri", "Urdu"],
                "gender": "male",
                "experience_years": 10,
                "fee": {"amount": 12_345, "currency": "INR"},
                "rating": 4.25,
                "photo_url": None,
                "modes": ["online"],
                "clinics": [],
                "next_available_at": None,
                "next_online_at": None,
                "next_in_person_at": None,
            }
        ],
        "next_cursor": None,
        "match": "all",
    }


@pytest.mark.parametrize("query", ["city=jaipur&city=kochi", "q=%ff", "q=%ed%a0%80"])
async def test_a_query_string_that_cannot_be_read_is_refused(
    client: AsyncClient, query: str
) -> None:
    answer = await client.get(f"/v1/doctors?{query}")
    assert answer.status_code == 422, answer.text


async def test_the_document_names_every_parameter(client: AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    parameters = document["paths"]["/v1/doctors"]["get"]["parameters"]
    said = {entry["name"] for entry in parameters if entry["in"] == "query"}
    assert said == set(Search.model_fields)
