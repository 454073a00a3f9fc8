"""SQL of proposing another time for an appointment, and of the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from amrutam.accounts.models import Caller
from amrutam.booking.errors import AlreadyStarted, NoProposal, SlotNotOffered
from amrutam.booking.models import Appointment
from amrutam.booking.refusals import refusals
from amrutam.core.database import Queries, Statement
from amrutam.holds.models import HoldToken

PROPOSE = Statement(
    "propose_move",
    "SELECT propose_move($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
)

END_PROPOSAL = Statement("end_proposal", "SELECT end_proposal($1, $2, $3, $4, $5)")

ACCEPT = Statement("accept_proposal", "SELECT accept_proposal($1, $2, $3, $4, $5, $6, $7, $8, $9)")


async def propose_move(
    queries: Queries,
    appointment: Appointment,
    token: HoldToken,
    expires: datetime,
    caller: Caller,
    asked_at: datetime | None = None,
) -> None:
    """Claims the token's time for the appointment until `expires`, and deletes an earlier proposal.

    `asked_at`: for a time of another doctor, the time at which the visits were handed over to that
    doctor; otherwise None. `caller` is recorded as the account that proposed. Whether the doctor
    offers the time is not checked here. Raises `SlotTaken`; `ScheduleChanged` if the schedule has
    another version than the token, or the doctor is not approved; `FollowUpNotOffered`;
    `VersionMismatch`, also if the appointment is not booked; `AlreadyStarted` if `expires` has
    passed, or `SlotNotOffered` if the token's start is before the appointment's.
    """
    over = AlreadyStarted if appointment.starts_at <= token.starts else SlotNotOffered
    with refusals({"AM004": over}):
        await queries.execute(
            PROPOSE, appointment.id, appointment.version, token.doctor_id, token.starts, token.ends,
            token.busy, token.clinic_id, token.type_id, token.patient_id, token.schedule_version,
            expires, caller.account_id, caller.role, asked_at,
        )  # fmt: skip


async def end_proposal(
    queries: Queries, appointment: Appointment, kind: str, caller: Caller
) -> None:
    """Ends the proposal, and the handover unless the proposed time is one of the appointment's own doctor.

    `kind` is `move_declined` or `move_withdrawn`. Raises `NoProposal` if there is neither a proposal
    nor a handover to end; `VersionMismatch`, also if the appointment is not booked.
    """
    with refusals():
        await queries.execute(
            END_PROPOSAL, appointment.id, appointment.version, kind, caller.account_id, caller.role
        )


async def accept_proposal(queries: Queries, *request: Any) -> bytes | None:
    """Moves one appointment to its proposed time; returns what `transitions` returns for one request.

    `request`: the arguments of the function `accept_proposal` in booking_proposals.sql. Raises
    `NoProposal`, also after the request's deadline; `SlotTaken`, `PatientBusy`,
    `FollowUpNotOffered`, `VersionMismatch`; `ScheduleChanged` if the doctor is not approved;
    `BeyondCalendar`; `KeyReused`, `RequestInProgress`.
    """
    with refusals({"AM004": NoProposal, "AM005": NoProposal}):
        answer: bytes | None = await queries.value(ACCEPT, *request)
    return answer
