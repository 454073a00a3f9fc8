"""What a hold is: a sealed promise of a time, and what of it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

TICK_SECONDS = 300
"""A hold takes one key for each five minutes that its claim would cover."""


class HoldToken(msgspec.Struct, frozen=True, array_like=True):
    """The unchanging part of a hold: all that the appointment will say.

    Times are Unix seconds; `busy_until` is `ends_at` and the buffer after it. `wish` is equal for
    requests that asked for the same.
    """

    account_id: UUID
    patient_id: UUID
    patient_name: str
    doctor_id: UUID
    starts_at: int
    ends_at: int
    busy_until: int
    type_id: UUID
    type_name: str
    mode: str
    fee_amount: int
    fee_currency: str
    time_zone: str
    schedule_version: int
    requires_code: bool
    protected: bool
    reschedules: UUID | None
    issued_at: float
    nonce: str
    wish: str

    @property
    def starts(self) -> datetime:
        return datetime.fromtimestamp(self.starts_at, UTC)

    @property
    def ends(self) -> datetime:
        return datetime.fromtimestamp(self.ends_at, UTC)

    @property
    def busy(self) -> datetime:
        return datetime.fromtimestamp(self.busy_until, UTC)

    def unprotected_end(self, seconds: float) -> datetime:
        """When the promise ends if no lock server ever knew of it."""
        return datetime.fromtimestamp(self.issued_at, UTC) + timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class HoldState:
    """The changing part, as the lock server has it."""

    expires_at: datetime
    extensions: int
    verified: bool


@dataclass(frozen=True, slots=True)
class DoctorHolds:
    """A doctor's live holds as (starts_at, busy_until), and the count of changes so far."""

    epoch: str
    version: int
    periods: list[tuple[datetime, datetime]]
