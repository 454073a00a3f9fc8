"""Tests the place of a visit, from the slots to the mail, for a doctor at two clinics."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import msgspec
import pytest
from httpx import AsyncClient
from icalendar import Calendar

from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.doctors.tasks import relist_where_hours_ended
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import confirm, hold, move, visit
from tests.cast.calendars import add_exception, day, put_schedule, slots, week
from tests.cast.clinics import make_clinic, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

JOBS = Statement(
    "test_where_jobs",
    """
    DELETE FROM pgqueuer WHERE entrypoint = 'appointment_changed'
        AND convert_from(payload, 'UTF8')::jsonb ->> 'appointment_id' = $1
    RETURNING payload
    """,
)

CARD = "SELECT card FROM doctor_listing WHERE doctor_id = $1"
RULES_ENDED = Statement(
    "test_rules_ended",
    "UPDATE schedule_rule SET valid_until = current_date - 1 WHERE doctor_id = $1 AND valid_until IS NOT NULL",
)
HOURS_ENDED = Statement(
    "test_hours_ended",
    """
    UPDATE schedule_exception SET starts_at = starts_at - interval '9 days', ends_at = ends_at - interval '9 days'
    WHERE doctor_id = $1
    """,
)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


@pytest.fixture
async def asha(resources: Resources) -> Person:
    return await sign_in_patient(resources)


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    """Makes a doctor with a practice; the fixture `pune` adds a clinic in Pune, where the doctor then works in the morning."""
    return await make_doctor(resources, account_id=meera.account_id)


@pytest.fixture
async def pune(client: AsyncClient, admin: Person, meera: Person, doctor: Doctor) -> str:
    clinic = await make_clinic(
        client, admin, name="Amrutam Pune", address="5 FC Road", phone="+912025501234",
        location={"latitude": 18.5204, "longitude": 73.8567},
    )  # fmt: skip
    await work_at(client, admin, clinic, doctor)
    rules = [*week("09:00", "12:00", clinic_id=clinic), *week("14:00", "17:00")]
    answer = await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    assert answer.status_code == 200, answer.text
    return clinic


async def letter(
    resources: Resources, outbox: list[tuple[str, EmailMessage]], appointment: dict[str, Any]
) -> tuple[str, Any]:
    """Runs the appointment's jobs; returns the text of the newest message and its calendar event."""
    for row in await resources.database.fetch(JOBS, appointment["id"]):
        await tell_appointment_changed(resources, msgspec.json.decode(row["payload"]))
    message = outbox[-1][1]
    part = message.get_body(("plain",))
    assert part is not None
    (file,) = message.iter_attachments()
    (event,) = Calendar.from_ical(file.get_content()).walk("VEVENT")
    return str(part.get_content()).replace("\r\n", "\n"), event


async def test_times_say_where_they_are(client: AsyncClient, doctor: Doctor, pune: str) -> None:
    body = (await slots(client, doctor, 1, 1)).json()
    clinics = [clinic["id"] for clinic in body["clinics"]]
    assert set(clinics) == {pune, str(doctor.id)}
    assert {"id": pune, "name": "Amrutam Pune", "city": "Pune"} in body["clinics"]
    told = {slot["starts_at"]: clinics[slot["clinic"]] for slot in body["days"][0]["slots"]}
    assert (told[local(1, "09:00")], told[local(1, "14:00")]) == (pune, str(doctor.id))


async def test_a_visit_is_where_its_time_is_and_so_say_mails_and_calendars(
    client: AsyncClient, resources: Resources, asha: Person, doctor: Doctor, pune: str
) -> None:
    outbox = resources.part(Mailers).email = FakeMailer()
    held = await hold(client, asha, doctor, local(1, "09:00"), mode="in_person")
    assert held.json()["clinic_id"] == pune
    appointment = (await confirm(client, asha, held.json()["id"])).json()
    there = {"id": pune, "name": "Amrutam Pune", "address": "5 FC Road", "city": "Pune",
             "phone": "+912025501234", "location": {"latitude": 18.5204, "longitude": 73.8567}}  # fmt: skip
    assert appointment["place"] == there
    path = f"/v1/appointments/{appointment['id']}"
    assert (await client.get(path, headers=asha.headers)).json()["place"] == there
    text, event = await letter(resources, outbox.outbox, appointment)
    assert "Where: Amrutam Pune, 5 FC Road, Pune\nTelephone: +912025501234" in text
    assert str(event["LOCATION"]) == "Amrutam Pune, 5 FC Road, Pune"
    assert event["GEO"].to_ical() == "18.5204;73.8567"

    held = await hold(client, asha, doctor, local(1, "14:00"), mode="in_person",
                      reschedules=appointment["id"])  # fmt: skip
    moved = (await move(client, asha, appointment["id"], held.json()["id"])).json()
    assert moved["place"]["id"] == str(doctor.id)
    text, event = await letter(resources, outbox.outbox, appointment)
    assert "Where: 12 Station Road, Jaipur\n" in text
    assert "Telephone" not in text
    assert "GEO" not in event
    events = (await client.get(f"{path}/events", headers=asha.headers)).json()["items"]
    assert [event["clinic_id"] for event in events] == [pune, str(doctor.id)]


