"""The few endpoints that carry most of the load, answered below the framework.

A fast endpoint handles the plain, well-formed request. Whatever is odd about one it leaves, by
returning None, to the framework's route of the same address, which says what is wrong; both call
the same action, and only the framework's route is documented.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

Fast = Callable[[Request, bytes], Awaitable[Response | None]]
"""Given the request and its whole body. `request.path_params["id"]` is the id in the path."""


class FastLane:
    """Fast endpoints by method and path; at most one part of a path, its third, is an id."""

    def __init__(self) -> None:
        self._endpoints: dict[tuple[str, str], tuple[str, Fast]] = {}

    def add(self, method: str, path: str, endpoint: Fast) -> None:
        """`path` as the framework's route has it, e.g. /v1/doctors/{doctor_id}/slots."""
        parts = path.split("/")
        if len(parts) > 3 and parts[3].startswith("{"):
            parts[3] = "*"
        self._endpoints[method, "/".join(parts)] = (path, endpoint)

    def find(self, method: str, path: str) -> tuple[str, Fast, str] | None:
        """The route's path, the endpoint and the id in the path, if any."""
        found = self._endpoints.get((method, path))
        if found is not None:
            return (*found, "")
        parts = path.split("/", 4)
        if len(parts) < 4:
            return None
        id_, parts[3] = parts[3], "*"
        found = self._endpoints.get((method, "/".join(parts)))
        return (*found, id_) if found is not None else None
