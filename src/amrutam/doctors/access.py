"""Checks whether a caller may see or change a doctor's profile. `schedules/access.py` checks access to the calendar."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.doctors.models import DoctorProfile
from amrutam.doctors.profiles import profile_of


async def visible_doctor(
    resources: Resources, doctor_id: UUID, caller: Caller | None
) -> DoctorProfile:
    """The doctor's profile, if the caller may see it; raises `NotFound` otherwise.

    `caller` is None for a visitor who has not signed in. Everybody sees approved doctors. Doctors who are not approved
    are visible to themselves and to administrators only.
    """
    profile = await profile_of(resources, doctor_id)
    if profile is None or not (profile.approved or may_change(profile, caller)):
        raise NotFound
    return profile


def may_change(profile: DoctorProfile, caller: Caller | None) -> bool:
    """Whether the caller is the doctor or an administrator; False for None, a visitor who has not signed in."""
    if caller is None:
        return False
    return caller.role == "admin" or (
        caller.role == "doctor" and profile.account_id == caller.account_id
    )
