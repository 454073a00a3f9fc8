"""Reads the reasons for which a desk booked times that the doctor does not offer, for the agendas of doctors and clinics."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from amrutam.core.resources import Resources
from amrutam.schedules import queries


async def override_reasons(
    resources: Resources, appointment_ids: Sequence[UUID]
) -> dict[UUID, str]:
    """The reasons by appointment id; an appointment whose present time the doctor offered is absent.

    The caller must have checked that the reasons are shown to staff only. Raises `SealBroken` if no key of the key ring
    decrypts a reason.
    """
    if not appointment_ids:
        return {}
    notes = await queries.override_notes(resources.database, appointment_ids)
    return {
        id_: resources.keyring.open("reason", sealed, id_.bytes).decode()
        for id_, sealed in notes.items()
    }
