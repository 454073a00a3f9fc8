"""Sends at least two hundred made-up values ("canaries") through every part of a platform and its errors.

No log and no store may contain a canary in clear text, except that PostgreSQL stores names and notes.
The platform's log level is debug; PostgreSQL, Valkey and nginx log as `amrutam up` configures them.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pyotp
import pytest
from redis import Redis

from amrutam.seeding.demo import DOCTOR, PASSWORD, TOTP_SECRET
from tests.acceptance.launched import Platform, free_port, wait_for
from tests.cast.canaries import Canaries
from tests.cast.routes import operations

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("canaries")]


@dataclass
class Flight:
    """Keeps a platform, an HTTP client of it (`door`), and the canaries that were sent."""

    platform: Platform
    door: httpx.Client
    canaries: Canaries

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Sends a request, with a canary in each header in which a client may write any text."""
        new = self.canaries.new
        headers = {"user-agent": new(), "referer": new(), "x-request-id": new(), "x-any": new()}
        return self.door.request(
            method, path, **more | {"headers": headers | more.get("headers", {})}
        )

    def code_for(self, address: str) -> str:
        def letters() -> list[Any]:
            accept = {"accept": "application/json"}
            query = {"to": address}
            answer = self.door.get("/demo/mailbox", params=query, headers=accept)
            found: list[Any] = answer.json()["items"]
            return found

        wait_for(letters, "a letter")
        found = re.search(r"^\s*(\d{6})\s*$", letters()[0]["text"], re.MULTILINE)
        assert found
        return self.canaries.secret(found[1])

    def databases(self, statement: str, *, owner: bool = True) -> list[Any]:
        state = self.platform.state()
        return asyncio.run(
            _fetch(state["migration_database_url" if owner else "database_url"], statement)
        )


async def _fetch(url: str, statement: str) -> list[Any]:
    connection = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(statement)]
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def flight() -> Iterator[Flight]:
    with tempfile.TemporaryDirectory(prefix="amrutam canaries ") as folder:
        environment = {"AMRUTAM_LOG_LEVEL": "debug", "AMRUTAM_SHUTDOWN_GRACE_SECONDS": "2",
                       "AMRUTAM_RATE_LIMIT_SIGN_IN": "200/8"}  # fmt: skip
        platform = Platform(Path(folder) / "its data", free_port(), environment)
        platform.start()
        address = f"http://127.0.0.1:{platform.port}"
        try:
            with httpx.Client(base_url=address, timeout=20, trust_env=False) as door:
                yield Flight(platform, door, Canaries())
        finally:
            platform.stop()


def test_no_visitor_says_where_it_comes_from(flight: Flight) -> None:
    """A visitor cannot escape a rate limit by forged headers: the limit
    counts the network address that the proxy saw.
    """
    body = {"refresh_token": "x"}
    statuses = []
    for number in range(240):
        address = f"203.0.113.{number}"
        claims = dict.fromkeys(
            ("x-forwarded-for", "x-real-ip", "true-client-ip", "cf-connecting-ip"), address
        )
        forwarded = {"forwarded": f"for={address}", "x-forwarded-host": address}
        answer = flight.door.post("/v1/auth/refresh", json=body, headers=claims | forwarded)
        statuses.append(answer.status_code)
    assert statuses.count(429) >= 40
    assert statuses.index(429) == 200

    def counted_anew() -> bool:
        return flight.door.post("/v1/auth/refresh", json=body).status_code == 400

    wait_for(counted_anew, "the end of the window")


def test_none_is_logged_and_none_is_found_at_rest(flight: Flight) -> None:
    person = _a_patient_comes(flight)
    _staff_come(flight)
    _every_address_is_asked(flight, person)
    _what_is_broken_is_met(flight, person)
    _the_proxy_loses_what_is_behind_it(flight)
    _nothing_at_rest(flight)
    flight.platform.stop()
    _nothing_in_logs(flight)
    assert flight.canaries.made >= 200


