"""Request bodies of the routes about a person's own data."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class ClosingProof(BaseModel):
    """The code that POST /v1/me/codes sent for the purpose `closing`."""

    model_config = ConfigDict(extra="forbid")

    challenge_id: UUID
    code: str = Field(min_length=1, max_length=16, examples=["123456"])
