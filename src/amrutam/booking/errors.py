"""Facts about booking."""

from __future__ import annotations

from amrutam.core.errors import BadRequest, DomainError, Kind


class SlotNotOffered(DomainError):
    code = "slot-not-offered"
    kind = Kind.UNACCEPTABLE
    title = "The doctor does not offer this time"
    cause = "It is not on the doctor's calendar, is past, too soon or too far away, or not offered"
    cause += " for that consultation type or mode."
    fix = "Choose a start from /v1/doctors/{id}/slots, exactly as it stands there."


class PatientBusy(DomainError):
    code = "patient-busy"
    kind = Kind.CONFLICT
    title = "The patient has another appointment at that time"
    cause = "One person cannot be in two consultations at once, with whichever doctor."
    fix = "Choose another time, or cancel or move the other appointment first."


class TooManyAppointments(DomainError):
    """The answer's `limit` is the setting's name, `most` its number."""

    code = "too-many-appointments"
    kind = Kind.CONFLICT
    title = "You have as many appointments as one person may"
    cause = (
        "Open appointments are bounded for each patient with one doctor and for each account, and so are"
        " the appointments that an account makes in 24 hours; therapies count apart. `limit` says which"
        " bound was reached, `most` what it is."
    )
    fix = "Cancel an appointment that you do not need, or book later."


class TooManyChanges(DomainError):
    """The answer's `limit` is the setting's name, `most` its number."""

    code = "too-many-changes"
    kind = Kind.CONFLICT
    title = "That was changed as often as one person may"
    cause = (
        "An appointment can be moved a small number of times, and an account moves and cancels a small"
        " number of appointments in 24 hours. `limit` says which bound was reached, `most` what it is."
    )
    fix = "Keep the appointment, change it tomorrow, or speak to the doctor."


class ScheduleChanged(DomainError):
    code = "schedule-changed"
    kind = Kind.UNACCEPTABLE
    title = "The doctor's schedule has changed"
    cause = "After you held this time the doctor stopped offering it."
    fix = "Choose another time; this one can no longer be booked."


class RequestInProgress(DomainError):
    code = "request-in-progress"
    kind = Kind.CONFLICT
    title = "The same request is still being worked on"
    cause = "Another request with this Idempotency-Key has not ended yet."
    fix = "Repeat it, unchanged, after `Retry-After` seconds to get its answer."


class KeyReused(DomainError):
    code = "idempotency-key-reused"
    kind = Kind.UNACCEPTABLE
    title = "This Idempotency-Key was used for another request"
    cause = "A key belongs to one request; this one has another body or address."
    fix = "Make a new key for each new request; keep it only to repeat the same one."


class KeyMissing(BadRequest):
    code = "idempotency-key-missing"
    title = "The Idempotency-Key header is missing"
    cause = "A booking must be repeatable without being made twice, and the key makes it so."
    fix = (
        "Send `Idempotency-Key` with a value of your own making, such as a UUID (1-255 characters)."
    )


class NotBooked(DomainError):
    code = "not-booked"
    kind = Kind.CONFLICT
    title = "The appointment is no longer booked"
    cause = "It was cancelled, completed, or its patient did not come: that cannot be changed."
    fix = "Look the appointment up; book a new one if you still need it."


class AlreadyStarted(DomainError):
    code = "already-started"
    kind = Kind.CONFLICT
    title = "The appointment has already started"
    cause = "A patient can cancel or move an appointment only before it starts."
    fix = "Speak to the doctor."


class NotClosed(DomainError):
    code = "not-closed"
    kind = Kind.CONFLICT
    title = "The appointment is neither completed nor missed"
    cause = "Only an appointment that was marked completed or missed can be reopened."
    fix = "Look the appointment up: it may have been reopened already."


class ClosedTooLongAgo(DomainError):
    code = "closed-too-long-ago"
    kind = Kind.CONFLICT
    title = "The appointment was closed too long ago to be reopened"
    cause = "That an appointment took place or was missed can be taken back for one day."
    fix = "Leave it as it is; its history shows who closed it, and when."


class TooLateToChange(DomainError):
    """The answer's `until` is the last instant at which it could be changed."""

    code = "too-late-to-change"
    kind = Kind.CONFLICT
    title = "It is too late to move or cancel this appointment"
    cause = "The doctor decides how long before the start patients can change an appointment."
    fix = "Speak to the doctor's practice."


class FollowUpNotOffered(DomainError):
    code = "follow-up-not-offered"
    kind = Kind.UNACCEPTABLE
    title = "This patient has no visit to follow up"
    cause = (
        "A follow-up is for a patient with a visit at that doctor that has begun, was neither cancelled nor"
        " missed, and is not longer ago than the doctor allows (30 days unless set otherwise)."
    )
    fix = "Choose a first visit, or an earlier time."


class BeyondCalendar(DomainError):
    code = "beyond-calendar"
    kind = Kind.UNACCEPTABLE
    title = "That is further ahead than the platform keeps appointments"
    cause = "No storage has been made for that month yet."
    fix = "Choose an earlier time, or tell the operator to run `amrutam migrate`."


class HoldNotForThis(DomainError):
    code = "hold-not-for-this"
    kind = Kind.UNACCEPTABLE
    title = "The hold was made for something else"
    cause = "A hold made with `reschedules` moves that appointment; any other books a new one."
    fix = "Hold the new time with `reschedules` to move, without it to book."


class NoContact(DomainError):
    code = "no-contact"
    kind = Kind.UNACCEPTABLE
    title = "There is no address to send a code to"
    cause = "Your account has neither an e-mail address nor a phone number."
    fix = "Add one to your account first."
