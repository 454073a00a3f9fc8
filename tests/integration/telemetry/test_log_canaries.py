"""Searches the logs for canaries: made-up secrets in bodies, paths and queries of requests."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import AsyncClient

from amrutam.booking import existing_holds
from amrutam.core.resources import Resources
from tests.cast.logs import read_along
from tests.cast.people import sign_in_patient
from tests.conftest import MakeClient

NAME = "Zephyrina Quokkasdottir"
WORD = "quokkacanary"
ADDRESS = "quokkacanary@people.example"
PHONE = "+919847012399"
CODE = "730519"
CANARIES = (NAME, "Zephyrina", WORD, ADDRESS, PHONE, "9847012399", CODE)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    with read_along() as stream:
        yield stream


def clean(logged: io.StringIO) -> None:
    for canary in CANARIES:
        assert canary not in logged.getvalue(), canary


BODIES: list[tuple[str, str, Any]] = [
    ("POST", "/v1/auth/otp", {"channel": "email", "address": ADDRESS}),
    ("POST", "/v1/auth/otp", {"channel": "email", "address": WORD}),
    ("POST", "/v1/auth/otp", {"channel": "sms", "address": PHONE}),
    ("POST", "/v1/auth/token", {"challenge_id": WORD, "code": CODE}),
    ("POST", "/v1/auth/token", {"email": ADDRESS, "password": WORD, "totp": CODE}),
    ("POST", "/v1/auth/refresh", {"refresh_token": WORD}),
    ("PATCH", "/v1/me", {"name": NAME, "no_such": WORD}),
    ("POST", "/v1/me/patients", {"name": NAME, "relation": "child"}),
    ("POST", "/v1/me/patients", {"name": NAME, "relation": WORD}),
    ("POST", "/v1/holds", {"doctor_id": WORD, "starts_at": CODE}),
    ("POST", "/v1/appointments", {"hold_id": WORD, "code": CODE, "reason": NAME}),
    ("GET", f"/v1/doctors?q={NAME}&city={WORD}", None),
    ("GET", f"/v1/doctors/{WORD}", None),
    ("GET", f"/v1/holds/{WORD}", None),
    ("GET", f"/v1/clinics/{UUID(int=1)}/patients?q={NAME}", None),
    ("GET", f"/v1/clinics/{UUID(int=1)}/patients?q={PHONE}", None),
    ("POST", f"/v1/clinics/{UUID(int=1)}/patients", {"name": NAME, "phone": PHONE}),
    ("POST", f"/v1/clinics/{UUID(int=1)}/patients", {"name": NAME, "phone": WORD}),
    ("GET", f"/{WORD}/{ADDRESS}", None),
    ("DELETE", f"/v1/holds/{WORD}?code={CODE}", None),
]


@pytest.mark.parametrize(("method", "path", "body"), BODIES)
async def test_nothing_that_is_sent_is_logged(
    client: AsyncClient,
    resources: Resources,
    logged: io.StringIO,
    method: str,
    path: str,
    body: Any,
) -> None:
    person = await sign_in_patient(resources, client)
    headers = {**person.headers, "idempotency-key": WORD, "user-agent": NAME, "referer": ADDRESS}
    answer = await client.request(method, path, json=body, headers=headers)
    assert answer.status_code < 500
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert any(line["event"] == "request" for line in lines)
    clean(logged)


@pytest.mark.parametrize(
    "content", [b"{" + WORD.encode(), b'"' + CODE.encode() + b'"', b"\xff" + NAME.encode()]
)
async def test_no_body_that_cannot_be_read_is_logged(
    client: AsyncClient, logged: io.StringIO, content: bytes
) -> None:
    headers = {"content-type": "application/json"}
    answer = await client.post("/v1/auth/otp", content=content, headers=headers)
    assert answer.status_code in (400, 422)
    clean(logged)


async def test_a_defect_is_logged_under_its_request_and_without_its_values(
    make_client: MakeClient,
    resources: Resources,
    logged: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def broken(*_args: object) -> None:
        row = {"name": NAME, "code": CODE}
        raise ValueError(f"{ADDRESS} {row}") from KeyError(WORD)

    monkeypatch.setattr(existing_holds, "read_hold", broken)
    client = await make_client(raises_defects=False)
    person = await sign_in_patient(resources, client)
    answer = await client.get("/v1/holds/some-hold", headers=person.headers)
    assert answer.status_code == 500
    assert answer.json()["type"].endswith("/problems/internal-error")
    (line,) = (json.loads(x) for x in logged.getvalue().splitlines() if '"defect"' in x)
    assert line["route"] == "/v1/holds/{hold_id}"
    assert line["error"] == "ValueError"
    assert any(place.endswith(" broken") for place in line["where"])
    assert line["request_id"] == answer.headers["x-request-id"]
    assert NAME not in answer.text
    clean(logged)


async def test_a_databases_complaint_is_logged_without_the_row_it_quotes(
    owner_resources: Resources, logged: io.StringIO
) -> None:
    insert = "INSERT INTO city (slug, name, name_hi, state) VALUES ($1, $1, $1, $1)"
    await owner_resources.database.pool.execute(insert, WORD)
    try:
        with pytest.raises(asyncpg.UniqueViolationError, match=WORD) as caught:
            await owner_resources.database.pool.execute(insert, WORD)
    finally:
        await owner_resources.database.pool.execute("DELETE FROM city WHERE slug = $1", WORD)
    logging.getLogger("some.library").error("failed", exc_info=caught.value)
    assert "UniqueViolationError" in logged.getvalue()
    clean(logged)
