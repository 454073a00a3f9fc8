"""Checks that texts that people type (signs, HTML, SQL, other writing systems) are returned unchanged.

Covers names, notes, reasons and searches. Control characters and invisible characters are refused in
names, and reach no mail header and no calendar file.
"""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient
from icalendar import Calendar

from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import booked, confirm, hold
from tests.cast.calendars import name_patient
from tests.cast.doctor_calls import new_doctor, patch, post
from tests.cast.doctors import make_doctor
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.cast.world import leave

LITERAL = [
    "O'Brien", "%_\\", "100% _Tara_", "a\\'b", '"; DROP TABLE patient; --', "' OR 1=1 --",
    "{{ 7*7 }}", "{% include 'layout.html' %}", "${jndi:ldap://x}", "#{7*7}", "<%= 7*7 %>",
    "<script>alert(1)</script>", "&lt;b&gt;", "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)",
    "तारा क्‍षेत्री", "മലയാളം ന്‍", "עברית", "شیرین‌جان", "עברית English", "🪷 Tara", "𝕿𝖆𝖗𝖆", "Zoë", "Zoe\u0308",
    "null", "None", "undefined", "NaN", "true", "0", "../../etc/passwd", "%00", "\\u0000",
]  # fmt: skip
HIDDEN = [
    "\u200b", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c", "\u2060", "\ufeff",
    "\u00ad", "\u180e", "\U000e0041", "\u3164", "\u115f", "\u034f", "\u2800", "\ufe0f", "\ue000",
    "\u200c", "\u200d",
]  # fmt: skip
"""Characters that are invisible behind a Latin letter, where joiners join nothing."""
JOINED = ["क्\u200dष", "क्\u200cष", "ന്\u200d", "شیرین\u200cجان"]
BREAKS = [
    "\r\n",
    "\n",
    "\r",
    "\t",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\x9b",
    "\u2028",
    "\u2029",
]
EVIL = "Dr. \x1b[2JEvil\r\nBcc: victim@example.org\r\nATTENDEE:mailto:victim@example.org\x85\u2028END:VEVENT"
TAKE_JOBS = Statement(
    "test_text_jobs",
    """
    DELETE FROM pgqueuer
    WHERE entrypoint = 'appointment_changed'
        AND convert_from(payload, 'UTF8')::jsonb ->> 'appointment_id' = $1
    RETURNING convert_from(payload, 'UTF8')::jsonb ->> 'version' AS version
    """,
)


@pytest.mark.parametrize("text", LITERAL)
async def test_a_text_comes_back_as_it_was_typed(
    client: AsyncClient, resources: Resources, text: str
) -> None:
    person, staff = await sign_in_patient(resources), await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=staff.account_id)
    named = await client.patch("/v1/me", json={"name": text}, headers=person.headers)
    assert named.json()["name"] == text
    child = {"name": text, "relation": "child"}
    added = await client.post("/v1/me/patients", json=child, headers=person.headers)
    assert added.json()["name"] == text
    described = await patch(client, staff, doctor.id, {"bio": text, "address": text})
    assert (described.json()["bio"], described.json()["address"]) == (text, text)
    path = f"/v1/doctors/{doctor.id}/exceptions"
    noted = await client.post(path, json=leave() | {"note": text}, headers=staff.headers)
    assert noted.json()["note"] == text
    held = await hold(client, person, doctor, local(1, "10:00"))
    made = await confirm(client, person, held.json()["id"], reason=text)
    path = f"/v1/appointments/{made.json()['id']}"
    read = (await client.get(path, headers=person.headers)).json()
    assert (read["reason"], read["patient"]["name"]) == (text, text)


@pytest.mark.parametrize("text", LITERAL)
async def test_a_search_takes_signs_as_signs(client: AsyncClient, text: str) -> None:
    for name in ("q", "city", "specialization", "language"):
        answer = await client.get("/v1/doctors", params={name: text})
        assert answer.status_code == 200, (name, answer.text)


