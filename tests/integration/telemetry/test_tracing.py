"""Checks traces of real processes, as an OTLP receiver gets them, and that they contain no personal values."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import connect

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from tests.cast.booking import confirm, hold
from tests.cast.canaries import Canaries
from tests.cast.doctors import make_doctor
from tests.cast.mailbox import Mailbox, serving
from tests.cast.people import sign_in_patient
from tests.cast.seeded import fresh_database
from tests.cast.times import local
from tests.cast.traces import Receiver, Span, receiver
from tests.concurrency.processes import START_SECONDS, ended, environment
from tests.engines import Engines
from tests.integration.roles.test_lame_duck import process_of

PATIENCE_SECONDS = 60
STRANGERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
async def received(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Receiver]:
    """Yields a receiver of spans from processes that start during the test. Each span arrives shortly after its end."""
    async with receiver() as found:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", found.url)
        monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
        yield found


async def came(received: Receiver, name: str) -> Span:
    async def is_there() -> bool:
        return bool(received.named(name))

    await until(is_there, PATIENCE_SECONDS)
    return received.named(name)[-1]


async def test_one_trace_leads_from_the_request_to_the_mail(
    settings: Settings, engines: Engines, received: Receiver
) -> None:
    canaries, mailbox = Canaries(), Mailbox()
    address = canaries.email()
    async with (
        fresh_database(engines, settings, "traced") as own,
        serving(mailbox) as smtp_url,
        process_of("api", own) as (api, _),
        process_of("worker", own, worker_jobs="codes", smtp_url=smtp_url),
        AsyncClient(base_url=f"http://127.0.0.1:{api}", timeout=60) as client,
    ):
        body = {"channel": "email", "address": address}
        asked = await client.post("/v1/auth/otp", json=body, headers={"traceparent": STRANGERS})
        assert asked.status_code == 202
        assert (
            await client.get(f"/v1/doctors/{canaries.new()}?q={canaries.new()}")
        ).status_code >= 400
        job = await came(received, "job send_code")
        request = await came(received, "POST /v1/auth/otp")
        await came(received, "GET /v1/doctors/{doctor_id}")
    assert mailbox.to(address)
    assert job.trace_id == request.trace_id
    assert (request.service, job.service) == ("amrutam-api", "amrutam-worker")
    assert request.trace_id not in STRANGERS, "a stranger must not choose the trace"
    systems = {span.attributes.get("db.system.name") for span in received.below(request)}
    assert systems == {"postgresql", "redis", None}, (
        "None is that of the span that enqueues the job"
    )
    assert "job_enqueue" in {span.name for span in received.below(request)}
    assert request.attributes == {
        "http.request.method": "POST", "http.route": "/v1/auth/otp", "http.response.status_code": "202",
    }  # fmt: skip
    assert canaries.made == 3
    assert canaries.found_in(received.raw) == []


async def test_a_booking_is_a_few_spans_and_tells_nobody_s_name(
    settings: Settings, resources: Resources, received: Receiver
) -> None:
    canaries = Canaries()
    doctor, patient = await make_doctor(resources), await sign_in_patient(resources)
    async with (
        process_of("api", settings) as (api, _),
        AsyncClient(base_url=f"http://127.0.0.1:{api}", timeout=60) as client,
    ):
        held = (await hold(client, patient, doctor, local(2, "10:00"))).json()
        assert (
            await confirm(client, patient, held["id"], reason=canaries.name())
        ).status_code == 201
        booking = await came(received, "POST /v1/appointments")
    names = {span.name for span in received.below(booking)}
    assert "book_appointments" in names
    assert len(received.below(booking)) < 12
    assert canaries.found_in(received.raw) == []
    for secret in (held["id"], patient.headers["authorization"].split()[-1]):
        assert secret.encode() not in received.raw


async def test_a_message_of_a_socket_is_a_span(settings: Settings, received: Receiver) -> None:
    canaries = Canaries()
    async with process_of("realtime", settings) as (port, _):
        async with connect(f"ws://127.0.0.1:{port}/v1/realtime") as socket:
            await socket.send(json.dumps({"type": "auth", "ticket": canaries.new()}))
            assert "error" in await socket.recv()
        span = await came(received, "websocket message")
        await came(received, "websocket message")
    assert span.service == "amrutam-realtime"
    assert {below.attributes["db.system.name"] for below in received.below(span)} == {"redis"}
    assert canaries.found_in(received.raw) == []


async def test_a_trusted_caller_s_trace_is_gone_on_with(
    settings: Settings, received: Receiver
) -> None:
    async with (
        process_of("api", settings, trace_callers_trusted=True) as (api, _),
        AsyncClient(base_url=f"http://127.0.0.1:{api}", timeout=60) as client,
    ):
        await client.get("/v1/cities", headers={"traceparent": STRANGERS})
        await client.get("/livez", headers={"traceparent": STRANGERS})
        span = await came(received, "GET /v1/cities")
    assert f"00-{span.trace_id}-{span.parent_id}-01" == STRANGERS
    assert {one.name for one in received.spans if one.parent_id == STRANGERS.split("-")[2]} == {
        span.name
    }
    assert {
        one.name for one in received.spans if "livez" in one.name or "fastapi" in one.name
    } == set()


async def test_what_is_not_sampled_is_not_sent(
    settings: Settings, received: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    async with (
        process_of("api", settings) as (api, process),
        AsyncClient(base_url=f"http://127.0.0.1:{api}", timeout=60) as client,
    ):
        assert (await client.get("/v1/cities")).status_code == 200
        await ended(process)  # the end of the process sends the remaining spans
    assert received.spans == []


async def test_lines_of_the_log_carry_the_ids_of_the_trace(
    settings: Settings, received: Receiver, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    async with logged_api(settings.model_copy(update={"log_level": "info"}), log) as url:
        async with AsyncClient(base_url=url, timeout=60) as client:
            request_id = (await client.get("/v1/cities")).headers["x-request-id"]
        span = await came(received, "GET /v1/cities")
    lines = [json.loads(line) for line in log.read_text().splitlines() if request_id in line]
    assert [(line["trace_id"], line["span_id"]) for line in lines] == [
        (span.trace_id, span.span_id)
    ]


@asynccontextmanager
async def logged_api(settings: Settings, log: Path) -> AsyncIterator[str]:
    command = [sys.executable, "-m", "amrutam", "serve", "api"]
    (port,) = free_ports(1)
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            *command, env=environment(settings, port=port), stderr=file
        )
    try:
        await until(partial(serves_http, port, "/livez"), START_SECONDS)
        yield f"http://127.0.0.1:{port}"
    finally:
        await ended(process)


# The SDK's metrics are not looked for, because redis-py loads them if they are installed.
LOADED = """
import sys
from importlib import import_module
OURS = ("opentelemetry.sdk.trace", "opentelemetry.exporter", "amrutam.core.telemetry.otel")
from amrutam.core.settings import Settings
from amrutam.core.telemetry import tracing
settings = Settings(database_url="postgresql://app@x/x", redis_url="redis://x", secret_key="k" * 32)
for role in ("api", "availability", "realtime", "worker"):
    app, bounded = import_module(f"amrutam.roles.{role}").create(settings)
    tracing.configure_tracing(role)
    assert (tracing.traced_app(bounded, callers_are_trusted=False) is bounded) is (sys.argv[1] == "off")
print([name for name in sys.modules if name.startswith(OURS)])
"""


def loaded(expected: str, **variables: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, expected], check=True, capture_output=True, text=True,
        env={**os.environ, **variables},
    )  # fmt: skip
    found: list[str] = json.loads(done.stdout.replace("'", '"'))
    return found


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER": "none"},
    ],
)
def test_off_nothing_is_loaded_or_wrapped(variables: dict[str, str]) -> None:
    assert loaded("off", **variables) == []


def test_on_it_is_loaded() -> None:
    assert loaded("on", OTEL_TRACES_EXPORTER="otlp")


def test_a_way_of_sending_that_there_is_not_is_refused(settings: Settings) -> None:
    asked = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}
    done = subprocess.run(
        [sys.executable, "-m", "amrutam", "serve", "api"], env={**environment(settings), **asked},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "OTEL_EXPORTER_OTLP_PROTOCOL: is grpc" in done.stderr
