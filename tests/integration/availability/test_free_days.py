"""Checks that searches have the right days with an available slot: after bookings, schedule changes, and as time passes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from httpx import AsyncClient

from amrutam.availability.free_days import (
    follow_free_days,
    guard_free_days,
    refresh,
    refresh_all,
)
from amrutam.core.background import running
from amrutam.core.clock import now
from amrutam.core.database import Queries, Statement
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_pages
from amrutam.doctors.schedule_version_queries import raise_version
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.owner import owner

INDIA = ZoneInfo("Asia/Kolkata")

CLAIM = Statement(
    "test_claim",
    "INSERT INTO time_claim VALUES ($1, tstzrange($2::timestamptz, $3::timestamptz), $4)",
)
FREE = Statement("test_free", "DELETE FROM time_claim WHERE party_id = $1 RETURNING lower(during)")
NOTE = Statement("test_note", "INSERT INTO free_day_change (doctor_id, at) VALUES ($1, $2)")
DAYS = Statement(
    "test_days",
    """
    SELECT mode, local_day, first_free_at, bookable_until FROM doctor_free_day
    WHERE doctor_id = $1 ORDER BY mode, local_day
    """,
)


async def days_of(resources: Resources, doctor: Doctor) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await resources.database.fetch(DAYS, doctor.id)]


async def shown(client: AsyncClient, doctor: Doctor) -> datetime | None:
    """Returns the start of the next available slot that the doctor's profile shows; None if it shows none."""
    answer = await client.get(f"/v1/doctors/{doctor.id}")
    said = answer.json()["next_available_at"]
    return datetime.fromisoformat(said) if said else None


async def listed(client: AsyncClient, doctor: Doctor, **query: Any) -> dict[str, Any] | None:
    cursor = None
    while True:
        page = (
            await client.get("/v1/doctors", params={"limit": 100, **query, "cursor": cursor or ""})
        ).json()
        for item in page["items"]:
            if item["id"] == str(doctor.id):
                found: dict[str, Any] = item
                return found
        cursor = page["next_cursor"]
        if not cursor:
            return None


async def claim(queries: Queries, doctor: Doctor, at: datetime, minutes: int = 30) -> None:
    await queries.execute(CLAIM, doctor.id, at, at + timedelta(minutes=minutes), uuid4())
    await queries.execute(NOTE, doctor.id, at)


async def within_two_seconds(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(2):
        while not await holds():  # noqa: ASYNC110 - the state can only be polled
            await asyncio.sleep(0.02)


def tomorrow_at(hour: int, minute: int = 0) -> datetime:
    day = datetime.now(INDIA).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=INDIA).astimezone(UTC)


def weekday_of(at: datetime) -> int:
    return at.astimezone(INDIA).isoweekday()


@pytest.fixture
async def doctor(resources: Resources) -> Doctor:
    """Makes a doctor who works from nine to eleven, on tomorrow's weekday only."""
    made = await make_doctor(resources, weekly=[(weekday_of(tomorrow_at(9)), "09:00", "11:00")])
    await refresh(resources)
    return made


async def test_a_doctor_who_works_is_next_available_at_the_first_slot(
    client: AsyncClient, doctor: Doctor
) -> None:
    item = await listed(client, doctor)
    assert item is not None
    assert datetime.fromisoformat(item["next_available_at"]) == tomorrow_at(9)
    assert await shown(client, doctor) == tomorrow_at(9)


