from __future__ import annotations

from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import booked, hold, move, problem
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.times import local


async def test_an_appointment_may_move_at_once_to_a_time_that_overlaps_its_own(
    client: AsyncClient, resources: Resources
) -> None:
    """An appointment can move to a slot that overlaps its own.

    The key by which Redis marks the appointment's time as booked blocks this time for other
    bookings, but not for a move of the appointment itself.
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
