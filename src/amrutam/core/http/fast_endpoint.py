"""Calls one route of the fast lane (`fast.py`); FastAPI's own fields validate the route's arguments."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

from fastapi.dependencies.models import Dependant
from starlette.requests import Request
from starlette.responses import Response

from amrutam.core.errors import Invalid
from amrutam.core.http.query_strings import plain_query, read_query

_REMEMBERED_QUERIES = 8192


class _DoesNotFit(Exception):
    pass


class FastEndpoint:
    """A route's function, and how its arguments are read."""

    def __init__(self, path: str, dependant: Dependant) -> None:
        self.path = path
        _check(path, dependant)
        self._call: Callable[..., Awaitable[Response]] = dependant.call  # type: ignore[assignment]
        self._request_name = dependant.request_param_name
        self._dependencies: list[tuple[str | None, Callable[[Request], Awaitable[Any]]]] = [
            (each.name, each.call)  # type: ignore[misc]
            for each in dependant.dependencies
            # `plain_query` only refuses queries that programs could read differently. The fast lane reads the query
            # of a route with query parameters by `read_query`, and leaves the same queries to FastAPI.
            if each.call is not plain_query
        ]
        self._of_path = [_Argument(field) for field in dependant.path_params]
        self._of_headers = [_Argument(field) for field in dependant.header_params]
        self._of_query = [_Argument(field) for field in dependant.query_params]
        self._of_body = [_Argument(field) for field in dependant.body_params]
        self._query = lru_cache(_REMEMBERED_QUERIES)(self._read_query)

    async def __call__(self, request: Request, id_: str, body: object) -> Response | None:
        """Reads the route's arguments, runs its dependencies, calls its function and returns the function's response.

        `id_`: the id in the path, or "" without one; `body`: the parsed JSON, None without a body. Returns None if a
        required argument is missing, an argument is invalid or the query has an unknown name; FastAPI then handles the
        request. Raises what the route's function and dependencies raise.
        """
        try:
            arguments = self._read(request, id_, body)
        except _DoesNotFit:
            return None
        request.scope["amrutam.route"] = self.path
        for name, dependency in self._dependencies:
            found = await dependency(request)
            if name is not None:
                arguments[name] = found
        return await self._call(**arguments)

    def _read(self, request: Request, id_: str, body: object) -> dict[str, Any]:
        arguments: dict[str, Any] = {}
        if self._of_query:
            arguments.update(self._query(request.scope["query_string"]))
        for argument in self._of_path:
            argument.read(id_, arguments)
        for argument in self._of_headers:
            argument.read(request.headers.get(argument.sent_as), arguments)
        for argument in self._of_body:
            argument.read(body, arguments)
        if self._request_name is not None:
            arguments[self._request_name] = request
        return arguments

    def _read_query(self, query: bytes) -> dict[str, Any]:
        """The route's arguments in a query, by name. `_query` caches the results, because many queries are equal."""
        try:
            given = read_query(query)
        except Invalid as reason:
            raise _DoesNotFit from reason
        arguments: dict[str, Any] = {}
        for argument in self._of_query:
            argument.read(given.pop(argument.sent_as, None), arguments)
        # Requests with unknown parameters are left to FastAPI. `lru_cache` caches no exception, so such
        # queries do not fill the cache.
        if given:
            raise _DoesNotFit
        return arguments


class _Argument:
    """One argument of the route. If no value was sent for an optional argument, the function's own default applies."""

    def __init__(self, field: Any) -> None:
        self.sent_as: str = field.alias
        self._name: str = field.name
        self._needed: bool = field.field_info.is_required()
        self._validate: Callable[[object], tuple[Any, list[Any]]] = field.validate

    def read(self, sent: object, arguments: dict[str, Any]) -> None:
        if sent is None:
            if self._needed:
                raise _DoesNotFit
            return
        value, errors = self._validate(sent)
        if errors:
            raise _DoesNotFit
        arguments[self._name] = value


def _check(path: str, dependant: Dependant) -> None:
    """Raises `TypeError`, at start, for a route with parameters of a kind that the fast lane cannot provide."""
    asked: list[object] = [
        dependant.cookie_params,
        dependant.response_param_name,
        dependant.background_tasks_param_name,
        dependant.body_params[1:],
    ]
    for each in dependant.dependencies:
        asked += [each.path_params, each.query_params, each.header_params, each.cookie_params]
        asked += [each.body_params, each.dependencies]
    if any(asked):
        raise TypeError(f"The fast lane cannot call {path}")
