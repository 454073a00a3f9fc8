"""Tests a doctor's calendar as other programs read it by subscription."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response
from icalendar import Calendar

from amrutam.booking.calendar_feed import initials
from amrutam.booking.handover import ask_patients
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.notifications.letters import answering_address
from tests.cast.booking import booked, cancel, hold, move
from tests.cast.calendars import name_patient
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.integration.booking.test_leave import jobs

COMPLETED = Statement(
    "test_completed", "UPDATE appointment SET status = 'completed' WHERE id = $1::text::uuid"
)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, account_id=meera.account_id)


async def link(
    client: AsyncClient, person: Person, doctor: Doctor, method: str = "GET"
) -> Response:
    path = f"/v1/doctors/{doctor.id}/calendar-link"
    answer = await client.request(method, path, headers=person.headers)
    assert answer.headers["cache-control"] == "no-store"
    return answer


async def events(client: AsyncClient, url: str) -> list[Any]:
    answer = await client.get(url)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar: Any = Calendar.from_ical(answer.content)
    return list(calendar.walk("VEVENT"))


async def test_what_is_booked_is_read_without_signing_in_by_initials_only(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    await name_patient(resources, asha, "Tara Devi\nBEGIN:VEVENT")
    appointment = await booked(client, asha, doctor, local(2, "10:00"), reason="Canary reason")
    await booked(client, asha, await make_doctor(resources), local(4, "10:00"))
    url = (await link(client, meera, doctor, "POST")).json()["url"]

    (event,) = await events(client, url)

    assert event["UID"] == f"{appointment['id']}@amrutam"
    assert event["SUMMARY"] == "T. D. B., First visit"
    assert event.start == datetime.fromisoformat(appointment["starts_at"])
    assert event.end == datetime.fromisoformat(appointment["ends_at"])
    text = (await client.get(url)).text
    assert appointment["reference"] in text
    for secret in ("Tara", "Devi", asha.email, "Canary"):
        assert secret not in text


async def test_what_became_of_an_appointment_does_not_take_it_out_of_the_calendar(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    starts = [local(day, "10:00") for day in (2, 3, 4)]
    appointments = [await booked(client, asha, doctor, start) for start in starts]
    await cancel(client, asha, appointments[1]["id"])
    await resources.database.execute(COMPLETED, appointments[2]["id"])
    url = (await link(client, meera, doctor, "POST")).json()["url"]
    found = await events(client, url)
    assert [event["STATUS"] for event in found] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [event["SEQUENCE"] for event in found] == [0, 1, 0]
    organizer = f"mailto:{answering_address(resources.settings)}"
    assert {str(event["ORGANIZER"]) for event in found} == {organizer}


async def test_its_window_is_thirty_days_back_and_a_hundred_and_eighty_ahead(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    for day in (1, 2, 3, 4):
        await booked(client, asha, doctor, local(day, "10:00"))
    shift = Statement(
        "test_shift",
        """
        UPDATE appointment SET starts_at = now() + $2::interval,
            ends_at = now() + $2::interval + interval '30 minutes'
        WHERE (id, starts_at) = (SELECT id, starts_at FROM appointment
            WHERE doctor_id = $1 AND starts_at > now() AND starts_at < now() + interval '5 days'
            ORDER BY starts_at LIMIT 1)
        """,
    )
    for day in (-31, -29, 179, 181):
        await resources.database.execute(shift, doctor.id, timedelta(days=day))
    url = (await link(client, meera, doctor, "POST")).json()["url"]
    days = [
        (event.start - datetime.now(UTC)) / timedelta(days=1) for event in await events(client, url)
    ]
    assert [round(each) for each in days] == [-29, 179]


async def test_a_visit_that_was_moved_beyond_the_window_is_shown_at_its_new_time(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    await resources.database.pool.execute("SELECT make_appointment_partitions(1, 14)")
    doctor = await make_doctor(resources, account_id=meera.account_id, horizon=366)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    await booked(client, ravi, doctor, local(200, "09:00"))  # never in the window, so not shown
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    url = (await link(client, meera, doctor, "POST")).json()["url"]
    held = await hold(client, asha, doctor, local(200, "10:00"), reschedules=appointment["id"])
    await move(client, asha, appointment["id"], held.json()["id"])

    (event,) = await events(client, url)

    assert (event["UID"], event["STATUS"]) == (f"{appointment['id']}@amrutam", "CONFIRMED")
    assert (event.start, event["SEQUENCE"]) == (
        datetime.fromisoformat(local(200, "10:00")),
        1,
    )
    await cancel(client, asha, appointment["id"])
    (event,) = await events(client, url)
    assert event["STATUS"] == "CANCELLED"


async def test_a_visit_that_another_doctor_took_over_is_cancelled_in_the_calendar(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    """The former doctor's calendar shows a visit that another doctor took over as cancelled.

    If the event only disappeared, a calendar program could keep it, and the doctor would wait for the patient.
    """
    asha, admin = await sign_in_patient(resources), await make_admin(resources)
    rohan = await make_staff(resources, "doctor")
    other = await make_doctor(resources, account_id=rohan.account_id)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    await hand_over(client, resources, admin, (doctor, other), asha, appointment["id"])

    url = (await link(client, meera, doctor, "POST")).json()["url"]
    (left,) = await events(client, url)
    (taken,) = await events(client, (await link(client, rohan, other, "POST")).json()["url"])

    assert left["UID"] == taken["UID"] == f"{appointment['id']}@amrutam"
    assert (left["STATUS"], taken["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert left["SEQUENCE"] > 0
    assert left.start == datetime.fromisoformat(local(2, "10:00"))

    await hand_over(client, resources, admin, (other, doctor), asha, appointment["id"])
    (back,) = await events(client, url)
    assert (back["STATUS"], back["SEQUENCE"] > left["SEQUENCE"]) == ("CONFIRMED", True)


async def hand_over(
    client: AsyncClient,
    resources: Resources,
    admin: Person,
    doctors: tuple[Doctor, Doctor],
    asha: Person,
    appointment_id: str,
) -> None:
    """Hands the visits of the first doctor over to the second; the patient `asha` accepts for this appointment."""
    doctor, other = doctors
    path, body = f"/v1/doctors/{doctor.id}/handover", {"to_doctor_id": str(other.id)}
    assert (await client.post(path, json=body, headers=admin.headers)).status_code == 200
    await ask_patients(resources, (await jobs(resources, "hand_over_visits", str(doctor.id)))[-1])
    headers = {**asha.headers, "idempotency-key": uuid4().hex}
    path = f"/v1/appointments/{appointment_id}/proposal/accept"
    answer = await client.post(path, headers=headers)
    assert answer.status_code == 200, answer.text


async def test_a_new_address_ends_the_one_before_and_ending_it_ends_it(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    assert (await link(client, meera, doctor)).json() == {"url": None}
    first = (await link(client, meera, doctor, "POST")).json()["url"]
    assert (await link(client, meera, doctor)).json() == {"url": first}
    second = (await link(client, meera, doctor, "POST")).json()["url"]
    assert first != second
    assert len(second.rpartition("/")[2].removesuffix(".ics")) == 43
    assert (await client.get(first)).status_code == 404
    assert await events(client, second) == []
    for _ in range(2):
        assert (await link(client, meera, doctor, "DELETE")).status_code == 204
    assert (await client.get(second)).status_code == 404
    assert (await link(client, meera, doctor)).json() == {"url": None}


async def test_a_wrong_token_is_as_an_ended_one(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    url = (await link(client, meera, doctor, "POST")).json()["url"]
    await link(client, meera, doctor, "DELETE")
    ended = (await client.get(url)).json()
    for token in (
        "x",
        "x" * 43,
        str(uuid4()),
        "%00",
        "é" * 2000,
        "..%2f",
        "'",
        url[-47:-4].upper(),
    ):
        answer = await client.get(f"/v1/calendars/{token}.ics")
        assert answer.status_code == 404
        assert {**answer.json(), "instance": ""} == {**ended, "instance": ""}


async def test_the_token_lies_nowhere_in_clear(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    url = (await link(client, meera, doctor, "POST")).json()["url"]
    token = url.rpartition("/")[2].removesuffix(".ics")
    read = Statement("test_read", "SELECT c::text AS row FROM calendar_link c WHERE doctor_id = $1")
    row = await resources.database.value(read, doctor.id)
    assert token not in row
    assert token.encode().hex() not in row


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Asha", "A."), ("asha devi sharma rao", "A. D. S."), ("", "Patient"), ("42 !", "Patient"),
        ("आशा शर्मा", "आ. श."), ("Émile (Em) d'Arc", "É. D."), ("  Ravi   Kumar ", "R. K."),
    ],
)  # fmt: skip
def test_initials_tell_no_name(name: str, said: str) -> None:
    assert initials(name, "en") == said


async def test_a_doctor_who_reads_hindi_has_no_english_words_in_the_calendar(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    await client.patch("/v1/me", json={"locale": "hi"}, headers=meera.headers)
    asha = await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    url = (await link(client, meera, doctor, "POST")).json()["url"]
    (event,) = await events(client, url)
    assert str(event["SUMMARY"]).startswith("मरीज़, ")
    assert str(event["DESCRIPTION"]) == f"बुकिंग नंबर {appointment['reference']}, ऑनलाइन"
