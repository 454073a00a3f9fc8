"""`/graphql` over HTTP, by the draft https://graphql.github.io/graphql-over-http/draft/."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, Request
from graphql import GraphQLError, OperationType
from starlette.responses import Response

from amrutam.accounts.access import MaybeSignedIn
from amrutam.accounts.models import Caller
from amrutam.core.errors import BadRequest, DomainError, MethodNotAllowed
from amrutam.core.http.fast import fast
from amrutam.core.http.json_body import read_json
from amrutam.core.http.query_strings import read_query
from amrutam.core.resources import resources_of
from amrutam.protocols.graphql.complete import documents_of
from amrutam.protocols.graphql.context import Context
from amrutam.protocols.graphql.documents import NotValid
from amrutam.protocols.graphql.execution import (
    Answer,
    Prepared,
    asked_for,
    executed,
    prepare,
    refusal,
)
from amrutam.protocols.graphql.explorer import explorer_page

router = APIRouter(include_in_schema=False)

_encode = msgspec.json.Encoder(enc_hook=str).encode
_PATH = "/graphql"
_RESPONSE_TYPE = "application/graphql-response+json"
_OLD_TYPE = "application/json"
_IN_QUERY = ("variables", "extensions")


@router.post(_PATH)
@fast
async def post(
    request: Request, caller: MaybeSignedIn, body: Annotated[Any, Body()] = None
) -> Response:
    """Executes the query or mutation in the body, a JSON object that `asked_for` parses."""
    return await _answered(request, caller, body)


@router.get(_PATH)
@fast
async def get(request: Request, caller: MaybeSignedIn) -> Response:
    """Executes a query; a mutation gets status 405.

    Caches may keep an answer without errors to a persisted document for as long as its fields allow, unless
    the caller is signed in. A browser that opens this address gets GraphiQL where `explorer_page` offers it.
    """
    resources = resources_of(request)
    page = explorer_page(resources.settings, request.headers.get("accept", ""))
    if page is not None:
        await Context(request, resources, caller).count("ip")
        return page
    try:
        given = _of_query(request.scope["query_string"])
    except DomainError:
        await Context(request, resources, caller).count("ip")
        raise
    return await _answered(request, caller, given)


def _of_query(query: bytes) -> dict[str, Any]:
    given: dict[str, Any] = dict(read_query(query))
    for name in _IN_QUERY:
        if given.get(name):
            given[name] = read_json(given[name].encode())
        else:
            given.pop(name, None)
    return given


async def _answered(request: Request, caller: Caller | None, given: Any) -> Response:
    resources = resources_of(request)
    context = Context(request, resources, caller)
    try:
        asked = asked_for(given)
        prepared = prepare(resources.part(documents_of), asked)
        if prepared.operation.kind is OperationType.SUBSCRIPTION:
            raise BadRequest(
                "Subscriptions need a WebSocket with the protocol graphql-transport-ws"
            )
    except (DomainError, GraphQLError, NotValid) as reason:
        await context.count("ip")
        return _response(request, context, refusal(resources, reason))
    is_query = prepared.operation.kind is OperationType.QUERY
    is_refused = request.method == "GET" and not is_query
    if is_query or is_refused:  # each mutation counts by itself
        await context.count("account" if caller else "ip")
    if is_refused:
        return _only_by_post(request, context)
    answer = await executed(context, prepared)
    if not context.is_counted:  # the request ran no mutation, such as one with a wrong variable
        await context.count("account" if caller else "ip")
    return _response(request, context, answer, _kept_seconds(request, context, prepared, answer))


def _kept_seconds(
    request: Request, context: Context, prepared: Prepared, answer: Answer
) -> int | None:
    """How many seconds any cache may keep the answer; 0 or None if no cache may keep it."""
    is_persisted = prepared.asked.digest is not None and prepared.asked.query is None
    if request.method != "GET" or not is_persisted or "errors" in answer.body:
        return None
    return None if context.caller else prepared.operation.shape.public_seconds


def _response(
    request: Request, context: Context, answer: Answer, kept_seconds: int | None = None
) -> Response:
    accept = request.headers.get("accept", "")
    is_new = _RESPONSE_TYPE in accept
    status = 400 if answer.is_refused and (is_new or _is_unreadable(answer)) else 200
    response = Response(
        _encode(answer.body),
        503 if answer.is_late else status,
        media_type=_RESPONSE_TYPE if is_new else _OLD_TYPE,
    )
    if answer.is_late:
        response.headers["retry-after"] = "1"
    response.headers["cache-control"] = (
        f"public, max-age={kept_seconds}" if kept_seconds else "no-store"
    )
    response.headers["vary"] = "accept, authorization, cookie"
    response.raw_headers += [
        header for header in context.response.raw_headers if header[0] == b"set-cookie"
    ]
    return response


def _only_by_post(request: Request, context: Context) -> Response:
    fact = MethodNotAllowed("A GET asks, and changes nothing")
    response = _response(request, context, refusal(context.resources, fact))
    response.status_code = 405
    response.headers["allow"] = "POST"
    return response


def _is_unreadable(answer: Answer) -> bool:
    """Whether no error of a refused request has a place in the document.

    Clients that accept only `application/json` expect status 200 for an error inside a document.
    """
    return not any("locations" in error for error in answer.body["errors"])
