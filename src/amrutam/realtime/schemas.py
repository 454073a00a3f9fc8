"""The response body of POST /v1/realtime/ticket, whose ticket signs a WebSocket in."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class TicketView(BaseModel):
    ticket: str = Field(
        description="An opaque ticket. It works once, in the first message on a socket"
    )
    expires_at: datetime
