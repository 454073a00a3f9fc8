"""Sends the one-time code that the confirmation of a hold can require."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from amrutam.accounts import one_time_codes
from amrutam.accounts.models import Caller
from amrutam.accounts.recipient import contact_of
from amrutam.booking.errors import NoContact
from amrutam.booking.existing_holds import check_offered, read_hold
from amrutam.core import clock
from amrutam.core.resources import Resources
from amrutam.holds import store


@dataclass(frozen=True, slots=True)
class Sent:
    """The times of a code that was sent, in UTC: when the code expires, and when another one can be requested."""

    expires_at: datetime
    resend_at: datetime


async def send_hold_code(
    resources: Resources, caller: Caller, hold_id: str, visitor_address: str
) -> Sent:
    """Makes a code that confirms only this hold, and enqueues its message; an earlier code of the hold becomes invalid.

    Returns the code's times. `visitor_address`: the client's IP address, by which codes are limited.
    Raises `NotFound` for an unknown hold and for another account's; `HoldExpired` for a hold that has
    ended, and if the doctor is no longer approved; `NoContact` for an account without an address;
    `TooManyRequests`, with the seconds to wait, if a limit of codes is reached; while Redis is
    unreachable `RedisAway` for a protected hold and `Unavailable` for an unprotected one.
    """
    hold = await read_hold(resources, caller, hold_id)
    await check_offered(resources, hold.token)
    contact = await contact_of(resources, caller.account_id)
    if contact is None:
        raise NoContact
    budget = one_time_codes.hold_budget(resources, caller.account_id, visitor_address)
    resend_at = await one_time_codes.issue_limits(resources, budget, "booking")
    code = one_time_codes.new_code()
    mac = one_time_codes.code_mac(resources.keyring, hold.token.nonce, code).hex()
    await store.set_challenge(resources.redis, resources.settings, hold.token, mac)
    async with resources.database.transaction() as transaction:
        await one_time_codes.enqueue_code(transaction, resources, contact, code, "booking")
    expires_at = clock.now() + timedelta(seconds=resources.settings.code_seconds)
    return Sent(expires_at, resend_at)
