"""Tests the cache of doctors' profiles and search pages, and the events that drop its entries."""

from __future__ import annotations

from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.availability.free_days import refresh
from amrutam.core.database import Queries, Statement
from amrutam.core.errors import Unavailable
from amrutam.core.http.json_answer import JsonAnswer
from amrutam.core.resources import Resources
from amrutam.doctors.profiles import profile_of
from amrutam.doctors.search.page_cache import SECONDS, recent_page
from amrutam.doctors.search.reference import ensure_reference
from amrutam.roles.worker import queue_of
from tests.cast.booking import booked
from tests.cast.doctor_calls import is_listed, patch
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.conftest import MakeClient


@pytest.fixture
async def admin(resources: Resources) -> Person:
    await ensure_reference(resources.database)
    return await make_admin(resources)


async def test_a_change_drops_what_every_process_remembers(
    client: AsyncClient, make_client: MakeClient, resources: Resources, admin: Person
) -> None:
    name = f"Dr. Cached {uuid4().hex[:8]}"
    doctor = await make_doctor(resources, name=name, city="patna")
    other = await make_client()

    async def seen(by: AsyncClient) -> tuple[str, bool, bool]:
        profile = (await by.get(f"/v1/doctors/{doctor.id}")).json()["city"]
        in_patna = await is_listed(by, doctor.id, city="patna", sort="fee")
        return profile, in_patna, await is_listed(by, doctor.id, city="agra", sort="fee")

    assert await seen(client) == await seen(other) == ("Patna", True, False)
    assert (await patch(client, admin, doctor.id, {"city": "Agra"})).status_code == 200
    assert await seen(other) == await seen(client) == ("Agra", False, True)
    await client.post(f"/v1/doctors/{doctor.id}/suspend", headers=admin.headers)
    assert (await other.get(f"/v1/doctors/{doctor.id}")).status_code == 404


async def test_what_is_cached_is_read_from_redis_and_not_again(
    client: AsyncClient, resources: Resources
) -> None:
    """A second request is answered from Redis: a change that bypasses the platform is not seen."""
    doctor = await make_doctor(resources)
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["bio"] == ""
    await resources.database.execute(
        Statement("test_bio", "UPDATE doctor SET bio = 'secret' WHERE id = $1"), doctor.id
    )
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["bio"] == ""
    profile = await profile_of(resources, doctor.id)
    assert profile is not None
    assert profile.bio == ""


async def test_a_crash_after_the_commit_is_made_good_by_a_job(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    queued = Statement(
        "test_queued", "SELECT count(*) FROM pgqueuer WHERE entrypoint = 'doctors_changed'"
    )
    doctor = await make_doctor(resources)
    before = await resources.database.value(queued)
    await patch(client, admin, doctor.id, {"bio": "x"})
    assert await resources.database.value(queued) == before + 1
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["bio"] == "x"
    await resources.database.execute(
        Statement("test_committed", "UPDATE doctor SET bio = 'y' WHERE id = $1"), doctor.id
    )
    await queue_of(resources).jobs["doctors_changed"].action({})
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["bio"] == "y"


async def test_without_redis_everything_is_answered_from_postgresql(
    make_client: MakeClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources, city="gwalior")
    alone = await make_client(redis_url="redis://127.0.0.1:1", redis_retry_seconds=60)
    assert (await alone.get(f"/v1/doctors/{doctor.id}")).json()["city"] == "Gwalior"
    assert await is_listed(alone, doctor.id, city="gwalior", sort="fee")
    assert await is_listed(alone, doctor.id, city="gwalior")
    cities = (await alone.get("/v1/cities")).json()["items"]
    assert next(city for city in cities if city["slug"] == "gwalior")["count"] >= 1


async def test_facets_count_listed_doctors(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    async def counts() -> tuple[int, int]:
        cities = (await client.get("/v1/cities")).json()["items"]
        kinds = (await client.get("/v1/specializations")).json()["items"]
        city = next(each for each in cities if each["slug"] == "surat")
        kind = next(each for each in kinds if each["slug"] == "agada-tantra")
        assert city["name_hi"] == "सूरत"
        assert "allergy" in kind["concerns"]
        return city["count"], kind["count"]

    before = await counts()
    where: dict[str, Any] = {"city": "surat", "specialization": "agada-tantra"}
    await make_doctor(resources, **where)
    hidden = await make_doctor(resources, approved=False, **where)
    assert await counts() == (before[0] + 1, before[1] + 1)
    await client.post(f"/v1/doctors/{hidden.id}/approve", headers=admin.headers)
    assert await counts() == (before[0] + 2, before[1] + 2)


async def test_other_free_times_end_the_pages_that_show_them(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    """Cached pages become invalid as soon as the worker has computed other available slots."""
    doctor = await make_doctor(resources, city="raipur", notice=0)
    patient, other = await sign_in_patient(resources), await make_client()
    await refresh(resources)

    async def next_at(by: AsyncClient) -> str:
        items = (await by.get("/v1/doctors", params={"city": "raipur"})).json()["items"]
        return next(str(i["next_available_at"]) for i in items if i["id"] == str(doctor.id))

    first = await next_at(other)
    assert await next_at(other) == first
    await booked(client, patient, doctor, first)
    await refresh(resources)
    assert await next_at(other) > first


async def test_a_page_is_cached_for_a_second(
    make_client: MakeClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is cached for `SECONDS`: a change that bypasses the platform is seen only after this time."""
    now = monotonic()
    monkeypatch.setattr("amrutam.doctors.search.page_cache.monotonic", lambda: now)
    doctor, other = await make_doctor(resources, city="ranchi"), await make_client()
    assert await is_listed(other, doctor.id, city="ranchi")
    unlist = Statement("test_unlist", "DELETE FROM doctor_listing WHERE doctor_id = $1")
    await resources.database.execute(unlist, doctor.id)
    assert await is_listed(other, doctor.id, city="ranchi"), "the page must come from the cache"
    now += SECONDS
    assert not await is_listed(other, doctor.id, city="ranchi")


async def test_a_page_that_cannot_be_made_anew_is_not_shown_for_long(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is shown for a limited time while the database is unreachable.

    After `SECONDS`, one request fails and the others get the old page. After twice `SECONDS`, all
    requests fail.
    """
    now, query = monotonic(), uuid4().hex.encode()
    monkeypatch.setattr("amrutam.doctors.search.page_cache.monotonic", lambda: now)

    async def works(_source: Queries) -> JsonAnswer:
        return JsonAnswer(b"{}")

    async def fails(_source: Queries) -> JsonAnswer:
        raise Unavailable

    assert (await recent_page(resources, query, works)).body == b"{}"
    now += SECONDS
    with pytest.raises(Unavailable):
        await recent_page(resources, query, fails)
    assert (await recent_page(resources, query, fails)).body == b"{}"
    now += SECONDS
    for _ in range(2):
        with pytest.raises(Unavailable):
            await recent_page(resources, query, fails)
