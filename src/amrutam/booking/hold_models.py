"""The types that making a hold uses: the request, and the hold in its forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from uuid import UUID

import msgspec

from amrutam.booking.models import Money
from amrutam.clinics.patients import KnownPatient
from amrutam.core.settings import Settings
from amrutam.holds.models import HoldState, HoldToken
from amrutam.schedules.models import Mode

_packed = msgspec.msgpack.Encoder(uuid_format="bytes").encode


@dataclass(frozen=True, slots=True)
class HoldIntent:
    """The time that a caller wants to hold.

    `type_id` None is the doctor's default type, `mode` None the slot's first mode, and `patient_id`
    None the account's own patient record. `reschedules`: the id of the appointment to move; its
    patient, its mode and, with the same doctor, its type are then the defaults. `reschedules` is None
    for a new booking. `override` requests a time at `clinic_id` that the doctor does not offer, which
    desks and administrators can do; otherwise `clinic_id` is not used. `known`: the patient for whom
    a desk or an administrator makes the hold, once `with_known_patient` has found the patient; None
    for the account's own patients.
    """

    doctor_id: UUID
    starts_at: datetime
    type_id: UUID | None = None
    mode: Mode | None = None
    patient_id: UUID | None = None
    reschedules: UUID | None = None
    override: bool = False
    clinic_id: UUID | None = None
    known: KnownPatient | None = None

    def digest(self, type_id: UUID, mode: Mode) -> str:
        """Returns a digest of the intent (24 hexadecimal digits), which is equal for requests with the same content.

        `type_id` and `mode` are those of the hold, so that a request that names the default is equal to
        one that leaves it out.
        """
        parts = (self.doctor_id, self.starts_at.timestamp(), type_id, mode, self.patient_id,
                 self.reschedules, *filter(None, [self.override and self.clinic_id]))  # fmt: skip
        return blake2b(_packed(parts), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class UncheckedHold:
    """A hold whose time was not yet compared with the claims in PostgreSQL. Redis reserves the slot, unless Redis was unreachable."""

    token: HoldToken
    state: HoldState


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold: its id (the encrypted token), the token, and the hold's present state."""

    id: str
    token: HoldToken
    state: HoldState


class HoldShown(msgspec.Struct, frozen=True):
    """The parts of a hold that its holder may see. `HoldView` in schemas.py describes the fields."""

    id: str
    doctor_id: UUID
    patient_id: UUID
    starts_at: datetime
    ends_at: datetime
    consultation_type_id: UUID
    mode: str
    clinic_id: UUID | None
    fee: Money
    reschedules: UUID | None
    expires_at: datetime
    extendable_from: datetime | None
    extensions_left: int
    protected: bool
    requires_code: bool

    @classmethod
    def of(cls, hold: Hold, settings: Settings) -> HoldShown:
        """Makes the view of a hold for its holder, with the limits on extensions that `settings` gives."""
        token, state = hold.token, hold.state
        left = max(0, settings.hold_extensions - state.extensions) if token.protected else 0
        window = timedelta(seconds=settings.hold_extension_window_seconds)
        return cls(
            id=hold.id,
            doctor_id=token.doctor_id,
            patient_id=token.patient_id,
            starts_at=token.starts,
            ends_at=token.ends,
            consultation_type_id=token.type_id,
            mode=token.mode,
            clinic_id=token.clinic_id,
            fee=Money(token.fee_amount, token.fee_currency),
            reschedules=token.reschedules,
            expires_at=state.expires_at,
            extendable_from=state.expires_at - window if left else None,
            extensions_left=left,
            protected=token.protected,
            requires_code=token.requires_code and not state.verified,
        )
