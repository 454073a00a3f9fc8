"""Tests the content of messages in both languages, and that a text which somebody typed becomes no header, line or link."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any, cast, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from amrutam.accounts import staff_accounts
from amrutam.commands import staff
from amrutam.core.settings import Settings
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.letters import (
    appointment_letter,
    code_letter,
    email_message,
    notice_letter,
    staff_letter,
)
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CalendarFile,
    Contact,
    Locale,
    OfferedTime,
    Rendered,
)
from amrutam.notifications.rendering import render
from amrutam.notifications.sending import send_appointment
from amrutam.notifications.words import day_and_time, duration, money, zone_name

if TYPE_CHECKING:
    from email.message import EmailMessage

    from amrutam.core.resources import Resources

LOCALES: tuple[Locale, ...] = get_args(Locale)
SITE = "https://amrutam.example"
FACTS = AppointmentFacts(
    id=UUID(int=7),
    reference="AM-7K2Q9",
    patient_name="मीरा",
    doctor_name="Dr. Kavya <Nair> & Sons {{ 7 * 7 }}",
    registration_number="KA-12345",
    type_kind="first_visit",
    type_name="First visit",
    minutes=30,
    mode="in_person",
    fee_amount=150_000,
    fee_currency="INR",
    starts_at=datetime(2026, 3, 8, 20, 0, tzinfo=UTC),
    changes_until=datetime(2026, 3, 8, 18, 0, tzinfo=UTC),
    time_zone="Asia/Kolkata",
    address="12 MG Road, Kochi",
    previous_starts_at=datetime(2026, 3, 7, 6, 30, tzinfo=UTC),
)


def settings(**more: Any) -> Settings:
    return Settings(
        database_url="postgresql://a@h/d", redis_url="redis://h", secret_key="0" * 32,
        mail_from="Amrutam <no-reply@amrutam.example>", public_url=SITE, **more,
    )  # fmt: skip


@dataclass
class _Resources:
    """Provides the parts of a process that a message needs: settings, and a mail server that keeps messages."""

    settings: Settings
    email: FakeMailer = field(default_factory=FakeMailer)

    def part(self, _kind: object) -> _Resources:
        return self


async def appointment(
    template: AppointmentTemplate,
    locale: Locale,
    facts: AppointmentFacts = FACTS,
    time_zone: str = "Asia/Kathmandu",
) -> EmailMessage:
    """Sends a message about an appointment to the account holder Asha, who has booked for the patient Meera, and returns the mail."""
    resources = _Resources(settings())
    contact = Contact("email", "asha@example.org", locale, "Asha\nBcc: x@y.example", time_zone)
    calendar = CalendarFile(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "CANCEL")
    await send_appointment(
        cast("Resources", resources), contact, template, facts, calendar=calendar, unique="1.2"
    )
    ((_, message),) = resources.email.outbox
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "template",
    [
        "appointment_booked",
        "appointment_moved",
        "appointment_cancelled",
        "appointment_move_proposed",
        "appointment_handover",
    ],
)
async def test_an_appointments_mail_says_who_when_what_and_what_next(
    template: AppointmentTemplate, locale: Locale
) -> None:
    message = await appointment(template, locale)
    text = body(message, "plain")
    visit = f"{SITE}/{locale}/appointments/{FACTS.id}"
    consultation = {"en": "First visit, 30", "hi": "पहला परामर्श, 30"}[locale]
    for fact in ("AM-7K2Q9", "KA-12345", "मीरा", consultation, "₹1,500", visit):
        assert fact in text, fact
    assert "AM-7K2Q9" in message["Subject"]
    assert "{{ 7 * 7 }}" in text
    html = body(message, "html")
    assert "&lt;Nair&gt; &amp; Sons" in html
    assert f'lang="{locale}"' in html
    assert f'<a href="{visit}">' in html
    shown = re.sub(r'href="[^"]*"', "", html)
    assert visit not in shown, "a link shows its words, not its URL"


@pytest.mark.parametrize("template", ["appointment_booked", "appointment_moved"])
async def test_a_visit_says_where_and_how_to_prepare(template: AppointmentTemplate) -> None:
    text = body(await appointment(template, "en"), "plain")
    assert "Where: 12 MG Road, Kochi" in text
    assert "- Be at the clinic ten minutes before the start." in text


@pytest.mark.parametrize("template", ["appointment_booked", "appointment_moved"])
async def test_a_consultation_online_is_joined_from_its_page(template: AppointmentTemplate) -> None:
    online = replace(FACTS, mode="online", address="http://typed.example")
    message = await appointment(template, "en", online)
    page, said = f"{SITE}/en/appointments/{FACTS.id}", "from 10 minutes before the start"
    assert f"Join the video consultation, {said}: {page}" in body(message, "plain")
    assert f'<a href="{page}">Join the video consultation, {said}</a>' in body(message, "html")
    assert "12 MG Road" not in body(message, "plain")


async def test_the_account_s_holder_is_greeted_and_the_patient_named() -> None:
    text = body(await appointment("appointment_booked", "en"), "plain")
    assert text.startswith("Dear Asha Bcc: x@y.example,")
    assert "Patient: मीरा" in text


@pytest.mark.parametrize(
    ("locale", "own", "doctors"),
    [
        ("en", "Sunday, 8 March 2026, 4:00 pm GMT-4", "Monday, 9 March 2026, 1:30 am IST"),
        ("hi", "रविवार, 8 मार्च 2026, दोपहर 4:00 बजे GMT-4", "सोमवार, 9 मार्च 2026, रात 1:30 बजे IST"),
    ],
)
async def test_times_are_the_reader_s_and_the_doctor_s_beside_them(
    locale: Locale, own: str, doctors: str
) -> None:
    message = await appointment("appointment_booked", locale, time_zone="America/New_York")
    assert own in message["Subject"]
    lines = body(message, "plain").splitlines()
    assert [line.partition(": ")[2] for line in lines if own in line or doctors in line] == [
        own, doctors,
    ]  # fmt: skip


async def test_one_time_is_said_once() -> None:
    text = body(await appointment("appointment_booked", "en", time_zone="Asia/Kolkata"), "plain")
    assert text.count("1:30 am IST") == 1


@pytest.mark.parametrize("locale", LOCALES)
async def test_times_offered_instead_are_links_that_book_them(locale: Locale) -> None:
    path = "/book?doctor=d&starts_at=2026-03-09T04:00:00Z&type=t"
    offered = OfferedTime(datetime(2026, 3, 9, 4, 0, tzinfo=UTC), path)
    facts = replace(FACTS, cancelled_by="doctor", offered=(offered,))
    message = await appointment("appointment_cancelled", locale, facts)
    assert f": {SITE}/{locale}{path}" in body(message, "plain")
    assert f'<a href="{SITE}/{locale}{path.replace("&", "&amp;")}">- ' in body(message, "html")


async def test_an_address_that_somebody_typed_becomes_no_link() -> None:
    facts = replace(
        FACTS, address="here: https://evil.example", patient_name="x: https://evil.example"
    )
    html = body(await appointment("appointment_booked", "en", facts), "html")
    assert "https://evil.example" in html
    assert 'href="https://evil.example' not in html


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("template", ["sign_in_code", "booking_code"])
def test_a_code_stands_alone_on_its_line(template: AppointmentTemplate, locale: Locale) -> None:
    rendered = render(template, locale, code="012345", valid_for="5 minutes")
    assert rendered.text.splitlines().count("012345") == 1
    assert "<strong>012345</strong>" in rendered.html
    assert "012345" not in rendered.subject


def test_the_two_languages_have_the_same_messages() -> None:
    english = {template: render(template, "en", code="1", valid_for="5 minutes").subject
               for template in ("sign_in_code", "booking_code")}  # fmt: skip
    assert english == {
        "sign_in_code": "Your sign-in code for Amrutam",
        "booking_code": "Your code for booking an appointment",
    }
    for template in ("sign_in_code", "booking_code"):
        hindi = render(template, "hi", code="1", valid_for="5 minutes")
        assert "कोड" in hindi.subject
        blocks = render(template, "en", code="1", valid_for="5 minutes").text.count("\n\n")
        assert hindi.text.count("\n\n") == blocks


async def test_a_line_break_in_a_name_begins_neither_a_header_nor_a_line() -> None:
    evil = "Dr. Evil\r\nBcc: victim@example.org\r\n\r\n123456\u2028x\x00"
    facts = replace(
        FACTS, patient_name=evil, doctor_name=evil, registration_number=evil, type_name=evil
    )
    message = await appointment("appointment_booked", "en", facts)
    assert message["Bcc"] is None
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "Auto-Submitted", "Content-Language",
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
    calendar = CalendarFile(b"BEGIN:VCALENDAR\r\nX-A:\xe0\xa4\xa8\r\nEND:VCALENDAR\r\n", "PUBLISH")
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


async def test_an_automatic_mail_says_so_and_repeats_under_one_id() -> None:
    one, again = [await appointment("appointment_booked", "en") for _ in range(2)]
    assert one["Auto-Submitted"] == "auto-generated"
    assert one["Message-ID"] == again["Message-ID"]
    assert one["Message-ID"].endswith("@amrutam.example>")
    attachment = next(iter(one.iter_attachments()))
    assert attachment.get_content_type() == "text/calendar"
    assert attachment.get_param("method") == "CANCEL"
    assert attachment.get_param("component") == "VEVENT"
    assert attachment.get_filename() == "appointment.ics"


@pytest.mark.parametrize(
    ("mail_reply_to", "address"),
    [("", "no-reply@amrutam.example"), ("Desk <desk@clinic.example>", "desk@clinic.example")],
)
def test_answers_go_to_an_address_that_takes_them(mail_reply_to: str, address: str) -> None:
    content = email_message(
        settings(mail_reply_to=mail_reply_to),
        Contact("email", "a@b.example"),
        Rendered("s", "t", ""),
    )
    assert message_from_bytes(content, policy=policy.default)["Reply-To"] == address


@pytest.mark.parametrize(
    ("hour", "english", "hindi"),
    [
        (0, "12:05 am", "रात 12:05 बजे"), (4, "4:05 am", "सुबह 4:05 बजे"), (12, "12:05 pm", "दोपहर 12:05 बजे"),
        (14, "2:05 pm", "दोपहर 2:05 बजे"), (17, "5:05 pm", "शाम 5:05 बजे"), (21, "9:05 pm", "रात 9:05 बजे"),
    ],
)  # fmt: skip
def test_times_are_said_as_people_say_them(hour: int, english: str, hindi: str) -> None:
    instant = datetime(2026, 11, 24, hour, 5, tzinfo=ZoneInfo("Asia/Kolkata"))
    said = day_and_time(instant, "Asia/Kolkata", "en")
    assert said == f"Tuesday, 24 November 2026, {english} IST"
    said = day_and_time(instant, "Asia/Kolkata", "hi")
    assert said == f"मंगलवार, 24 नवंबर 2026, {hindi} IST"


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Kolkata", "IST"), ("Asia/Calcutta", "IST"), ("Asia/Kathmandu", "GMT+5:45"),
        ("America/New_York", "GMT-5"), ("America/St_Johns", "GMT-3:30"), ("Africa/Accra", "GMT"),
    ],
)  # fmt: skip
def test_zones_have_the_names_of_the_website(zone: str, name: str) -> None:
    assert zone_name(datetime(2026, 11, 24, 5, 0, tzinfo=UTC), zone) == name


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (0, "INR", "₹0"), (99_900, "INR", "₹999"), (10_000_000, "INR", "₹1,00,000"),
        (123_456_789, "INR", "₹12,34,567.89"), (1_505, "USD", "$15.05"), (100_000, "NPR", "NPR 1,000"), (1_500, "JPY", "JPY 1,500"),
        (1_005, "KWD", "KWD 1.005"),
    ],
)  # fmt: skip
def test_fees_are_grouped_as_in_india(amount: int, currency: str, said: str) -> None:
    assert money(amount, currency) == said


@pytest.mark.parametrize(
    ("seconds", "english", "hindi"),
    [
        (1, "1 second", "1 सेकंड"), (45, "45 seconds", "45 सेकंड"), (60, "1 minute", "1 मिनट"),
        (90, "90 seconds", "90 सेकंड"), (300, "5 minutes", "5 मिनट"), (3_600, "1 hour", "1 घंटे"),
        (3_601, "1 hour", "1 घंटे"), (5_400, "90 minutes", "90 मिनट"), (7_200, "2 hours", "2 घंटे"),
        (86_400, "24 hours", "24 घंटे"), (172_800, "2 days", "2 दिन"),
    ],
)  # fmt: skip
def test_a_duration_is_in_words(seconds: int, english: str, hindi: str) -> None:
    assert (duration(seconds, "en"), duration(seconds, "hi")) == (english, hindi)


@pytest.mark.parametrize(
    ("seconds", "said"), [(3_600, "within 1 hour."), (86_400, "within 24 hours.")]
)
def test_a_link_for_staff_says_how_long_it_works(seconds: int, said: str) -> None:
    contact = Contact("email", "kavya@staff.example", "en")
    content = staff_letter(
        settings(staff_link_seconds=seconds), contact, "staff_invited", url=SITE, device=""
    )
    assert f"The link works once, {said}" in content.decode()


@pytest.mark.parametrize(("seconds", "said"), [(45, "45 seconds"), (60, "1 minute")])
def test_a_code_says_how_long_it_is_valid(seconds: int, said: str) -> None:
    contact = Contact("email", "asha@example.org", "en")
    content = code_letter(settings(code_seconds=seconds), contact, "sign_in_code", "482913")
    assert f"The code is valid for {said} and" in content.decode()


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "from the start"), (1, "from 1 minute before the start")]
)
def test_a_visit_online_says_when_its_call_opens(minutes: int, said: str) -> None:
    contact, online = (
        Contact("email", "asha@example.org", "en"),
        replace(FACTS, mode="online", patient_name=""),
    )
    online = replace(online, fee_currency="CHF", doctor_name="Dr. Nair")
    content = appointment_letter(
        settings(video_opens_minutes=minutes), contact, "appointment_booked", online
    )
    assert f"Join the video consultation, {said}: " in content.decode()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_mail_that_is_late_names_no_end_of_changes_if_that_was_the_start(locale: Locale) -> None:
    contact = Contact("email", "asha@example.org", locale)
    late = replace(FACTS, changes_until=FACTS.starts_at)
    content = appointment_letter(settings(), contact, "appointment_booked", late)
    text = body(message_from_bytes(content, policy=policy.default), "plain")
    assert not re.search("until \\.|आप  तक", text)
    link = next(line for line in text.splitlines() if line.endswith(f"/appointments/{FACTS.id}"))
    assert link.startswith(("See the appointment:", "अपॉइंटमेंट देखें:"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("mode", ["online", "in_person"])
def test_only_for_a_visit_in_person_a_mail_that_is_late_tells_to_call_the_clinic(
    mode: str, locale: Locale
) -> None:
    contact, late = Contact("email", "asha@example.org", locale), replace(FACTS, mode=mode)
    content = appointment_letter(settings(), contact, "appointment_moved", late)
    text = body(message_from_bytes(content, policy=policy.default), "plain")
    says_call = re.search("call the clinic|क्लिनिक को फ़ोन", text) is not None
    says_reason = re.search("reason for the visit|आने का कारण", text) is not None
    assert (says_call, says_reason) == (mode == "in_person", mode == "online")


@pytest.mark.parametrize(
    ("locale", "stays"),
    [("en", ["visits", "payments", "queues"]), ("hi", ["परामर्शों", "भुगतानों", "कतार"])],
)
def test_the_mail_about_a_closed_account_says_what_stays_without_the_name(
    locale: Locale, stays: list[str]
) -> None:
    contact = Contact("email", "asha@example.org", locale)
    content = notice_letter(settings(), contact, "account_closed", [], "1")
    text = body(message_from_bytes(content, policy=policy.default), "plain")
    (line,) = [
        each for each in text.splitlines() if re.search("without your name|नाम के बिना", each)
    ]
    assert [word for word in stays if word not in line] == []


@pytest.mark.parametrize("arguments", [["invite"], ["reset"]])
def test_the_command_prints_how_long_the_link_works(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    async def nothing(*_: object, **_named: object) -> UUID:
        return UUID(int=1)

    async def link(*_: object) -> str:
        return SITE

    for name in ("invite", "reset", "staff_by_email"):
        monkeypatch.setattr(staff_accounts, name, nothing)
    monkeypatch.setattr(staff_accounts, "link_for", link)
    resources = _Resources(settings(staff_link_seconds=3_600))
    monkeypatch.setattr(staff, "with_resources", lambda _, act: asyncio.run(act(resources)))
    said = CliRunner().invoke(staff.commands, [*arguments, "kavya@staff.example"])
    assert said.output == f"The link works once, within 1 hour: {SITE}\n", said
