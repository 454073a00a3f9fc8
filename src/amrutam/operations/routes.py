"""HTTP route of the platform's live figures, for administrators."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts.access import Admin
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.operations.tiles import present_tiles

router = APIRouter(
    prefix="/v1/operations", tags=["operations"], dependencies=[Depends(limited("account"))]
)

_WITH_REDIS = "Null while Redis is unreachable"


class DeliveryView(BaseModel):
    """Numbers of one-time codes in the last hour.

    `failed`: the mail server refused the message, or the code expired before it could be sent.
    """

    sent: int
    failed: int


class TilesView(BaseModel):
    """Figures over all processes and machines, at most a few seconds old."""

    bookings_last_minute: int
    bookings_last_hour: int
    holds_live: int | None = Field(description=f"Number of holds that exist now. {_WITH_REDIS}")
    collisions_last_hour: int | None = Field(
        description=f"Attempts in the last hour to hold or book a slot that was already taken. {_WITH_REDIS}"
    )
    queue_depth: int = Field(description="Number of jobs that are due")
    queue_age_seconds: float = Field(
        description="Seconds since the oldest of these jobs became due; 0 if no job is due"
    )
    errors_last_hour: int | None = Field(
        description=f"Responses with status 500 or above in the last hour. {_WITH_REDIS}"
    )
    sockets: int | None = Field(
        description="Number of open WebSockets; null if no realtime process runs, and while Redis is unreachable"
    )
    code_delivery: DeliveryView | None = Field(
        description=f"Delivery of one-time codes in the last hour. {_WITH_REDIS}"
    )
    at: datetime


@router.get("/tiles", summary="Read the platform's live figures")
async def tiles(request: Request, response: Response, _admin: Admin) -> TilesView:
    """Read the platform's live figures, such as bookings, holds, due jobs and errors."""
    response.headers["cache-control"] = "no-store"
    shown = asdict(await present_tiles(resources_of(request)))
    return TilesView.model_validate(shown.pop("counted") | shown)
