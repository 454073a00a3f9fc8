"""`amrutam race`: many patients try to book one time, and one patient succeeds.

There are two races. In the first race all patients request a hold of the same slot, and Redis grants one hold.
In the second race Redis cannot decide: every patient gets a forged hold, which is sealed with the platform's own key
and names the keys of the winner's hold in Redis. All patients confirm at once, and their transactions wait for a lock
(`_gate`), so that the claim in PostgreSQL decides between them.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from amrutam.accounts import queries
from amrutam.accounts.contacts import address_indexes, sealed_address
from amrutam.accounts.made_up import mark
from amrutam.accounts.sessions import open_token_session
from amrutam.core import clock
from amrutam.core.database_connecting import connect
from amrutam.core.migration import as_owner
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.holds import store
from amrutam.holds.errors import HoldExpired
from amrutam.holds.models import HoldToken
from amrutam.holds.tokens import open_hold, seal_hold
from amrutam.seeding.clients import Answer, Client
from amrutam.seeding.errors import Refused
from amrutam.seeding.practices import ZONE
from amrutam.seeding.progress import Tell, silent
from amrutam.seeding.queries import count_claims, delete_counted, lock_doctor

UNPROTECTED = "201 unprotected"
"""The name under which a result counts holds that were made while Redis did not answer.

PostgreSQL alone decides between such holds.
"""

MOST_RACERS = 500
_BESIDES = 60
"""The number of requests of a race beside two for each patient: to find a slot and to clean up.

The rate limit of the IP address must allow them.
"""

_GATE_SECONDS = 1.5
"""The time for which confirmations are held back, in seconds.

It is less than the two seconds of `lock_timeout`, after which a statement that waits for a lock fails.
"""


@dataclass(frozen=True, slots=True)
class Racer:
    """A patient who takes part in the race, with a client that is signed in."""

    client: Client
    account_id: UUID
    patient_id: UUID


@dataclass(slots=True)
class Race:
    """The result of both races.

    `doctor` is the doctor's name, `starts_at` the slot's start as text (ISO 8601). `holds` and `confirms` count the
    answers by code (`201`, `slot-taken`, ...). `by_guard` counts the confirmations that were refused with HTTP 409:
    `lock` if they were answered before any could reach the claim, so that Redis refused them, otherwise `database`.
    `hold_seconds` and `confirm_seconds` are the durations of the requests in seconds, sorted. A confirmation after the
    winner's can be answered with `hold-expired`, because all patients share the winner's hold in Redis.
    """

    patients: int
    doctor: str
    starts_at: str
    holds: Counter[str] = field(default_factory=Counter)
    confirms: Counter[str] = field(default_factory=Counter)
    by_guard: Counter[str] = field(default_factory=Counter)
    hold_seconds: list[float] = field(default_factory=list)
    confirm_seconds: list[float] = field(default_factory=list)
    claims: int = 0
    """The number of the doctor's claims on the time, read from the database after the race."""

    @property
    def fair(self) -> bool:
        """Whether exactly one patient booked the time and every other patient was refused.

        Unless a hold was unprotected, exactly one patient must also have got a hold.
        """
        lost = self.patients - 1
        locked = UNPROTECTED in self.holds or self.holds == {"201": 1, "slot-taken": lost}
        refused = self.confirms["slot-taken"] + self.confirms[HoldExpired.code]
        return self.claims == 1 and locked and self.confirms["201"] == 1 and refused == lost


async def race(
    settings: Settings, base_url: str, patients: int = 200, progress: Tell = silent
) -> Race:
    """Runs the module's two races against a running platform, and returns the result of both.

    `base_url`: the platform's public URL (`http://`); `patients`: how many take part. Waits until the rate limit
    allows the requests; the patients' accounts and one cancelled appointment remain. Raises `Refused` in
    production, for fewer than 2 or more than 500 patients, without an available slot, if nobody gets a hold, and for a
    platform that does not answer or has too low a rate limit; `TimeoutError` for a request of over 30 seconds,
    `RedisAway` if Redis is unreachable at the end, and `Unavailable` or `CannotConnect` if the database cannot be used.
    """
    if settings.environment == "production":
        raise Refused("Production refuses a race, because a race books with forged holds")
    if not 2 <= patients <= MOST_RACERS:
        raise Refused(f"Between 2 and {MOST_RACERS} patients can race")
    resources = await Resources.open(as_owner(settings))
    visitor = Client(base_url)
    racers: list[Racer] = []
    try:
        await _wait_for_room(visitor, 2 * patients + _BESIDES, progress)
        doctor, starts_at = await _open_time(visitor)
        for number in range(patients):
            racers.append(await _racer(resources, base_url, number))
            progress("Patients sign in", number + 1, patients)
        await _forget_earlier_races(resources, racers)
        # Connected only now, because the proxy may close connections that are idle while many patients
        # sign in.
        await asyncio.gather(*(racer.client.connect() for racer in racers))
        found = Race(patients, doctor["name"], starts_at)
        hold = await _race_for_the_lock(found, racers, doctor["id"], starts_at)
        progress("Race for the lock", patients, patients)
        await _race_past_the_lock(resources, found, racers, hold)
        progress("Race past the lock", patients, patients)
        return found
    finally:
        await asyncio.gather(visitor.close(), *(racer.client.close() for racer in racers))
        await resources.close()


