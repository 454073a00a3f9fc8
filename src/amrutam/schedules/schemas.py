"""Request and response bodies of schedules: the weekly schedule, exceptions, the agenda."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from amrutam.core.dates import Day, Instant
from amrutam.core.http.json_body import Body
from amrutam.core.numbers import WHOLE
from amrutam.core.zones import ZoneName
from amrutam.doctors.models import Kind
from amrutam.schedules.models import Mode

_HOUR_AND_MINUTE = r"^([01]\d|2[0-3]):[0-5]\d$"
_OR_MIDNIGHT = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"

Modes = Annotated[list[Mode], Field(min_length=1, max_length=2)]
Starts = Annotated[str, Field(pattern=_HOUR_AND_MINUTE, max_length=5, examples=["09:00"])]
Ends = Annotated[str, Field(pattern=_OR_MIDNIGHT, max_length=5, examples=["17:00"])]


_CLINIC = "Clinic of the visits in person. It must be one of the doctor's clinics; by default it is the doctor's own practice"


class Break(Body):
    starts: Starts
    ends: Ends


class RuleDocument(Body):
    """A weekly session in local time. `weekday` follows ISO 8601: 1 is Monday, 7 is Sunday.

    A session whose `ends` is before its `starts` ends on the next day, for example "22:00" to "02:00".
    """

    weekday: Annotated[int, Field(strict=True, ge=1, le=7), WHOLE]
    starts: Starts
    ends: Ends
    time_zone: ZoneName | None = Field(
        default=None, description="Time zone of the rule; by default the time zone of the schedule"
    )
    valid_from: Day | None = None
    valid_until: Day | None = Field(
        default=None, description="Last day on which the rule applies, inclusive"
    )
    modes: Modes = Field(default_factory=lambda: list[Mode](["online", "in_person"]))
    clinic_id: UUID | None = Field(default=None, description=_CLINIC)
    breaks: list[Break] = Field(default_factory=list[Break], max_length=10)


class ScheduleDocument(Body):
    """All weekly rules of a doctor. A setting that is left out keeps its value."""

    time_zone: ZoneName | None = None
    buffer_minutes: (
        Annotated[int, Field(strict=True, ge=0, le=240, multiple_of=5), WHOLE] | None
    ) = None
    slot_step_minutes: (
        Annotated[int, Field(strict=True, ge=5, le=720, multiple_of=5), WHOLE] | None
    ) = Field(
        default=None,
        description="Minutes between the starts of slots; null means the minutes of the default "
        "consultation type plus `buffer_minutes`",
    )
    notice_minutes: Annotated[int, Field(strict=True, ge=0, le=43200), WHOLE] | None = None
    horizon_days: Annotated[int, Field(strict=True, ge=1, le=366), WHOLE] | None = None
    rules: list[RuleDocument] = Field(max_length=100)
    version: int | None = Field(
        default=None,
        description="Ignored, so that a document can be sent back as it was read. The header If-Match names the version to change",
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
    """An appointment outside the changed hours. The appointment stays booked unless the request asks to cancel it."""

    patient_name: str


class RuleAnswer(BaseModel):
    weekday: int
    starts: str
    ends: str
    time_zone: str
    valid_from: date
    valid_until: date | None
    modes: list[Mode]
    clinic_id: UUID | None = Field(
        description="Clinic of visits in person; null if the hours are online only"
    )
    breaks: list[Break]


class ScheduleAnswer(BaseModel):
    time_zone: str
    buffer_minutes: int = Field(description="Minutes of pause after each visit")
    slot_step_minutes: int | None = Field(
        description="Minutes between the starts of slots; null means the minutes of the default consultation type plus `buffer_minutes`"
    )
    notice_minutes: int = Field(
        description="Minimum number of minutes between a booking and the start of the visit"
    )
    horizon_days: int = Field(description="How many days ahead patients can book")
    rules: list[RuleAnswer]
    version: int


class ScheduleChanged(ScheduleAnswer):
    affected_appointments: list[AffectedAppointment] = Field(
        description="The first 500 appointments that the change affects"
    )


class ExceptionDocument(Body):
    kind: Literal["leave", "extra_hours"]
    starts_at: Instant
    ends_at: Instant
    modes: Modes | None = Field(
        default=None, description="Modes of the extra hours; by default both online and in person"
    )
    clinic_id: UUID | None = Field(default=None, description=_CLINIC)
    note: str = Field(default="", max_length=500)
    affected: Literal["keep", "cancel"] = Field(
        default="keep",
        description="What happens to booked appointments that the leave covers. `keep`: they stay booked; `cancel`: they are cancelled",
    )

    def place_of(self, doctor_id: UUID) -> UUID | None:
        """The clinic of extra hours in person, by default the doctor's own practice; None for leave and for hours that are online only."""
        if self.kind == "leave" or "in_person" not in (self.modes or ("in_person",)):
            return None
        return self.clinic_id or doctor_id