def _a_patient_comes(flight: Flight) -> dict[str, str]:
    """Acts as a patient who signs in, adds a child, books with a code and a reason, moves and cancels; returns the patient's headers."""
    canaries, email = flight.canaries, flight.canaries.email()
    asked = flight.send("POST", "/v1/auth/otp", json={"channel": "email", "address": email})
    assert asked.status_code == 202, asked.text
    proof = {"challenge_id": asked.json()["challenge_id"], "code": flight.code_for(email)}
    flight.send("POST", "/v1/auth/token", json=proof | {"code": canaries.secret("730519")})
    signed = flight.send("POST", "/v1/auth/token", json=proof).json()
    person = {"authorization": f"Bearer {canaries.secret(signed['access_token'])}"}
    refresh = {"refresh_token": canaries.secret(signed["refresh_token"])}
    renewed = flight.send("POST", "/v1/auth/refresh", json=refresh).json()
    canaries.secret(renewed["access_token"])
    canaries.secret(renewed["refresh_token"])
    flight.send("PATCH", "/v1/me", json={"name": canaries.name()}, headers=person)
    child = {"name": canaries.name(), "relation": "child", "birth_date": "2019-02-03"}
    patient = flight.send("POST", "/v1/me/patients", json=child, headers=person).json()
    appointment = _books(flight, person, patient_id=patient["id"])
    _books(flight, person, reschedules=appointment)
    reason = {"reason": canaries.new()}
    written = {"reason": canaries.new()}
    path = f"/v1/appointments/{appointment}"
    changed = flight.send("PATCH", path, json=written, headers=person)
    assert changed.status_code == 200, changed.text
    path = f"/v1/appointments/{appointment}/cancel"
    cancelled = flight.send("POST", path, json=reason, headers=person | _key())
    assert cancelled.status_code == 200, cancelled.text
    flight.send("GET", f"/v1/appointments/{appointment}.ics", headers=person)
    return person


def _books(flight: Flight, person: dict[str, str], **more: Any) -> str:
    doctor, starts_at = _an_open_time(flight)
    wish = {"doctor_id": doctor, "starts_at": starts_at} | more
    held = flight.send("POST", "/v1/holds", json=wish, headers=person)
    assert held.status_code == 201, held.text
    hold_id = flight.canaries.secret(held.json()["id"])
    for method, end in (("GET", ""), ("POST", "/extend")):
        flight.send(method, f"/v1/holds/{hold_id}{end}", headers=person)
    body = {"hold_id": hold_id, "code": "000000"}
    if "reschedules" in more:
        path = f"/v1/appointments/{more['reschedules']}/reschedule"
    else:
        path, body["reason"] = "/v1/appointments", flight.canaries.new()
    made = flight.send("POST", path, json=body, headers=person | _key())
    assert made.status_code in (200, 201), made.text
    return str(made.json()["id"])


def _an_open_time(flight: Flight) -> tuple[str, str]:
    """Returns (doctor's id, start of an open slot), always of the same doctor, so that a visit can move between these slots."""
    doctor = flight.databases("SELECT doctor_id FROM doctor_listing ORDER BY doctor_id LIMIT 1")
    today = datetime.now(UTC).date()
    days = {"from": str(today + timedelta(3)), "to": str(today + timedelta(20))}
    found = flight.door.get(f"/v1/doctors/{doctor[0][0]}/slots", params=days).json()
    times = [s["starts_at"] for day in found["days"] for s in day["slots"] if s["state"] == "open"]
    return str(doctor[0][0]), times[-1]


def _key() -> dict[str, str]:
    return {"idempotency-key": uuid4().hex}


def _staff_come(flight: Flight) -> None:
    """Acts as staff: two sign-ins with wrong secrets, one with right ones, changes of the account, and the sign-out.

    The changes are made with the cookie of the session.
    """
    canaries = flight.canaries
    wrong = {
        "email": canaries.email(),
        "password": canaries.new(),
        "totp": canaries.secret("604183"),
    }
    flight.send("POST", "/v1/auth/token", json=wrong)
    flight.send("POST", "/v1/auth/token", json={"email": DOCTOR, "password": canaries.new()})
    totp = canaries.secret(pyotp.TOTP(TOTP_SECRET).now())
    right = {"email": DOCTOR, "password": PASSWORD, "totp": totp}
    opened = flight.send("POST", "/v1/auth/session", json=right)
    assert opened.status_code == 200, opened.text
    cookie = canaries.secret(opened.cookies["__Host-session"])
    csrf = canaries.secret(opened.json()["csrf_token"])
    browser = {"cookie": f"__Host-session={cookie}", "x-csrf-token": csrf}
    flight.send("PATCH", "/v1/me", json={"name": canaries.name()}, headers=browser)
    flight.send("PATCH", "/v1/me", json={"no_such": canaries.new()}, headers=browser)
    flight.send("DELETE", "/v1/auth/session", headers=browser)


def _every_address_is_asked(flight: Flight, person: dict[str, str]) -> None:
    """Calls every endpoint but the sign-outs with canaries as ids, queries and fields of the body.

    Other calls have bodies that are no JSON object, and one call has a path that does not exist.
    """
    new = flight.canaries.new
    for method, path, said in operations():
        named = re.sub(r"\{\w+\}", lambda _: new(), path)
        query = {
            each["name"]: new() for each in said.get("parameters", ()) if each["in"] == "query"
        }
        headers = {"idempotency-key": new(), "cookie": f"__Host-session={new()}; a={new()}"}
        body = {new(): new(), "address": flight.canaries.email(), "name": flight.canaries.name()}
        for more in ({"json": body}, {"content": f"{{{new()}"}, {"content": f'"{new()}"'}):
            sent = headers | (person if "json" in more else {"authorization": f"Bearer {new()}"})
            if "logout" not in path and method + path != "DELETE/v1/auth/session":
                flight.send(method, named, params=query | {"q": new()}, headers=sent, **more)
    flight.send("GET", f"/{new()}/{flight.canaries.email()}")


