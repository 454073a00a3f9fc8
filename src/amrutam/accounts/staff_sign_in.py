"""Creates staff accounts for commands, and verifies the password and second factor of staff who sign in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

import pyotp

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import address_indexes, normalised_email, sealed_address
from amrutam.accounts.errors import AddressTaken, WrongCredentials
from amrutam.accounts.made_up import may_sign_in
from amrutam.accounts.models import StaffRole
from amrutam.accounts.password_attempts import Attempt, count_attempt, forget_attempts
from amrutam.accounts.passwords import Passwords, check_strength
from amrutam.accounts.second_factor import is_recovery_code, recovery_codes, second_factor
from amrutam.core.database import Row
from amrutam.core.errors import Invalid
from amrutam.core.resources import Resources


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A new account with its secrets, which are shown to the operator once.

    The database stores only hashes and encrypted values of the secrets. `totp_uri` is an
    `otpauth://` URI; without an authenticator `totp_uri` is None, and there are no recovery codes.
    """

    id: UUID
    email: str
    password: str
    totp_uri: str | None
    recovery_codes: tuple[str, ...]


async def create_account(
    resources: Resources,
    role: StaffRole,
    email: str,
    password: str | None = None,
    *,
    with_totp: bool = True,
) -> NewAccount:
    """Creates a staff account, for a command of the schema's owner; returns the account with its secrets.

    If `password` is None, the account gets a password of 120 random bits; `with_totp` gives it an
    authenticator and recovery codes. Raises `WeakPassword` as `check_strength` does, `AddressTaken` if
    another account has the address, `NotAllowed` if the database user lacks the owner's rights, and
    `Invalid` for a text that is no e-mail address, and for an account without a second factor in
    production.
    """
    if not with_totp and resources.settings.environment == "production":
        raise Invalid.field(
            "/with_totp", "must be true in production: staff need a second factor there"
        )
    address = normalised_email(email)
    if password is not None:
        check_strength(password, address, *address.split("@"))
    chosen = password or secrets.token_urlsafe(15)
    secret = pyotp.random_base32() if with_totp else None
    recovery = recovery_codes() if with_totp else ()
    account_id = await _insert(resources, role, address, chosen, secret, recovery)
    uri = (
        pyotp.TOTP(secret).provisioning_uri(name=address, issuer_name="Amrutam") if secret else None
    )
    return NewAccount(account_id, address, chosen, uri, recovery)


async def _insert(
    resources: Resources,
    role: StaffRole,
    address: str,
    password: str,
    secret: str | None,
    recovery: tuple[str, ...],
) -> UUID:
    keyring = resources.keyring
    password_hash = await resources.part(Passwords).hashed(password)
    async with resources.database.transaction() as transaction:
        account_id = await staff_queries.insert_staff(
            transaction, None, role, sealed_address(keyring, address)
        )
        if account_id is None:
            raise AddressTaken
        sealed = keyring.seal("totp", secret.encode(), account_id.bytes) if secret else None
        await staff_queries.set_secrets(transaction, account_id, password_hash, sealed)
        hashes = [keyring.mac("totp", account_id.bytes, code.encode()) for code in recovery]
        await staff_queries.add_recovery_codes(transaction, account_id, hashes)
    return account_id


async def sign_in_with_password(
    resources: Resources, attempt: Attempt, password: str, totp: str | None
) -> Row:
    """Verifies a password and a second factor; returns the account, a row with `id` and `role`. No session is opened.

    `totp`: a code of the authenticator or a recovery code; None without a second factor. For an
    account without a factor, a recovery code is wrong and any other text is ignored. The code is
    marked as used, and a password hash with outdated parameters is replaced.

    Raises `WrongCredentials` for a wrong address, password or factor, for a patient's address, and
    for an account that is not allowed to sign in, so that the answer does not show which of these
    is the case; `TooManyRequests`, `RecoveryOnly` and `Unavailable` as `count_attempt` does.
    """
    await count_attempt(resources, attempt, is_recovery=is_recovery_code(totp))
    account = await queries.account_by_email(
        resources.database, address_indexes(resources.keyring, attempt.address)
    )
    stored = account["password_hash"] if account else None
    right = await resources.part(Passwords).verify(password, stored)
    if not (account and stored and right and may_sign_in(resources.settings, account)):
        raise WrongCredentials
    if account["role"] == "patient":
        raise WrongCredentials
    if not await _right_factor(resources, account, totp):
        raise WrongCredentials
    await forget_attempts(resources, attempt)
    if resources.part(Passwords).outdated(stored):
        renewed = await resources.part(Passwords).hashed(password)
        await staff_queries.replace_password_hash(
            resources.database, account["id"], stored, renewed
        )
    return account


async def _right_factor(resources: Resources, account: Row, totp: str | None) -> bool:
    """Whether `totp` is right for the account. An account without a second factor needs none.

    A recovery code is wrong for an account without a factor: the counter over days does not count
    attempts with a recovery code, so the password alone must not make such an attempt succeed.
    """
    if account["totp_sealed"] is None:
        return not is_recovery_code(totp)
    return await second_factor(resources, account, totp)
