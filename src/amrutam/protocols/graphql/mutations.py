"""The wrapper of all mutations. Each mutation counts as one call of the rate limits, and reads everything anew.

A domain error becomes a member of the result's union, if the union lists it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from ariadne import MutationType
from graphql import GraphQLUnionType

from amrutam.core.errors import DomainError
from amrutam.core.ratelimit import Policy
from amrutam.core.replicas.request_needs import NEEDS
from amrutam.protocols.graphql.context import Info
from amrutam.protocols.graphql.problems import as_member, type_name

Act = Callable[..., Awaitable[dict[str, Any]]]


def mutation(
    bound: MutationType, name: str, success: str, policy: Policy = "account"
) -> Callable[[Act], Act]:
    """A decorator that binds the mutation `name` to `act(context, **arguments)`.

    `act` returns an object of the type `success` or raises a domain error. An error that the mutation's
    union does not list goes into `errors` of the response. `policy`: the rate limits that count the call.
    """

    def bind(act: Act) -> Act:
        async def resolve(_root: Any, info: Info, **arguments: Any) -> dict[str, Any]:
            context = info.context
            if (needs := NEEDS.get()) is not None:
                needs.write()
            context.forget()
            await context.count(policy)
            try:
                answer = await act(context, **arguments)
            except DomainError as fact:
                if not _has_member(info, fact):
                    raise
                return as_member(fact, context.resources.settings.public_url)
            return {"__typename": success, **answer}

        bound.set_field(name, resolve)
        return act

    return bind


def _has_member(info: Info, fact: DomainError) -> bool:
    kind = info.return_type
    return isinstance(kind, GraphQLUnionType) and any(
        each.name == type_name(fact) for each in kind.types
    )
