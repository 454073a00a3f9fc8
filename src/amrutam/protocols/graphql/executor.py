"""Executes selections of values that are in hand already without the library's steps for each field.

graphql-core takes some six microseconds a field, most of them for what stored values never need: a path,
a resolver's information, a look for awaitables. A selection whose fields have no resolver of their own, or
one marked with `stored`, is compiled once a request and applied to each value. Whatever does not fit
(a value that is absent, or null where it must not be) is left to the library, which says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from ariadne import convert_camel_case_to_snake, is_default_resolver
from graphql import (
    Executor,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    is_leaf_type,
)
from graphql.pyutils import Path

F = TypeVar("F", bound=Callable[..., Any])
Complete = Callable[[Any], Any]
Details = list[Any]
"""The nodes of one field, as the library groups them."""

_STORED = "__amrutam_stored__"


key_of = lru_cache(maxsize=None)(convert_camel_case_to_snake)
"""The name of a field in stored values. The schema's names alone are asked for."""


class _Unfit(Exception):
    """Left to the library."""


def stored(resolver: F) -> F:
    """Marks a resolver that is needed only where its value is not in hand."""
    setattr(resolver, _STORED, True)
    return resolver


class StoredFirst(Executor[Any]):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._plans: dict[tuple[int, int], tuple[Details, Complete | None]] = {}

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        field_details_list: Details,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        plan = self._plan(return_type, field_details_list)
        if plan is not None:
            try:
                return plan(result)
            except _Unfit:
                pass
        return super().complete_value(
            return_type, field_details_list, info, path, result, position_context
        )

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_details_list: Details,
        path: Path,
        position_context: Any,
    ) -> Any:
        """For a stored field beside others that have to be resolved."""
        name = field_details_list[0].node.name.value
        field = parent_type.fields.get(name)
        if type(source) is dict and field is not None and _is_stored(field.resolve):
            plan = self._plan(field.type, field_details_list)
            if plan is not None:
                try:
                    return plan(source[key_of(name)])
                except (_Unfit, KeyError):
                    pass
        return super().execute_field(
            parent_type, source, field_details_list, path, position_context
        )

    def _plan(self, kind: GraphQLOutputType, selection: Details) -> Complete | None:
        """Kept with the selection, so that its id is not another's meanwhile."""
        key = (id(kind), id(selection))
        if key not in self._plans:
            self._plans[key] = (selection, self._compiled(kind, selection))
        return self._plans[key][1]

    def _compiled(self, kind: GraphQLOutputType, selection: Details) -> Complete | None:
        if isinstance(kind, GraphQLNonNull):
            inner = self._compiled(kind.of_type, selection)
            return inner and _required(inner)
        if isinstance(kind, GraphQLList):
            inner = self._compiled(kind.of_type, selection)
            return inner and _listed(inner)
        if is_leaf_type(kind):  # the values of the library's own enums are not their names
            return None if kind.name.startswith("__") else _as_it_is
        if isinstance(kind, GraphQLObjectType):
            return self._object(kind, selection)
        return None

    def _object(self, kind: GraphQLObjectType, selection: Details) -> Complete | None:
        fields: list[tuple[str, str, Complete]] = []
        for shown_as, group in self.collect_subfields(kind, selection)[0].items():
            name = group[0].node.name.value
            if name == "__typename":
                fields.append((shown_as, "", lambda _: kind.name))
                continue
            field = kind.fields.get(name)
            if field is None or not _is_stored(field.resolve):
                return None
            complete = self._plan(field.type, group)
            if complete is None:
                return None
            fields.append((shown_as, key_of(name), complete))
        return _projected(fields)


def _is_stored(resolver: Any) -> bool:
    return is_default_resolver(resolver) or hasattr(resolver, _STORED)


def _as_it_is(value: Any) -> Any:
    return value


def _required(inner: Complete) -> Complete:
    def complete(value: Any) -> Any:
        if value is None:
            raise _Unfit
        return inner(value)

    return complete


def _listed(inner: Complete) -> Complete:
    def complete(values: Any) -> Any:
        if values is None:
            return None
        if type(values) is not list:
            raise _Unfit
        return [inner(value) for value in values]

    return complete


def _projected(fields: Sequence[tuple[str, str, Complete]]) -> Complete:
    def complete(value: Any) -> Any:
        if value is None:
            return None
        if type(value) is not dict:
            raise _Unfit
        try:
            return {
                shown_as: part(value[name] if name else None) for shown_as, name, part in fields
            }
        except KeyError:
            raise _Unfit from None

    return complete
