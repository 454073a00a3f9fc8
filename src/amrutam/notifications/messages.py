"""Sending messages. Called from jobs only: no mail leaves from inside a transaction or a request."""

from __future__ import annotations

from dataclasses import asdict, replace
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from uuid import uuid4

from amrutam.core import clock
from amrutam.core.errors import DomainError, Kind
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.integrations.smtp.client import Mailer, MailNotSent, SmtpMailer
from amrutam.notifications.models import (
    AppointmentFacts,
    CalendarFile,
    Channel,
    Contact,
    Rendered,
    Template,
)
from amrutam.notifications.rendering import local_time, one_line, render


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


class Mailers:
    """The ways out of this process. Tests put a fake in `email`."""

    def __init__(self, resources: Resources) -> None:
        settings = resources.settings
        self.channels: set[Channel] = {"email"}
        self.email: Mailer | None = None
        if settings.smtp_url is not None:
            self.email = SmtpMailer.of_url(settings.smtp_url, parseaddr(settings.mail_from)[1])


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
    before = facts.previous_starts_at
    rendered = render(
        template,
        contact.locale,
        a=_on_one_line(facts),
        when=local_time(facts.starts_at, facts.time_zone, contact.locale),
        before=local_time(before, facts.time_zone, contact.locale) if before else "",
        new_times=[local_time(at, facts.time_zone, contact.locale) for at in facts.new_times],
        manage_url=f"{resources.settings.public_url}/appointments",
    )
    await _send(resources, contact, rendered, calendar, unique)


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
    message = email_message(resources.settings, contact, rendered, calendar, unique)
    await mailer.send(message, contact.address)


def email_message(
    settings: Settings,
    contact: Contact,
    rendered: Rendered,
    calendar: CalendarFile | None = None,
    unique: str | None = None,
) -> EmailMessage:
    """Marked as automatic (RFC 3834). The header classes refuse line breaks in every value."""
    name, sender = parseaddr(settings.mail_from)
    identity = sha256(unique.encode()).hexdigest()[:32] if unique else uuid4().hex
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = Address(one_line(name), addr_spec=sender)
    message["To"] = Address(addr_spec=contact.address)
    message["Subject"] = rendered.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(rendered.text)
    message.add_alternative(rendered.html, subtype="html")
    if calendar is not None:
        message.add_attachment(
            calendar.content.decode(), subtype="calendar", filename="appointment.ics",
            params={"method": calendar.method},
        )  # fmt: skip
    # Last: making a multipart moves what is called Content-* into its first part.
    message["Content-Language"] = contact.locale
    return message
