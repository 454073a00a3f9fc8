"""Runs `docs/how-to/restore.md`: after each of two disasters the platform has the state of the chosen moment and answers requests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import Any, NamedTuple

import asyncpg
import pytest
from httpx import AsyncClient, Response

from amrutam.audit.chain import check, extend
from amrutam.core.database_session import session_settings
from amrutam.core.resources import Resources
from amrutam.embedded.waiting import until
from tests.cast.account_codes import close_account
from tests.cast.backed_up import BackedUp, backed_up
from tests.cast.booking import booked, hold, problem
from tests.cast.crowds import Crowd
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.postgreses import open_folder
from tests.cast.times import local
from tests.operate.pages import blocks

LEDGER = "appointment_event"
REASON = "सिर दर्द"
NAME = "Tara Closing"
NAMED = f"SELECT count(*) FROM patient WHERE name = '{NAME}'"
OTHER_SECRET = "k1:fedcba9876543210fedcba9876543210"
A_SECOND = 1.1
"""The time in seconds to wait between a backup and other steps.

Backups are named by whole seconds, and a restore to a moment does not use a backup of the same second.
"""


@dataclass
class Practice:
    """Books the slots of one doctor one after the other, for the patients Asha and Ravi.

    `appointments`: these bookings, as the API shows them. `crowd`: patients of other doctors, who book during the
    backups and until the disaster. `kept`: the ids of the crowd's appointments that the restored database has.
    """

    running: BackedUp
    doctor: Doctor
    asha: Person
    ravi: Person
    crowd: Crowd
    kept: set[str] = field(default_factory=set)
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
    """The code blocks of docs/how-to/restore.md that a test can run, in the order of the page."""

    set_up: str
    full: str
    incremental: str
    erasures: str
    prune: str
    stop: str
    restore: str
    empty: str
    erase: str
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
        tara = await _leaving(client, practice)
        async with practice.crowd.booking(str(client.base_url)):
            await _backed_up_meanwhile(client, practice, page)
            told = await _chained(running)
            held = await hold(client, practice.ravi, practice.doctor, practice.time())
            moment, acknowledged, after = await _moment(running, practice.crowd)
            late = await booked(client, practice.asha, practice.doctor, practice.time())
            assert (await _closed(client, running, tara)).status_code == 204
            await _superuser(running, "TRUNCATE appointment CASCADE")
    await say(page.stop)
    rmtree(running.folder / "data")

    await say(f"moment='{moment}'\n{page.restore}")
    other_key = f"AMRUTAM_SECRET_KEY={OTHER_SECRET} amrutam check && exit 1 || true"
    assert "sealed with key k1" in await say(other_key)
    assert await _superuser(running, NAMED) == 1
    erased = await say(page.empty + page.erase)
    assert "1 of 2 erasures were repeated" in erased
    assert await _superuser(running, NAMED) == 0
    await say(page.verify.replace("verify", f"verify --checkpoint {told}"))
    async with await running.serve() as client:
        practice.kept = await _kept(client, practice.crowd, acknowledged, after)
        await _all_is_there(client, practice)
        await _bookable_again(client, practice, held.json(), late)


async def _moment(running: BackedUp, crowd: Crowd) -> tuple[datetime, set[str], float]:
    """Chooses the moment to which the database will be restored.

    Returns the moment by the database's clock, the ids of the crowd's bookings that were acknowledged before it,
    and a later time in seconds of `time.monotonic`.
    """
    await asyncio.sleep(A_SECOND)
    acknowledged = crowd.answered_before(monotonic())
    moment: datetime = await _superuser(running, "SELECT clock_timestamp()")
    return moment, acknowledged, monotonic()


async def _kept(
    client: AsyncClient, crowd: Crowd, acknowledged: set[str], after: float
) -> set[str]:
    """Checks which bookings of the crowd the restored database has; returns their ids.

    It has each booking that was acknowledged before the chosen moment, and none whose confirmation was sent after
    `after`. The crowd booked on after the moment, until the disaster.
    """
    found = await crowd.listed(client)
    assert len(acknowledged) > len(crowd.members)
    assert acknowledged <= found <= crowd.asked_before(after)
    assert {each.id for each in crowd.bookings} - crowd.asked_before(after)
    return found


async def _backed_up_meanwhile(client: AsyncClient, practice: Practice, page: Page) -> None:
    """Books before each backup, and once more after the last backup, so that only the archive has the last booking."""
    await practice.book(client, practice.asha)
    await practice.running.shell.run(page.full)
    await practice.book(client, practice.asha)
    await practice.running.shell.run(page.incremental + page.erasures + page.prune)
    await practice.book(client, practice.ravi)


async def _a_lost_disk_is_restored(practice: Practice, page: Page) -> None:
    """Restores from the newest full backup and the archive since then, after older backups were deleted."""
    running, say = practice.running, practice.running.shell.run
    base = running.folder / "back ups" / "base"
    async with await running.serve() as client:
        await say(page.full_again)
        await practice.book(client, practice.ravi)
        await _archived(running)
        await _a_second_later(running)
        assert len(list(base.iterdir())) == 3
        # Two backups were recorded before the moment to which the database was restored; the third
        # was made after the restore.
        assert await _superuser(running, "SELECT count(*) FROM backup") == 3
        await say("as_postgres prune 0")
        assert len(list(base.iterdir())) == 1
    await say('kill -9 "$platform"; as_postgres pg_ctl -D "$PGDATA" -s -m immediate stop')
    rmtree(running.folder / "data")

    restored = await say(f"moment=latest\n{page.restore}{page.empty}{page.erase}{page.verify}")
    assert "0 of 2 erasures were repeated" in restored
    async with await running.serve() as client:
        await _all_is_there(client, practice)
        await practice.book(client, practice.asha)


async def _all_is_there(client: AsyncClient, practice: Practice) -> None:
    """Checks that the patients have exactly the expected appointments, each with its reason.

    The claims are those of these appointments and of the crowd's, and each time is refused to another hold.
    """
    found: list[dict[str, Any]] = []
    for person in (practice.asha, practice.ravi):
        answer = await client.get("/v1/appointments?limit=100", headers=person.headers)
        found += answer.json()["items"]
    assert {each["id"] for each in found} == {each["id"] for each in practice.appointments}
    assert {each["reason"] for each in found} == {REASON}
    claims = "SELECT array_agg(DISTINCT appointment_id::text) FROM time_claim"
    booked_ids = {each["id"] for each in found} | practice.kept
    assert set(await _superuser(practice.running, claims)) == booked_ids
    for each in found:
        again = await hold(client, practice.asha, practice.doctor, each["starts_at"])
        assert (again.status_code, problem(again)) == (409, "slot-taken"), again.text


async def _bookable_again(
    client: AsyncClient, practice: Practice, held: dict[str, Any], late: dict[str, Any]
) -> None:
    """Checks that a time can be booked again if only a hold, or a booking after the chosen moment, had taken it."""
    asha, ravi = practice.asha, practice.ravi
    assert (
        problem(await client.get(f"/v1/holds/{held['id']}", headers=ravi.headers)) == "hold-expired"
    )
    unknown = await client.get(f"/v1/appointments/{late['id']}", headers=asha.headers)
    assert unknown.status_code == 404
    await practice.book(client, asha, held["starts_at"])
    await practice.book(client, ravi, late["starts_at"])


async def _opened(running: BackedUp) -> Practice:
    """Migrates the database, adds a doctor, two patients and a crowd, and starts the platform; returns the doctor's practice."""
    await running.engine.provision(session_settings(running.settings))
    await running.shell.run("amrutam migrate")
    resources = await Resources.open(running.settings)
    try:
        asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
        crowd = await Crowd.gather(resources)
        practice = Practice(running, await make_doctor(resources), asha, ravi, crowd)
    finally:
        await resources.close()
    await running.shell.run("start_platform")
    return practice


