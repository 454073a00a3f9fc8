"""HTTP routes of the consent notice and of the caller's consents."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts import consents
from amrutam.accounts.access import SignedIn
from amrutam.accounts.models import Locale
from amrutam.core.errors import NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of

router = APIRouter(prefix="/v1", tags=["accounts"])
_own = [Depends(never_stored), Depends(limited("account"))]

Language = Annotated[Locale, Query(description="The language of the notice")]
VersionPath = Annotated[consents.NoticeVersion, Path(description="A version of the consent notice")]


class NoticeItemView(BaseModel):
    id: str
    title: str
    summary: str = Field(
        description="A summary of `text`; `text` is the binding wording of the notice"
    )
    text: str


class NoticeView(BaseModel):
    version: str
    locale: Locale
    items: list[NoticeItemView]


class ConsentView(BaseModel):
    version: str
    given_at: datetime
    withdrawn_at: datetime | None = Field(
        description="When the consent was withdrawn; null while it is in force"
    )


class ConsentList(BaseModel):
    items: list[ConsentView]


@router.get(
    "/consent-notice",
    summary="Read the consent notice, to which patients agree before their first booking",
    dependencies=[Depends(limited("ip")), Depends(plain_query)],
)
async def consent_notice(response: Response, locale: Language = "en") -> NoticeView:
    """Read the notice that a patient agrees to before the first booking. A changed text is a new version."""
    response.headers["cache-control"] = "public, max-age=300"
    present = consents.notice()
    items = [
        NoticeItemView.model_validate(item, from_attributes=True) for item in present.items[locale]
    ]
    return NoticeView(version=present.version, locale=locale, items=items)


@router.get(
    "/me/consents",
    summary="List the versions of the consent notice that the caller agreed to",
    dependencies=_own,
)
async def own_consents(request: Request, caller: SignedIn) -> ConsentList:
    """List the versions of the notice that the caller agreed to, the latest agreement first.

    Withdrawn consents are listed too.
    """
    rows = await consents.consents_of(resources_of(request), caller.account_id)
    return ConsentList(items=[ConsentView.model_validate(dict(row)) for row in rows])


@router.put(
    "/me/consents/{version}",
    summary="Agree to the present version of the consent notice",
    status_code=204,
    dependencies=_own,
    responses=raises(NotFound),
)
async def give_consent(request: Request, version: VersionPath, caller: SignedIn) -> None:
    """Agree to the present version of the notice; 404 for any other version. Repeating the request changes nothing."""
    await consents.give_consent(resources_of(request), caller.account_id, version)


@router.delete(
    "/me/consents/{version}",
    summary="Withdraw consent to a version of the consent notice",
    status_code=204,
    dependencies=_own,
    responses=raises(NotFound),
)
async def withdraw_consent(request: Request, version: VersionPath, caller: SignedIn) -> None:
    """Withdraw consent to a version. The record of consent and withdrawal stays.

    Repeating the request changes nothing. 404 for an old version to which the caller never agreed.
    """
    await consents.withdraw_consent(resources_of(request), caller.account_id, version)
