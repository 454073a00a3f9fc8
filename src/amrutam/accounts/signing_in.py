"""Signing in by any protocol: verifies a person's identity, and makes the answer about the account and its tokens."""

from __future__ import annotations

from uuid import UUID

from fastapi import Request, Response

from amrutam.accounts import (
    actions,
    passkeys,
    sessions,
    sign_in_codes,
    staff_queries,
    staff_sign_in,
)
from amrutam.accounts.contacts import Channel, masked_address, staff_address
from amrutam.accounts.devices import device_name, known_device, remember_device
from amrutam.accounts.models import Account, Caller, Locale
from amrutam.accounts.password_attempts import Attempt
from amrutam.accounts.schemas import (
    AccountView,
    CodeSignIn,
    ContactView,
    PasskeySignIn,
    PasswordSignIn,
    SignIn,
    TokenView,
)
from amrutam.accounts.staff_links import StaffMessage, enqueue_message
from amrutam.core.database import Row
from amrutam.core.http.address import client_address, limited_address
from amrutam.core.resources import Resources, resources_of


async def open_tokens(request: Request, response: Response, body: SignIn) -> TokenView:
    """Verifies a proof of identity, opens a session of a program, and returns its token pair.

    Raises what `prove_identity` raises, and `SignInRequired` as `sessions.open_token_session` does.
    """
    resources = resources_of(request)
    account_id, verified = await prove_identity(request, response, body)
    pair = await sessions.open_token_session(
        resources,
        account_id,
        verified=verified,
        user_agent=device_name(request.headers.get("user-agent", "")),
    )
    return await token_view(resources, pair)


async def prove_identity(request: Request, response: Response, body: SignIn) -> tuple[UUID, bool]:
    """Verifies a proof of identity, and sets the cookie of the device in `response`.

    Staff who sign in on a new device get a mail about it. Returns (account id, whether the proof
    was a code sent to the account's address). Raises `WrongCode` for a code; `WrongCredentials`,
    `RecoveryOnly` and `TooManyRequests` for a password; `PasskeyRefused` and `PasskeysUnavailable`
    for a passkey; `Unavailable` for each kind. The functions `sign_in_with_code`,
    `sign_in_with_password` and `passkeys.sign_in` name the cases.
    """
    resources = resources_of(request)
    if isinstance(body, CodeSignIn):
        account, address = await sign_in_codes.sign_in_with_code(
            resources, body.challenge_id, body.code
        )
    else:
        account, address = await _staff_signed_in(request, body)
        await _tell_of_new_device(request, resources, account["id"])
    remember_device(request, response, address)
    return account["id"], isinstance(body, CodeSignIn)


async def _staff_signed_in(
    request: Request, body: PasswordSignIn | PasskeySignIn
) -> tuple[Row, str]:
    """Returns (the account as a row with `id` and `role`, its e-mail address)."""
    resources = resources_of(request)
    if isinstance(body, PasskeySignIn):
        return await passkeys.sign_in(resources, body.passkey)
    address = staff_address(body.email)
    attempt = Attempt(address, client_address(request), known_device(request, address))
    account = await staff_sign_in.sign_in_with_password(
        resources, attempt, body.password, body.totp
    )
    return account, address


async def _tell_of_new_device(request: Request, resources: Resources, account_id: UUID) -> None:
    """Enqueues a mail to the account's owner about a sign-in, unless the account has signed in from the device before.

    Here a device is identified by its User-Agent header and its network, not by the device's cookie.
    """
    agent, network = request.headers.get("user-agent", ""), limited_address(client_address(request))
    mac = resources.keyring.mac("address", b"device", agent.encode(), network.encode())
    async with resources.database.transaction() as database:
        if await staff_queries.is_new_device(database, account_id, mac):
            message = StaffMessage("new_device", account_id, device=device_name(agent))
            await enqueue_message(database, resources, message)


async def token_view(resources: Resources, pair: sessions.TokenPair) -> TokenView:
    """Returns the answer body for a token pair, with the caller's account. Raises what `account_view` raises."""
    return TokenView(
        access_token=pair.access_token,
        expires_in=resources.settings.access_token_seconds,
        refresh_token=pair.refresh_token,
        account=await account_view(resources, pair.caller),
    )


async def account_view(resources: Resources, caller: Caller) -> AccountView:
    """Returns the answer body about the caller's account. The owner's patient record is created on first use.

    Raises what `actions.own_account` raises.
    """
    account, patient = await actions.own_account(resources, caller.account_id)
    return AccountView(
        id=account.id, role=account.role, name=patient.name, patient_id=patient.id,
        doctor_id=account.doctor_id,
        email=account.email, phone=account.phone, verified_contact=_verified(account, caller),
        locale=account.locale, time_zone=account.time_zone, created_at=account.created_at,
    )  # fmt: skip


def _verified(account: Account, caller: Caller) -> ContactView | None:
    addresses: tuple[tuple[Channel, str | None], ...] = (
        ("email", account.email), ("sms", account.phone)
    )  # fmt: skip
    for channel, address in addresses:
        if caller.contact_verified and address is not None:
            return ContactView(channel=channel, masked=masked_address(channel, address))
    return None


def preferred_locale(request: Request) -> Locale:
    """Returns the language for messages: `hi` if Hindi is the first one in `Accept-Language`, otherwise `en`.

    The quality values of the header (RFC 9110, 12.5.4) are not considered.
    """
    preferred = request.headers.get("accept-language", "").strip().lower()
    return "hi" if preferred == "hi" or preferred.startswith(("hi-", "hi,", "hi;")) else "en"
