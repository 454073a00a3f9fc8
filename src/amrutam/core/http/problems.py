"""Errors as problem+json (RFC 9457), and the pages their types open."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import ceil
from typing import Any

import msgspec
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from amrutam.core import errors
from amrutam.core.errors import DomainError, Kind
from amrutam.core.http import pages

_MOST_ERRORS = 50
"""A body of unknown fields must not be answered with ten times its size."""

STATUS: dict[Kind, int] = {
    Kind.BAD_REQUEST: 400,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.MISSING: 404,
    Kind.CONFLICT: 409,
    Kind.STALE: 412,
    Kind.TOO_LARGE: 413,
    Kind.UNSUPPORTED_MEDIA: 415,
    Kind.UNACCEPTABLE: 422,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
    Kind.DEFECT: 500,
}


def status_of(error: DomainError) -> int:
    return 405 if isinstance(error, errors.MethodNotAllowed) else STATUS[error.kind]


def problem(error: DomainError, public_url: str, instance: str) -> Response:
    status = status_of(error)
    body: dict[str, Any] = {
        "type": f"{public_url}/problems/{error.code}",
        "title": error.title,
        "status": status,
        "detail": error.detail,
        "instance": instance,
        **error.extra,
    }
    headers = {"cache-control": "no-store"}
    if error.retry_after is not None:
        headers["retry-after"] = str(max(1, ceil(error.retry_after)))
    if error.kind is Kind.UNAUTHENTICATED:
        headers["www-authenticate"] = "Bearer"
    return Response(msgspec.json.encode(body), status, headers, "application/problem+json")


async def on_domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)  # noqa: S101 - registered for this type only
    return problem(error, request.app.state.resources.settings.public_url, request.url.path)


async def on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type only
    found = [
        {
            "pointer": _pointer(entry["loc"], entry["type"], error.body),
            "detail": str(entry["msg"]).removeprefix("Value error, "),
        }
        for entry in error.errors()[:_MOST_ERRORS]
    ]
    malformed = any(entry["type"] == "json_invalid" for entry in error.errors())
    fact = errors.BadRequest(errors=found) if malformed else errors.Invalid(errors=found)
    return await on_domain_error(request, fact)


async def on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type only
    known: dict[int, type[DomainError]] = {
        404: errors.NotFound,
        405: errors.MethodNotAllowed,
        413: errors.BodyTooLarge,
        415: errors.UnsupportedMedia,
    }
    answer = await on_domain_error(request, known.get(error.status_code, errors.BadRequest)())
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    if error.status_code == 405:
        answer.headers["allow"] = ", ".join(sorted(_methods_of(request)))
    return answer


def _methods_of(request: Request) -> set[str]:
    """All that the path takes (RFC 9110, 15.5.6): the router says only what its first match does."""
    path = request.scope["path"]
    routes = iter_route_contexts(request.app.routes)
    return {
        method
        for route in routes
        if getattr(route, "path_regex", None) and route.path_regex.match(path)
        for method in route.methods or ()
    }


def _pointer(location: tuple[int | str, ...], kind: str, body: object) -> str:
    """A JSON pointer (RFC 6901); the part of the request comes before it only outside the body."""
    parts = location
    if location and location[0] == "body":
        parts = tuple(_parts_of(location[1:], kind, body))
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _parts_of(location: tuple[int | str, ...], kind: str, body: object) -> Iterator[int | str]:
    """Without the names of union members, which pydantic puts between the parts of the body."""
    for at, part in enumerate(location):
        try:
            body = body[part]  # type: ignore[index]
        except (LookupError, TypeError):
            if kind != "missing" or at < len(location) - 1:
                continue
        yield part


async def problem_page(request: Request) -> Response:
    """GET /problems/{code}: what the error means and what to do about it, for people."""
    kind = errors.DomainError.named(request.path_params["code"])
    if kind is None:
        raise errors.NotFound
    body = (
        f"<p><code>{kind.code}</code></p><h2>Cause</h2><p>{escape(kind.cause)}</p>"
        f"<h2>What to do</h2><p>{escape(kind.fix)}</p>"
    )
    headers = {"cache-control": "public, max-age=3600", "content-security-policy": pages.POLICY}
    return HTMLResponse(pages.page(kind.title, body), headers=headers)