async def test_online_is_nowhere(
    client: AsyncClient, asha: Person, doctor: Doctor, pune: str
) -> None:
    appointment = await visit(client, asha, doctor, local(1, "09:00"), "online")
    assert appointment["place"]["join_url"] is None
    path = f"/v1/appointments/{appointment['id']}/events"
    (event,) = (await client.get(path, headers=asha.headers)).json()["items"]
    assert event["clinic_id"] is None


async def test_a_time_that_went_to_another_clinic_is_not_booked_and_is_named(
    client: AsyncClient,
    resources: Resources,
    asha: Person,
    meera: Person,
    doctor: Doctor,
    pune: str,
) -> None:
    held = await hold(client, asha, doctor, local(1, "09:00"), mode="in_person")
    online = await hold(client, asha, doctor, local(1, "09:30"), mode="online")
    ravi = await sign_in_patient(resources)
    booked = await visit(client, ravi, doctor, local(1, "10:00"), "in_person")
    changed = await put_schedule(client, meera, doctor, {"rules": week("09:00", "17:00")}, "*")
    affected = changed.json()["affected_appointments"]
    assert [(each["id"], each["clinic_id"]) for each in affected] == [(booked["id"], pune)]
    refused = await confirm(client, asha, held.json()["id"])
    assert refused.status_code == 422, refused.text
    assert refused.json()["type"].endswith("/schedule-changed")
    assert (await confirm(client, asha, online.json()["id"])).status_code == 201


async def test_a_clinics_new_address_is_told_at_once(
    client: AsyncClient, asha: Person, admin: Person, doctor: Doctor, pune: str
) -> None:
    before = await visit(client, asha, doctor, local(1, "09:00"), "in_person")
    held = await hold(client, asha, doctor, local(2, "10:00"), mode="in_person")
    path = f"/v1/clinics/{pune}"
    changed = await client.patch(path, json={"address": "9 MG Road"}, headers=admin.headers)
    assert changed.status_code == 200
    after = (await confirm(client, asha, held.json()["id"])).json()
    shown = await client.get(f"/v1/appointments/{before['id']}", headers=asha.headers)
    assert after["place"]["address"] == shown.json()["place"]["address"] == "9 MG Road"
    profile = (await client.get(f"/v1/doctors/{doctor.id}")).json()
    assert "9 MG Road" in [clinic["address"] for clinic in profile["clinics"]]


@pytest.mark.parametrize(
    ("mode", "first"),
    [("online", "09:00"), ("in_person", "14:00"), (None, "09:00")],
)
async def test_a_clinic_limits_times_in_person_and_no_times_online(
    client: AsyncClient, doctor: Doctor, pune: str, mode: str | None, first: str
) -> None:
    """The doctor works at the clinic in Pune in the morning and at their own practice in the afternoon, and online at both times."""
    question = {"doctor_ids": [str(doctor.id)], "from": day(1), "to": day(1), "limit": 1,
                "clinics": [str(doctor.id)], "mode": mode}  # fmt: skip
    (item,) = (await client.post("/v1/availability/query", json=question)).json()["items"]
    assert [slot["starts_at"] for slot in item["days"][0]["slots"]] == [local(1, first)]


async def test_extra_hours_are_at_a_clinic_too(
    client: AsyncClient, meera: Person, doctor: Doctor, pune: str
) -> None:
    period = {"starts_at": local(1, "14:00"), "ends_at": local(1, "15:00")}
    strange = {"kind": "extra_hours", **period, "clinic_id": str(doctor.type_id)}
    refused = await add_exception(client, meera, doctor, **strange)
    assert refused.json()["errors"][0]["pointer"] == "/clinic_id"
    leave = {"kind": "leave", **period, "clinic_id": pune}
    assert (await add_exception(client, meera, doctor, **leave)).status_code == 422
    extra = {"kind": "extra_hours", **period, "clinic_id": pune}
    added = await add_exception(client, meera, doctor, **extra)
    assert (added.status_code, added.json()["clinic_id"]) == (201, pune)
    body = (await slots(client, doctor, 1, 1)).json()
    told = {slot["starts_at"]: body["clinics"][slot["clinic"]]["id"]
            for slot in body["days"][0]["slots"]}  # fmt: skip
    assert (told[local(1, "14:00")], told[local(1, "15:00")]) == (pune, str(doctor.id))


