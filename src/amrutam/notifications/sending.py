"""Sends messages.

Only jobs call the functions that send, so that no transaction and no request waits for the mail server.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.utils import parseaddr
from functools import partial

from amrutam.core.errors import DomainError, Kind
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.integrations.smtp.client import Mailer, MailNotSent, SmtpMailer, Timeouts
from amrutam.notifications.letters import (
    appointment_letter,
    code_letter,
    notice_letter,
    staff_letter,
)
from amrutam.notifications.models import (
    AppointmentFacts,
    AppointmentTemplate,
    CalendarFile,
    CancelledVisit,
    Channel,
    CodeTemplate,
    Contact,
    NoticeTemplate,
    StaffTemplate,
)


class ChannelUnavailable(DomainError):
    code = "channel-unavailable"
    kind = Kind.UNACCEPTABLE
    title = "The platform cannot send messages through this channel"
    cause = "The operator has not configured a provider for this channel."
    fix = "Use an e-mail address."


def check_channel(resources: Resources, channel: Channel) -> None:
    """Raises `ChannelUnavailable` for any channel but `email`; a mail server need not be configured."""
    if channel not in resources.part(Mailers).channels:
        raise ChannelUnavailable


def job_seconds(settings: Settings) -> float:
    """The timeout in seconds of a job that sends one message.

    Besides `mail_accept_seconds`, the job has five times `mail_command_seconds` for the connection and the commands.
    """
    return settings.mail_accept_seconds + 5 * settings.mail_command_seconds


class Mailers:
    """The mail client of this process (`email`; None without `smtp_url`) and the channels that the platform accepts.

    Tests put a fake into `email`.
    """

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
        """Closes idle connections to the mail server."""
        if isinstance(self.email, SmtpMailer):
            await self.email.aclose()


async def send_code(
    resources: Resources, contact: Contact, template: CodeTemplate, code: str
) -> None:
    """Sends a one-time code.

    Raises `MailNotSent` if the mail server did not accept the message now, if no server is configured, and for another
    channel than `email`; `MailRefused` if the mail server will never accept the message.
    """
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
    """Sends a message about an appointment, with the file `calendar` attached unless it is None.

    A repetition with the same `unique` has the same Message-ID, so that mailboxes can recognise the
    copy; None makes a random Message-ID. Raises `MailNotSent` and `MailRefused` in the cases of `send_code`.
    """
    letter = partial(
        appointment_letter, template=template, facts=facts, calendar=calendar, unique=unique
    )
    await _send(resources, contact, letter)


async def send_staff(
    resources: Resources, contact: Contact, template: StaffTemplate, *, url: str, device: str
) -> None:
    """Sends a message to staff. `url` and `device` as for `staff_letter`.

    Raises `MailNotSent` and `MailRefused` in the cases of `send_code`.
    """
    await _send(
        resources, contact, partial(staff_letter, template=template, url=url, device=device)
    )


async def send_notice(
    resources: Resources,
    contact: Contact,
    template: NoticeTemplate,
    visits: Sequence[CancelledVisit],
    unique: str,
) -> None:
    """Sends a notice about an account. The arguments are those of `notice_letter`.

    Raises `MailNotSent` and `MailRefused` in the cases of `send_code`.
    """
    letter = partial(notice_letter, template=template, visits=visits, unique=unique)
    await _send(resources, contact, letter)


async def _send(
    resources: Resources, contact: Contact, letter: Callable[[Settings, Contact], bytes]
) -> None:
    mailer = resources.part(Mailers).email
    if mailer is None or contact.channel != "email":
        raise MailNotSent("no provider is set up")
    await mailer.send(letter(resources.settings, contact), contact.address)
