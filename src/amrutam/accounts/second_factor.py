"""The second factor of a sign-in with a password: a code of the authenticator (TOTP), or a recovery code."""

from __future__ import annotations

import hmac
import secrets
from time import time

import pyotp

from amrutam.accounts import staff_queries
from amrutam.core.database import Row
from amrutam.core.resources import Resources

_RECOVERY_LENGTH = 12
_RECOVERY_CODES = 10
_RECOVERY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def plain(shown: str | None) -> str:
    """Returns a typed code as it is compared: without spaces and hyphens, in lower case; "" for None."""
    return "".join((shown or "").split()).replace("-", "").lower()


def is_recovery_code(shown: str | None) -> bool:
    """Whether `shown` has the length of a recovery code; the authenticator's codes are shorter."""
    return len(plain(shown)) == _RECOVERY_LENGTH


async def second_factor(resources: Resources, account: Row, shown: str | None) -> bool:
    """Whether `shown` is an unused code of the account's authenticator or an unused recovery code.

    The code is then marked as used. `account` is a row with `id` and `totp_sealed`, which must not
    be None. Raises `SealBroken` if no key of the ring decrypts `totp_sealed`.
    """
    shown = plain(shown)
    if not shown:
        return False
    if is_recovery_code(shown):
        macs = resources.keyring.macs("totp", account["id"].bytes, shown.encode())
        return await staff_queries.take_recovery_code(resources.database, account["id"], macs)
    secret = resources.keyring.open("totp", account["totp_sealed"], account["id"].bytes).decode()
    step = step_of(secret, shown)
    return step is not None and await staff_queries.take_totp_step(
        resources.database, account["id"], step
    )


def step_of(secret: str, shown: str) -> int | None:
    """Returns the time step of a code, in steps of 30 seconds since the Unix epoch; None for a wrong code.

    `secret` is the authenticator's secret in base32, `shown` the code as `plain` returns it. A code of
    the present time step, of the step before or of the step after is right (RFC 6238, 5.2).
    """
    totp = pyotp.TOTP(secret)
    now = int(time()) // totp.interval
    steps = [
        step
        for step in (now, now - 1, now + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), shown.encode())
    ]
    return steps[0] if steps else None


def recovery_codes() -> tuple[str, ...]:
    """Returns ten new recovery codes of twelve characters, as they are shown to their owner. Nothing is stored."""
    return tuple(_recovery_code() for _ in range(_RECOVERY_CODES))


def _recovery_code() -> str:
    return "".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(_RECOVERY_LENGTH))
