"""The application's routes, for tests that must hold for every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from amrutam.core.http.middleware import Boundary
from amrutam.core.settings import Settings
from amrutam.roles.api import create
from tests.engines import SECRET_KEY

NOWHERE = Settings(
    database_url="postgresql://nobody@127.0.0.1:9/none",
    redis_url="redis://127.0.0.1:9",
    secret_key=SECRET_KEY,
)
"""Good for making an application that is only looked at."""


@cache
def _made() -> tuple[FastAPI, Boundary]:
    app, bounded = create(NOWHERE)
    assert isinstance(bounded, Boundary)
    return app, bounded


def application() -> FastAPI:
    return _made()[0]


def served() -> Boundary:
    """The application inside its boundary, with what is answered there."""
    return _made()[1]


def routes(app: FastAPI | None = None) -> Iterator[tuple[str, str]]:
    """Each (method, path) that is served, in the document or not."""
    for route in iter_route_contexts((app or application()).routes):
        for method in sorted(route.methods or ()):
            yield method, str(route.path_format or route.path)


@cache
def document() -> dict[str, Any]:
    return application().openapi()


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """(method, path, what the document says of it)."""
    return [
        (method.upper(), path, said)
        for path, item in document()["paths"].items()
        for method, said in item.items()
    ]


def with_body() -> list[tuple[str, str]]:
    """Each (method, path) that takes a body."""
    return [(method, path) for method, path, said in operations() if "requestBody" in said]


def query_names() -> list[tuple[str, str, str]]:
    """(method, path, name) of all that is asked for in queries."""
    return [
        (method, path, parameter["name"])
        for method, path, said in operations()
        for parameter in said.get("parameters", ())
        if parameter["in"] == "query"
    ]
