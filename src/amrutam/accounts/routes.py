"""HTTP routes for signing in and out, and for the caller's own account."""

from __future__ import annotations

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from amrutam.accounts import actions, csrf, queries, sessions, sign_in_codes
from amrutam.accounts.access import COOKIE, SignedIn, caller_of_cookie
from amrutam.accounts.devices import device_name, known_device
from amrutam.accounts.errors import (
    CsrfRefused,
    OriginRefused,
    PasskeyRefused,
    PasskeysUnavailable,
    RecoveryOnly,
    RefreshRefused,
    TooManyPatients,
    WrongCode,
    WrongCredentials,
)
from amrutam.accounts.models import Caller
from amrutam.accounts.schemas import (
    AccountChange,
    AccountView,
    ChallengeView,
    CodeRequest,
    CsrfView,
    NewPatient,
    PatientChange,
    PatientsView,
    PatientView,
    PublicKeys,
    RefreshRequest,
    SessionView,
    SignIn,
    SignOutRequest,
    TokenView,
)
from amrutam.accounts.signing_in import (
    account_view,
    open_tokens,
    preferred_locale,
    prove_identity,
    token_view,
)
from amrutam.accounts.signing_keys import public_keys
from amrutam.core.errors import NotFound
from amrutam.core.http.address import client_address
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import Resources, resources_of
from amrutam.notifications.sending import ChannelUnavailable

router = APIRouter(tags=["accounts"])
auth = APIRouter(prefix="/v1/auth", dependencies=[Depends(never_stored)])
me = APIRouter(prefix="/v1/me", dependencies=[Depends(never_stored), Depends(limited("account"))])

SignInBody = Annotated[SignIn, Body()]
_sign_in_limit = [Depends(limited("sign_in"))]
_own_limit = [Depends(limited("account"))]


@router.get("/.well-known/jwks.json", summary="Read the public keys that verify access tokens")
async def jwks(request: Request, response: Response) -> PublicKeys:
    """Read the public keys that verify access tokens, as a JSON Web Key Set (RFC 7517)."""
    response.headers["cache-control"] = "public, max-age=60"
    return PublicKeys.model_validate({"keys": await public_keys(resources_of(request))})


@auth.post(
    "/otp",
    summary="Send a one-time code for signing in",
    status_code=202,
    dependencies=_sign_in_limit,
    responses=raises(ChannelUnavailable),
)
async def request_code(request: Request, body: CodeRequest) -> ChallengeView:
    """Send a one-time code. The answer does not tell whether there is an account with the address.

    No code is sent to the address of a staff account, because staff cannot sign in with codes. The
    message is in Hindi if Hindi is the first language in `Accept-Language`, otherwise in English.
    An account that this code creates gets this language and `time_zone`.
    """
    challenge = await sign_in_codes.request_code(
        resources_of(request), body.channel, body.address, client_address(request),
        preferred_locale(request), body.time_zone, partial(known_device, request),
    )  # fmt: skip
    return ChallengeView(
        challenge_id=challenge.id,
        expires_at=challenge.expires_at,
        resend_at=challenge.resend_at,
    )


@auth.post(
    "/token",
    summary="Sign in and get an access token and a refresh token",
    dependencies=_sign_in_limit,
    responses=raises(
        WrongCode, WrongCredentials, PasskeyRefused, PasskeysUnavailable, RecoveryOnly
    ),
)
async def sign_in(request: Request, response: Response, body: SignInBody) -> TokenView:
    """Sign in, and get an access token and a refresh token.

    Patients send a one-time code; staff send password and second factor, or a passkey.
    """
    return await open_tokens(request, response, body)


@auth.post(
    "/refresh",
    summary="Exchange a refresh token for a new access token and refresh token",
    dependencies=_sign_in_limit,
    responses=raises(RefreshRefused),
)
async def refresh(request: Request, body: RefreshRequest) -> TokenView:
    """Exchange a refresh token for a new pair of tokens. A refresh token can be exchanged once.

    A repetition of the request, by default within ten seconds, returns the same pair, so that a lost
    response does no harm. A later repetition ends the session.
    """
    resources = resources_of(request)
    return await token_view(resources, await sessions.refresh(resources, body.refresh_token))


@auth.post(
    "/logout",
    summary="Sign out: end this session, or all sessions of the account",
    status_code=204,
    dependencies=_own_limit,
)
async def sign_out(
    request: Request, caller: SignedIn, body: SignOutRequest | None = None
) -> Response:
    """End the session of this token or cookie, or all sessions of the account.

    The tokens and cookies of ended sessions are refused within seconds.
    """
    return await _signed_out(request, caller, everywhere=body is not None and body.everywhere)


