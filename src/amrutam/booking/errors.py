"""Domain errors of booking."""

from __future__ import annotations

from amrutam.core.errors import BadRequest, DomainError, Kind


class SlotNotOffered(DomainError):
    code = "slot-not-offered"
    kind = Kind.UNACCEPTABLE
    title = "The doctor does not offer this time"
    cause = "The time is not in the doctor's calendar, is in the past, too soon or too far ahead, or is not offered"
    cause += " for that consultation type or mode."
    fix = "Choose a start from /v1/doctors/{id}/slots, exactly as listed there."


class PatientBusy(DomainError):
    code = "patient-busy"
    kind = Kind.CONFLICT
    title = "The patient has another appointment at that time"
    cause = "A patient cannot have two consultations at the same time, even with different doctors."
    fix = "Choose another time, or cancel or move the other appointment first."


class TooManyAppointments(DomainError):
    """The problem's `limit` is the name of the setting that limits appointments, and `most` is the setting's value.

    For `open_per_account`, `most` is this value plus `open_per_family_member` for each further patient
    of the account, and at most `open_per_account_at_most`.
    """

    code = "too-many-appointments"
    kind = Kind.CONFLICT
    title = "You have reached the maximum number of appointments"
    cause = (
        "Three numbers are limited: a patient's upcoming appointments with one doctor, an account's upcoming"
        " appointments, and the appointments that an account books in 24 hours. Therapies are counted"
        " separately. `limit` names the limit that was reached, and `most` is its value."
    )
    fix = "Cancel an appointment that you do not need, or book later."


class TooManyChanges(DomainError):
    """The problem's `limit` is the name of the setting, and `most` is the setting's value."""

    code = "too-many-changes"
    kind = Kind.CONFLICT
    title = "You have reached the maximum number of moves and cancellations"
    cause = (
        "The moves of one appointment are limited, and so are the moves and cancellations of one account"
        " in 24 hours. `limit` names the limit that was reached, and `most` is its value."
    )
    fix = "Keep the appointment, change it tomorrow, or speak to the doctor."


class ScheduleChanged(DomainError):
    code = "schedule-changed"
    kind = Kind.UNACCEPTABLE
    title = "The doctor's schedule has changed"
    cause = "The doctor stopped offering this slot after you held it."
    fix = "Choose another slot; this one can no longer be booked."


class RequestInProgress(DomainError):
    code = "request-in-progress"
    kind = Kind.CONFLICT
    title = "The same request is still in progress"
    cause = "Another request with this Idempotency-Key is still running."
    fix = "Repeat the same request after `Retry-After` seconds to get its answer."


class KeyReused(DomainError):
    code = "idempotency-key-reused"
    kind = Kind.UNACCEPTABLE
    title = "This Idempotency-Key was used for another request"
    cause = "A key belongs to one request; this request has another body or URL."
    fix = "Make a new key for each new request; send the same key only to repeat the same request."


class KeyMissing(BadRequest):
    code = "idempotency-key-missing"
    title = "The Idempotency-Key header is missing"
    cause = "The request needs a key, so that it can be repeated without a second effect."
    fix = (
        "Send `Idempotency-Key` with a value of 1 to 255 characters that you choose, such"
        " as a UUID."
    )


class NotBooked(DomainError):
    code = "not-booked"
    kind = Kind.CONFLICT
    title = "The appointment is no longer booked"
    cause = "The appointment was cancelled, completed or missed, so it can no longer be changed."
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
    cause = "A recorded completion, missed visit or arrival can be undone for one day (unless set otherwise)."
    fix = (
        "The record can no longer be changed. Its history shows who closed the"
        " appointment, and when."
    )


class NoProposal(DomainError):
    code = "no-proposal"
    kind = Kind.CONFLICT
    title = "No other time is proposed for this appointment"
    cause = (
        "The proposal was answered or withdrawn, or it has expired. The appointment is unchanged."
    )
    fix = "Look the appointment up: it shows its time, and a proposal if there is one."


class TooLateToChange(DomainError):
    """The problem's `until` is the instant until which the patient could move or cancel the appointment."""

    code = "too-late-to-change"
    kind = Kind.CONFLICT
    title = "It is too late to move or cancel this appointment"
    cause = "The doctor decides how long before the start patients can change an appointment."
    fix = "Speak to the doctor's practice."


class FollowUpNotOffered(DomainError):
    code = "follow-up-not-offered"
    kind = Kind.UNACCEPTABLE
    title = "The patient cannot book a follow-up for the chosen slot"
    cause = (
        "A follow-up is for a patient with a visit to that doctor that has begun, was neither cancelled nor"
        " missed, and is not longer ago than the doctor allows (30 days unless set otherwise)."
    )
    fix = "Choose a first visit, or an earlier slot."


class BeyondCalendar(DomainError):
    code = "beyond-calendar"
    kind = Kind.UNACCEPTABLE
    title = "The date is further ahead than the platform can store appointments"
    cause = "The database has no table partition for that month yet."
    fix = "Choose an earlier time, or tell the operator to run `amrutam migrate`."


class HoldNotForThis(DomainError):
    code = "hold-not-for-this"
    kind = Kind.UNACCEPTABLE
    title = "The hold is for another appointment or for a new booking"
    cause = (
        "A hold made with `reschedules` can only move that appointment, for the same patient and at the doctor of the"
        " appointment or of its handover; any other hold can only book a new one."
    )
    fix = (
        "To move an appointment, hold the new slot with `reschedules`. To book a new one,"
        " hold the slot without `reschedules`."
    )


class OverrideReasonNeeded(DomainError):
    code = "override-reason-needed"
    kind = Kind.UNACCEPTABLE
    title = (
        "A reason is required for a time that the doctor does not offer, and only for such a time"
    )
    cause = "The doctor does not offer the time, and the hold was made with `override`; or a reason was given for a time that is offered."
    fix = "Give `override_reason` for a time that is not offered, and leave it out otherwise."


class NoContact(DomainError):
    code = "no-contact"
    kind = Kind.UNACCEPTABLE
    title = "There is no address to send a code to"
    cause = "Your account has neither an e-mail address nor a phone number."
    fix = "Add one of them to your account first."