async def _leaving(client: AsyncClient, practice: Practice) -> Person:
    """Makes two patients: Tara, who has a name and a booked visit and is returned, and Mira, whose account is closed."""
    resources = await Resources.open(practice.running.settings)
    try:
        tara, mira = await sign_in_patient(resources), await sign_in_patient(resources)
    finally:
        await resources.close()
    await client.patch("/v1/me", json={"name": NAME}, headers=tara.headers)
    await booked(client, tara, practice.doctor, practice.time(), reason=REASON)
    assert (await _closed(client, practice.running, mira)).status_code == 204
    return tara


async def _closed(client: AsyncClient, running: BackedUp, person: Person) -> Response:
    resources = await Resources.open(running.settings)
    try:
        return await close_account(client, resources, person)
    finally:
        await resources.close()


async def _chained(running: BackedUp) -> str:
    """Makes checkpoints as a worker does.

    Returns the last one over the history of appointments, in the form of the log.
    """
    resources = await Resources.open(running.settings)
    try:
        await extend(resources, timedelta(0))
        (last,) = [each.last for each in await check(resources) if each.ledger == LEDGER]
    finally:
        await resources.close()
    return str(last)


async def _a_second_later(running: BackedUp) -> datetime:
    """Waits a second; returns a moment by the database's clock between all earlier and all later steps."""
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
    """Waits until the archive has the write-ahead log of everything that was written so far.

    Raises TimeoutError after 30 s.
    """
    segment = await _superuser(running, "SELECT pg_walfile_name(pg_switch_wal())")
    kept = running.folder / "back ups" / "wal" / f"{segment}.gz"
    await until(lambda: asyncio.to_thread(kept.exists), 30)
