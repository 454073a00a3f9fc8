"""Tests consent: the notice, and how a person gives and withdraws consent, with the time of each step."""

from __future__ import annotations

import asyncio
from typing import Any, get_args

import pytest
from httpx import AsyncClient

from amrutam.accounts.models import StaffRole
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.people import Person, sign_in_patient

ADD = Statement(
    "test_add", "INSERT INTO consent_event (account_id, version, kind) VALUES ($1, $2, $3)"
)
EVENTS = Statement(
    "test_events", "SELECT version, kind FROM consent_event WHERE account_id = $1 ORDER BY id"
)


@pytest.fixture
async def asha(resources: Resources) -> Person:
    return await sign_in_patient(resources)


@pytest.fixture
async def version(client: AsyncClient) -> str:
    return str((await client.get("/v1/consent-notice")).json()["version"])


async def listed(client: AsyncClient, person: Person) -> list[dict[str, Any]]:
    answer = await client.get("/v1/me/consents", headers=person.headers)
    assert answer.headers["cache-control"] == "no-store"
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def send(client: AsyncClient, method: str, version: str, person: Person) -> int:
    path = f"/v1/me/consents/{version}"
    return (await client.request(method, path, headers=person.headers)).status_code


async def recorded(resources: Resources, person: Person) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await resources.database.fetch(EVENTS, person.account_id)]


async def test_the_notice_says_the_same_in_each_language(client: AsyncClient) -> None:
    english = (await client.get("/v1/consent-notice")).json()
    hindi = (await client.get("/v1/consent-notice?locale=hi")).json()
    assert (english["locale"], hindi["locale"]) == ("en", "hi")
    assert english["version"] == hindi["version"]
    assert [item["id"] for item in english["items"]] == [item["id"] for item in hindi["items"]]
    assert all(item["title"] and item["text"] for item in english["items"] + hindi["items"])
    assert english["items"][0]["text"] != hindi["items"][0]["text"]
    assert (await client.get("/v1/consent-notice?locale=fr")).status_code == 422


async def test_the_notice_names_all_staff_who_see_appointments(client: AsyncClient) -> None:
    words = {
        "en": {"doctor": "doctor", "desk": "front desk", "admin": "dministrators"},
        "hi": {"doctor": "चिकित्सक", "desk": "रिसेप्शन", "admin": "प्रशासक"},
    }
    for locale, word in words.items():
        items = (await client.get(f"/v1/consent-notice?locale={locale}")).json()["items"]
        (recipients,) = [item for item in items if item["id"] == "recipients"]
        for role in get_args(StaffRole):
            assert word[role] in recipients["text"], (locale, role)
            assert word[role] in recipients["summary"], (locale, role)


async def test_it_is_given_withdrawn_and_given_again_with_every_time_kept(
    client: AsyncClient, resources: Resources, asha: Person, version: str
) -> None:
    assert await listed(client, asha) == []
    for _ in range(2):
        assert await send(client, "PUT", version, asha) == 204
    (given,) = await listed(client, asha)
    assert (given["version"], given["withdrawn_at"]) == (version, None)
    for _ in range(2):
        assert await send(client, "DELETE", version, asha) == 204
    (withdrawn,) = await listed(client, asha)
    assert withdrawn["given_at"] == given["given_at"] < withdrawn["withdrawn_at"]
    await send(client, "PUT", version, asha)
    (again,) = await listed(client, asha)
    assert again["given_at"] > withdrawn["withdrawn_at"]
    assert again["withdrawn_at"] is None
    kinds = ["given", "withdrawn", "given"]
    assert await recorded(resources, asha) == [(version, kind) for kind in kinds]


async def test_only_the_present_version_can_be_given(
    client: AsyncClient, resources: Resources, asha: Person, version: str
) -> None:
    assert await send(client, "PUT", "1999-01", asha) == 404
    assert await send(client, "DELETE", "1999-01", asha) == 404
    assert await send(client, "DELETE", version, asha) == 204
    assert await send(client, "PUT", "a b", asha) == 422
    assert await recorded(resources, asha) == []
    await resources.database.execute(ADD, asha.account_id, "1999-01", "given")
    assert await send(client, "DELETE", "1999-01", asha) == 204
    assert [item["withdrawn_at"] is None for item in await listed(client, asha)] == [False]


async def test_of_racing_calls_one_is_recorded(
    client: AsyncClient, resources: Resources, asha: Person, version: str
) -> None:
    sent = await asyncio.gather(*(send(client, "PUT", version, asha) for _ in range(10)))
    assert sent == [204] * 10
    assert await recorded(resources, asha) == [(version, "given")]


async def test_one_persons_consent_is_nobody_elses(
    client: AsyncClient, resources: Resources, asha: Person, version: str
) -> None:
    await send(client, "PUT", version, asha)
    assert await listed(client, await sign_in_patient(resources)) == []
