"""Messages as they are sent (RFC 5322), each from its template. Pure, but for the clock and random boundaries."""

from __future__ import annotations

from dataclasses import asdict, replace
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from functools import partial
from hashlib import sha256
from secrets import token_hex

from amrutam.core import clock
from amrutam.core.settings import Settings
from amrutam.core.text import is_control
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CalendarFile,
    CodeTemplate,
    Contact,
    Rendered,
    StaffTemplate,
)
from amrutam.notifications.rendering import one_line, render
from amrutam.notifications.words import day_and_time, mode_name, money

_WIRE = compat32.clone(linesep="\r\n")
_LONGEST_LINE = 900
"""In characters; mail servers take 998 bytes."""


def code_letter(settings: Settings, contact: Contact, template: CodeTemplate, code: str) -> bytes:
    minutes = max(1, settings.code_seconds // 60)
    rendered = render(template, contact.locale, code=code, minutes=minutes)
    return email_message(settings, contact, rendered)


def appointment_letter(
    settings: Settings,
    contact: Contact,
    template: AppointmentTemplate,
    facts: AppointmentFacts,
    *,
    calendar: CalendarFile | None = None,
    unique: str | None = None,
) -> bytes:
    """Times are the reader's, with the doctor's beside them where those differ."""
    site = f"{settings.public_url}/{contact.locale}"
    visit_url = f"{site}/appointments/{facts.id}"
    when, doctors_when = (
        partial(day_and_time, time_zone=zone, locale=contact.locale)
        for zone in (contact.time_zone, facts.time_zone)
    )
    starts = when(facts.starts_at)
    offered = [(when(time.starts_at), site + time.path) for time in facts.offered]
    rendered = render(
        template,
        contact.locale,
        [visit_url, f"{site}/doctors", facts.join_url, *(url for _, url in offered)],
        a=_on_one_line(facts),
        name=one_line(contact.name),
        when=starts,
        doctors_when=doctors_when(facts.starts_at)
        if starts != doctors_when(facts.starts_at)
        else "",
        before=when(facts.previous_starts_at) if facts.previous_starts_at else "",
        mode=mode_name(facts.mode, contact.locale),
        fee=money(facts.fee_amount, facts.fee_currency),
        changes_until="" if facts.changes_until == facts.starts_at else when(facts.changes_until),
        is_changeable=facts.changes_until > clock.now(),
        offered=offered,
        visit_url=visit_url,
        search_url=f"{site}/doctors",
    )
    return email_message(settings, contact, rendered, calendar, unique)


def staff_letter(
    settings: Settings, contact: Contact, template: StaffTemplate, *, url: str, device: str
) -> bytes:
    account_url = f"{settings.public_url}/{contact.locale}/account"
    hours = max(1, settings.staff_link_seconds // 3600)
    rendered = render(
        template, contact.locale, [url, account_url], url=url, account_url=account_url, hours=hours,
        device=one_line(device),
    )  # fmt: skip
    return email_message(settings, contact, rendered)


def _on_one_line(facts: AppointmentFacts) -> AppointmentFacts:
    """What people typed stays inside its line."""
    typed = {
        name: one_line(value) for name, value in asdict(facts).items() if isinstance(value, str)
    }
    return replace(facts, **typed)  # type: ignore[arg-type]  # only texts are replaced, by texts


def answering_address(settings: Settings) -> str:
    """An address of the platform's where a person reads, or where `mail_from` leads."""
    return parseaddr(settings.mail_reply_to or settings.mail_from)[1]


def email_message(
    settings: Settings,
    contact: Contact,
    rendered: Rendered,
    calendar: CalendarFile | None = None,
    unique: str | None = None,
) -> bytes:
    """As it is sent (RFC 5322), marked as automatic (RFC 3834).

    By the classes of before Python 3.6: `EmailMessage` parses each header that it is given, which
    costs 3 ms of CPU a message where these cost 0.7. Raises `ValueError` for a header with a line break.
    """
    name, sender = parseaddr(settings.mail_from)
    identity = sha256(unique.encode()).hexdigest()[:32] if unique else token_hex(16)
    message = MIMEMultipart("alternative", token_hex(16), [
        _text(rendered.text, "plain"), _text(rendered.html, "html")
    ])  # fmt: skip
    if calendar is not None:
        message = MIMEMultipart("mixed", token_hex(16), [message, _attached(calendar)])
    headers = {
        "From": formataddr((name, sender)),
        "To": contact.address,
        "Subject": rendered.subject,
        "Date": format_datetime(clock.now()),
        "Message-ID": f"<{identity}@{sender.rpartition('@')[2]}>",
        "Reply-To": answering_address(settings),
        "Auto-Submitted": "auto-generated",
        "Content-Language": contact.locale,
    }
    for header, value in headers.items():
        if any(map(is_control, value)):
            raise ValueError(f"a line break in {header}")
        message[header] = Header(value, header_name=header).encode()
    return message.as_bytes(policy=_WIRE)


def _attached(calendar: CalendarFile) -> MIMEText:
    part = _text(calendar.content.decode(), "calendar")
    part.set_param("method", calendar.method)
    part.set_param("component", "VEVENT")
    part.add_header("Content-Disposition", "attachment", filename="appointment.ics")
    return part


def _text(text: str, subtype: str) -> MIMEText:
    """As it is, if every server takes its characters and lines; else as base64."""
    lines = text.replace("\r\n", "\n").split("\n")
    is_plain = text.isascii() and max(map(len, lines)) <= _LONGEST_LINE
    return MIMEText("\r\n".join(lines), subtype, "us-ascii" if is_plain else "utf-8")
