"""Domain errors in GraphQL: members of a result's union where it lists them, otherwise errors with a `type`."""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec
import structlog
from graphql import GraphQLError
from pydantic import BaseModel, ValidationError
from typing_extensions import TypeVar

from amrutam.core.errors import DomainError, Invalid, Unavailable
from amrutam.core.http.failures import Defect
from amrutam.core.http.problems import status_of
from amrutam.core.redis import RedisAway
from amrutam.core.telemetry import sentry
from amrutam.protocols.graphql.errors import DocumentRefused

log = structlog.get_logger("amrutam.graphql")

M = TypeVar("M", bound=BaseModel)

_MOST_ERRORS = 50
_UNDERSCORE = re.compile("_(.)")
_OF_PAGES = {"/limit": "/first", "/cursor": "/after"}
"""The arguments of a connection by the names that REST's lists give them."""

ROUTE = "/graphql"


def type_name(fact: DomainError | type[DomainError]) -> str:
    """The name of the error's GraphQL type: `SlotTaken` for the code `slot-taken`."""
    return "".join(part.capitalize() for part in fact.code.split("-"))


def as_member(fact: DomainError, public_url: str) -> dict[str, Any]:
    """The error as a dictionary with the fields of its GraphQL type, which `type_name` names."""
    return {"__typename": type_name(fact), **_said(fact, public_url), "detail": fact.detail}


def as_error(error: GraphQLError, public_url: str) -> dict[str, Any]:
    """The error in graphql-core's form: a dictionary with `message`, `locations`, `path` and `extensions`.

    `extensions` contains `type`, `title` and `status` of the domain error that `fact_of(error)` returns, that
    error's members (`extra`) and, if set, `retry_after`. The domain error's `detail` is the `message`; an error
    that graphql-core found itself (syntax, schema, variables) keeps graphql-core's message.
    """
    fact = fact_of(error)
    formatted = cast(dict[str, Any], error.formatted)
    if not isinstance(fact, DocumentRefused) or error.original_error is not None:
        formatted["message"] = fact.detail
    formatted["extensions"] = _said(fact, public_url)
    return formatted


def fact_of(error: GraphQLError) -> DomainError:
    """The domain error behind an error of graphql-core.

    The result is `DocumentRefused` without an exception, and `Unavailable` for `RedisAway`. An exception that is
    neither a domain error nor `RedisAway` is a defect: it is logged and reported, and `Defect` is returned.
    """
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    match cause:
        case None:
            return DocumentRefused(error.message)
        case DomainError():
            return cause
        case RedisAway():
            return Unavailable()
    log.error("defect", route=ROUTE, exc_info=cause)
    sentry.report(cause, route=ROUTE)
    return Defect()


def _said(fact: DomainError, public_url: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "type": f"{public_url}/problems/{fact.code}",
        "title": fact.title,
        "status": status_of(fact),
        **msgspec.to_builtins(fact.extra, enc_hook=str),
    }
    if "errors" in said:
        said["errors"] = [_of_argument(**each) for each in said["errors"]]
    if fact.retry_after is not None:
        said["retry_after"] = fact.retry_after
    return said


def _of_argument(pointer: str, detail: str) -> dict[str, str]:
    """Converts an error of a REST field to one of an argument."""
    if pointer == "/query/cursor":
        return {"pointer": "/after", "detail": "must be a `cursor` or `endCursor` of this list"}
    return {"pointer": _argument(pointer), "detail": detail}


def _argument(pointer: str) -> str:
    """Converts the name of a REST field to an argument's: `/query/doctor_id` becomes `/doctorId`."""
    name = _UNDERSCORE.sub(lambda found: found[1].upper(), pointer.removeprefix("/query"))
    return _OF_PAGES.get(name, name)


def validated(model: type[M], given: dict[str, Any]) -> M:
    """Returns the arguments as an object of `model`, which validates them. Raises `Invalid` with at most 50 errors."""
    try:
        return model.model_validate(given)
    except ValidationError as reason:
        found = [
            {
                "pointer": "".join(f"/{part}" for part in entry["loc"]),
                "detail": str(entry["msg"]).removeprefix("Value error, "),
            }
            for entry in reason.errors()[:_MOST_ERRORS]
        ]
        raise Invalid(errors=found) from reason
