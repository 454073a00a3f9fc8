"""Runs unmodified clients: graphql-http's audits, graphql-request, graphql-ws, and Python's gql."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from gql import Client, GraphQLRequest
from gql.transport.httpx import HTTPXAsyncTransport

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.binaries import node_program
from tests.cast.calendars import day
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.realtime import InnerGateway, gateway
from tests.cast.times import local
from tests.concurrency.processes import api_process

_TOOLS = Path(__file__).parent / "tools"


@pytest.fixture(scope="module")
async def api(settings: Settings) -> AsyncIterator[str]:
    async with api_process(settings, log_level="error") as url:
        yield f"{url}/graphql"


async def script(name: str, given: str) -> Any:
    process = await asyncio.create_subprocess_exec(
        node_program(), str(_TOOLS / name),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, errors = await asyncio.wait_for(process.communicate(given.encode()), 60)
    assert process.returncode == 0, errors.decode()
    return json.loads(said)


async def test_the_server_keeps_to_graphql_over_http(api: str) -> None:
    found = await script("graphql_audits.mjs", api)
    assert len(found) > 50
    assert [each for each in found if each["status"] != "ok"] == []


async def test_a_booking_in_javascript(api: str, settings: Settings, resources: Resources) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    async with gateway(settings, InnerGateway) as running:
        live = running.url.replace("/v1/realtime", "/graphql")
        given = {
            "url": api,
            "live": live,
            "doctorId": str(doctor.id),
            "day": day(2),
            **asha.headers,
        }
        told = await script("graphql_booking.mjs", json.dumps(given))
    assert told["changed"] == {
        "__typename": "SlotChanged",
        "startsAt": told["startsAt"],
        "state": "held",
    }
    assert told["bookAppointment"] == {
        "__typename": "Appointment", "status": "booked", "startsAt": told["startsAt"],
    }  # fmt: skip


async def test_a_booking_in_python(api: str, resources: Resources) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    transport = HTTPXAsyncTransport(url=api, headers=asha.headers)
    # With this option the client validates each document by the schema that it reads from the server.
    async with Client(transport=transport, fetch_schema_from_transport=True) as session:
        hold = GraphQLRequest(
            "mutation ($input: HoldInput!) { holdTime(input: $input) { ... on Hold { id } } }",
            variable_values={"input": {"doctorId": str(doctor.id), "startsAt": local(3, "10:00")}},
        )
        held = (await session.execute(hold))["holdTime"]
        book = GraphQLRequest(
            """mutation ($key: String!, $input: BookInput!) {
                bookAppointment(idempotencyKey: $key, input: $input) { ... on Appointment { status } } }""",
            variable_values={"key": uuid4().hex, "input": {"holdId": held["id"]}},
        )
        assert (await session.execute(book))["bookAppointment"] == {"status": "booked"}
