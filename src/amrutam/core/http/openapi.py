"""Makes the OpenAPI 3.1 document: FastAPI's, completed with error responses (RFC 9457), sign-in and more headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, Literal, TypeVar

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from amrutam.core import errors
from amrutam.core.errors import DomainError
from amrutam.core.http import own_writes
from amrutam.core.http.failures import Defect
from amrutam.core.http.problems import STATUS

Document = dict[str, Any]
Operation = dict[str, Any]
F = TypeVar("F", bound=Callable[..., Any])

_MARK = "__amrutam_sign_in__"
_NEEDED = "x-needed"
NEEDED: dict[str, Any] = {_NEEDED: True}
"""The `json_schema_extra` of a header that the action requires, although FastAPI treats the header as optional."""

_REPLICAS = "x-replicas"
FROM_REPLICAS: dict[str, Any] = {_REPLICAS: True}
"""The `openapi_extra` of a read that a replica of the database may answer."""

_PAGES = {
    "limit": "The largest number of items in the answer",
    "cursor": "The `next_cursor` of the previous page; left out for the first page",
}
_METHODS = ("get", "put", "post", "delete", "patch", "head", "options")

TAGS = (
    ("accounts", "Sign-in, sessions and access tokens, staff accounts, and the family members of an account."),
    ("doctors", "Search for doctors, their profiles, and the management of doctors."),
    ("clinics", "Clinics, the doctors and front desks that work there, and the appointments of a day."),
    ("front desk", "Patients, queue numbers, displays and payments of a clinic, for its front desk."),
    ("schedules", "When a doctor works: weekly hours, leave and extra hours."),
    ("available times", "Available times of one doctor or of many at once."),
    ("booking", "Holds, one-time codes and bookings; moving, cancelling and closing appointments."),
    ("operations", "Figures, doctors and records of access, for administrators."),
    ("real time", "Tickets for the WebSocket at `/v1/realtime`, which sends each change of a doctor's times."),
    ("health", "Health of this process and of the parts that it needs."),
)  # fmt: skip

PROBLEM: Document = {
    "title": "Problem",
    "type": "object",
    "description": "An error (RFC 9457). `type` is the URL of a page that explains the cause and what to do.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "The fields that are not valid. Each pointer (RFC 6901) names a field, and its detail says what is valid.",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
    "additionalProperties": True,
}
_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds to wait before the request is repeated",
        "schema": {"type": "integer", "minimum": 1},
    }
}

_POSITION: Document = {
    "name": own_writes.NAME,
    "in": "header",
    "required": False,
    "description": "The value that this header had in the answer to the caller's last write. The "
    "answer to this request then includes that write. Browsers send the value as a cookie of the same name.",
    "schema": {"type": "string"},
}
_WRITTEN: Document = {
    own_writes.NAME: {"$ref": f"#/components/headers/{own_writes.NAME}"},
}
_WRITTEN_HEADER: Document = {
    "description": "The signed position of this write in the database's log, as a cookie too. Sent "
    "only by platforms with read replicas, and needed only by reads of the following seconds.",
    "schema": {"type": "string"},
}

SCHEMES: Document = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The `access_token` of `POST /v1/auth/token`.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-session",
        "description": "Set by `POST /v1/auth/session`. Requests with POST, PUT, PATCH and DELETE must also send the token of "
        "`GET /v1/auth/csrf` as X-CSRF-Token, and an Origin header that names this platform.",
    },
}


def signs_in(need: Literal["required", "optional"]) -> Callable[[F], F]:
    """Returns a decorator for a dependency that reads the caller.

    In the document, routes with this dependency require sign-in or, if `need` is `optional`, allow it.
    """

    def mark(dependency: F) -> F:
        setattr(dependency, _MARK, need)
        return dependency

    return mark


def raises(*facts: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The `responses` argument of a route that can answer these domain errors.

    Maps each HTTP status to an OpenAPI response object, whose description lists the given errors of this status.
    `describe` adds the statuses that many routes have in common.
    """
    said: dict[int | str, dict[str, Any]] = {}
    for fact in facts:
        entry = said.setdefault(STATUS[fact.kind], {"description": ""})
        entry["description"] += f"{_said(fact)} "
    return said


def _said(fact: type[DomainError]) -> str:
    return f"`{fact.code}`: {fact.title}."


_BOUNDARY = (
    errors.BadRequest, errors.SignInRequired, errors.NotAllowed, errors.NotFound,
    errors.BodyTooLarge, errors.UnsupportedMedia, errors.Invalid, errors.TooManyRequests,
    Defect, errors.Unavailable, errors.OutOfTime, errors.Overloaded,
)  # fmt: skip
"""The errors that many routes have in common: those of the statuses that `_common` yields."""
_FASTAPIS_422 = "Validation Error"


