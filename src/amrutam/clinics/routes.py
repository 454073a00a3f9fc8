"""HTTP routes of clinics, of their doctors and desk accounts, and of the appointments of one day at a clinic."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from amrutam.accounts.access import Admin, SignedIn, recently_proved, role
from amrutam.accounts.contacts import opened_address
from amrutam.accounts.errors import StepUpRequired
from amrutam.accounts.models import Caller
from amrutam.clinics import actions, queries
from amrutam.clinics.access import access_clinic, access_desk
from amrutam.clinics.errors import ClinicInUse, PracticeStaysOpen, TooManyAtClinic
from amrutam.clinics.pages import list_clinics, shown
from amrutam.clinics.schemas import (
    ClinicAgenda,
    ClinicAnswer,
    ClinicChange,
    ClinicDoctors,
    ClinicPage,
    Desk,
    NewClinic,
    OwnClinics,
    Upcoming,
)
from amrutam.core.database import Row
from amrutam.core.dates import Day
from amrutam.core.errors import NotAllowed, NotFound, VersionMismatch
from amrutam.core.http import etags
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import FROM_REPLICAS, raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.schedules.validation import check_day

router = APIRouter(prefix="/v1", tags=["clinics"])
_PUBLIC = [Depends(limited("ip"))]
_OWN = [Depends(limited("account")), Depends(never_stored)]
_PROVED = [*_OWN, Depends(role("admin")), Depends(recently_proved)]
_TAG: dict[str, Any] = {"headers": etags.ETAG_HEADER}
_ADMINS = (NotAllowed, NotFound)


@router.get(
    "/clinics",
    dependencies=[*_PUBLIC, Depends(plain_query)],
    summary="List clinics",
    openapi_extra=FROM_REPLICAS,
)
async def clinics(
    request: Request,
    response: Response,
    *,
    city: Annotated[
        str | None, Query(max_length=100, description="Only clinics in this city, by slug or name")
    ] = None,
    closed: Annotated[
        bool, Query(description="True lists the closed clinics instead of the open ones")
    ] = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> ClinicPage:
    """List clinics. Doctors' own practices are left out; each is shown in the doctor's profile."""
    resources = resources_of(request)
    response.headers["cache-control"] = "no-cache"
    items, following = await list_clinics(resources, city, limit, cursor, closed=closed)
    return ClinicPage(items=items, next_cursor=following)


def _tag(updated_at: datetime) -> str:
    return f"{int(updated_at.timestamp() * 1_000_000):x}"


def _answer(response: Response, row: Row) -> ClinicAnswer:
    response.headers["etag"] = f'"{_tag(row["updated_at"])}"'
    return shown(row)


@router.get(
    "/clinics/{clinic_id}",
    dependencies=_PUBLIC,
    summary="Read a clinic",
    responses={200: _TAG, **raises(NotFound)},
)
async def clinic(request: Request, response: Response, clinic_id: UUID) -> ClinicAnswer:
    response.headers["cache-control"] = "no-cache"
    return _answer(response, await access_clinic(resources_of(request), clinic_id))


@router.post(
    "/clinics",
    status_code=201,
    dependencies=_OWN,
    summary="Add a clinic",
    responses={201: _TAG, **raises(NotAllowed)},
)
async def create(
    request: Request, response: Response, _admin: Admin, new: NewClinic
) -> ClinicAnswer:
    made = await actions.create_clinic(resources_of(request), new)
    response.headers["location"] = f"/v1/clinics/{made['id']}"
    return _answer(response, made)


@router.patch(
    "/clinics/{clinic_id}",
    dependencies=_OWN,
    summary="Change a clinic",
    responses={200: _TAG, **raises(*_ADMINS, VersionMismatch)},
)
async def change(
    request: Request,
    response: Response,
    clinic_id: UUID,
    _admin: Admin,
    wanted: ClinicChange,
    if_match: etags.IfMatch = None,
) -> ClinicAnswer:
    """Change a clinic. For a doctor's own practice only location, phone and languages can be changed; the other fields come from the doctor."""
    changed = await actions.change_clinic(
        resources_of(request), clinic_id, wanted, lambda present: _check(if_match, present)
    )
    return _answer(response, changed)


@router.post(
    "/clinics/{clinic_id}/close",
    dependencies=_OWN,
    summary="Close a clinic, so that no more visits in person can be booked there",
    responses={200: _TAG, **raises(*_ADMINS, PracticeStaysOpen, VersionMismatch)},
)
async def close(
    request: Request,
    response: Response,
    clinic_id: UUID,
    admin: Admin,
    if_match: etags.IfMatch = None,
) -> ClinicAnswer:
    """Close a clinic. Weekly hours at the clinic stay; until the clinic opens again, these hours offer online slots only, or none."""
    return await _closed(request, response, clinic_id, admin, if_match, closed=True)


@router.post(
    "/clinics/{clinic_id}/open",
    dependencies=_OWN,
    summary="Open a closed clinic again",
    responses={200: _TAG, **raises(*_ADMINS, PracticeStaysOpen, VersionMismatch)},
)
async def open_again(
    request: Request,
    response: Response,
    clinic_id: UUID,
    admin: Admin,
    if_match: etags.IfMatch = None,
) -> ClinicAnswer:
    return await _closed(request, response, clinic_id, admin, if_match, closed=False)


