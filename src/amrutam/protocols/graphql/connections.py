"""Makes Relay connections from the pages of REST: forward only, with the same cursors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ariadne import ObjectType

from amrutam.protocols.graphql.context import Info

CursorOf = Callable[[], str]


def connection(
    nodes: Sequence[dict[str, Any]],
    end_cursor: str | None,
    cursor_of: Callable[[int], str],
    after: str | None,
    **more: Any,
) -> dict[str, Any]:
    """Returns a Relay connection as a dictionary: `edges`, `nodes` and `page_info`.

    `end_cursor` is None on the last page, `after` (the query's cursor) on the first. `cursor_of(n)`
    returns the cursor of `nodes[n]`; it is called only for cursors that the query selects. `more`: further
    fields.
    """
    last = len(nodes) - 1
    end = cursor_of if end_cursor is None else lambda _last: end_cursor
    return {
        "edges": [{"node": node, "_cursor": (cursor_of, n)} for n, node in enumerate(nodes)],
        "nodes": [*nodes],
        "page_info": {
            "has_next_page": end_cursor is not None,
            "has_previous_page": after is not None,
            "_start": (cursor_of, 0) if nodes else None,
            "_end": (end, last) if nodes else None,
        },
        **more,
    }


def edges(*kinds: str) -> list[ObjectType]:
    """Returns the edge types with the names `kinds`, such as `DoctorEdge`, each with a resolver for its cursor."""
    bound = [ObjectType(kind) for kind in kinds]
    for each in bound:
        each.set_field("cursor", _cursor)
    return bound


def page_info() -> ObjectType:
    """The type `PageInfo` with resolvers for its cursors."""
    bound = ObjectType("PageInfo")
    bound.set_field("startCursor", _cursor_at("_start"))
    bound.set_field("endCursor", _cursor_at("_end"))
    return bound


def _cursor(edge: dict[str, Any], _info: Info) -> str:
    cursor_of, n = edge["_cursor"]
    sealed: str = cursor_of(n)
    return sealed


def _cursor_at(name: str) -> Callable[..., str | None]:
    def resolve(info_of_page: dict[str, Any], _info: Info) -> str | None:
        found = info_of_page[name]
        return found[0](found[1]) if found else None

    return resolve