async def test_a_booking_and_its_cancelling_are_followed(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    async with resources.database.transaction() as queries:
        await claim(queries, doctor, tomorrow_at(9))
    await refresh(resources)
    assert await shown(client, doctor) == tomorrow_at(9, 30)
    async with resources.database.transaction() as queries:
        at = await queries.value(FREE, doctor.id)
        await queries.execute(NOTE, doctor.id, at)
    await refresh(resources)
    assert await shown(client, doctor) == tomorrow_at(9)


async def test_a_day_that_is_full_is_not_available(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    day = tomorrow_at(9).astimezone(INDIA).date()
    assert await listed(client, doctor, available_on=day.isoformat())
    async with resources.database.transaction() as queries:
        for half_hour in range(4):
            await claim(queries, doctor, tomorrow_at(9) + half_hour * timedelta(minutes=30))
    await refresh(resources)
    assert await listed(client, doctor, available_on=day.isoformat()) is None
    assert await listed(client, doctor, available_on=(day + timedelta(days=7)).isoformat())
    assert await shown(client, doctor) == tomorrow_at(9) + timedelta(days=7)


async def test_modes_have_free_times_of_their_own(
    client: AsyncClient, resources: Resources
) -> None:
    made = await make_doctor(
        resources, weekly=[(weekday_of(tomorrow_at(9)), "09:00", "10:00")], rule_modes=["online"]
    )
    await refresh(resources)
    day = tomorrow_at(9).astimezone(INDIA).date().isoformat()
    assert await listed(client, made, mode="online", available_on=day)
    assert await listed(client, made, mode="in_person", available_on=day) is None
    in_person = await listed(client, made, mode="in_person")
    assert in_person is not None
    assert in_person["next_available_at"] is None
    for query in ({}, {"sort": "fee"}):
        item = await listed(client, made, **query)
        assert item is not None
        assert datetime.fromisoformat(item["next_online_at"]) == tomorrow_at(9)
        assert item["next_in_person_at"] is None


async def test_a_booking_shows_within_two_seconds_of_its_commit(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    async with running(resources, [follow_free_days]):
        async with resources.database.transaction() as queries:
            await claim(queries, doctor, tomorrow_at(9))

        async def follows() -> bool:
            return await shown(client, doctor) == tomorrow_at(9, 30)

        await within_two_seconds(follows)


async def test_a_schedule_change_shows_within_two_seconds(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    later = Statement(
        "test_rules", "UPDATE schedule_rule SET starts = '10:00' WHERE doctor_id = $1"
    )
    async with running(resources, [follow_free_days]):
        async with owner(resources) as queries:
            await raise_version(queries, doctor.id)
            await queries.execute(later, doctor.id)

        async def follows() -> bool:
            return await shown(client, doctor) == tomorrow_at(10)

        await within_two_seconds(follows)


async def test_a_time_that_passed_is_never_shown_even_without_the_worker(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    """Searches and profiles show the next day instead of a slot that has passed, also when no worker runs.

    In the doctor's row for searches, the next available slot began an hour ago, as if no worker had run
    since. The rows of free days contain a later day.
    """
    gone, next_day = now() - timedelta(hours=1), tomorrow_at(9)
    await resources.database.execute(
        Statement(
            "test_stale",
            """
            UPDATE doctor_listing SET next_available_at = $2, next_online_at = $2, next_until = $2
            WHERE doctor_id = $1
            """,
        ),
        doctor.id,
        gone,
    )
    for query in ({}, {"sort": "fee"}, {"mode": "online"}):
        item = await listed(client, doctor, **query)
        assert item is not None
        assert datetime.fromisoformat(item["next_available_at"]) == next_day
    assert await shown(client, doctor) == next_day


async def pass_first(resources: Resources, doctor: Doctor) -> None:
    """Sets the stored first available slot of tomorrow to a moment just past.

    The change simulates that the slot has passed and that no worker has updated the doctor's rows since.
    """
    passed = now() - timedelta(seconds=0.1)
    await resources.database.execute(
        Statement(
            "test_first_passed",
            """
            UPDATE doctor_free_day SET first_free_at = $2, bookable_until = $2
            WHERE doctor_id = $1 AND local_day = $3
            """,
        ),
        doctor.id, passed, tomorrow_at(9).astimezone(INDIA).date(),
    )  # fmt: skip
    await resources.database.execute(
        Statement(
            "test_listing_stale", "UPDATE doctor_listing SET next_until = $2 WHERE doctor_id = $1"
        ),
        doctor.id, passed,
    )  # fmt: skip
    await drop_pages(resources)


async def test_a_day_is_not_skipped_when_its_first_time_passes(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    await pass_first(resources, doctor)
    day = tomorrow_at(9).astimezone(INDIA).date().isoformat()
    for query in ({}, {"sort": "fee"}, {"mode": "online"}, {"available_on": day}):
        item = await listed(client, doctor, **query)
        assert item is not None, query
        assert datetime.fromisoformat(item["next_available_at"]) == tomorrow_at(9, 30), query
    assert await shown(client, doctor) == tomorrow_at(9, 30)


async def test_without_a_worker_who_answers_searches_keeps_the_days(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    """Processes that answer searches compute free days themselves when no worker runs.

    The row of a free day has only its first two available slots. After the first has passed, searches
    show the second until `guard_free_days`, which runs in these processes, computes the day again.
    """
    await pass_first(resources, doctor)

    async def follows() -> bool:
        return await shown(client, doctor) == tomorrow_at(9)

    async with running(resources, [guard_free_days]):
        await within_two_seconds(follows)


async def test_stale_doctors_are_sorted_by_what_is_true(
    client: AsyncClient, resources: Resources
) -> None:
    city = "ranchi"
    weekday = weekday_of(tomorrow_at(9))
    early = await make_doctor(resources, city=city, weekly=[(weekday, "09:00", "18:00")])
    stale = await make_doctor(resources, city=city, weekly=[(weekday, "11:00", "18:00")])
    late = await make_doctor(resources, city=city, weekly=[(weekday, "14:00", "18:00")])
    await refresh(resources)
    await resources.database.execute(
        Statement(
            "test_stale_city",
            """
            UPDATE doctor_listing SET next_available_at = now() - interval '1 minute',
                next_until = now() - interval '1 minute' WHERE doctor_id = $1
            """,
        ),
        stale.id,
    )
    order: list[str] = []
    cursor = ""
    while cursor is not None and len(order) < 10:
        page = await client.get("/v1/doctors", params={"city": city, "limit": 1, "cursor": cursor})
        order += [item["id"] for item in page.json()["items"]]
        cursor = page.json()["next_cursor"]
    assert order == [str(doctor.id) for doctor in (early, stale, late)]


async def test_passed_days_are_worked_out_again(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    """The row of a day whose first available slot has passed gets the next available slot of the day."""
    await pass_first(resources, doctor)
    await refresh(resources)
    assert await shown(client, doctor) == tomorrow_at(9)
    assert all(row[3] > now() for row in await days_of(resources, doctor))


async def test_the_horizon_grows_at_the_doctors_midnight(
    resources: Resources, doctor: Doctor
) -> None:
    known = await days_of(resources, doctor)
    last = known[-1][1]
    await resources.database.execute(
        Statement(
            "test_yesterday",
            """
            WITH forgotten AS (
                DELETE FROM doctor_free_day WHERE doctor_id = $1 AND local_day >= $2)
            UPDATE doctor_free_state SET last_day = $2::date - 1, due_at = now() WHERE doctor_id = $1
            """,
        ),
        doctor.id,
        last,
    )
    assert await days_of(resources, doctor) != known
    await refresh(resources)
    assert await days_of(resources, doctor) == known


async def test_notice_ends_before_the_time_comes(resources: Resources) -> None:
    made = await make_doctor(
        resources, weekly=[(weekday_of(tomorrow_at(9)), "09:00", "11:00")], notice=90, horizon=3
    )
    await refresh(resources)
    expected = (tomorrow_at(9), tomorrow_at(9) - timedelta(minutes=90))
    assert [row[2:] for row in await days_of(resources, made)] == [expected] * 3


async def test_buffers_count(client: AsyncClient, resources: Resources) -> None:
    made = await make_doctor(
        resources, weekly=[(weekday_of(tomorrow_at(9)), "09:00", "11:00")], buffer=15
    )
    async with resources.database.transaction() as queries:
        await claim(queries, made, tomorrow_at(9, 30), minutes=45)
    await refresh(resources)
    assert await shown(client, made) == tomorrow_at(10, 30), (
        "a visit at 09:00 and its pause would end after 09:30"
    )


async def test_bits_and_the_whole_agree(resources: Resources) -> None:
    """Updating the rows of single days gives the same rows as computing all days."""
    # The first free time changes with the hour, so both computations must run within one hour.
    left = 3600 - now().timestamp() % 3600
    if left < 30:
        await asyncio.sleep(left + 0.1)
    made = await make_doctor(
        resources, weekly=[(day, "00:00", "24:00") for day in range(1, 8)], minutes=60, horizon=9,
        time_zone="Pacific/Kiritimati",
    )  # fmt: skip
    await refresh(resources)
    start = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    for hours in (0, 1, 2, 3, 20, 21, 22, 23, 24, 25, 47, 48, 50, 100):
        async with resources.database.transaction() as queries:
            await claim(queries, made, start + timedelta(hours=hours), minutes=60)
    await refresh(resources)
    step_by_step = await days_of(resources, made)
    await refresh_all(resources)
    assert await days_of(resources, made) == step_by_step


async def test_a_claim_that_commits_during_a_round_is_seen_by_the_next(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    async with resources.database.transaction() as queries:
        await claim(queries, doctor, tomorrow_at(9))
        await refresh(resources)
        assert await shown(client, doctor) == tomorrow_at(9)
    await refresh(resources)
    assert await shown(client, doctor) == tomorrow_at(9, 30)


async def test_workers_side_by_side_leave_nothing_undone(
    client: AsyncClient, resources: Resources
) -> None:
    weekly = [(weekday_of(tomorrow_at(9)), "09:00", "11:00")]
    doctors = [await make_doctor(resources, weekly=weekly) for _ in range(20)]
    await refresh(resources)
    for doctor in doctors:
        async with resources.database.transaction() as queries:
            await claim(queries, doctor, tomorrow_at(9))
    await asyncio.gather(*(refresh(resources) for _ in range(4)))
    await refresh(resources)
    assert {await shown(client, doctor) for doctor in doctors} == {tomorrow_at(9, 30)}


async def test_an_unapproved_doctor_has_no_free_days(resources: Resources) -> None:
    made = await make_doctor(resources, approved=False)
    await refresh(resources)
    assert await days_of(resources, made) == []