async def _closed(
    request: Request,
    response: Response,
    clinic_id: UUID,
    admin: Caller,
    if_match: str | None,
    *,
    closed: bool,
) -> ClinicAnswer:
    changed = await actions.close_clinic(
        resources_of(request),
        admin,
        clinic_id,
        lambda present: _check(if_match, present),
        closed=closed,
    )
    return _answer(response, changed)


@router.get(
    "/clinics/{clinic_id}/upcoming",
    dependencies=_OWN,
    summary="Count the appointments at a clinic that have not begun",
    responses=raises(NotFound),
)
async def upcoming(request: Request, clinic_id: UUID, caller: SignedIn) -> Upcoming:
    resources = resources_of(request)
    await access_desk(resources, caller, clinic_id)
    return Upcoming.model_validate(dict(await queries.upcoming(resources.database, clinic_id)))


def _check(if_match: str | None, updated_at: datetime) -> None:
    etags.check_match(if_match, lambda tag: tag == _tag(updated_at))


@router.get(
    "/clinics/{clinic_id}/doctors",
    dependencies=_OWN,
    summary="List the doctors who work at a clinic",
    responses=raises(NotFound),
)
async def doctors(request: Request, clinic_id: UUID, caller: SignedIn) -> ClinicDoctors:
    resources = resources_of(request)
    await access_desk(resources, caller, clinic_id)
    rows = await queries.doctors(resources.database, clinic_id)
    return ClinicDoctors.model_validate({"items": [dict(row) for row in rows]})


@router.put(
    "/clinics/{clinic_id}/doctors/{doctor_id}",
    status_code=204,
    dependencies=_OWN,
    summary="Add a doctor to a clinic, so that the doctor can have weekly hours there",
    responses=raises(*_ADMINS, PracticeStaysOpen, TooManyAtClinic),
)
async def add_doctor(request: Request, clinic_id: UUID, doctor_id: UUID, _admin: Admin) -> None:
    await actions.add_doctor(resources_of(request), clinic_id, doctor_id)


@router.delete(
    "/clinics/{clinic_id}/doctors/{doctor_id}",
    status_code=204,
    dependencies=_OWN,
    summary="Remove from a clinic a doctor who has no hours or future appointments there",
    responses=raises(*_ADMINS, ClinicInUse),
)
async def remove_doctor(request: Request, clinic_id: UUID, doctor_id: UUID, _admin: Admin) -> None:
    await actions.remove_doctor(resources_of(request), clinic_id, doctor_id)


@router.get(
    "/clinics/{clinic_id}/desk",
    dependencies=_OWN,
    summary="List the accounts that work at a clinic's front desk",
    responses=raises(*_ADMINS),
)
async def desk(request: Request, clinic_id: UUID, _admin: Admin) -> Desk:
    resources = resources_of(request)
    await access_clinic(resources, clinic_id)
    rows = await queries.desk(resources.database, clinic_id)
    items = [
        {
            "id": row["id"],
            "email": opened_address(resources.keyring, row["email_sealed"]),
            "disabled": row["disabled_at"] is not None,
        }
        for row in rows
    ]
    return Desk.model_validate({"items": items})


@router.put(
    "/clinics/{clinic_id}/desk/{desk_id}",
    status_code=204,
    dependencies=_PROVED,
    summary="Add an account with the role `desk` to a clinic's front desk",
    responses=raises(*_ADMINS, TooManyAtClinic, StepUpRequired),
)
async def add_desk(request: Request, clinic_id: UUID, desk_id: UUID, admin: Admin) -> None:
    await actions.add_desk(resources_of(request), admin, clinic_id, desk_id)


@router.delete(
    "/clinics/{clinic_id}/desk/{desk_id}",
    status_code=204,
    dependencies=_PROVED,
    summary="Remove an account from a clinic's front desk",
    responses=raises(*_ADMINS, StepUpRequired),
)
async def remove_desk(request: Request, clinic_id: UUID, desk_id: UUID, admin: Admin) -> None:
    await actions.remove_desk(resources_of(request), admin, clinic_id, desk_id)


@router.get(
    "/clinics/{clinic_id}/agenda",
    dependencies=[*_OWN, Depends(plain_query)],
    response_model=ClinicAgenda,
    summary="List the appointments at a clinic on one day",
    responses=raises(NotFound),
)
async def agenda(
    request: Request,
    clinic_id: UUID,
    caller: SignedIn,
    day: Annotated[
        Day | None, Query(alias="date", description="The clinic's local day; by default today")
    ] = None,
) -> dict[str, Any]:
    check_day(day, "/query/date")
    return await actions.read_agenda(resources_of(request), caller, clinic_id, day)


@router.get(
    "/me/clinics",
    dependencies=_OWN,
    summary="List the clinics at whose front desk the caller works",
)
async def own_clinics(request: Request, caller: SignedIn) -> OwnClinics:
    """List the clinics at whose desk the caller works. The list is empty for accounts without the role `desk`."""
    if caller.role != "desk":
        return OwnClinics(items=[])
    rows = await queries.clinics_of_desk(resources_of(request).database, caller.account_id)
    return OwnClinics(items=[shown(row) for row in rows])
