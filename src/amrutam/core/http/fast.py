"""The routes that carry most of the load are called without the framework's matching and solving.

A route's function that is marked with `fast` is an ordinary route of FastAPI, declared once. The
fast lane reads its arguments by the framework's own fields, counts and signs in by the route's own
dependencies, and calls the function. Whatever does not fit it leaves to the framework, which says
what is wrong.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.responses import Response

from amrutam.core.http.fast_endpoint import FastEndpoint

F = TypeVar("F", bound=Callable[..., Awaitable[Response]])

_MARK = "__amrutam_fast__"
_ID_AT = 3
"""The part of a path that may be an id, as in /v1/doctors/{doctor_id}/slots."""


def fast(endpoint: F) -> F:
    """Marks a route's function for the fast lane, under `@router.get(...)` or `@router.post(...)`.

    Its dependencies are asynchronous and take the request alone.
    """
    setattr(endpoint, _MARK, True)
    return endpoint


class FastLane:
    """An application's fast endpoints, by method and path."""

    def __init__(self, app: FastAPI) -> None:
        self._endpoints = {
            (method, _pattern(str(route.path_format))): FastEndpoint(str(route.path_format), route.dependant)
            for route in iter_route_contexts(app.routes)
            if hasattr(route.endpoint, _MARK)
            for method in route.methods or ()
        }  # fmt: skip

    def labels(self) -> set[str]:
        """Such as "GET /v1/doctors/{doctor_id}/slots"."""
        return {f"{method} {found.path}" for (method, _), found in self._endpoints.items()}

    def find(self, method: str, path: str) -> tuple[FastEndpoint, str] | None:
        """The endpoint, and the id in the path, if any."""
        found = self._endpoints.get((method, path))
        if found is not None:
            return found, ""
        parts = path.split("/", _ID_AT + 1)
        if len(parts) <= _ID_AT:
            return None
        id_, parts[_ID_AT] = parts[_ID_AT], "*"
        found = self._endpoints.get((method, "/".join(parts)))
        return (found, id_) if found is not None else None


def _pattern(path: str) -> str:
    parts = path.split("/")
    parts[_ID_AT:] = ["*" if part.startswith("{") else part for part in parts[_ID_AT:]]
    if parts.count("*") > 1 or "*" in parts[_ID_AT + 1 :]:
        raise TypeError(f"The fast lane reads no such path: {path}")
    return "/".join(parts)
