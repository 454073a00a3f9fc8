"""Documents that were parsed and validated a moment ago, by their text, and by hash if they were persisted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
    value_from_ast_untyped,
)
from graphql.validation import (
    ASTValidationRule,
    MaxIntrospectionDepthRule,
    NoSchemaIntrospectionCustomRule,
)

from amrutam.core.cache import LRUCache
from amrutam.core.settings import Settings
from amrutam.protocols.graphql.errors import DocumentRefused, DocumentUnknown
from amrutam.protocols.graphql.limits import Shape, check_shape, check_syntax, shape_of

_MOST_ERRORS = 10


@dataclass(frozen=True, slots=True)
class Operation:
    name: str | None
    kind: OperationType
    shape: Shape
    defaults: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    node: DocumentNode
    schema: GraphQLSchema
    size: int
    operations: tuple[Operation, ...]

    def operation(self, name: str | None) -> Operation:
        """Raises `DocumentRefused`."""
        if name is None and len(self.operations) == 1:
            return self.operations[0]
        for each in self.operations:
            if each.name == name and name is not None:
                return each
        raise DocumentRefused("Say by `operationName` which operation is meant")


class NotValid(Exception):
    """`errors`: the library's, of a document that does not fit the schema."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("not valid")
        self.errors = errors


class Documents:
    """Only valid ones are kept."""

    def __init__(self, settings: Settings, schema: GraphQLSchema) -> None:
        self._settings = settings
        self._schema = schema
        self._rules = _rules(settings)
        limit = settings.graphql_kept_characters
        self._known: LRUCache[str, Document] = LRUCache(limit, weigh=lambda each: each.size)
        self._persisted: LRUCache[str, str] = LRUCache(limit, weigh=len)

    def of(self, text: str) -> Document:
        """Raises `DocumentTooLarge`, `GraphQLError` for what cannot be parsed, and `NotValid`."""
        known = self._known.get(text)
        if known is None:
            known = self._read(text)
            self._known.put(text, known)
        return known

    def text_of(self, digest: str) -> str:
        """Raises `DocumentUnknown`."""
        text = self._persisted.get(digest)
        if text is None:
            raise DocumentUnknown("PersistedQueryNotFound")
        return text

    def persist(self, text: str, digest: str) -> None:
        """After `of` has found it valid. Raises `DocumentRefused` if the hash is another document's."""
        if sha256(text.encode()).hexdigest() != digest:
            raise DocumentRefused("The hash is not this document's")
        self._persisted.put(digest, text)

    def check_cost(self, operation: Operation, variables: Mapping[str, Any]) -> None:
        """Raises `DocumentTooLarge`."""
        check_shape(operation.shape, {**operation.defaults, **variables}, self._settings)

    def _read(self, text: str) -> Document:
        settings = self._settings
        node = parse(text, no_location=False, max_tokens=settings.graphql_tokens)
        check_syntax(node, settings)
        hide = settings.environment == "production"
        errors = validate(self._schema, node, self._rules, _MOST_ERRORS, hide)
        if errors:
            raise NotValid(errors)
        operations = tuple(
            Operation(
                each.name.value if each.name else None,
                each.operation,
                shape_of(self._schema, node, each),
                _defaults(each),
            )
            for each in node.definitions
            if isinstance(each, OperationDefinitionNode)
        )
        return Document(node, self._schema, len(text), operations)


def _rules(settings: Settings) -> list[type[ASTValidationRule]]:
    introspection = settings.graphql_introspection
    is_open = introspection == "on" or (
        introspection == "auto" and settings.environment != "production"
    )
    last = MaxIntrospectionDepthRule if is_open else NoSchemaIntrospectionCustomRule
    return [*specified_rules, last]


def _defaults(operation: OperationDefinitionNode) -> Mapping[str, Any]:
    return {
        each.variable.name.value: value_from_ast_untyped(each.default_value)
        for each in operation.variable_definitions or ()
        if each.default_value is not None
    }
