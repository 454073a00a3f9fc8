"""Calls GraphQL through the public API."""

from __future__ import annotations

from typing import Any

from httpx import AsyncClient, Response

from tests.cast.people import Person


async def ask(
    client: AsyncClient, query: str, person: Person | None = None, **variables: Any
) -> Response:
    headers = person.headers if person else {}
    return await client.post(
        "/graphql", json={"query": query, "variables": variables}, headers=headers
    )


async def data(
    client: AsyncClient, query: str, person: Person | None = None, **variables: Any
) -> Any:
    """Returns the member `data` of the answer; fails the test if the answer has errors."""
    answer = await ask(client, query, person, **variables)
    body = answer.json()
    assert answer.status_code == 200, answer.text
    assert "errors" not in body, answer.text
    return body["data"]


async def fault(
    client: AsyncClient, query: str, person: Person | None = None, **variables: Any
) -> str:
    """Returns the code of the answer's first error, such as `slot-taken`:
    the last part of the type in its `extensions`. Fails the test if the answer has no errors.
    """
    answer = await ask(client, query, person, **variables)
    errors = answer.json()["errors"]
    return str(errors[0]["extensions"]["type"]).rsplit("/", 1)[-1]
