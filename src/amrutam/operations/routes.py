"""Operators' own addresses."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts.access import role
from amrutam.accounts.models import Caller
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.operations.tiles import present_tiles

router = APIRouter(
    prefix="/v1/operations", tags=["operations"], dependencies=[Depends(limited("account"))]
)
Admin = Annotated[Caller, Depends(role("admin"))]

_WITH_REDIS = "Null while Redis is away"


class DeliveryView(BaseModel):
    """One-time codes of the last hour; failed: refused by the mail server, or too late."""

    sent: int
    failed: int


class TilesView(BaseModel):
    """Over all processes and machines, at most a few seconds old."""

    bookings_last_minute: int
    bookings_last_hour: int
    holds_live: int | None = Field(description=_WITH_REDIS)
    collisions_last_hour: int | None = Field(
        description=f"Attempts at a time that was taken already. {_WITH_REDIS}"
    )
    queue_depth: int = Field(description="Jobs that are due")
    queue_age_seconds: float = Field(description="How long the oldest of them has waited")
    errors_last_hour: int | None = Field(description=f"Answers of 500 and above. {_WITH_REDIS}")
    sockets: int | None = Field(description="Open WebSockets; null without a gateway")
    code_delivery: DeliveryView | None = Field(description=_WITH_REDIS)
    at: datetime


@router.get("/tiles")
async def tiles(request: Request, response: Response, _admin: Admin) -> TilesView:
    """Read the platform's live figures: bookings, holds, queue, errors."""
    response.headers["cache-control"] = "no-store"
    shown = asdict(await present_tiles(resources_of(request)))
    return TilesView.model_validate(shown.pop("counted") | shown)