@pytest.mark.parametrize("mark", BREAKS, ids=ascii)
async def test_no_control_gets_into_a_name(
    client: AsyncClient, resources: Resources, mark: str
) -> None:
    person, admin = await sign_in_patient(resources), await make_admin(resources)
    name = f"Tara{mark}Bcc: victim@example.org"
    child = {"name": name, "relation": "child"}
    answers = [
        await client.patch("/v1/me", json={"name": name}, headers=person.headers),
        await client.post("/v1/me/patients", json=child, headers=person.headers),
        await post(client, admin, new_doctor(name=name)),
        await post(client, admin, new_doctor(address=name)),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    pointers = [answer.json()["errors"][0]["pointer"] for answer in answers]
    assert pointers == ["/name", "/name", "/name", "/address"]


@pytest.mark.parametrize("mark", HIDDEN, ids=ascii)
async def test_nothing_invisible_gets_into_a_name(
    client: AsyncClient, resources: Resources, mark: str
) -> None:
    person, admin = await sign_in_patient(resources), await make_admin(resources)
    name = f"Ta{mark}ra"
    child = {"name": name, "relation": "child"}
    types = [dict(new_doctor()["consultation_types"][0]) | {"name": name}]
    answers = [
        await client.patch("/v1/me", json={"name": name}, headers=person.headers),
        await client.post("/v1/me/patients", json=child, headers=person.headers),
        await post(client, admin, new_doctor(name=name)),
        await post(client, admin, new_doctor(consultation_types=types)),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    pointers = [answer.json()["errors"][0]["pointer"] for answer in answers]
    assert pointers == ["/name", "/name", "/name", "/consultation_types/0/name"]


@pytest.mark.parametrize("name", JOINED, ids=ascii)
async def test_joiners_stand_in_names_where_their_script_needs_them(
    client: AsyncClient, resources: Resources, name: str
) -> None:
    person, admin = await sign_in_patient(resources), await make_admin(resources)
    answers = [
        await client.patch("/v1/me", json={"name": name}, headers=person.headers),
        await post(client, admin, new_doctor(name=name)),
    ]
    assert [answer.json()["name"] for answer in answers] == [name] * 2


async def test_what_got_in_some_other_way_breaks_no_header_and_no_calendar(
    client: AsyncClient, resources: Resources
) -> None:
    """Control characters that are already stored break no mail header and no calendar file.

    The test inserts the texts into the tables directly, as an import could do.
    """
    mailer = resources.part(Mailers).email = FakeMailer()
    person = await sign_in_patient(resources)
    await name_patient(resources, person, EVIL)
    doctor = await make_doctor(resources, name=EVIL, address=EVIL, registration_number=EVIL[:40])
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    path = f"/v1/appointments/{appointment['id']}.ics"
    file = await client.get(path, headers=person.headers)
    _is_one_plain_event(file.content)
    assert "\r" not in file.headers["content-disposition"]
    (job,) = await resources.database.fetch(TAKE_JOBS, appointment["id"])
    payload: dict[str, Any] = {"appointment_id": appointment["id"], "version": job["version"]}
    await tell_appointment_changed(resources, payload)
    (sent,) = [message for to, message in mailer.outbox if to == person.email]
    assert sent["Bcc"] is None
    assert sent["To"] == person.email
    assert sent["Subject"].isprintable()
    said = sent.get_body(("plain",))
    assert said is not None
    assert "\x1b" not in said.get_content()
    (attached,) = sent.iter_attachments()
    _is_one_plain_event(attached.get_payload(decode=True))


def _is_one_plain_event(file: Any) -> None:
    calendar = Calendar.from_ical(file)
    (event,) = calendar.walk("VEVENT")
    attendees = [str(event["ATTENDEE"])] if "ATTENDEE" in event else []
    assert all(attendee.endswith("@people.example") for attendee in attendees)
    assert "\x1b" not in file.decode()
    lines = file.decode().splitlines()
    assert len([line for line in lines if line.startswith("ATTENDEE")]) == len(attendees)
    assert not [line for line in lines if line.startswith("Bcc")]
    assert len([line for line in lines if line.startswith("END:VEVENT")]) == 1


async def test_a_bad_address_is_an_error_of_the_field_that_was_sent(
    client: AsyncClient, resources: Resources
) -> None:
    admin, person = await make_admin(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    bad = {"email": "x@y"}
    for path, headers, more in (
        ("/v1/staff", admin.headers, {"role": "admin"}),
        ("/v1/me/email", person.headers, {}),
        ("/v1/auth/password/forgotten", {}, {}),
        (f"/v1/operations/doctors/{doctor.id}/account", admin.headers, {}),
    ):
        refused = await client.post(path, json=bad | more, headers=headers)
        assert refused.status_code == 422, (path, refused.text)
        assert [each["pointer"] for each in refused.json()["errors"]] == ["/email"], path
