"""What can be wrong with a document itself."""

from __future__ import annotations

from amrutam.core.errors import BadRequest, DomainError, Kind


class DocumentRefused(BadRequest):
    code = "document-refused"
    title = "The GraphQL document cannot be executed"
    cause = "It is not well-formed, asks for what the schema does not have, or lacks an operation."
    fix = "Look at `message` and `locations`, and at the schema: docs/schema.graphql."


class DocumentTooLarge(BadRequest):
    """The answer's `limit` is the setting's name, `most` its number."""

    code = "document-too-large"
    title = "The GraphQL document asks for too much at once"
    cause = (
        "A document has a bounded number of tokens, aliases, fragments and levels, and a bounded cost: one for each"
        " object, and a list counts as often as its limit says. `limit` says which bound was reached."
    )
    fix = "Ask for fewer items (`first`), fewer fields of lists, or in several documents."


class DocumentUnknown(BadRequest):
    """Its detail is what clients of "automatic persisted queries" look for."""

    code = "document-unknown"
    title = "No document with this hash is known here"
    cause = "Persisted documents are kept in memory for a while by the process that was sent them."
    fix = "Send the document itself along with its hash once, by POST."


class OneSecret(DomainError):
    code = "one-secret-a-document"
    kind = Kind.BAD_REQUEST
    title = "One code or password a document"
    cause = "Codes and passwords are checked, sent or asked for once a document, so that nobody guesses many at once."
    fix = "Send another document for the next one."
