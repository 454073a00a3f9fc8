"""Resolvers: clinics, which are public."""

from __future__ import annotations

from typing import Annotated, Any

from ariadne import QueryType
from pydantic import BaseModel, Field

from amrutam.clinics.access import access_clinic
from amrutam.clinics.pages import cursor_after, list_clinics, shown
from amrutam.core.errors import NotFound
from amrutam.protocols.graphql.arguments import uuid_of
from amrutam.protocols.graphql.connections import connection, edges
from amrutam.protocols.graphql.context import Info
from amrutam.protocols.graphql.problems import validated

_query = QueryType()
BOUND = [_query, *edges("ClinicEdge")]


class _Page(BaseModel):
    city: Annotated[str, Field(max_length=100)] | None = None
    first: int = Field(ge=1, le=100)
    after: Annotated[str, Field(max_length=1024)] | None = None


@_query.field("clinics")
async def _clinics(_root: Any, info: Info, **arguments: Any) -> dict[str, Any]:
    context = info.context
    asked = validated(_Page, arguments)
    found, following = await list_clinics(context.resources, asked.city, asked.first, asked.after)

    def cursor_of(n: int) -> str:
        return cursor_after(context.resources, asked.city, found[n])

    nodes = [each.model_dump(mode="json") for each in found]
    return connection(nodes, following, cursor_of, asked.after)


@_query.field("clinic")
async def _clinic(_root: Any, info: Info, id: str) -> dict[str, Any] | None:
    context = info.context
    try:
        row = await access_clinic(context.resources, uuid_of(id))
    except NotFound:
        return None
    return shown(row).model_dump(mode="json")
