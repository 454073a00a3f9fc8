from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import pyotp
import pytest

from amrutam.accounts import queries
from amrutam.accounts.contacts import address_indexes
from amrutam.core import clock
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.schedules.calendars import load_calendars
from amrutam.schedules.rules import day_slots, offered_slot
from amrutam.seeding.actions import Seeded, seed
from amrutam.seeding.clients import Client
from amrutam.seeding.demo import PASSWORD, sign_ins
from amrutam.seeding.demo import seed_demo as start_demo
from amrutam.seeding.errors import Refused
from amrutam.seeding.patients import planned_household
from amrutam.seeding.race import race
from tests.cast.seeded import fresh_database
from tests.concurrency.processes import api_process
from tests.conftest import MakeClient
from tests.engines import Engines

DOCTORS, APPOINTMENTS = 25, 1500
LIVE = "status <> 'cancelled'"
WAITING = "Waiting for the limit"
# Leaves out the doctor of the race, who was not seeded.
SEEDED = "registration_number LIKE 'AYU-1-%'"


@pytest.fixture(scope="module")
async def seeded(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "seeded") as own:
        told: list[tuple[str, int, int]] = []
        added = await seed(own, DOCTORS, APPOINTMENTS, 1, lambda *what: told.append(what))
        assert (added.doctors, added.appointments) == (DOCTORS, APPOINTMENTS)
        assert ("Appointments", APPOINTMENTS, APPOINTMENTS) in told
        yield own


@pytest.fixture(scope="module")
async def own(seeded: Settings) -> AsyncIterator[Resources]:
    opened = await Resources.open(seeded)
    yield opened
    await opened.close()


async def value(own: Resources, sql: str, *args: Any) -> Any:
    return await own.database.pool.fetchval(sql, *args)


async def test_all_that_was_asked_for_is_there_and_has_its_place(own: Resources) -> None:
    doctors = f"SELECT id FROM doctor WHERE {SEEDED}"
    for table, key, expected in (
        ("doctor", "id", DOCTORS),
        ("doctor_listing", "doctor_id", DOCTORS),
        ("appointment", "doctor_id", APPOINTMENTS),
    ):
        found = await value(own, f"SELECT count(*) FROM {table} WHERE {key} IN ({doctors})")
        assert found == expected, table
    lost = """
        SELECT count(*) FROM appointment a
        LEFT JOIN appointment_place p ON p.id = a.id AND p.starts_at = a.starts_at
        WHERE p.id IS NULL
    """
    assert await value(own, lost) == 0


@pytest.mark.parametrize(
    ("party", "until"),
    [("doctor_id", "ends_at + make_interval(mins => buffer_minutes)"), ("patient_id", "ends_at")],
)
async def test_nobody_is_in_two_places_at_once(own: Resources, party: str, until: str) -> None:
    overlaps = f"""
        WITH taken AS (
            SELECT a.id, {party} AS party, tstzrange(starts_at, {until}) AS during
            FROM appointment a JOIN doctor d ON d.id = a.doctor_id WHERE {LIVE}
        )
        SELECT count(*) FROM taken one JOIN taken other USING (party)
        WHERE one.id < other.id AND one.during && other.during
    """
    assert await value(own, overlaps) == 0


async def test_claims_stand_for_what_is_not_over_for_a_week(own: Resources) -> None:
    since = clock.now() - timedelta(days=own.settings.claim_retention_days)
    expected = f"""
        SELECT count(*) FROM appointment a JOIN doctor d ON d.id = a.doctor_id
        WHERE {LIVE} AND ends_at + make_interval(mins => buffer_minutes) > $1
    """
    wanted = await value(own, expected, since)
    assert wanted > 0
    assert await value(own, "SELECT count(*) FROM time_claim") == 2 * wanted