def _what_is_broken_is_met(flight: Flight, person: dict[str, str]) -> None:
    """Provokes defects: a constraint that refuses every patient's name, a Redis key of a wrong type, a job that fails."""
    name = flight.canaries.name()
    flight.databases("ALTER TABLE patient ADD CONSTRAINT broken CHECK (name = '') NOT VALID")
    broken = flight.send("PATCH", "/v1/me", json={"name": name}, headers=person)
    assert broken.status_code == 500, broken.text
    child = {"name": name, "relation": "child"}
    broken = flight.send("POST", "/v1/me/patients", json=child, headers=person)
    assert broken.status_code == 500, broken.text
    flight.databases("ALTER TABLE patient DROP CONSTRAINT broken")
    _a_code_meets_a_key_of_another_type(flight)
    _a_message_meets_a_broken_table(flight, person)


def _a_code_meets_a_key_of_another_type(flight: Flight) -> None:
    email = flight.canaries.email()
    asked = flight.send("POST", "/v1/auth/otp", json={"channel": "email", "address": email})
    challenge = asked.json()["challenge_id"]
    with Redis.from_url(flight.platform.state()["redis_url"]) as redis:
        redis.set(f"code:{challenge}", "x")
    proof = {"challenge_id": challenge, "code": flight.code_for(email)}
    broken = flight.send("POST", "/v1/auth/token", json=proof)
    assert broken.status_code == 500, broken.text


def _a_message_meets_a_broken_table(flight: Flight, person: dict[str, str]) -> None:
    """Makes the job of a cancellation fail by a broken table; the worker
    logs the failure and tries the job again later.
    """
    appointment = _books(flight, person)
    flight.databases("ALTER TABLE appointment_event RENAME COLUMN kind TO broken")
    path = f"/v1/appointments/{appointment}/cancel"
    flight.send("POST", path, json={"reason": flight.canaries.new()}, headers=person | _key())
    sleep(1)
    flight.databases("ALTER TABLE appointment_event RENAME COLUMN broken TO kind")


def _the_proxy_loses_what_is_behind_it(flight: Flight) -> None:
    """Kills every api process while requests with canaries are running;
    the proxy answers at least one of them with 503.
    """
    pids = [flight.platform.part(name)["pid"] for name in ("api-1", "api-2")]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    new = flight.canaries.new
    path = f"http://127.0.0.1:{flight.platform.port}/v1/auth/token?a={new()}"
    sent = [_sent_and_left(path, {"user-agent": new(), "x-any": new()}, new()) for _ in range(4)]
    asyncio.run(_all_with_a_kill(sent, pids))
    wait_for(lambda: flight.door.get("/readyz").status_code == 200, "the api's return")


def _sent_and_left(path: str, headers: dict[str, str], body: str) -> Any:
    async def send() -> int:
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            return (await client.post(path, json={"email": body}, headers=headers)).status_code

    return send


async def _all_with_a_kill(sent: list[Any], pids: list[int]) -> None:
    under_way = [asyncio.create_task(send()) for send in sent]
    await asyncio.sleep(0.5)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    assert 503 in await asyncio.gather(*under_way)


def _nothing_at_rest(flight: Flight) -> None:
    """Searches every value of every table, and every key of Valkey with its value, for canaries.

    In tables, canaries that were sent as names and notes may occur.
    """
    tables = flight.databases(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"
    )
    assert len(tables) > 20
    for (table,) in tables:
        for row in flight.databases(f"SELECT * FROM {table}"):
            for value in row:
                raw = value if isinstance(value, bytes) else str(value).encode()
                assert not flight.canaries.found_in(raw, names=False), table
    with Redis.from_url(flight.platform.state()["redis_url"]) as redis:
        for key in redis.scan_iter():
            assert not flight.canaries.found_in(key + b" " + (redis.dump(key) or b"")), key


def _nothing_in_logs(flight: Flight) -> None:
    logs = sorted((flight.platform.data / "logs").glob("*"))
    names = {log.name for log in logs}
    assert {"api-1.log", "codes.log", "proxy.log", "postgres.log", "valkey.log"} <= names, names
    for log in [*logs, flight.platform.data.parent / "output"]:
        assert not flight.canaries.found_in(log.read_bytes()), log.name
    told = {log.name: log.read_text() for log in logs}
    assert '"event": "defect"' in told["api-1.log"] + told["api-2.log"]
    assert "ERROR" in told["postgres.log"]
    # The worker has logged the job that failed because of a missing column.
    assert '"job_attempt_failed"' in told["worker-1.log"]
