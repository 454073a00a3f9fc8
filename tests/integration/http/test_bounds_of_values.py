"""Sends values of the right type that are out of bounds: each such request gets a 4xx, never a 5xx.

Covers instants, days, wall times, page limits, cursors, forged holds, ids in paths and headers.
`test_bounds.py` covers invalid bodies and queries. Requests go through the fast lane and through
the framework.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources
from amrutam.holds.tokens import open_hold, seal_hold
from tests.cast.bodies import TEXTS, fitting, send
from tests.cast.routes import routes
from tests.cast.world import World, make_world

TIMES = [
    "", "x", "now", "2026-11-25", "10:00", "2026-11-25T10:00:00", "2026-11-25T10:00",
    "2027-02-30T10:00:00Z", "2027-02-29T10:00:00Z", "2026-12-31T23:59:60Z", "2026-11-25T24:00:00Z",
    "2026-11-25T10:60:00Z", "2026-13-25T10:00:00Z", "2026-11-25T10:00:00+25:00",
    "2026-11-25T10:00:00+05", "2026-11-25T10:00:00 IST", "2026-11-25T10:00:00Z[Asia/Kolkata]",
    "10000-01-01T00:00:00Z", "-2026-11-25T10:00:00Z", "2026-W48-3T10:00:00Z", "2026-329T10:00:00Z",
    "1795600800", "1795600800.5", "२०२६-११-२५T१०:००:००Z", "2026-11-25T10:00:00Z\n",
    1795600800, 1795600800000, -1, 0, 1e300, True, None, [], {},
]  # fmt: skip
NEVER_OFFERED = [
    "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z", "2020-02-29T10:00:00Z",
    "2199-12-31T10:00:00Z", "2026-11-25T10:00:00.000001Z", "2026-11-25T10:00:00+23:59",
]  # fmt: skip
DAYS = [
    "x", "9999-12-31", "0001-01-01", "10000-01-01", "2027-02-29", "2027-02-30", "20270201",
    "2027-2-1", "2027-W10-1", "2027-02-01T00:00:00Z", "1795600800", "0", "-1", "२०२७-०२-०१",
    "2027-02-01\n", "2027-02-01 ",
]  # fmt: skip
QUERIES_OF_DAYS = [
    "/v1/doctors?available_on={}",
    "/v1/doctors/{doctor}/slots?from={}",
    "/v1/doctors/{doctor}/slots?to={}",
    "/v1/doctors/{doctor}/agenda?date={}",
    "/v1/appointments?from={}",
    "/v1/appointments?to={}",
]
LISTS = ["/v1/doctors", "/v1/appointments"]


@pytest.fixture
def client(both_paths: AsyncClient) -> AsyncClient:
    return both_paths


@pytest.fixture(scope="module")
async def world(resources: Resources, module_client: AsyncClient) -> World:
    return await make_world(resources, module_client)


def problem_at(answer: Response, *statuses: int) -> list[str]:
    assert answer.status_code in statuses, (answer.status_code, answer.text)
    assert answer.headers["content-type"] == "application/problem+json"
    return [error["pointer"] for error in answer.json().get("errors", ())]


async def send_changed(client: AsyncClient, world: World, label: str, **changed: Any) -> Response:
    return await send(client, label, world, json.dumps(fitting(label, world) | changed).encode())


@pytest.mark.parametrize("value", TIMES, ids=repr)
@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("POST /v1/holds", "starts_at"),
        ("POST /v1/doctors/{doctor_id}/exceptions", "starts_at"),
        ("POST /v1/doctors/{doctor_id}/exceptions", "ends_at"),
    ],
)
async def test_what_is_no_instant_is_refused_by_name(
    client: AsyncClient, world: World, label: str, field: str, value: Any
) -> None:
    answer = await send_changed(client, world, label, **{field: value})
    assert problem_at(answer, 422) == [f"/{field}"]


@pytest.mark.parametrize("value", NEVER_OFFERED)
async def test_an_instant_that_nobody_offers_is_refused_by_name(
    client: AsyncClient, world: World, value: str
) -> None:
    answer = await send_changed(client, world, "POST /v1/holds", starts_at=value)
    assert problem_at(answer, 422) == ["/starts_at"]
    exception = "POST /v1/doctors/{doctor_id}/exceptions"
    answer = await send_changed(client, world, exception, starts_at=value, ends_at=value)
    assert "/ends_at" in problem_at(answer, 422)


@pytest.mark.parametrize("value", DAYS)
@pytest.mark.parametrize("query", QUERIES_OF_DAYS)
async def test_what_is_no_day_is_refused_by_name(
    client: AsyncClient, world: World, query: str, value: str
) -> None:
    path = query.format(quote(value, safe=""), doctor=world.doctor.id)
    person = world.meera if "agenda" in query else world.asha
    pointers = problem_at(await client.get(path, headers=person.headers), 422)
    assert pointers == ["/query/" + query.partition("?")[2].partition("=")[0]]


@pytest.mark.parametrize("value", [*DAYS, 0, 20270201, 1.5, True, [], {}], ids=repr)
@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("POST /v1/availability/query", "from"),
        ("POST /v1/availability/query", "to"),
        ("POST /v1/me/patients", "birth_date"),
    ],
)
async def test_what_is_no_day_of_a_body_is_refused_by_name(
    client: AsyncClient, world: World, label: str, field: str, value: Any
) -> None:
    answer = await send_changed(client, world, label, **{field: value})
    assert problem_at(answer, 422) == [f"/{field}"]


WALL_TIMES = ["9:00", "25:00", "24:00", "09:60", "09:00:00", "09:00Z", "", "nine", "०९:००", 9, None]


@pytest.mark.parametrize("value", WALL_TIMES, ids=repr)
async def test_a_wall_time_is_hours_and_minutes(
    client: AsyncClient, world: World, value: Any
) -> None:
    rules = [{"weekday": 1, "starts": value, "ends": "24:00"}]
    label = "PUT /v1/doctors/{doctor_id}/schedule"
    answer = await send_changed(client, world, label, rules=rules)
    assert problem_at(answer, 422) == ["/rules/0/starts"]


@pytest.mark.parametrize(
    "limit",
    ["0", "-1", "101", "1000000000", "9" * 400, "1e2", "1.5", "x", "", "%20", "true", "0x10", "%D9%A3",
     "%00", "null", "20&limit=0"],
)  # fmt: skip
@pytest.mark.parametrize("path", LISTS)
async def test_a_page_holds_one_to_a_hundred(
    client: AsyncClient, world: World, path: str, limit: str
) -> None:
    answer = await client.get(f"{path}?limit={limit}", headers=world.asha.headers)
    assert problem_at(answer, 422)[0].startswith("/query")


@pytest.mark.parametrize("path", LISTS)
async def test_a_forged_cursor_is_refused(
    resources: Resources, client: AsyncClient, world: World, path: str
) -> None:
    other = Keyring.from_secret("k1:" + "x" * 32)
    sealed = quote(seal_hold(other, open_hold(resources.keyring, world.hold_id)))
    forged = ["x", "A" * 64, "A" * 1024, "A" * 1025, "====", "%00", "%FF", "%ED%A0%80", "'", "💥",
              str(uuid4()), world.hold_id[:900], sealed[:900]]  # fmt: skip
    for cursor in forged:
        answer = await client.get(f"{path}?cursor={cursor}", headers=world.asha.headers)
        assert problem_at(answer, 422)[0].startswith("/query"), cursor


def _forged_holds(keyring: Keyring, hold_id: str) -> list[str]:
    token = open_hold(keyring, hold_id)
    other = Keyring.from_secret("k1:" + "x" * 32)
    flipped = [hold_id[:at] + ("A" if hold_id[at] != "A" else "B") + hold_id[at + 1 :]
               for at in (0, 4, 20, 60, len(hold_id) // 2)]  # fmt: skip
    return [
        "x", str(uuid4()), "0" * 2048, "%", "null", "1' OR '1'='1", "💥", "\x00", "A" * 40,
        *flipped, hold_id[:-4], hold_id[8:], hold_id + hold_id, seal_hold(other, token),
        keyring.seal("cursor", b"{}").hex(),
    ]  # fmt: skip


@pytest.mark.parametrize("call", ["GET ", "DELETE ", "POST /extend", "POST /code"])
async def test_a_forged_hold_in_a_path_is_absent(
    resources: Resources, client: AsyncClient, world: World, call: str
) -> None:
    method, _, end = call.partition(" ")
    for forged in _forged_holds(resources.keyring, world.hold_id):
        path = f"/v1/holds/{quote(forged, safe='')}{end}"
        problem_at(await client.request(method, path, headers=world.asha.headers), 404)


@pytest.mark.parametrize(
    "label", ["POST /v1/appointments", "POST /v1/appointments/{appointment_id}/reschedule"]
)
async def test_a_forged_hold_in_a_body_is_refused_by_name(
    resources: Resources, client: AsyncClient, world: World, label: str
) -> None:
    for forged in _forged_holds(resources.keyring, world.hold_id):
        answer = await send_changed(client, world, label, hold_id=forged)
        if forged == "\x00":
            assert problem_at(answer, 400) == [""]
        else:
            assert problem_at(answer, 422) == ["/hold_id"]


UUID_TEXT = "7d0a3f5e-8f0c-4a87-9d55-0a3c1f5f8e11"
IDS = ["x", "1", "%00", "%FF", "%ED%A0%80", "a" * 8_000, "..%2F..%2Fme", "%2e%2e", "1'%20OR%20'1'='1",
       "%E2%80%AE", "%0D%0AX-A:%20b", "%25%25", "*", "null", "{}", "%F0%9F%92%A5", UUID_TEXT[:-1],
       UUID_TEXT + "0", "0" * 36]  # fmt: skip
WITH_ID = sorted({(method, path) for method, path in routes() if "{" in path})


@pytest.mark.parametrize("id_", IDS, ids=lambda id_: id_[:20])
@pytest.mark.parametrize(("method", "path"), WITH_ID)
async def test_an_id_that_is_none_is_absent_or_refused(
    client: AsyncClient, world: World, method: str, path: str, id_: str
) -> None:
    for name in ("doctor_id", "exception_id", "hold_id", "appointment_id", "code", "name"):
        path = path.replace(f"{{{name}}}", id_)
    headers = world.admin.headers | {"idempotency-key": uuid4().hex}
    if path.endswith("/photo"):
        headers["content-type"] = "image/png"
    answer = await client.request(method, path, headers=headers)
    problem_at(answer, 404, 422)
    assert "x-a" not in answer.headers


LONG = "x" * 8_000


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("idempotency-key", "x" * 256, 400),
        ("idempotency-key", "", 400),
        ("idempotency-key", "schlüssel", 400),
        ("idempotency-key", "a\tb", 400),
        ("if-match", LONG, 422),
        ("if-match", "3", 400),
        ("if-match", '"3" "4"', 400),
        ("if-match", '"3", "4"', 412),
        ("if-match", '"9999999999"', 412),
        ("if-match", '"-1"', 412),
        ("authorization", LONG, 401),
        ("authorization", f"Bearer {LONG}", 401),
        ("authorization", "Bearer", 401),
        ("authorization", "Basic eDp5", 401),
        ("authorization", "Bearer \xff", 401),
    ],
)
async def test_headers_that_do_not_fit_are_refused(
    client: AsyncClient, world: World, name: str, value: str, status: int
) -> None:
    label = "POST /v1/appointments/{appointment_id}/cancel"
    header = {name.replace("-", "_"): value.encode("latin1")}
    problem_at(await send(client, label, world, b"{}", **header), status)  # type: ignore[arg-type]


@pytest.mark.parametrize("label", sorted(TEXTS))
async def test_a_message_that_is_compressed_or_said_to_be_is_read_as_it_is(
    client: AsyncClient, world: World, label: str
) -> None:
    """A compressed body is not decompressed, so a small body cannot expand to a large one."""
    answer = await send(client, label, world, b"\x1f\x8b\x08\x00" * 100, content_encoding="gzip")
    assert problem_at(answer, 400) == [""]
