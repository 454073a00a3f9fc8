"""Builds the schema from the SDL in `sdl/`, binds resolvers, and records directives for `limits.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ariadne import ScalarType, SchemaBindable, load_schema_from_path, make_executable_schema
from graphql import (
    ConstDirectiveNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    value_from_ast_untyped,
)

_SDL = Path(__file__).with_name("sdl")


def make_schema(bound: Sequence[SchemaBindable]) -> GraphQLSchema:
    """Builds the schema with these resolvers.

    Each role passes only the resolvers it serves, so that it loads no other code.
    """
    schema = make_executable_schema(
        load_schema_from_path(str(_SDL)),
        *bound,
        _as_text("DateTime"),
        _as_text("Date"),
        convert_names_case=True,
    )
    for field in _fields(schema):
        for directive in (field.ast_node and field.ast_node.directives) or ():
            _note(field, directive)
    return schema


def _as_text(name: str) -> ScalarType:
    """Returns a scalar type whose values resolvers get as text, because the models of REST validate them."""

    def parsed(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("must be a text")  # noqa: TRY004 - graphql-core reports a ValueError as an invalid value
        return value

    return ScalarType(name, value_parser=parsed)


def _fields(schema: GraphQLSchema) -> Iterator[GraphQLField]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            yield from kind.fields.values()


def _note(field: GraphQLField, directive: ConstDirectiveNode) -> None:
    """Records a field's directives for `limits.py`, which looks up each field of every new document."""
    said = {
        each.name.value: value_from_ast_untyped(each.value) for each in directive.arguments or ()
    }
    if directive.name.value == "listSize":
        field.extensions["list_size"] = said
    elif directive.name.value == "public":
        field.extensions["public"] = said["seconds"]
