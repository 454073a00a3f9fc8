"""HTTP routes for the passkeys of staff: register, list, rename and remove, and the options that browsers need."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Depends, Request

from amrutam.accounts import passkey_queries, passkeys
from amrutam.accounts.access import Staff, recently_proved, role
from amrutam.accounts.errors import (
    PasskeyRefused,
    PasskeysUnavailable,
    StepUpRequired,
    TooManyPasskeys,
)
from amrutam.accounts.passkey_schemas import (
    NewPasskey,
    PasskeyMade,
    PasskeyName,
    PasskeyOptions,
    PasskeysView,
    PasskeyView,
)
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of

_own = [Depends(never_stored), Depends(limited("account"))]
_signing_in = [Depends(never_stored), Depends(limited("sign_in"))]
router = APIRouter(prefix="/v1", tags=["accounts"])

_proved = [*_own, Depends(role("doctor", "admin", "desk")), Depends(recently_proved)]


@router.get(
    "/me/passkeys",
    summary="List the caller's passkeys",
    dependencies=_own,
    responses=raises(NotAllowed),
)
async def own_passkeys(request: Request, caller: Staff) -> PasskeysView:
    """List the caller's passkeys, oldest first."""
    rows = await passkey_queries.passkeys_of(resources_of(request).database, caller.account_id)
    return PasskeysView(items=[PasskeyView.model_validate(dict(row)) for row in rows])


@router.post(
    "/me/passkey/options",
    summary="Get the options with which a browser creates a passkey",
    dependencies=_proved,
    responses=raises(StepUpRequired, NotAllowed, PasskeysUnavailable),
)
async def begin_passkey(request: Request, caller: Staff) -> PasskeyOptions:
    """Read the options of `navigator.credentials.create`.

    The options can be used once, in this session, by default within five minutes.
    """
    return PasskeyOptions(
        public_key=await passkeys.begin_registration(resources_of(request), caller)
    )


@router.post(
    "/me/passkeys",
    summary="Add a passkey that a browser created to the caller's account",
    status_code=201,
    dependencies=_proved,
    responses=raises(
        StepUpRequired, NotAllowed, PasskeyRefused, PasskeysUnavailable, TooManyPasskeys
    ),
)
async def add_passkey(request: Request, body: NewPasskey, caller: Staff) -> PasskeyMade:
    """Add a passkey that the browser created and that verified its user.

    The caller can then sign in with the passkey.
    """
    made = await passkeys.register(resources_of(request), caller, body.name, body.credential)
    return PasskeyMade(id=made)


@router.patch(
    "/me/passkeys/{passkey_id}",
    summary="Rename a passkey of the caller",
    status_code=204,
    dependencies=_own,
    responses=raises(NotAllowed, NotFound),
)
async def rename_passkey(
    request: Request, passkey_id: UUID, body: PasskeyName, caller: Staff
) -> None:
    """Rename one of the caller's passkeys; 404 for any other passkey."""
    await passkeys.rename(resources_of(request), caller, passkey_id, body.name)


@router.delete(
    "/me/passkeys/{passkey_id}",
    summary="Remove a passkey of the caller",
    status_code=204,
    dependencies=_proved,
    responses=raises(StepUpRequired, NotAllowed, NotFound),
)
async def remove_passkey(request: Request, passkey_id: UUID, caller: Staff) -> None:
    """Remove one of the caller's passkeys; 404 for any other passkey.

    Sessions that were opened with the passkey stay.
    """
    await passkeys.remove(resources_of(request), caller, passkey_id)


@router.post(
    "/auth/passkey/options",
    summary="Get the options with which a browser signs in by passkey",
    dependencies=_signing_in,
    responses=raises(PasskeysUnavailable),
)
async def begin_sign_in(request: Request) -> PasskeyOptions:
    """Read the options of `navigator.credentials.get` for signing in.

    The options can be used once, by default within five minutes.
    """
    return PasskeyOptions(public_key=await passkeys.begin_sign_in(resources_of(request)))


@router.post(
    "/auth/step-up/options",
    summary="Get the options with which a browser proves the caller's identity by passkey",
    dependencies=_signing_in,
    responses=raises(NotAllowed, NotFound, PasskeysUnavailable),
)
async def begin_step_up(request: Request, caller: Staff) -> PasskeyOptions:
    """Read the options of `navigator.credentials.get` for proving who you are; 404 for an account without a passkey.

    The options can be used once, in this session, by default within five minutes.
    """
    return PasskeyOptions(public_key=await passkeys.begin_step_up(resources_of(request), caller))
