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
    requests that asked for the same. `clinic_id`: where it is in person.
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
    clinic_id: UUID | None = None

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


Periods = tuple[tuple[int, int, int | None], ...]
"""Holds as (starts_at, busy_until, ends_at) in Unix seconds, in order."""


@dataclass(frozen=True, slots=True)
class DoctorHolds:
    """A doctor's live holds.

    `epoch` and `version` count the changes so far; the epoch is empty before the first.
    """

    epoch: str
    version: int
    periods: Periods


@dataclass(frozen=True, slots=True)
class Watched:
    """The count of a doctor's changes, and the seconds until the next hold ends, if there is one."""

    epoch: str
    version: int
    ends_in: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a doctor's times, as it is published.

    `period` is (start, busy until) in Unix seconds, None for all times; `ends_in` the seconds that
    a new hold lasts.
    """

    epoch: str
    version: int
    period: tuple[int, int] | None
    ends_in: float | None

    @classmethod
    def read(cls, published: bytes) -> Change:
        """What `changed` of holds.lua writes: "epoch n ends_ms start:busy_until", and of holds ":end"."""
        epoch, version, ends_ms, period = published.decode().split(" ")
        starts, until = period.split(":")[:2] if period else ("0", "0")
        return cls(
            epoch, int(version), (int(starts), int(until)) if period else None,
            int(ends_ms) / 1000 or None,
        )  # fmt: skip
