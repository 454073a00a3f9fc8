"""Tests the calendar files of visits in the local times that occur twice when the clock goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import AsyncClient
from icalendar import Calendar

from amrutam.core.resources import Resources
from tests.cast.booking import booked
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient

MINUTE = timedelta(minutes=1)


def next_change_back(name: str) -> datetime:
    """Returns the first instant, in UTC, that is a day or more from now and at which the zone's clock goes back."""
    zone = ZoneInfo(name)
    at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)

    def wall(instant: datetime) -> datetime:
        return instant.astimezone(zone).replace(tzinfo=None)

    while wall(at) > wall(at - MINUTE):
        at += 30 * MINUTE
    return at


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
async def test_a_visit_in_the_hour_that_occurs_twice_has_its_times(
    client: AsyncClient, resources: Resources, name: str
) -> None:
    await resources.database.pool.execute("SELECT make_appointment_partitions(1, 14)")
    doctor = await make_doctor(
        resources,
        time_zone=name,
        weekly=[(day, "00:00", "24:00") for day in range(1, 8)],
        horizon=366,
    )
    change = next_change_back(name)
    for before in (30, 0, -120):
        asha = await sign_in_patient(resources)
        starts = (change - before * MINUTE).isoformat().replace("+00:00", "Z")
        appointment = await booked(client, asha, doctor, starts)
        answer = await client.get(f"/v1/appointments/{appointment['id']}.ics", headers=asha.headers)
        calendar: Any = Calendar.from_ical(answer.content)
        (event,) = calendar.walk("VEVENT")
        assert event.start == change - before * MINUTE
        assert event.end == event.start.astimezone(UTC) + 30 * MINUTE
        # The start is written in the doctor's zone only if its wall-clock time occurs once that day.
        assert (event["DTSTART"].params.get("TZID") == name) is (before == -120)
