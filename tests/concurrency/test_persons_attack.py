"""Tests attacks by one person over HTTP, with the default limits.

The attacks are on a doctor's week, on other people's accounts and mailboxes, and on fees. Each of the first
tests makes one attack. The later tests, from `test_a_family_books_for_each_of_its_members` on, check that the
limits do not stop families, therapies, staff, and network addresses that many people share.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from amrutam.accounts.devices import COOKIE
from amrutam.accounts.staff_sign_in import NewAccount, create_account
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.mailbox import code_sent_to
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.cast.visits import visited
from tests.concurrency.actors import Actor, Record
from tests.concurrency.client import Answer, Client
from tests.concurrency.history import Operation
from tests.concurrency.processes import apis
from tests.concurrency.test_one_slot import ALWAYS, counted, slot
from tests.conftest import MakeClient
from tests.integration.accounts.test_staff import PASSWORD, code_of

AT_ONCE = 30
FOLLOW_UP = {"kind": "follow_up", "name": "Follow-up", "minutes": 15, "fee": 30_000}
THERAPY = {"kind": "therapy", "name": "Abhyanga", "minutes": 15, "fee": 90_000}
DEFAULTS = {
    "rate_limits": "on",
    "trusted_proxies": "127.0.0.1",  # so that a test can use several addresses
    "staff_failures_per_ip": Settings.model_fields["staff_failures_per_ip"].default,
}
"""Settings with which all limits apply with their default values; other tests run without rate limits."""


@pytest.fixture(scope="module")
async def urls(settings: Settings) -> AsyncIterator[list[str]]:
    """Yields the URLs of two api processes."""
    async with apis(settings, 2, **DEFAULTS) as started:
        yield started


@pytest.fixture
async def doctor(resources: Resources) -> Doctor:
    return await make_doctor(
        resources, weekly=ALWAYS, minutes=15, time_zone="UTC", more_types=[FOLLOW_UP, THERAPY]
    )


def at(address: str) -> dict[str, str]:
    return {"x-forwarded-for": address}


def somewhere() -> str:
    """Returns a network address that no other test uses."""
    number = uuid4().int
    return f"2001:db8:{number % 0xFFFF:x}:{number // 0xFFFF % 0xFFFF:x}::1"


def of(person: Person, urls: list[str], count: int = 1, address: str = "") -> list[Actor]:
    """Returns `count` clients of one person at one network address, which alternate between the two api processes.

    Without `address`, no other test uses the address.
    """
    here = replace(person, headers=person.headers | at(address or somewhere()))
    record = Record()
    return [Actor(here, Client(urls[n % len(urls)]), record) for n in range(count)]


async def booked(actor: Actor, doctor: Doctor, number: int, **wish: Any) -> Operation:
    """Holds and confirms a slot; returns the confirmation, or the request for the hold if that was refused.

    Releases the hold if the confirmation is refused. `number` counts slots as `slot` does.
    """
    held = await actor.hold(doctor, slot(number), **wish)
    if held.outcome != "ok":
        return held
    made = await actor.confirm(held)
    if made.outcome != "ok":
        await actor.release(held)
    return made


async def test_thirty_appointments_of_one_account_with_one_doctor(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    actors = of(await sign_in_patient(resources), urls, AT_ONCE)
    at_once = await asyncio.gather(*(booked(a, doctor, n) for n, a in enumerate(actors)))
    then = [await booked(a, doctor, n) for n, a in enumerate(actors, AT_ONCE)]

    assert sum(each.outcome == "ok" for each in at_once + then) == 2
    assert set(counted(at_once)) <= {"ok", "too-many-holds", "too-many-appointments"}
    assert set(counted(then)) <= {"ok", "too-many-appointments", "slot-taken"}


async def ask(url: str, path: str, body: object, **headers: str) -> Answer:
    client = Client(url)
    try:
        return await client.ask("POST", path, body, headers)
    finally:
        client.close()


async def ask_for_code(url: str, mailbox: str, address: str, **headers: str) -> Answer:
    body = {"channel": "email", "address": mailbox}
    return await ask(url, "/v1/auth/otp", body, **at(address), **headers)


def tagged(name: str, count: int) -> list[str]:
    return [f"{name}+{number}@people.example" for number in range(count)]


async def test_fifteen_accounts_of_one_mailbox_hold_a_doctors_first_days(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    here, tags = somewhere(), tagged(uuid4().hex, 15)
    held = []
    for number, mailbox in enumerate(tags):
        code = await ask_for_code(urls[0], mailbox, here)
        if code.status != 202:
            continue
        proof = {"challenge_id": code.body["challenge_id"]}
        proof["code"] = await code_sent_to(resources, mailbox)
        signed_in = await ask(urls[0], "/v1/auth/token", proof, **at(here))
        headers = {"authorization": f"Bearer {signed_in.body['access_token']}"}
        for time in range(3):
            wish = {"doctor_id": str(doctor.id), "starts_at": told(slot(3 * number + time))}
            held.append(await ask(urls[1], "/v1/holds", wish, **headers, **at(here)))
    # Only one account signs in, because a mailbox gets one code in thirty seconds, whatever follows the `+` of its
    # address; an account can have two holds.
    assert statuses(held) == {201: 2, 429: 1}


async def test_new_accounts_of_one_address_hold_fifty_times(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    here = somewhere()
    people = [await sign_in_patient(resources) for _ in range(AT_ONCE)]
    actors = [actor for person in people for actor in of(person, urls, 2, here)]
    held = await asyncio.gather(*(a.hold(doctor, slot(n)) for n, a in enumerate(actors)))
    assert counted(held) == {"ok": 50, "too-many-holds": 10}


async def test_ten_extensions_at_once(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    actors = of(await sign_in_patient(resources), urls, 10)
    held = await actors[0].hold(doctor, slot(0))
    extended = await asyncio.gather(*(each.extend(held) for each in actors))
    assert counted(extended) == {"not-yet": 10}


async def test_a_hold_that_is_let_go_and_taken_again_has_no_new_extensions(
    settings: Settings, resources: Resources, doctor: Doctor
) -> None:
    """A hold that is released and made again has no new extensions; otherwise a patient could keep a slot for any time.

    The number of extensions is the default; each extension is so short that the next extension is
    possible at once.
    """
    person = await sign_in_patient(resources)
    async with apis(settings, 2, **DEFAULTS, hold_seconds=100, hold_extension_seconds=1) as short:
        actor, other = of(person, short, 2)
        held = await actor.hold(doctor, slot(0))
        assert counted([await actor.extend(held) for _ in range(10)]) == {"ok": 10}
        await actor.release(held)
        again = await other.hold(doctor, slot(0))
        assert (await other.extend(again)).problem == "no-more-extensions"


async def test_nineteen_moves(urls: list[str], resources: Resources, doctor: Doctor) -> None:
    (actor,) = of(await sign_in_patient(resources), urls)
    made = await booked(actor, doctor, 0)
    moved = []
    for number in range(1, 20):
        held = await actor.hold(doctor, slot(number), reschedules=made.appointment)
        moved.append(await actor.move(held))
        await actor.release(held)
    assert counted(moved) == {"ok": 5, "too-many-changes": 14}


async def test_fifteen_rounds_of_booking_and_cancelling(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    (actor,) = of(await sign_in_patient(resources), urls)
    rounds = []
    for number in range(15):
        made = await booked(actor, doctor, number)
        rounds.append(await actor.cancel(made.appointment) if made.outcome == "ok" else made)
    assert counted(rounds) == {"ok": 6, "too-many-appointments": 9}


@pytest.fixture
async def vaidya(owner_resources: Resources) -> NewAccount:
    address = f"vaidya.{uuid4().hex[:10]}@clinic.example"
    return await create_account(owner_resources, "doctor", address, PASSWORD)


async def try_password(url: str, vaidya: NewAccount, address: str, **headers: str) -> Answer:
    body = {"email": vaidya.email, "password": "a guess", "totp": "000000"}
    return await ask(url, "/v1/auth/token", body, **at(address), **headers)


async def with_password(url: str, vaidya: NewAccount, second: str, **headers: str) -> Answer:
    body = {"email": vaidya.email, "password": PASSWORD, "totp": second}
    return await ask(url, "/v1/auth/token", body, **headers)


async def test_locking_a_named_person_out_by_wrong_passwords(
    urls: list[str], vaidya: NewAccount
) -> None:
    first = await with_password(urls[0], vaidya, vaidya.recovery_codes[0], **at(somewhere()))
    home = {"cookie": first.headers["set-cookie"].split(";")[0]}
    stranger = somewhere()
    tried = [await try_password(urls[n % 2], vaidya, stranger) for n in range(12)]
    assert statuses(tried) == {400: 10, 429: 2}

    elsewhere = await with_password(urls[0], vaidya, code_of(vaidya), **at(somewhere()))
    known = await with_password(urls[1], vaidya, code_of(vaidya, 1), **home, **at(stranger))

    assert home["cookie"].startswith(COOKIE)
    assert (elsewhere.status, known.status) == (200, 200)


async def test_locking_a_named_person_out_by_asking_for_codes(
    settings: Settings, urls: list[str], resources: Resources
) -> None:
    victim = f"{uuid4().hex}@people.example"
    first = await ask_for_code(urls[0], victim, somewhere())
    proof = {"challenge_id": first.body["challenge_id"]}
    proof["code"] = await code_sent_to(resources, victim)
    signed_in = await ask(urls[0], "/v1/auth/token", proof)
    home = {"cookie": signed_in.headers["set-cookie"].split(";")[0]}

    asked = [await ask_for_code(urls[0], victim, somewhere()) for _ in range(AT_ONCE)]

    assert statuses(asked) == {202: settings.codes_per_address_day - 1, 429: 21}
    assert (await ask_for_code(urls[1], victim, somewhere(), **home)).status == 202


async def test_thirty_mails_to_one_mailbox(urls: list[str]) -> None:
    here, tags = somewhere(), tagged(uuid4().hex, AT_ONCE)
    from_one = await asyncio.gather(*(ask_for_code(urls[0], tag, here) for tag in tags))
    assert statuses(from_one) == {202: 1, 429: 29}
    from_many = await asyncio.gather(
        *(ask_for_code(urls[n % 2], tag, somewhere()) for n, tag in enumerate(tags))
    )
    assert statuses(from_many) == {202: 9, 429: 21}


async def test_the_price_of_a_follow_up_without_a_visit(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    (actor,) = of(await sign_in_patient(resources), urls)
    cheap = doctor.type_ids[1]
    assert (await actor.hold(doctor, slot(0), type_id=cheap)).problem == "follow-up-not-offered"
    made = await booked(actor, doctor, 1)
    to_cheap = await actor.hold(doctor, slot(2), type_id=cheap, reschedules=made.appointment)
    assert to_cheap.problem == "follow-up-not-offered"
    assert (await actor.hold(doctor, slot(3), type_id=cheap)).problem == "follow-up-not-offered"


async def test_a_family_books_for_each_of_its_members(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    person = await sign_in_patient(resources)
    headers = person.headers | at(somewhere())
    booked_at = []
    for number in range(6):
        if number % 2 == 0:
            child = {"name": f"Child {number}", "relation": "child"}
            patient = (await ask(urls[0], "/v1/me/patients", child, **headers)).body["id"]
        wish = {"doctor_id": str(doctor.id), "starts_at": told(slot(number)), "patient_id": patient}
        held = await ask(urls[0], "/v1/holds", wish, **headers)
        key = {"idempotency-key": uuid4().hex}
        body = {"hold_id": held.body["id"]}
        booked_at.append(await ask(urls[1], "/v1/appointments", body, **headers, **key))
    assert statuses(booked_at) == {201: 6}


async def test_a_course_of_treatment_and_two_visits(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    (actor,) = of(await sign_in_patient(resources), urls)
    course = [await booked(actor, doctor, n, type_id=doctor.type_ids[2]) for n in range(14)]
    visits = [await booked(actor, doctor, n) for n in (14, 15)]
    assert counted(course + visits) == {"ok": 16}


async def test_staff_book_for_others(urls: list[str], resources: Resources, doctor: Doctor) -> None:
    (actor,) = of(await make_admin(resources, verified=True), urls)
    assert counted([await booked(actor, doctor, n) for n in range(20)]) == {"ok": 20}


async def test_a_clinics_address_with_sixty_patients_who_keep_their_visits(
    urls: list[str], resources: Resources, make_client: MakeClient, doctor: Doctor
) -> None:
    here, client = somewhere(), await make_client()
    people = [await sign_in_patient(resources) for _ in range(60)]
    for person in people:
        await visited(client, resources, person, await make_doctor(resources))
    actors = [of(person, urls, address=here)[0] for person in people]
    held = [await actor.hold(doctor, slot(n)) for n, actor in enumerate(actors)]
    assert counted(held) == {"ok": 60}


async def test_a_mobile_carriers_address_with_two_hundred_new_people_who_want_one_time(
    urls: list[str], resources: Resources, doctor: Doctor
) -> None:
    here = somewhere()
    people = [await sign_in_patient(resources) for _ in range(200)]
    actors = [of(person, urls, address=here)[0] for person in people]
    raced = await asyncio.gather(*(actor.hold(doctor, slot(0)) for actor in actors))
    assert counted(raced) == {"ok": 1, "slot-taken": 199}
    others = await asyncio.gather(*(a.hold(doctor, slot(n)) for n, a in enumerate(actors[:49], 1)))
    assert counted(others) == {"ok": 49}


def statuses(answers: Iterable[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)


def told(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
