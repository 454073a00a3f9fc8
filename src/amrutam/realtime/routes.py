"""The route that issues a ticket, with which a signed-in page signs its socket in (`gateway.py`)."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from amrutam.accounts.access import SignedIn
from amrutam.core.errors import Unavailable
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.realtime import tickets
from amrutam.realtime.schemas import TicketView

router = APIRouter(prefix="/v1/realtime", tags=["real time"])


@router.post(
    "/ticket",
    summary="Issue a ticket that signs a WebSocket in",
    status_code=201,
    responses=raises(Unavailable),
    dependencies=[Depends(limited("account"))],
)
async def issue_ticket(request: Request, response: Response, caller: SignedIn) -> TicketView:
    """Issue a ticket that signs one socket in, at `WS /v1/realtime` or `WS /graphql`.

    The ticket is valid, by default for thirty seconds, until it is used.
    """
    response.headers["cache-control"] = "no-store"
    ticket, expires_at = await tickets.issue(resources_of(request), caller)
    return TicketView(ticket=ticket, expires_at=expires_at)
