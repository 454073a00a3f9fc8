"""Changes a staff member's own password and second factor, and verifies both in a step-up."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

import pyotp

from amrutam.accounts import session_queries, staff_queries
from amrutam.accounts.actions import note_ended
from amrutam.accounts.contacts import opened_address
from amrutam.accounts.errors import (
    LinkRefused,
    RecoveryOnly,
    TooManyWrongPasswords,
    WrongCredentials,
)
from amrutam.accounts.models import Caller
from amrutam.accounts.password_attempts import Attempt, count_attempt, forget_attempts
from amrutam.accounts.passwords import Passwords, check_strength
from amrutam.accounts.second_factor import (
    is_recovery_code,
    plain,
    recovery_codes,
    second_factor,
    step_of,
)
from amrutam.accounts.sessions import hashed
from amrutam.core.database import Queries, Row
from amrutam.core.errors import NotAllowed
from amrutam.core.key_ring import Keyring, SealBroken
from amrutam.core.resources import Resources

_PENDING = b"pending factor"


@dataclass(frozen=True, slots=True)
class Factor:
    """A new second factor and its recovery codes, which are shown to their owner once.

    `totp_uri` is an `otpauth://` URI for an authenticator app. If the factor did not change,
    `totp_uri` is None and there are no codes.
    """

    totp_uri: str | None
    recovery_codes: tuple[str, ...]


async def set_password_by_link(
    resources: Resources, token: str, password: str, totp: str | None, ip: str
) -> Factor:
    """Sets the password with a link, ends the account's sessions, and marks its links as used.

    `token` is that of the link; `ip` is the client's IP address. For an account with a second
    factor, `totp` must be a code of the authenticator or a recovery code. An account without a
    factor gets a new one, which is returned. Raises `LinkRefused` for a link that is unknown, used
    or expired and for a disabled account, `WrongCredentials` for a wrong `totp`, `WeakPassword` as
    `check_strength` does, and `TooManyRequests`, `RecoveryOnly` and `Unavailable` as
    `count_attempt` does.
    """
    token_hash = hashed(token)
    account_id = await staff_queries.account_of_token(resources.database, token_hash)
    account = await staff_queries.secrets_of(resources.database, account_id) if account_id else None
    if account is None:
        raise LinkRefused
    address = _address(resources.keyring, account)
    check_strength(password, address, *address.split("@"))
    has_factor = account["totp_sealed"] is not None
    if has_factor:
        attempt = Attempt(address, ip, token_hash.hex())
        await count_attempt(resources, attempt, is_recovery=is_recovery_code(totp))
        if not await second_factor(resources, account, totp):
            raise WrongCredentials
    password_hash = await resources.part(Passwords).hashed(password)
    async with resources.database.transaction() as database:
        if token_hash not in await staff_queries.use_tokens(database, account["id"]):
            raise LinkRefused  # another call used the link first
        await staff_queries.set_password_hash(database, account["id"], password_hash)
        await staff_queries.add_event(database, account["id"], "password")
        factor = Factor(None, ())
        if not has_factor:
            factor = await _new_factor(database, resources, account, pyotp.random_base32(), step=0)
        ended = await session_queries.end_sessions_of(database, account["id"])
    note_ended(resources, ended)
    return factor


async def change_password(
    resources: Resources, caller: Caller, present: str, password: str, ip: str
) -> None:
    """Sets a new password, ends the account's other sessions, and marks its links as used.

    `present` is the present password; `ip` is the client's IP address. Raises `NotAllowed` for
    patients and disabled accounts, `WrongCredentials` if `present` is wrong or the password was
    changed or reset meanwhile, `WeakPassword` as `check_strength` does, `TooManyWrongPasswords` if
    the counter over days is full, and `TooManyRequests` and `Unavailable` as `count_attempt` does.
    """
    account = await _own(resources, caller)
    address, stored = _address(resources.keyring, account), account["password_hash"]
    attempt = _attempt(caller, address, ip)
    await _count_password(resources, attempt)
    if not await resources.part(Passwords).verify(present, stored):
        raise WrongCredentials
    check_strength(password, address, *address.split("@"))
    password_hash = await resources.part(Passwords).hashed(password)
    async with resources.database.transaction() as database:
        if not await staff_queries.replace_password_hash(
            database, caller.account_id, stored, password_hash
        ):
            raise WrongCredentials
        await staff_queries.use_tokens(database, caller.account_id)
        await staff_queries.add_event(database, caller.account_id, "password")
        ended = await session_queries.end_other_sessions(
            database, caller.account_id, caller.session_id
        )
    note_ended(resources, ended)
    await forget_attempts(resources, attempt)


async def prove_again(
    resources: Resources, caller: Caller, password: str, totp: str | None, ip: str
) -> None:
    """Verifies password and factor once more, and records in the session that the caller has proved their identity.

    `totp` is a code of the authenticator or a recovery code, None for an account without a factor;
    `ip` is the client's IP address. Raises `NotAllowed` for patients and disabled accounts,
    `WrongCredentials` for a wrong password or code, `TooManyRequests`, `RecoveryOnly` and
    `Unavailable` as `count_attempt` does; `TooManyWrongPasswords` instead of `RecoveryOnly` for an
    account without a factor.
    """
    account = await _own(resources, caller)
    address = _address(resources.keyring, account)
    attempt = _attempt(caller, address, ip)
    has_factor = account["totp_sealed"] is not None
    if has_factor:
        await count_attempt(resources, attempt, is_recovery=is_recovery_code(totp))
    else:
        await _count_password(resources, attempt)
    right = await resources.part(Passwords).verify(password, account["password_hash"])
    if right and has_factor:
        right = await second_factor(resources, account, totp)
    if not right:
        raise WrongCredentials
    await forget_attempts(resources, attempt)
    await session_queries.prove(resources.database, caller.session_id)


def _attempt(caller: Caller, address: str, ip: str) -> Attempt:
    """Returns the attempt of a signed-in caller.

    Attempts are counted for the session, so that nobody else can use them up.
    """
    return Attempt(address, ip, f"session:{caller.session_id}")


async def _count_password(resources: Resources, attempt: Attempt) -> None:
    """Counts an attempt with a password alone, for which no recovery code can be sent.

    Raises `TooManyWrongPasswords` if the counter over days is full, and `TooManyRequests` and
    `Unavailable` as `count_attempt` does.
    """
    try:
        await count_attempt(resources, attempt, is_recovery=False)
    except RecoveryOnly as reason:
        raise TooManyWrongPasswords from reason


async def begin_factor(resources: Resources, caller: Caller) -> tuple[str, str]:
    """Makes a secret for a new authenticator; nothing of the account is changed yet.

    Returns (the secret as an `otpauth://` URI, the text that `finish_factor` takes as `pending`).
    Raises `NotAllowed` for patients and disabled accounts.
    """
    account, secret = await _own(resources, caller), pyotp.random_base32()
    sealed = resources.keyring.seal("totp", secret.encode(), _pending(caller))
    return _uri(resources.keyring, account, secret), urlsafe_b64encode(sealed).decode()


async def finish_factor(resources: Resources, caller: Caller, pending: str, code: str) -> Factor:
    """Replaces the authenticator and all recovery codes; returns the new authenticator and the new codes.

    `pending` is the text that `begin_factor` returned in the same session. Raises `NotAllowed` for
    patients and disabled accounts, and `WrongCredentials` for any other `pending`, and unless
    `code` is the new authenticator's code of the present time step or of a neighbouring one. The
    code is marked as used.
    """
    account = await _own(resources, caller)
    try:
        sealed = urlsafe_b64decode(pending)
        secret = resources.keyring.open("totp", sealed, _pending(caller)).decode()
    except (SealBroken, ValueError) as reason:
        raise WrongCredentials from reason
    step = step_of(secret, plain(code))
    if step is None:
        raise WrongCredentials
    async with resources.database.transaction() as database:
        return await _new_factor(database, resources, account, secret, step)


async def new_recovery_codes(resources: Resources, caller: Caller) -> tuple[str, ...]:
    """Replaces all recovery codes of the caller; returns ten new ones.

    Raises `NotAllowed` for patients and disabled accounts.
    """
    await _own(resources, caller)
    async with resources.database.transaction() as database:
        codes = await _replace_codes(database, resources.keyring, caller.account_id)
        await staff_queries.add_event(database, caller.account_id, "recovery_codes")
    return codes


async def _new_factor(
    database: Queries, resources: Resources, account: Row, secret: str, step: int
) -> Factor:
    account_id: UUID = account["id"]
    sealed = resources.keyring.seal("totp", secret.encode(), account_id.bytes)
    await staff_queries.set_factor(database, account_id, sealed, step)
    codes = await _replace_codes(database, resources.keyring, account_id)
    await staff_queries.add_event(database, account_id, "factor")
    return Factor(_uri(resources.keyring, account, secret), codes)


async def _replace_codes(database: Queries, keyring: Keyring, account_id: UUID) -> tuple[str, ...]:
    codes = recovery_codes()
    await staff_queries.forget_recovery_codes(database, account_id)
    hashes = [keyring.mac("totp", account_id.bytes, code.encode()) for code in codes]
    await staff_queries.add_recovery_codes(database, account_id, hashes)
    return codes


async def _own(resources: Resources, caller: Caller) -> Row:
    """Returns the row of the caller's own secrets (`staff_queries.secrets_of`).

    Raises `NotAllowed` for patients, who have neither password nor factor, and for disabled
    accounts.
    """
    account = await staff_queries.secrets_of(resources.database, caller.account_id)
    if account is None:
        raise NotAllowed
    return account


def _address(keyring: Keyring, account: Row) -> str:
    return opened_address(keyring, account["email_sealed"]) or ""


def _uri(keyring: Keyring, account: Row, secret: str) -> str:
    name = _address(keyring, account)
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Amrutam")


def _pending(caller: Caller) -> bytes:
    return _PENDING + caller.session_id.bytes
