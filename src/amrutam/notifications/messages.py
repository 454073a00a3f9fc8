"""Sending messages. Called from jobs only: no mail leaves from inside a transaction or a request."""

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
from amrutam.core.errors import DomainError, Kind
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.text import is_control
from amrutam.integrations.smtp.client import Mailer, MailNotSent, SmtpMailer, Timeouts
from amrutam.notifications.models import (
    AppointmentFacts,
    CalendarFile,
    Channel,
    Contact,
    Rendered,
    StaffTemplate,
    Template,
)
from amrutam.notifications.rendering import one_line, render
from amrutam.notifications.words import day_and_time, mode_name, money

_WIRE = compat32.clone(linesep="\r\n")
_LONGEST_LINE = 900
"""In characters; mail servers take 998 bytes."""


class ChannelUnavailable(DomainError):
    code = "channel-unavailable"
    kind = Kind.UNACCEPTABLE
    title = "Messages cannot be sent this way here"
    cause = "The operator has not set a provider up for this channel."
    fix = "Use an e-mail address."


def check_channel(resources: Resources, channel: Channel) -> None:
    """Raises `ChannelUnavailable`. A text-message provider would be one more `Mailer`-like part."""
    if channel not in resources.part(Mailers).channels:
        raise ChannelUnavailable


def job_seconds(settings: Settings) -> float:
    """How long a job that sends one message may take: the mail server's answer ends it first."""
    return settings.mail_accept_seconds + 5 * settings.mail_command_seconds


class Mailers:
    """The ways out of this process. Tests put a fake in `email`."""

    def __init__(self, resources: Resources) -> None:
        settings = resources.settings
        self.channels: set[Channel] = {"email"}
        self.email: Mailer | None = None
        if settings.smtp_url is not None:
            self.email = SmtpMailer.of_url(
                settings.smtp_url,
                parseaddr(settings.mail_from)[1],
                Timeouts(
                    settings.mail_command_seconds,
                    settings.mail_accept_seconds,
                    settings.mail_shutdown_seconds,
                ),
            )

    async def aclose(self) -> None:
        if isinstance(self.email, SmtpMailer):
            await self.email.aclose()


async def send_code(resources: Resources, contact: Contact, template: Template, code: str) -> None:
    """Raises `MailNotSent` or `MailRefused`."""
    minutes = max(1, resources.settings.code_seconds // 60)
    await _send(resources, contact, render(template, contact.locale, code=code, minutes=minutes))


async def send_appointment(
    resources: Resources,
    contact: Contact,
    template: Template,
    facts: AppointmentFacts,
    *,
    calendar: CalendarFile | None = None,
    unique: str | None = None,
) -> None:
    """Raises `MailNotSent` or `MailRefused`.

    Repeated with the same `unique` it has the same Message-ID: mailboxes can tell it is the same.
    """
    site = f"{resources.settings.public_url}/{contact.locale}"
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
        offered=offered,
        visit_url=visit_url,
        search_url=f"{site}/doctors",
    )
    await _send(resources, contact, rendered, calendar, unique)


async def send_staff(
    resources: Resources, contact: Contact, template: StaffTemplate, *, url: str, device: str
) -> None:
    """Raises `MailNotSent` or `MailRefused`."""
    hours = max(1, resources.settings.staff_link_seconds // 3600)
    rendered = render(
        template, contact.locale, url=url, hours=hours, device=one_line(device),
        account_url=f"{resources.settings.public_url}/{contact.locale}/account",
    )  # fmt: skip
    await _send(resources, contact, rendered)


def _on_one_line(facts: AppointmentFacts) -> AppointmentFacts:
    """What people typed stays inside its line."""
    typed = {
        name: one_line(value) for name, value in asdict(facts).items() if isinstance(value, str)
    }
    return replace(facts, **typed)  # type: ignore[arg-type]  # only texts are replaced, by texts


async def _send(
    resources: Resources,
    contact: Contact,
    rendered: Rendered,
    calendar: CalendarFile | None = None,
    unique: str | None = None,
) -> None:
    mailer = resources.part(Mailers).email
    if mailer is None or contact.channel != "email":
        raise MailNotSent("no provider is set up")
    content = email_message(resources.settings, contact, rendered, calendar, unique)
    await mailer.send(content, contact.address)


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
