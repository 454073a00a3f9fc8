"""HTTP routes for one-time codes of a signed-in account and for a change of its address."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request

from amrutam.accounts import account_codes
from amrutam.accounts.access import SignedIn
from amrutam.accounts.errors import AddressTaken, StepUpRequired, WrongCode
from amrutam.accounts.schemas import (
    AccountView,
    ChallengeView,
    EmailProof,
    NewEmail,
    OwnCodeRequest,
)
from amrutam.accounts.sign_in_codes import Challenge
from amrutam.accounts.signing_in import account_view
from amrutam.core.http.address import client_address
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.notifications.sending import ChannelUnavailable

router = APIRouter(
    prefix="/v1/me",
    tags=["accounts"],
    dependencies=[Depends(never_stored), Depends(limited("account"))],
)


@router.post(
    "/codes",
    summary="Send a one-time code to the caller's own address",
    status_code=202,
    responses=raises(ChannelUnavailable),
)
async def send_own_code(request: Request, body: OwnCodeRequest, caller: SignedIn) -> ChallengeView:
    """Send a one-time code to the account's own address.

    The code proves who the caller is, for POST /v1/auth/step-up or for POST /v1/me/close.
    """
    return _view(
        await account_codes.send_own_code(
            resources_of(request), caller, body.purpose, client_address(request)
        )
    )


@router.post(
    "/email",
    summary="Begin to change the account's e-mail address: send the codes",
    status_code=202,
    responses=raises(ChannelUnavailable, StepUpRequired),
)
async def begin_email_change(request: Request, body: NewEmail, caller: SignedIn) -> ChallengeView:
    """Send a code to a new e-mail address, and another code to the present address.

    Staff get no code at the present address; they must have proved their identity recently instead.
    The answer does not tell whether another account has the new address.
    """
    return _view(
        await account_codes.begin_email_change(
            resources_of(request), caller, body.email, client_address(request)
        )
    )


@router.put(
    "/email",
    summary="Finish the change of the account's e-mail address",
    responses=raises(WrongCode, AddressTaken, StepUpRequired),
)
async def finish_email_change(request: Request, body: EmailProof, caller: SignedIn) -> AccountView:
    """Change the account's e-mail address.

    The body contains the code that was sent to the new address and, for patients, the code that was
    sent to the present address. The account's other sessions end, and a message is sent to the old
    address.
    """
    resources = resources_of(request)
    await account_codes.finish_email_change(
        resources, caller, body.challenge_id, body.new_code, body.present_code
    )
    return await account_view(resources, caller)


def _view(challenge: Challenge) -> ChallengeView:
    return ChallengeView(
        challenge_id=challenge.id,
        expires_at=challenge.expires_at,
        resend_at=challenge.resend_at,
    )
