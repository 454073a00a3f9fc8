"""One-time codes for sign-in, holds and the account itself: created, limited, hashed, and passed to the worker.

A code is never stored in clear: Redis stores its HMAC, and the job's payload contains the code
encrypted. When a person enters a code, `lua/codes.lua` compares the HMACs.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec

from amrutam.accounts.contacts import mailbox_of
from amrutam.accounts.lua import ISSUE_LIMITS
from amrutam.core import clock
from amrutam.core.database import Queries
from amrutam.core.errors import TooManyRequests, Unavailable
from amrutam.core.http.address import limited_address
from amrutam.core.key_ring import Keyring
from amrutam.core.queue import enqueue
from amrutam.core.queue_queries import announce
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.notifications.models import Contact

Purpose = Literal["sign-in", "booking", "proof", "closing", "email"]
JOB = "send_code"

_CONTEXT = b"one-time code"
_QUARTER_HOUR, _DAY, _HOUR, _MINUTE = 900, 86400, 3600, 60
_WITHOUT_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class SealedCode:
    """The content of the sealed payload of a job that sends a code. `expires_at` is in UTC."""

    contact: Contact
    code: str
    purpose: Purpose
    expires_at: datetime


def new_code() -> str:
    """Returns a random code of six digits, from the operating system's generator."""
    return f"{secrets.randbelow(1_000_000):06d}"


def code_mac(keyring: Keyring, challenge_id: str | bytes, code: str) -> bytes:
    """Returns the HMAC-SHA256 (32 bytes) of the challenge's id and the code, under the newest key.

    The id makes the HMAC useless for any other challenge. A text as the id counts as its UTF-8.
    """
    return keyring.mac("code", _raw(challenge_id), code.encode())


def code_macs(keyring: Keyring, challenge_id: str | bytes, code: str) -> list[bytes]:
    """Returns the HMAC of `code_mac` under each key of the ring, newest first."""
    return keyring.macs("code", _raw(challenge_id), code.encode())


def address_index(keyring: Keyring, address: str) -> bytes:
    """Returns the MAC (32 bytes) of a normalised e-mail address or telephone number, under the newest key.

    The keys of limits in Redis contain this MAC instead of the address.
    """
    return keyring.mac("contact-index", address.encode())


@dataclass(frozen=True, slots=True)
class Budget:
    """The counters in Redis to which a request for a code is added.

    `own` names the counter for requests from one source: a known device, an IP address, or a
    signed-in account. `shared` names the counter for requests from all sources for the same
    recipient. `ip` is the client's IP address, which has a counter too.

    If `is_slowed` is true, after `most_shared` codes in 24 hours the shared counter allows one code
    in `code_slow_seconds`. If `is_slowed` is false, the shared counter refuses no code. A metric
    counts the requests beyond `most_shared` in both cases.
    """

    own: str
    shared: str
    most_shared: int
    is_slowed: bool
    ip: str


def sign_in_budget(resources: Resources, address: str, ip: str, device: str | None) -> Budget:
    """Returns the budget of a sign-in code to a normalised e-mail address or phone number.

    Codes to an e-mail address with and without a tag (`mailbox_of`) count together. `ip` is the
    client's IP address; `device` is the id of a device on which the recipient has signed in before,
    None for any other device. Codes are counted for each source (the known device, otherwise the IP
    address), and for all sources together. A known device is not slowed by the codes of other
    sources, so that strangers cannot lock out a person by requesting codes.
    """
    mailbox = address_index(resources.keyring, mailbox_of(address)).hex()
    by = f"device:{device}" if device else f"from:{_visitor(resources, ip)}"
    most = resources.settings.codes_per_address_day
    return Budget(f"{mailbox}:{by}", mailbox, most, device is None, ip)


def hold_budget(resources: Resources, account_id: UUID, ip: str) -> Budget:
    """Returns the budget of a signed-in account for codes that confirm its holds. `ip` is the client's IP address.

    Codes that strangers request for the account's mailbox do not count here.
    """
    most = resources.settings.codes_for_holds_day
    return Budget(f"holds:{account_id}", f"holds-day:{account_id}", most, is_slowed=True, ip=ip)