@auth.post(
    "/session",
    summary="Sign in as a browser and get a session cookie",
    dependencies=_sign_in_limit,
    responses=raises(
        WrongCode,
        WrongCredentials,
        PasskeyRefused,
        PasskeysUnavailable,
        RecoveryOnly,
        OriginRefused,
    ),
)
async def open_session(request: Request, response: Response, body: SignInBody) -> SessionView:
    """Sign in as a browser: the response sets the cookie `__Host-session`.

    If the request has an earlier session's cookie, that session ends.
    """
    resources = resources_of(request)
    csrf.check_origin(request, resources)
    account_id, verified = await prove_identity(request, response, body)
    caller, cookie = await sessions.open_cookie_session(
        resources,
        account_id,
        verified=verified,
        user_agent=device_name(request.headers.get("user-agent", "")),
    )
    before = await _caller_before(request, resources)
    if before is not None:
        await sessions.end_session(resources, before.session_id)
    _set_cookie(response, cookie, resources.settings.session_seconds)
    return SessionView(
        csrf_token=csrf.csrf_token(resources.keyring, caller.session_id),
        account=await account_view(resources, caller),
    )


@auth.delete(
    "/session",
    summary="Sign out as a browser: end the session and delete its cookie",
    status_code=204,
    dependencies=[*_own_limit, Depends(plain_query)],
    responses=raises(CsrfRefused, OriginRefused),
)
async def close_session(
    request: Request,
    caller: SignedIn,
    everywhere: Annotated[  # noqa: FBT002 - a query parameter
        bool, Query(description="True ends every session of the account, not only this one")
    ] = False,
) -> Response:
    """End the session with which the request was made, or all sessions of the account, and delete the cookie."""
    return await _signed_out(request, caller, everywhere=everywhere)


@auth.get(
    "/csrf",
    summary="Read the CSRF token that a browser sends with each change",
    dependencies=_own_limit,
)
async def csrf_token(request: Request, response: Response, caller: SignedIn) -> CsrfView:
    """Read the session's CSRF token.

    For a browser, the lifetime of the session's cookie in the browser begins again.
    """
    resources = resources_of(request)
    cookie = request.cookies.get(COOKIE)
    if cookie and "authorization" not in request.headers:
        _set_cookie(response, cookie, resources.settings.session_seconds)
    return CsrfView(csrf_token=csrf.csrf_token(resources.keyring, caller.session_id))


@me.get("", summary="Read the caller's own account")
async def own_account(request: Request, caller: SignedIn) -> AccountView:
    """Read the caller's account: role, name, addresses, language and time zone."""
    return await account_view(resources_of(request), caller)


@me.patch("", summary="Change the caller's name, language or time zone")
async def change_own_account(
    request: Request, body: AccountChange, caller: SignedIn
) -> AccountView:
    """Change the caller's name, language or time zone. Fields that are left out stay as they are."""
    resources = resources_of(request)
    await actions.change_own_account(
        resources, caller, name=body.name, locale=body.locale, time_zone=body.time_zone
    )
    return await account_view(resources, caller)


@me.get("/patients", summary="List the patients of the caller's account")
async def own_patients(request: Request, caller: SignedIn) -> PatientsView:
    """List the patients of the caller's account: its owner first, then family members, the longest registered first."""
    database = resources_of(request).database
    await queries.self_patient(database, caller.account_id)
    found = await queries.patients_of(database, caller.account_id)
    return PatientsView(items=[PatientView.model_validate(p, from_attributes=True) for p in found])


@me.post(
    "/patients",
    summary="Add a family member to the caller's account",
    status_code=201,
    responses=raises(TooManyPatients),
)
async def add_patient(request: Request, body: NewPatient, caller: SignedIn) -> PatientView:
    """Add a family member as a patient of the caller's account."""
    patient = await actions.add_patient(
        resources_of(request), caller, name=body.name, relation=body.relation,
        birth_date=body.birth_date, gender=body.gender,
    )  # fmt: skip
    return PatientView.model_validate(patient, from_attributes=True)


@me.patch(
    "/patients/{patient_id}",
    summary="Correct the details of a patient of the caller's account",
    responses=raises(NotFound),
)
async def change_patient(
    request: Request, patient_id: UUID, body: PatientChange, caller: SignedIn
) -> PatientView:
    """Correct the details of a patient of the caller's account. Fields that are left out stay as they are."""
    patient = await actions.change_patient(resources_of(request), caller, patient_id, body.given())
    return PatientView.model_validate(patient, from_attributes=True)


router.include_router(auth)
router.include_router(me)


async def _caller_before(request: Request, resources: Resources) -> Caller | None:
    cookie = request.cookies.get(COOKIE)
    return await caller_of_cookie(resources, cookie) if cookie else None


def _set_cookie(response: Response, value: str, seconds: int) -> None:
    """Sets the session's cookie in the response, for `seconds`.

    The prefix `__Host-` makes browsers require Secure, Path=/ and no Domain (RFC 6265bis).
    """
    response.set_cookie(
        COOKIE, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax"
    )


async def _signed_out(request: Request, caller: Caller, *, everywhere: bool) -> Response:
    resources = resources_of(request)
    if everywhere:
        await sessions.end_every_session(resources, caller.account_id)
    else:
        await sessions.end_session(resources, caller.session_id)
    return _without_cookie(Response(status_code=204))


def _without_cookie(response: Response) -> Response:
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response