async def _wait_for_room(visitor: Client, calls: int, progress: Tell) -> None:
    """Waits for the rate limit's next window, unless the limit allows `calls` requests already.

    All patients share one IP address, and an earlier race can have used up its limit. Raises `Refused` if the limit is
    still too low in the next window.
    """
    left, seconds = await _calls_left(visitor, calls)
    if left >= calls:
        return
    for second in range(seconds):
        progress("Waiting for the limit", second, seconds)
        await asyncio.sleep(1)
    progress("Waiting for the limit", seconds, seconds)
    left, _ = await _calls_left(visitor, calls)
    if left < calls:
        raise Refused(
            f"A race makes {calls} calls from one address, and the limit AMRUTAM_RATE_LIMIT_IP"
            f" has {left} left: let fewer patients race"
        )


async def _calls_left(visitor: Client, wanted: int) -> tuple[int, int]:
    """Returns (requests that the rate limit of the IP address still allows, seconds until its window begins again).

    The result is (`wanted`, 0) if the answer names no such limit.
    """
    answer = await visitor.ask("GET", "/v1/doctors?limit=1")
    return answer.limits.get("ip", (wanted, 0))


async def _open_time(visitor: Client) -> tuple[dict[str, Any], str]:
    """Returns (the card of a listed doctor, the start of one of the doctor's available slots as text).

    The slot is in the next two weeks. Raises `Refused` if there is no such slot.
    """
    today = clock.now().astimezone(ZoneInfo(ZONE)).date()
    days = f"from={today + timedelta(1)}&to={today + timedelta(14)}"
    listed = await visitor.ask("GET", "/v1/doctors?sort=next_available&limit=50")
    for doctor in listed.body.get("items", []):
        answer = await visitor.ask("GET", f"/v1/doctors/{doctor['id']}/slots?{days}")
        for day in answer.body.get("days", []):
            for slot in day["slots"]:
                if slot["state"] == "open":
                    return doctor, slot["starts_at"]
    raise Refused(
        "No doctor has an available time in the next two weeks; `amrutam seed` adds doctors with available times"
    )


def racer_address(number: int) -> str:
    """The e-mail address of the racing patient with this number; nobody owns the address (RFC 2606)."""
    return f"race-{number}@patients.example"


async def _racer(resources: Resources, base_url: str, number: int) -> Racer:
    """Signs in one patient with an account of its own.

    The first race with this `number` makes the account, and later races use it again; no e-mail is sent.
    """
    address = racer_address(number)
    account_id = await _account(resources, address)
    patient = await queries.self_patient(resources.database, account_id)
    pair = await open_token_session(resources, account_id, verified=True)
    return Racer(Client(base_url, pair.access_token), account_id, patient.id)


async def _forget_earlier_races(resources: Resources, racers: Sequence[Racer]) -> None:
    """Deletes the racers' appointments from the counts of the booking limits, so that earlier races do not count."""
    await delete_counted(resources.database.pool, [racer.account_id for racer in racers])


async def _account(resources: Resources, address: str) -> UUID:
    keyring, database = resources.keyring, resources.database
    made = await queries.insert_account(database, "en", email=sealed_address(keyring, address))
    if made is not None:
        await mark(database, [made], "seeded")
        return made
    known = await queries.account_by_email(database, address_indexes(keyring, address))
    assert known is not None  # noqa: S101 - the insert failed because the account exists
    account_id: UUID = known["id"]
    return account_id


