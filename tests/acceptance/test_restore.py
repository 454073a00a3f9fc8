"""`docs/how-to/restore.md` is followed: after two disasters the platform is what it was at the moment, and serves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple

import asyncpg
import pytest
from httpx import AsyncClient

from amrutam.audit.chain import check, extend
from amrutam.core.database_session import session_settings
from amrutam.core.resources import Resources
from amrutam.embedded.waiting import until
from tests.cast.backed_up import BackedUp, backed_up
from tests.cast.booking import booked, hold, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.postgreses import open_folder
from tests.cast.times import local
from tests.operate.pages import blocks

LEDGER = "appointment_event"
REASON = "सिर दर्द"
OTHER_SECRET = "k1:fedcba9876543210fedcba9876543210"
A_SECOND = 1.1
"""Backups are named after whole seconds, and one is not taken for a moment within its own."""


@dataclass
class Practice:
    """Meera's practice, which people book one time after the other."""

    running: BackedUp
    doctor: Doctor
    asha: Person
    ravi: Person
    appointments: list[dict[str, Any]] = field(default_factory=list)
    _times: Iterator[str] = field(
        default_factory=lambda: iter([local(day, "10:00") for day in range(2, 30)])
    )

    def time(self) -> str:
        return next(self._times)

    async def book(self, client: AsyncClient, person: Person, time: str | None = None) -> None:
        made = await booked(client, person, self.doctor, time or self.time(), reason=REASON)
        self.appointments.append(made)


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as opened:
        yield opened


class Page(NamedTuple):
    """Its blocks, in order."""

    set_up: str
    full: str
    incremental: str
    prune: str
    stop: str
    restore: str
    empty: str
    verify: str
    full_again: str


async def test_the_page_brings_a_moment_back(folder: Path) -> None:
    page = Page(*(block.text for block in blocks("restore.md") if not block.real))
    async with backed_up(folder) as running:
        await running.shell.run(f"start_postgresql\n{page.set_up}")
        practice = await _opened(running)
        await _a_mistake_is_undone(practice, page)
        await _a_lost_disk_is_restored(practice, page)


async def _a_mistake_is_undone(practice: Practice, page: Page) -> None:
    running, say = practice.running, practice.running.shell.run
    async with await running.serve() as client:
        await _backed_up_meanwhile(client, practice, page)
        told = await _chained(running)
        held = await hold(client, practice.ravi, practice.doctor, practice.time())
        moment = await _a_second_later(running)
        late = await booked(client, practice.asha, practice.doctor, practice.time())
        await _superuser(running, "TRUNCATE appointment CASCADE")
    await say(page.stop)
    rmtree(running.folder / "data")

    await say(f"moment='{moment}'\n{page.restore}")
    other_key = f"AMRUTAM_SECRET_KEY={OTHER_SECRET} amrutam check && exit 1 || true"
    assert "sealed with key k1" in await say(other_key)
    await say(page.empty + page.verify.replace("verify", f"verify --checkpoint {told}"))
    async with await running.serve() as client:
        await _all_is_there(client, practice)
        await _bookable_again(client, practice, held.json(), late)


async def _backed_up_meanwhile(client: AsyncClient, practice: Practice, page: Page) -> None:
    """A booking before each backup, and one that only the archive has."""
    await practice.book(client, practice.asha)
    await practice.running.shell.run(page.full)
    await practice.book(client, practice.asha)
    await practice.running.shell.run(page.incremental + page.prune)
    await practice.book(client, practice.ravi)


async def _a_lost_disk_is_restored(practice: Practice, page: Page) -> None:
    """From a full backup alone, and an archive that was pruned."""
    running, say = practice.running, practice.running.shell.run
    base = running.folder / "back ups" / "base"
    async with await running.serve() as client:
        await say(page.full_again)
        await practice.book(client, practice.ravi)
        await _archived(running)
        await _a_second_later(running)
        assert len(list(base.iterdir())) == 3
        # Two were recorded before the moment; the third is the one after the restore.
        assert await _superuser(running, "SELECT count(*) FROM backup") == 3
        await say("as_postgres prune 0")
        assert len(list(base.iterdir())) == 1
    await say('kill -9 "$platform"; as_postgres pg_ctl -D "$PGDATA" -s -m immediate stop')
    rmtree(running.folder / "data")

    await say(f"moment=latest\n{page.restore}{page.empty}{page.verify}")
    async with await running.serve() as client:
        await _all_is_there(client, practice)
        await practice.book(client, practice.asha)


async def _all_is_there(client: AsyncClient, practice: Practice) -> None:
    """Every appointment with what its patient wrote, no other, and each time taken once."""
    found: list[dict[str, Any]] = []
    for person in (practice.asha, practice.ravi):
        answer = await client.get("/v1/appointments?limit=100", headers=person.headers)
        found += answer.json()["items"]
    assert {each["id"] for each in found} == {each["id"] for each in practice.appointments}
    assert {each["reason"] for each in found} == {REASON}
    claims = "SELECT array_agg(DISTINCT appointment_id::text) FROM time_claim"
    assert set(await _superuser(practice.running, claims)) == {each["id"] for each in found}
    for each in found:
        again = await hold(client, practice.asha, practice.doctor, each["starts_at"])
        assert (again.status_code, problem(again)) == (409, "slot-taken"), again.text


async def _bookable_again(
    client: AsyncClient, practice: Practice, held: dict[str, Any], late: dict[str, Any]
) -> None:
    """The hold is gone and what was booked after the moment too: others book these times."""
    asha, ravi = practice.asha, practice.ravi
    assert (
        problem(await client.get(f"/v1/holds/{held['id']}", headers=ravi.headers)) == "hold-expired"
    )
    unknown = await client.get(f"/v1/appointments/{late['id']}", headers=asha.headers)
    assert unknown.status_code == 404
    await practice.book(client, asha, held["starts_at"])
    await practice.book(client, ravi, late["starts_at"])


async def _opened(running: BackedUp) -> Practice:
    """Migrated, with a doctor and two patients, and served."""
    await running.engine.provision(session_settings(running.settings))
    await running.shell.run("amrutam migrate")
    resources = await Resources.open(running.settings)
    try:
        asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
        practice = Practice(running, await make_doctor(resources), asha, ravi)
    finally:
        await resources.close()
    await running.shell.run("start_platform")
    return practice


async def _chained(running: BackedUp) -> str:
    """The last checkpoint over the history of appointments, as a worker makes and tells it."""
    resources = await Resources.open(running.settings)
    try:
        await extend(resources, timedelta(0))
        (last,) = [each.last for each in await check(resources) if each.ledger == LEDGER]
    finally:
        await resources.close()
    return str(last)


async def _a_second_later(running: BackedUp) -> datetime:
    """A moment, by the database's clock, after all that was done and before all that will be."""
    await asyncio.sleep(A_SECOND)
    now: datetime = await _superuser(running, "SELECT clock_timestamp()")
    return now


async def _superuser(running: BackedUp, statement: str) -> Any:
    connection = await asyncpg.connect(running.engine.url("postgres"))
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def _archived(running: BackedUp) -> None:
    """All that was written so far is in the archive."""
    segment = await _superuser(running, "SELECT pg_walfile_name(pg_switch_wal())")
    kept = running.folder / "back ups" / "wal" / f"{segment}.gz"
    await until(lambda: asyncio.to_thread(kept.exists), 30)