async def test_upcoming_visits_are_on_times_the_doctors_offer(own: Resources) -> None:
    rows = await own.database.pool.fetch("SELECT * FROM appointment WHERE starts_at > now()")
    calendars = await load_calendars(own, list({row["doctor_id"] for row in rows}))
    assert len(rows) > 50
    for row in rows:
        calendar = calendars[row["doctor_id"]]
        kind = calendar.type_of(row["consultation_type_id"])
        assert kind is not None
        slot = offered_slot(calendar, row["starts_at"], kind, day_slots)
        assert slot is not None
        assert (slot.ends_at, row["fee_amount"]) == (row["ends_at"], kind.fee_amount)
        assert row["mode"] in slot.modes


async def test_history_ends_in_what_the_appointment_says(own: Resources) -> None:
    wrong = """
        SELECT count(*) FROM appointment a
        LEFT JOIN LATERAL (SELECT version, kind, at FROM appointment_event e
            WHERE e.appointment_id = a.id ORDER BY version DESC LIMIT 1) last ON true
        WHERE last.version IS DISTINCT FROM a.version OR last.kind IS DISTINCT FROM a.status
            OR last.at > now() OR a.created_at > now()
    """
    assert await value(own, wrong) == 0


async def test_past_visits_are_over_and_coming_ones_are_not(own: Resources) -> None:
    wrong = """
        SELECT count(*) FROM appointment
        WHERE (ends_at < now() - interval '5 minutes' AND status = 'booked')
            OR (starts_at > now() AND status IN ('completed', 'no_show'))
    """
    assert await value(own, wrong) == 0


async def test_addresses_and_reasons_are_sealed_and_found_by_index(own: Resources) -> None:
    rows = await own.database.pool.fetch("SELECT account::text AS whole, email_sealed FROM account")
    dump = b"".join(row["whole"].encode() + row["email_sealed"] for row in rows)
    assert b".example" not in dump
    patient = planned_household(1, 0)[0]
    assert patient.email is not None
    indexes = address_indexes(own.keyring, patient.email)
    found = await queries.account_by_email(own.database, indexes)
    assert found is not None
    assert found["id"] == patient.account_id
    assert (
        await value(own, "SELECT count(*) FROM appointment WHERE reason_sealed IS NOT NULL") > 100
    )


async def test_doctors_are_found_with_their_next_free_time(
    make_client: MakeClient, seeded: Settings
) -> None:
    client = await make_client(**seeded.model_dump())
    found = (await client.get("/v1/doctors?sort=next_available&limit=100")).json()["items"]
    listed = [doctor for doctor in found if doctor["registration_number"].startswith("AYU-1-")]
    assert len(listed) == DOCTORS
    free = [doctor for doctor in listed if doctor["next_available_at"]]
    assert len(free) > DOCTORS * 0.8
    page = await client.get(f"/v1/doctors/{free[0]['id']}")
    assert page.status_code == 200


async def test_the_same_number_is_refused_and_another_adds(
    own: Resources, seeded: Settings
) -> None:
    before = await value(own, "SELECT count(*) FROM appointment")
    with pytest.raises(Refused, match="another number"):
        await seed(seeded, 3, 10, 1)
    assert await value(own, "SELECT count(*) FROM appointment") == before
    assert await seed(seeded, 1, 10, 2) == Seeded(1, 20, 10)
    assert await value(own, "SELECT count(*) FROM appointment") == before + 10


async def test_what_has_no_room_is_refused_whole(own: Resources, seeded: Settings) -> None:
    with pytest.raises(Refused, match="room for"):
        await seed(seeded, 1, 50_000, 99)
    lost = "SELECT count(*) FROM doctor WHERE registration_number LIKE 'AYU-99-%'"
    assert await value(own, lost) == 0


@pytest.mark.parametrize(
    "action",
    [
        lambda live: seed(live, 1, 1),
        start_demo,
        lambda live: race(live, "http://127.0.0.1:1"),
    ],
    ids=["seed", "demo", "race"],
)
async def test_production_refuses_all_of_it(
    settings: Settings, action: Callable[[Settings], Awaitable[object]]
) -> None:
    live = settings.model_copy(update={"environment": "production"})
    with pytest.raises(Refused, match=r"[Pp]roduction refuses"):
        await action(live)


