"""Passkeys of staff: WebAuthn credentials with user verification, so that a passkey alone counts as two factors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from amrutam.accounts import passkey_queries, queries, session_queries, staff_queries
from amrutam.accounts.contacts import opened_address
from amrutam.accounts.errors import PasskeyRefused, TooManyPasskeys
from amrutam.accounts.made_up import may_sign_in
from amrutam.accounts.models import Caller
from amrutam.accounts.passkey_challenges import (
    RelyingParty,
    new_challenge,
    refusing,
    relying_party,
    take_challenge,
)
from amrutam.core.database import Row
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.resources import Resources

SIGN_IN = "sign-in"
_LONGEST_ID = 1023
_REQUIRED = UserVerificationRequirement.REQUIRED


async def begin_registration(resources: Resources, caller: Caller) -> dict[str, Any]:
    """Returns the options with which a browser creates a passkey: PublicKeyCredentialCreationOptionsJSON.

    A new challenge is stored in Redis. Raises `NotAllowed` for an account without an e-mail
    address, `PasskeysUnavailable` as `relying_party` does, `Unavailable` if Redis or PostgreSQL is
    unreachable.
    """
    party = _party(resources)
    account = await queries.account(resources.database, caller.account_id)
    address = opened_address(resources.keyring, account["email_sealed"]) if account else None
    if not address:
        raise NotAllowed
    options = generate_registration_options(
        rp_id=party.id, rp_name="Amrutam", user_id=caller.account_id.bytes, user_name=address,
        challenge=await new_challenge(resources, _registering(caller)), timeout=_timeout(resources),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
        ),
        exclude_credentials=await _descriptors(resources, caller),
    )  # fmt: skip
    return options_to_json_dict(options)


async def register(
    resources: Resources, caller: Caller, name: str, credential: dict[str, Any]
) -> UUID:
    """Verifies a credential and stores it as the caller's passkey `name`; returns the passkey's id.

    An entry is added to the ledger `staff_event`. `credential` is a RegistrationResponseJSON
    (WebAuthn 3, 5.1), and its challenge is used up. Raises `PasskeyRefused` for a credential that
    is not valid or is registered already (for any account), `TooManyPasskeys` if the account has
    `passkeys_per_account` passkeys, `PasskeysUnavailable` as `relying_party` does, `Unavailable` if
    Redis or PostgreSQL is unreachable.
    """
    made = await _registration(resources, caller, credential)
    async with resources.database.transaction() as database:
        await queries.lock_account(database, caller.account_id)
        most = resources.settings.passkeys_per_account
        if await passkey_queries.count(database, caller.account_id) >= most:
            raise TooManyPasskeys
        added = await passkey_queries.add(
            database, caller.account_id, name, made.credential_id, made.credential_public_key,
            made.sign_count, backed_up=made.credential_backed_up,
            backup_eligible=made.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
        )  # fmt: skip
        if added is None:
            raise PasskeyRefused
        await staff_queries.add_event(database, caller.account_id, "passkey_added", str(added))
    return added


async def _registration(
    resources: Resources, caller: Caller, credential: dict[str, Any]
) -> VerifiedRegistration:
    party = _party(resources)
    with refusing():
        parsed = parse_registration_credential_json(credential)
    challenge = await take_challenge(
        resources, parsed.response.client_data_json, _registering(caller)
    )
    with refusing():
        made = verify_registration_response(
            credential=parsed, expected_challenge=challenge, expected_rp_id=party.id,
            expected_origin=party.origins, require_user_verification=True,
        )  # fmt: skip
    if len(made.credential_id) > _LONGEST_ID:
        raise PasskeyRefused
    return made


async def begin_sign_in(resources: Resources) -> dict[str, Any]:
    """Returns the options for signing in with a passkey: PublicKeyCredentialRequestOptionsJSON.

    A new challenge is stored in Redis. The options name no passkey, because the browser knows its
    own. Raises `PasskeysUnavailable` as `relying_party` does, and `Unavailable` if Redis is
    unreachable.
    """
    return await _request(resources, SIGN_IN, [])


async def sign_in(resources: Resources, credential: dict[str, Any]) -> tuple[Row, str]:
    """Verifies a passkey and records its use; returns the account (a row with `id` and `role`) and its e-mail address.

    The address is "" for an account without one. `credential` is an AuthenticationResponseJSON
    (WebAuthn 3, 5.1). No session is opened. Raises
    `PasskeyRefused` for a passkey that is not valid, and for an account that is not allowed to sign
    in; `PasskeysUnavailable` as `relying_party` does; `Unavailable` if Redis or PostgreSQL is
    unreachable.
    """
    account = await _used(resources, credential, SIGN_IN)
    return account, opened_address(resources.keyring, account["email_sealed"]) or ""


async def begin_step_up(resources: Resources, caller: Caller) -> dict[str, Any]:
    """Returns the options for verifying the caller again: PublicKeyCredentialRequestOptionsJSON.

    The options name the caller's own passkeys and a new challenge, which is stored in Redis. Raises
    `NotFound` if the caller has no passkey; `PasskeysUnavailable` as `relying_party` does;
    `Unavailable` if Redis or PostgreSQL is unreachable.
    """
    own = await _descriptors(resources, caller)
    if not own:
        raise NotFound
    return await _request(resources, _stepping_up(caller), own)


async def step_up(resources: Resources, caller: Caller, credential: dict[str, Any]) -> None:
    """Verifies the caller again by a passkey, and records in the session that the caller has proved their identity.

    `credential` is an AuthenticationResponseJSON (WebAuthn 3, 5.1). Raises `PasskeyRefused` for a
    passkey that is not valid or that belongs to another account; `PasskeysUnavailable` as
    `relying_party` does; `Unavailable` if Redis or PostgreSQL is unreachable.
    """
    await _used(resources, credential, _stepping_up(caller), caller.account_id)
    await session_queries.prove(resources.database, caller.session_id)


async def rename(resources: Resources, caller: Caller, passkey_id: UUID, name: str) -> None:
    """Renames one of the caller's passkeys. Raises `NotFound` for any other passkey."""
    if not await passkey_queries.rename(resources.database, caller.account_id, passkey_id, name):
        raise NotFound


