"""Checks whether a caller may turn a doctor's admission queue on or off, and read its length."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.doctors.access import may_change, visible_doctor


async def access_rush(resources: Resources, doctor_id: UUID, caller: Caller) -> None:
    """Checks that the caller may turn the doctor's admission queue on or off, and read its length.

    Raises `NotFound` for an unknown doctor, and for callers other than the doctor and
    administrators, such as a clinic's desk.
    """
    if not may_change(await visible_doctor(resources, doctor_id, caller), caller):
        raise NotFound
