"""Lists the application's routes, for tests that must hold for every route."""

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
"""Settings that suffice to make an application without serving it."""


@cache
def _made() -> tuple[FastAPI, Boundary]:
    app, bounded = create(NOWHERE)
    assert isinstance(bounded, Boundary)
    return app, bounded


def application() -> FastAPI:
    return _made()[0]


def served() -> Boundary:
    """Returns the application with its routes, wrapped in the ASGI layer `Boundary`."""
    return _made()[1]


def routes(app: FastAPI | None = None) -> Iterator[tuple[str, str]]:
    """Yields each HTTP (method, path) of the application, whether it is in the OpenAPI document or not."""
    for route in iter_route_contexts((app or application()).routes):
        for method in sorted(route.methods or ()):
            yield method, str(route.path_format or route.path)


@cache
def document() -> dict[str, Any]:
    return application().openapi()


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Returns each operation of the OpenAPI document: (method, path, operation object)."""
    return [
        (method.upper(), path, said)
        for path, item in document()["paths"].items()
        for method, said in item.items()
    ]


def with_body() -> list[tuple[str, str]]:
    """Returns each (method, path) that takes a JSON body, in the order of the OpenAPI document."""
    return [
        (method, path)
        for method, path, said in operations()
        if "application/json" in said.get("requestBody", {}).get("content", ())
    ]


def query_names() -> list[tuple[str, str, str]]:
    """Returns (method, path, name) of every query parameter."""
    return [
        (method, path, parameter["name"])
        for method, path, said in operations()
        for parameter in said.get("parameters", ())
        if parameter["in"] == "query"
    ]
