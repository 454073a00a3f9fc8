"""Tests closing an account: personal data is erased, what remains is anonymous, and nobody can use the account."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
from httpx import AsyncClient

from amrutam.accounts.account_notices import JOB, send_notice
from amrutam.audit.chain import check, extend
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.account_codes import close_account, own_proof
from tests.cast.booking import begin, booked, cancel, confirm, hold, problem
from tests.cast.doctors import make_doctor
from tests.cast.mailbox import code_sent_to
from tests.cast.people import Person, make_staff, session_ends, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

_JOBS = Statement("test_notices", "SELECT payload FROM pgqueuer WHERE entrypoint = $1 ORDER BY id")
_TABLES = """
    SELECT c.oid::regclass::text FROM pg_class AS c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
"""
NAMES = ("Zqclosing Quokkasdottir", "Zqclosing Wombatson")
REASON, NOTE = "zqclosing headache", "zqclosing travels"


async def test_visits_are_cancelled_and_their_times_are_free_at_once(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    ravi = await sign_in_patient(resources)
    visit = await booked(client, asha, doctor, local(2, "10:00"))
    held = await hold(client, asha, doctor, local(2, "12:00"))

    closed = await close_account(client, resources, asha)

    assert closed.status_code == 204, closed.text
    for time in ("10:00", "12:00"):
        await booked(client, ravi, doctor, local(2, time))
    told = await _told(resources, asha)
    assert visit["reference"] in told
    assert await session_ends(client, asha)
    late = await confirm(client, asha, held.json()["id"])
    assert late.status_code == 401


async def test_the_doctor_keeps_the_visit_without_the_name(
    client: AsyncClient, resources: Resources
) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    asha = await _named(client, resources)
    past = await booked(client, asha, doctor, local(2, "10:00"), reason=REASON)
    await begin(resources, past["id"])
    path = f"/v1/appointments/{past['id']}"
    await client.post(f"{path}/complete", headers=meera.headers)
    ahead = await booked(client, asha, doctor, local(3, "10:00"), reason=REASON)

    assert (await close_account(client, resources, asha)).status_code == 204

    seen = [
        (await client.get(f"/v1/appointments/{id_}", headers=meera.headers)).json()
        for id_ in (past["id"], ahead["id"])
    ]
    assert [each["status"] for each in seen] == ["completed", "cancelled"]
    assert [(each["patient"]["name"], each["reason"]) for each in seen] == [("", None)] * 2
    events = await client.get(f"/v1/appointments/{ahead['id']}/events", headers=meera.headers)
    assert [each["kind"] for each in events.json()["items"]] == ["booked", "cancelled"]


async def test_nothing_of_the_person_is_left_in_the_database_and_the_chain_is_whole(
    client: AsyncClient, resources: Resources, owner_resources: Resources
) -> None:
    doctor, asha = await make_doctor(resources), await _named(client, resources)
    first = await booked(client, asha, doctor, local(2, "10:00"), reason=REASON)
    assert (await cancel(client, asha, first["id"], reason=NOTE)).status_code == 200
    await booked(client, asha, doctor, local(3, "10:00"), reason=REASON)
    sealed = await _sealed_of(owner_resources, asha)
    await extend(resources, timedelta(0))

    assert (await close_account(client, resources, asha)).status_code == 204
    await _told(resources, asha)

    await extend(resources, timedelta(0))
    assert not any(each.faults for each in await check(resources))
    assert len(sealed) == 5  # the address and its index, two reasons and a note
    dump = await _dumped(owner_resources)
    assert "closed" in dump
    for secret in (*sealed, *NAMES, REASON, NOTE, asha.email):
        assert secret not in dump, secret


async def test_the_address_can_sign_up_anew_as_a_new_person(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    await close_account(client, resources, asha)

    body = {"channel": "email", "address": asha.email}
    asked = await client.post("/v1/auth/otp", json=body)
    code = await code_sent_to(resources, asha.email)
    proof = {"challenge_id": asked.json()["challenge_id"], "code": code}
    anew = await client.post("/v1/auth/token", json=proof)

    assert anew.status_code == 200, anew.text
    account = anew.json()["account"]
    assert UUID(account["id"]) != asha.account_id
    headers = {"authorization": f"Bearer {anew.json()['access_token']}"}
    assert (await client.get("/v1/appointments", headers=headers)).json()["items"] == []


async def test_only_a_fresh_code_for_closing_closes(
    client: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    theirs = await own_proof(client, resources, ravi, "closing")
    other = await own_proof(client, resources, asha, "proof")
    tries = [theirs, other, {"challenge_id": str(uuid4()), "code": "123456"}]
    answers = [await client.post("/v1/me/close", json=each, headers=asha.headers) for each in tries]
    assert [problem(each) for each in answers] == ["wrong-code"] * 3
    assert (await client.get("/v1/me", headers=asha.headers)).status_code == 200


async def test_staff_are_told_the_way(client: AsyncClient, resources: Resources) -> None:
    meera = await make_staff(resources, "doctor")
    refused = await close_account(client, resources, meera)
    assert (refused.status_code, problem(refused)) == (403, "staff-account")
    assert "administrator" in refused.json()["title"]


async def test_a_booking_that_races_with_the_closing_leaves_no_open_visit(
    make_client: MakeClient, resources: Resources
) -> None:
    """No visit of a closed account stays booked, whichever of booking and closing comes first.

    Booking and closing each lock the account. If the booking comes first, its visit is
    cancelled; if the closing comes first, the booking is refused.
    """
    client = await make_client(rate_limits="on")
    doctor = await make_doctor(resources)
    for day in range(2, 6):
        asha = await sign_in_patient(resources)
        held = await hold(client, asha, doctor, local(day, "10:00"))
        proof = await own_proof(client, resources, asha, "closing")
        closing = client.post("/v1/me/close", json=proof, headers=asha.headers)
        made, closed = await asyncio.gather(confirm(client, asha, held.json()["id"]), closing)
        assert closed.status_code == 204, closed.text
        assert made.status_code in (201, 401, 410), made.text
        rows = await resources.database.pool.fetch(
            "SELECT status FROM appointment WHERE account_id = $1", asha.account_id
        )
        assert [row["status"] for row in rows] in ([], ["cancelled"])


async def _named(client: AsyncClient, resources: Resources) -> Person:
    person = await sign_in_patient(resources)
    await client.patch("/v1/me", json={"name": NAMES[0]}, headers=person.headers)
    body = {"name": NAMES[1], "relation": "child", "birth_date": "2019-07-31"}
    made = await client.post("/v1/me/patients", json=body, headers=person.headers)
    assert made.status_code == 201
    return person


async def _told(resources: Resources, person: Person) -> str:
    """Sends the mail about the closing of the person's account, and returns its text."""
    mailer = resources.part(Mailers).email = FakeMailer()
    for row in await resources.database.fetch(_JOBS, JOB):
        await send_notice(resources, msgspec.json.decode(row["payload"]))
    await resources.database.pool.execute("DELETE FROM pgqueuer WHERE entrypoint = $1", JOB)
    (message,) = [message for to, message in mailer.outbox if to == person.email]
    return str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]


async def _sealed_of(resources: Resources, person: Person) -> list[str]:
    """Returns the person's encrypted values and the address's blind index, in hexadecimal as a dump contains them."""
    rows = await resources.database.pool.fetch(
        """
        SELECT email_sealed FROM account WHERE id = $1
        UNION SELECT email_index FROM account WHERE id = $1
        UNION SELECT reason_sealed FROM appointment WHERE account_id = $1
        UNION SELECT e.note_sealed FROM appointment_event AS e
            JOIN appointment AS a ON a.id = e.appointment_id
            WHERE a.account_id = $1 AND e.note_sealed IS NOT NULL
        """,
        person.account_id,
    )
    return [row[0].hex() for row in rows]


async def _dumped(resources: Resources) -> str:
    pool: Any = resources.database.pool
    texts = []
    for (table,) in await pool.fetch(_TABLES):
        rows: list[asyncpg.Record] = await pool.fetch(f"SELECT t::text FROM {table} AS t")
        texts += [row[0] for row in rows]
    return "\n".join(texts)
