"""HTTP routes of a person's rights over their data: export, removal of a family member, closing the account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from amrutam.accounts.access import COOKIE, RecentlyProved, SignedIn
from amrutam.accounts.errors import (
    OwnPatient,
    PatientHasVisits,
    StaffAccount,
    StepUpRequired,
    WrongCode,
)
from amrutam.core.errors import NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.privacy import account_closing
from amrutam.privacy.export import own_data
from amrutam.privacy.schemas import ClosingProof

router = APIRouter(
    prefix="/v1/me",
    tags=["accounts"],
    dependencies=[Depends(never_stored), Depends(limited("account"))],
)

_DOCUMENT: dict[str, Any] = {"content": {"application/json": {"schema": {"type": "object"}}}}


@router.get(
    "/export",
    summary="Download the data of the caller's account in one file",
    response_class=Response,
    responses={200: _DOCUMENT, **raises(StepUpRequired)},
    dependencies=[Depends(limited("export"))],
)
async def export(request: Request, caller: RecentlyProved) -> StreamingResponse:
    """Download the caller's data in one file. The file has the account and its changes, patients, consents, sessions, queue numbers, payments, and appointments with their history. The history has the reasons that the caller wrote."""
    headers = {
        "cache-control": "no-store",
        "content-disposition": 'attachment; filename="amrutam-my-data.json"',
    }
    pieces = await own_data(resources_of(request), caller)
    return StreamingResponse(pieces, 200, headers, "application/json")


@router.delete(
    "/patients/{patient_id}",
    summary="Remove a family member from the caller's account",
    status_code=204,
    responses=raises(NotFound, OwnPatient, PatientHasVisits),
)
async def remove_patient(request: Request, patient_id: UUID, caller: SignedIn) -> None:
    """Remove a family member. Past visits stay without the name. A booked visit must be cancelled first."""
    await account_closing.remove_patient(resources_of(request), caller, patient_id)


@router.post(
    "/close",
    summary="Close the caller's account for good",
    status_code=204,
    responses=raises(StaffAccount, WrongCode),
)
async def close(request: Request, body: ClosingProof, caller: SignedIn) -> Response:
    """Close the account for good.

    Booked visits are cancelled, names and addresses are erased, and every session ends.
    """
    await account_closing.close_account(resources_of(request), caller, body.challenge_id, body.code)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response
