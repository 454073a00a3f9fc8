"""Signing in with a one-time code.

A challenge is a code that was sent, with its address. Only Redis stores challenges, for
`code_seconds` and for one use: the code as an HMAC, the address encrypted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from amrutam.accounts import queries
from amrutam.accounts.contacts import address_indexes, normalised, sealed_address
from amrutam.accounts.errors import WrongCode
from amrutam.accounts.lua import PUT_CHALLENGE, TRY_CODE
from amrutam.accounts.made_up import may_sign_in
from amrutam.accounts.one_time_codes import (
    code_mac,
    code_macs,
    enqueue_code,
    issue_limits,
    new_code,
    sign_in_budget,
)
from amrutam.core import clock
from amrutam.core.database import Row
from amrutam.core.errors import Unavailable
from amrutam.core.key_ring import SealBroken
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.core.zones import DEFAULT_ZONE
from amrutam.notifications.models import Channel, Contact, Locale
from amrutam.notifications.sending import check_channel


@dataclass(frozen=True, slots=True)
class Challenge:
    """A code that was sent: when the code expires, and the earliest time of a request for another code (both in UTC).

    `account_codes.begin_email_change` returns one challenge for two codes.
    """

    id: UUID
    expires_at: datetime
    resend_at: datetime


async def request_code(
    resources: Resources,
    channel: Channel,
    address: str,
    ip: str,
    locale: Locale,
    time_zone: str | None,
    known_device: Callable[[str], str | None],
) -> Challenge:
    """Sends a code to any address by a job; whether an account has the address is not looked up here.

    `ip` is the client's IP address. `locale` and `time_zone` (an IANA name; None for the default
    zone) are stored with an account that this code creates. `known_device` maps the normalised
    address to the id of the caller's device, or to None if the address has not signed in on this
    device. Raises `Invalid` for a malformed address, `ChannelUnavailable` for the channel `sms`,
    and `TooManyRequests` and `Unavailable` as `issue_limits` does.
    """
    check_channel(resources, channel)
    contact = Contact(
        channel, normalised(channel, address), locale, time_zone=time_zone or DEFAULT_ZONE
    )
    device = known_device(contact.address)
    budget = sign_in_budget(resources, contact.address, ip, device)
    resend_at = await issue_limits(resources, budget, "sign-in")
    challenge_id, code = uuid4(), new_code()
    expires_at = clock.now() + timedelta(seconds=resources.settings.code_seconds)
    await _put(resources, challenge_id, code, contact)
    async with resources.database.transaction() as transaction:
        await enqueue_code(transaction, resources, contact, code, "sign-in")
    return Challenge(challenge_id, expires_at, resend_at)


async def sign_in_with_code(resources: Resources, challenge_id: UUID, code: str) -> tuple[Row, str]:
    """Verifies a one-time code and uses it up. Returns (account, the address to which the code was sent).

    The account is a row with `id` and `role`. For an address without an account, a patient's
    account is created. Raises `WrongCode` for a code that is wrong, used, expired or was tried too
    often, for staff, who cannot sign in with codes, and for an account that is disabled or not
    allowed to sign in in this environment; `Unavailable` if Redis cannot be reached. Spaces in
    `code` are ignored.
    """
    contact = await _tried(resources, challenge_id, code.replace(" ", ""))
    account = await _account_of(resources, contact)
    right = account["role"] == "patient" and may_sign_in(resources.settings, account)
    metrics.CODES.labels("sign-in", "right" if right else "wrong").inc()
    if not right:
        raise WrongCode
    return account, contact.address


async def _put(resources: Resources, challenge_id: UUID, code: str, contact: Contact) -> None:
    """Stores the challenge in Redis, which gets only hashes and encrypted values."""
    keyring = resources.keyring
    about = keyring.seal("code", msgspec.json.encode(contact), challenge_id.bytes)
    arguments = [
        code_mac(keyring, challenge_id.bytes, code),
        about,
        resources.settings.code_seconds * 1000,
    ]
    try:
        await resources.redis.run(PUT_CHALLENGE, [_key(challenge_id)], arguments)
    except RedisAway as reason:
        raise Unavailable("Codes cannot be sent at the moment") from reason


async def _tried(resources: Resources, challenge_id: UUID, code: str) -> Contact:
    macs = code_macs(resources.keyring, challenge_id.bytes, code)
    arguments = [resources.settings.code_tries, *macs]
    try:
        about = await resources.redis.run(TRY_CODE, [_key(challenge_id)], arguments)
    except RedisAway as reason:
        raise Unavailable("Codes cannot be checked at the moment") from reason
    if about is None:
        metrics.CODES.labels("sign-in", "wrong").inc()
        raise WrongCode
    try:
        plain = resources.keyring.open("code", about, challenge_id.bytes)
    # The key that encrypted the challenge was removed from the key ring in the meantime.
    except SealBroken as reason:
        raise WrongCode from reason
    return msgspec.json.decode(plain, type=Contact)


async def _account_of(resources: Resources, contact: Contact) -> Row:
    """Finds or creates the account with the address, and returns its row.

    Of two concurrent first sign-ins one creates the account, and the other finds the account.
    """
    database = resources.database
    find = queries.account_by_email if contact.channel == "email" else queries.account_by_phone
    indexes = address_indexes(resources.keyring, contact.address)
    account = await find(database, indexes)
    if account is None:
        address = sealed_address(resources.keyring, contact.address)
        email, phone = (address, None) if contact.channel == "email" else (None, address)
        await queries.insert_account(
            database, contact.locale, time_zone=contact.time_zone, email=email, phone=phone
        )
        account = await find(database, indexes)
    if account is None:  # the account that had the address lost it in between
        raise WrongCode
    return account


def _key(challenge_id: UUID) -> str:
    return f"code:{challenge_id}"
