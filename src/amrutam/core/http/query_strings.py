"""Reads query strings, and refuses those that programs could read differently: a name twice, no UTF-8, or NUL."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from amrutam.core.errors import Invalid

_MOST_FIELDS = 50


def read_query(query: bytes) -> dict[str, str]:
    """The query's decoded values by name.

    Raises `Invalid` for a query that has bytes outside ASCII, does not decode to UTF-8, has a name twice, contains the
    character NUL, or has more than 50 fields.
    """
    if query.count(b"&") >= _MOST_FIELDS:
        raise Invalid.field("/query", f"must have at most {_MOST_FIELDS} fields")
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as reason:
        raise Invalid.field("/query", "must be in UTF-8") from reason
    given = dict(pairs)
    if len(given) != len(pairs):
        raise Invalid.field("/query", "must not have the same name twice")
    for name, value in pairs:
        if "\0" in name or "\0" in value:
            part = name.replace("~", "~0").replace("/", "~1")
            raise Invalid.field(f"/query/{part}", "must not contain the character NUL")
    return given


def plain_query(request: Request) -> None:
    """A FastAPI dependency that refuses a query string which programs could read differently.

    Raises what `read_query` raises. FastAPI itself would take the last of several values of a name, and accept NUL
    and text that is not UTF-8.
    """
    read_query(request.scope["query_string"])
