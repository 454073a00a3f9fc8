"""Request bodies of the routes about a person's own data."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from amrutam.core.http.json_body import Body


class ClosingProof(Body):
    """The code that POST /v1/me/codes sent for the purpose `closing`."""

    challenge_id: UUID
    code: str = Field(min_length=1, max_length=16, examples=["123456"])
