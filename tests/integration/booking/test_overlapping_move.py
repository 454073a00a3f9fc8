from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.holds.redis_keys import ticks
from tests.cast.booking import booked, hold, move, problem
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.times import local


async def test_an_appointment_may_move_at_once_to_a_time_that_overlaps_its_own(
    client: AsyncClient, resources: Resources
) -> None:
    """An appointment can move to a slot that overlaps its own.

    The appointment's marker in the ticks of its time blocks this time for other bookings, but not for a
    move of the appointment itself.
    """
    doctor = await make_doctor(resources, buffer=10, step=30)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    id_ = (await booked(client, first, doctor, local(1, "10:00")))["id"]

    other = await hold(client, second, doctor, local(1, "10:30"))
    assert (other.status_code, problem(other)) == (409, "slot-taken")
    held = await hold(client, first, doctor, local(1, "10:30"), reschedules=id_)
    assert held.status_code == 201, held.text
    assert (await move(client, first, id_, held.json()["id"])).status_code == 200

    again = await hold(client, second, doctor, local(1, "09:30"))
    assert again.status_code == 201


async def test_a_repeated_move_frees_the_old_time_and_no_part_of_the_new_one(
    client: AsyncClient, resources: Resources
) -> None:
    """After a repeated move, the ticks with the appointment's marker are exactly those of the new time.

    They include the ticks that the old time also had.
    """
    doctor, asha = await make_doctor(resources, step=15), await sign_in_patient(resources)
    id_ = (await booked(client, asha, doctor, local(1, "10:00")))["id"]

    async def marked() -> list[str]:
        """Returns the local starts (`HH:MM`) of the ticks from 9:00 to 12:00 that have the appointment's marker."""
        first = datetime.fromisoformat(local(1, "09:00"))
        starts = [first + timedelta(minutes=5 * number) for number in range(36)]
        begin, end = int(first.timestamp()), int(first.timestamp()) + 36 * 300
        found = await resources.redis.do("marks", "MGET", *ticks(doctor.id, begin, end))
        return [
            f"{at.astimezone(ZoneInfo(doctor.time_zone)):%H:%M}"
            for at, mark in zip(starts, found, strict=True)
            if mark == f"booked:{id_}".encode()
        ]

    for clock, new in (
        ("10:45", ["10:45", "10:50", "10:55", "11:00", "11:05", "11:10"]),
        ("10:30", ["10:30", "10:35", "10:40", "10:45", "10:50", "10:55"]),
    ):
        held = await hold(client, asha, doctor, local(1, clock), reschedules=id_)
        moved = [await move(client, asha, id_, held.json()["id"], clock) for _ in range(2)]
        assert [each.status_code for each in moved] == [200, 200]
        assert await marked() == new
