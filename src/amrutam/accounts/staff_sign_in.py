"""Doctors' and admins' accounts: a password, and a second factor that is not e-mail."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from time import time
from uuid import UUID

import pyotp

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import address_indexes, normalised, sealed_address
from amrutam.accounts.errors import AddressTaken, WrongCredentials
from amrutam.accounts.made_up import may_sign_in
from amrutam.accounts.models import Role
from amrutam.accounts.password_attempts import Attempt, count_attempt, forget_attempts
from amrutam.accounts.passwords import Passwords, check_strength
from amrutam.core.database import Row
from amrutam.core.errors import Invalid
from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources

_RECOVERY_CODES = 10
_RECOVERY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_RECOVERY_LENGTH = 12


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Shown once, to the operator; only hashes and sealed values are kept."""

    id: UUID
    email: str
    password: str
    totp_uri: str | None
    recovery_codes: tuple[str, ...]


async def create_account(
    resources: Resources,
    role: Role,
    email: str,
    password: str | None = None,
    *,
    with_totp: bool = True,
) -> NewAccount:
    """A staff account, by a command of the schema's owner. Without a password it gets one of 120 random bits.

    Raises `WeakPassword`, `AddressTaken`, and `Invalid` for a patient (they sign in with codes),
    or for one without a second factor in production.
    """
    if role == "patient":
        raise Invalid.field("/role", "patients make their accounts by signing in")
    if not with_totp and resources.settings.environment == "production":
        raise Invalid.field("/with_totp", "production asks staff for a second factor")
    address = normalised("email", email)
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
    role: Role,
    address: str,
    password: str,
    secret: str | None,
    recovery: tuple[str, ...],
) -> UUID:
    keyring = resources.keyring
    password_hash = await resources.part(Passwords).hashed(password)
    async with resources.database.transaction() as transaction:
        account_id = await staff_queries.create(
            transaction, None, role, sealed_address(keyring, address)
        )
        if account_id is None:
            raise AddressTaken
        sealed = keyring.seal("totp", secret.encode(), account_id.bytes) if secret else None
        await queries.set_secrets(transaction, account_id, password_hash, sealed)
        hashes = [keyring.mac("totp", account_id.bytes, code.encode()) for code in recovery]
        await queries.add_recovery_codes(transaction, account_id, hashes)
    return account_id


async def sign_in_with_password(
    resources: Resources, attempt: Attempt, password: str, totp: str | None
) -> Row:
    """The account (id, role). One answer for a wrong address, password, factor, or a patient's.

    Every attempt is counted before anything is looked up, so that racing guesses are counted too.
    Raises `WrongCredentials`, `TooManyRequests`, `RecoveryOnly`, `Unavailable`.
    """
    address, shown = attempt.address, _plain(totp)
    await count_attempt(resources, attempt, is_recovery=len(shown) == _RECOVERY_LENGTH)
    account = await queries.account_by_email(
        resources.database, address_indexes(resources.keyring, address)
    )
    stored = account["password_hash"] if account else None
    right = await resources.part(Passwords).verify(password, stored)
    if not (account and stored and right and may_sign_in(resources.settings, account)):
        raise WrongCredentials
    if account["role"] == "patient":
        raise WrongCredentials
    if account["totp_sealed"] is not None and not await second_factor(resources, account, shown):
        raise WrongCredentials
    await forget_attempts(resources, attempt)
    if resources.part(Passwords).outdated(stored):
        renewed = await resources.part(Passwords).hashed(password)
        await queries.set_password_hash(resources.database, account["id"], renewed)
    return account


def staff_address(email: str) -> str:
    """Normalised, as accounts are found by."""
    try:
        return normalised("email", email)
    except Invalid:
        return email.lower()  # nobody's; it is told so after the same work


def _plain(shown: str | None) -> str:
    return "".join((shown or "").split()).replace("-", "").lower()


async def second_factor(resources: Resources, account: Row, shown: str | None) -> bool:
    shown = _plain(shown)
    if not shown:
        return False
    if len(shown) == _RECOVERY_LENGTH:
        macs = resources.keyring.macs("totp", account["id"].bytes, shown.encode())
        return await queries.take_recovery_code(resources.database, account["id"], macs)
    step = _step_of(resources.keyring, account, shown)
    return step is not None and await queries.take_totp_step(
        resources.database, account["id"], step
    )


def _step_of(keyring: Keyring, account: Row, shown: str) -> int | None:
    """The time step that a code belongs to: this one, or one beside it (RFC 6238, 5.2)."""
    secret = keyring.open("totp", account["totp_sealed"], account["id"].bytes).decode()
    totp = pyotp.TOTP(secret)
    now = int(time()) // totp.interval
    steps = [
        step
        for step in (now, now - 1, now + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), shown.encode())
    ]
    return steps[0] if steps else None


def recovery_codes() -> tuple[str, ...]:
    return tuple(_recovery_code() for _ in range(_RECOVERY_CODES))


def _recovery_code() -> str:
    return "".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(_RECOVERY_LENGTH))
