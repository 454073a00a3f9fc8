"""What doctors send and are sent: the weekly schedule, exceptions, the agenda."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from amrutam.core.dates import Day, Instant
from amrutam.core.numbers import WHOLE
from amrutam.core.zones import ZoneName
from amrutam.schedules.models import Mode

_HOUR_AND_MINUTE = r"^([01]\d|2[0-3]):[0-5]\d$"
_OR_MIDNIGHT = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"

Modes = Annotated[list[Mode], Field(min_length=1, max_length=2)]
Starts = Annotated[str, Field(pattern=_HOUR_AND_MINUTE, max_length=5, examples=["09:00"])]
Ends = Annotated[str, Field(pattern=_OR_MIDNIGHT, max_length=5, examples=["17:00"])]


_CLINIC = "Where visits in person are: one of the doctor's clinics; the own practice unless given"


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Break(_In):
    starts: Starts
    ends: Starts


class RuleDocument(_In):
    """One weekly session in local time; `weekday` is ISO: 1 is Monday, 7 Sunday.

    With `ends` before `starts` it ends on the next day: "22:00" to "02:00".
    """

    weekday: Annotated[int, Field(strict=True, ge=1, le=7), WHOLE]
    starts: Starts
    ends: Ends
    time_zone: ZoneName | None = Field(default=None, description="The schedule's unless given")
    valid_from: Day | None = None
    valid_until: Day | None = Field(default=None, description="Inclusive")
    modes: Modes = Field(default_factory=lambda: list[Mode](["online", "in_person"]))
    clinic_id: UUID | None = Field(default=None, description=_CLINIC)
    breaks: list[Break] = Field(default_factory=list[Break], max_length=10)


class ScheduleDocument(_In):
    """The weekly rules, whole. A setting that is left out stays as it is."""

    time_zone: ZoneName | None = None
    buffer_minutes: (
        Annotated[int, Field(strict=True, ge=0, le=240, multiple_of=5), WHOLE] | None
    ) = None
    slot_step_minutes: (
        Annotated[int, Field(strict=True, ge=5, le=720, multiple_of=5), WHOLE] | None
    ) = Field(
        default=None,
        description="Between the starts of offered times; null: the default consultation type's "
        "minutes and `buffer_minutes`",
    )
    notice_minutes: Annotated[int, Field(strict=True, ge=0, le=43200), WHOLE] | None = None
    horizon_days: Annotated[int, Field(strict=True, ge=1, le=366), WHOLE] | None = None
    rules: list[RuleDocument] = Field(max_length=100)
    version: int | None = Field(
        default=None, description="May stand here as it was read; If-Match is what counts"
    )


class _BookedTime(BaseModel):
    id: UUID
    reference: str
    status: Literal["booked", "cancelled", "completed", "no_show"]
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    clinic_id: UUID | None


class AffectedAppointment(_BookedTime):
    """It stays booked, unless the request says to cancel: the doctor decides."""

    patient_name: str


class RuleAnswer(BaseModel):
    weekday: int
    starts: str
    ends: str
    time_zone: str
    valid_from: date
    valid_until: date | None
    modes: list[Mode]
    clinic_id: UUID | None = Field(description="Null: online only")
    breaks: list[Break]


class ScheduleAnswer(BaseModel):
    time_zone: str
    buffer_minutes: int
    slot_step_minutes: int | None = Field(
        description="Null: the default consultation type's minutes and `buffer_minutes`"
    )
    notice_minutes: int
    horizon_days: int
    rules: list[RuleAnswer]
    version: int


class ScheduleChanged(ScheduleAnswer):
    affected_appointments: list[AffectedAppointment] = Field(description="The first 500")


class ExceptionDocument(_In):
    kind: Literal["leave", "extra_hours"]
    starts_at: Instant
    ends_at: Instant
    modes: Modes | None = Field(default=None, description="Of extra hours; both unless given")
    clinic_id: UUID | None = Field(default=None, description=_CLINIC)
    note: str = Field(default="", max_length=500)
    affected: Literal["keep", "cancel"] = Field(
        default="keep", description="What becomes of booked appointments that leave covers"
    )

    def place_of(self, doctor_id: UUID) -> UUID | None:
        """The clinic of extra hours in person."""
        if self.kind == "leave" or "in_person" not in (self.modes or ("in_person",)):
            return None
        return self.clinic_id or doctor_id


class ExceptionAnswer(BaseModel):
    id: UUID
    kind: Literal["leave", "extra_hours"]
    starts_at: datetime
    ends_at: datetime
    modes: list[Mode]
    clinic_id: UUID | None = Field(description="Of extra hours in person")
    note: str


class ExceptionList(BaseModel):
    items: list[ExceptionAnswer]


class CalendarChanged(BaseModel):
    version: int
    affected_appointments: list[AffectedAppointment] = Field(description="The first 500")


class PreviewSlot(BaseModel):
    starts_at: datetime
    ends_at: datetime
    modes: list[Mode]
    clinic_id: UUID | None


class PreviewDay(BaseModel):
    date: date
    slots: list[PreviewSlot]
    bookable: int = Field(
        description="How many of the slots can be booked one after another, pauses included"
    )


class SchedulePreview(BaseModel):
    """The next fourteen local days as patients would see them if nothing were taken."""

    time_zone: str
    days: list[PreviewDay]
    affected_appointments: list[AffectedAppointment] = Field(description="The first 500")


class ExceptionAdded(ExceptionAnswer, CalendarChanged):
    pass


class AgendaPatient(BaseModel):
    id: UUID
    name: str


class AgendaAppointment(_BookedTime):
    consultation_type: str
    patient: AgendaPatient
    reason: str | None = Field(description="For the visit, as the patient wrote it")
    version: int


class LeavePeriod(BaseModel):
    starts_at: datetime
    ends_at: datetime
    note: str


class HoursOfDay(BaseModel):
    starts_at: datetime
    ends_at: datetime
    modes: list[Mode]
    clinic_id: UUID | None = Field(description="Where visits in person are; null: online only")


class AgendaAnswer(BaseModel):
    doctor_id: UUID
    date: date
    time_zone: str
    hours: list[HoursOfDay] = Field(
        description="Weekly and extra hours that begin on the day, leave not taken off"
    )
    leave: list[LeavePeriod] = Field(description="That touches the day")
    appointments: list[AgendaAppointment]
