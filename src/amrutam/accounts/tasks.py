"""Jobs of the accounts, which send codes and other mails, and upkeep, which deletes expired links and sessions."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from amrutam.accounts import (
    account_notices,
    one_time_codes,
    queries,
    session_queries,
    staff_links,
    staff_queries,
)
from amrutam.accounts.contacts import address_indexes
from amrutam.core import clock
from amrutam.core.counters import Counters
from amrutam.core.key_ring import SealBroken
from amrutam.core.queue import GiveUp, Queue
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.integrations.smtp.client import MailRefused
from amrutam.notifications.models import CodeTemplate
from amrutam.notifications.sending import job_seconds
from amrutam.notifications.sending import send_code as send_code_message

_TEMPLATES: dict[one_time_codes.Purpose, CodeTemplate] = {
    "sign-in": "sign_in_code",
    "booking": "booking_code",
    "proof": "proof_code",
    "closing": "closing_code",
    "email": "email_code",
}
_UPKEEP_SECONDS = 600.0


def register(queue: Queue, resources: Resources) -> None:
    """Adds the accounts' jobs and upkeep to the worker's queue."""
    # The job is repeated until the code expires, so that a restart of the mail server delays a
    # sign-in by seconds only.
    queue.job(
        one_time_codes.JOB,
        partial(send_code, resources),
        lane="codes",
        attempts=1000,
        first_delay=timedelta(seconds=1),
        longest_delay=timedelta(seconds=15),
        timeout_seconds=job_seconds(resources.settings),
    )
    mails = {
        staff_links.JOB: partial(staff_links.send_message, resources),
        account_notices.JOB: partial(account_notices.send_notice, resources),
    }
    for name, send in mails.items():
        queue.job(name, send, timeout_seconds=job_seconds(resources.settings))
    queue.upkeep("forget_staff_links", _UPKEEP_SECONDS, staff_queries.forget_tokens)
    queue.upkeep("forget_sessions", _UPKEEP_SECONDS, session_queries.forget_ended_sessions)


async def send_code(resources: Resources, payload: dict[str, Any]) -> None:
    """Mails a one-time code.

    `payload` is that of `enqueue_code`. No mail is sent for an expired code, nor for a sign-in code
    to a staff account's address. If the mail server refuses the mail, the job ends without a retry.
    Raises `MailNotSent` if the mail was not sent, so that the job is repeated, and `GiveUp` if the
    payload cannot be decrypted.
    """
    try:
        sealed = one_time_codes.open_code(resources.keyring, payload)
    except SealBroken as reason:
        raise GiveUp("SealBroken") from reason
    outcome = "sent"
    if sealed.expires_at <= clock.now():
        outcome = "expired"
    elif sealed.purpose == "sign-in" and await _is_staff(resources, sealed):
        outcome = "staff"
    else:
        try:
            await send_code_message(
                resources, sealed.contact, _TEMPLATES[sealed.purpose], sealed.code
            )
        except MailRefused:
            outcome = "refused"
    metrics.CODES.labels(sealed.purpose, outcome).inc()
    if outcome != "staff":
        resources.part(Counters).happened("codes_sent" if outcome == "sent" else "codes_failed")


async def _is_staff(resources: Resources, sealed: one_time_codes.SealedCode) -> bool:
    """Whether the code is for a staff account: staff sign in with a password and a second factor, not with a code."""
    if sealed.contact.channel != "email":
        return False
    indexes = address_indexes(resources.keyring, sealed.contact.address)
    account = await queries.account_by_email(resources.database, indexes)
    return account is not None and account["role"] != "patient"