def describe(app: FastAPI) -> Document:
    """Returns the OpenAPI document of the application's routes, other than those with `include_in_schema=False`."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        openapi_version="3.1.0",
        routes=app.routes,
        tags=[{"name": name, "description": said} for name, said in TAGS],
    )
    components = document.setdefault("components", {})
    components["securitySchemes"] = SCHEMES
    components["headers"] = {own_writes.NAME: _WRITTEN_HEADER}
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = PROBLEM
    needs = _sign_ins(app)
    for path, method, operation in _operations(document):
        _say_errors(path, method, operation, needs.get((path, method)))
        _say_parameters(operation)
        _say_own_writes(path, method, operation)
    return document


def _operations(document: Document) -> Iterator[tuple[str, str, Operation]]:
    for path, item in document.get("paths", {}).items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _sign_ins(app: FastAPI) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None)
        need = _mark_below(dependant) if dependant is not None else None
        if need and route.path_format:
            for method in route.methods or ():
                found[(route.path_format, method.lower())] = need
    return found


def _mark_below(dependant: Any) -> str | None:
    needs = {getattr(dependant.call, _MARK, None)}
    needs |= {_mark_below(below) for below in dependant.dependencies}
    return "required" if "required" in needs else "optional" if "optional" in needs else None


def _say_errors(path: str, method: str, operation: Operation, sign_in: str | None) -> None:
    responses = operation.setdefault("responses", {})
    if sign_in:
        operation["security"] = [{"bearer": []}, {"session": []}]
        if sign_in == "optional":
            operation["security"].append({})
    if responses.get("422", {}).get("description") == _FASTAPIS_422:
        del responses["422"]
    for status in _common(path, method, operation, sign_in):
        key = str(int(status))
        responses[key] = _with_common(responses.get(key, {"description": ""}), int(status))
    for status, answer in responses.items():
        if path == "/readyz" and status == "503":
            continue  # the 503 of /readyz has the body of its 200, and is no problem+json
        if status == "default" or int(status) >= 400:
            _as_problem(status, answer)
    operation["responses"] = dict(sorted(responses.items()))


def _with_common(answer: Document, status: int) -> Document:
    """The response with the errors of `_BOUNDARY` for this status that its own description does not name."""
    said: str = answer["description"].strip()
    common = [fact for fact in _BOUNDARY if STATUS[fact.kind] == status]
    missing = [_said(fact) for fact in common if f"`{fact.code}`" not in said]
    return {**answer, "description": " ".join(filter(None, [said, *missing]))}


def _say_parameters(operation: Operation) -> None:
    """Marks the headers in `NEEDED` as required, removes null from schemas, and describes parameters of pages."""
    for parameter in operation.get("parameters", ()):
        if parameter["schema"].pop(_NEEDED, False):
            parameter["required"] = True
        parameter["schema"] = _not_null(parameter["schema"])
        if parameter["name"] in _PAGES:
            parameter["description"] = _PAGES[parameter["name"]]


def _say_own_writes(path: str, method: str, operation: Operation) -> None:
    """Adds the header for a client's own writes: to parameters of reads from replicas, and to responses of writes."""
    if operation.pop(_REPLICAS, False):
        operation.setdefault("parameters", []).append(_POSITION)
    if own_writes.writes(method.upper(), path):
        for status, answer in operation["responses"].items():
            if not status.startswith("4"):
                # A new dictionary is made, because several routes share one dictionary of headers.
                answer["headers"] = {**answer.get("headers", {}), **_WRITTEN}


def _not_null(schema: Document) -> Document:
    """Returns the JSON Schema of a header or query parameter without null, which such a parameter cannot have."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if not kinds:
        return schema
    rest = {name: said for name, said in schema.items() if name != "anyOf"}
    return rest | (kinds[0] if len(kinds) == 1 else {"anyOf": kinds})


def _common(
    path: str, method: str, operation: Operation, sign_in: str | None
) -> Iterator[HTTPStatus]:
    """The statuses of errors that the boundary, sign-in, rate limits and validation can give to this operation.

    A status can be yielded twice.
    """
    if path in ("/livez", "/readyz"):
        yield HTTPStatus.INTERNAL_SERVER_ERROR
        return
    yield from (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.INTERNAL_SERVER_ERROR,
                HTTPStatus.SERVICE_UNAVAILABLE)  # fmt: skip
    if sign_in:
        yield HTTPStatus.UNAUTHORIZED
    if sign_in == "required":
        yield HTTPStatus.FORBIDDEN
    if "{" in path:
        yield HTTPStatus.NOT_FOUND
    if operation.get("parameters") or "requestBody" in operation:
        yield HTTPStatus.UNPROCESSABLE_ENTITY
    if method in ("post", "put", "patch"):
        yield from (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    HTTPStatus.UNSUPPORTED_MEDIA_TYPE)  # fmt: skip
    if any(each["in"] == "header" for each in operation.get("parameters", ())):
        yield HTTPStatus.BAD_REQUEST  # a header such as If-Match may be malformed


def _as_problem(status: str, answer: Document) -> None:
    answer["content"] = _CONTENT
    answer["description"] = answer.get("description", "").strip() or "Refused"
    if status in ("429", "503"):
        answer.setdefault("headers", {}).update(_RETRY_AFTER)
