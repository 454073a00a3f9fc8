"""HTTP routes: staff accounts for administrators; password, factor and sessions for each member of staff."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from amrutam.accounts import (
    account_codes,
    actions,
    one_time_codes,
    passkeys,
    session_queries,
    sessions,
    staff_accounts,
    staff_queries,
    staff_secrets,
)
from amrutam.accounts.access import Admin, SignedIn, recently_proved, role
from amrutam.accounts.contacts import normalised_email, opened_address
from amrutam.accounts.devices import known_device
from amrutam.accounts.errors import (
    AccountDisabled,
    AddressTaken,
    LinkRefused,
    PasskeyRefused,
    PasskeysUnavailable,
    RecoveryOnly,
    StepUpRequired,
    TooManyWrongPasswords,
    WeakPassword,
    WrongCode,
    WrongCredentials,
)
from amrutam.accounts.models import Caller, StaffRole
from amrutam.accounts.staff_links import StaffMessage, enqueue_message
from amrutam.accounts.staff_schemas import (
    FactorProof,
    FactorView,
    ForgottenRequest,
    Invitation,
    Invited,
    OwnSession,
    OwnSessions,
    PasswordByLink,
    PasswordChange,
    PendingFactor,
    RecoveryCodes,
    StaffChange,
    StaffPage,
    StaffView,
    StepUp,
)
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.http.address import client_address
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.pagination import decode_cursor, encode_cursor
from amrutam.core.ratelimit import limited
from amrutam.core.resources import Resources, resources_of

_own = [Depends(never_stored), Depends(limited("account"))]
_signing_in = [Depends(never_stored), Depends(limited("sign_in"))]
_proving = [*_signing_in, Depends(role("doctor", "admin", "desk"))]
_proved = [*_own, Depends(role("doctor", "admin", "desk")), Depends(recently_proved)]
router = APIRouter(prefix="/v1", tags=["accounts"])

_CHANGE = raises(StepUpRequired, NotAllowed, NotFound)


@router.get(
    "/staff", summary="List the accounts of staff", dependencies=[*_own, Depends(plain_query)]
)
async def staff(
    request: Request,
    _caller: Admin,
    *,
    role: Annotated[StaffRole | None, Query(description="Only accounts with this role")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> StaffPage:
    """List the accounts of doctors, administrators and desk staff, newest first."""
    resources = resources_of(request)
    scope = f"staff:{role}" if role else "staff"
    after = decode_cursor(resources.keyring, scope, cursor, tuple[UUID])[0] if cursor else None
    rows = await staff_queries.staff(resources.database, after, limit + 1, role)
    items = [
        StaffView(
            **{name: row[name] for name in _SHOWN},
            email=opened_address(resources.keyring, row["email_sealed"]),
            disabled=row["disabled_at"] is not None,
        )
        for row in rows[:limit]
    ]
    following = None
    if len(rows) > limit:
        following = encode_cursor(resources.keyring, scope, (items[-1].id,))
    return StaffPage(items=items, next_cursor=following)


_SHOWN = ("id", "role", "doctor_id", "has_password", "has_factor", "passkeys",
          "created_at", "last_seen_at")  # fmt: skip


@router.post(
    "/staff",
    summary="Create an account for a member of staff and mail an invitation",
    status_code=201,
    dependencies=_proved,
    responses=raises(AddressTaken, StepUpRequired, NotAllowed),
)
async def invite(request: Request, body: Invitation, caller: Admin) -> Invited:
    """Create an account for a doctor, an administrator or desk staff.

    The person sets a password with a link in a mail.
    """
    made = await staff_accounts.invite(
        resources_of(request), caller.session_id, body.role, body.email
    )
    return Invited(id=made)


@router.patch(
    "/staff/{account_id}",
    summary="Change the role of a staff account, or disable or enable it",
    status_code=204,
    dependencies=_proved,
    responses=_CHANGE,
)
async def change_staff(
    request: Request, account_id: UUID, body: StaffChange, caller: Admin
) -> None:
    """Change the role of a staff account, disable or enable the account, or both at once.

    A new role and disabling end the account's sessions. Administrators cannot change themselves.
    """
    await staff_accounts.change(
        resources_of(request), caller.session_id, account_id, body.role, disabled=body.disabled
    )


@router.post(
    "/staff/{account_id}/reset",
    summary="Delete the password, passkeys and other sign-in secrets of a staff account",
    status_code=204,
    dependencies=_proved,
    responses=raises(StepUpRequired, NotAllowed, NotFound, AccountDisabled),
)
async def reset_staff(request: Request, account_id: UUID, caller: Admin) -> None:
    """Reset a staff account, and mail its owner a link to set a new password.

    The account's password, passkeys, authenticator and recovery codes are deleted, and its sessions
    end.
    """
    await staff_accounts.reset(resources_of(request), caller.session_id, account_id)


@router.get(
    "/staff/{account_id}/sessions",
    summary="List the sessions of a member of staff",
    dependencies=_own,
    responses=raises(NotAllowed, NotFound),
)
async def staff_sessions(request: Request, account_id: UUID, caller: Admin) -> OwnSessions:
    """List the live sessions of a member of staff, most recently used first, at most 100."""
    await _access_staff(resources_of(request), account_id)
    return await _live_sessions(resources_of(request), account_id, caller)


@router.delete(
    "/staff/{account_id}/sessions",
    summary="End all sessions of a member of staff",
    status_code=204,
    dependencies=_proved,
    responses=_CHANGE,
)
async def end_staff_sessions(request: Request, account_id: UUID, caller: Admin) -> None:
    """End every session of a member of staff, for example after a phone was lost.

    Tokens and cookies of these sessions are refused within seconds; the password stays.
    """
    resources = resources_of(request)
    await _access_staff(resources, account_id)
    ended = await staff_queries.end_sessions(resources.database, account_id, caller.account_id)
    actions.note_ended(resources, ended)


async def _access_staff(resources: Resources, account_id: UUID) -> None:
    if not await staff_queries.is_staff(resources.database, account_id):
        raise NotFound


@router.post(
    "/auth/password/forgotten",
    summary="Mail a link with which staff set a new password",
    status_code=202,
    dependencies=_signing_in,
)
async def forgotten(request: Request, body: ForgottenRequest) -> None:
    """Mail a link to set a new password to a member of staff.

    The answer does not tell whether there is an account with the address.
    """
    resources = resources_of(request)
    address = normalised_email(body.email)
    budget = one_time_codes.sign_in_budget(
        resources, address, client_address(request), known_device(request, address)
    )
    await one_time_codes.issue_limits(resources, budget, "sign-in")
    async with resources.database.transaction() as database:
        await enqueue_message(database, resources, StaffMessage("forgotten", address=address))


@router.post(
    "/auth/password",
    summary="Set a password with the link from a mail",
    dependencies=_signing_in,
    responses=raises(LinkRefused, WrongCredentials, WeakPassword, RecoveryOnly),
)
async def set_password(request: Request, body: PasswordByLink) -> FactorView:
    """Set a password with the link from a mail. All sessions of the account end.

    An account without a second factor gets one, which is shown only in this answer.
    """
    factor = await staff_secrets.set_password_by_link(
        resources_of(request), body.token, body.password, body.totp, client_address(request)
    )
    return FactorView(totp_uri=factor.totp_uri, recovery_codes=list(factor.recovery_codes))


@router.post(
    "/auth/step-up",
    summary="Prove the caller's identity again, as some requests require",
    status_code=204,
    dependencies=_signing_in,
    responses=raises(
        WrongCredentials,
        WrongCode,
        PasskeyRefused,
        PasskeysUnavailable,
        RecoveryOnly,
        TooManyWrongPasswords,
        NotAllowed,
    ),
)
async def step_up(request: Request, body: StepUp, caller: SignedIn) -> None:
    """Prove again who you are, for requests that require a recent proof.

    By default, the proof counts as recent for ten minutes.
    """
    resources = resources_of(request)
    if (body.code is not None) != (caller.role == "patient"):
        raise NotAllowed
    if body.code is not None and body.challenge_id is not None:
        await account_codes.step_up_with_code(resources, caller, body.challenge_id, body.code)
    elif body.passkey is not None:
        await passkeys.step_up(resources, caller, body.passkey)
    else:
        await staff_secrets.prove_again(
            resources, caller, body.password or "", body.totp, client_address(request)
        )


@router.put(
    "/me/password",
    summary="Change the caller's password",
    status_code=204,
    dependencies=_proving,
    responses=raises(WrongCredentials, WeakPassword, TooManyWrongPasswords),
)
async def change_password(request: Request, body: PasswordChange, caller: SignedIn) -> None:
    """Change the caller's password. All other sessions of the account end."""
    await staff_secrets.change_password(
        resources_of(request), caller, body.current_password, body.password,
        client_address(request),
    )  # fmt: skip


