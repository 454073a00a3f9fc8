"""Checks that mails about an appointment and their calendar files are right, complete and in the reader's language."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import msgspec
import pytest
from httpx import AsyncClient
from icalendar import Calendar

from amrutam.booking.notifying import tell_appointment_changed
from amrutam.booking.suspension import CANCEL_SUSPENDED, cancel_visits
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.letters import answering_address
from amrutam.notifications.sending import Mailers
from tests.cast.booking import booked, cancel, hold, move, visit
from tests.cast.calendars import add_exception, put_schedule, week
from tests.cast.clinics import make_clinic, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.integration.booking.test_leave import jobs

JOBS = Statement(
    "test_letter_jobs",
    """
    DELETE FROM pgqueuer WHERE entrypoint = 'appointment_changed'
        AND convert_from(payload, 'UTF8')::jsonb ->> 'appointment_id' = $1
    RETURNING payload
    """,
)
NEW_YORK = "America/New_York"


@pytest.fixture
def outbox(resources: Resources) -> list[tuple[str, EmailMessage]]:
    mailer = resources.part(Mailers).email = FakeMailer()
    return mailer.outbox


@pytest.fixture
async def staff(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, staff: Person) -> Doctor:
    return await make_doctor(
        resources, account_id=staff.account_id, address="12 MG Road, Kochi", city="kochi"
    )


async def reader(client: AsyncClient, resources: Resources, **place: str) -> Person:
    """Makes a patient called आशा whose account is in English and in India's zone, unless `place` says otherwise."""
    person = await sign_in_patient(resources)
    body = {"name": "आशा", "locale": "en", "time_zone": "Asia/Kolkata", **place}
    answer = await client.patch("/v1/me", json=body, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return person


async def last_letter(
    resources: Resources, outbox: list[tuple[str, EmailMessage]], appointment: dict[str, Any]
) -> EmailMessage:
    """Runs the jobs of the appointment as the worker would, and returns the newest message."""
    for row in await resources.database.fetch(JOBS, appointment["id"]):
        await tell_appointment_changed(resources, msgspec.json.decode(row["payload"]))
    return outbox[-1][1]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def file_of(message: EmailMessage) -> tuple[str | None, Any]:
    """Returns the method in the attachment's Content-Type, and the attached calendar."""
    (part,) = message.iter_attachments()
    return str(part.get_param("method")), Calendar.from_ical(part.get_content())


async def test_booking_moving_and_cancelling_are_one_entry_in_the_calendar(
    client: AsyncClient, resources: Resources, outbox: Any, doctor: Doctor
) -> None:
    """Booking, moving and cancelling change one entry in a calendar (RFC 5546 and 6047).

    The method, REQUEST or CANCEL, is in the Content-Type of the attachment and in the calendar
    file.
    """
    asha = await reader(client, resources)
    appointment = await booked(client, asha, doctor, local(1, "10:00"))
    letters = [await last_letter(resources, outbox, appointment)]
    held = await hold(client, asha, doctor, local(2, "10:00"), reschedules=appointment["id"])
    await move(client, asha, appointment["id"], held.json()["id"])
    letters.append(await last_letter(resources, outbox, appointment))
    await cancel(client, asha, appointment["id"])
    letters.append(await last_letter(resources, outbox, appointment))

    files = [file_of(letter) for letter in letters]
    assert [named for named, _ in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [calendar["METHOD"] for _, calendar in files] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [event for _, calendar in files for event in calendar.walk("VEVENT")]
    assert {str(event["UID"]) for event in events} == {f"{appointment['id']}@amrutam"}
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    host = f"mailto:{answering_address(resources.settings)}"
    for event in events:
        assert event["ORGANIZER"] == host
        attendee = event["ATTENDEE"]
        assert attendee == f"mailto:{asha.email}"
        assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("ACCEPTED", "FALSE")


async def test_a_visit_in_person_has_a_place_and_one_online_its_room(
    client: AsyncClient, resources: Resources, outbox: Any, doctor: Doctor
) -> None:
    asha = await reader(client, resources)
    for mode, said in (("in_person", "12 MG Road, Kochi"), ("online", None)):
        held = await hold(client, asha, doctor, local(1 + len(outbox), "10:00"), mode=mode)
        answer = await client.post(
            "/v1/appointments",
            json={"hold_id": held.json()["id"]},
            headers={**asha.headers, "idempotency-key": f"place-{mode}"},
        )
        _, calendar = file_of(await last_letter(resources, outbox, answer.json()))
        (event,) = calendar.walk("VEVENT")
        # the place of an online visit is the appointment's page, where patients join the video call
        assert event["LOCATION"] == (said or event["URL"])


async def test_a_hindi_account_s_file_is_in_hindi(
    client: AsyncClient, resources: Resources, outbox: Any, doctor: Doctor
) -> None:
    asha = await reader(client, resources, locale="hi")
    appointment = await booked(client, asha, doctor, local(1, "10:00"))
    mailed = file_of(await last_letter(resources, outbox, appointment))[1]
    fetched = await client.get(f"/v1/appointments/{appointment['id']}.ics", headers=asha.headers)
    for calendar in (mailed, Calendar.from_ical(fetched.content)):
        event: Any = calendar.walk("VEVENT")[0]
        assert event["SUMMARY"] == f"{doctor.name} के साथ परामर्श"
        described = str(event["DESCRIPTION"]).splitlines()
        assert described[:2] == [f"बुकिंग नंबर {appointment['reference']}", "पहला परामर्श, ऑनलाइन"]
        assert "/hi/appointments/" in event["URL"]


async def test_a_fetched_file_is_published_and_names_no_attendee(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    asha = await reader(client, resources)
    appointment = await booked(client, asha, doctor, local(1, "10:00"))
    fetched = await client.get(f"/v1/appointments/{appointment['id']}.ics", headers=asha.headers)
    calendar: Any = Calendar.from_ical(fetched.content)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert "ORGANIZER" in event
    assert "ATTENDEE" not in event


@pytest.mark.parametrize("locale", ["en", "hi"])
async def test_a_letter_is_the_reader_s(
    client: AsyncClient, resources: Resources, outbox: Any, doctor: Doctor, locale: str
) -> None:
    """A mail has the reader's name, language and zone, the fee, and a link to the visit."""
    asha = await reader(client, resources, locale=locale, time_zone=NEW_YORK)
    appointment = await booked(client, asha, doctor, local(1, "10:00"))
    text = text_of(await last_letter(resources, outbox, appointment))
    starts = datetime.fromisoformat(appointment["starts_at"])
    own, doctors = (
        starts.astimezone(ZoneInfo(NEW_YORK)),
        starts.astimezone(ZoneInfo("Asia/Kolkata")),
    )
    assert text.splitlines()[0] == {"en": "Dear आशा,", "hi": "नमस्ते आशा,"}[locale]
    for clock in (own, doctors):
        assert f"{clock.hour % 12 or 12}:{clock.minute:02}" in text
    assert "IST" in text
    assert "GMT-" in text
    assert "₹500" in text
    assert {"en": "First visit, 30", "hi": "पहला परामर्श, 30"}[locale] in text
    assert f"/{locale}/appointments/{appointment['id']}" in text


async def test_times_offered_instead_of_a_cancelled_one_can_be_booked(
    client: AsyncClient, resources: Resources, outbox: Any, doctor: Doctor, staff: Person
) -> None:
    asha = await reader(client, resources)
    appointment = await booked(client, asha, doctor, local(1, "10:00"))
    assert (await cancel(client, staff, appointment["id"])).status_code == 200
    text = text_of(await last_letter(resources, outbox, appointment))
    links = [line.rpartition(": ")[2] for line in text.splitlines() if "/en/book?" in line]
    assert len(links) == 3
    asked = {name: values[0] for name, values in parse_qs(urlsplit(links[0]).query).items()}
    assert asked["doctor"] == str(doctor.id)
    body = {"mode": asked["mode"], "consultation_type_id": asked["type"]}
    held = await hold(client, asha, doctor, asked["starts_at"], **body)
    assert held.status_code == 201, held.text


async def test_times_offered_instead_are_in_the_visits_mode_and_name_another_clinic(
    client: AsyncClient, resources: Resources, outbox: Any, doctor: Doctor, staff: Person
) -> None:
    """A mail about a cancelled visit in person offers times in person, with the clinic if it is another one.

    The doctor works online in the morning, in person at the practice at two, and in person at a clinic
    at three.
    """
    admin, asha = await make_admin(resources), await reader(client, resources)
    clinic = await make_clinic(client, admin, name="Amrutam Indiranagar", address="7 CMH Road")
    await work_at(client, admin, clinic, doctor)
    rules = [
        *week("09:00", "12:00", modes=["online"]),
        *week("14:00", "14:30", modes=["in_person"], clinic_id=str(doctor.id)),
        *week("15:00", "15:30", modes=["in_person"], clinic_id=clinic),
    ]
    put = await put_schedule(client, staff, doctor, {"rules": rules}, "*")
    assert put.status_code == 200, put.text
    appointment = await visit(client, asha, doctor, local(2, "14:00"), "in_person")
    assert (await cancel(client, staff, appointment["id"])).status_code == 200
    text = text_of(await last_letter(resources, outbox, appointment))
    lines = [line for line in text.splitlines() if "/en/book?" in line]
    assert len(lines) == 3
    for line in lines:
        assert ("Amrutam Indiranagar, 7 CMH Road" in line) is ("3:00 pm" in line), line
        query = parse_qs(urlsplit(line.rpartition(": ")[2]).query)
        asked = {name: values[0] for name, values in query.items()}
        body = {"mode": asked["mode"], "consultation_type_id": asked["type"]}
        assert asked["mode"] == "in_person"
        held = await hold(
            client, await sign_in_patient(resources), doctor, asked["starts_at"], **body
        )
        assert held.status_code == 201, held.text


@pytest.mark.parametrize("locale", ["en", "hi"])
async def test_a_mail_regrets_only_what_the_doctor_cancelled(
    client: AsyncClient,
    resources: Resources,
    outbox: Any,
    doctor: Doctor,
    staff: Person,
    locale: str,
) -> None:
    """A mail apologizes for a cancellation by the doctor, by leave or by a suspension, but not by an administrator.

    Mails tell patients to call the clinic, so the patient may have asked the administrator to cancel.
    """
    admin, asha = await make_admin(resources), await reader(client, resources, locale=locale)
    regret = {"en": "We are sorry: the doctor cannot see you", "hi": "हमें खेद है"}[locale]
    neutral = {
        "en": "Your appointment was cancelled by the clinic.",
        "hi": "क्लिनिक ने आपका अपॉइंटमेंट रद्द कर दिया है।",
    }[locale]

    async def mail(who: Person, day: int) -> str:
        appointment = await booked(client, asha, doctor, local(day, "10:00"))
        assert (await cancel(client, who, appointment["id"])).status_code == 200
        return text_of(await last_letter(resources, outbox, appointment))

    texts = [await mail(admin, 1), await mail(staff, 2)]
    assert [regret in text for text in texts] == [False, True]
    assert [neutral in text for text in texts] == [True, False]

    appointment = await booked(client, asha, doctor, local(3, "10:00"))
    leave = {"kind": "leave", "starts_at": local(3, "09:00"), "ends_at": local(3, "12:00")}
    added = await add_exception(client, admin, doctor, **leave, affected="cancel")
    assert added.status_code == 201, added.text
    assert regret in text_of(await last_letter(resources, outbox, appointment)), (
        "no apology after leave"
    )

    appointment = await booked(client, asha, doctor, local(4, "10:00"))
    path, body = f"/v1/doctors/{doctor.id}/suspend", {"affected": "cancel"}
    assert (await client.post(path, json=body, headers=admin.headers)).status_code == 200
    await cancel_visits(resources, (await jobs(resources, CANCEL_SUSPENDED, str(doctor.id)))[-1])
    assert regret in text_of(await last_letter(resources, outbox, appointment)), (
        "no apology after suspension"
    )


async def test_a_mail_about_a_proposal_names_the_address_of_the_practice(
    client: AsyncClient, resources: Resources, outbox: Any, doctor: Doctor, staff: Person
) -> None:
    asha = await reader(client, resources)
    appointment = await visit(client, asha, doctor, local(1, "10:00"), "in_person")
    path, body = f"/v1/appointments/{appointment['id']}/proposal", {"starts_at": local(2, "10:00")}
    assert (await client.put(path, json=body, headers=staff.headers)).status_code == 200
    text = text_of(await last_letter(resources, outbox, appointment))
    assert "Clinic: 12 MG Road, Kochi" in text.splitlines()
