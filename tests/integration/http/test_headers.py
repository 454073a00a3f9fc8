"""Tests headers of answers, on every route and on its refusals.

Covers security headers, caching, CORS, `Allow`, `WWW-Authenticate`, limits, and headers that reveal
too much.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.bodies import filled
from tests.cast.routes import operations, routes
from tests.cast.world import World, make_world
from tests.concurrency.processes import api_process
from tests.conftest import MakeClient

LABELS = sorted(f"{method} {path}" for method, path in routes())
OF_SOMEBODY = sorted(
    f"{method} {path}"
    for method, path, said in operations()
    if "security" in said and {} not in said["security"]
)
EVIL = "https://evil.example"
ENDING = {"POST /v1/auth/logout", "DELETE /v1/auth/session"}
WITHOUT_STORE = {  # these answers are public, so they need no `no-store`
    "/v1/consent-notice",
    "/docs", "/docs/{name}", "/openapi.json", "/problems/{code}", "/.well-known/jwks.json",
    "/v1/doctors", "/v1/doctors/{doctor_id}", "/v1/specializations", "/v1/cities", "/livez",
    "/v1/clinics", "/v1/clinics/{clinic_id}", "/v1/doctors/{doctor_id}/photo/{photo}.webp",
    "/readyz", "/metrics",
}  # fmt: skip


@pytest.fixture(scope="module")
async def shared(resources: Resources, module_client: AsyncClient) -> World:
    return await make_world(resources, module_client)


@pytest.fixture
async def world(shared: World, label: str, resources: Resources, client: AsyncClient) -> World:
    """Returns the shared cast, or a separate one for an endpoint that ends sessions of the cast."""
    return await make_world(resources, client) if label in ENDING else shared


async def ask(client: AsyncClient, label: str, world: World, **headers: str) -> Response:
    method, path = filled(label.replace("{code}", "not-found").replace("{name}", "docs.js"), world)
    if label == "PUT /v1/doctors/{doctor_id}/photo":
        headers["content-type"] = "image/png"  # this endpoint refuses JSON before any other check
    return await client.request(method, path, headers=headers)


def guarded(answer: Response) -> None:
    given = answer.headers
    assert given.get_list("x-content-type-options") == ["nosniff"]
    assert given.get_list("x-frame-options") == ["DENY"]
    assert given.get_list("referrer-policy") == ["no-referrer"]
    (policy,) = given.get_list("content-security-policy")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "server" not in given
    assert not [name for name in given if name.startswith(("access-control-", "x-powered"))]


@pytest.mark.parametrize("label", LABELS)
async def test_every_answer_is_guarded(client: AsyncClient, world: World, label: str) -> None:
    people = [person.headers for person in (world.asha, world.meera, world.admin)]
    answers = [await ask(client, label, world, **headers) for headers in ({}, *people)]
    answers += [
        await client.request("BREW", answers[0].url.path),
        await client.post(answers[0].url.path, content=b"x" * 70_000),
        await client.post(answers[0].url.path, content=b"<x/>"),
    ]
    for answer in answers:
        guarded(answer)


@pytest.mark.parametrize("label", LABELS)
async def test_only_what_is_public_may_be_stored(
    client: AsyncClient, world: World, label: str
) -> None:
    for person in (None, world.asha, world.meera, world.admin):
        answer = await ask(client, label, world, **(person.headers if person else {}))
        if answer.status_code >= 400 or (answer.content and label.split()[1] not in WITHOUT_STORE):
            assert "no-store" in answer.headers["cache-control"], label


@pytest.mark.parametrize("path", ["/fhir/metadata", "/fhir/Patient/1", "/v1/nothing"])
async def test_an_address_that_nothing_answers_is_a_problem(client: AsyncClient, path: str) -> None:
    """A path without an endpoint gets a problem, also below `/fhir/`.

    Paths below `/fhir/` are reserved for the API, which has no FHIR endpoints yet.
    """
    answer = await client.get(path)
    guarded(answer)
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith("/problems/not-found")


async def test_a_hidden_doctors_profile_is_not_stored(
    client: AsyncClient, resources: Resources
) -> None:
    own = await make_world(resources, client)
    path = f"/v1/doctors/{own.doctor.id}"
    await client.post(f"{path}/suspend", headers=own.admin.headers)
    answer = await client.get(path, headers=own.meera.headers)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("label", LABELS)
async def test_no_other_site_is_let_in(client: AsyncClient, world: World, label: str) -> None:
    answer = await ask(client, label, world, **world.asha.headers, origin=EVIL)
    guarded(answer)
    asked = {
        "origin": EVIL,
        "access-control-request-method": label.split(maxsplit=1)[0],
        "access-control-request-headers": "authorization, content-type",
    }
    preflight = await client.request("OPTIONS", answer.url.path, headers=asked)
    assert preflight.status_code == 405
    guarded(preflight)


@pytest.mark.parametrize("path", sorted({path for _, path, _ in operations()}))
async def test_a_refused_method_is_told_those_that_the_document_has(
    client: AsyncClient, shared: World, path: str
) -> None:
    answer = await client.request(*filled(f"OPTIONS {path}", shared))
    assert answer.status_code == 405
    has = {method for method, known, _ in operations() if known == path}
    has |= {"HEAD"} if "GET" in has else set()
    assert set(answer.headers["allow"].split(", ")) == has


@pytest.mark.parametrize(
    "path",
    [
        "/livez", "/readyz", "/docs", "/problems/not-found", "/.well-known/jwks.json", "/openapi.json", "/v1/doctors",
        "/v1/doctors/{doctor_id}", "/v1/me", "/v1/appointments/{appointment_id}", "/v1/nothing",
    ],
)  # fmt: skip
async def test_head_has_the_headers_of_get_and_no_body(
    client: AsyncClient, shared: World, path: str
) -> None:
    _, path = filled(f"GET {path}", shared)
    got = await client.get(path, headers=shared.asha.headers)
    head = await client.head(path, headers=shared.asha.headers)
    assert (head.status_code, head.content) == (got.status_code, b"")
    # The second request for a search gets the compressed copy.
    assert set(head.headers) - {"content-encoding"} == set(got.headers) - {"content-encoding"}
    if tag := got.headers.get("etag"):
        fresh = {**shared.asha.headers, "if-none-match": tag}
        again = [await client.request(method, path, headers=fresh) for method in ("GET", "HEAD")]
        assert again[0].status_code == again[1].status_code


async def test_head_of_a_path_without_get_is_refused(client: AsyncClient) -> None:
    refused = await client.head("/v1/auth/otp")
    assert (refused.status_code, refused.headers["allow"], refused.content) == (405, "POST", b"")


@pytest.mark.parametrize("label", OF_SOMEBODY)
async def test_a_refusal_says_how_to_sign_in(client: AsyncClient, world: World, label: str) -> None:
    answer = await ask(client, label, world)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("public_url", "is_strict"),
    [
        ("https://amrutam.example", True),
        ("https://amrutam.example:8443", True),
        ("http://amrutam.example", False),
        ("https://localhost", False),
        ("https://localhost:8443", False),
        ("https://127.0.0.1", False),
        ("https://[::1]:8443", False),
    ],
)
async def test_only_a_public_https_address_asks_for_https(
    make_client: MakeClient, public_url: str, *, is_strict: bool
) -> None:
    client = await make_client(public_url=public_url)
    said = "max-age=31536000; includeSubDomains" if is_strict else None
    for path in ("/livez", "/v1/doctors", "/v1/me", "/nowhere", "/docs"):
        assert (await client.get(path)).headers.get("strict-transport-security") == said


async def test_every_address_of_the_api_is_limited_and_says_so(
    make_client: MakeClient, shared: World
) -> None:
    client = await make_client(rate_limits="on")
    for method, path, _ in operations():
        if path.startswith("/v1/"):
            answer = await ask(client, f"{method} {path}", shared)
            assert '"ip";q=' in answer.headers.get("ratelimit-policy", ""), (method, path)


@pytest.fixture(scope="module")
async def process(settings: Settings) -> AsyncIterator[AsyncClient]:
    async with api_process(settings) as url, AsyncClient(base_url=url) as client:
        yield client


@pytest.mark.parametrize("path", ["/livez", "/v1/me", "/v1/doctors", "/nowhere", "/docs"])
async def test_a_process_does_not_say_what_it_is_made_of(process: AsyncClient, path: str) -> None:
    answer = await process.get(path)
    guarded(answer)
    told = " ".join(answer.headers.values()).lower()
    assert not any(name in told for name in ("uvicorn", "python", "starlette", "fastapi"))
