"""A letter of each kind in each language, of made-up people, composed as those that are sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import get_args
from uuid import UUID

from msgspec.structs import replace

from amrutam.booking.models import Appointment, Call, DoctorOf, Money, PatientOf, TypeOf
from amrutam.booking.notifying import booking_path, facts_of, mailed_file
from amrutam.core import clock
from amrutam.core.http import pages
from amrutam.core.settings import Settings
from amrutam.doctors.models import Clinic
from amrutam.notifications.letters import appointment_letter, code_letter, staff_letter
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CodeTemplate,
    Contact,
    Locale,
    OfferedTime,
    StaffTemplate,
)

_ID = UUID(int=1)
_NAMES: dict[Locale, tuple[str, str, str]] = {
    "en": ("Asha Rao", "Mira Rao", "First visit"),
    "hi": ("आशा राव", "मीरा राव", "पहला परामर्श"),
}
"""Of who reads, of who is treated, and of the consultation."""
_CLINIC = Clinic(
    UUID(int=2), "Shanti Clinic", "14 Lake Road, Panampilly", "Kochi", phone="+91 484 555 0142"
)
_CALL = Call("https://meet.example/kavya-nair")
_FAR = "America/New_York"


@dataclass(frozen=True, slots=True)
class Letter:
    """`name`: the template's, and what is particular to the letter."""

    name: str
    locale: Locale
    message: EmailMessage

    def body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""

    @property
    def calendar(self) -> bytes | None:
        for part in self.message.iter_attachments():
            return str(part.get_content()).encode()
        return None


def letters(settings: Settings) -> Iterator[Letter]:
    for locale in get_args(Locale):
        for name, content in _composed(settings, locale):
            yield Letter(name, locale, message_from_bytes(content, policy=policy.default))


def _composed(settings: Settings, locale: Locale) -> Iterator[tuple[str, bytes]]:
    contact = Contact("email", "asha@patients.example", locale, _NAMES[locale][0])
    for template in get_args(CodeTemplate):
        yield template, code_letter(settings, contact, template, "482913")
    for name, template, appointment, facts, reader in _changes(contact):
        file = mailed_file(settings, appointment, reader)
        yield name, appointment_letter(settings, reader, template, facts, calendar=file)
    worker = Contact("email", "kavya@staff.example", locale)
    for staff_template in get_args(StaffTemplate):
        url = f"{settings.public_url}/{locale}/sign-in/password#made-up"
        device = "Firefox, Linux"
        yield staff_template, staff_letter(settings, worker, staff_template, url=url, device=device)


_Change = tuple[str, AppointmentTemplate, Appointment, AppointmentFacts, Contact]


def _changes(contact: Contact) -> Iterator[_Change]:
    """Each kind in person and by video, the reader at home and abroad, changed by the patient and by the doctor."""
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
    cancelled = replace(in_person, status="cancelled", version=2)
    name, facts = "appointment_cancelled", facts_of(cancelled)
    yield f"{name}-by_patient", "appointment_cancelled", cancelled, facts, contact
    offered = tuple(_offer(starts_at + timedelta(days=day)) for day in (1, 2, 3))
    facts = facts_of(cancelled, None, offered, by_staff=True)
    yield f"{name}-by_staff", "appointment_cancelled", cancelled, facts, contact
    yield f"{name}-by_staff-abroad", "appointment_cancelled", cancelled, facts, abroad


def _appointment(locale: Locale) -> Appointment:
    _, patient, consultation = _NAMES[locale]
    tomorrow = (clock.now() + timedelta(days=1)).replace(hour=5, minute=0, second=0, microsecond=0)
    return Appointment(
        id=_ID, reference="AM-7K2Q9", status="booked",
        doctor=DoctorOf(UUID(int=3), "Dr. Kavya Nair", "KA-12345", "Kayachikitsa"),
        patient=PatientOf(UUID(int=4), patient),
        starts_at=tomorrow, ends_at=tomorrow + timedelta(minutes=30), time_zone="Asia/Kolkata",
        mode="online", place=_CALL, consultation_type=TypeOf(UUID(int=5), consultation, 30),
        fee=Money(150_000, "INR"), reason=None, version=1, created_at=clock.now(),
        changes_until=tomorrow - timedelta(hours=2),
    )  # fmt: skip


def _offer(at: datetime) -> OfferedTime:
    return OfferedTime(at, booking_path(UUID(int=3), UUID(int=5), "in_person", at))


def write_letters(settings: Settings, folder: Path) -> Path:
    """Returns `index.html`, which leads to each letter as its reader's program shows it."""
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
    index.write_text(pages.page("Letters", "".join(rows)))
    return index
