"""Cache of parsed and valid documents, by text, and by hash for persisted ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
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
from amrutam.protocols.graphql.executor import Plans
from amrutam.protocols.graphql.limits import (
    Shape,
    check_shape,
    check_syntax,
    parsed,
    selected_fields,
    shape_of,
)

_MOST_ERRORS = 10


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document; `defaults` are the default values of its variables by name."""

    name: str | None
    kind: OperationType
    shape: Shape
    defaults: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document that fits the schema.

    `size`: the length of its text in characters. `fields`: the names of all fields that it selects.
    `has_directives`: whether its text contains `@`.
    """

    node: DocumentNode
    schema: GraphQLSchema
    size: int
    operations: tuple[Operation, ...]
    fields: frozenset[str]
    has_directives: bool
    _plans: Plans = field(default_factory=dict)

    @property
    def plans(self) -> Plans:
        """The compiled plans of the document.

        All requests share them. A document with `@` gets new plans for each request, because directives can
        make the selected fields depend on variables.
        """
        return {} if self.has_directives else self._plans

    def operation(self, name: str | None) -> Operation:
        """The operation with this name; for None the document's only operation.

        Raises `DocumentRefused` if there is no such operation, and for None if there are several.
        """
        if name is None and len(self.operations) == 1:
            return self.operations[0]
        for each in self.operations:
            if each.name == name and name is not None:
                return each
        if name is not None:
            raise DocumentRefused("The document has no operation with the name in `operationName`")
        raise DocumentRefused("The document has several operations: name one with `operationName`")


class NotValid(Exception):
    """The document does not fit the schema. `errors` are graphql-core's, the first ten of them."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("not valid")
        self.errors = errors


class Documents:
    """The cache of parsed documents, and the texts of persisted documents by their hash.

    Only valid documents are stored. `graphql_kept_characters` limits the size of each of the two stores.
    """

    def __init__(self, settings: Settings, schema: GraphQLSchema) -> None:
        self._settings = settings
        self._schema = schema
        self._rules = _rules(settings)
        limit = settings.graphql_kept_characters
        self._known: LRUCache[str, Document] = LRUCache(limit, weigh=lambda each: each.size)
        self._persisted: LRUCache[str, str] = LRUCache(limit, weigh=len)

    def of(self, text: str) -> Document:
        """Parses and validates a document, or returns it from the cache.

        Raises `DocumentTooLarge` for too many tokens, aliases or fragments, `DocumentRefused` for a text with
        NUL, `GraphQLError` for a syntax error, `RecursionError` for deep nesting, and `NotValid` for a document
        that does not fit the schema.
        """
        known = self._known.get(text)
        if known is None:
            known = self._read(text)
            self._known.put(text, known)
        return known

    def text_of(self, digest: str) -> str:
        """The text of a persisted document; `digest`: its SHA-256 in lower-case hexadecimal.

        Raises `DocumentUnknown` if this process has not received the document with its hash, or has removed it
        from its store, whose size is limited.
        """
        text = self._persisted.get(digest)
        if text is None:
            raise DocumentUnknown("PersistedQueryNotFound")
        return text

    def persist(self, text: str, digest: str) -> None:
        """Stores the document by its SHA-256 in hexadecimal. Call it after `of` has found the document valid.

        Raises `DocumentRefused` if the digest is that of another text.
        """
        if sha256(text.encode()).hexdigest() != digest:
            raise DocumentRefused("The hash does not belong to this document")
        self._persisted.put(digest, text)

    def check_cost(self, operation: Operation, variables: Mapping[str, Any]) -> None:
        """Raises `DocumentTooLarge` for an operation that is too deep, or too costly with these variables.

        The limits are the settings `graphql_depth` and `graphql_cost`.
        """
        check_shape(operation.shape, {**operation.defaults, **variables}, self._settings)

    def _read(self, text: str) -> Document:
        settings = self._settings
        node = parsed(text, settings)
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
        fields = selected_fields(node)
        return Document(node, self._schema, len(text), operations, fields, "@" in text)


def introspects(settings: Settings) -> bool:
    """Whether the settings allow introspection: queries for the schema itself."""
    introspection = settings.graphql_introspection
    return introspection == "on" or (
        introspection == "auto" and settings.environment != "production"
    )


def _rules(settings: Settings) -> list[type[ASTValidationRule]]:
    last = MaxIntrospectionDepthRule if introspects(settings) else NoSchemaIntrospectionCustomRule
    return [*specified_rules, last]


def _defaults(operation: OperationDefinitionNode) -> Mapping[str, Any]:
    return {
        each.variable.name.value: value_from_ast_untyped(each.default_value)
        for each in operation.variable_definitions or ()
        if each.default_value is not None
    }
