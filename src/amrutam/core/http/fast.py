"""The fast lane: the most used routes are called without FastAPI's routing and dependency solving.

A function that is marked with `fast` is an ordinary FastAPI route, declared once. The fast lane
reads the route's arguments with FastAPI's own fields, runs the route's dependencies (rate limits,
sign-in) and calls the function. A request whose arguments the fast lane cannot read is left to
FastAPI, which answers it or refuses it with the error.
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
"""The index, in the path split at `/`, of the part that may be an id, as in /v1/doctors/{doctor_id}/slots."""


def fast(endpoint: F) -> F:
    """A decorator that marks a route's function for the fast lane; put it under `@router.get(...)` or similar.

    The route's dependencies must be asynchronous and take only the request; only `plain_query` is exempt. The path can
    have one parameter, at the index `_ID_AT`. `FastLane` raises `TypeError`, when the application is made, for a route
    whose parameters it cannot read, such as a cookie.
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
        """The method and path template of each endpoint, such as "GET /v1/doctors/{doctor_id}/slots"."""
        return {f"{method} {found.path}" for (method, _), found in self._endpoints.items()}

    def find(self, method: str, path: str) -> tuple[FastEndpoint, str] | None:
        """Returns (endpoint, the id in the path or ""); None if no endpoint has this method and path.

        The id is a part of the path, as text, and is not validated.
        """
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
