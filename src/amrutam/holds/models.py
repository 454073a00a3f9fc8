"""Types of holds: the unchanging part, which the hold's id contains encrypted, and the state in Redis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

TICK_SECONDS = 300
"""The length of a tick in seconds: five minutes. A hold has a Redis key for each tick of its visit and pause."""


class HoldToken(msgspec.Struct, frozen=True, array_like=True):
    """The unchanging part of a hold: the data from which the appointment is made when the hold is confirmed.

    Times are Unix seconds; `busy_until` is `ends_at` plus the buffer, or `ends_at` for an override.
    `account_id`: the account that made the hold. `fee_amount` is in minor units. `time_zone`: the
    doctor's, an IANA name. `requires_code`: the booking needs a one-time code. `reschedules`: the id
    of the appointment to move; None for a new booking. `nonce`: 16 random hexadecimal digits, which
    name the hold in Redis. `wish`: a digest of the request, equal for requests with the same content.
    `clinic_id`: the clinic of a visit in person; None for an online visit.
    `patient_account_id`: the account that manages the patient, if a desk or an administrator holds
    the time for the patient; otherwise None. `is_override`: the doctor does not offer the time.
    `protected`: Redis reserves the time; False for a hold that was made while Redis was unreachable.
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
    patient_account_id: UUID | None = None
    is_override: bool = False

    @property
    def starts(self) -> datetime:
        """The start of the visit, in UTC."""
        return datetime.fromtimestamp(self.starts_at, UTC)

    @property
    def ends(self) -> datetime:
        """The end of the visit, in UTC."""
        return datetime.fromtimestamp(self.ends_at, UTC)

    @property
    def busy(self) -> datetime:
        """The end of the pause after the visit, in UTC."""
        return datetime.fromtimestamp(self.busy_until, UTC)

    def unprotected_end(self, seconds: float) -> datetime:
        """The end (in UTC) of an unprotected hold, for which Redis has no record; `seconds`: the lifetime of a hold (`hold_seconds`)."""
        return datetime.fromtimestamp(self.issued_at, UTC) + timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class HoldState:
    """The changing part of a hold, as Redis stores it.

    `expires_at` is in UTC. `extensions`: how often the account has extended its holds of this slot.
    `verified`: the right one-time code was entered.
    """

    expires_at: datetime
    extensions: int
    verified: bool


Periods = tuple[tuple[int, int, int | None], ...]
"""Holds as (starts_at, busy_until, ends_at) in Unix seconds, in ascending order. `ends_at` is None for a hold that a process of an earlier version has made."""


@dataclass(frozen=True, slots=True)
class DoctorHolds:
    """The live holds of a doctor.

    `periods`: the times of the holds. `epoch` and `version` identify the last change of the
    doctor's times; the epoch is empty until a count of changes is begun. `written`: the position
    in PostgreSQL's write-ahead log of the newest change that `version` counts; empty if it is unknown.
    """

    epoch: str
    version: int
    periods: Periods
    written: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """The doctor's version (`epoch` and `version`), and the seconds until the next hold ends (None without a hold)."""

    epoch: str
    version: int
    ends_in: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a doctor's times, as it is published.

    `period` is (start, busy until) in Unix seconds, None for all times; `ends_in` is the number of
    seconds that a new hold lasts, None for any other change.
    """

    epoch: str
    version: int
    period: tuple[int, int] | None
    ends_in: float | None

    @classmethod
    def read(cls, published: bytes) -> Change:
        """Parses what `changed` of holds.lua publishes: "epoch n ends_ms start:busy_until", and for holds also ":end"."""
        epoch, version, ends_ms, period = published.decode().split(" ")
        starts, until = period.split(":")[:2] if period else ("0", "0")
        return cls(
            epoch, int(version), (int(starts), int(until)) if period else None,
            int(ends_ms) / 1000 or None,
        )  # fmt: skip
