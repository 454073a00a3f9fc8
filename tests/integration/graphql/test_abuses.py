"""Tests known ways to make a GraphQL server do or send too much."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from math import inf
from time import process_time
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.graphql import ask, data, fault
from tests.cast.people import sign_in_patient

_LONGEST_SECONDS = 0.5
"""The CPU time of this process, in seconds, within which any document must be refused."""


def spread(count: int) -> str:
    fragments = " ".join(f"fragment f{n} on Query {{ doctors {{ match }} }}" for n in range(count))
    return "{ " + " ".join(f"...f{n}" for n in range(count)) + " } " + fragments


def doubling(levels: int) -> str:
    """Returns a query with a chain of fragments, each using the next one twice: the last is used 2**levels times."""
    fragments = [
        f"fragment f{n} on Doctor {{ a{n}: clinics {{ id }} ...f{n + 1} ...f{n + 1} }}"
        for n in range(levels)
    ]
    return (
        "{ doctors { nodes { ...f0 } } } "
        + " ".join(fragments)
        + f" fragment f{levels} on Doctor {{ id }}"
    )


ABUSES: dict[str, tuple[str, str]] = {
    "fragments that circle": (
        "{ doctors { nodes { ...a } } } fragment a on Doctor { ...b } fragment b on Doctor { ...a }",
        "document-refused",
    ),
    "a fragment of itself": ("{ ...a } fragment a on Query { ...a }", "document-refused"),
    "aliases of a code": (
        "mutation {" + " ".join(
            f'a{n}: signInWithCode(input: {{challengeId: "{uuid4()}", code: "{n:06}"}}) {{ __typename }}' for n in range(16)
        ) + "}",
        "document-too-large",
    ),
    "aliases of a field": ("{" + " ".join(f"a{n}: __typename" for n in range(16)) + "}", "document-too-large"),
    "a field a thousand times": ("{" + "__typename " * 1990 + "}", "document-too-large"),
    "an object hundreds of times": ("{" + "doctors { match } " * 390 + "}", "document-too-large"),
    "many fragments": (spread(140), "document-too-large"),
    "fragments that double": (doubling(25), "document-too-large"),
    "directives repeated": ("{ __typename " + "@include(if: true) " * 200 + "}", "document-refused"),
    "unknown directives": ("{ __typename " + "@aa " * 900 + "}", "document-refused"),
    "more tokens than there may be": ("{ __typename" + " a" * 2100 + " }", "document-too-large"),
    "deep nesting": ("{ doctors " + "{ a " * 1500 + "} " * 1500 + "}", "document-refused"),
    "deep lists": ("{ doctorsById(ids: " + "[" * 900 + "]" * 900 + ") { id } }", "document-refused"),
    "deep types of variables": ("query ($a: " + "[" * 900 + "ID" + "]" * 900 + ") { __typename }", "document-refused"),
    "wide lists": ("{ doctors(first: 100) { nodes { slots { days { slots { state } } } } } }", "document-too-large"),
    "wide lists by a variable's default": (
        "query ($n: Int! = 100) { doctors(first: $n) { nodes { slots { days { slots { state } } } } } }",
        "document-too-large",
    ),
    "wide lists by an argument's default": (
        "query ($n: Int) { doctors(first: $n) { nodes { slots { days { slots { state } } } } } }",
        "document-too-large",
    ),
    "wide lists by a fraction": ("{ doctors(first: 1e2) { match } }", "document-refused"),
    "huge integers": ("{ doctors(first: 99999999999999999999) { match } }", "document-refused"),
    "a huge integer for an id": ("{ doctor(id: " + "9" * 5000 + ") { id } }", "invalid-request"),
    "NUL in a text": ('{ doctors(q: "\\u0000") { match } }', "document-refused"),
    "half a character": ('{ doctors(q: "\\ud800") { match } }', "document-refused"),
    "what is not there": ("{ doctorz { id } }", "document-refused"),
    "introspection that circles": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } }",
        "document-refused",
    ),
    "a subscription over HTTP": (
        'subscription { slots(doctorId: "x", from: "2030-01-01", to: "2030-01-01") { __typename } }', "bad-request",
    ),
    "no operation": ("fragment a on Doctor { id }", "document-refused"),
    "an unnamed operation beside another": ("{ __typename } query a { __typename }", "document-refused"),
}  # fmt: skip


@pytest.mark.parametrize("name", ABUSES)
async def test_a_known_abuse_is_refused_cheaply(client: AsyncClient, name: str) -> None:
    query, fact = ABUSES[name]
    await data(client, "{ __typename }")
    cheapest = inf
    # The least time of three counts, because the process may do other work, such as a garbage collection.
    for _ in range(3):
        began = process_time()
        assert await fault(client, query) == fact
        cheapest = min(cheapest, process_time() - began)
    assert cheapest < _LONGEST_SECONDS


async def test_variables_count_as_literals_do(client: AsyncClient) -> None:
    query = (
        "query ($n: Int!) { doctors(first: $n) { nodes { slots { days { slots { state } } } } } }"
    )
    for n in (100, 100.0):
        assert await fault(client, query, n=n) == "document-too-large"
    assert await fault(client, query, n="100") == "document-refused"
    assert await fault(client, query, n=None) == "document-refused"


async def test_one_code_or_password_a_document(client: AsyncClient) -> None:
    guess = 'signInWithCode(input: {challengeId: "%s", code: "123456"}) { __typename }'
    secret = 'signInWithPassword(input: {email: "a@b.example", password: "x"}) { __typename }'
    query = f"mutation {{ a: {guess % uuid4()} b: {guess % uuid4()} c: {secret} }}"
    answer = (await ask(client, query)).json()
    assert answer["data"] == {"a": {"__typename": "WrongCode"}, "b": None, "c": None}
    assert {each["extensions"]["type"] for each in answer["errors"]} == {
        "http://testserver/problems/one-secret-a-document"
    }


COUNTED: dict[str, tuple[str, dict[str, Any]]] = {
    "a query": ("POST", {"query": "{ __typename }"}),
    "a document that is refused": ("POST", {"query": "{"}),
    "a mutation": ("POST", {"query": "mutation { signOut { everywhere } }"}),
    "a mutation without a field of the schema": ("POST", {"query": "mutation { __typename }"}),
    "a mutation whose variable has the wrong type": (
        "POST",
        {
            "query": "mutation ($on: Boolean!) { setRush(doctorId: 1, on: $on) { __typename } }",
            "variables": {"on": "yes"},
        },
    ),
    "a mutation by GET": ("GET", {"query": "mutation { __typename }"}),
    "variables that are not JSON": ("GET", {"query": "{ __typename }", "variables": "{"}),
}


@pytest.mark.parametrize("name", COUNTED)
async def test_each_request_counts_once(make_client: Any, name: str) -> None:
    client = await make_client(rate_limits="on", rate_limit_ip="1000/7201")
    method, given = COUNTED[name]

    async def used() -> int:
        """Sends a query; returns how many calls are counted by then, this query included."""
        answer = await client.get("/graphql", params={"query": "{ __typename }"})
        (left,) = re.findall('"ip";r=([0-9]+)', answer.headers["ratelimit"])
        return 1000 - int(left)

    before = await used()
    sent = {"json": given} if method == "POST" else {"params": given}
    await client.request(method, "/graphql", **sent)
    assert await used() == before + 2


async def test_there_are_no_batches(client: AsyncClient) -> None:
    answer = await client.post("/graphql", json=[{"query": "{ __typename }"}] * 2)
    assert answer.status_code == 400
    assert "not a list of them" in answer.json()["errors"][0]["message"]


async def test_production_neither_introspects_nor_suggests(make_client: Any) -> None:
    client = await make_client(environment="production", rate_limits="on")
    assert await fault(client, "{ __schema { queryType { name } } }") == "document-refused"
    for query in ("{ doctorz { id } }", "{ doctors(sort: fees) { match } }"):
        said = (await ask(client, query)).text
        assert "Did you mean" not in said
    with_suggestion = await make_client()
    assert "Did you mean" in (await ask(with_suggestion, "{ doctorz { id } }")).text
    asked_for = await make_client(graphql_introspection="off")
    assert await fault(asked_for, '{ __type(name: "Doctor") { name } }') == "document-refused"


def persisted(query: str, **variables: Any) -> str:
    digest = sha256(query.encode()).hexdigest()
    return "/graphql?" + urlencode(
        {"documentId": f"sha256:{digest}", "variables": json.dumps(variables)}
    )


async def register(client: AsyncClient, query: str) -> Response:
    digest = sha256(query.encode()).hexdigest()
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
    return await client.post("/graphql", json={"query": query, "extensions": extensions})


async def test_persisted_documents_are_kept_by_anybody_where_they_are_public(
    client: AsyncClient, resources: Resources
) -> None:
    query = "{ specializations { slug } }"
    unknown = await client.get(persisted(query))
    assert unknown.json()["errors"][0]["extensions"]["type"].endswith("/document-unknown")
    # After this message, clients send the document with its hash.
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert unknown.headers["cache-control"] == "no-store"
    assert (await register(client, query)).headers["cache-control"] == "no-store"
    kept = await client.get(persisted(query))
    assert kept.json()["data"]["specializations"]
    assert kept.headers["cache-control"] == "public, max-age=60"
    asha = await sign_in_patient(resources)
    own = await client.get(persisted(query), headers=asha.headers)
    assert own.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "header"),
    [
        ("{ doctors { nodes { nextAvailableAt } } }", "public, max-age=1"),
        ("{ doctors { nodes { nextTimes { startsAt } } } }", "no-store"),
        ("{ specializations { slug } me { id } }", "no-store"),
    ],
)
async def test_how_long_an_answer_may_be_kept(client: AsyncClient, query: str, header: str) -> None:
    await register(client, query)
    assert (await client.get(persisted(query))).headers["cache-control"] == header


async def test_a_hash_names_its_own_document_only(client: AsyncClient) -> None:
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
    answer = await client.post(
        "/graphql", json={"query": "{ __typename }", "extensions": extensions}
    )
    assert answer.status_code == 400


async def test_a_get_changes_nothing(client: AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": "mutation { signOut { everywhere } }"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_a_reading_that_takes_too_long_is_given_up(make_client: Any) -> None:
    client = await make_client(graphql_seconds=1e-9)
    assert await fault(client, "{ doctors { match } }") == "unavailable"
    for media in ("application/json", "application/graphql-response+json"):
        late = await client.post(
            "/graphql", json={"query": "{ doctors { match } }"}, headers={"accept": media}
        )
        assert (late.status_code, late.headers["retry-after"]) == (503, "1")