async def test_everybody_of_the_demo_can_sign_in(
    engines: Engines, settings: Settings, make_client: MakeClient
) -> None:
    async with fresh_database(engines, settings, "demo") as demo:
        shown = await start_demo(demo)
        assert await start_demo(demo) == shown == sign_ins()
        client = await make_client(**demo.model_dump())
        for sign in shown:
            if sign.role == "patient":
                continue
            body = {
                "email": sign.email, "password": PASSWORD,
                "totp": pyotp.TOTP(sign.totp_secret).now(),
            }  # fmt: skip
            answer = await client.post("/v1/auth/token", json=body)
            assert answer.status_code == 200, answer.text
            assert answer.json()["account"]["role"] == sign.role
        connection: asyncpg.Connection = await asyncpg.connect(demo.database_url)
        assert await connection.fetchval("SELECT count(*) FROM doctor_listing") == 60
        await connection.close()
        await client.aclose()


async def test_a_first_start_that_was_interrupted_is_completed_by_the_next(
    engines: Engines,
    settings: Settings,
    make_client: MakeClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def interrupted(_queries: object) -> None:
        raise ConnectionAbortedError

    async with fresh_database(engines, settings, "interrupted") as demo:
        with monkeypatch.context() as patched:
            patched.setattr("amrutam.seeding.actions.list_every_doctor", interrupted)
            with pytest.raises(ConnectionAbortedError):
                await start_demo(demo)
        await start_demo(demo)
        client = await make_client(**demo.model_dump())
        found = (await client.get("/v1/doctors?sort=next_available")).json()["items"]
        assert found
        assert found[0]["next_available_at"]
        await client.aclose()


async def test_a_demo_without_room_for_its_appointments_is_refused(
    engines: Engines, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amrutam.seeding.demo.APPOINTMENTS", 1_000_000)
    async with fresh_database(engines, settings, "no_room") as demo:
        with pytest.raises(Refused, match="room for"):
            await start_demo(demo)


async def test_the_race_has_one_winner_before_and_past_the_lock(seeded: Settings) -> None:
    async with api_process(seeded, rate_limits="on") as url:
        found = await race(seeded, url, 40)
    assert found.holds == {"201": 1, "slot-taken": 39}
    assert found.confirms["201"] == 1
    assert found.by_guard["database"] >= 30
    assert found.claims == 1
    assert found.fair


async def test_the_same_patients_race_as_often_as_somebody_likes(seeded: Settings) -> None:
    """Races can be repeated without limit by the same patients.

    The test runs more races than appointments that one person may book in a day; earlier races'
    appointments do not prevent another race.
    """
    async with api_process(seeded, rate_limits="on") as url:
        for _ in range(2 * seeded.made_per_day + 1):
            found = await race(seeded, url, 2)
            assert found.fair, found


async def test_a_race_waits_until_calls_are_allowed_again(seeded: Settings) -> None:
    waited: list[str] = []
    async with api_process(seeded, rate_limits="on", rate_limit_ip="70/5") as url:
        for _ in range(20):
            await use_up_calls(url)
            found = await race(seeded, url, 3, lambda what, *_: waited.append(what))
            assert found.fair, found
            # If the five seconds of the limit were over before the race began, the race did not wait, so
            # the test tries another race.
            if WAITING in waited:
                return
    pytest.fail("No race waited for the limit")


async def test_a_race_that_nobody_answered_in_time_is_undecided_not_unfair(
    seeded: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amrutam.seeding.race._GATE_SECONDS", 12)
    async with api_process(seeded) as url:
        with pytest.raises(Refused, match=r"did not answer in time: 3 x .*Race again"):
            await race(seeded, url, 3)


async def test_a_race_says_that_the_limit_is_too_low(seeded: Settings) -> None:
    async with api_process(seeded, rate_limits="on", rate_limit_ip="70/1") as url:
        with pytest.raises(Refused, match="RATE_LIMIT_IP"):
            await race(seeded, url, 40)


async def use_up_calls(url: str) -> None:
    visitor = Client(url)
    while (await visitor.ask("GET", "/v1/doctors?limit=1")).status != 429:
        pass
    await visitor.close()