async def _race_for_the_lock(
    found: Race, racers: Sequence[Racer], doctor_id: str, starts_at: str
) -> str:
    """Makes all racers request a hold of the same slot at once, and adds the answers to `found`.

    Returns the id of a hold that was made, the only one if Redis works. Raises `Refused` if there is none.
    """
    wish = {"doctor_id": doctor_id, "starts_at": starts_at}
    answers = await asyncio.gather(
        *(racer.client.ask("POST", "/v1/holds", wish) for racer in racers)
    )
    won = [answer for answer in answers if answer.status == 201]
    found.holds.update(
        UNPROTECTED if answer.body.get("protected") is False else answer.code for answer in answers
    )
    found.hold_seconds = sorted(answer.seconds for answer in answers)
    if not won:
        raise Refused(f"Nobody got a hold: {_counted(found.holds)}")
    return str(won[0].body["id"])


async def _race_past_the_lock(
    resources: Resources, found: Race, racers: Sequence[Racer], hold_id: str
) -> None:
    token = open_hold(resources.keyring, hold_id)
    forged = [_forged(resources, token, racer) for racer in racers]
    async with _gate(resources.settings, token.doctor_id) as opened:
        confirms = [
            asyncio.ensure_future(_confirm(racer, hold))
            for racer, hold in zip(racers, forged, strict=True)
        ]
        await asyncio.wait(confirms, timeout=_GATE_SECONDS)
        opened.append(perf_counter())
    answers = await asyncio.gather(*confirms)
    found.confirms.update(answer.code for answer in answers)
    found.confirm_seconds = sorted(answer.seconds for answer in answers)
    # No confirmation could reach a claim before the gate opened, so Redis refused those that were
    # answered earlier.
    found.by_guard.update(
        "lock" if answer.at < opened[0] else "database"
        for answer in answers if answer.status == 409
    )  # fmt: skip
    found.claims = await count_claims(resources.database.pool, token)
    await _clear_up(resources, token, racers, answers)
    if not found.confirms["201"] and any(answer.status == 503 for answer in answers):
        raise Refused(
            f"The platform did not answer in time: {_counted(found.confirms)}. Race again"
        )


def _forged(resources: Resources, token: HoldToken, racer: Racer) -> str:
    """The id of a hold that names the winner's keys in Redis and another patient.

    Only the platform's key can seal such a hold.
    """
    theirs = replace(
        token, account_id=racer.account_id, patient_id=racer.patient_id, requires_code=False
    )
    return seal_hold(resources.keyring, theirs)


async def _confirm(racer: Racer, hold_id: str) -> Answer:
    body = {"hold_id": hold_id, "reason": "A race for one time"}
    return await racer.client.ask("POST", "/v1/appointments", body, uuid4().hex)


@asynccontextmanager
async def _gate(settings: Settings, doctor_id: UUID) -> AsyncIterator[list[float]]:
    """A context manager: locks the doctor's row of `doctor_booking`, so that confirmations wait for the block's end.

    Yields an empty list, to which the caller adds the time (`perf_counter`) at which the block ends.
    """
    connection = await connect(settings.database_url)
    try:
        async with connection.transaction():
            await lock_doctor(connection, doctor_id)
            yield []
    finally:
        await connection.close()


async def _clear_up(
    resources: Resources, token: HoldToken, racers: Sequence[Racer], answers: Sequence[Answer]
) -> None:
    """Cancels the booked appointments, and removes the hold from the racers' accounts, so that they can hold again.

    Raises `RedisAway`.
    """
    for racer, answer in zip(racers, answers, strict=True):
        if answer.status == 201:
            path = f"/v1/appointments/{answer.body['id']}/cancel"
            await racer.client.ask("POST", path, {}, uuid4().hex)
    for racer in racers:
        await store.unreserve(resources.redis, replace(token, account_id=racer.account_id))


def race_lines(found: Race) -> list[str]:
    """The result as six lines of text for the terminal."""
    return [
        f"{found.patients} patients tried to book {found.doctor} at {found.starts_at}.",
        f"  Holds, with the lock in Redis:  {_counted(found.holds)}   {_times(found.hold_seconds)}",
        f"  Bookings, without the lock:     {_counted(found.confirms)}   {_times(found.confirm_seconds)}",
        f"  These bookings were refused by: {_counted(found.by_guard)}",
        f"  Bookings of that time in the database: {found.claims}",
        "Exactly one patient got the time in each race."
        if found.fair
        else "The result is wrong: it must be one patient in each race. See the counts above.",
    ]


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} x {name}" for name, count in sorted(counts.items())) or "none"


def _times(seconds: Sequence[float]) -> str:
    middle, last = seconds[len(seconds) // 2], seconds[-1]
    return f"(median {middle * 1000:.0f} ms, last {last * 1000:.0f} ms)"
