"""Tests GraphiQL at `GET /graphql`, which browsers get outside production where callers may read the schema."""

from __future__ import annotations

import re

from httpx import AsyncClient, Response

from tests.conftest import MakeClient
from tests.integration.http.test_docs import Page

_BROWSERS = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


async def opened(client: AsyncClient) -> Response:
    return await client.get("/graphql", headers=_BROWSERS)


def is_page(answer: Response) -> bool:
    return answer.headers["content-type"].startswith("text/html")


async def test_a_browser_gets_the_page_and_a_program_gets_json(client: AsyncClient) -> None:
    page = await opened(client)
    assert is_page(page), "there is no page yet: scripts/build-web builds it"
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "accept" in page.headers["vary"]
    asked = {"query": "{ __typename }"}
    for accept in ("application/json", "application/graphql-response+json", "*/*"):
        answer = await client.get("/graphql", params=asked, headers={"accept": accept})
        assert answer.json() == {"data": {"__typename": "Query"}}


async def test_the_page_runs_only_what_it_was_sent_with(client: AsyncClient) -> None:
    nonces = set()
    for _ in range(2):
        answer = await opened(client)
        (policy,) = answer.headers.get_list("content-security-policy")
        (nonce,) = set(re.findall(r"'nonce-([\w-]+)'", policy))
        rules = dict(each.strip().partition(" ")[::2] for each in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["style-src"] == f"'nonce-{nonce}'"
        assert rules["connect-src"] == "'self'"
        assert rules["frame-ancestors"] == "'none'"
        assert "unsafe" not in policy
        assert answer.text.count(f'nonce="{nonce}"') == 2
        page = Page()
        page.feed(answer.text)
        assert page.loads == ["/favicon.ico"]
        nonces.add(nonce)
    assert len(nonces) == 2


async def test_production_shows_no_page(make_client: MakeClient) -> None:
    shown = await make_client(environment="demo")
    assert is_page(await opened(shown))
    for more in ({}, {"graphql_introspection": "on"}):
        client = await make_client(environment="production", rate_limits="on", **more)
        answer = await opened(client)
        assert not is_page(answer)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["message"] == "`query` is missing"


async def test_no_page_is_shown_where_nobody_may_ask_for_the_schema(
    make_client: MakeClient,
) -> None:
    client = await make_client(graphql_introspection="off")
    assert not is_page(await opened(client))
