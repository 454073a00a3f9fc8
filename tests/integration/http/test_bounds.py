"""Sends invalid bodies and queries to every endpoint that takes a body or a query.

Covers size, media type, malformed and ambiguous JSON, encodings, unknown fields, fields of a wrong
type, and queries that repeat a parameter or are not UTF-8. Each invalid request is refused with a
problem, whose pointer names the wrong field if there is one, and changes nothing. `test_bounds_of_values.py` covers
values that are out of bounds. Requests go through the fast lane and through the framework.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.bodies import TEXTS, fitting, send
from tests.cast.routes import query_names, with_body
from tests.cast.world import World, make_world

LABELS = sorted(TEXTS)
MAY_BE = {
    "POST /v1/appointments/{appointment_id}/cancel": (b"null", b"", b"{}"),
    "POST /v1/auth/logout": (b"null", b"", b"{}"),
    "POST /v1/doctors/{doctor_id}/suspend": (b"null", b"", b"{}"),
    "PATCH /v1/me": (b"{}",),
    "PATCH /v1/me/patients/{patient_id}": (b"{}",),
}
ASSIGNED = ("role", "status", "fee", "approved", "account_id", "version_", "__proto__", "rating")
"""Fields that no client may set. `account_id` and `role` are not tried at endpoints that have a field of this name."""


@pytest.fixture
def client(both_paths: AsyncClient) -> AsyncClient:
    return both_paths


@pytest.fixture(scope="module")
async def world(resources: Resources, module_client: AsyncClient) -> World:
    return await make_world(resources, module_client)


def refused(answer: Response, *statuses: int) -> list[str]:
    """Checks that the answer is a problem with one of these statuses, and returns the pointers of its errors."""
    assert answer.status_code in statuses, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["status"] == answer.status_code
    return [error["pointer"] for error in body.get("errors", ())]


def raw(label: str, world: World, text: str) -> bytes:
    """Returns a valid body whose text field is replaced by this piece of JSON."""
    body = json.dumps(fitting(label, world) | {TEXTS[label]: "HERE"})
    return body.replace('"HERE"', text).encode()


def test_every_address_that_takes_a_body_is_asked() -> None:
    assert sorted(f"{method} {path}" for method, path in with_body()) == LABELS


@pytest.mark.parametrize("label", LABELS)
async def test_a_body_beyond_64_kib_is_too_large(
    client: AsyncClient, world: World, label: str
) -> None:
    padding = b" " * (65_537 - len(raw(label, world, '"x"')))
    refused(await send(client, label, world, raw(label, world, '"x"') + padding), 413)
    refused(await send(client, label, world, b'"' + b"x" * 1_000_000 + b'"'), 413)


@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "",
     "text/json", "application/json-patch+json", "application/xml", "*/*"],
)  # fmt: skip
@pytest.mark.parametrize("label", LABELS)
async def test_only_json_is_taken(
    client: AsyncClient, world: World, label: str, media_type: str
) -> None:
    body = raw(label, world, '"x"')
    refused(await send(client, label, world, body, content_type=media_type), 415)


UNREADABLE = {
    "NUL": rb'"a\u0000b"',
    "a raw NUL": b'"a\x00b"',
    "half a surrogate pair": rb'"\ud800"',
    "the other half": rb'"\udc00\ud800"',
    "an infinity": b"1e400",
    "a negative infinity": b"-1e400",
    "NaN": b"NaN",
    "Infinity": b"Infinity",
    "four hundred digits": b"9" * 400,
    "five thousand digits": b"9" * 5_000,
    "arrays ten thousand deep": b"[" * 10_000 + b"]" * 10_000,
    "objects ten thousand deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "arrays without an end": b"[" * 60_000,
    "a name twice": b'{"a":1,"a":2}',
    "a name twice, written otherwise": rb'{"a":1,"\u0061":2}',
    "not UTF-8": b'"\xff\xfe"',
    "an overlong NUL": b'"\xc0\x80"',
    "a surrogate in UTF-8": b'"\xed\xa0\x80"',
    "a comment": b"1 /* 2 */",
    "single quotes": b"'a'",
    "a tail": b'"a"}{"b":1',
    "nothing": b"",
    "half a text": b'"a',
}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("kind", sorted(UNREADABLE))
async def test_json_that_parsers_disagree_on_is_refused(
    client: AsyncClient, world: World, label: str, kind: str
) -> None:
    whole = json.dumps(fitting(label, world) | {TEXTS[label]: "HERE"}).encode()
    answer = await send(client, label, world, whole.replace(b'"HERE"', UNREADABLE[kind]))
    assert refused(answer, 400) == [""]


@pytest.mark.parametrize("label", LABELS)
async def test_one_of_the_bodys_own_names_twice_is_refused(
    client: AsyncClient, world: World, label: str
) -> None:
    name = TEXTS[label]
    body = json.dumps(fitting(label, world) | {name: "x"})[:-1] + f', "{name}": "y"}}'
    assert refused(await send(client, label, world, body.encode()), 400) == [""]


@pytest.mark.parametrize(("method", "path", "name"), query_names())
async def test_a_query_that_no_two_programs_read_alike_is_refused(
    client: AsyncClient, world: World, method: str, path: str, name: str
) -> None:
    ids = {"doctor_id": world.doctor.id, "appointment_id": world.appointment_id,
           "clinic_id": world.clinic_id}  # fmt: skip
    url = path.format(**ids)
    at = {f"{name}=a&{name}=b": "/query", f"x=1&{name}=&{name}=": "/query", f"{name}=%ff": "/query",
          f"{name}=a%00": f"/query/{name}"}  # fmt: skip
    for query, pointer in at.items():
        for person in (world.asha, world.meera, world.admin):
            answer = await client.request(method, f"{url}?{query}", headers=person.headers)
            assert refused(answer, 422) == [pointer]


async def test_a_query_string_with_too_many_fields_is_refused_for_their_number(
    client: AsyncClient,
) -> None:
    many = "&".join(f"f{number}=1" for number in range(51))
    (error,) = (await client.get(f"/v1/doctors?{many}")).json()["errors"]
    assert error == {"pointer": "/query", "detail": "must have at most 50 fields"}


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", "{}".encode("utf-16"), "{}".encode("utf-32")])
@pytest.mark.parametrize("label", LABELS)
async def test_other_encodings_are_refused(
    client: AsyncClient, world: World, label: str, mark: bytes
) -> None:
    assert refused(await send(client, label, world, mark + b"{}"), 400) == [""]


@pytest.mark.parametrize("content", [b"[]", b"[null]", b'"x"', b"1", b"true", b"null", b"", b"{}"])
@pytest.mark.parametrize("label", LABELS)
async def test_what_is_no_object_is_refused(
    client: AsyncClient, world: World, label: str, content: bytes
) -> None:
    if content in MAY_BE.get(label, ()):
        return
    refused(await send(client, label, world, content), 422)


@pytest.mark.parametrize("name", ASSIGNED)
@pytest.mark.parametrize("label", LABELS)
async def test_unknown_fields_are_refused_by_name(
    client: AsyncClient, world: World, label: str, name: str
) -> None:
    if name == "account_id" and label.endswith(("/v1/doctors", "/v1/doctors/{doctor_id}")):
        return
    if name == "role" and "/v1/staff" in label:
        return  # the endpoint has a field of this name
    body = fitting(label, world) | {name: "admin"}
    pointers = refused(await send(client, label, world, json.dumps(body).encode()), 422)
    assert pointers == [f"/{name}"]


TAKEN: dict[str, list[tuple[type, Any]]] = {
    "everywhere": [(bool, True)],
    "on": [(bool, True)],
    "minutes": [(int, 0)],
}


@pytest.mark.parametrize("value", [0, 1.5, True, [], {}, [None], "x" * 60_000])
@pytest.mark.parametrize("label", LABELS)
async def test_a_field_of_another_type_is_refused_by_name(
    client: AsyncClient, world: World, label: str, value: Any
) -> None:
    name = TEXTS[label]
    if (type(value), value) in TAKEN.get(name, ()):
        return  # the field takes this value
    body = fitting(label, world) | {name: value}
    pointers = refused(await send(client, label, world, json.dumps(body).encode()), 422)
    assert pointers == [f"/{name}"]


@pytest.mark.parametrize("label", LABELS)
async def test_a_crowd_of_errors_is_answered_in_few_words(
    client: AsyncClient, world: World, label: str
) -> None:
    body = json.dumps({str(number): 1 for number in range(5_000)}).encode()
    answer = await send(client, label, world, body)
    assert 1 <= len(refused(answer, 422)) <= 50


async def test_after_all_that_nothing_has_changed(client: AsyncClient, world: World) -> None:
    path = f"/v1/appointments/{world.appointment_id}"
    appointment = (await client.get(path, headers=world.asha.headers)).json()
    assert (appointment["status"], appointment["version"]) == ("booked", 1)
    schedule = await client.get(
        f"/v1/doctors/{world.doctor.id}/schedule", headers=world.meera.headers
    )
    assert len(schedule.json()["rules"]) == 7
    family = (await client.get("/v1/me/patients", headers=world.asha.headers)).json()["items"]
    assert [patient["relation"] for patient in family] == ["self", "child"]
