"""Who is calling, for endpoints, and the only way from a patient's id to a patient."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Depends
from starlette.requests import Request

from amrutam.accounts import csrf, queries, session_queries
from amrutam.accounts.errors import StepUpRequired
from amrutam.accounts.models import Caller, Patient, Role
from amrutam.accounts.revocations import Revocations
from amrutam.accounts.sessions import CookieSessions
from amrutam.accounts.tokens import AccessTokens
from amrutam.core.errors import DomainError, NotAllowed, NotFound, SignInRequired
from amrutam.core.http.openapi import signs_in
from amrutam.core.resources import Resources, resources_of

COOKIE = "__Host-session"
PASSIVE = "amrutam-passive"
"""`AMRUTAM-Passive: 1`: a page made the call by itself, so that it does not keep a session of staff alive."""
_CALLER = "amrutam.caller"


@signs_in("required")
class _Access:
    """A FastAPI dependency."""

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
"""`caller: Annotated[Caller, Depends(signed_in)]`; raises `SignInRequired`."""


def role(*roles: Role) -> _Access:
    """Only these roles; `NotAllowed` (403) for the others."""
    return _Access(*roles)


@signs_in("optional")
async def maybe_signed_in(request: Request) -> Caller | None:
    """None without credentials. A bad bearer token is refused all the same, so that it gets renewed."""
    return await caller_of(request)


async def account_of(request: Request) -> UUID | None:
    """Whose call the rate limits count; a bad token counts as nobody's, and is refused later."""
    try:
        caller = await caller_of(request)
    except DomainError:
        return None
    return caller.account_id if caller else None


async def caller_of(request: Request) -> Caller | None:
    """The bearer token's caller, else the cookie's; worked out once a request."""
    if _CALLER not in request.scope:
        request.scope[_CALLER] = await _caller_of(request)
    caller: Caller | None = request.scope[_CALLER]
    return caller


async def _caller_of(request: Request) -> Caller | None:
    """A cookie's caller must show its CSRF token on unsafe methods."""
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
    """Raises `SignInRequired`; also for doors without HTTP headers."""
    caller = await resources.part(AccessTokens).caller_of(token)
    if await resources.part(Revocations).ended(caller.session_id):
        raise SignInRequired
    return caller


async def caller_of_cookie(
    resources: Resources, cookie: str, *, active: bool = True
) -> Caller | None:
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
    """For what a stolen session must not do. Raises `StepUpRequired`."""
    within = resources.settings.step_up_seconds
    if not await session_queries.proved_within(resources.database, caller.session_id, within):
        raise StepUpRequired


async def recently_proved(
    request: Request, caller: Annotated[Caller, Depends(signed_in)]
) -> Caller:
    """A FastAPI dependency: signed in, and proved lately. Raises `SignInRequired`, `StepUpRequired`."""
    await check_recently_proved(resources_of(request), caller)
    return caller


async def zone_of(resources: Resources, account_id: UUID) -> ZoneInfo:
    """The account's own zone: what "today" means for it."""
    return ZoneInfo(await queries.time_zone_of(resources.database, account_id))


async def access_patient(resources: Resources, caller: Caller, patient_id: UUID | None) -> Patient:
    """The caller's own patient; None is the caller, made on first use. Raises `NotFound`."""
    if patient_id is None:
        return await queries.self_patient(resources.database, caller.account_id)
    found = await queries.patient_of(resources.database, caller.account_id, patient_id)
    if found is None:
        raise NotFound
    return found
