"""Checks that the mail server accepts a connection, and the user name and password of the URL. No mail is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiosmtplib

from amrutam.core.settings import Settings
from amrutam.integrations.smtp.client import SmtpMailer, Timeouts
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_PART = "mail"
_PATIENCE_SECONDS = 5.0


async def mail_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Findings about the mail server.

    Yields no finding if no server is set in production, because the check of settings reports that.
    """
    if settings.smtp_url is None:
        if settings.environment != "production":
            fix = "set AMRUTAM_SMTP_URL: patients sign in with codes that are mailed"
            yield warn(_PART, "no mail server is set", fix)
        return
    timeouts = Timeouts(command=_PATIENCE_SECONDS)
    mailer = SmtpMailer.of_url(settings.smtp_url, "check@localhost", timeouts)
    try:
        async with mailer.connection() as server:
            await server.noop()
    except aiosmtplib.SMTPAuthenticationError:
        fix = "see the name and password in AMRUTAM_SMTP_URL (percent-encoded)"
        yield bad(_PART, "the mail server refuses our name or password", fix)
    except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
        fix = "see that it runs, that AMRUTAM_SMTP_URL names it (smtp:// or smtps://), and that it encrypts if it is remote and needs a password"
        yield bad(_PART, f"the mail server cannot be used ({error or type(error).__name__})", fix)
    else:
        yield ok(_PART, "the mail server answers")
