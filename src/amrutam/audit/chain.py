"""The chain over the history: extending it by what has settled, and checking that nothing of it has changed.

A checkpoint is HMAC-SHA256, under a key that the database does not hold, of the checkpoint before it and the
entries since then. Whoever changes the database alone cannot make another that fits; what they take
off the end, checkpoints and all, is found by a checkpoint that was told elsewhere: each is logged.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from amrutam.audit import queries
from amrutam.audit.queries import LEDGERS
from amrutam.core.crypto import Keyring
from amrutam.core.database import Queries, Row
from amrutam.core.resources import Resources

log = structlog.get_logger("amrutam.audit")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One link of a ledger's chain. As text `appointment_event:17:3f2a...`, the MAC in hexadecimal."""

    ledger: str
    number: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.ledger}:{self.number}:{self.mac.hex()}"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Raises `ValueError`."""
        ledger, number, mac = text.split(":")
        if ledger not in LEDGERS:
            raise ValueError(f"there is no ledger {ledger}")
        return cls(ledger, int(number), bytes.fromhex(mac))


_BEFORE_ALL = -(2**63)
_MOST = 5000
"""Entries a checkpoint: a transaction of a fraction of a second."""


async def extend(resources: Resources, settled: timedelta) -> None:
    """A checkpoint of what is new in each ledger and older than `settled`, which no transaction outlasts.

    Logged once it is committed. Of several workers one at a time does it.
    """
    async with resources.database.transaction() as database:
        made = await _extended(resources.keyring, settled, database)
    for each in made:
        log.info("audit_checkpoint", checkpoint=str(each))


async def _extended(keyring: Keyring, settled: timedelta, database: Queries) -> list[Checkpoint]:
    made: list[Checkpoint] = []
    if not await queries.lock(database):
        return made
    for ledger in LEDGERS:
        last = await queries.last_checkpoint(database, ledger)
        number, after, before = (
            (last["number"], last["last_id"], last["mac"]) if last else (0, _BEFORE_ALL, b"")
        )
        until = await queries.settled(database, ledger, after, settled)
        if until is None:
            continue
        rows = await queries.entries(database, ledger, after, until, _MOST)
        mac = keyring.mac("audit", *_message(ledger, number + 1, before, rows))
        await queries.add_checkpoint(database, ledger, number + 1, rows[-1]["id"], len(rows), mac)
        made.append(Checkpoint(ledger, number + 1, mac))
    return made


def _message(ledger: str, number: int, before: bytes, rows: Sequence[Row]) -> list[bytes]:
    return [ledger.encode(), str(number).encode(), before, *(row["said"].encode() for row in rows)]


@dataclass(frozen=True, slots=True)
class Checked:
    """What one ledger's chain shows. `last` is its newest checkpoint."""

    ledger: str
    checkpoints: int
    entries: int
    last: Checkpoint | None
    faults: list[str]


async def check(resources: Resources, told: Sequence[Checkpoint] = ()) -> list[Checked]:
    """Every checkpoint of every ledger again, from the first. `told` must be among them."""
    return [
        await _check_ledger(
            resources, ledger, {t.number: t.mac for t in told if t.ledger == ledger}
        )
        for ledger in LEDGERS
    ]


async def _check_ledger(resources: Resources, ledger: str, told: dict[int, bytes]) -> Checked:
    number, after, before, count = 0, _BEFORE_ALL, b"", 0
    faults: list[str] = []
    while checkpoints := await queries.checkpoints(resources.database, ledger, number):
        for each in checkpoints:
            if each["number"] != number + 1:
                faults.append(f"checkpoints {number + 1} to {each['number'] - 1} are gone")
            number = each["number"]
            rows = await _entries(resources.database, ledger, after, each["last_id"])
            message = _message(ledger, number, before, rows)
            if not _is_among(each["mac"], resources.keyring.macs("audit", *message)):
                faults.append(
                    f"checkpoint {number}, entries up to {each['last_id']}:"
                    f" {each['entries']} were there, {len(rows)} are there, and they do not fit"
                )
            if not hmac.compare_digest(told.pop(number, each["mac"]), each["mac"]):
                faults.append(f"checkpoint {number} is not the one that was told")
            after, before, count = each["last_id"], each["mac"], count + len(rows)
    faults += [f"checkpoint {missing} was told, and is gone" for missing in told]
    last = Checkpoint(ledger, number, before) if number else None
    return Checked(ledger, number, count, last, faults)


async def _entries(database: Queries, ledger: str, after: int, until: int) -> list[Row]:
    """One more than a checkpoint may hold at most: more cannot fit."""
    return await queries.entries(database, ledger, after, until, _MOST + 1)


def _is_among(mac: bytes, macs: Sequence[bytes]) -> bool:
    return any(hmac.compare_digest(mac, each) for each in macs)
