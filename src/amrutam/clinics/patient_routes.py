"""HTTP routes of a clinic's patients, for its desk and administrators."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from amrutam.accounts.access import SignedIn
from amrutam.clinics import patients
from amrutam.clinics.errors import PhoneKnown
from amrutam.clinics.schemas import ClinicPatient, ClinicPatients, NewClinicPatient
from amrutam.core.errors import NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.core.text import STRIPPED

router = APIRouter(prefix="/v1/clinics/{clinic_id}/patients", tags=["front desk"])
_OWN = [Depends(limited("account")), Depends(never_stored)]


@router.get(
    "",
    dependencies=[*_OWN, Depends(plain_query)],
    summary="Find a clinic's patients by name, telephone number or booking reference",
    responses=raises(NotFound),
)
async def find(
    request: Request,
    clinic_id: UUID,
    caller: SignedIn,
    q: Annotated[
        str,
        STRIPPED,
        Query(
            min_length=2,
            max_length=100,
            description="Part of a name, or a complete telephone number, or a complete booking reference",
        ),
    ],
) -> ClinicPatients:
    """Search the patients whom the clinic's desk has registered and those with an appointment at the clinic.

    A search by name leaves out appointments that are older than the setting `desk_patient_days`.
    """
    found = await patients.find_patients(resources_of(request), caller, clinic_id, q)
    return ClinicPatients(items=found)


@router.post(
    "",
    status_code=201,
    dependencies=_OWN,
    summary="Register a patient at a clinic, without an account to sign in",
    responses=raises(NotFound, PhoneKnown),
)
async def register(
    request: Request, clinic_id: UUID, caller: SignedIn, new: NewClinicPatient
) -> ClinicPatient:
    """Register a patient. If patients of the clinic have the same telephone number, the request is refused, and the error contains these patients. To register somebody else with this number, send `another_person`."""
    return await patients.register_patient(resources_of(request), caller, clinic_id, new)