def own_budget(resources: Resources, account_id: UUID, ip: str) -> Budget:
    """Returns the budget of a signed-in account for codes about the account itself (`account_codes.py`).

    `ip` is the client's IP address.
    """
    most = resources.settings.codes_for_holds_day
    return Budget(f"own:{account_id}", f"own-day:{account_id}", most, is_slowed=True, ip=ip)


async def issue_limits(resources: Resources, budget: Budget, purpose: Purpose) -> datetime:
    """Counts one code against the limits of the budget, of the client's IP address and of the platform.

    The code is counted in all counters or in none, by one atomic call in Redis. Returns the
    earliest time (UTC) at which the next code can be requested. `purpose` labels the metric of
    requests beyond `most_shared`. While `rate_limits` is `off`, only the limits of the budget can
    refuse a code. Raises `TooManyRequests`, with the seconds to wait, if a limit is reached, and
    `Unavailable` if Redis cannot be reached, because a code that was not counted must not be sent.
    """
    settings = resources.settings
    visitor = _visitor(resources, budget.ip)
    keys = [f"{{codes}}:to:{budget.own}", f"{{codes}}:all-to:{budget.shared}",
            f"{{codes}}:from:{visitor}", "{codes}:all"]  # fmt: skip
    # Load tests run with limits off: all requests come from one machine, each with its own e-mail
    # address.
    counted = settings.rate_limits == "on"
    limits = [
        settings.code_resend_seconds,
        settings.codes_per_source_15_minutes, _QUARTER_HOUR,
        budget.most_shared, _DAY, settings.code_slow_seconds, int(budget.is_slowed),
        settings.codes_per_ip_hour if counted else _WITHOUT_LIMIT, _HOUR,
        settings.codes_total_minute if counted else _WITHOUT_LIMIT, _MINUTE,
    ]  # fmt: skip
    try:
        wait_milliseconds, is_beyond = await resources.redis.run(ISSUE_LIMITS, keys, limits)
    except RedisAway as reason:
        raise Unavailable("Codes cannot be sent at the moment") from reason
    if is_beyond:
        metrics.CODES.labels(purpose, "beyond").inc()
    if wait_milliseconds:
        raise TooManyRequests(
            "Too many codes were requested", retry_after=int(wait_milliseconds) / 1000
        )
    return clock.now() + timedelta(seconds=settings.code_resend_seconds)


def _visitor(resources: Resources, ip: str) -> str:
    return resources.keyring.mac("address", limited_address(ip).encode())[:16].hex()


async def enqueue_code(
    queries: Queries, resources: Resources, contact: Contact, code: str, purpose: Purpose
) -> None:
    """Enqueues the job that sends the code, in the caller's transaction, whose commit wakes a worker.

    The payload is `{"sealed": <base64 of the encrypted SealedCode>}`. A job that runs more than
    `code_seconds` later sends nothing.
    """
    expires = clock.now() + timedelta(seconds=resources.settings.code_seconds)
    plain = msgspec.json.encode(SealedCode(contact, code, purpose, expires))
    sealed = resources.keyring.seal("job", plain, _CONTEXT)
    await enqueue(queries, JOB, {"sealed": b64encode(sealed).decode()})
    await announce(queries)
    metrics.CODES.labels(purpose, "issued").inc()


def open_code(keyring: Keyring, payload: dict[str, Any]) -> SealedCode:
    """Decrypts a payload of `enqueue_code`. Raises `SealBroken` if no key of the ring decrypts the payload."""
    plain = keyring.open("job", b64decode(payload["sealed"]), _CONTEXT)
    return msgspec.json.decode(plain, type=SealedCode)


def _raw(challenge_id: str | bytes) -> bytes:
    return challenge_id.encode() if isinstance(challenge_id, str) else challenge_id
