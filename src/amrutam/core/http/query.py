"""Queries that all programs read alike: each name once, in UTF-8, without NUL."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from amrutam.core.errors import Invalid

_MOST_FIELDS = 50


def read_query(query: bytes) -> dict[str, str]:
    """A query string's names and values. Raises `Invalid`."""
    try:
        pairs = parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError as reason:
        raise Invalid.field("/query", "not a query in UTF-8") from reason
    given = dict(pairs)
    if len(given) != len(pairs):
        raise Invalid.field("/query", "a name stands twice")
    for name, value in pairs:
        if "\0" in name or "\0" in value:
            part = name.replace("~", "~0").replace("/", "~1")
            raise Invalid.field(f"/query/{part}", "a text contains the character NUL")
    return given


def plain_query(request: Request) -> None:
    """For routes whose query FastAPI reads: of several values it takes the last, and any character."""
    read_query(request.scope["query_string"])
