"""The published schema, from which clients generate code, and the check that a change of it breaks no client."""

from __future__ import annotations

from graphql import (
    BreakingChangeType,
    GraphQLSchema,
    find_breaking_changes,
    print_schema,
)

from amrutam.protocols.graphql.complete import executable_schema


class Removed(Exception):
    """A change of the schema would break clients, such as the removal of a field that was not deprecated.

    `changes` describes each such change in words.
    """

    def __init__(self, changes: list[str]) -> None:
        super().__init__("; ".join(changes))
        self.changes = changes


def published() -> str:
    """The schema's SDL, the content of `docs/schema.graphql`; it depends on the code alone."""
    return print_schema(executable_schema()) + "\n"


def check_nothing_removed(before: GraphQLSchema, after: GraphQLSchema) -> None:
    """Raises `Removed` if a change other than the removal of a deprecated field would break clients."""
    warned = {
        f"{kind.name}.{name}"
        for kind in before.type_map.values()
        for name, field in getattr(kind, "fields", {}).items()
        if field.deprecation_reason is not None
    }
    changes = [
        each.description
        for each in find_breaking_changes(before, after)
        if not (
            each.type is BreakingChangeType.FIELD_REMOVED
            and any(f"{field} " in f"{each.description} " for field in warned)
        )
    ]
    if changes:
        raise Removed(changes)
