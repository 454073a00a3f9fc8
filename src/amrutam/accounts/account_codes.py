"""Codes by which a signed-in person proves ownership of the account.

Patients need such a code for a step-up (a new proof of identity) and for closing the account; a
change of the account's e-mail address needs a code in any role. A code can be used once. Redis
stores the code's HMAC for `code_seconds`, with an encrypted text that has the account, the purpose
and the address to which the code was sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec

from amrutam.accounts import queries, session_queries
from amrutam.accounts.access import check_recently_proved
from amrutam.accounts.account_notices import AccountNotice, enqueue_notice
from amrutam.accounts.actions import note_ended
from amrutam.accounts.contacts import normalised_email, sealed_address
from amrutam.accounts.errors import WrongCode
from amrutam.accounts.lua import PUT_CHALLENGE, TRY_CODE
from amrutam.accounts.models import Caller
from amrutam.accounts.one_time_codes import (
    Budget,
    Purpose,
    code_mac,
    code_macs,
    enqueue_code,
    issue_limits,
    new_code,
    own_budget,
    sign_in_budget,
)
from amrutam.accounts.recipient import contact_of
from amrutam.accounts.sign_in_codes import Challenge
from amrutam.core import clock
from amrutam.core.errors import Invalid, SignInRequired, Unavailable
from amrutam.core.key_ring import SealBroken
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.notifications.models import Contact
from amrutam.notifications.sending import check_channel


class _About(msgspec.Struct, frozen=True, array_like=True):
    account_id: UUID
    purpose: str
    address: str


@dataclass(frozen=True, slots=True)
class _AccountCode:
    """A code of a challenge.

    A change of address has two codes with one challenge id: `part` is `:present` for the code that
    is sent to the present address, and `:new` for the other. `part` is empty for every other code.
    """

    challenge_id: UUID
    purpose: Purpose
    part: str = ""

    @property
    def key(self) -> str:
        return f"own-code:{self.challenge_id}{self.part}"

    @property
    def context(self) -> bytes:
        return b"own" + self.challenge_id.bytes + self.part.encode()


async def send_own_code(
    resources: Resources, caller: Caller, purpose: Purpose, ip: str
) -> Challenge:
    """Sends a code to the account's own address by a job, and returns the code's challenge.

    `ip` is the client's IP address. `purpose` is `proof` (a step-up) or `closing`. Raises
    `SignInRequired` if the account was closed in the meantime, `ChannelUnavailable` if the address
    is a phone number, and `TooManyRequests` and `Unavailable` as `issue_limits` does.
    """
    contact = await _own_contact(resources, caller)
    challenge_id = uuid4()
    code = _AccountCode(challenge_id, purpose)
    await _send(resources, caller, code, contact, own_budget(resources, caller.account_id, ip))
    return _challenge(resources, challenge_id)


async def check_own_code(
    resources: Resources, caller: Caller, purpose: Purpose, challenge_id: UUID, code: str
) -> None:
    """Checks a code that a signed-in person got for their own account, and marks it as used.

    `purpose` is that of `send_own_code`. Raises `WrongCode` for a code that is wrong, used or
    expired, that was tried too often, or that was sent for another account or purpose; `Unavailable`
    if Redis cannot be reached. Spaces in `code` are ignored.
    """
    await _tried(resources, caller, _AccountCode(challenge_id, purpose), code)


async def step_up_with_code(
    resources: Resources, caller: Caller, challenge_id: UUID, code: str
) -> None:
    """Checks a code for the purpose `proof`, and records in the session the caller's new proof of identity.

    Raises `WrongCode` and `Unavailable` as `check_own_code` does.
    """
    await check_own_code(resources, caller, "proof", challenge_id, code)
    await session_queries.prove(resources.database, caller.session_id)


async def begin_email_change(
    resources: Resources, caller: Caller, email: str, ip: str
) -> Challenge:
    """Sends a code to the new address and, for patients, another code to the present address.

    Returns one challenge for both codes, which does not show whether another account has the new
    address. `ip` is the client's IP address. Raises `Invalid` if `email` is not an e-mail address
    or is the present one, `StepUpRequired` for staff without a recent proof of identity,
    `SignInRequired` for a closed account, `ChannelUnavailable` if the present address is a phone
    number, and `TooManyRequests` and `Unavailable` as `issue_limits` does.
    """
    present = await _own_contact(resources, caller)
    address = normalised_email(email)
    if address == present.address:
        raise Invalid.field("/email", "must differ from the account's present address")
    challenge_id, budget = uuid4(), own_budget(resources, caller.account_id, ip)
    new = Contact("email", address, present.locale, present.name, present.time_zone)
    if caller.role == "patient":
        await _send(
            resources, caller, _AccountCode(challenge_id, "email", ":present"), present, budget
        )
    else:
        await check_recently_proved(resources, caller)
    mailbox = sign_in_budget(resources, address, ip, None)
    await _send(resources, caller, _AccountCode(challenge_id, "email", ":new"), new, mailbox)
    return _challenge(resources, challenge_id)


async def finish_email_change(
    resources: Resources,
    caller: Caller,
    challenge_id: UUID,
    new_code: str,
    present_code: str | None,
) -> None:
    """Changes the account's e-mail address, ends the account's other sessions and notifies the old address.

    `challenge_id` is that of `begin_email_change`. `present_code` is the code that was sent to the
    present address; for staff `present_code` is ignored. Raises `WrongCode` if a code is wrong,
    used, expired or missing, or was tried too often (its member `errors` points to `/new_code` or
    `/present_code`), `AddressTaken` if another account has the new address, `StepUpRequired` for
    staff without a recent proof of identity, `SignInRequired` for a closed account or an ended
    session, and `Unavailable` if Redis or PostgreSQL is unreachable.
    """
    old = await _own_contact(resources, caller)
    if caller.role != "patient":
        await check_recently_proved(resources, caller)
    address = await _both_tried(resources, caller, challenge_id, new_code, present_code)
    email = sealed_address(resources.keyring, address)
    async with resources.database.transaction() as database:
        ended = await queries.set_email(database, caller.session_id, caller.account_id, email)
        await enqueue_notice(
            database, resources, AccountNotice(str(challenge_id), "email_changed", old)
        )
    note_ended(resources, ended)


async def _both_tried(
    resources: Resources,
    caller: Caller,
    challenge_id: UUID,
    new_code: str,
    present_code: str | None,
) -> str:
    """Checks the code of the new address and, for patients, that of the present address; returns the new address.

    If only the new address's code was wrong, the present address's code stays valid, again for
    `code_seconds`.
    """
    present = _AccountCode(challenge_id, "email", ":present")
    about = None
    if caller.role == "patient":
        about = await _tried(resources, caller, present, present_code or "", "/present_code")
    try:
        return (
            await _tried(
                resources,
                caller,
                _AccountCode(challenge_id, "email", ":new"),
                new_code,
                "/new_code",
            )
        ).address
    except WrongCode:
        if about is not None:
            await _put(resources, present, present_code or "", about)
        raise


async def _own_contact(resources: Resources, caller: Caller) -> Contact:
    contact = await contact_of(resources, caller.account_id)
    if contact is None:  # the account was closed after the caller was verified
        raise SignInRequired
    return contact


async def _send(
    resources: Resources, caller: Caller, code: _AccountCode, contact: Contact, budget: Budget
) -> None:
    check_channel(resources, contact.channel)
    await issue_limits(resources, budget, code.purpose)
    digits = new_code()
    about = _About(caller.account_id, code.purpose, contact.address)
    await _put(resources, code, digits, about)
    async with resources.database.transaction() as database:
        await enqueue_code(database, resources, contact, digits, code.purpose)


async def _put(resources: Resources, code: _AccountCode, digits: str, about: _About) -> None:
    sealed = resources.keyring.seal("code", msgspec.json.encode(about), code.context)
    arguments = [
        code_mac(resources.keyring, code.context, digits.replace(" ", "")),
        sealed,
        resources.settings.code_seconds * 1000,
    ]
    try:
        await resources.redis.run(PUT_CHALLENGE, [code.key], arguments)
    except RedisAway as reason:
        raise Unavailable("Codes cannot be sent at the moment") from reason


async def _tried(
    resources: Resources, caller: Caller, code: _AccountCode, digits: str, pointer: str = "/code"
) -> _About:
    macs = code_macs(resources.keyring, code.context, digits.replace(" ", ""))
    try:
        sealed = await resources.redis.run(
            TRY_CODE, [code.key], [resources.settings.code_tries, *macs]
        )
    except RedisAway as reason:
        raise Unavailable("Codes cannot be checked at the moment") from reason
    about = _opened(resources, code, sealed) if sealed is not None else None
    is_right = (
        about is not None
        and about.account_id == caller.account_id
        and about.purpose == code.purpose
    )
    metrics.CODES.labels(code.purpose, "right" if is_right else "wrong").inc()
    if about is None or not is_right:
        raise WrongCode(errors=[{"pointer": pointer, "detail": WrongCode.title}])
    return about


def _opened(resources: Resources, code: _AccountCode, sealed: bytes) -> _About | None:
    try:
        return msgspec.json.decode(
            resources.keyring.open("code", sealed, code.context), type=_About
        )
    # The key that encrypted the address was removed from the key ring in the meantime.
    except SealBroken:
        return None


def _challenge(resources: Resources, challenge_id: UUID) -> Challenge:
    settings, present = resources.settings, clock.now()
    return Challenge(
        challenge_id,
        present + timedelta(seconds=settings.code_seconds),
        present + timedelta(seconds=settings.code_resend_seconds),
    )