class ExceptionAnswer(BaseModel):
    id: UUID
    kind: Literal["leave", "extra_hours"]
    starts_at: datetime
    ends_at: datetime
    modes: list[Mode]
    clinic_id: UUID | None = Field(
        description="Clinic of extra hours in person; null for leave and online hours"
    )
    note: str


class ExceptionList(BaseModel):
    items: list[ExceptionAnswer]


class CalendarChanged(BaseModel):
    version: int
    affected_appointments: list[AffectedAppointment] = Field(
        description="The first 500 appointments that the change affects"
    )


class PreviewSlot(BaseModel):
    starts_at: datetime
    ends_at: datetime
    modes: list[Mode]
    clinic_id: UUID | None


class PreviewDay(BaseModel):
    date: date
    slots: list[PreviewSlot]
    bookable: int = Field(
        description="How many of the slots can be booked one after another, with the pauses between visits"
    )


class SchedulePreview(BaseModel):
    """Fourteen local days, beginning with today, as patients would see them if nothing were booked."""

    time_zone: str
    days: list[PreviewDay]
    affected_appointments: list[AffectedAppointment] = Field(
        description="The first 500 appointments that the change affects"
    )


class ExceptionAdded(ExceptionAnswer, CalendarChanged):
    pass


class AgendaPatient(BaseModel):
    id: UUID
    name: str


class AgendaAppointment(_BookedTime):
    consultation_type: str
    consultation_kind: Kind
    consultation_type_id: UUID
    patient: AgendaPatient
    reason: str | None = Field(
        description="The patient's reason for the visit, in the patient's own words"
    )
    attendance: Literal["expected", "arrived", "in_room"]
    attendance_from: datetime = Field(
        description="From when the patient can be recorded as arrived"
    )
    undo_until: datetime | None = Field(
        description="Until when the newest record can be undone: that the patient has arrived or is"
        " in the room, or that the visit took place or was missed; null without such a record"
    )
    join_url: str | None = Field(
        description="The link of an online visit; null before `join_from`, by default from an hour after the end, unless the visit is booked, and if neither the doctor nor the platform has a link"
    )
    join_from: datetime | None = Field(
        description="For an online visit: when its link can first be used"
    )
    proposed_starts_at: datetime | None = Field(
        description="A proposed new time that the patient has not answered yet"
    )
    override_reason: str | None = Field(
        description="Why the desk booked a time that the doctor does not offer; null for an offered time"
    )
    version: int


class LeavePeriod(BaseModel):
    starts_at: datetime
    ends_at: datetime
    note: str


class HoursOfDay(BaseModel):
    starts_at: datetime
    ends_at: datetime
    modes: list[Mode]
    clinic_id: UUID | None = Field(
        description="Clinic of visits in person; null if the hours are online only"
    )


class AgendaAnswer(BaseModel):
    doctor_id: UUID
    date: date
    time_zone: str
    hours: list[HoursOfDay] = Field(
        description="Weekly and extra hours that begin on the day, including hours that leave covers"
    )
    leave: list[LeavePeriod] = Field(description="Leave that overlaps the day")
    late_minutes: int = Field(
        description="How many minutes late the doctor is on that day; 0 means on time"
    )
    appointments: list[AgendaAppointment]
