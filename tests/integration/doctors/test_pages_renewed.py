"""Checks that the worker informs the website of each change of a doctor's profile, approval, schedule and exceptions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from httpx import AsyncClient

from amrutam.core.database import Statement
from amrutam.core.live_settings import LiveSettings
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.doctors.search.reference import ensure_reference
from amrutam.integrations.web.client import PagesNotRenewed
from amrutam.roles.worker import queue_of
from tests.cast.calendars import add_exception, put_schedule, schedule, week
from tests.cast.doctor_calls import new_doctor, patch, post
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin
from tests.cast.times import local

JOBS = Statement(
    "test_jobs",
    """
    SELECT convert_from(payload, 'UTF8') AS payload FROM pgqueuer
    WHERE entrypoint = 'revalidate_page' AND convert_from(payload, 'UTF8') LIKE '%' || $1 || '%'
    """,
)


@dataclass
class Website:
    """Records requests as (request line, headers, body) in `asked`, and answers them with `status`."""

    status: int = 204
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:]) if k}
        body = await reader.readexactly(int(headers["content-length"]))
        self.asked.append((head[0], headers, msgspec.json.decode(body)))
        writer.write(f"HTTP/1.1 {self.status} Said\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def serving(website: Website) -> AsyncIterator[str]:
    server = await asyncio.start_server(website.serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def run(resources: Resources, web_url: str, doctor_id: str) -> None:
    """Runs the job `revalidate_page` for the doctor, with this URL of the website."""
    settings = Settings(**(resources.settings.model_dump() | {"web_url": web_url}))
    queue = queue_of(replace(resources, live_settings=LiveSettings(settings)))
    await queue.jobs["revalidate_page"].action({"doctor_id": doctor_id})


async def jobs(resources: Resources, doctor_id: UUID | str) -> int:
    return len(await resources.database.fetch(JOBS, str(doctor_id)))


@pytest.fixture
async def admin(resources: Resources) -> Person:
    await ensure_reference(resources.database)
    return await make_admin(resources)


@pytest.fixture
async def doctor(resources: Resources) -> Doctor:
    return await make_doctor(resources)


async def test_each_change_of_what_a_page_shows_leaves_a_job(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    made = (await post(client, admin, new_doctor())).json()
    id_ = made["id"]
    assert await jobs(resources, id_) == 1
    await client.post(f"/v1/doctors/{id_}/approve", headers=admin.headers)
    # Approving an approved doctor changes nothing.
    await client.post(f"/v1/doctors/{id_}/approve", headers=admin.headers)
    assert await jobs(resources, id_) == 2
    await patch(client, admin, id_, {"bio": "New"})
    assert await jobs(resources, id_) == 3
    there = Doctor(UUID(id_), uuid4(), (), "", None, "Asia/Kolkata", 30, 0)
    etag = (await schedule(client, admin, there)).headers["etag"]
    put = await put_schedule(client, admin, there, {"rules": week("09:00", "17:00")}, etag)
    assert put.status_code == 200
    assert await jobs(resources, id_) == 4
    leave = {"kind": "leave", "starts_at": local(1, "09:00"), "ends_at": local(1, "12:00")}
    added = (await add_exception(client, admin, there, **leave)).json()
    assert await jobs(resources, id_) == 5
    path = f"/v1/doctors/{id_}/exceptions/{added['id']}"
    assert (await client.delete(path, headers=admin.headers)).status_code == 200
    assert await jobs(resources, id_) == 6
    refused = await patch(client, admin, id_, {"city": "Atlantis"})
    assert (refused.status_code, await jobs(resources, id_)) == (422, 6)


async def test_a_profile_says_when_it_changed(
    client: AsyncClient, admin: Person, doctor: Doctor
) -> None:
    path = f"/v1/doctors/{doctor.id}"
    before = datetime.fromisoformat((await client.get(path)).json()["updated_at"])
    await patch(client, admin, doctor.id, {"bio": "New"})
    assert datetime.fromisoformat((await client.get(path)).json()["updated_at"]) > before


async def test_the_job_tells_the_website_which_pages_with_the_secret_between_them(
    resources: Resources, doctor: Doctor
) -> None:
    website = Website()
    async with serving(website) as url:
        await run(resources, url, str(doctor.id))
    ((line, headers, body),) = website.asked
    assert line == "POST /internal/revalidate HTTP/1.1"
    assert headers["authorization"] == f"Bearer {resources.keyring.secret('revalidate')}"
    assert headers["content-type"] == "application/json"
    assert body == {"tags": [f"doctor:{doctor.id}", "doctors"]}


async def test_when_the_page_is_made_anew_nothing_old_is_cached(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    """A page that is rendered again shows the change, although cached entries still exist.

    The test simulates that the process that changed the doctor died before it dropped the entries.
    """
    path = f"/v1/doctors/{doctor.id}"
    await client.get(path)
    change = Statement("test_bio", "UPDATE doctor SET bio = 'Changed' WHERE id = $1")
    await resources.database.execute(change, doctor.id)
    assert (await client.get(path)).json()["bio"] == ""
    async with serving(Website()) as url:
        await run(resources, url, str(doctor.id))
    assert (await client.get(path)).json()["bio"] == "Changed"


@pytest.mark.parametrize("status", [302, 401, 404, 500])
async def test_whatever_is_no_yes_is_tried_again(
    resources: Resources, doctor: Doctor, status: int
) -> None:
    async with serving(Website(status)) as url:
        with pytest.raises(PagesNotRenewed):
            await run(resources, url, str(doctor.id))


async def test_a_website_that_is_away_is_asked_again(resources: Resources, doctor: Doctor) -> None:
    with pytest.raises(PagesNotRenewed):
        await run(resources, "http://127.0.0.1:9", str(doctor.id))


async def test_without_a_website_there_is_nothing_to_do(
    resources: Resources, doctor: Doctor
) -> None:
    await run(resources, "", str(doctor.id))
