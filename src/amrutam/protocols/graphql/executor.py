"""Executes selections on values that are already loaded, without graphql-core's work for each field.

graphql-core takes about six microseconds a field, mostly for things that loaded values do not need:
a path, the resolver's info object, a check for awaitables. A selection whose fields have no
resolver of their own, or one marked with `stored`, is compiled to a plan, which is applied to each
value. A value that does not fit (such as an absent field, or null where the schema forbids it) is left to
graphql-core, which calls the resolver or reports the error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

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
"""The nodes of one field, as graphql-core groups them."""
Plans: TypeAlias = "dict[tuple[int, ...], Complete | None]"
"""Plans by the ids (`id()`) of a type and of one field's nodes.

The value is None for a selection that only graphql-core can execute. The type and the nodes live as
long as the document that keeps the plans.
"""

_STORED = "__amrutam_stored__"


key_of = lru_cache(maxsize=None)(convert_camel_case_to_snake)
"""Returns the key that a field has in loaded values: its name in snake case."""


class _Unfit(Exception):
    """The value must be left to graphql-core."""


def stored(resolver: F) -> F:
    """Marks a resolver that need not be called if the loaded value contains the field.

    It is still called if the field's selection has no plan, so it must then return the loaded value.
    """
    setattr(resolver, _STORED, True)
    return resolver


class StoredFirst(Executor[Any]):
    """An executor that applies compiled plans where a value is loaded, and otherwise does what graphql-core does."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._plans: Plans = self.context_value.plans

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        field_details_list: Details,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """The value as graphql-core's executor returns it: by the compiled plan if there is one and the value fits."""
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
        """Returns the value of one field: from the loaded value if possible, otherwise by its resolver."""
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
        key = (id(kind), *(id(detail.node) for detail in selection))
        if key not in self._plans:
            self._plans[key] = self._compiled(kind, selection)
        return self._plans[key]

    def _compiled(self, kind: GraphQLOutputType, selection: Details) -> Complete | None:
        if isinstance(kind, GraphQLNonNull):
            inner = self._compiled(kind.of_type, selection)
            return inner and _required(inner)
        if isinstance(kind, GraphQLList):
            inner = self._compiled(kind.of_type, selection)
            return inner and _listed(inner)
        if is_leaf_type(kind):  # the values of graphql-core's own enums differ from their names
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


def _given(value: Any) -> Any:
    if value is None:
        raise _Unfit
    return value


def _required(inner: Complete) -> Complete:
    def complete(value: Any) -> Any:
        return inner(_given(value))

    return _given if inner is _as_it_is else complete


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
        shown: dict[str, Any] = {}
        try:
            for shown_as, name, part in fields:
                found = value[name] if name else None
                # Most fields are plain values: a call for each would cost more than all the rest.
                shown[shown_as] = found if part is _as_it_is else part(found)
        except KeyError:
            raise _Unfit from None
        return shown

    return complete
