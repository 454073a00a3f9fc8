"""Limits of one document: checked on its syntax first and, once it is valid, with the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    Undefined,
    get_named_type,
    is_leaf_type,
    parse,
    value_from_ast_untyped,
)

from amrutam.core.settings import Settings
from amrutam.protocols.graphql.errors import DocumentRefused, DocumentTooLarge

Variables = Mapping[str, Any]
Cost = Callable[[Variables], int]

_ENDLESS = 10**9


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of one operation: its depth, and its cost as a function of the variables.

    `cost` returns the number of objects in the answer, if each list has the length that the directive
    `listSize` of its field states. `public_seconds`: how long any cache may keep the answer; 0 or None if no
    cache may keep it.
    """

    depth: int
    cost: Cost
    public_seconds: int | None


def parsed(text: str, settings: Settings) -> DocumentNode:
    """Parses a document.

    Raises `DocumentTooLarge` for more than `graphql_tokens` tokens, `GraphQLSyntaxError` for any other error of the
    syntax, and `RecursionError` for deep nesting.
    """
    most = settings.graphql_tokens
    try:
        return parse(text, no_location=False, max_tokens=most)
    except GraphQLSyntaxError as error:
        # graphql-core has no other sign of this limit than its message.
        if not error.message.endswith(f"more than {most} tokens. Parsing aborted."):
            raise
    raise _too_large("graphql_tokens", most)


def check_syntax(document: DocumentNode, settings: Settings) -> None:
    """Checks the limits of aliases (with repeated fields) and of fragments, which need only the document's syntax.

    Raises `DocumentTooLarge` if one is exceeded, and `DocumentRefused` for a string with the character NUL.
    These limits are checked before validation, whose rules compare all fields of one name with each other.
    """
    fragments = aliases = 0
    for node in _nodes(document):
        if isinstance(node, FragmentDefinitionNode | InlineFragmentNode | FragmentSpreadNode):
            fragments += 1
        elif isinstance(node, SelectionSetNode):
            aliases += _other_names(node)
        elif isinstance(node, StringValueNode) and "\0" in node.value:
            raise DocumentRefused("A text contains the character NUL")
    _bound("graphql_fragments", fragments, settings.graphql_fragments)
    _bound("graphql_aliases", aliases, settings.graphql_aliases)


def check_shape(shape: Shape, variables: Variables, settings: Settings) -> None:
    """Raises `DocumentTooLarge` if the shape exceeds `graphql_depth` or, with these variables, `graphql_cost`."""
    _bound("graphql_depth", shape.depth, settings.graphql_depth)
    _bound("graphql_cost", shape.cost(variables), settings.graphql_cost)


def selected_fields(document: DocumentNode) -> frozenset[str]:
    """The names of all fields that any part of the document selects."""
    return frozenset(node.name.value for node in _nodes(document) if isinstance(node, FieldNode))


