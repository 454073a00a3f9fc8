"""HTTP routes for the day of a visit: attendance, patient, proposals, and doctors who are running late."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from amrutam.accounts.access import DoctorOrAdmin, SignedIn, Staff
from amrutam.booking import attendance, errors, lateness, proposals, visit_patient
from amrutam.booking.idempotency import checked_key
from amrutam.booking.models import Appointment, encode
from amrutam.booking.routes import IfMatch, NeededKey, appointment_answer, expected_tags
from amrutam.booking.schemas import (
    AppointmentView,
    AttendanceRequest,
    AttendanceView,
    LatenessRequest,
    LatenessView,
    ProposalRequest,
    VisitPatient,
)
from amrutam.core.errors import NotAllowed, NotFound, VersionMismatch
from amrutam.core.http import etags
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.holds.errors import NotYet, SlotTaken

router = APIRouter(
    prefix="/v1",
    tags=["booking"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)


@router.put(
    "/appointments/{appointment_id}/attendance",
    summary="Record whether a patient has arrived or is in the doctor's room",
    responses={
        200: {"headers": etags.ETAG_HEADER},
        **raises(
            NotFound, NotAllowed, NotYet, errors.NotBooked, errors.ClosedTooLongAgo, VersionMismatch
        ),
    },
)
async def put_attendance(
    request: Request,
    response: Response,
    appointment_id: UUID,
    body: AttendanceRequest,
    caller: Staff,
    if_match: IfMatch = None,
) -> AttendanceView:
    """Record where the patient is, or undo the record, by default within one day. For the appointment's doctor, the clinic's desk and administrators.

    By default the attendance can be recorded from 12 hours before the visit's start on. Repeating the request changes nothing.
    """
    found = await attendance.set_attendance(
        resources_of(request), caller, appointment_id, body.attendance, expected_tags(if_match)
    )
    response.headers["etag"] = f'"{found.version}"'
    return AttendanceView(
        id=found.id, status=found.status, attendance=found.attendance, version=found.version
    )


@router.get(
    "/appointments/{appointment_id}/patient",
    summary="Read the details of an appointment's patient",
    responses=raises(NotFound),
)
async def get_patient(
    request: Request, appointment_id: UUID, caller: DoctorOrAdmin
) -> VisitPatient:
    """Read the patient's name, age, gender, contact and earlier visits to the same doctor.

    For the appointment's own doctor and administrators.
    """
    found = await visit_patient.read_patient(resources_of(request), caller, appointment_id)
    return VisitPatient.model_validate(found)


@router.put(
    "/appointments/{appointment_id}/proposal",
    summary="Propose another time for an appointment to its patient",
    response_model=AppointmentView,
    responses={
        200: {"headers": etags.ETAG_HEADER},
        **raises(
            NotFound, NotAllowed, SlotTaken, errors.SlotNotOffered, errors.NotBooked, errors.AlreadyStarted,
            errors.ScheduleChanged, errors.FollowUpNotOffered, VersionMismatch,
        ),
    },
)  # fmt: skip
async def put_proposal(
    request: Request,
    appointment_id: UUID,
    body: ProposalRequest,
    caller: DoctorOrAdmin,
    if_match: IfMatch = None,
) -> Response:
    """Propose another available slot of the same doctor to the patient. The slot is reserved until the answer or `expires_at`."""
    expected = expected_tags(if_match)
    return _answer(
        await proposals.propose_move(
            resources_of(request), caller, appointment_id, body.starts_at, expected
        )
    )


@router.delete(
    "/appointments/{appointment_id}/proposal",
    summary="Decline or withdraw the proposal of another time or another doctor for an appointment",
    response_model=AppointmentView,
    responses={
        200: {"headers": etags.ETAG_HEADER},
        **raises(NotFound, errors.NotBooked, errors.NoProposal, VersionMismatch),
    },
)
async def delete_proposal(
    request: Request, appointment_id: UUID, caller: SignedIn, if_match: IfMatch = None
) -> Response:
    """As the patient, decline the proposed time or the proposed other doctor. As the doctor or other staff, withdraw the proposal.

    The appointment keeps its time and its doctor.
    """
    expected = expected_tags(if_match)
    return _answer(
        await proposals.end_proposal(resources_of(request), caller, appointment_id, expected)
    )


@router.post(
    "/appointments/{appointment_id}/proposal/accept",
    summary="Accept the proposed time of an appointment, as its patient",
    response_model=AppointmentView,
    responses={
        200: {"headers": etags.ETAG_HEADER},
        **raises(
            NotFound, SlotTaken, errors.NotBooked, errors.NoProposal, errors.PatientBusy, errors.KeyMissing,
            errors.KeyReused, errors.RequestInProgress, errors.ScheduleChanged,
            errors.FollowUpNotOffered, errors.BeyondCalendar, VersionMismatch,
        ),
    },
)  # fmt: skip
async def accept_proposal(
    request: Request,
    appointment_id: UUID,
    caller: SignedIn,
    key: NeededKey = None,
    if_match: IfMatch = None,
) -> Response:
    """Move the appointment to the proposed slot, as its patient. The move does not count against the patient's limit of changes."""
    answer = await proposals.accept_proposal(
        resources_of(request), caller, checked_key(key), appointment_id, expected_tags(if_match)
    )
    return appointment_answer(answer)


def _answer(found: Appointment) -> Response:
    return appointment_answer(encode(found))


@router.get(
    "/doctors/{doctor_id}/lateness",
    summary="Read how many minutes late a doctor is running today",
    responses=raises(NotFound),
)
async def get_lateness(request: Request, doctor_id: UUID, caller: SignedIn) -> LatenessView:
    """Read how many minutes late a doctor is today.

    For the doctor, the desks of the doctor's clinics and administrators.
    """
    return _late(await lateness.read_lateness(resources_of(request), caller, doctor_id))


@router.put(
    "/doctors/{doctor_id}/lateness",
    summary="Tell waiting patients how many minutes late a doctor is running today",
    responses=raises(NotFound),
)
async def put_lateness(
    request: Request, doctor_id: UUID, body: LatenessRequest, caller: SignedIn
) -> LatenessView:
    """Tell waiting patients that the doctor is running late today; 0 minutes ends the lateness.

    For the doctor, the desks of the doctor's clinics and administrators. The lateness ends with the
    doctor's local day, and moves no appointment.
    """
    resources = resources_of(request)
    return _late(await lateness.set_lateness(resources, caller, doctor_id, body.minutes))


def _late(found: dict[str, Any]) -> LatenessView:
    return LatenessView.model_validate(found)
