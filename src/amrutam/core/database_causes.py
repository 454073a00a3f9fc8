"""Describes to an operator why PostgreSQL cannot be used; the texts never contain a password or an address.

PostgreSQL's errors: https://www.postgresql.org/docs/18/errcodes-appendix.html
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence

import asyncpg

from amrutam.core.database_primary import OldTimeline
from amrutam.core.database_url import DatabaseUrl

_OLDEST_VERSION = 18

UNFIT = (
    asyncpg.InsufficientPrivilegeError,
    asyncpg.UndefinedTableError,
    asyncpg.UndefinedColumnError,
    asyncpg.UndefinedFunctionError,
    asyncpg.UndefinedObjectError,
    asyncpg.InvalidSchemaNameError,
    asyncpg.DuplicatePreparedStatementError,
    asyncpg.InvalidSQLStatementNameError,
)
"""asyncpg's errors for a database that is not migrated, a role without its rights, or sessions that
a pooler shares between clients."""

_SHARED_SESSIONS = (asyncpg.DuplicatePreparedStatementError, asyncpg.InvalidSQLStatementNameError)


class CannotConnect(ConnectionError):
    """A connection could not be opened; the message is the cause.

    `is_refusal`: the failure does not pass by itself; an operator must change something.
    """

    def __init__(self, cause: str, *, is_refusal: bool) -> None:
        super().__init__(cause)
        self.is_refusal = is_refusal


# Failures that usually do not pass by themselves. Each row has the class of the error, a part of its message ("" for
# any message), and the cause. The first match counts. A server's error whose message is not in English matches only
# rows without a part of the message.
_REFUSALS: Sequence[tuple[type[BaseException], str, str]] = (
    (asyncpg.InvalidPasswordError, "", "the password is refused for role {role}"),
    (asyncpg.InvalidAuthorizationSpecificationError, "no encryption",
     "pg_hba.conf does not let role {role} into database {database} without TLS"),
    (asyncpg.InvalidAuthorizationSpecificationError, "pg_hba.conf",
     "pg_hba.conf does not let role {role} into database {database} from this machine"),
    (asyncpg.InvalidAuthorizationSpecificationError, "does not exist",
     "the role {role} does not exist"),
    (asyncpg.InvalidAuthorizationSpecificationError, "not permitted",
     "the role {role} may not sign in (ALTER ROLE ... LOGIN)"),
    (asyncpg.InvalidAuthorizationSpecificationError, "", "role {role} is refused"),
    (asyncpg.InvalidCatalogNameError, "", "the database {database} does not exist"),
    (asyncpg.InsufficientPrivilegeError, "",
     "role {role} may not connect to database {database} (GRANT CONNECT)"),
    (asyncpg.ObjectNotInPrerequisiteStateError, "",
     "the database {database} takes no connections (ALLOW_CONNECTIONS)"),
    (asyncpg.TooManyConnectionsError, "for role",
     "role {role} has as many connections as it may have (CONNECTION LIMIT)"),
    (asyncpg.TooManyConnectionsError, "for database",
     "database {database} has as many connections as it may have (CONNECTION LIMIT)"),
    (asyncpg.TooManyConnectionsError, "",
     "the server has as many connections as it may have (max_connections)"),
    (asyncpg.ClientConfigurationError, "", "the URL does not fit this machine"),
    (ssl.SSLCertVerificationError, "", "the server's certificate is not trusted"),
    (ssl.SSLError, "", "TLS with the server fails"),
    (ConnectionError, "rejected SSL upgrade", "the server has no TLS, which the URL asks for"),
    (PermissionError, ".postgresql",
     "HOME is a folder that this user may not enter, and the client's certificates are looked for there"),
    (PermissionError, "", "this user may not open the server's socket"),
    (asyncpg.ProtocolViolationError, "startup parameter",
     "the pooler refuses a parameter of the URL"),
    (asyncpg.ProtocolViolationError, "", "role {role} is refused by the pooler"),
)  # fmt: skip

_PASSING: Sequence[tuple[type[BaseException], str, str]] = (
    (asyncpg.CannotConnectNowError, "starting", "is starting up"),
    (asyncpg.CannotConnectNowError, "shutting", "is shutting down"),
    (asyncpg.CannotConnectNowError, "", "takes no connections at the moment"),
    (asyncpg.TargetServerAttributeNotMatched, "",
     "no host of the URL is {attributes} (target_session_attrs)"),
    (OldTimeline, "", "is no primary any more: another has been promoted (its timeline is older)"),
    (TimeoutError, "", "does not answer in time"),
    (ConnectionRefusedError, "", "does not answer (connection refused)"),
)  # fmt: skip


def why_not_connected(error: BaseException, url: DatabaseUrl) -> CannotConnect:
    """The cause of a failed connection, as an exception to raise. `url` gives the names of the role and database."""
    for table in (_REFUSALS, _PASSING):
        for kind, part, cause in table:
            if isinstance(error, kind) and part in str(error):
                said = cause.format(
                    role=url.user, database=url.database, attributes=url.target_session_attrs
                )
                return CannotConnect(said, is_refusal=table is _REFUSALS)
    return CannotConnect(f"does not answer ({type(error).__name__})", is_refusal=False)


def check_version(major: int) -> None:
    """Raises `CannotConnect` if `major`, the server's major version, is lower than 18."""
    if major < _OLDEST_VERSION:
        said = f"is version {major}, and must be {_OLDEST_VERSION} or newer"
        raise CannotConnect(said, is_refusal=True)


def why_unfit(error: BaseException) -> str:
    """The cause of an error in `UNFIT`, in words for an operator."""
    if isinstance(error, asyncpg.InsufficientPrivilegeError):
        return f"the role lacks rights ({error}): run `amrutam migrate`, which grants them"
    if isinstance(error, _SHARED_SESSIONS):
        return "a pooler shares sessions by transactions: set pool_mode = session"
    return (
        f"the schema is missing, or is another version's ({type(error).__name__}):"
        " run `amrutam migrate`"
    )


def why_away(error: BaseException | None) -> str:
    """Words for an operator that describe `error`, the `__cause__` of an `Unavailable`.

    An error that is neither `CannotConnect` nor in `UNFIT`, and None, give "does not answer".
    """
    if isinstance(error, CannotConnect):
        return str(error)
    if isinstance(error, UNFIT):
        return why_unfit(error)
    return "does not answer"
