"""Reads the caller of a request, and checks recent proofs of identity and access to patients by their ids."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from starlette.requests import Request

from amrutam.accounts import csrf, queries, session_queries
from amrutam.accounts.access_tokens import AccessTokens
from amrutam.accounts.errors import StepUpRequired
from amrutam.accounts.models import Caller, Patient, Role
from amrutam.accounts.revocations import Revocations
from amrutam.accounts.sessions import CookieSessions
from amrutam.core.errors import DomainError, NotAllowed, NotFound, SignInRequired
from amrutam.core.http.openapi import signs_in
from amrutam.core.resources import Resources, resources_of

COOKIE = "__Host-session"
PASSIVE = "amrutam-passive"
"""The name of the header by which a page marks a call that no person caused, such as polling.

The value is `1`. Such a call does not extend the session of a cookie.
"""
_CALLER = "amrutam.caller"


@signs_in("required")
class _Access:
    """A FastAPI dependency that returns the signed-in caller.

    Raises `SignInRequired` without a caller, `NotAllowed` for a caller with none of the `roles`
    (no roles: every caller passes), and what `caller_of` raises.
    """

    def __init__(self, *roles: Role) -> None:
        self.roles = roles

    async def __call__(self, request: Request) -> Caller:
        caller = await caller_of(request)
        if caller is None:
            raise SignInRequired
        if self.roles and caller.role not in self.roles:
            raise NotAllowed
        return caller


signed_in = _Access()
"""A FastAPI dependency that returns the signed-in caller.

Raises `SignInRequired` without a caller, and what `caller_of` raises.
"""


def role(*roles: Role) -> _Access:
    """Returns a FastAPI dependency that returns the signed-in caller, who must have one of these roles.

    Without a role, every signed-in caller passes. The dependency raises `NotAllowed` for a caller
    with another role, and what `signed_in` raises.
    """
    return _Access(*roles)


@signs_in("optional")
async def maybe_signed_in(request: Request) -> Caller | None:
    """A FastAPI dependency that returns the caller; None without credentials, and for a cookie without a live session.

    An invalid bearer token is refused, so that the client renews the token. Raises what `caller_of`
    raises.
    """
    return await caller_of(request)


# Types for the parameter of a route that gets the caller. A request of a caller with another role is refused; only with
# `MaybeSignedIn` the caller can also be None.
SignedIn = Annotated[Caller, Depends(signed_in)]
MaybeSignedIn = Annotated[Caller | None, Depends(maybe_signed_in)]
Admin = Annotated[Caller, Depends(role("admin"))]
DoctorOrAdmin = Annotated[Caller, Depends(role("doctor", "admin"))]
Staff = Annotated[Caller, Depends(role("doctor", "admin", "desk"))]


async def account_of(request: Request) -> UUID | None:
    """Returns the id of the account for which the rate limits count the request.

    The result is None for a request without a caller, and for a request that `caller_of` refuses. A
    route that reads the caller then gets the same error.
    """
    try:
        caller = await caller_of(request)
    except DomainError:
        return None
    return caller.account_id if caller else None


async def caller_of(request: Request) -> Caller | None:
    """Returns the caller that the Authorization header names or, without this header, the caller of the cookie.

    Returns None without credentials, and for a cookie without a live session. The result is
    computed once per request. A request with a cookie is a use of the session, which extends it,
    unless the header `AMRUTAM-Passive` is `1`. Raises `SignInRequired` for a header without a valid
    bearer token and for a token whose session was ended, `Unavailable` if PostgreSQL is needed and
    is unreachable, and what `csrf.check_unsafe` raises for an unsafe method with a live session's
    cookie.
    """
    if _CALLER not in request.scope:
        request.scope[_CALLER] = await _caller_of(request)
    caller: Caller | None = request.scope[_CALLER]
    return caller


async def _caller_of(request: Request) -> Caller | None:
    """Does what `caller_of` does, but always computes the result anew."""
    resources = resources_of(request)
    header = request.headers.get("authorization")
    if header is not None:
        return await _of_bearer(resources, header)
    cookie = request.cookies.get(COOKIE) if "cookie" in request.headers else None
    if not cookie:
        return None
    active = request.headers.get(PASSIVE) != "1"
    caller = await caller_of_cookie(resources, cookie, active=active)
    if caller is not None and request.method not in csrf.SAFE_METHODS:
        csrf.check_unsafe(request, resources, caller.session_id)
    return caller


async def caller_of_token(resources: Resources, token: str) -> Caller:
    """Returns the caller of an access token; also for protocols without HTTP headers.

    Raises `SignInRequired` for an invalid token and for a token whose session was ended; a session
    that only expires leaves its token valid. Raises `Unavailable` if PostgreSQL is needed (to read
    signing keys or ended sessions) and is unreachable.
    """
    caller = await resources.part(AccessTokens).caller_of(token)
    if await resources.part(Revocations).ended(caller.session_id):
        raise SignInRequired
    return caller


async def caller_of_cookie(
    resources: Resources, cookie: str, *, active: bool = True
) -> Caller | None:
    """Returns the caller of a session cookie's value.

    None for an unknown value, a session that has ended, and an account that is disabled or not
    allowed to sign in in this environment. `active`: a person caused the call, so the call extends
    the session; False for a call that no person caused, such as polling. Raises `Unavailable` if
    PostgreSQL is needed and is unreachable.
    """
    caller = await resources.part(CookieSessions).caller_of(cookie, active=active)
    if caller is None or await resources.part(Revocations).ended(caller.session_id):
        return None
    return caller


async def _of_bearer(resources: Resources, header: str) -> Caller:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        raise SignInRequired
    return await caller_of_token(resources, token.strip())


async def check_recently_proved(resources: Resources, caller: Caller) -> None:
    """Raises `StepUpRequired` unless the session's owner has proved their identity in the last `step_up_seconds`.

    Use this check for calls that somebody with a stolen session must not make.
    """
    within = resources.settings.step_up_seconds
    if not await session_queries.proved_within(resources.database, caller.session_id, within):
        raise StepUpRequired


async def recently_proved(request: Request, caller: SignedIn) -> Caller:
    """A FastAPI dependency that returns a signed-in caller who has proved their identity in the last `step_up_seconds`.

    Raises `StepUpRequired` for a caller whose proof is older, and what `signed_in` raises.
    """
    await check_recently_proved(resources_of(request), caller)
    return caller


RecentlyProved = Annotated[Caller, Depends(recently_proved)]


async def access_patient(resources: Resources, caller: Caller, patient_id: UUID | None) -> Patient:
    """Returns the caller's patient with this id, or for None the caller's own patient record.

    The own record is created on first use. Raises `NotFound` if the account has no such patient, or
    has removed the patient.
    """
    if patient_id is None:
        return await queries.self_patient(resources.database, caller.account_id)
    found = await queries.patient_of(resources.database, caller.account_id, patient_id)
    if found is None:
        raise NotFound
    return found
