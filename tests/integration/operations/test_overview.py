"""Checks that the overview's figures are right, are cached, and cannot run as formulas in a spreadsheet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.availability.free_days import refresh
from amrutam.core.resources import Resources
from amrutam.operations.csv_file import csv_text
from amrutam.operations.utilisation import without
from tests.cast.booking import begin, booked
from tests.cast.calendars import add_exception
from tests.cast.doctors import make_doctor
from tests.cast.front_desk import make_front_desk, registered
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

PATH = "/v1/operations/overview"


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


async def seen(client: AsyncClient, admin: Person) -> Any:
    answer = await client.get(PATH, headers=admin.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_doctors_visits_are_compared_with_the_hours(
    make_client: MakeClient, resources: Resources, admin: Person
) -> None:
    client = await make_client(overview_seconds=0)
    doctor = await make_doctor(
        resources,
        weekly=[(n, "09:00", "11:00") for n in range(1, 8)],
        breaks=[("10:00", "10:30")],
    )
    asha = await sign_in_patient(resources)
    await booked(client, asha, doctor, local(1, "09:00"))
    found = await seen(client, admin)
    row = next(each for each in found["doctors"] if each["id"] == str(doctor.id))
    assert (row["visits"], row["booked_minutes"]) == (1, 30)
    assert row["offered_minutes"] == 7 * 90


async def test_hours_and_visits_are_those_of_the_same_week(
    make_client: MakeClient, resources: Resources, admin: Person
) -> None:
    """Minutes of visits and of hours count only until the midnight that ends the administrator's week.

    This midnight is in the middle of a visit, and of the hours of a doctor in another zone.
    """
    client = await make_client(overview_seconds=0)
    meera, zone = await make_staff(resources, "doctor"), "Pacific/Pago_Pago"
    doctor = await make_doctor(
        resources, account_id=meera.account_id, weekly=[], minutes=20, time_zone=zone
    )
    midnight = datetime.fromisoformat(local(7, "00:00"))
    hours = [midnight - timedelta(minutes=30), midnight + timedelta(minutes=210)]
    starts, ends = (at.isoformat() for at in hours)
    made = await add_exception(
        client, meera, doctor, kind="extra_hours", starts_at=starts, ends_at=ends
    )
    assert made.status_code == 201, made.text
    for minutes in (-10, 30):
        asha, at = await sign_in_patient(resources), midnight + timedelta(minutes=minutes)
        await booked(client, asha, doctor, at.isoformat())
    row = next(e for e in (await seen(client, admin))["doctors"] if e["id"] == str(doctor.id))
    assert (row["visits"], row["booked_minutes"], row["offered_minutes"]) == (1, 10, 30)


async def test_each_specialization_has_its_next_available_slot(
    make_client: MakeClient, resources: Resources, admin: Person
) -> None:
    client = await make_client(overview_seconds=0)
    await make_doctor(resources, specialization="agada-tantra", weekly=[])
    before = _specialization(await seen(client, admin), "agada-tantra")
    doctor = await make_doctor(resources, specialization="agada-tantra")
    await refresh(resources)
    after = _specialization(await seen(client, admin), "agada-tantra")
    assert after["doctors"] == before["doctors"] + 1
    shown = (await client.get(f"/v1/doctors/{doctor.id}")).json()
    assert after["next_available_at"] == shown["next_available_at"] is not None
    table = await client.get(f"{PATH}/specializations.csv", headers=admin.headers)
    assert "agada-tantra" in table.text


def _specialization(overview: Any, slug: str) -> Any:
    return next(each for each in overview["specializations"] if each["slug"] == slug)


async def test_a_doctors_name_is_not_run_as_a_formula(
    make_client: MakeClient, resources: Resources, admin: Person
) -> None:
    client = await make_client(overview_seconds=0)
    await make_doctor(resources, name="=HYPERLINK(1)")
    table = await client.get(f"{PATH}/doctors.csv", headers=admin.headers)
    assert "'=HYPERLINK(1)" in table.text


async def test_each_of_thirty_days_has_its_figures_and_a_missed_visit_is_one(
    make_client: MakeClient, resources: Resources, admin: Person
) -> None:
    client = await make_client(overview_seconds=0)
    before = await seen(client, admin)
    assert len(before["days"]) == 30
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))
    await begin(resources, appointment["id"])
    path = f"/v1/appointments/{appointment['id']}/no-show"
    assert (await client.post(path, headers=admin.headers)).status_code == 200
    after = await seen(client, admin)
    assert sum(day["missed"] for day in after["days"]) == 1 + sum(
        day["missed"] for day in before["days"]
    )
    row = next(each for each in after["doctors"] if each["id"] == str(doctor.id))
    assert row["missed"] == 1


async def test_many_who_look_cost_as_much_as_one(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    first = await seen(client, admin)
    await make_doctor(resources)
    assert (await seen(client, admin))["at"] == first["at"]


async def test_a_table_is_a_file_for_spreadsheets(client: AsyncClient, admin: Person) -> None:
    answer = await client.get(f"{PATH}/days.csv", headers=admin.headers)
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.text.removeprefix("\ufeff").split("\r\n")
    assert lines[0] == "date,booked,completed,cancelled,missed"
    assert date.fromisoformat(lines[30].partition(",")[0])
    assert (await client.get(f"{PATH}/accounts.csv", headers=admin.headers)).status_code == 422


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_run(cell: str) -> None:
    text = csv_text(["name"], [[cell]])
    assert f"'{cell}" in text


def test_time_that_is_taken_counts_once() -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 8, 4, tzinfo=UTC) + timedelta(hours=hour)

    left = without([(at(9), at(12)), (at(11), at(13))], [(at(8), at(10)), (at(11), at(12))])
    assert left == [(at(10), at(11)), (at(12), at(13))]


async def test_who_read_which_record_is_listed(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    await client.patch("/v1/me", json={"name": "Asha Rao"}, headers=asha.headers)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))
    await client.get(f"/v1/appointments/{appointment['id']}", headers=admin.headers)
    answer = await client.get(
        "/v1/operations/record-reads",
        params={"account_id": str(admin.account_id), "limit": 1},
        headers=admin.headers,
    )
    (read,) = answer.json()["items"]
    assert (read["what"], read["records"]) == ("appointment", 1)
    assert read["references"] == [appointment["reference"]]
    assert read["patients"] == ["Asha Rao"]
    assert read["email"]


async def test_the_list_names_the_patients_whom_a_desk_found(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    desk = await make_front_desk(resources, client)
    await registered(client, desk, name="Meera Nair")
    await client.get(f"{desk.path}/patients?q=Meera", headers=desk.sita.headers)
    answer = await client.get(
        "/v1/operations/record-reads",
        params={"account_id": str(desk.sita.account_id), "limit": 1},
        headers=admin.headers,
    )
    (read,) = answer.json()["items"]
    assert (read["what"], read["records"]) == ("patients", 1)
    assert (read["references"], read["patients"]) == ([], ["Meera Nair"])