async def remove(resources: Resources, caller: Caller, passkey_id: UUID) -> None:
    """Removes one of the caller's passkeys, and adds an entry to the ledger `staff_event`.

    Sessions that were opened with the passkey stay. Raises `NotFound` for any other passkey.
    """
    async with resources.database.transaction() as database:
        if not await passkey_queries.remove(database, caller.account_id, passkey_id):
            raise NotFound
        await staff_queries.add_event(
            database, caller.account_id, "passkey_removed", str(passkey_id)
        )


async def _used(
    resources: Resources, credential: dict[str, Any], purpose: str, owner: UUID | None = None
) -> Row:
    """Verifies an AuthenticationResponseJSON, and records the use of its passkey.

    Returns the passkey's row as `passkey_queries.by_credential` does. `purpose` is that of the
    challenge. `owner`: the id of the account that must own the passkey; None for any account.
    Raises what `sign_in` raises.
    """
    party = _party(resources)
    with refusing():
        parsed = parse_authentication_credential_json(credential)
    response = parsed.response
    challenge = await take_challenge(resources, response.client_data_json, purpose)
    found = await passkey_queries.by_credential(resources.database, parsed.raw_id)
    if (
        found is None
        or not may_sign_in(resources.settings, found)
        or owner not in (None, found["id"])
    ):
        raise PasskeyRefused
    # At sign-in the user handle must be present, because nothing else names the user (WebAuthn 3,
    # 7.2, step 6).
    if response.user_handle != found["id"].bytes and (owner is None or response.user_handle):
        raise PasskeyRefused
    with refusing():
        verified = verify_authentication_response(
            credential=parsed, expected_challenge=challenge, expected_rp_id=party.id,
            expected_origin=party.origins, credential_public_key=found["public_key"],
            credential_current_sign_count=found["sign_count"], require_user_verification=True,
        )  # fmt: skip
    may_be_backed_up = verified.credential_device_type is CredentialDeviceType.MULTI_DEVICE
    if may_be_backed_up != found["backup_eligible"] or not await passkey_queries.use(
        resources.database, found["passkey_id"], verified.new_sign_count,
        backed_up=verified.credential_backed_up,
    ):  # fmt: skip
        raise PasskeyRefused
    return found


async def _request(
    resources: Resources, purpose: str, allowed: list[PublicKeyCredentialDescriptor]
) -> dict[str, Any]:
    party = _party(resources)
    options = generate_authentication_options(
        rp_id=party.id, challenge=await new_challenge(resources, purpose),
        timeout=_timeout(resources), allow_credentials=allowed, user_verification=_REQUIRED,
    )  # fmt: skip
    return options_to_json_dict(options)


async def _descriptors(resources: Resources, caller: Caller) -> list[PublicKeyCredentialDescriptor]:
    rows = await passkey_queries.passkeys_of(resources.database, caller.account_id)
    return [PublicKeyCredentialDescriptor(id=row["credential_id"]) for row in rows]


def _party(resources: Resources) -> RelyingParty:
    return relying_party(resources.settings.public_url)


def _timeout(resources: Resources) -> int:
    return resources.settings.passkey_challenge_seconds * 1000


def _registering(caller: Caller) -> str:
    return f"register:{caller.session_id}"


def _stepping_up(caller: Caller) -> str:
    return f"step-up:{caller.session_id}"