async def test_searches_find_the_doctor_where_patients_are_seen(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor, pune: str
) -> None:
    elsewhere = await make_doctor(resources, city="pune")

    async def found(**query: Any) -> dict[str, Any]:
        items: dict[str, Any] = {}
        asked = {"limit": 100, **query}
        while True:
            page = (await client.get("/v1/doctors", params=asked)).json()
            items |= {item["id"]: item for item in page["items"]}
            asked["cursor"] = page["next_cursor"]
            if asked["cursor"] is None:
                return items

    id_ = str(doctor.id)
    for query in ({"city": "pune"}, {"city": "Jaipur"}, {"clinic": pune}, {"q": "pune"}):
        for sort in ("next_available", "fee", "relevance"):
            asked = query if sort == "relevance" else {**query, "sort": sort}
            assert id_ in await found(**asked), asked
    assert list(await found(clinic=pune)) == [id_]
    assert str(elsewhere.id) in await found(city="pune")
    card = (await found(clinic=pune))[id_]
    assert {each["city"] for each in card["clinics"]} == {"Pune", "Jaipur"}
    cities = (await client.get("/v1/cities")).json()["items"]
    count = next(each["count"] for each in cities if each["slug"] == "pune")
    assert count == len(await found(city="pune"))

    await put_schedule(
        client, meera, doctor, {"rules": week("09:00", "12:00", clinic_id=pune)}, "*"
    )
    assert id_ not in await found(city="jaipur")
    assert id_ in await found(city="pune")
    online = {"rules": week("09:00", "12:00", modes=["online"])}
    await put_schedule(client, meera, doctor, online, "*")
    assert id_ in await found(city="jaipur")  # the city of the doctor's own practice
    assert id_ not in await found(city="pune")


async def test_a_city_without_present_hours_is_left_once_the_index_is_brought_up_to_date(
    client: AsyncClient, resources: Resources, admin: Person, meera: Person, doctor: Doctor, pune: str
) -> None:  # fmt: skip
    mysuru = await make_clinic(client, admin, city="Mysuru")
    await work_at(client, admin, mysuru, doctor)
    rules = [*week("09:00", "12:00", clinic_id=pune, valid_until=day(9)), *week("14:00", "17:00")]
    await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    period = {"starts_at": local(1, "18:00"), "ends_at": local(1, "20:00")}
    await add_exception(client, meera, doctor, kind="extra_hours", clinic_id=mysuru, **period)

    async def cities() -> set[str]:
        card = await resources.database.pool.fetchval(CARD, doctor.id)
        return {each["city"] for each in msgspec.json.decode(card)["clinics"]}

    async with resources.database.transaction() as queries:
        await relist_where_hours_ended(queries)
    assert await cities() == {"Jaipur", "Pune", "Mysuru"}
    async with owner(resources) as queries:
        await queries.execute(RULES_ENDED, doctor.id)
        await queries.execute(HOURS_ENDED, doctor.id)
    async with resources.database.transaction() as queries:
        await relist_where_hours_ended(queries)

    assert await cities() == {"Jaipur"}
    found = await client.get("/v1/doctors", params={"city": "mysuru", "limit": 100})
    assert str(doctor.id) not in [each["id"] for each in found.json()["items"]]


async def test_pages_of_a_city_join_without_gap_or_repetition(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    """The pages of a city contain each doctor once.

    Doctors listed in the city and doctors who also work there come from two indexes.
    """
    clinic = await make_clinic(client, admin, city="Dehradun")
    doctors = []
    for number in range(6):
        person = await make_staff(resources, "doctor")
        one = await make_doctor(
            resources, city="bhopal" if number % 2 else "dehradun", account_id=person.account_id,
            fee=10_000 + number,
        )  # fmt: skip
        await work_at(client, admin, clinic, one)
        rules = [*week("09:00", "11:00", clinic_id=clinic), *week("12:00", "14:00")]
        await put_schedule(client, person, one, {"rules": rules}, "*")
        doctors.append(str(one.id))
    for sort in ("fee", "next_available"):
        asked: dict[str, Any] = {"city": "dehradun", "sort": sort, "limit": 1}
        found: list[str] = []
        while True:
            page = (await client.get("/v1/doctors", params=asked)).json()
            found += [item["id"] for item in page["items"]]
            asked["cursor"] = page["next_cursor"]
            if asked["cursor"] is None:
                break
        assert sorted(found) == sorted(doctors)
        assert sort != "fee" or found == doctors


async def test_the_doctors_calendar_says_where(
    client: AsyncClient, asha: Person, meera: Person, doctor: Doctor, pune: str
) -> None:
    for hour, mode in (("09:00", "in_person"), ("09:30", "online")):
        await visit(client, asha, doctor, local(1, hour), mode)
    path = f"/v1/doctors/{doctor.id}/calendar-link"
    url = (await client.post(path, headers=meera.headers)).json()["url"]
    events = Calendar.from_ical((await client.get(url)).content).walk("VEVENT")
    assert [event.get("LOCATION") for event in events] == ["Amrutam Pune, 5 FC Road, Pune", None]
