"""Renders messages into e-mails (RFC 5322) by their templates.

Pure, except for the clock, the template files, and random MIME boundaries and Message-IDs. Each function that returns
an e-mail raises `ValueError` as `email_message` does.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    CancelledVisit,
    CodeTemplate,
    Contact,
    Locale,
    NoticeTemplate,
    OfferedTime,
    Rendered,
    StaffTemplate,
)
from amrutam.notifications.rendering import render, without_line_breaks
from amrutam.notifications.words import day_and_time, duration, mode_name, money, type_name

_WIRE = compat32.clone(linesep="\r\n")
_LONGEST_LINE = 900
"""The longest line in characters that is sent unencoded; mail servers accept 998 bytes (RFC 5321, 4.5.3.1.6)."""


def code_letter(settings: Settings, contact: Contact, template: CodeTemplate, code: str) -> bytes:
    """Returns a message with the one-time code `code` and the length of time for which the code is valid, as the bytes of an e-mail."""
    valid_for = duration(settings.code_seconds, contact.locale)
    rendered = render(template, contact.locale, code=code, valid_for=valid_for)
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
    """Returns a message about an appointment, as the bytes of an e-mail.

    Times are in the reader's zone; the visit's start is given in the doctor's zone too, where that differs.
    `calendar`: a file to attach; None for no attachment. `unique`: a text from which the Message-ID is made, so that
    mailboxes recognise a repeated mail; None for a random Message-ID.
    """
    site = f"{settings.public_url}/{contact.locale}"
    visit_url = f"{site}/appointments/{facts.id}"
    when, doctors_when = (
        partial(day_and_time, time_zone=zone, locale=contact.locale)
        for zone in (contact.time_zone, facts.time_zone)
    )
    starts = when(facts.starts_at)
    offered = [
        (_offered_in_words(when(time.starts_at), time), site + time.path) for time in facts.offered
    ]
    rendered = render(
        template,
        contact.locale,
        [visit_url, f"{visit_url}/move", f"{site}/doctors", *(url for _, url in offered)],
        a=_facts_without_line_breaks(facts),
        name=without_line_breaks(contact.name),
        when=starts,
        doctors_when=doctors_when(facts.starts_at)
        if starts != doctors_when(facts.starts_at)
        else "",
        before=when(facts.previous_starts_at) if facts.previous_starts_at else "",
        consultation=without_line_breaks(
            type_name(facts.type_kind, facts.type_name, contact.locale)
        ),
        mode=mode_name(facts.mode, contact.locale),
        fee=money(facts.fee_amount, facts.fee_currency),
        changes_until="" if facts.changes_until == facts.starts_at else when(facts.changes_until),
        is_changeable=facts.changes_until > clock.now(),
        offered=offered,
        proposed=when(facts.proposal.starts_at) if facts.proposal else "",
        proposed_clinic=without_line_breaks(facts.proposal.clinic) if facts.proposal else "",
        answer_until=when(facts.proposal.expires_at) if facts.proposal else "",
        visit_url=visit_url,
        choose_url=f"{visit_url}/move",
        join_before=_join_before(settings, contact.locale),
        search_url=f"{site}/doctors",
    )
    return email_message(settings, contact, rendered, calendar, unique)


def _offered_in_words(when: str, time: OfferedTime) -> str:
    return without_line_breaks(", ".join(filter(None, (when, time.doctor_name, time.clinic))))


def _join_before(settings: Settings, locale: Locale) -> str:
    """How long before a visit its video call can be joined, as text; empty if the call opens at the start of the visit."""
    minutes = settings.video_opens_minutes
    return duration(minutes * 60, locale) if minutes else ""


def staff_letter(
    settings: Settings, contact: Contact, template: StaffTemplate, *, url: str, device: str
) -> bytes:
    """Returns a message to staff, as the bytes of an e-mail.

    `url`: the link in the message; `device`: the name of a device that signed in for the first time, for
    `staff_new_device`; other templates ignore it.
    """
    account_url = f"{settings.public_url}/{contact.locale}/account"
    valid_for = duration(settings.staff_link_seconds, contact.locale)
    rendered = render(
        template, contact.locale, [url, account_url], url=url, account_url=account_url, valid_for=valid_for,
        device=without_line_breaks(device),
    )  # fmt: skip
    return email_message(settings, contact, rendered)


def notice_letter(
    settings: Settings,
    contact: Contact,
    template: NoticeTemplate,
    visits: Sequence[CancelledVisit],
    unique: str,
) -> bytes:
    """Returns a notice about an account, as the bytes of an e-mail.

    `visits`: the visits that were cancelled because the account was closed; empty for other notices. `unique`: a text
    from which the Message-ID is made, so that mailboxes recognise a repeated mail.
    """
    site = f"{settings.public_url}/{contact.locale}/doctors"
    cancelled = [
        (day_and_time(v.starts_at, contact.time_zone, contact.locale), without_line_breaks(v.doctor_name), v.reference)
        for v in visits
    ]  # fmt: skip
    rendered = render(
        template,
        contact.locale,
        [site],
        name=without_line_breaks(contact.name),
        visits=cancelled,
        site=site,
    )
    return email_message(settings, contact, rendered, unique=unique)


def _facts_without_line_breaks(facts: AppointmentFacts) -> AppointmentFacts:
    """Returns a copy whose texts have no line breaks, so that a text that a person typed stays on its line."""
    typed = {
        name: without_line_breaks(value)
        for name, value in asdict(facts).items()
        if isinstance(value, str)
    }
    return replace(facts, **typed)  # type: ignore[arg-type]  # only strings are replaced, by strings


def answering_address(settings: Settings) -> str:
    """The e-mail address for replies: that of the setting `mail_reply_to` or, if this is not set, that of `mail_from`."""
    return parseaddr(settings.mail_reply_to or settings.mail_from)[1]


def email_message(
    settings: Settings,
    contact: Contact,
    rendered: Rendered,
    calendar: CalendarFile | None = None,
    unique: str | None = None,
) -> bytes:
    """The bytes of an e-mail (RFC 5322), marked as automatic (RFC 3834).

    `calendar` and `unique` as for `appointment_letter`. The function uses the older classes of Python's `email`
    package, with which a message costs 0.7 ms of CPU; with `EmailMessage`, which parses each header, a message costs 3
    ms. Raises `ValueError` for a header with a line break or another control character.
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
    """Returns a text part, unencoded if every mail server accepts its characters and line lengths, otherwise in base64."""
    lines = text.replace("\r\n", "\n").split("\n")
    is_plain = text.isascii() and max(map(len, lines)) <= _LONGEST_LINE
    return MIMEText("\r\n".join(lines), subtype, "us-ascii" if is_plain else "utf-8")