def shape_of(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> Shape:
    """The shape of one operation of a valid document. Raises `RecursionError` for deep nesting."""
    root = schema.get_root_type(operation.operation)
    assert root is not None  # noqa: S101 - the document is valid
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    return _Shapes(schema, fragments).of(root, operation.selection_set, {}, is_root=True)


def _bound(setting: str, found: int, most: int) -> None:
    if found > most:
        raise _too_large(setting, most)


def _too_large(setting: str, most: int) -> DocumentTooLarge:
    return DocumentTooLarge(f"More than {most}: {setting}", limit=setting, most=most)


def _nodes(document: DocumentNode) -> Iterator[Node]:
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        yield node
        for key in node.keys:
            part = getattr(node, key, None)
            if isinstance(part, Node):
                waiting.append(part)
            elif isinstance(part, list | tuple):
                waiting += [each for each in part if isinstance(each, Node)]


def _other_names(selections: SelectionSetNode) -> int:
    """The number of aliases, and of fields that are selected again under the same name, in one selection set."""
    names = Counter(
        (each.alias or each.name).value
        for each in selections.selections
        if isinstance(each, FieldNode)
    )
    aliases = sum(
        isinstance(each, FieldNode) and each.alias is not None for each in selections.selections
    )
    return aliases + sum(count - 1 for count in names.values())


class _Shapes:
    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._known: dict[tuple[int, str], Shape] = {}

    def of(
        self,
        parent: GraphQLNamedType,
        selections: SelectionSetNode,
        sizes: Mapping[str, Cost],
        *,
        is_root: bool = False,
    ) -> Shape:
        """The shape of the selections of an object.

        `sizes`: by field name, the lengths of the lists that the directive of the parent field gives
        (`sizedFields`).
        """
        parts = [
            part
            for each in selections.selections
            if (part := self._part(parent, each, sizes, is_root=is_root)) is not None
        ]
        costs = [part.cost for part in parts]
        seconds = [part.public_seconds for part in parts]
        return Shape(
            depth=max((part.depth for part in parts), default=0),
            cost=lambda variables: min(sum(cost(variables) for cost in costs), _ENDLESS),
            public_seconds=None if None in seconds else min(cast(list[int], seconds), default=None),
        )

    def _part(
        self, parent: GraphQLNamedType, node: Node, sizes: Mapping[str, Cost], *, is_root: bool
    ) -> Shape | None:
        match node:
            case FieldNode():
                return self._field(parent, node, sizes, is_root=is_root)
            case InlineFragmentNode():
                kind = self._named(node) or parent
                return self.of(kind, node.selection_set, sizes, is_root=is_root)
            case FragmentSpreadNode():
                fragment = self._fragments[node.name.value]
                known = (id(sizes), fragment.name.value) if not sizes else None
                found = self._known.get(known) if known else None
                if found is None:
                    kind = self._named(fragment) or parent
                    found = self.of(kind, fragment.selection_set, sizes, is_root=is_root)
                    if known:
                        self._known[known] = found
                return found
        return None

    def _named(self, node: InlineFragmentNode | FragmentDefinitionNode) -> GraphQLNamedType | None:
        condition = node.type_condition
        return self._schema.get_type(condition.name.value) if condition else None

    def _field(
        self, parent: GraphQLNamedType, node: FieldNode, sizes: Mapping[str, Cost], *, is_root: bool
    ) -> Shape | None:
        name = node.name.value
        field: GraphQLField | None = getattr(parent, "fields", {}).get(name)
        if name.startswith("__"):  # introspection is bounded by graphql-core's own rule
            return Shape(1, _one, 60)
        if field is None:
            return None
        kind = get_named_type(field.type)
        seconds: int | None = field.extensions.get("public", None if is_root else _ENDLESS)
        if is_leaf_type(kind) or node.selection_set is None:
            return Shape(1, _nothing, seconds)
        size, below = _sizes(field, node)
        size = sizes.get(name, size)
        inner = self.of(kind, node.selection_set, below)
        kept = (
            None
            if seconds is None or inner.public_seconds is None
            else min(seconds, inner.public_seconds)
        )
        return Shape(
            depth=1 + inner.depth,
            cost=lambda variables: min(size(variables) * (1 + inner.cost(variables)), _ENDLESS),
            public_seconds=kept,
        )


def _one(_variables: Variables) -> int:
    return 1


def _nothing(_variables: Variables) -> int:
    return 0


def _sizes(field: GraphQLField, node: FieldNode) -> tuple[Cost, Mapping[str, Cost]]:
    """Returns (size of the field's own list, sizes of lists in its type by field name), by the directive `listSize`.

    The second part has an entry for each field that `sizedFields` names; the field itself then counts once.
    """
    said = field.extensions.get("list_size")
    if said is None:
        return _one, {}
    argument = said.get("slicingArgument")
    size = _sliced(field, node, argument) if argument else _constant(said["assumedSize"])
    lists = said.get("sizedFields")
    return (_one, dict.fromkeys(lists, size)) if lists else (size, {})


def _constant(size: int) -> Cost:
    return lambda _variables: size


def _sliced(field: GraphQLField, node: FieldNode, argument: str) -> Cost:
    given = next((each.value for each in node.arguments or () if each.name.value == argument), None)
    definition = field.args[argument].ast_node
    default = definition and definition.default_value

    def size(variables: Variables) -> int:
        value = value_from_ast_untyped(given, {**variables}) if given else Undefined
        if value is Undefined and default:  # also by a variable that has no value
            value = value_from_ast_untyped(default)
        if isinstance(value, list):
            return len(value)
        # GraphQL accepts 100.0 as an integer.
        return int(min(max(value, 0), _ENDLESS)) if isinstance(value, int | float) else 1

    return size
