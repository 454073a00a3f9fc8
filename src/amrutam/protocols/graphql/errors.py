"""Errors of a document itself."""

from __future__ import annotations

from amrutam.core.errors import BadRequest, DomainError, Kind


class DocumentRefused(BadRequest):
    code = "document-refused"
    title = "The GraphQL document cannot be executed"
    cause = (
        "The document is not well-formed, uses names that the schema does not have, or"
        " has no operation."
    )
    fix = "Look at `message` and `locations`, and at the schema: docs/schema.graphql."


class DocumentTooLarge(BadRequest):
    """The answer's `limit` is the name of the setting that was exceeded, `most` its value."""

    code = "document-too-large"
    title = "The GraphQL document asks for too much at once"
    cause = (
        "The number of tokens, aliases, fragments and levels of a document is limited,"
        " and so is its cost: each object costs one, and a list costs as many objects as"
        " it can have. `limit` says which limit was reached."
    )
    fix = "Ask for fewer items (`first`) or fewer fields of lists, or split the document into several."


class DocumentUnknown(BadRequest):
    """No stored document has the hash that the request names.

    Clients of "automatic persisted queries" recognise the error by the text of its detail.
    """

    code = "document-unknown"
    title = "No persisted document has this hash"
    cause = (
        "A persisted document is kept for a while in the memory of the process that received it."
    )
    fix = "Send the document together with its hash once, by POST."


class OneSecret(DomainError):
    code = "one-secret-a-document"
    kind = Kind.BAD_REQUEST
    title = "A document may contain only one code or password"
    cause = (
        "A document can check or request only one code or password, so that nobody"
        " guesses many at once."
    )
    fix = "Send another document for the next code or password."
