"""Checks that each limit on a GraphQL document admits exactly its number; the refusal names the setting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from httpx import AsyncClient

from amrutam.core.settings import Settings
from tests.cast.graphql import ask

_LEVELS = ("nodes", "doctor", "profile", "slots", "days", "slots", "state")


def deep(levels: int) -> str:
    """Returns a document of nine levels if `levels` is more than eight, otherwise of eight levels."""
    fields = ["appointments(first: 1)", *_LEVELS]
    if levels > len(fields):
        fields[1:2] = ["edges", "node"]
    return "{ " + " { ".join(fields) + " }" * len(fields)


def costly(cost: int) -> str:
    return f"{{ doctorsById(ids: [{'1 ' * cost}]) {{ id }} }}"


def aliased(count: int) -> str:
    return "{ " + " ".join(f"a{n}: __typename" for n in range(count)) + " }"


def fragmented(count: int) -> str:
    """Returns a document with `count` fragment definitions and fragment spreads together: one definition, and its spreads."""
    return "{ " + "...a " * (count - 1) + "} fragment a on Query { __typename }"


def long(tokens: int) -> str:
    """Returns a document, which the schema does not allow, with this number of tokens: 2000 or 2001."""
    # `{ doctors ( q : "" ) { match } }` has 11 tokens, and each `first: 1` is three
    return (
        '{ doctors(q: ""' + ", first: 1" * 663 + ") { match" + " match" * (tokens - 2000) + " } }"
    )


DOCUMENTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "graphql_depth": (8, deep),
    "graphql_cost": (1000, costly),
    "graphql_aliases": (15, aliased),
    "graphql_fragments": (30, fragmented),
    "graphql_tokens": (2000, long),
}


async def refused_by(client: AsyncClient, document: str) -> dict[str, object]:
    """Returns `limit` (the name of the limit that refuses the document) and `most` (its number); empty if no limit refuses it."""
    said = (await ask(client, document)).json()
    extensions = said.get("errors", [{"extensions": {}}])[0]["extensions"]
    return {name: extensions[name] for name in ("limit", "most") if name in extensions}


@pytest.mark.parametrize("limit", DOCUMENTS)
async def test_a_limit_admits_its_number_and_no_more(
    client: AsyncClient, settings: Settings, limit: str
) -> None:
    most, document = DOCUMENTS[limit]
    assert getattr(settings, limit) == most
    assert await refused_by(client, document(most)) == {}
    assert await refused_by(client, document(most + 1)) == {"limit": limit, "most": most}
