"""Who is calling, and what an account is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Role = Literal["patient", "doctor", "admin"]


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in account. `contact_verified`: it proved its e-mail or phone in this session."""

    account_id: UUID
    role: Role
    session_id: UUID
    contact_verified: bool
