"""One-time codes: made, limited, hashed, and handed to the worker. For sign-in and for holds.

A code is never stored in clear: Redis holds an HMAC of it, and the job carries it sealed.
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
from amrutam.core.queue import announce, enqueue
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.notifications.models import Contact

Purpose = Literal["sign-in", "booking"]
JOB = "send_code"

_CONTEXT = b"one-time code"
_QUARTER_HOUR, _DAY, _HOUR, _MINUTE = 900, 86400, 3600, 60
_WITHOUT_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class SealedCode:
    """What a job carries, opened."""

    contact: Contact
    code: str
    purpose: Purpose
    expires_at: datetime


def new_code() -> str:
    """Six digits from the operating system's generator."""
    return f"{secrets.randbelow(1_000_000):06d}"


def code_mac(keyring: Keyring, challenge_id: str | bytes, code: str) -> bytes:
    """Binds a code to its challenge: it opens no other one."""
    return keyring.mac("code", _raw(challenge_id), code.encode())


def code_macs(keyring: Keyring, challenge_id: str | bytes, code: str) -> list[bytes]:
    """The same under each key of the ring, newest first."""
    return keyring.macs("code", _raw(challenge_id), code.encode())


def address_index(keyring: Keyring, address: str) -> bytes:
    """What limits know of a (normalised) address."""
    return keyring.mac("contact-index", address.encode())


@dataclass(frozen=True, slots=True)
class Budget:
    """Whose request for a code is counted: `own` by itself, `shared` with others; both are key names.

    Beyond `most_shared` a day the next is waited for, or (`is_slowed` false) only told of.
    """

    own: str
    shared: str
    most_shared: int
    is_slowed: bool
    ip: str


def sign_in_budget(resources: Resources, address: str, ip: str, device: str | None) -> Budget:
    """One mailbox is one target, whatever its tags, for each source by itself and for all together.

    A device that has signed in before has a budget of its own and is not slowed: strangers must not keep
    somebody out by asking for codes.
    """
    mailbox = address_index(resources.keyring, mailbox_of(address)).hex()
    by = f"device:{device}" if device else f"from:{_visitor(resources, ip)}"
    most = resources.settings.codes_per_address_day
    return Budget(f"{mailbox}:{by}", mailbox, most, device is None, ip)


def hold_budget(resources: Resources, account_id: UUID, ip: str) -> Budget:
    """Of a signed-in account's holds: what strangers ask for its mailbox is not counted here."""
    most = resources.settings.codes_for_holds_day
    return Budget(f"holds:{account_id}", f"holds-day:{account_id}", most, is_slowed=True, ip=ip)


async def issue_limits(resources: Resources, budget: Budget, purpose: Purpose) -> datetime:
    """Counts one code for the budget, the visitor and the platform, all or none.

    One atomic call, exact across processes. Returns when the next may be asked for. Raises
    `TooManyRequests` with the seconds to wait, and `Unavailable` without counters: codes fail
    closed.
    """
    settings = resources.settings
    visitor = _visitor(resources, budget.ip)
    keys = [f"{{codes}}:to:{budget.own}", f"{{codes}}:all-to:{budget.shared}",
            f"{{codes}}:from:{visitor}", "{codes}:all"]  # fmt: skip
    # Load tests run with limits off: from one machine, but for an address of its own each.
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
        raise Unavailable("Codes cannot be sent for the moment") from reason
    if is_beyond:
        metrics.CODES.labels(purpose, "beyond").inc()
    if wait_milliseconds:
        raise TooManyRequests(
            "Too many codes were asked for", retry_after=int(wait_milliseconds) / 1000
        )
    return clock.now() + timedelta(seconds=settings.code_resend_seconds)


def _visitor(resources: Resources, ip: str) -> str:
    return resources.keyring.mac("address", limited_address(ip).encode())[:16].hex()


async def enqueue_code(
    queries: Queries, resources: Resources, contact: Contact, code: str, purpose: Purpose
) -> None:
    """The job that sends the code, at once; after `code_seconds` it sends nothing any more."""
    expires = clock.now() + timedelta(seconds=resources.settings.code_seconds)
    plain = msgspec.json.encode(SealedCode(contact, code, purpose, expires))
    sealed = resources.keyring.seal("job", plain, _CONTEXT)
    await enqueue(queries, JOB, {"sealed": b64encode(sealed).decode()})
    await announce(queries)
    metrics.CODES.labels(purpose, "issued").inc()


def open_code(keyring: Keyring, payload: dict[str, Any]) -> SealedCode:
    """Raises `SealBroken`."""
    plain = keyring.open("job", b64decode(payload["sealed"]), _CONTEXT)
    return msgspec.json.decode(plain, type=SealedCode)


def _raw(challenge_id: str | bytes) -> bytes:
    return challenge_id.encode() if isinstance(challenge_id, str) else challenge_id
