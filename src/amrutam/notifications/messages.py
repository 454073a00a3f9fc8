"""Sending messages. Called from jobs only: no mail leaves from inside a transaction or a request."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parseaddr
from functools import partial

from amrutam.core.errors import DomainError, Kind
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.integrations.smtp.client import Mailer, MailNotSent, SmtpMailer, Timeouts
from amrutam.notifications.letters import appointment_letter, code_letter, staff_letter
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CalendarFile,
    Channel,
    CodeTemplate,
    Contact,
    StaffTemplate,
)


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


async def send_code(
    resources: Resources, contact: Contact, template: CodeTemplate, code: str
) -> None:
    """Raises `MailNotSent` or `MailRefused`."""
    await _send(resources, contact, partial(code_letter, template=template, code=code))


async def send_appointment(
    resources: Resources,
    contact: Contact,
    template: AppointmentTemplate,
    facts: AppointmentFacts,
    *,
    calendar: CalendarFile | None = None,
    unique: str | None = None,
) -> None:
    """Raises `MailNotSent` or `MailRefused`.

    Repeated with the same `unique` it has the same Message-ID: mailboxes can tell it is the same.
    """
    letter = partial(
        appointment_letter, template=template, facts=facts, calendar=calendar, unique=unique
    )
    await _send(resources, contact, letter)


async def send_staff(
    resources: Resources, contact: Contact, template: StaffTemplate, *, url: str, device: str
) -> None:
    """Raises `MailNotSent` or `MailRefused`."""
    await _send(
        resources, contact, partial(staff_letter, template=template, url=url, device=device)
    )


async def _send(
    resources: Resources, contact: Contact, letter: Callable[[Settings, Contact], bytes]
) -> None:
    mailer = resources.part(Mailers).email
    if mailer is None or contact.channel != "email":
        raise MailNotSent("no provider is set up")
    await mailer.send(letter(resources.settings, contact), contact.address)
