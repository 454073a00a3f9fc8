"""Makes problem+json responses (RFC 9457) to errors, and the HTML pages to which the types of the errors link."""

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
from amrutam.core.http import html_pages

_MOST_ERRORS = 50
"""The most errors that one answer lists.

Without this bound, a body with many unknown fields would get an answer ten times its size.
"""

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
    """The HTTP status of a domain error."""
    return 405 if isinstance(error, errors.MethodNotAllowed) else STATUS[error.kind]


def problem(error: DomainError, public_url: str, instance: str) -> Response:
    """The problem+json response (RFC 9457) to a domain error. `instance` is the path of the request.

    `public_url`: the platform's public address, with which the error's type begins. If the error has `retry_after`,
    the response has `Retry-After` in whole seconds, rounded up, at least 1.
    """
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
    """Returns the problem+json response to a `DomainError`."""
    assert isinstance(error, DomainError)  # noqa: S101 - `answer_to` passes only this type
    return problem(error, request.app.state.resources.settings.public_url, request.url.path)


async def on_validation_error(request: Request, error: Exception) -> Response:
    """Returns the problem+json response to FastAPI's `RequestValidationError`.

    The response is that of `BadRequest` for malformed JSON, otherwise that of `Invalid`; `errors` has one entry
    for each error of a field, at most 50.
    """
    assert isinstance(error, RequestValidationError)  # noqa: S101 - `answer_to` passes only this type
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
    """Returns the problem+json response to Starlette's `HTTPException`, such as 404 and 405 of the router.

    Statuses other than 404, 405, 413 and 415 become `BadRequest`, with status 400. The response keeps the exception's
    headers; with status 405, `Allow` names all methods of the path.
    """
    assert isinstance(error, HTTPException)  # noqa: S101 - `answer_to` passes only this type
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
    """The methods of all routes with the first template that matches the path, for the header Allow.

    RFC 9110, 15.5.6, requires this header in responses with status 405.
    The router names only the methods of the first matching route. A later template that also
    matches the path (such as `/{id}` after `/{id}.ics`) is another resource, whose methods do not
    count.
    """
    path = request.scope["path"]
    matching = [
        route
        for route in iter_route_contexts(request.app.routes)
        if getattr(route, "path_regex", None) and route.path_regex.match(path)
    ]
    regex = matching[0].path_regex if matching else None
    methods = {
        method for route in matching if route.path_regex == regex for method in route.methods or ()
    }
    return methods | {"HEAD"} if "GET" in methods else methods  # the boundary answers HEAD as GET


def _pointer(location: tuple[int | str, ...], kind: str, body: object) -> str:
    """Returns the JSON pointer (RFC 6901) of an error.

    A pointer into the body begins at the body's root; any other begins with the part of the request, such as `/query`.
    """
    parts = location
    if location and location[0] == "body":
        parts = tuple(_parts_of(location[1:], kind, body))
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _parts_of(location: tuple[int | str, ...], kind: str, body: object) -> Iterator[int | str]:
    """The error's location without the names of union members, which pydantic adds inside the body."""
    for at, part in enumerate(location):
        try:
            body = body[part]  # type: ignore[index]
        except (LookupError, TypeError):
            if kind != "missing" or at < len(location) - 1:
                continue
        yield part


async def problem_page(request: Request) -> Response:
    """GET /problems/{code}: an HTML page with the cause of the error and what to do.

    Raises `NotFound` for an unknown code.
    """
    kind = errors.DomainError.named(request.path_params["code"])
    if kind is None:
        raise errors.NotFound
    body = (
        f"<p><code>{kind.code}</code></p><h2>Cause</h2><p>{escape(kind.cause)}</p>"
        f"<h2>What to do</h2><p>{escape(kind.fix)}</p>"
    )
    headers = {
        "cache-control": "public, max-age=3600",
        "content-security-policy": html_pages.POLICY,
    }
    return HTMLResponse(html_pages.page(kind.title, body), headers=headers)
