"""`amrutam openapi` and `graphql`: print the OpenAPI document and the GraphQL schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from amrutam.commands.shared import leave, usable

commands = typer.Typer()


@commands.command()
def openapi() -> None:
    """Print the OpenAPI document of the REST API, a copy of which is web/openapi.json."""
    from amrutam.roles.document import openapi_text

    print(openapi_text(), end="")


@commands.command()
def graphql(
    before: Annotated[
        Path | None,
        typer.Argument(
            help="File with the earlier schema, with which the schema is compared",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Print the GraphQL schema, a copy of which is docs/schema.graphql.

    With an earlier schema, exits with 1 if a change other than the removal of a deprecated field
    would break clients.
    """
    from graphql import GraphQLSyntaxError, build_schema

    from amrutam.protocols.graphql.complete import executable_schema
    from amrutam.protocols.graphql.published import Removed, check_nothing_removed, published

    if before is not None:
        try:
            with usable(before):
                earlier = build_schema(before.read_text())
            check_nothing_removed(earlier, executable_schema())
        except (GraphQLSyntaxError, TypeError, UnicodeDecodeError) as reason:
            leave(f"{before} is not a GraphQL schema: {reason}", 2)
        except Removed as removed:
            leave(f"{removed}: deprecate it first", 1)
    print(published(), end="")
