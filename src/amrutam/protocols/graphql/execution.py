"""Handles one GraphQL request, from its parameters to its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationType, execute

from amrutam.core.errors import DomainError, Invalid, Unavailable
from amrutam.core.resources import Resources
from amrutam.protocols.graphql.context import Context
from amrutam.protocols.graphql.documents import Document, Documents, NotValid, Operation
from amrutam.protocols.graphql.errors import DocumentRefused
from amrutam.protocols.graphql.executor import StoredFirst
from amrutam.protocols.graphql.problems import as_error


@dataclass(frozen=True, slots=True)
class RequestParameters:
    """The parameters of a request.

    `query`: the document, or None if the request names a persisted document by `digest`, its SHA-256 in
    hexadecimal. If both are given, the document is to be stored. `operation_name` is None if not given.
    """

    query: str | None
    operation_name: str | None
    variables: Mapping[str, Any]
    digest: str | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A valid document, the operation to run, and the parameters of the request."""

    document: Document
    operation: Operation
    asked: RequestParameters


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request: its JSON body, with `data`, `errors` or both.

    `is_refused`: nothing was executed, and the body has only `errors`. `is_late`: the query took longer
    than `graphql_seconds`.
    """

    body: Mapping[str, Any]
    is_refused: bool = False
    is_late: bool = False


def asked_for(given: Any) -> RequestParameters:
    """Parses the parameters of GraphQL over HTTP, a JSON object; unknown parameters are ignored.

    Raises `DocumentRefused` if `given` is not an object, if a parameter has the wrong type, or if there
    is neither a query nor a hash.
    """
    if isinstance(given, list):
        raise DocumentRefused("A request can have only one document, not a list of them")
    if not isinstance(given, dict):
        raise DocumentRefused("The body must be an object with `query`")
    variables, extensions = given.get("variables"), given.get("extensions")
    for name, value in (("variables", variables), ("extensions", extensions)):
        if value is not None and not isinstance(value, dict):
            raise DocumentRefused(f"`{name}` must be an object")
    for name in ("query", "operationName", "documentId"):
        if given.get(name) is not None and not isinstance(given[name], str):
            raise DocumentRefused(f"`{name}` must be a text")
    digest = _digest(given, extensions or {})
    if not given.get("query") and digest is None:
        raise DocumentRefused("`query` is missing")
    return RequestParameters(
        given.get("query") or None, given.get("operationName"), variables or {}, digest
    )


def _digest(given: Mapping[str, Any], extensions: Mapping[str, Any]) -> str | None:
    """The hash of a persisted document; None if the request names none.

    It comes from `extensions.persistedQuery.sha256Hash` ("automatic persisted queries"), otherwise from
    `documentId`. In both, `sha256:` can precede it.
    """
    persisted = extensions.get("persistedQuery")
    said = persisted.get("sha256Hash") if isinstance(persisted, dict) else given.get("documentId")
    if said is None:
        return None
    if not isinstance(said, str):
        raise DocumentRefused("The hash must be a text")
    return said.removeprefix("sha256:").lower()


def prepare(documents: Documents, asked: RequestParameters) -> Prepared:
    """Parses the document, finds the operation to run and checks its limits; returns document and operation.

    A valid document that was sent with its hash is stored. Raises `DocumentUnknown` for an unknown hash,
    `DocumentRefused` for a hash of another text, for deep nesting and if there is no such operation,
    `DocumentTooLarge` if a limit is exceeded, and what `Documents.of` raises.
    """
    text = asked.query
    if text is None:
        assert asked.digest is not None  # noqa: S101 - `asked_for` has checked it
        text = documents.text_of(asked.digest)
    try:
        document = documents.of(text)
    except RecursionError:
        raise DocumentRefused("The document is nested too deeply") from None
    if asked.query is not None and asked.digest is not None:
        documents.persist(text, asked.digest)
    operation = document.operation(asked.operation_name)
    documents.check_cost(operation, asked.variables)
    return Prepared(document, operation, asked)


def refusal(resources: Resources, reason: Exception) -> Answer:
    """The answer that refuses a request because of an exception of `prepare` or another domain error."""
    public_url = resources.settings.public_url
    match reason:
        case NotValid():
            errors = reason.errors
        case GraphQLError():
            errors = [reason]
        case _:
            errors = [GraphQLError(str(reason), original_error=reason)]
    return Answer({"errors": [as_error(each, public_url) for each in errors]}, is_refused=True)


async def executed(context: Context, prepared: Prepared) -> Answer:
    """Runs the operation.

    Errors are part of the answer, such as `Unavailable` for a query that takes longer than `graphql_seconds`.
    """
    settings = context.resources.settings
    try:
        if prepared.operation.kind is OperationType.MUTATION:
            # A mutation has no timeout: the caller could not know whether it has had its effect.
            result = await _run(context, prepared)
        else:
            async with asyncio.timeout(settings.graphql_seconds):
                result = await _run(context, prepared)
    except TimeoutError:
        late = refusal(context.resources, Unavailable("The answer took too long"))
        return replace(late, is_refused=False, is_late=True)
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [as_error(each, settings.public_url) for each in result.errors]
    is_refused = (
        result.data is None and bool(result.errors) and not any(e.path for e in result.errors or ())
    )
    if not is_refused:
        body["data"] = result.data
    return Answer(body, is_refused)


async def _run(context: Context, prepared: Prepared) -> ExecutionResult:
    context.plans = prepared.document.plans
    context.fields = prepared.document.fields
    result = execute(
        prepared.document.schema,
        prepared.document.node,
        context_value=context,
        variable_values=dict(prepared.asked.variables),
        operation_name=prepared.operation.name,
        executor_class=StoredFirst,
        hide_suggestions=context.resources.settings.environment == "production",
    )
    return result if isinstance(result, ExecutionResult) else await result


REFUSALS = (DomainError, GraphQLError, NotValid, Invalid)
