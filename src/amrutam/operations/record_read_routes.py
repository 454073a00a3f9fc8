"""HTTP route of the ledger of record reads, for administrators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from amrutam.accounts.access import Admin
from amrutam.core.errors import NotAllowed
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.operations.record_reads import reads_page

router = APIRouter(
    prefix="/v1/operations",
    tags=["operations"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)


class RecordRead(BaseModel):
    """One request in which an administrator or a front desk read patients' records. `records` is their number."""

    id: int
    at: datetime
    what: str
    account_id: UUID
    email: str | None
    role: str | None
    records: int
    references: list[str] = Field(
        description="Booking references of at most five of the appointments that were read"
    )
    patients: list[str] = Field(
        description="Names of the patients of at most five of the records, in alphabetical order; patients without a name are left out"
    )


class RecordReads(BaseModel):
    items: list[RecordRead]
    next_cursor: str | None


@router.get(
    "/record-reads",
    summary="List which patients' records administrators and front desks have read",
    dependencies=[Depends(plain_query)],
    responses=raises(NotAllowed),
)
async def record_reads(
    request: Request,
    _admin: Admin,
    account_id: Annotated[
        UUID | None,
        Query(description="Only reads by the account with this id"),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> RecordReads:
    """List which patients' records administrators and the front desk have read, newest first."""
    items, following = await reads_page(resources_of(request), account_id, limit, cursor)
    return RecordReads.model_validate({"items": items, "next_cursor": following})
