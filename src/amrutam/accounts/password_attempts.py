"""How often somebody may try a password: by device or source, and in all until only recovery is left.

A device on which the account has signed in has budgets of its own, so that strangers lock nobody out. All others share
a hundred tries an account (NIST SP 800-63B-4, 3.2.2); after them a recovery code is asked for, which nobody guesses.
"""

from __future__ import annotations

from dataclasses import dataclass

from amrutam.accounts.errors import RecoveryOnly
from amrutam.accounts.lua import COUNT_ATTEMPT
from amrutam.accounts.one_time_codes import address_index
from amrutam.core.errors import TooManyRequests, Unavailable
from amrutam.core.http.address import limited_address
from amrutam.core.redis import CallName, RedisAway
from amrutam.core.resources import Resources

_FORGET_ATTEMPTS = CallName("attempts_forget")

_DAY_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's try at an address. `device` is known to have signed in there; `ip` is where it comes from."""

    address: str
    ip: str
    device: str | None


async def count_attempt(resources: Resources, attempt: Attempt, *, is_recovery: bool) -> None:
    """Before anything is looked up, so that racing guesses are counted too.

    Raises `TooManyRequests`, `RecoveryOnly`, and `Unavailable`: without counters it fails closed.
    """
    counters = _counters(resources, attempt)
    if is_recovery:
        del counters[_in_all(resources, attempt)]
    arguments = [number for counter in counters.values() for number in counter]
    try:
        refused_by, wait = await resources.redis.run(COUNT_ATTEMPT, list(counters), arguments)
    except RedisAway as reason:
        raise Unavailable("Signing in is not possible for the moment") from reason
    if not refused_by:
        return
    if list(counters)[refused_by - 1] == _in_all(resources, attempt):
        raise RecoveryOnly
    raise TooManyRequests("Too many attempts to sign in", retry_after=wait / 1000)


async def forget_attempts(resources: Resources, attempt: Attempt) -> None:
    """After a sign-in: those before it were no attack, or one that is over."""
    unknown = Attempt(attempt.address, attempt.ip, None)
    keys = [_own(resources, attempt), _in_all(resources, attempt), _in_all(resources, unknown)]
    await resources.redis.do(_FORGET_ATTEMPTS, "DEL", *keys)


def _counters(resources: Resources, attempt: Attempt) -> dict[str, tuple[int, int]]:
    """Each counter's seconds and most tries, the first refusal deciding."""
    settings = resources.settings
    window, kept = settings.staff_failures_window_seconds, settings.staff_failures_kept_days
    counters = {_own(resources, attempt): (window, settings.staff_failures_per_source)}
    if attempt.device is None:
        counters[_source(resources, attempt)] = (window, settings.staff_failures_per_ip)
    counters[_in_all(resources, attempt)] = (
        kept * _DAY_SECONDS, settings.staff_failures_per_account
    )  # fmt: skip
    return counters


def _own(resources: Resources, attempt: Attempt) -> str:
    """Of the device, or of the source at this address."""
    if attempt.device is not None:
        return f"{{staff}}:device:{attempt.device}"
    return f"{_in_all(resources, attempt)}{_source(resources, attempt).removeprefix('{staff}')}"


def _source(resources: Resources, attempt: Attempt) -> str:
    visitor = resources.keyring.mac("address", limited_address(attempt.ip).encode())[:16].hex()
    return f"{{staff}}:from:{visitor}"


def _in_all(resources: Resources, attempt: Attempt) -> str:
    """Of the device, or of all unknown ones together."""
    if attempt.device is not None:
        return f"{{staff}}:device-in-all:{attempt.device}"
    return f"{{staff}}:to:{address_index(resources.keyring, attempt.address).hex()}"
