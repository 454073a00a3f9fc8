"""Writes an example of each mail in each language, for made-up people, by the code that writes real mails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as replace_facts
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import get_args
from uuid import UUID

from msgspec.structs import replace

from amrutam.booking.models import (
    Appointment,
    Call,
    DoctorOf,
    HandoverOffer,
    Money,
    PatientOf,
    Proposal,
    TypeOf,
)
from amrutam.booking.notifying import facts_of, mailed_file, proposed_time
from amrutam.booking.offered_times import booking_path
from amrutam.core import clock
from amrutam.core.http import html_pages
from amrutam.core.settings import Settings
from amrutam.doctors.models import Clinic
from amrutam.notifications.letters import (
    appointment_letter,
    code_letter,
    notice_letter,
    staff_letter,
)
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CancelledVisit,
    CodeTemplate,
    Contact,
    Locale,
    NoticeTemplate,
    OfferedTime,
    StaffTemplate,
)

_ID = UUID(int=1)
_NAMES: dict[Locale, tuple[str, str, str]] = {
    "en": ("Asha Rao", "Mira Rao", "First visit"),
    "hi": ("आशा राव", "मीरा राव", "पहला परामर्श"),
}
"""The names of the reader, of the patient, and of the consultation, by language."""
_CLINIC = Clinic(
    UUID(int=2), "Shanti Clinic", "14 Lake Road, Panampilly", "Kochi", phone="+91 484 555 0142"
)
_FAR = "America/New_York"


@dataclass(frozen=True, slots=True)
class Letter:
    """An example of a mail.

    `name`: the template's name and what distinguishes this letter from others of the same template.
    """

    name: str
    locale: Locale
    message: EmailMessage

    def body(self, kind: str) -> str:
        """The text of the part `plain` or `html`; empty without such a part."""
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""

    @property
    def calendar(self) -> bytes | None:
        """The attached calendar file; None without one."""
        for part in self.message.iter_attachments():
            return str(part.get_content()).encode()
        return None


def letters(settings: Settings) -> Iterator[Letter]:
    """Yields the example letters in each language: one or more of each template (`_changes` has the cases)."""
    for locale in get_args(Locale):
        for name, content in _composed(settings, locale):
            yield Letter(name, locale, message_from_bytes(content, policy=policy.default))


def _composed(settings: Settings, locale: Locale) -> Iterator[tuple[str, bytes]]:
    contact = Contact("email", "asha@patients.example", locale, _NAMES[locale][0])
    for template in get_args(CodeTemplate):
        yield template, code_letter(settings, contact, template, "482913")
    for name, template, appointment, facts, reader in _changes(contact):
        file = mailed_file(settings, appointment, reader, template)
        yield name, appointment_letter(settings, reader, template, facts, calendar=file)
    shown = _appointment(locale)
    visit = CancelledVisit(shown.reference, shown.doctor.name, shown.starts_at)
    for notice in get_args(NoticeTemplate):
        visits = [visit] if notice == "account_closed" else []
        yield notice, notice_letter(settings, contact, notice, visits, "made-up")
    worker = Contact("email", "kavya@staff.example", locale)
    for staff_template in get_args(StaffTemplate):
        url = f"{settings.public_url}/{locale}/sign-in/password#made-up"
        device = "Firefox, Linux"
        yield staff_template, staff_letter(settings, worker, staff_template, url=url, device=device)


_Change = tuple[str, AppointmentTemplate, Appointment, AppointmentFacts, Contact]


def _changes(contact: Contact) -> Iterator[_Change]:
    """Yields (name, template, appointment, facts, reader) for each change about which a letter is written.

    Each template has a change. There are visits in person and by video, readers in India and abroad, and cancellations
    by the patient, the doctor and the clinic.
    """
    online = _appointment(contact.locale)
    in_person = replace(online, mode="in_person", place=_CLINIC)
    starts_at = online.starts_at
    abroad = Contact("email", contact.address, contact.locale, contact.name, _FAR)
    before = starts_at - timedelta(days=1)
    for place, shown, reader in (
        ("in_person", in_person, contact),
        ("online", online, contact),
        ("abroad", online, abroad),
    ):
        yield f"appointment_booked-{place}", "appointment_booked", shown, facts_of(shown), reader
        moved = replace(shown, version=2)
        facts = facts_of(moved, before)
        yield f"appointment_moved-{place}", "appointment_moved", moved, facts, reader
    later = starts_at + timedelta(days=2)
    proposal = Proposal(later, later, starts_at, _CLINIC.id, _CLINIC.name, UUID(int=3))
    for place, reader in (("in_person", contact), ("abroad", abroad)):
        proposed = replace(in_person, version=2, proposal=proposal)
        name = "appointment_move_proposed"
        yield f"{name}-{place}", "appointment_move_proposed", proposed, _asking(proposed), reader
    other = HandoverOffer(UUID(int=6), "Dr. Rohan Iyer")
    for question, asked in (
        ("proposed", replace(proposal, doctor_id=other.doctor_id)),
        ("choose", None),
    ):
        handed = replace(in_person, version=2, proposal=asked, handover=other)
        name = f"appointment_handover-{question}"
        yield name, "appointment_handover", handed, _asking(handed), contact
    handed = replace(in_person, version=3)
    facts = replace_facts(facts_of(handed, starts_at), previous_doctor_name=other.doctor_name)
    yield "appointment_moved-doctor", "appointment_moved", handed, facts, contact
    cancelled = replace(in_person, status="cancelled", version=2)
    name, facts = "appointment_cancelled", facts_of(cancelled)
    yield f"{name}-by_patient", "appointment_cancelled", cancelled, facts, contact
    offered = tuple(_offer(starts_at + timedelta(days=day)) for day in (1, 2, 3))
    for by in ("doctor", "clinic"):
        facts = replace_facts(facts_of(cancelled, None, offered), cancelled_by=by)
        yield f"{name}-by_{by}", "appointment_cancelled", cancelled, facts, contact
        yield f"{name}-by_{by}-abroad", "appointment_cancelled", cancelled, facts, abroad


def _asking(shown: Appointment) -> AppointmentFacts:
    """The facts of a message that asks the patient a question, with the proposed time if there is one."""
    proposal = proposed_time(shown.proposal, _CLINIC) if shown.proposal else None
    return replace_facts(facts_of(shown), proposal=proposal)


def _appointment(locale: Locale) -> Appointment:
    _, patient, consultation = _NAMES[locale]
    tomorrow = (clock.now() + timedelta(days=1)).replace(hour=5, minute=0, second=0, microsecond=0)
    return Appointment(
        id=_ID, reference="AM-7K2Q9", status="booked",
        doctor=DoctorOf(UUID(int=3), "Dr. Kavya Nair", "KA-12345", "Kayachikitsa"),
        patient=PatientOf(UUID(int=4), patient),
        starts_at=tomorrow, ends_at=tomorrow + timedelta(minutes=30), time_zone="Asia/Kolkata",
        mode="online", place=Call(None, tomorrow), consultation_type=TypeOf(UUID(int=5), "first_visit", consultation, 30),
        fee=Money(150_000, "INR"), reason=None, version=1, created_at=clock.now(),
        changes_until=tomorrow - timedelta(hours=2),
    )  # fmt: skip


def _offer(at: datetime) -> OfferedTime:
    return OfferedTime(at, booking_path(UUID(int=3), UUID(int=5), "in_person", at))


def write_letters(settings: Settings, folder: Path) -> Path:
    """Writes the letters into the folder, each as `.html`, `.txt` and `.eml`, and its calendar file as `.ics`.

    Makes the folder if it is missing. Returns the path of `index.html`, which links to all letters. Raises `OSError` if
    the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for letter in letters(settings):
        stem = f"{letter.name}.{letter.locale}"
        parts = {
            "html": letter.body("html").encode(),
            "txt": letter.body("plain").encode(),
            "ics": letter.calendar,
            "eml": letter.message.as_bytes(),
        }
        written = [(kind, content) for kind, content in parts.items() if content is not None]
        for kind, content in written:
            (folder / f"{stem}.{kind}").write_bytes(content)
        links = ", ".join(f'<a href="{stem}.{kind}">{kind}</a>' for kind, _ in written)
        subject = escape(letter.message["Subject"])
        rows.append(
            f"<article><h2 lang='{letter.locale}'>{subject}</h2><p>{stem}: {links}</p></article>"
        )
    index = folder / "index.html"
    index.write_text(html_pages.page("Letters", "".join(rows)))
    return index
