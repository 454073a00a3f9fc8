"""Domain errors: a fact, a kind, a cause and a fix. Doors translate kinds to their own codes."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar


class Kind(Enum):
    """What sort of fact an error states; `core/http/problems.py` gives each its HTTP status."""

    BAD_REQUEST = "bad-request"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    CONFLICT = "conflict"
    STALE = "stale"
    TOO_LARGE = "too-large"
    UNSUPPORTED_MEDIA = "unsupported-media"
    UNACCEPTABLE = "unacceptable"
    TOO_MANY = "too-many"
    UNAVAILABLE = "unavailable"
    DEFECT = "defect"


class DomainError(Exception):
    """A subclass states one fact. `code` is its stable name, and its page is /problems/<code>."""

    code: ClassVar[str] = ""
    kind: ClassVar[Kind]
    title: ClassVar[str]
    cause: ClassVar[str]
    fix: ClassVar[str]

    def __init__(
        self, detail: str | None = None, *, retry_after: float | None = None, **extra: object
    ) -> None:
        """`detail` defaults to the title; `retry_after` in seconds; `extra` joins the answer."""
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.retry_after = retry_after
        self.extra = extra

    @classmethod
    def named(cls, code: str) -> type[DomainError] | None:
        """The error with that code, of all that the process has loaded."""
        for kind in cls.__subclasses__():
            found = kind if kind.code == code else kind.named(code)
            if found is not None:
                return found
        return None


class Invalid(DomainError):
    """The request's content does not fit. `errors` lists `{pointer, detail}` (RFC 6901)."""

    code = "invalid-request"
    kind = Kind.UNACCEPTABLE
    title = "The request does not fit what this address takes"
    cause = "A field is missing, unknown, of the wrong type or out of its range."
    fix = "Look at `errors`: each entry's pointer names the field, its detail says what fits."

    @classmethod
    def field(cls, pointer: str, detail: str) -> Invalid:
        return cls(detail, errors=[{"pointer": pointer, "detail": detail}])


class BadRequest(DomainError):
    code = "bad-request"
    kind = Kind.BAD_REQUEST
    title = "The request cannot be read"
    cause = "The body is not well-formed JSON, or a header that is needed is missing or malformed."
    fix = "Send well-formed JSON in UTF-8 and the headers that the documentation names."


class BodyTooLarge(DomainError):
    code = "body-too-large"
    kind = Kind.TOO_LARGE
    title = "The body is too large"
    cause = "The request's body is longer than this platform takes (64 KiB unless set otherwise)."
    fix = "Send less in one request."


class UnsupportedMedia(DomainError):
    code = "unsupported-media-type"
    kind = Kind.UNSUPPORTED_MEDIA
    title = "The body must be JSON"
    cause = "The Content-Type is not application/json."
    fix = "Send `Content-Type: application/json`."


class SignInRequired(DomainError):
    code = "sign-in-required"
    kind = Kind.UNAUTHENTICATED
    title = "Sign in first"
    cause = "There is no valid access token or session with this request."
    fix = "Get a token at /v1/auth/token and send it as `Authorization: Bearer`."


class NotAllowed(DomainError):
    code = "not-allowed"
    kind = Kind.FORBIDDEN
    title = "Your account may not do this"
    cause = "The address needs another role than yours."
    fix = "Sign in with an account that has the role."


class NotFound(DomainError):
    code = "not-found"
    kind = Kind.MISSING
    title = "There is no such thing here"
    cause = "Nothing with this id exists, or it is not yours to see."
    fix = "Check the id, and the account you are signed in with."


class MethodNotAllowed(DomainError):
    code = "method-not-allowed"
    kind = Kind.BAD_REQUEST
    title = "The address does not take this method"
    cause = "The address exists, but not for this HTTP method."
    fix = "Look the address up in /docs."


class VersionMismatch(DomainError):
    code = "version-mismatch"
    kind = Kind.STALE
    title = "It has changed since you read it"
    cause = "The If-Match header names another version than the present one."
    fix = "Read it again, and repeat the change on what you find."


class TooManyRequests(DomainError):
    code = "too-many-requests"
    kind = Kind.TOO_MANY
    title = "Too many requests"
    cause = "A limit on how often this may be called was reached."
    fix = "Wait as long as `Retry-After` says."


class Unavailable(DomainError):
    """A part this call cannot do without is away.

    Nothing was changed, or the outcome is found by repeating with the same Idempotency-Key.
    """

    code = "unavailable"
    kind = Kind.UNAVAILABLE
    title = "A part of the platform is away for the moment"
    cause = "The database, the lock server or another part does not answer just now."
    fix = "Repeat the same request, with the same Idempotency-Key, after `Retry-After` seconds."

    def __init__(self, detail: str | None = None, *, retry_after: float | None = 2) -> None:
        super().__init__(detail, retry_after=retry_after)