_FACTOR: dict[str, Any] = {
    "dependencies": _proved, "responses": raises(StepUpRequired, NotAllowed, WrongCredentials)
}  # fmt: skip


@router.post("/me/factor", summary="Begin to set up a new authenticator app", **_FACTOR)
async def begin_factor(request: Request, caller: SignedIn) -> PendingFactor:
    """Begin to set up a new authenticator.

    The old authenticator stays until PUT /v1/me/factor confirms a code of the new one.
    """
    uri, pending = await staff_secrets.begin_factor(resources_of(request), caller)
    return PendingFactor(totp_uri=uri, pending=pending)


@router.put(
    "/me/factor",
    summary="Finish the set-up of a new authenticator app with one of its codes",
    **_FACTOR,
)
async def finish_factor(request: Request, body: FactorProof, caller: SignedIn) -> FactorView:
    """Confirm the new authenticator with one of its codes.

    The new authenticator replaces the old one, and the response contains new recovery codes.
    """
    factor = await staff_secrets.finish_factor(
        resources_of(request), caller, body.pending, body.code
    )
    return FactorView(totp_uri=factor.totp_uri, recovery_codes=list(factor.recovery_codes))


@router.post(
    "/me/recovery-codes", summary="Replace the caller's recovery codes with new ones", **_FACTOR
)
async def recovery_codes(request: Request, caller: SignedIn) -> RecoveryCodes:
    """Make ten new recovery codes, which are shown only in this answer. Earlier codes stop working."""
    found = await staff_secrets.new_recovery_codes(resources_of(request), caller)
    return RecoveryCodes(recovery_codes=list(found))


@router.get("/me/sessions", summary="List the caller's sessions", dependencies=_own)
async def own_sessions(request: Request, caller: SignedIn) -> OwnSessions:
    """List the caller's live sessions, most recently used first, at most 100."""
    return await _live_sessions(resources_of(request), caller.account_id, caller)


async def _live_sessions(resources: Resources, account_id: UUID, caller: Caller) -> OwnSessions:
    rows = await session_queries.live_sessions(resources.database, account_id)
    return OwnSessions(
        items=[OwnSession(**dict(row), current=row["id"] == caller.session_id) for row in rows]
    )


@router.delete(
    "/me/sessions/{session_id}",
    summary="End one of the caller's sessions",
    status_code=204,
    dependencies=_own,
    responses=raises(NotFound),
)
async def end_own_session(request: Request, session_id: UUID, caller: SignedIn) -> None:
    """End one of the caller's sessions; 404 for any other, and for one that was ended before.

    The session's tokens or cookie are refused within seconds.
    """
    if not await sessions.end_own_session(resources_of(request), caller.account_id, session_id):
        raise NotFound
