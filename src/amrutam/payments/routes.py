"""HTTP routes of payments at a clinic, for its desk and administrators."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response

from amrutam.accounts.access import SignedIn
from amrutam.booking.errors import KeyMissing, KeyReused, RequestInProgress
from amrutam.booking.idempotency import checked_key
from amrutam.booking.routes import NeededKey
from amrutam.core.errors import NotFound
from amrutam.core.http.json_answer import NO_STORE, JsonAnswer, never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.desk.routes import Date
from amrutam.payments import actions
from amrutam.payments.errors import AlreadyTakenBack
from amrutam.payments.schemas import NewPayment, Payment, Payments, TakeBack
from amrutam.schedules.validation import check_day

router = APIRouter(
    prefix="/v1/clinics/{clinic_id}",
    tags=["front desk"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)
Year = Annotated[int, Path(ge=2000, le=2199, description="The year of the receipt number")]
Number = Annotated[int, Path(ge=1, le=2_147_483_647, description="The receipt number")]
_KEYED = (KeyMissing, KeyReused, RequestInProgress)


@router.get(
    "/payments",
    dependencies=[Depends(plain_query)],
    summary="List the payments at a clinic on one day, with a total for each method",
    responses=raises(NotFound),
)
async def payments(
    request: Request, clinic_id: UUID, caller: SignedIn, day: Date = None
) -> Payments:
    check_day(day, "/query/date")
    return await actions.read_day(resources_of(request), caller, clinic_id, day)


@router.post(
    "/payments",
    status_code=201,
    response_model=Payment,
    summary="Record a payment that was made at a clinic",
    responses=raises(NotFound, *_KEYED),
)
async def record(
    request: Request, clinic_id: UUID, caller: SignedIn, new: NewPayment, key: NeededKey = None
) -> Response:
    """Receipt numbers begin at 1 for each clinic and year, and have no gaps. A repeated request with the same Idempotency-Key records the payment once."""
    answer = await actions.record_payment(
        resources_of(request), caller, checked_key(key), clinic_id, new
    )
    return JsonAnswer(answer, 201, [NO_STORE])


@router.get(
    "/receipts/{year}/{number}", summary="Read the payment of a receipt", responses=raises(NotFound)
)
async def receipt(
    request: Request, clinic_id: UUID, year: Year, number: Number, caller: SignedIn
) -> Payment:
    """Read one payment by its receipt number."""
    return await actions.read_payment(resources_of(request), caller, (clinic_id, year, number))


@router.post(
    "/receipts/{year}/{number}/take-back",
    status_code=201,
    response_model=Payment,
    summary="Reverse a payment that was made at a clinic",
    responses=raises(NotFound, AlreadyTakenBack, *_KEYED),
)
async def take_back(
    request: Request,
    clinic_id: UUID,
    year: Year,
    number: Number,
    caller: SignedIn,
    body: TakeBack,
    key: NeededKey = None,
) -> Response:
    """The receipt stays. A counter-entry with the negative amount and a number of its own reverses the payment."""
    answer = await actions.reverse_payment(
        resources_of(request), caller, checked_key(key), (clinic_id, year, number), body.reason
    )
    return JsonAnswer(answer, 201, [NO_STORE])
