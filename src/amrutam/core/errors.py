"""Domain errors: each class has a code, a kind, a title, a cause and a fix.

Responses of REST and GraphQL and messages of WebSockets contain the code, and the HTTP status that belongs to the kind.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar


class Kind(Enum):
    """The category of an error; `core/http/problems.py` maps each to an HTTP status."""

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
    """Base of all domain errors; each subclass is one fact.

    `code` is the stable name of the fact, and /problems/<code> is the page that explains the fact.
    """

    code: ClassVar[str] = ""
    kind: ClassVar[Kind]
    title: ClassVar[str]
    cause: ClassVar[str]
    fix: ClassVar[str]

    def __init__(
        self, detail: str | None = None, *, retry_after: float | None = None, **extra: object
    ) -> None:
        """`detail` defaults to the title. `extra`: further members of the error's JSON object, by name.

        `retry_after`: the number of seconds after which the client can repeat the request; None says nothing.
        """
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.retry_after = retry_after
        self.extra = extra

    @classmethod
    def named(cls, code: str) -> type[DomainError] | None:
        """The error class with this code; None if no module that the process has imported defines one."""
        for kind in cls.__subclasses__():
            found = kind if kind.code == code else kind.named(code)
            if found is not None:
                return found
        return None


class Invalid(DomainError):
    """The request's content is not valid.

    The extra member `errors`, if present, is a list of `{pointer, detail}`; a pointer is a JSON pointer (RFC 6901).
    """

    code = "invalid-request"
    kind = Kind.UNACCEPTABLE
    title = "The request is not valid"
    cause = "A field is missing, unknown, of the wrong type or out of its range."
    fix = (
        "Look at `errors`: each entry's pointer names the field, and its detail says what is valid."
    )

    @classmethod
    def field(cls, pointer: str, detail: str) -> Invalid:
        """The error of one field; `pointer` is a JSON pointer (RFC 6901), `detail` a sentence."""
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
    title = "The request body is too large"
    cause = "The request's body is longer than this platform accepts (64 KiB unless set otherwise)."
    fix = "Send a smaller body."


class UnsupportedMedia(DomainError):
    code = "unsupported-media-type"
    kind = Kind.UNSUPPORTED_MEDIA
    title = "The request body has a media type that the endpoint does not take"
    cause = "The Content-Type is missing or is not the one of the endpoint: application/json, or for a photo an image's."
    fix = "Send `Content-Type: application/json`; for a photo `image/jpeg`, `image/png` or `image/webp`."


class SignInRequired(DomainError):
    code = "sign-in-required"
    kind = Kind.UNAUTHENTICATED
    title = "Sign-in is required"
    cause = "The request has no valid access token or session."
    fix = "Get a token at /v1/auth/token and send it as `Authorization: Bearer`."


class NotAllowed(DomainError):
    code = "not-allowed"
    kind = Kind.FORBIDDEN
    title = "Your account may not do this"
    cause = "The endpoint needs another role than your account has."
    fix = "Sign in with an account that has the role."


class NotFound(DomainError):
    code = "not-found"
    kind = Kind.MISSING
    title = "The resource was not found"
    cause = "Nothing with this id exists, or your account may not see it."
    fix = "Check the id, and the account you are signed in with."


class MethodNotAllowed(DomainError):
    code = "method-not-allowed"
    kind = Kind.BAD_REQUEST
    title = "The endpoint does not accept this method"
    cause = "The URL exists, but it does not accept this HTTP method."
    fix = "Look up the endpoint in /docs."


class VersionMismatch(DomainError):
    code = "version-mismatch"
    kind = Kind.STALE
    title = "The record has changed since you read it"
    cause = "The version in the If-Match header is not the present one."
    fix = "Read the record again, and apply the change to the new version."


class IfMatchRequired(DomainError):
    code = "if-match-required"
    kind = Kind.BAD_REQUEST
    title = "The If-Match header must name the version to change"
    cause = "The If-Match header is missing, or is neither an ETag of this resource nor, where any version may be changed, `*`."
    fix = 'Read the resource, and send its ETag as If-Match, for example `If-Match: "7"`.'


class TooManyRequests(DomainError):
    code = "too-many-requests"
    kind = Kind.TOO_MANY
    title = "Too many requests"
    cause = "The rate limit of this endpoint was reached."
    fix = "Wait as long as `Retry-After` says."


class Unavailable(DomainError):
    """A part of the platform that this call needs is unreachable or too busy.

    The call may have had its effect. If it has an Idempotency-Key, the client finds the outcome by repeating it.
    """

    code = "unavailable"
    kind = Kind.UNAVAILABLE
    title = "A part of the platform is unavailable at the moment"
    cause = "The database, Redis or another part does not answer at the moment."
    fix = "Repeat the same request, with the same Idempotency-Key, after `Retry-After` seconds."

    def __init__(
        self, detail: str | None = None, *, retry_after: float | None = 2, **extra: object
    ) -> None:
        super().__init__(detail, retry_after=retry_after, **extra)


class OutOfTime(Unavailable):
    """The time limit of the request (`request_seconds`) was over before its answer was ready."""

    code = "out-of-time"
    title = "The request took too long"
    cause = "The database or another part did not answer within the time limit of the request."
    fix = "Repeat the same request, with the same Idempotency-Key, after `Retry-After` seconds."


class Overloaded(Unavailable):
    """The process is overloaded; requests of low priority are refused first."""

    code = "overloaded"
    title = "The platform is overloaded"
    cause = (
        "More requests arrived than can be answered in time. Searches are refused first, then other requests,"
        " then bookings; signing in and confirming a hold are refused last."
    )
    fix = "Repeat the same request after `Retry-After` seconds. A slot that you hold stays held."
