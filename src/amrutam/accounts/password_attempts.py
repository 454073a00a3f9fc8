"""Limits of password attempts: within minutes for each device or network address, and over days.

A device on which the account has signed in has counters of its own, so that strangers cannot lock
out the account's owner. All other devices share the account's counter over days. Over days a
counter allows a hundred attempts in a row (NIST SP 800-63B-4, 3.2.2) or fewer, as
`staff_failures_per_account` says; after these a sign-in needs a recovery code, which nobody can
guess.
"""

from __future__ import annotations

from contextlib import suppress
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
    """An attempt to enter the password or second factor of the account with the normalised e-mail address `address`.

    `ip` is the client's IP address. `device` names the counters for which the attempt counts: the
    id of a device that has signed in to the account before (`known_device`), or a text for a
    signed-in session or a mailed link. None for any other device.
    """

    address: str
    ip: str
    device: str | None


async def count_attempt(resources: Resources, attempt: Attempt, *, is_recovery: bool) -> None:
    """Counts the attempt; call this function before anything is looked up, so that concurrent guesses are counted too.

    `is_recovery`: the attempt uses a recovery code, which the counter over days does not count.
    Raises `TooManyRequests`, with the seconds to wait, if a counter of
    `staff_failures_window_seconds` is full, `RecoveryOnly` if the counter over days is full, and
    `Unavailable` if Redis cannot be reached.
    """
    counters = _counters(resources, attempt)
    if is_recovery:
        del counters[_in_all(resources, attempt)]
    arguments = [number for counter in counters.values() for number in counter]
    try:
        refused_by, wait = await resources.redis.run(COUNT_ATTEMPT, list(counters), arguments)
    except RedisAway as reason:
        raise Unavailable("Signing in is not possible at the moment") from reason
    if not refused_by:
        return
    if list(counters)[refused_by - 1] == _in_all(resources, attempt):
        raise RecoveryOnly
    raise TooManyRequests("Too many attempts to sign in", retry_after=wait / 1000)


async def forget_attempts(resources: Resources, attempt: Attempt) -> None:
    """Deletes the counters of the device and of the account; call this function after a successful verification.

    The counter of the network address stays. While Redis is unreachable no counter is deleted, and
    no error is raised, because the call that was verified must not fail for that; the counters then
    expire.
    """
    unknown = Attempt(attempt.address, attempt.ip, None)
    keys = [_own(resources, attempt), _in_all(resources, attempt), _in_all(resources, unknown)]
    with suppress(RedisAway):
        await resources.redis.do(_FORGET_ATTEMPTS, "DEL", *keys)


def _counters(resources: Resources, attempt: Attempt) -> dict[str, tuple[int, int]]:
    """Returns (window in seconds, maximum of attempts) by the counter's key in Redis.

    The order matters: the first counter that is full decides the error.
    """
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
    """Returns the key of the attempt's own counter over `staff_failures_window_seconds`.

    The counter is that of the device or, for an unknown device, of one network address and one
    account.
    """
    if attempt.device is not None:
        return f"{{staff}}:device:{attempt.device}"
    return f"{_in_all(resources, attempt)}{_source(resources, attempt).removeprefix('{staff}')}"


def _source(resources: Resources, attempt: Attempt) -> str:
    visitor = resources.keyring.mac("address", limited_address(attempt.ip).encode())[:16].hex()
    return f"{{staff}}:from:{visitor}"


def _in_all(resources: Resources, attempt: Attempt) -> str:
    """Returns the key of the counter over days: of the device, or of all unknown devices of the account together."""
    if attempt.device is not None:
        return f"{{staff}}:device-in-all:{attempt.device}"
    return f"{{staff}}:to:{address_index(resources.keyring, attempt.address).hex()}"
