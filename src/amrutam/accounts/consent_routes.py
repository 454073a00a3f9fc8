"""The consent notice, and one's own consents."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts import consents
from amrutam.accounts.models import Locale
from amrutam.accounts.routes import SignedIn
from amrutam.core.errors import NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.http.query import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of

router = APIRouter(prefix="/v1", tags=["accounts"])
_own = [Depends(never_stored), Depends(limited("account"))]

Version = Annotated[
    str, Path(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", examples=["2026-11"])
]


class NoticeItemView(BaseModel):
    id: str
    title: str
    text: str


class NoticeView(BaseModel):
    version: str
    locale: Locale
    items: list[NoticeItemView]


class ConsentView(BaseModel):
    version: str
    given_at: datetime
    withdrawn_at: datetime | None = Field(description="Null: it holds")


class ConsentList(BaseModel):
    items: list[ConsentView]


@router.get("/consent-notice", dependencies=[Depends(limited("ip")), Depends(plain_query)])
async def consent_notice(response: Response, locale: Locale = "en") -> NoticeView:
    """Read the notice that a patient agrees to before the first booking. A changed text is a new version."""
    response.headers["cache-control"] = "public, max-age=300"
    present = consents.notice()
    items = [
        NoticeItemView.model_validate(item, from_attributes=True) for item in present.items[locale]
    ]
    return NoticeView(version=present.version, locale=locale, items=items)


@router.get("/me/consents", dependencies=_own)
async def own_consents(request: Request, caller: SignedIn) -> ConsentList:
    """List the versions of the notice that the caller agreed to, latest first."""
    rows = await consents.consents_of(resources_of(request), caller.account_id)
    return ConsentList(items=[ConsentView.model_validate(dict(row)) for row in rows])


@router.put(
    "/me/consents/{version}", status_code=204, dependencies=_own, responses=raises(NotFound)
)
async def give_consent(request: Request, version: Version, caller: SignedIn) -> None:
    """Agree to the present version of the notice. Repeating it does no harm."""
    await consents.give_consent(resources_of(request), caller.account_id, version)


@router.delete(
    "/me/consents/{version}", status_code=204, dependencies=_own, responses=raises(NotFound)
)
async def withdraw_consent(request: Request, version: Version, caller: SignedIn) -> None:
    """Withdraw consent to a version. The record of consent and withdrawal stays. Repeating it does no harm."""
    await consents.withdraw_consent(resources_of(request), caller.account_id, version)
