"""What messages say, in both languages, and what can never get into them."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, get_args

import pytest

from amrutam.core.settings import Settings
from amrutam.notifications.messages import _on_one_line, email_message
from amrutam.notifications.models import (
    AppointmentFacts,
    CalendarFile,
    Contact,
    Locale,
    Rendered,
    Template,
)
from amrutam.notifications.rendering import local_time, render

if TYPE_CHECKING:
    from email.message import EmailMessage

LOCALES: tuple[Locale, ...] = get_args(Locale)
FACTS = AppointmentFacts(
    reference="AM-7K2Q9",
    patient_name="मीरा",
    doctor_name="Dr. Kavya <Nair> & Sons {{ 7 * 7 }}",
    registration_number="KA-12345",
    mode="in_person",
    starts_at=datetime(2026, 3, 8, 20, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 8, 20, 30, tzinfo=UTC),
    time_zone="Asia/Kathmandu",
    address="12 MG Road, Kochi",
    previous_starts_at=datetime(2026, 3, 7, 6, 30, tzinfo=UTC),
)


def settings() -> Settings:
    return Settings(
        database_url="postgresql://a@h/d", redis_url="redis://h", secret_key="0" * 32,
        mail_from="Amrutam <no-reply@amrutam.example>",
    )  # fmt: skip


def appointment(
    template: Template, locale: Locale, facts: AppointmentFacts = FACTS
) -> EmailMessage:
    rendered = render(
        template,
        locale,
        a=_on_one_line(facts),
        when=local_time(facts.starts_at, facts.time_zone, locale),
        before=local_time(facts.starts_at, facts.time_zone, locale),
        new_times=[local_time(at, facts.time_zone, locale) for at in facts.new_times],
        manage_url="https://amrutam.example/appointments",
    )
    contact = Contact("email", "mira@example.org", locale)
    calendar = CalendarFile(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "CANCEL")
    content = email_message(settings(), contact, rendered, calendar, unique="1.2")
    return message_from_bytes(content, policy=policy.default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "template", ["appointment_booked", "appointment_moved", "appointment_cancelled"]
)
def test_an_appointments_mail_says_who_when_where_and_what_next(
    template: Template, locale: Locale
) -> None:
    message = appointment(template, locale)
    text = body(message, "plain")
    for fact in ("AM-7K2Q9", "KA-12345", "12 MG Road", "मीरा", "2026, 01:45", "UTC+05:45",
                 "Asia/Kathmandu", "https://amrutam.example/appointments"):  # fmt: skip
        assert fact in text, fact
    assert "AM-7K2Q9" in message["Subject"]
    assert "{{ 7 * 7 }}" in text
    html = body(message, "html")
    assert "&lt;Nair&gt; &amp; Sons" in html
    assert f'lang="{locale}"' in html


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("template", ["sign_in_code", "booking_code"])
def test_a_code_stands_alone_on_its_line(template: Template, locale: Locale) -> None:
    rendered = render(template, locale, code="012345", minutes=5)
    assert rendered.text.splitlines().count("012345") == 1
    assert "<strong>012345</strong>" in rendered.html
    assert "012345" not in rendered.subject


def test_the_two_languages_have_the_same_messages() -> None:
    english = {template: render(template, "en", code="1", minutes=5).subject
               for template in ("sign_in_code", "booking_code")}  # fmt: skip
    assert english == {
        "sign_in_code": "Your sign-in code for Amrutam",
        "booking_code": "Your code for booking an appointment",
    }
    for template in ("sign_in_code", "booking_code"):
        hindi = render(template, "hi", code="1", minutes=5)
        assert "कोड" in hindi.subject
        blocks = render(template, "en", code="1", minutes=5).text.count("\n\n")
        assert hindi.text.count("\n\n") == blocks


def test_a_line_break_in_a_name_begins_neither_a_header_nor_a_line() -> None:
    evil = "Dr. Evil\r\nBcc: victim@example.org\r\n\r\n123456\u2028x\x00"
    facts = AppointmentFacts(
        reference="R", patient_name=evil, doctor_name=evil, registration_number=evil,
        mode="online", starts_at=FACTS.starts_at, ends_at=FACTS.ends_at, time_zone="Asia/Kolkata",
    )  # fmt: skip
    message = appointment("appointment_booked", "en", facts)
    assert message["Bcc"] is None
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language",
        "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert "123456" not in body(message, "plain").splitlines()


@pytest.mark.parametrize(
    "subject", ["Hello\r\nBcc: victim@example.org", "नमस्ते\nBcc: v@example.org"]
)
def test_a_header_with_a_line_break_is_not_sent(subject: str) -> None:
    with pytest.raises(ValueError, match="Subject"):
        email_message(settings(), Contact("email", "mira@example.org"), Rendered(subject, "", ""))


@pytest.mark.parametrize("text", ["x" * 5000 + "\nनमस्ते\n", "x" * 5000 + "\n", "x\n" * 50])
def test_every_server_takes_the_lines_and_they_arrive_as_they_were(text: str) -> None:
    calendar = CalendarFile(b"BEGIN:VCALENDAR\r\nX-A:\xe0\xa4\xa8\r\nEND:VCALENDAR\r\n")
    subject = "आपका अपॉइंटमेंट हो गया है, " * 12 + "AM-7K2Q9"
    content = email_message(
        settings(), Contact("email", "mira@example.org"), Rendered(subject, text, "<p>"), calendar
    )
    lines = content.split(b"\r\n")
    assert content.isascii()
    assert not any(b"\n" in line or b"\r" in line or len(line) > 998 for line in lines)
    arrived = message_from_bytes(content, policy=policy.default)
    assert arrived["Subject"] == subject
    assert body(arrived, "plain").splitlines() == text.splitlines()
    attachment = next(iter(arrived.iter_attachments()))
    assert attachment.get_payload(decode=True) == calendar.content


def test_an_automatic_mail_says_so_and_repeats_under_one_id() -> None:
    one, again = (appointment("appointment_booked", "en") for _ in range(2))
    assert one["Auto-Submitted"] == "auto-generated"
    assert one["Message-ID"] == again["Message-ID"]
    assert one["Message-ID"].endswith("@amrutam.example>")
    attachment = next(iter(one.iter_attachments()))
    assert attachment.get_content_type() == "text/calendar"
    assert attachment.get_param("method") == "CANCEL"
    assert attachment.get_filename() == "appointment.ics"


def test_times_are_told_in_the_doctors_zone() -> None:
    instant = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    said = local_time(instant, "Asia/Kolkata", "en")
    assert said == "Tuesday, 24 November 2026, 10:30 (Asia/Kolkata, UTC+05:30)"
    said = local_time(instant, "Asia/Kolkata", "hi")
    assert said == "मंगलवार, 24 नवंबर 2026, 10:30 (Asia/Kolkata, UTC+05:30)"
