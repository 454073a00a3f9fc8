"""Changes the reason for a visit, which the account that manages the patient may do until the visit begins."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.booking import mapping, write_queries
from amrutam.booking.errors import AlreadyStarted, NotBooked
from amrutam.booking.models import Appointment, Stored, encode
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.errors import NotAllowed, Unavailable, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.resources import Resources

_TRIES = 3


async def change_reason(
    resources: Resources, caller: Caller, appointment_id: UUID, reason: str, expected: Tags
) -> bytes:
    """Sets the patient's reason for the visit, and returns the changed appointment's JSON.

    An empty `reason` removes the present one; the same reason changes nothing, whatever the version
    and status are. The doctor's cut-off for moves does not apply. Raises `NotFound` if the caller
    may not see the appointment, `NotAllowed` unless the caller's account manages the patient,
    `NotBooked`, `AlreadyStarted` from the start on; `VersionMismatch` if the version is not in
    `expected` (None accepts every version); `Unavailable`, also if others change the appointment
    again and again.
    """
    for _ in range(_TRIES):
        stored = await access_appointment(resources, caller, appointment_id)
        if not stored.owned_by(caller):
            raise NotAllowed
        if (stored.appointment.reason or "") == reason:
            return encode(stored.appointment)
        _check(stored, expected)
        try:
            return encode(await _write(resources, caller, stored.appointment, reason))
        except VersionMismatch:  # the appointment has changed since it was read
            if expected is not None:
                raise
    raise Unavailable("The appointment was changed again and again by others")


def _check(stored: Stored, expected: Tags) -> None:
    present = stored.appointment
    if expected is not None and str(present.version) not in expected:
        raise VersionMismatch
    if present.status != "booked":
        raise NotBooked
    if present.starts_at <= clock.now():
        raise AlreadyStarted


async def _write(
    resources: Resources, caller: Caller, present: Appointment, reason: str
) -> Appointment:
    sealed = mapping.seal_reason(resources.keyring, reason, present.id)
    await write_queries.change_reason(
        resources.database, present.id, present.version, caller, sealed
    )
    return replace(present, reason=reason or None, version=present.version + 1)
