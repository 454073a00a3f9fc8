"""The ticket's answer, for the OpenAPI document."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class TicketView(BaseModel):
    ticket: str = Field(description="Opaque; works once, as a socket's first message")
    expires_at: datetime
