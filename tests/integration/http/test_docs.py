from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
from httpx import AsyncClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from amrutam.core.resources import Resources
from tests.cast.people import make_admin

METHODS = {"get", "put", "post", "delete", "patch"}
FROM_REPLICAS = {
    "/v1/doctors", "/v1/doctors/{doctor_id}", "/v1/doctors/{doctor_id}/slots", "/v1/specializations",
    "/v1/cities", "/v1/availability/query", "/v1/clinics", "/v1/clinics/{clinic_id}/times",
}  # fmt: skip
"""The paths of reads that a replica may answer; tests/integration/replicas/ compares them with what replicas answer."""
IN_REDIS = ("post", "/v1/holds")


class Page(HTMLParser):
    """Collects the resources that a page loads, and its inline content."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "link", "img", "iframe"):
            self.loads += [v for v in (given.get("src"), given.get("href")) if v]
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        self._inside = tag if tag in ("script", "style") else ""

    def handle_data(self, data: str) -> None:
        if self._inside and data.strip():
            self.inline.append(data)


@pytest.fixture
async def document(client: AsyncClient) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get("/openapi.json")).json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, item[method])
        for path, item in document["paths"].items()
        for method in METHODS & item.keys()
    ]


async def test_the_page_loads_only_our_own_files_and_carries_no_script(client: AsyncClient) -> None:
    answer = await client.get("/docs")
    page = Page()
    page.feed(answer.text)
    assert answer.status_code == 200
    assert page.inline == []
    assert len(page.loads) >= 3
    for address in page.loads:
        assert urlsplit(address).netloc == ""
        assert (await client.get(urljoin("/docs", address))).status_code == 200


async def test_the_page_forbids_what_it_does_not_need(client: AsyncClient) -> None:
    policies = (await client.get("/docs")).headers.get_list("content-security-policy")
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert "script-src 'self'" in policies[0]
    assert "frame-ancestors 'none'" in policies[0]
    assert "unsafe" not in policies[0]


async def test_our_own_script_names_no_other_host(client: AsyncClient) -> None:
    script = (await client.get("/docs/docs.js")).text
    assert "://" not in script


async def test_a_file_that_did_not_change_is_not_sent_again(client: AsyncClient) -> None:
    first = await client.get("/docs/swagger-ui.css")
    again = await client.get(
        "/docs/swagger-ui.css", headers={"if-none-match": first.headers["etag"]}
    )
    assert first.headers["content-type"].startswith("text/css")
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("name", ["main.py", "..%2fdocs.py", "%2e%2e", "nothing.js"])
async def test_no_other_file_is_served(client: AsyncClient, name: str) -> None:
    answer = await client.get(f"/docs/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


async def test_every_operation_declares_its_errors_as_problems(document: dict[str, Any]) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for method, path, operation in operations(document):
        errors = {s: r for s, r in operation["responses"].items() if int(s) >= 400}
        assert errors, (method, path)
        for status, answer in errors.items():
            if (path, status) != ("/readyz", "503"):
                assert answer["content"] == problem, (method, path, status)
    assert "HTTPValidationError" not in document["components"]["schemas"]


async def test_a_malformed_if_match_is_answered_as_the_document_says(
    client: AsyncClient, resources: Resources, document: dict[str, Any]
) -> None:
    headers = (await make_admin(resources)).headers | {"if-match": "-"}
    called = 0
    for method, path, operation in operations(document):
        if not any(each["name"].lower() == "if-match" for each in operation.get("parameters", ())):
            continue
        body: dict[str, Any] | None = {} if "requestBody" in operation else None
        answer = await client.request(
            method, re.sub(r"{[^}]+}", str(uuid4()), path), headers=headers, json=body
        )
        assert str(answer.status_code) in operation["responses"], (method, path, answer.text)
        called += 1
    assert called > 10


async def test_every_operation_has_a_tag_that_is_explained(document: dict[str, Any]) -> None:
    explained = {tag["name"] for tag in document["tags"]}
    for method, path, operation in operations(document):
        assert set(operation.get("tags", ["none"])) <= explained, (method, path)


async def test_who_may_call_is_said(document: dict[str, Any]) -> None:
    signed_in: list[dict[str, list[str]]] = [{"bearer": []}, {"session": []}]
    assert document["paths"]["/v1/holds"]["post"]["security"] == signed_in
    assert "security" not in document["paths"]["/livez"]["get"]
    assert set(document["components"]["securitySchemes"]) == {"bearer", "session"}


async def test_reads_from_replicas_name_the_header_that_clients_send_for_their_own_writes(
    document: dict[str, Any],
) -> None:
    named = {
        path
        for _, path, operation in operations(document)
        for each in operation.get("parameters", ())
        if (each["name"], each["in"]) == ("AMRUTAM-Written", "header")
    }
    assert named == FROM_REPLICAS
    assert "x-replicas" not in str(document)


async def test_answers_to_writes_name_the_header_with_the_position_of_the_write(
    document: dict[str, Any],
) -> None:
    header = document["components"]["headers"]["AMRUTAM-Written"]
    assert header["schema"] == {"type": "string"}
    for method, path, operation in operations(document):
        is_write = method != "get" and path != "/v1/availability/query"
        for status, answer in operation["responses"].items():
            is_named = "AMRUTAM-Written" in answer.get("headers", {})
            expected = is_write and (method, path) != IN_REDIS and not status.startswith("4")
            assert is_named == expected, (method, path, status)


@pytest.mark.parametrize("path", ["/docs", "/docs/{name}", "/metrics", "/problems/{code}"])
async def test_what_is_not_the_api_is_not_in_it(document: dict[str, Any], path: str) -> None:
    assert path not in document["paths"]
